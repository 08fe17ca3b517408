"""Write the tables and tries that `audit.french.lexicon` maps.

lexicon-NAME-forms.marisa    form → line of lexicon-NAME-readings.txt: `pos/cut/suffix/tag,tag` for each lemma
lexicon-NAME-lemmas.marisa   lemma TAB pos → line of lexicon-NAME-paradigms.txt: `tag/cut/suffix` for each form
lexicon-counts.marisa        lower-case word → mid-sentence lower, mid-sentence capital, French total, English total
lexicon-bilingual.marisa     en:word, fr:word → a byte, 255 less the probability in 255ths, then the rendering
"""

from pathlib import Path

import marisa_trie

from audit.french.lexicon import COUNTS, INDEX
from audit.training.lexicon.alignment import Rendering
from audit.training.lexicon.morphology import tabulate


def pack_dictionary(out: Path, name: str, readings: dict[str, str], paradigms: dict[str, str]) -> None:
    """The lines of each form and of each lemma, as `reading_lines` and `paradigm_lines` make them."""
    for trie, table, lines in (("forms", "readings", readings), ("lemmas", "paradigms", paradigms)):
        distinct, numbers = tabulate(lines)
        (out / f"lexicon-{name}-{table}.txt").write_text("\n".join(distinct), "utf-8", newline="\n")
        save(out, f"{name}-{trie}", marisa_trie.RecordTrie(INDEX, [(key, (n,)) for key, n in sorted(numbers.items())]))


def pack_counts(out: Path, records: dict[str, tuple[int, int, int, int]]) -> None:
    """The counts as `records` makes them."""
    save(out, "counts", marisa_trie.RecordTrie(COUNTS, sorted(records.items())))


def pack_bilingual(out: Path, forth: list[Rendering], back: list[Rendering]) -> None:
    """The renderings of English words, and of French ones."""
    items = [
        (f"{prefix}:{source}", bytes([255 - round(255 * min(probability, 1.0))]) + target.encode("utf-8"))
        for prefix, found in (("en", forth), ("fr", back))
        for source, target, probability in found
    ]
    save(out, "bilingual", marisa_trie.BytesTrie(sorted(items)))


def save(out: Path, name: str, trie: marisa_trie.BytesTrie) -> None:
    trie.save(str(out / f"lexicon-{name}.marisa"))
