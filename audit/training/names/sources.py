"""Read the lists of names: ours, and those that packages bring (each named in resources/names.card.toml)."""

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audit.naming.gazetteer import Kind

HERE = Path(__file__).parent
OURS = {"media": Kind.MEDIUM, "brands": Kind.BRAND}
TITLES = frozenset(
    {"title", "song", "book"}
)  # works whose titles, rendered, may be titles of French works as well: they ask for more proof
KINDS = {"team": Kind.TEAM, "institution": Kind.INSTITUTION, "place": Kind.PLACE}
SPEAKING = frozenset("US GB CA AU NZ IE".split())  # countries whose places have English names
POPULATION = 30_000
SUFFIX = re.compile(
    r"[,.]?\s+(Inc|Incorporated|Corp|Corporation|Co|Company|Companies|plc|PLC|Ltd|Limited|Group|Holdings?|Class [A-C]"
    r"|Trust|Technologies|\(.*\))\.?$|\.com$"
)
SURNAMES, COMMON = 30_000, 10_000  # of the census, commonest first: what may be French, what a word may stand for
GIVEN = 3_000


def ours() -> Iterator[tuple[str, Kind, list[str], bool]]:
    """Each name of our lists, its kind, the renderings that are written there, and whether these may be French titles."""
    for file in ("media", "brands", "others"):
        for table, names in tomllib.loads((HERE / f"{file}.toml").read_text("utf-8")).items():
            for name, renderings in names.items():
                kind = OURS.get(file) or KINDS[table]
                yield name, kind, [part.strip() for part in renderings.split("|") if part.strip()], table in TITLES


def people() -> Iterator[str]:
    for names in tomllib.loads((HERE / "people.toml").read_text("utf-8")).values():
        yield from names.split("\n")[:-1]


def given() -> dict[str, str]:
    return dict(tomllib.loads((HERE / "given.toml").read_text("utf-8"))["given"])


def brands(icons: Path, indices: Path) -> Iterator[str]:
    """Titles of simple-icons, and firms of American and British share indices."""
    yield from (icon["title"] for icon in json.loads(icons.read_text("utf-8")))
    for index in _literal(indices, "INDICES").values():
        for company in index["companies"]:
            if company.get("country") in {"United States", "United Kingdom", "Canada", "Australia"}:
                yield _bare(company["name"])


def _bare(firm: str) -> str:
    """The firm's name without what the law adds."""
    while (shorter := SUFFIX.sub("", firm)) != firm:
        firm = shorter
    return firm


def cities(file: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Places of POPULATION and more where English is spoken, each with its other names."""
    for place in json.loads(file.read_text("utf-8")).values():
        if place["countrycode"] in SPEAKING and place["population"] >= POPULATION:
            yield place["name"], frozenset(place["alternatenames"])


def census(folder: Path) -> tuple[list[str], list[str]]:
    """Surnames and first names of the United States, the commonest first, in capitals."""
    surnames = _first_column(folder / "dist.all.last")
    first = _first_column(folder / "dist.female.first")[:GIVEN] + _first_column(folder / "dist.male.first")
    return surnames, first


def _first_column(file: Path) -> list[str]:
    return [line.split()[0] for line in file.read_text("utf-8").splitlines() if line.strip()]


def french_people(folder: Path) -> tuple[set[str], set[str]]:
    """First names and surnames of French speakers, from Faker's providers of four countries."""
    first: set[str] = set()
    last: set[str] = set()
    for country in ("fr_FR", "fr_BE", "fr_CH", "fr_CA", "fr_QC"):
        file = folder / country / "__init__.py"
        for name, values in _assigned(file) if file.exists() else ():
            wanted = last if name.startswith("last_names") else first if name.startswith("first_names") else None
            if wanted is not None:
                wanted.update(values)
    return first, last


def _assigned(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Names of variables with the strings in their values."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            strings = (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))
            yield node.targets[0].id, [text for text in strings if isinstance(text, str)]


def _literal(file: Path, name: str) -> Any:
    """The value that a module of data gives to a variable; nothing of it is run."""
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise ValueError(f"{file} has no {name}")
