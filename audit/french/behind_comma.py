"""A participle behind a comma, in the masculine singular of a piece translated alone (*Ann Lee, nommé deux fois, a*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, agreeing_form, clash, disagreement
from audit.french.candidates import ALONE, ANYTHING, candidates, masculine_singular, owned
from audit.french.clauses import CLITICS, TIMES, hyphen_after, past, word_at
from audit.french.grammar import adverb, finite_here, norm, past_participles, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Participles that open a phrase as prepositions do, or with a noun of their own.
FROZEN = words(
    "voir étant donner passer excepter supposer mettre finir compter comprendre considérer attendre entendre joindre"
)
MARKS = frozenset('.;:?!()[]«»“”"—–')
JOINING = words("et mais ou qui que qu' dont où à de d' en dans par pour sur avec après avant selon lors")
BEHIND = words("ADP ADV NUM DET NOUN")  # kinds of words that a participle governs


def behind_comma(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle that no noun, name or pronoun of the clause before it can own."""
    if word_at(parse, word.i - 1) == "et":
        return _coordinated(parse, word, lexicon)
    comma = word.i - 1
    while comma > 0 and adverb(parse[comma]):
        comma -= 1
    if comma < 1 or parse[comma].text != "," or not masculine_singular(word, lexicon):
        return None
    if parse[comma - 1].pos_ == "PRON":
        return None  # *la mortalité a, elle, augmenté*
    if verb_lemmas(lexicon, word) & FROZEN or hyphen_after(parse, word) or not _governing(parse, word, lexicon):
        return None
    start = next((t.i + 1 for t in reversed(parse[:comma]) if t.text in MARKS), 0)
    before = parse[start:comma]
    owners = candidates(before, lexicon)
    if not owners or owned(ALONE, owners) or not _owner_before(parse, start, word, lexicon):
        return None
    wanted = owners[0] if len(set(owners)) == 1 else ANYTHING
    healed = agreeing_form(lexicon, word, wanted) if wanted.gender and wanted.number else None
    why = Reason("“{word}” agrees with no noun before it", word=word.text)
    return Hit(word.idx, word.idx + len(word), why, healed)


def _coordinated(parse: "Doc", word: "Token", lexicon: Lexicon) -> Hit | None:
    """*, déposée lundi à Lyon et obtenu par*: a second participle that disagrees with the first, and with what is between."""
    comma = next((t.i for t in reversed(parse[: word.i - 1]) if t.text == ","), None)
    if comma is None or not masculine_singular(word, lexicon) or not _governing(parse, word, lexicon):
        return None
    first, between = parse[comma + 1], parse[comma + 2 : word.i - 1]
    forms = past_participles(lexicon, first)
    if not forms or not between or between[-1].pos_ in {"ADJ", "VERB"} or past_participles(lexicon, between[-1]):
        return None
    wanted = Features(forms[0].gender, forms[0].number)
    if len(forms) > 1 or not clash(wanted, ALONE) or any(finite_here(lexicon, t) or t.text in MARKS for t in between):
        return None
    if any(owner != ANYTHING and not clash(owner, ALONE) for owner in candidates(between, lexicon)):
        return None
    what = clash(wanted, ALONE)
    return Hit(word.idx, word.idx + len(word), disagreement(first, word, what), agreeing_form(lexicon, word, wanted))


def _governing(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True before what a participle governs, and before the mark that ends it (*, dirigé par*, *, interrompu,*)."""
    after = parse[word.i + 1] if word.i + 1 < len(parse) else word
    if after.pos_ == "DET" and norm(parse[min(word.i + 2, len(parse) - 1)]) not in TIMES:
        return False  # *…, remplacé les signes*
    participle = bool(past_participles(lexicon, word))
    return after.pos_ == "ADP" or (participle and (after.pos_ in BEHIND or after.text in {",", "."}))


def _owner_before(parse: "Doc", start: int, word: "Token", lexicon: Lexicon) -> bool:
    """False where the owner may stand behind (*Le soir, vêtu de noir, il*)."""
    close = next((t.i for t in parse[word.i :] if t.text == "," or t.text in MARKS), len(parse))
    close += word_at(parse, close) == "." and word_at(parse, close + 1) == ","  # *l’an dernier., est*
    verb = past(parse, close + 1, CLITICS)
    if word_at(parse, close) == "," and verb < len(parse) and finite_here(lexicon, parse[verb]):
        return True
    whole = any(finite_here(lexicon, t) for t in parse[start : word.i])
    return (
        whole
        and (word_at(parse, close) != "," or word_at(parse, close + 1) in JOINING)
        and norm(parse[word.i - 1]) != "et"
    )
