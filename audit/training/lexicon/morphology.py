"""Write each form's readings and each lemma's paradigm as a line of a small table.

Inflection is regular, so 600,000 readings share a few thousand lines: a form needs only the number of its line.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable

from audit.training.lexicon.dictionaries import Entry

Readings = dict[str, dict[tuple[str, str], set[str]]]  # form → (pos, lemma) → tags
CANONICAL = "WGKPIFJCSTY"  # the order in which `inflect` prefers moods and tenses when they are left free


def merge(*dictionaries: Iterable[Entry]) -> Readings:
    """The readings of one dictionary, or the union of several."""
    merged: Readings = defaultdict(lambda: defaultdict(set))
    for entry in itertools.chain.from_iterable(dictionaries):
        merged[entry.form][entry.pos, entry.lemma] |= entry.tags
    return merged


def edit(base: str, target: str) -> str:
    """How `rebuild` gets from one word to the other: characters to cut and suffix to add, as `cut/suffix`."""
    common = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(base, target, strict=False)))
    return f"{len(base) - common}/{target[common:]}"


def order(tag: str) -> tuple[int, str, bool, bool, str]:
    """Moods as in CANONICAL, then persons, the masculine before the feminine, the singular before the plural."""
    mood = CANONICAL.find(tag[:1]) if tag[:1].isupper() else -1
    return mood, "".join(c for c in tag if c.isdigit()), tag.endswith("p"), "f" in tag, tag


def tabulate(lines: dict[str, str]) -> tuple[list[str], dict[str, int]]:
    """Number the distinct lines; give the table and the number for each key."""
    table = sorted(set(lines.values()))
    number = {line: index for index, line in enumerate(table)}
    return table, {key: number[line] for key, line in lines.items()}


def reading_lines(merged: Readings) -> dict[str, str]:
    """For each form `pos/cut/suffix/tag,tag`, one for each lemma, with a space between."""
    return {
        form: " ".join(
            f"{pos}/{edit(form, lemma)}/{','.join(sorted(tags, key=order))}"
            for (pos, lemma), tags in sorted(readings.items())
        )
        for form, readings in merged.items()
    }


def paradigm_lines(merged: Readings, frequency: Callable[[str], int]) -> dict[str, str]:
    """For each `lemma TAB pos`, `tag/cut/suffix` with a space between; of rivals (paie, paye) the most frequent."""
    cells: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for form in sorted(merged, key=lambda form: (frequency(form), form)):  # the last one written wins
        for (pos, lemma), tags in merged[form].items():
            if pos in ("noun", "verb", "adjective"):
                cells[lemma, pos].update(dict.fromkeys(tags, form))
    return {
        f"{lemma}\t{pos}": " ".join(f"{tag}/{edit(lemma, forms[tag])}" for tag in sorted(forms, key=order))
        for (lemma, pos), forms in cells.items()
    }
