"""Write the tables that the detector maps."""

from collections.abc import Iterable
from pathlib import Path

import marisa_trie

from audit.training.calques.hand import Entry
from audit.training.calques.literal import Row


def phrases(path: Path, entries: Iterable[Entry]) -> int:
    """Save the first entry of each row for `audit.french.calques`: lemmas, parted by spaces → English, French, how, by tabs."""
    first: dict[Row, Entry] = {}
    for entry in entries:
        first.setdefault(entry.row, entry)
    items = [(" ".join(one.row), "\t".join((one.english, one.right, one.how)).encode()) for one in first.values()]
    return _save(path, items, len(items))


def contexts(path: Path, entries: Iterable[tuple[str, ...]]) -> int:
    """Save rows of lemmas for `audit.french.contexts`: lemmas, parted by spaces → the rest, by tabs."""
    items = [(row, "\t".join(values).encode()) for row, *values in entries]
    return _save(path, items, len(items))


def _save(path: Path, items: list[tuple[str, bytes]], count: int) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    marisa_trie.BytesTrie(sorted(items), order=marisa_trie.LABEL_ORDER).save(str(path))
    return count
