"""A participle behind *être* against its subject (*la mise à jour doit être appliqué*, *la loi qui a été voté*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, adjective_features, clash, disagreement, noun_features
from audit.french.attributes import OF_ONESELF, number_of, of_what
from audit.french.candidates import ALONE, PRONOUNS, agreeing_alone, candidates, owned
from audit.french.clause_subjects import _before_aside as before_aside
from audit.french.clauses import OPENERS, TIMES, word_at
from audit.french.grammar import (
    DETERMINERS,
    before_adverbs,
    can_be_finite,
    finite_here,
    form_of,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subjects import COLLECTIVE, COMPARED, ONE
from audit.french.words import CLITICS, OF, RELATIVES, SE, words
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

BEEN = words("être été")
LINKS = words("et mais ou puis")
GOVERNING = words("de d' à")
OBJECTS = CLITICS | words("je j' tu")  # pronouns that a verb in the third person is not of
# Participles between *avoir* and an infinitive whose subject is their own.
MODAL = words(
    "pouvoir devoir vouloir aller sembler paraître faillir espérer souhaiter affirmer assurer prétendre croire"
)
APPOSED = words(
    "DET NOUN PROPN X ADJ NUM PRON"
)  # kinds of words that open an apposition (*la star du club, Ali Diop,*)
NOT_ALONE = words("et ou ni , comme")
OPENING = OPENERS | words(", et ; : « “ mais or car") | {""}
MARKS = frozenset(".;:?!([«“—–…")  # behind these a clause begins
INVERTING = RELATIVES - {"qui"} | words("comme ainsi quand")  # behind these the subject may follow
FEMININE = words("une aucune chacune")
COMPLETING = words("de d' que qu'")
HEADLESS = words(
    "tout rien chacun chacune autre personne quelqu'un chose % moi toi nul nulle aucun aucune"
)  # subjects with no noun


def behind_being(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle in the masculine, or the singular, whose subject is feminine, or plural."""
    if not past_participles(lexicon, word) or not word.text.islower():
        return None
    if (word_at(parse, word.i - 1), word.norm) == ("bien", "entendu"):
        return None  # *la salle est bien entendu ouverte*
    first = _group_start(parse, word, lexicon)
    if (
        first
        and word_at(parse, first - 1) == "qui"
        and (word_at(parse, first - 3) == "en" or parse[first - 2].pos_ == "ADP")
    ):
        return None  # *en homme qui veut être obéi*, *la ville à qui est confié un rôle*
    has = adjective_features(lexicon, word, behind_verb=True) if first is not None else None
    if first is None or has is None or has.gender != "m" or not has.number:
        return None
    found = _subject(parse, first, lexicon) or _nobody(parse, first, word, has, lexicon)
    if found is None:
        return None
    subject, owners, alone = found
    if has.number == "p" and not alone:
        return None  # *le parc et la place sont fermés*
    agreed = number_of(lexicon, parse[_conjugated(parse, word, lexicon)]) == has.number
    if agreed and all(owner.number not in {"", has.number} for owner in owners):
        return None  # with its verb, of which that is no subject
    whats = [clash(owner, has) for owner in owners]
    if not owners or not all(whats):
        return None
    healed = agreeing_alone(word, owners, lexicon)
    return Hit(word.idx, word.idx + len(word), disagreement(subject, word, whats[0]), healed)


def _group_start(parse: "Doc", word: "Token", lexicon: Lexicon) -> int | None:
    """Where the verb group begins that ends in *être* and this participle; None where there is none, or no conjugated verb."""
    place = _conjugated(parse, word, lexicon)
    if place < 1 or not finite_here(lexicon, parse[place]):
        return None
    if not any(r.person == "3" for r in readings(lexicon, parse[place])):
        return None  # *mon ami, vous êtes*
    oneself = word_at(parse, place - 1) in SE and form_of(lexicon, parse[place], "être")
    if oneself and _other_object(parse, word, lexicon):
        return None
    while place > 0 and (parse[place - 1].norm in CLITICS and parse[place - 1].pos_ != "DET"):
        place -= 1
    return place


def _conjugated(parse: "Doc", word: "Token", lexicon: Lexicon) -> int:
    """The place of the verb that *être* and the participle go with (*doit être*, *aurait dû être*, *affirment avoir été*)."""
    place = before_adverbs(parse, word.i - 1)
    verb = parse[place] if place > 0 else word
    if verb.norm in LINKS and not can_be_finite(lexicon, word):
        first = parse[before_adverbs(parse, place - 1)]  # *a été écrite mais pas encore tourné*
        return _conjugated(parse, first, lexicon) if past_participles(lexicon, first) else -1
    if verb.norm not in BEEN:
        return place if form_of(lexicon, verb, "être") else -1
    place = before_adverbs(parse, place - 1)
    if place > 0 and verb.norm == "été" and parse[place].norm == "avoir":
        place, verb = before_adverbs(parse, place - 1), parse[place]
    if place > 0 and verb.norm == "être" and parse[place].norm in GOVERNING:
        place = before_adverbs(parse, place - 1)  # *vient d’être voté*
        return place if finite_here(lexicon, parse[place]) else -1
    if place > 0 and verb.norm == "être" and parse[place].norm.startswith("censé"):
        place = before_adverbs(parse, place - 1)  # *est censée être payé*
        return place if form_of(lexicon, parse[place], "être") else -1
    if place < 0:
        return place
    modal = bool(verb_lemmas(lexicon, parse[place]) & MODAL)
    if modal and past_participles(lexicon, parse[place]):
        return before_adverbs(parse, place - 1)
    return place if modal or verb.norm == "été" else -1


def _other_object(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True where *se* is not the object (*s’est cassé la jambe*, *se sont parlé*)."""
    after = parse[word.i + 1 : word.i + 3]
    owned = bool(after) and after[0].pos_ == "DET" and after[-1].norm not in TIMES
    return owned or of_what(parse, word.i) or bool(verb_lemmas(lexicon, word) & OF_ONESELF)


def _subject(parse: "Doc", first: int, lexicon: Lexicon) -> "tuple[Token, list[Features], bool] | None":
    """The subject that ends before `first`, what its nouns ask for, and whether it is certainly the only one."""
    end = first
    while end > 0 and parse[end - 1].text == ".":
        end -= 1  # *qui. a été*
    pronoun = word_at(parse, end - 1)
    if pronoun == "," and (one := before_aside(parse, end - 1, lexicon)) and _one_of_them(parse, one):
        end, pronoun = one, "une"
    if pronoun == "une" and _one_of_them(parse, end):
        return parse[end - 1], [Features("f", "s")], True
    if pronoun in {"elle", "elles", "ils"}:
        before = parse[end - 2] if end > 1 else None
        led = before is not None and (before.pos_ == "ADP" or before.norm in NOT_ALONE)
        return None if led else (parse[end - 1], [PRONOUNS[pronoun]], True)
    if pronoun == "qui":
        return _phrase(parse, end - 1 - (word_at(parse, end - 2) in {",", "»", "”"}), lexicon, relative=True)
    if pronoun == ",":
        return _before_aside(parse, end - 1, lexicon)
    return _phrase(parse, end, lexicon, relative=False) if end > 0 else None


def _one_of_them(parse: "Doc", end: int) -> bool:
    """True behind the *l’une* that is a subject (*deux filiales, dont l’une, la plus grande, a été*)."""
    return word_at(parse, end - 1) == "une" and word_at(parse, end - 2) == "l'" and word_at(parse, end) not in OF


def _before_aside(parse: "Doc", comma: int, lexicon: Lexicon) -> "tuple[Token, list[Features], bool] | None":
    """The subject before an aside (*la firme, fondée à Lyon,*), in which nobody is named that it may be."""
    end = before_aside(parse, comma, lexicon)
    found = _phrase(parse, end, lexicon, relative=False) if end > 0 else None
    if found is None or not found[2]:
        return None
    noun, owners, alone = found
    named = any(t.pos_ in APPOSED and t.norm not in RELATIVES for t in parse[end + 1 : end + 2])
    return noun, owners + candidates(parse[end:comma], lexicon) if named else owners, alone


def _phrase(parse: "Doc", end: int, lexicon: Lexicon, *, relative: bool) -> "tuple[Token, list[Features], bool] | None":
    """The same of the nouns, with what they carry, that end at `end`."""
    start = phrase_start(parse, end)
    inside = parse[start:end]
    noun = next((t for t in inside if t.pos_ in {"NOUN", "PROPN"}), None)
    if not relative and (of_them := _one_of_women(parse, start, end, lexicon)):
        return of_them
    if noun is None or any(_collective(t) or _counting(t) or _of_several(t) for t in inside):
        return None
    if any(t.pos_ == "VERB" and not past_participles(lexicon, t) for t in inside):
        return None  # *l’intention de prendre la ville*
    before, opener = parse[start - 1] if start else None, word_at(parse, start - 1)
    if opener in {"que", "qu'"} and word_at(parse, start - 2) in COMPARED:
        return None  # *le contrôle de gens autres que les voyageurs est effectué*
    governed = inside[0].pos_ == "ADP" and inside[0].norm not in DETERMINERS
    if before is not None and relative and (before.pos_ == "PRON" or (governed and before.pos_ not in {"VERB", "AUX"})):
        return None  # *celui de la rue, qui est mort*
    if not relative and (governed or opener not in OPENING or not _determined(inside[0])):
        return None
    if opener == "et" and not relative and not any(finite_here(lexicon, t) for t in parse[: start - 1]):
        return None  # *la loi sur l’immigration et la protection des réfugiés est*
    alone = opener not in NOT_ALONE and (opener, word_at(parse, start - 2)) != ("que", "ainsi")
    owning = inside if relative else (t for t in inside if not _complement(t))
    return noun, candidates(owning, lexicon), alone


def _one_of_women(parse: "Doc", start: int, end: int, lexicon: Lexicon) -> "tuple[Token, list[Features], bool] | None":
    """The same of *aucune des voitures*, *l’une des salles*, *une partie de la salle*: what opens a clause, with nothing but
    feminine nouns."""
    first = start - (word_at(parse, start - 1) in FEMININE)
    first -= word_at(parse, first - 1) == "l'"
    head = next((t for t in parse[first : first + 3] if t.norm in FEMININE | COLLECTIVE), None)
    if head is None or word_at(parse, head.i + 1) not in OF or word_at(parse, first - 1) not in OPENING - {","}:
        return None
    owners = candidates(parse[head.i + 1 : end], lexicon)
    women = bool(owners) and all(owner.gender == "f" for owner in owners)
    women = women and (head.norm in FEMININE or (noun_features(lexicon, head) or Features()).gender == "f")
    number = "s" if head.norm in FEMININE else ""
    return (head, [Features("f", number)], True) if women else None


def _nobody(
    parse: "Doc", first: int, word: "Token", has: Features, lexicon: Lexicon
) -> "tuple[Token, list[Features], bool] | None":
    """The same of all that stands before the verb, wherever the subject is in it (*la star, disait-on hier, a été vu*): None
    where something there may own the participle, or the subject may be a clause or stand behind."""
    if word_at(parse, first - 1) == ")":
        return None  # *l’article 8 de la loi (pêche) est modifié*
    start = next((t.i + 1 for t in reversed(parse[:first]) if t.text in MARKS), 0)
    before, after = parse[start:first], parse[word.i + 1 : word.i + 2]
    noun = next((t for t in before if t.pos_ == "NOUN"), None)
    if noun is None or has.number != "s" or word_at(parse, first - 1) in INVERTING or before[-1].pos_ == "ADP":
        return None
    counted = any(word_at(parse, word.i + by) == "fois" for by in range(2, 6))  # *vu deux millions de fois*
    if not counted and any(t.pos_ in {"DET", "NOUN", "PROPN", "NUM"} or t.norm in COMPLETING for t in after):
        return None  # *dans la rue est né un garçon*, *à l’heure où est prévu de partir*
    if any(t.text.startswith("-") for t in parse[first : word.i]):
        return None  # *est-il précisé*
    if any(t.norm in HEADLESS or t.norm in COLLECTIVE or only_infinitive(lexicon, t) for t in before):
        return None
    named = (t for t in before if t.text[0].isalpha() and (t.pos_ != "PRON" or t.norm not in OBJECTS))
    owners = candidates(named, lexicon)  # *dit-elle* is of an aside
    return (noun, owners, True) if owners and not owned(ALONE, owners) else None


def _counting(number: "Token") -> bool:
    """True for *trois*; not for *une*, *quatrième*."""
    return number.like_num and number.pos_ != "ADJ" and number.norm not in ONE


def _complement(name: "Token") -> bool:
    """True for the one or two words of a name behind *de* (*une équipe de General Motors*)."""
    words_of = [t for t in name.doc[max(0, name.i - 2) : name.i + 3] if capitalised(t)]
    if not capitalised(name) or name not in words_of or len(words_of) > 2:
        return False
    return word_at(name.doc, words_of[0].i - 1) in {"de", "d'"} and words_of[-1].i - words_of[0].i < 2


def _collective(noun: "Token") -> bool:
    """True for *la moitié des*, *la plupart*; not for *sa majorité*, which stands for itself."""
    return noun.norm in COLLECTIVE and (word_at(noun.doc, noun.i - 1) == "la" or word_at(noun.doc, noun.i + 1) in OF)


def _of_several(one: "Token") -> bool:
    """True for *une* in *une des victimes*."""
    return one.norm in ONE and word_at(one.doc, one.i + 1) in {"de", "d'", "des"}


def _determined(first: "Token") -> bool:
    return first.norm in DETERMINERS or first.pos_ == "PROPN"
