"""Write the table of words in the sense of another that the words beside them tell, from contexts.toml.

python -m audit.training.calques.contexts --out audit/resources
"""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from audit.french.calques import lemma_of
from audit.french.contexts import FIGURE, INFINITIVE, TABLE
from audit.french.lexicon import Lexicon, load_lexicon
from audit.training.calques import pack
from audit.training.calques.hand import finite_lemmas, rows, table

REACH = 3  # lemmas before or behind, where a part does not say
PART = re.compile(r"([<>~!\[\]])(\d*)\s+(.+)")


def entries(lexicon: Lexicon) -> Iterator[tuple[str, ...]]:
    """Each row of lemmas with the English, the French that is meant, the form that the word has to have, the clauses."""
    written = table("contexts")
    classes = written.pop("classes")
    for english, words in written.items():
        for wrongs, senses in words.items():
            for right, *clauses in senses if isinstance(senses[0], list) else [senses]:
                compiled = "/".join(_clause(clause, classes, lexicon) for clause in clauses)
                for wrong in wrongs.split(", "):
                    for row in sorted(_rows(wrong, lexicon)):
                        yield " ".join(row), english, right, _form(wrong, lexicon), compiled


def _rows(wrong: str, lexicon: Lexicon) -> set[tuple[str, ...]]:
    """The rows of a phrase, or of a word and of the forms of a verb that have another's lemma."""
    if " " in wrong:
        return rows(wrong, lexicon)
    return {(lemma,) for lemma in _lemmas(wrong, lexicon)}


def _form(wrong: str, lexicon: Lexicon) -> str:
    """A word whose lemma is another's, as *partie* has that of *partir*; "" for the rest."""
    return wrong if " " not in wrong and lemma_of(wrong, lexicon) != wrong else ""


def _lemmas(word: str, lexicon: Lexicon) -> set[str]:
    if word in {FIGURE, INFINITIVE}:
        return {word}
    lemma = lemma_of(word, lexicon)
    return {lemma, *finite_lemmas(lemma, lexicon)}


def _clause(clause: str, classes: dict[str, str], lexicon: Lexicon) -> str:
    """*< adopter voter & ~ :law* with its classes spelt out, every word as a lemma, and its reach."""
    return "&".join(_part(part.strip(), classes, lexicon) for part in clause.split("&"))


def _part(part: str, classes: dict[str, str], lexicon: Lexicon) -> str:
    match = PART.fullmatch(part)
    if not match:
        raise ValueError(f"contexts.toml: “{part}” is no part of a clause: a mark (< > ~ ! [ ]), then words")
    mark, reach, written = match.groups()
    words = [word for one in written.split() for word in (classes[one[1:]].split() if one[0] == ":" else [one])]
    return " ".join([mark, reach or str(REACH), *sorted({lemma for word in words for lemma in _lemmas(word, lexicon)})])


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m audit.training.calques.contexts", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    given = parser.parse_args()
    print(f"{pack.contexts(given.out / TABLE.name, entries(load_lexicon())):,} words")


if __name__ == "__main__":
    main()
