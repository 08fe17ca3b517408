"""Domain names that were taken for two sentences (*Homes. Moi*). The renderings are in resources/domain_suffixes.toml."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

REACH = 60  # code points that a match may run past the end: the longest rendering and a word


@dataclass(frozen=True, slots=True)
class Rendering:
    """A name, a stop and a rendered suffix (start and end in code points), and what stands behind them."""

    start: int
    end: int
    suffix: str  # as the text has it, in French
    domain: str
    comma: bool
    following: str


def rendered_domains(text: str, start: int, end: int) -> Iterator[Rendering]:
    """What may be a translated domain name and begins between these places."""
    for match in _pattern().finditer(text, start, min(len(text), end + REACH)):
        name, suffix, comma, following = match.groups()
        if match.start() >= end:
            return
        domain = f"{name}.{_suffixes()[suffix.lower()]}"
        yield Rendering(match.start(), match.end(2), suffix, domain, bool(comma), following)


@cache
def _suffixes() -> dict[str, str]:
    """The suffix that each French rendering comes from."""
    resource = files("audit") / "resources" / "domain_suffixes.toml"
    table = tomllib.loads(resource.read_text(encoding="utf-8"))["renderings"]
    return {rendering: suffix for suffix, renderings in table.items() for rendering in renderings}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_suffixes(), key=len, reverse=True)
    suffixes = "|".join(re.escape(words[0].upper() + words[1:]) for words in longest_first)
    return re.compile(rf"\b([A-Z][\w&-]+)\. ({suffixes})(,?) ([^\W\d_]+)")
