"""Commands in two forms: *Cliquer ici puis remplissez le formulaire*, *Mélangez la farine, puis ajoute les œufs*."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import word_at
from audit.french.grammar import finite_here, is_noun, only_finite, only_infinitive, readings
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

LINKS = words("et puis ensuite enfin")
AFTERWARDS = words("puis ensuite enfin")
# Behind these a clause with a subject of its own may begin.
CLAUSAL = words("qui que qu' dont où si quand lorsque comme car mais il elle on ce")
NEW_START = words("; : • - –")


def second_command(parse: "Doc", link: "Token", second: "Token", lexicon: Lexicon) -> Hit | None:
    """*Mélangez la farine, puis ajoute les œufs*: behind a command to several, one to a single reader, or an infinitive."""
    first = parse[0]
    if link.norm not in LINKS or second.pos_ != "VERB" or not _command(first, lexicon) or "?" in parse.words:
        return None
    found = readings(lexicon, second)
    single = next((r for r in found if (r.mood, r.person, r.number) == ("imperative", "2", "s")), None)
    bare = only_infinitive(lexicon, second) and link.norm in AFTERWARDS
    noun = is_noun(lexicon, second) and link.norm not in AFTERWARDS  # *le sel et poivre*
    if not (single or bare) or noun or not any(t.pos_ == "DET" for t in parse[second.i + 1 : second.i + 2]):
        return None
    between = parse[1 : link.i]
    if any(
        t.norm in CLAUSAL or t.text in NEW_START or (finite_here(lexicon, t) and not _command(t, lexicon))
        for t in between
    ):
        return None
    if bare and any(r.mood == "infinitive" for t in between for r in readings(lexicon, t)):
        return None  # *laissez refroidir, puis sécher la pâte*
    lemma = single.lemma if single else next(r.lemma for r in found if r.mood == "infinitive")
    why = Reason("“{first}” and “{second}” are commands in two forms", first=first.text, second=second.text)
    healed = lexicon.inflect(lemma, "verb", mood="imperative", person="2", number="p")
    return Hit(second.idx, second.idx + len(second), why, healed)


def two_commands(parse: "Doc", first: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*Mélanger la farine, puis ajoutez les œufs*: the infinitive that opens a sentence is a command, and so is what a link
    adds to it (but *Partir est un choix, et soyez-en sûrs*: a subject)."""
    opens = first.i == 0 or parse[first.i - 1].text in NEW_START
    infinitive = first.pos_ == "VERB" and any(r.mood == "infinitive" for r in readings(lexicon, first))
    if not opens or not infinitive or "?" in parse.words:
        return None
    second = next((t for t in parse[first.i + 1 :] if _command(t, lexicon)), None)
    if second is None:
        return None
    listed = word_at(parse, second.i - 1) == "," and word_at(parse, first.i - 1) == ":"
    listed = listed and second.i + 1 < len(parse) and parse[second.i + 1].pos_ == "DET"
    if not (listed or word_at(parse, second.i - 1) in LINKS):
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
    plural = token.text.endswith("ez") and only_finite(lexicon, token)
    return plural and (token.i == 0 or token.text.islower()) and word_at(token.doc, token.i - 1) not in CLITICS
