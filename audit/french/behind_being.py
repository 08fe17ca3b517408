"""A participle behind *être* against its subject (*la mise à jour doit être appliqué*, *la loi qui a été voté*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, adjective_features, agreeing_form, clash, disagreement
from audit.french.attributes import OF_ONESELF, before_adverbs
from audit.french.candidates import PRONOUNS, candidates
from audit.french.clause_subjects import _before_aside as before_aside
from audit.french.clauses import CLITICS, OPENERS, TIMES, word_at
from audit.french.grammar import DETERMINERS, finite_here, form_of, norm, past_participles, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subjects import COLLECTIVE, ONE
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

BEEN = words("être été")
# Participles between *avoir* and an infinitive whose subject is their own.
MODAL = words(
    "pouvoir devoir vouloir aller sembler paraître faillir espérer souhaiter affirmer assurer prétendre croire"
)
REFLEXIVE = words("se s'")
APPOSED = words(
    "DET NOUN PROPN X ADJ NUM PRON"
)  # kinds of words that open an apposition (*la star du club, Ali Diop,*)
NOT_ALONE = words("et ou ni , comme")
OPENING = OPENERS | words(", et ; : « “ mais or car") | {""}
RELATIVES = words("qui que qu' dont où")


def behind_being(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle in the masculine, or the singular, whose subject is feminine, or plural."""
    if not past_participles(lexicon, word) or not word.text.islower():
        return None
    first = _group_start(parse, word, lexicon)
    has = adjective_features(lexicon, word, behind_verb=True) if first is not None else None
    if first is None or has is None or has.gender != "m" or not has.number:
        return None
    found = _subject(parse, first, lexicon)
    if found is None:
        return None
    subject, owners, alone = found
    if has.number == "p" and not alone:
        return None  # *le parc et la place sont fermés*
    whats = [clash(owner, has) for owner in owners]
    if not owners or not all(whats):
        return None
    wanted = owners[0] if len(set(owners)) == 1 else Features()
    healed = agreeing_form(lexicon, word, wanted) if wanted.gender and wanted.number else None
    return Hit(word.idx, word.idx + len(word), disagreement(subject, word, whats[0]), healed)


def _group_start(parse: "Doc", word: "Token", lexicon: Lexicon) -> int | None:
    """Where the verb group begins that ends in *être* and this participle; None where there is none, or no conjugated verb."""
    place = _conjugated(parse, word, lexicon)
    if place < 1 or not finite_here(lexicon, parse[place]):
        return None
    if not any(r.person == "3" for r in readings(lexicon, parse[place])):
        return None  # *mon ami, vous êtes*
    oneself = word_at(parse, place - 1) in REFLEXIVE and form_of(lexicon, parse[place], "être")
    if oneself and _other_object(parse, word, lexicon):
        return None
    while place > 0 and (norm(parse[place - 1]) in CLITICS and parse[place - 1].pos_ != "DET"):
        place -= 1
    return place


def _conjugated(parse: "Doc", word: "Token", lexicon: Lexicon) -> int:
    """The place of the verb that *être* and the participle go with (*doit être*, *aurait dû être*, *affirment avoir été*)."""
    place = before_adverbs(parse, word.i - 1)
    verb = parse[place] if place > 0 else word
    if norm(verb) not in BEEN:
        return place if form_of(lexicon, verb, "être") else -1
    place = before_adverbs(parse, place - 1)
    if place > 0 and norm(verb) == "été" and norm(parse[place]) == "avoir":
        place, verb = before_adverbs(parse, place - 1), parse[place]
    if place < 0:
        return place
    modal = bool(verb_lemmas(lexicon, parse[place]) & MODAL)
    if modal and past_participles(lexicon, parse[place]):
        return before_adverbs(parse, place - 1)
    return place if modal or norm(verb) == "été" else -1


def _other_object(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True where *se* is not the object (*s’est cassé la jambe*, *se sont parlé*)."""
    after = parse[word.i + 1 : word.i + 3]
    owned = bool(after) and after[0].pos_ == "DET" and norm(after[-1]) not in TIMES
    return owned or bool(verb_lemmas(lexicon, word) & OF_ONESELF)


def _subject(parse: "Doc", first: int, lexicon: Lexicon) -> "tuple[Token, list[Features], bool] | None":
    """The subject that ends before `first`, what its nouns ask for, and whether it is certainly the only one."""
    end = first
    while end > 0 and parse[end - 1].text == ".":
        end -= 1  # *qui. a été*
    pronoun = word_at(parse, end - 1)
    if pronoun in {"elle", "elles", "ils"}:
        before = parse[end - 2] if end > 1 else None
        led = before is not None and (before.pos_ == "ADP" or norm(before) in NOT_ALONE)
        return None if led else (parse[end - 1], [PRONOUNS[pronoun]], True)
    if pronoun == "qui":
        return _phrase(parse, end - 1 - (word_at(parse, end - 2) == ","), lexicon, relative=True)
    if pronoun == ",":
        return _before_aside(parse, end - 1, lexicon)
    return _phrase(parse, end, lexicon, relative=False) if end > 0 else None


def _before_aside(parse: "Doc", comma: int, lexicon: Lexicon) -> "tuple[Token, list[Features], bool] | None":
    """The subject before an aside (*la firme, fondée à Lyon,*), in which nobody is named that it may be."""
    end = before_aside(parse, comma, lexicon)
    found = _phrase(parse, end, lexicon, relative=False) if end > 0 else None
    if found is None or not found[2]:
        return None
    noun, owners, alone = found
    named = any(t.pos_ in APPOSED and norm(t) not in RELATIVES for t in parse[end + 1 : end + 2])
    return noun, owners + candidates(parse[end:comma], lexicon) if named else owners, alone


def _phrase(parse: "Doc", end: int, lexicon: Lexicon, *, relative: bool) -> "tuple[Token, list[Features], bool] | None":
    """The same of the nouns, with what they carry, that end at `end`."""
    start = phrase_start(parse, end)
    inside = parse[start:end]
    noun = next((t for t in inside if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or any(
        norm(t) in COLLECTIVE or (t.like_num and norm(t) not in ONE) or _of_several(t) for t in inside
    ):
        return None
    if any(t.pos_ == "VERB" and not past_participles(lexicon, t) for t in inside):
        return None  # *l’intention de prendre la ville*
    before, opener = parse[start - 1] if start else None, word_at(parse, start - 1)
    governed = inside[0].pos_ == "ADP" and norm(inside[0]) not in DETERMINERS
    if before is not None and relative and (before.pos_ == "PRON" or (governed and before.pos_ not in {"VERB", "AUX"})):
        return None  # *celui de la rue, qui est mort*
    if not relative and (governed or opener not in OPENING or not _determined(inside[0])):
        return None
    if opener == "et" and not relative and not any(finite_here(lexicon, t) for t in parse[: start - 1]):
        return None  # *la loi sur l’immigration et la protection des réfugiés est*
    alone = opener not in NOT_ALONE and (opener, word_at(parse, start - 2)) != ("que", "ainsi")
    return noun, candidates(inside, lexicon), alone


def _of_several(one: "Token") -> bool:
    """True for *une* in *une des victimes*."""
    return norm(one) in ONE and word_at(one.doc, one.i + 1) in {"de", "d'", "des"}


def _determined(first: "Token") -> bool:
    return norm(first) in DETERMINERS or first.pos_ == "PROPN"
