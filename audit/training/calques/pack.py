"""Write the tables that the detector maps."""

from collections.abc import Iterable
from pathlib import Path

import marisa_trie

from audit.french.senses import TENTHS
from audit.training.calques.hand import Entry
from audit.training.calques.literal import Row
from audit.training.calques.weights import Weighed


def phrases(path: Path, entries: Iterable[Entry]) -> int:
    """Save the first entry of each row for `audit.french.calques`: lemmas, parted by spaces → English, French, how, by tabs."""
    first: dict[Row, Entry] = {}
    for entry in entries:
        first.setdefault(entry.row, entry)
    items = [(" ".join(one.row), "\t".join((one.english, one.right, one.how)).encode()) for one in first.values()]
    return _save(path, items, len(items))


def senses(path: Path, found: Iterable[Weighed]) -> int:
    """Save the pairs for `audit.french.senses`: *=word* → number, English, French, weight, by tabs; *number what* → a byte."""
    items: list[tuple[str, bytes]] = []
    number = 0
    for number, one in enumerate(found, 1):
        items.append((f"={one.wrong}", f"{number}\t{one.english}\t{one.rights}\t{one.least:.2f}".encode()))
        for what, weight in one.weights.items():
            tenths = max(-127, min(127, round(TENTHS * weight)))
            items.append((f"{number} {what}", tenths.to_bytes(1, "big", signed=True)))
    return _save(path, items, number)


def _save(path: Path, items: list[tuple[str, bytes]], count: int) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    marisa_trie.BytesTrie(sorted(items), order=marisa_trie.LABEL_ORDER).save(str(path))
    return count
