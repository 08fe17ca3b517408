"""A participle apart from its noun, in the masculine singular of a piece translated alone (*Ann Lee, nommé deux fois, a*,
*une mise à jour destiné à*), or before its subject (*Accompagné d’un guide, elle*, *Fondé en 1950, l’entreprise*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    Features,
    adjective_features,
    agreeing_form,
    called_for,
    clash,
    disagreement,
    noun_features,
)
from audit.french.candidates import ALONE, BARE, agreeing_alone, candidates, masculine_singular, owned
from audit.french.clauses import TIMES, hyphen_after, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    adverb,
    after_adverbs,
    before_adverbs,
    finite_here,
    form_of,
    is_noun,
    only_infinitive,
    only_participle,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subjects import COLLECTIVE
from audit.french.words import AUXILIARIES, CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Participles that open a phrase as prepositions do, or with a noun of their own.
FROZEN = words(
    "voir étant avoir donner passer excepter supposer mettre finir compter comprendre considérer attendre entendre joindre"
)
LINKS = words("et ou mais puis")
MARKS = frozenset('.;:?!()[]«»“”"—–')
JOINING = words("et mais ou qui que qu' dont où à de d' en dans par pour sur avec après avant selon lors")
BEHIND = words("ADP ADV NUM DET NOUN")  # kinds of words that a participle governs
# What is said of a firm or a place, hardly of the bare noun that tells its kind (*une entreprise de transport basé à*).
PLACING = words("baser fonder situer installer implanter créer diriger spécialiser intituler baptiser coter domicilier")
MAKING = words("baser fonder situer implanter créer bâtir édifier coter domicilier")  # what is done with no person
ARTICLES = words("le la l' les ce cet cette ces")
NOT_ALONE = words("et ou ni comme")
NAMING = words("surnommer baptiser rebaptiser nommer renommer élire sacrer devenir rester appeler intituler")  # as what
SEASONS = words("été hiver printemps automne trimestre siècle décennie")
PRONOUNS = {"elle": Features("f", "s"), "ils": Features("m", "p"), "elles": Features("f", "p")}


def behind_comma(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle that no noun, name or pronoun of the clause before it can own."""
    comma = word.i - 1
    while comma > 0 and _aside(parse, comma, lexicon):
        comma -= 1
    alone = masculine_singular(word, lexicon) or _enclosed(parse, word, lexicon)
    has = ALONE if alone else _of_another(word, lexicon)
    if comma < 1 or has is None:
        return None
    joined = (
        has is ALONE
        and parse[comma].norm in LINKS
        and bool(past_participles(lexicon, word))
        and _goes_on(parse, comma, lexicon)
    )
    if parse[comma].text != "," and not joined:
        return None
    if word.pos_ == "NOUN" and is_noun(lexicon, word) and not past_participles(lexicon, word):
        return None  # *Ann Lee, chercheur à Lyon*: what somebody does may stay in the masculine
    if parse[comma - 1].pos_ == "PRON" or (parse[0].text.islower() and finite_here(lexicon, parse[0])):
        return None  # *la mortalité a, elle, augmenté*; the entry of a list: *est, s’il y consent, remplacé*
    if verb_lemmas(lexicon, word) & FROZEN or hyphen_after(parse, word) or not _governing(parse, word, lexicon):
        return None
    end = comma - (parse[comma - 1].text == ".")  # *une liste., publiée à*
    start = next((t.i + 1 for t in reversed(parse[:end]) if t.text in MARKS), 0)
    before = parse[start:end]
    owners = candidates(before, lexicon)
    if not owners or owned(has, owners) or not (joined or _owner_before(parse, start, word, lexicon)):
        return None
    healed = agreeing_alone(word, owners, lexicon)
    why = Reason("“{word}” agrees with no noun before it", word=word.text)
    return Hit(word.idx, word.idx + len(word), why, healed)


def _aside(parse: "Doc", place: int, lexicon: Lexicon) -> bool:
    """True for an adverb, whatever the parser takes it for (*, autrefois destiné à*), and for *bien que*."""
    small = adverb(parse[place]) or {r.pos for r in readings(lexicon, parse[place])} == {"adv"}
    return small or (parse[place].norm == "que" and word_at(parse, place - 1) == "bien")


def _of_another(participle: "Token", lexicon: Lexicon) -> Features | None:
    """The gender and number of a participle in another form than that of a piece translated alone (*un casque, présentée à*)."""
    has = adjective_features(lexicon, participle) if only_participle(lexicon, participle) else None
    return has if has and has.gender and has.number else None


def _enclosed(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for a participle that could be a verb as well, where commas hold it off from the first verb of the clause (*la ligne,
    construit en 1950, relie*)."""
    forms = past_participles(lexicon, word)
    alone = len(forms) == 1 and (forms[0].gender, forms[0].number) == ALONE and word.text.islower()
    if not alone or word.morph.get("VerbForm") != ["Part"] or {r.pos for r in readings(lexicon, word)} != {"verb"}:
        return False
    start = next((t.i + 1 for t in reversed(parse[: word.i]) if t.text in MARKS), 0)
    close = next((t.i for t in parse[word.i :] if t.text == "," or t.text in MARKS), len(parse))
    verb = past(parse, close + 1, CLITICS)
    first = not any(finite_here(lexicon, t) for t in parse[start : word.i])
    return first and word_at(parse, close) == "," and verb < len(parse) and finite_here(lexicon, parse[verb])


def _goes_on(parse: "Doc", link: int, lexicon: Lexicon) -> bool:
    """True behind a participle of a passive, with no other verb in the clause (*elle a été convoquée par la police et
    confronté au plaignant*)."""
    start = next((t.i + 1 for t in reversed(parse[:link]) if t.text in MARKS), 0)
    before = parse[start:link]
    last = next((t for t in reversed(before) if past_participles(lexicon, t) and t.pos_ in {"VERB", "ADJ"}), None)
    has = adjective_features(lexicon, last, behind_verb=True) if last is not None and last.norm != "été" else None
    active = any(
        form_of(lexicon, t, "avoir") and word_at(parse, after_adverbs(parse, t.i + 1)) != "été" for t in before
    )
    return has is not None and bool(clash(has, ALONE)) and not active


def _governing(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True before what a participle governs, and before the mark that ends it (*, dirigé par*, *, interrompu,*)."""
    after = parse[word.i + 1] if word.i + 1 < len(parse) else word
    named = bool(verb_lemmas(lexicon, word) & NAMING)
    if after.pos_ == "DET" and not named and word_at(parse, word.i + 2) not in TIMES | SEASONS:
        return False  # *…, remplacé les signes*
    participle = bool(past_participles(lexicon, word))
    ago = word_at(parse, word.i + 1) == "il" and word_at(parse, word.i + 2) == "y"
    return after.pos_ == "ADP" or (participle and (named or ago or after.pos_ in BEHIND or after.text in {",", "."}))


def _owner_before(parse: "Doc", start: int, word: "Token", lexicon: Lexicon) -> bool:
    """False where the owner may stand behind (*Le soir, vêtu de noir, il*)."""
    close = next((t.i for t in parse[word.i :] if t.text == "," or t.text in MARKS), len(parse))
    close += word_at(parse, close) == "." and word_at(parse, close + 1) == ","  # *l’an dernier., est*
    verb = past(parse, close + 1, CLITICS)
    if word_at(parse, close) == "," and verb < len(parse) and finite_here(lexicon, parse[verb]):
        return True
    whole = any(finite_here(lexicon, t) for t in parse[start : word.i]) or only_infinitive(lexicon, parse[start])
    # *Une idée simple, emprunté au judo.*
    fragment = word_at(parse, close) != "," and parse[start].pos_ == "DET" and parse[start + 1].norm not in TIMES
    return (
        (whole or fragment)
        and (word_at(parse, close) != "," or word_at(parse, close + 1) in JOINING)
        and parse[word.i - 1].norm != "et"
    )


def behind_noun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle with a complement that no noun of the phrase before it can own."""
    if not past_participles(lexicon, word) or not masculine_singular(word, lexicon) or word.i + 1 >= len(parse):
        return None
    end = before_adverbs(parse, word.i - 1) + 1
    if end < 2 or parse[end - 1].pos_ not in {"NOUN", "ADJ"} or parse[word.i + 1].pos_ != "ADP":
        return None
    timed = parse[end - 1].norm in TIMES and word_at(parse, end - 2) not in BARE  # but *une mise à jour*
    if timed or verb_lemmas(lexicon, parse[end - 1]) & AUXILIARIES:
        return None  # *une fois monté*, *nous les élus avions décidé*
    start = phrase_start(parse, end)
    inside = parse[start:end]
    if (
        not inside
        or inside[0].norm not in DETERMINERS
        or inside[0].pos_ == "ADP"
        or word_at(parse, start - 1) in NOT_ALONE
    ):
        return None
    own = noun_features(lexicon, word) if word.pos_ == "NOUN" else None
    if any(t.norm in COLLECTIVE for t in inside) or (own and not clash(called_for(inside[0]), own)):
        return None  # *la grande nécessité d’un pont*
    if own and parse[end - 1].pos_ == "ADJ" and word_at(parse, end - 2) in {"de", "d'", "à"}:
        return None  # *les ménages à faible revenu en ville*
    placing = verb_lemmas(lexicon, word) <= PLACING
    owners = candidates((t for t in inside if not (placing and t.i == end - 1 and _kind(t))), lexicon)
    if not owners or owned(ALONE, owners):
        return None
    noun = next(t for t in inside if t.pos_ in {"NOUN", "ADJ", "PROPN"})
    healed = agreeing_alone(word, owners, lexicon)
    return Hit(word.idx, word.idx + len(word), disagreement(noun, word, "gender"), healed)


def _kind(noun: "Token") -> bool:
    """True for a bare noun behind *de* (*de transport*)."""
    return word_at(noun.doc, noun.i - 1) in {"de", "d'"} and noun.text.islower()


def before_pronoun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*Une fois veuf, elle*, *Accompagné d’un guide, elle*: what opens a sentence goes with the subject right behind it."""
    once = word_at(parse, word.i - 1) == "fois" and word_at(parse, word.i - 2) == "une"
    comma = next((token.i for token in parse[word.i : len(parse) - 2] if token.text == ","), None)
    if comma is None or not (once or word.i == 0):
        return None
    pronoun = parse[comma + 1]
    thing = _thing(parse, word, comma + 1, lexicon)
    if not (thing or pronoun.norm in PRONOUNS) or any(
        finite_here(lexicon, token) for token in parse[word.i + 1 : comma]
    ):
        return None
    if {reading.lemma for reading in readings(lexicon, word)} & FROZEN or parse[comma + 2].is_punct:
        return None
    if not (only_participle(lexicon, word) or once or (thing and word.pos_ == "VERB")):
        return None
    wanted, has = thing or PRONOUNS[pronoun.norm], adjective_features(lexicon, word)
    if has is None or not (what := clash(wanted, has)):
        return None
    healed = agreeing_form(lexicon, word, wanted)
    repair = healed and (healed[0].upper() + healed[1:] if word.text[0].isupper() else healed)
    subject = parse[comma + 2] if thing else pronoun
    return Hit(word.idx, word.idx + len(word), disagreement(subject, word, what), repair)


def _thing(parse: "Doc", word: "Token", place: int, lexicon: Lexicon) -> Features | None:
    """What the noun of *Fondé en 1950, l’entreprise* calls for: one that opens its clause, of what is made or stands somewhere;
    of what it has (*Basé à Lyon, sa carrière décolle*) nothing can be told."""
    determiner, noun = parse[place], parse[place + 1]
    articled = determiner.norm in ARTICLES and noun.pos_ == "NOUN" and noun.text.islower()
    has = noun_features(lexicon, noun) if articled and verb_lemmas(lexicon, word) & MAKING else None
    return has if has and has.gender and has.number and not clash(called_for(determiner), has) else None
