"""Commands in two forms: *Cliquer ici puis remplissez le formulaire*, an infinitive and then an imperative."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import word_at
from audit.french.grammar import finite_here, only_finite, readings
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

LINKS = words("et puis ensuite enfin")
NEW_START = words("; : • - –")


def two_commands(parse: "Doc", first: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*Mélanger la farine, puis ajoutez les œufs*: the infinitive that opens a sentence is a command, and so is what a link
    adds to it (but *Partir est un choix, et soyez-en sûrs*: a subject)."""
    opens = first.i == 0 or parse[first.i - 1].text in NEW_START
    infinitive = first.pos_ == "VERB" and any(r.mood == "infinitive" for r in readings(lexicon, first))
    if not opens or not infinitive or "?" in parse.words:
        return None
    second = next((t for t in parse[first.i + 1 :] if _command(t, lexicon)), None)
    if second is None or word_at(parse, second.i - 1) not in LINKS:
        return None
    between = parse[first.i + 1 : second.i]
    if any(finite_here(lexicon, t) or t.text in NEW_START for t in between) or between[0].norm in {"ou", "et"}:
        return None
    lemma = next(r.lemma for r in readings(lexicon, first) if r.mood == "infinitive")
    command = lexicon.inflect(lemma, "verb", mood="imperative", person="2", number="p")
    healed = command and (command.capitalize() if first.text[0].isupper() else command)
    why = Reason("“{first}” and “{second}” are commands in two forms", first=first.text, second=second.text)
    return Hit(first.idx, first.idx + len(first), why, healed)


def _command(token: "Token", lexicon: Lexicon) -> bool:
    """True for an imperative of *vous* that has no subject."""
    plural = token.text.endswith("ez") and token.text.islower() and only_finite(lexicon, token)
    return plural and word_at(token.doc, token.i - 1) not in CLITICS
