"""The host of the detectors: what one may ask for, and how it is found.

A detector is a generator decorated with `@detector(...)`. It declares what it needs by its parameter names, does no I/O,
and yields `Hit`s. One that asks for `segment` runs once per audited sentence with positions in that sentence; one that
asks for `passage` once per passage whose source is at hand, with positions in that; any other once per document with
positions in the document.
"""

import inspect
import json
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from audit.finding import Category, Hit, Level, Severity

NEEDS = {
    "segment": "the sentence at hand (audit.document.Segment)",
    "document": "the whole article (audit.document.Document)",
    "parse": "the sentence's spaCy Doc, token offsets as in segment.text",
    "mended": "the same of the sentence with what is run together apart, and without false stops (audit.french.mended)",
    "parses": "all the article's spaCy Docs, by segment id",
    "mended_parses": "all the article's mended Docs, by segment id",
    "lexicon": "French word forms, their frequencies and English counterparts (audit.french.lexicon.Lexicon)",
    "passage": "French whose English source is at hand, with that (audit.judging.passages.Passage)",
    "units": "the units of a bilingual file (audit.document.Unit), for a detector that holds them against each other",
    "bilingual": "which French forms render which English ones (audit.judging.bilingual.Bilingual)",
    "glossary": "the terms that the settings ask for (audit.glossary.Glossary); without any, the detector does not run",
    "suspect": "whether the article is machine-translated for sure: it says so, or the detectors that do not ask this found much",
    "found": "where the detectors that do not ask this found something (audit.document.Span)",
    "doubts": "by the id of each passage, how doubtful its words are, by an engine (audit.judging.doubts.Doubt); without one, "
    "the detector does not run",
    "contrasts": "by the id of each passage, how much likelier its sides are with each denial than without, by an engine "
    "(audit.judging.contrasts.Contrast); without one, empty",
    "names": "the proper names this article and the name lists vouch for (audit.naming.names.Names)",
}
MENDED = frozenset({"mended", "mended_parses"})
TURNS = (3, "found"), (2, "suspect"), (1, "mended")  # of detectors, by what they need
Function = Callable[..., Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Detector:
    """A registered detector. `name` is the module's, with hyphens; `default` is False where precision is not yet good."""

    name: str
    function: Function
    category: Category
    severity: Severity
    needs: frozenset[str]
    doc: str
    default: bool = True
    levels: Mapping[Category, Level] = field(default_factory=dict)  # by category of its findings; else they are errors
    asked: bool = False  # by its name: it then tells what may as well be a writer's slip (audit.damage)

    @property
    def per_segment(self) -> bool:
        return "segment" in self.needs

    @property
    def per_passage(self) -> bool:
        return "passage" in self.needs

    @property
    def wants_source(self) -> bool:
        return not self.needs.isdisjoint({"passage", "units"})

    @property
    def wants_mended(self) -> bool:
        return not self.needs.isdisjoint(MENDED)

    @property
    def turn(self) -> int:
        """When it runs: first; with what those mended; after these, as it asks whether they found much; or last, as it asks
        where."""
        return next((turn for turn, need in TURNS if need in self.needs), 0)

    @property
    def summary(self) -> str:
        return self.doc.partition("\n\n")[0].replace("\n", " ")


_registered: dict[str, Detector] = {}


def detector(*, category: Category, severity: Severity, default: bool = True) -> Callable[[Function], Function]:
    """Register the decorated generator under its module's name.

    Raises TypeError at import when it asks for something that nobody supplies, or is not named like its module.
    """

    def register(function: Function) -> Function:
        module = function.__module__.rpartition(".")[2]
        if function.__name__ != module:
            raise TypeError(f"detector {function.__name__} must be named like its module, {module}")
        needs = frozenset(inspect.signature(function).parameters)
        if unknown := needs - NEEDS.keys():
            raise TypeError(f"detector {module} asks for {sorted(unknown)}; there is {', '.join(NEEDS)}")
        name = module.replace("_", "-")
        doc = inspect.getdoc(inspect.getmodule(function)) or ""
        _registered[name] = Detector(name, function, category, severity, needs, doc, default)
        return function

    return register


@cache
def load() -> dict[str, Detector]:
    """Import every module beside this one and return the detectors by name, sorted."""
    package = __name__.rpartition(".")[0]
    for module in sorted(info.name for info in pkgutil.iter_modules(import_module(package).__path__)):
        import_module(f"{package}.{module}")
    return dict(sorted(_registered.items()))


def explanations() -> dict[str, Any]:
    """What `make docs` gathered of each detector: `examples` that fire, and what was `measured` on which articles."""
    page = Path(__file__).parents[1] / "resources" / "detectors.json"
    return dict(json.loads(page.read_text("utf-8"))) if page.exists() else {}
