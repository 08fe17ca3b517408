"""Reporters: each gives a result as text in one format."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from audit.errors import OutputError, SettingsError, unknown
from audit.part import write

if TYPE_CHECKING:
    from audit.result import DocumentResult, Rejected, Result


class Reporter(Protocol):
    """A module with `render`. `lang` is the language of the report's own words, "fr" or "en"; the result is told in it."""

    def render(self, result: "Result", *, lang: str) -> str: ...


@runtime_checkable
class FolderReporter(Protocol):
    """A module that can also fill a folder: the name and the text of each page, the one that leads to the others last."""

    def render_folder(self, result: "Result", *, lang: str) -> Iterator[tuple[str, str]]: ...


@runtime_checkable
class StreamReporter(Protocol):
    """A module that can also give its report bit by bit: what `render` gives is its documents and then what was rejected."""

    def render_document(self, document: "DocumentResult") -> str: ...

    def render_rejected(self, rejected: "Rejected") -> str: ...


# The module of each. One is imported when it is first asked for: to list the names costs nothing.
MODULES = {
    "concise": "concise",
    "full": "full",
    "html": "html",
    "markdown": "as_markdown",
    "json": "as_json",
    "jsonl": "as_jsonl",
    "csv": "as_csv",
    "mqm": "mqm",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
    "xliff": "xliff",
    "po": "po",
    "qe": "qe",
}
COPIES = {"xliff", "po"}  # of an audited file, which has to be there and of that format


class _Reporters(Mapping[str, Reporter]):
    """Every reporter by the name of its format."""

    def __getitem__(self, name: str) -> Reporter:
        return cast("Reporter", import_module(f"{__name__}.{MODULES[name]}"))

    def __iter__(self) -> Iterator[str]:
        return iter(MODULES)

    def __len__(self) -> int:
        return len(MODULES)


REPORTERS = _Reporters()


def parse_formats(formats: Iterable[str] | None, known: Collection[str] = MODULES) -> list[tuple[str, str | None]]:
    """Read `NAME` and `NAME=FILE` options: the format, and the file to write (None: standard output). Default: full."""
    chosen = [(name, file or None) for name, _, file in (f.partition("=") for f in formats or ["full"])]
    for name, _ in chosen:
        if name not in known:
            raise SettingsError(unknown("format", name, list(known)))
    if sum(file is None for _, file in chosen) > 1:
        raise SettingsError("only one format can go to standard output: give the others a file, as in html=report.html")
    return chosen


def render(name: str, result: "Result", *, lang: str, **options: Any) -> str:
    """The report as text. `options` are those of one reporter alone, as the colours of `full`."""
    from audit.reporters.reasons import told

    return REPORTERS[name].render(told(result, lang), lang=lang, **options)


def deliver(name: str, result: "Result", target: str, *, lang: str) -> bool:
    """Write a report to a file, or many pages to a folder: one that is there, or a path that ends in /.

    Returns whether there was anything to write: of copies there may be none. OutputError names what could not be written,
    and a format that is no folder of pages.
    """
    from audit.reporters.reasons import told

    reporter, folder = REPORTERS[name], Path(target)
    if not is_folder(target):
        write(render(name, result, lang=lang), target)
        return True
    if not isinstance(reporter, FolderReporter):
        raise OutputError(f"cannot write {target}: Is a directory, and {name} is one file")
    page = None
    for page, text in reporter.render_folder(told(result, lang), lang=lang):
        write(text, folder / page)
    return page is not None


def is_folder(target: str) -> bool:
    """Whether a report is to be a folder of pages."""
    return target.endswith(("/", os.sep)) or Path(target).is_dir()
