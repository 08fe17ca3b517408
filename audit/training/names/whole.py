"""List the names of people, places and brands that look like a name and a word run together (*Newport*, *Coinbase*).

Each is a word of a name in GeoNames' list of places of 1,000 inhabitants and more, in the census of the United States, in
Faker's lists of French speakers, or in a list of brands; kept are those that `audit.french.run_together` might split
somewhere, were they not listed.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import marisa_trie

from audit.french import run_together as rules
from audit.french.lexicon import Lexicon
from audit.training.names import sources

WORD = re.compile(r"[^\W\d_]+")
SELDOM = 8  # sightings in clean text from which no list is needed
BESIDE = 3.5  # the most that the words beside it add to what a name sums up to


def write(out: Path, source: Path, lexicon: Lexicon) -> None:
    names = {word for name in _names(source) for word in WORD.findall(name) if rules.unseen_name(word, lexicon, SELDOM)}
    kept = [name for name in names if _doubtful(name, lexicon)]
    marisa_trie.Trie(kept).save(str(out))
    print(f"{len(kept)} of {len(names)} names might be taken for two words: {out.stat().st_size} bytes")


def _names(source: Path) -> Iterator[str]:
    for place in json.loads((source / "cities1000.json").read_text("utf-8")).values():
        yield place["name"]
    for american in sources.census(source / "names"):
        yield from map(str.capitalize, american)
    for french in sources.french_people(source / "person"):
        yield from french
    yield from sources.brands(source / "simple-icons.json", source / "indices_data.py")
    yield from (name for name, *_ in sources.ours())


def _doubtful(name: str, lexicon: Lexicon) -> bool:
    return any(
        rules.rate_name(left, right, None, 0, lexicon) >= rules.SPLIT_NAME - BESIDE
        for left, right in rules.behind_names(name, lexicon)
    )
