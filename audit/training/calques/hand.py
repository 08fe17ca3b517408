"""The entries written by hand: set phrases, and verbs with each rendering of their particle."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from audit.french.calques import LONGEST, How, lemma_of, lemmas
from audit.french.lexicon import Lexicon
from audit.training.calques.choose import French
from audit.training.calques.literal import Row

FIXED = {"set": How.PLAIN, "noun": How.NOUN}  # what the repair takes, by part of phrases.toml
HERE = Path(__file__).parent
GOVERNING = {"à", "de", "sur", "avec", "pour", "dans", "entre", "contre"}
MOST = 5  # sightings of an entry in French text; in 20 million lemmas they are slips


class Entry(NamedTuple):
    """A row of lemmas, the English it copies, what French says, and what the repair takes."""

    row: Row
    english: str
    right: str
    how: How = How.NAMED


def table(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def rows(french: str, lexicon: Lexicon) -> set[Row]:
    """The rows of a phrase; with *du* or *des* there are two. Too short or long ones are left out."""
    found = {tuple(one.lemma for one in lemmas(french, lexicon, article)) for article in (True, False)}
    return {row for row in found if 2 <= len(row) <= LONGEST and all(row)}


def entries(french: French, lexicon: Lexicon) -> Iterator[Entry]:
    """All of them that French does not have."""
    kept = list(_unseen([*phrases(lexicon), *particles(lexicon)], french, MOST))
    yield from kept
    yield from _unseen([other for entry in kept for other in finite(entry, lexicon)], french, 0)


def _unseen(written: list[Entry], french: French, most: int) -> Iterator[Entry]:
    seen = french.seen([entry.row for entry in written])
    yield from (entry for entry, count in zip(written, seen, strict=True) if count <= most)


def phrases(lexicon: Lexicon) -> Iterator[Entry]:
    known = table("phrases")
    for part in ("set", "verb", "noun"):
        for french, (english, right) in known[part].items():
            for row in sorted(rows(french, lexicon)):
                yield Entry(row, english, right, FIXED.get(part) or how(row, right, lexicon))
    for french, (english, right, nouns) in known["governed"].items():
        for noun in nouns.split():
            for row in sorted(rows(f"{french} {noun}", lexicon)):
                yield Entry(row, english, right, How.DIRECT if " " not in right else How.NAMED)


def particles(lexicon: Lexicon) -> Iterator[Entry]:
    """*tourner vers le bas*, *tourner en bas*: each rendering of the verb beside each of its particle."""
    known = table("particles")
    for english, (verbs, right) in known["verb"].items():
        for particle in known["particle"].get(english.split()[-1], []):
            for verb in verbs.split(", "):
                for row in sorted(rows(f"{verb} {particle}", lexicon)):
                    yield Entry(row, english, right, how(row, right, lexicon))


def finite(entry: Entry, lexicon: Lexicon) -> Iterator[Entry]:
    """The entry by forms of its verb that have another's lemma: *tourne vers le bas*, *porte sur*."""
    for other in sorted(finite_lemmas(entry.row[0], lexicon)):
        kinds = {reading.pos for reading in lexicon.analyses(other)}
        if "adjective" not in kinds or entry.row[1] == "pour":  # *un court spectacle*, but *court pour la présidence*
            how = How.NAMED if "verb" in kinds and _is_infinitive(other, lexicon) else entry.how
            yield entry._replace(row=(other, *entry.row[1:]), how=how)


def finite_lemmas(verb: str, lexicon: Lexicon) -> set[str]:
    """The lemmas that forms of a verb have of other words: *frappe*, *court*. None for what is no infinitive."""
    if not _is_infinitive(verb, lexicon):
        return set()
    forms = (lexicon.inflect(verb, "verb", mood="indicative", person="3", number=number) for number in "sp")
    return {lemma_of(form, lexicon) for form in forms if form} - {verb}


def _is_infinitive(word: str, lexicon: Lexicon) -> bool:
    return any(reading.pos == "verb" and reading.mood == "infinitive" for reading in lexicon.analyses(word))


def how(row: Row, right: str, lexicon: Lexicon) -> How:
    """What the repair takes where an entry and its French both begin with a verb; else it is only named."""
    verb, _, rest = right.partition(" ")
    if not (_is_infinitive(row[0], lexicon) and _is_infinitive(verb, lexicon)) or rest.endswith("…"):
        return How.NAMED
    if rest and row[-1] in GOVERNING and rest.split(" ")[-1] not in GOVERNING:  # *un équilibre entre* would lose it
        return How.NAMED
    if row[0] in {"être", "avoir"} and verb != row[0]:
        return How.NAMED
    if verb == "être":
        return How.STATE if row[0] == "être" and rest else How.NAMED
    return How.HEAD if rest and row[1:] in {other[1:] for other in rows(f"{row[0]} {rest}", lexicon)} else How.VERB
