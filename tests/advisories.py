# ruff: noqa: T201 - it prints what it finds
"""Hold what is installed against advisories that need no network: `python advisories.py FOLDER`, where `safety-db` of PyPI is.

That is the only database that a package registry has, and it is old: it says on what day it ends. `pip-audit` asks PyPI
itself, where there is a network.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import distributions
from pathlib import Path

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name


def affected(advisories: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    """Each installed version that an advisory is about."""
    known = {canonicalize_name(name): found for name, found in advisories.items()}
    for installed in distributions():
        for advisory in known.get(canonicalize_name(installed.name), ()):
            if any(_holds(spec, installed.version) for spec in advisory["specs"]):  # type: ignore[attr-defined]
                yield f"{installed.name} {installed.version}: {advisory['cve'] or advisory['id']} {advisory['advisory']}"


def _holds(spec: str, version: str) -> bool:
    try:
        return version in SpecifierSet(spec, prereleases=True)
    except InvalidSpecifier:  # some have versions of another age
        return False


def main(folder: Path) -> int:
    data = json.loads((folder / "safety_db" / "insecure_full.json").read_text("utf-8"))
    day = datetime.fromtimestamp(data.pop("$meta")["timestamp"], UTC).date()
    found = sorted(set(affected(data)))
    count = sum(map(len, data.values()))
    print(
        f"{len(list(distributions()))} packages, {count:,} advisories up to {day}: {len(found)} are about these versions",
        *found,
        sep="\n",
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
