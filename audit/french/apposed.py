"""A participle or adjective apart from its noun by a comma (*les secouristes, aidé par*, *une fois veuf, elle*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import (
    EPICENE,
    Features,
    adjective_features,
    agreeing_form,
    clash,
    disagreement,
    noun_features,
    phrase_features,
)
from audit.french.clauses import CLITICS, TIMES, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    is_noun,
    norm,
    only_participle,
    past_participles,
    readings,
)
from audit.french.lexicon import Lexicon
from audit.french.relatives import phrase_start
from audit.french.subjects import COLLECTIVE
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

PRONOUNS = {"elle": Features("f", "s"), "ils": Features("m", "p"), "elles": Features("f", "p")}
# Participles that open a phrase as prepositions do, and what agrees with nobody near.
FROZEN = words(
    "vu étant donné passé excepté supposé mettre dire finir comprendre considérer compter voir donner passer"
)
PEOPLE = COLLECTIVE | words("couple famille équipe duo trio quatuor tandem fratrie jury public gouvernement")
KINDS = words("VERB ADJ NOUN")
OPENING = words("« “ \" : ; que qu' si mais car où dont lorsque quand") | {""}  # before these no subject can stand
ALL = {"tous": Features("m", "p"), "toutes": Features("f", "p")}


def apposed(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """A participle behind the noun that opens the sentence, or before the pronoun of its clause, that disagrees."""
    if not word.text[1:].islower() or (word.pos_ not in KINDS and not past_participles(lexicon, word)):
        return None
    rules = (_behind_noun, _before_pronoun, _beside)
    return next(filter(None, (rule(parse, word, lexicon) for rule in rules)), None)


def _behind_noun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*Les secouristes, aidé par des chiens, ont*: what opens the clause owns it where no other noun can."""
    comma = word.i - 1
    while comma > 0 and parse[comma].pos_ == "ADV":
        comma -= 1
    degree = comma < word.i - 1 and word.pos_ == "ADJ"  # *le péage, très impopulaires*
    if word_at(parse, comma) != "," or can_be_finite(lexicon, word):
        return None  # *une pistole, dit Paul*
    if not (degree or past_participles(lexicon, word)):
        return None
    start = phrase_start(parse, comma)
    noun = next((t for t in parse[start:comma] if t.pos_ in {"NOUN", "PROPN"}), None)
    if noun is None or not (word_at(parse, start - 1) in OPENING or _behind_adverbial(parse, start, lexicon)):
        return None
    timed = norm(noun).removeprefix("demi-") in TIMES  # *Une heure après, guidés par*
    plain = noun.pos_ == "NOUN" and word_at(parse, noun.i - 1) in DETERMINERS and not (timed or norm(noun) in PEOPLE)
    if not plain or any(token.pos_ == "ADP" for token in parse[start : noun.i]):
        return None  # *pour les élus, vu le délai*
    behind = parse[noun.i + 1 : word.i]
    if {"PROPN", "ADP"} <= {token.pos_ for token in behind}:
        return None  # *l’association de Marie Dupont, née*
    wanted, has = phrase_features(lexicon, noun) or _of_first(parse, noun, lexicon), adjective_features(lexicon, word)
    if wanted is None or has is None or not _closed(parse, word, lexicon) or not (what := clash(wanted, has)):
        return None
    others = [noun_features(lexicon, t) for t in behind if t.pos_ in {"NOUN", "PROPN"}]
    if any(other is not None and not clash(other, has) for other in others):
        return None
    if what == "gender" and wanted.gender == "m" and (None in others or norm(noun) in EPICENE):
        return None  # *le ministre Marie Dupont, née*
    return _hit(noun, word, wanted, what, lexicon)


def _behind_adverbial(parse: "Doc", start: int, lexicon: Lexicon) -> bool:
    """True behind a comma that ends what opens the sentence, with no verb (*Derrière lui, la veuve*)."""
    opening = parse[: start - 1] if word_at(parse, start - 1) == "," else parse[:0]
    led = bool(opening) and (opening[0].pos_ in {"ADP", "ADV"} or norm(opening[0]) in TIMES)
    return led and not any(can_be_finite(lexicon, t) or t.text == "," for t in opening)


def _closed(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True where a comma ends what the participle opens, and the clause’s verb follows."""
    comma = next((token.i for token in parse[word.i :] if token.text == ","), len(parse))
    verb = past(parse, comma + 1, CLITICS)
    return verb < len(parse) and finite_here(lexicon, parse[verb])


def _beside(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*petite mais émouvant*, *tous perdues*: two that go with the same noun."""
    link = word.i - 1
    while link > 0 and parse[link].pos_ == "ADV":
        link -= 1
    before = word_at(parse, link)
    closed = word.i + 1 < len(parse) and parse[word.i + 1].is_punct
    has = adjective_features(lexicon, word, behind_verb=closed and before == "mais")
    if before in ALL and (forms := past_participles(lexicon, word)):
        has = Features(forms[0].gender, forms[0].number)
    if has is None or (word.pos_ == "NOUN" and before not in ALL):
        return None
    if before in ALL and has.number == "p" and clash(ALL[before], has) and word.i == link + 1:
        return _hit(parse[link], word, ALL[before], "gender", lexicon)
    plain = before == "mais" or (
        before == "et"
        and closed
        and word.pos_ == "ADJ"
        and not (past_participles(lexicon, word) or is_noun(lexicon, word))
    )
    if not plain or not link or parse[link - 1].pos_ != "ADJ" or word_at(parse, link - 1) == "bel":
        return None
    first = parse[link - 1]
    wanted = adjective_features(lexicon, first)
    what = clash(wanted, has) if wanted else ""
    noun_behind = word.i + 1 < len(parse) and parse[word.i + 1].pos_ == "NOUN"
    if wanted is None or not what or (before == "et" and what == "number") or noun_behind:
        return None
    return _hit(first, word, wanted, what, lexicon)


def _of_first(parse: "Doc", noun: "Token", lexicon: Lexicon) -> Features | None:
    """At the beginning of the sentence, what the determiner leaves to the noun."""
    found = noun_features(lexicon, noun)
    gender, number = DETERMINERS[word_at(parse, noun.i - 1)]
    return None if found is None or clash(found, Features(gender, number)) else Features(gender, number)


def _before_pronoun(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*Une fois veuf, elle*, *Accompagné d’un guide, elle*: what opens a sentence goes with the subject right behind it."""
    once = word_at(parse, word.i - 1) == "fois" and word_at(parse, word.i - 2) == "une"
    comma = next((token.i for token in parse[word.i : len(parse) - 2] if token.text == ","), None)
    if comma is None or not (once or word.i == 0):
        return None
    pronoun = parse[comma + 1]
    if norm(pronoun) not in PRONOUNS or any(finite_here(lexicon, token) for token in parse[word.i + 1 : comma]):
        return None
    if {reading.lemma for reading in readings(lexicon, word)} & FROZEN or parse[comma + 2].is_punct:
        return None
    if not (only_participle(lexicon, word) or once):
        return None
    wanted, has = PRONOUNS[norm(pronoun)], adjective_features(lexicon, word)
    if has is None or not (what := clash(wanted, has)):
        return None
    return _hit(pronoun, word, wanted, what, lexicon)


def _hit(owner: "Token", word: "Token", wanted: Features, what: str, lexicon: Lexicon) -> Hit:
    why = disagreement(owner, word, what)
    healed = agreeing_form(lexicon, word, wanted)
    repair = healed and (healed[0].upper() + healed[1:] if word.text[0].isupper() else healed)
    return Hit(word.idx, word.idx + len(word), why, repair)
