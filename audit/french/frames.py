"""What French words take behind them, as counted in clean French: prepositions before infinitives, *se*."""

from functools import cache, lru_cache

from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, words
from audit.integrity import RESOURCES, intact

BARE = "-"  # an infinitive with no preposition
JOINING = {"de": "de", "d'": "de", "à": "à", "pour": "pour"}
# Prepositions before nouns, without the article that they may hold.
NOUN_PREPOSITIONS = {p: p for p in words("de à en sur dans avec contre vers sous chez entre par")} | {
    "d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à",
}  # fmt: skip
# Words between a preposition or subject and its verb.
PASSED = CLITICS | words("pas plus jamais rien mieux")
WITH_VERB = words("envie hâte chance offre")  # nouns that are, but seldom, verbs


@lru_cache(1 << 15)
def governor(form: str, lexicon: Lexicon) -> str | None:
    """The part of speech and lemma of a form that is but one verb (and adjective), adjective or noun: *v:tenter*, *n:envie*."""
    found = lexicon.form(form)
    parts = {reading.pos for reading in found.readings}
    if len(found.verbs) == 1 and parts <= {"verb", "adjective"}:
        return f"v:{next(iter(found.verbs))}"
    nominal = "adjective" if "adjective" in parts else "noun"
    if nominal not in parts or not (parts <= {"adjective", "noun"} or form in WITH_VERB):
        return None
    return f"{nominal[0]}:{next(reading.lemma for reading in found.readings if reading.pos == nominal)}"


def taken(kind: str, head: str | None) -> frozenset[str]:
    """The prepositions that a word takes: of `kind` inf before an infinitive, se with a reflexive pronoun alone."""
    return _frames().get((kind, head or ""), frozenset())


@cache
def _frames() -> dict[tuple[str, str], frozenset[str]]:
    rows = intact(RESOURCES / "frames.txt").read_text("utf-8").split("\n")
    return {(kind, head): frozenset(taken) for kind, head, *taken in map(str.split, filter(None, rows))}
