"""All the reports of one run: those that can be are written as documents come, the others when all are there."""

import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, Self

from audit.errors import AuditError, OutputError
from audit.part import Part
from audit.reporters import REPORTERS, StreamReporter, deliver, is_folder, render
from audit.reporters.reasons import told

if TYPE_CHECKING:
    from audit.choices import Lang
    from audit.result import DocumentResult, Rejected, Result

FOR_PEOPLE = {"concise", "full"}  # formats for a terminal and the log of a job; programs read the others


class Outputs:
    """The reports that are wanted: formats, each with its file (None: standard output).

    Within the context documents are taken. One that cannot be written keeps none of the others from it, and is told of
    at the end as an OutputError; at once, where there is no other.
    """

    def __init__(self, targets: list[tuple[str, str | None]], lang: "Lang") -> None:
        self._lang = lang
        self._streams = [Stream(name, file, lang) for name, file in targets if _streams(name, file)]
        self._whole = [(name, file) for name, file in targets if not _streams(name, file)]
        self._complaints: list[str] = []
        self.empty: list[tuple[str, str]] = []  # formats and their folders, where there was no such file to copy

    @property
    def keep(self) -> bool:
        """Whether some report needs all documents at once."""
        return bool(self._whole)

    def __enter__(self) -> Self:
        self._each(Stream.open)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for stream in self._streams:
            stream.drop()

    def take(self, document: "DocumentResult") -> None:
        """Write a document wherever documents are written as they come."""
        self._each(lambda stream: stream.take(document))

    def finish(self, result: "Result") -> None:
        """Write all else, and give files their names."""
        self._each(lambda stream: stream.finish(result.rejected))
        for name, file in self._whole:
            try:
                if file is None:
                    show(name, result, self._lang)
                elif not deliver(name, result, file, lang=self._lang):
                    self.empty.append((name, file))
            except AuditError as error:
                self._complaints.append(str(error))
        if self._complaints:
            raise OutputError("; ".join(self._complaints))

    def _each(self, do: Callable[["Stream"], None]) -> None:
        for stream in tuple(self._streams):
            try:
                do(stream)
            except OutputError as error:
                stream.drop()
                self._streams.remove(stream)
                self._complaints.append(str(error))
                if not (self._streams or self._whole):
                    raise


class Stream:
    """A report that is written as documents come, to a file or to standard output."""

    def __init__(self, name: str, file: str | None, lang: "Lang") -> None:
        self._reporter, self._lang = REPORTERS[name], lang
        self._part = Part(file) if file else None

    def open(self) -> None:
        if self._part:
            self._part.open()

    def take(self, document: "DocumentResult") -> None:
        assert isinstance(self._reporter, StreamReporter)  # noqa: S101 - for mypy
        self._write(self._reporter.render_document(told(document, self._lang)))

    def finish(self, rejected: "tuple[Rejected, ...]") -> None:
        assert isinstance(self._reporter, StreamReporter)  # noqa: S101 - for mypy
        for one in told(rejected, self._lang):
            self._write(self._reporter.render_rejected(one))
        if self._part:
            self._part.commit()

    def drop(self) -> None:
        """Remove what was not finished."""
        if self._part:
            self._part.drop()

    def _write(self, text: str) -> None:
        if self._part:
            self._part.write(text)
        else:
            put(text)


def show(name: str, result: "Result", lang: "Lang") -> None:
    """A report on standard output."""
    if name == "full" and sys.stdout.isatty():
        put(render("full", result, lang=lang, color=True, width=shutil.get_terminal_size().columns))
    else:
        put(render(name, result, lang=lang), for_people=name in FOR_PEOPLE)


def put(text: str, *, for_people: bool = False) -> None:
    """Text on standard output. OutputError where it takes no more; BrokenPipeError where nobody reads on."""
    import typer

    from audit.console import say

    try:
        say(text, nl=False) if for_people else typer.echo(text, nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):
            sys.stdout.close()  # or Python would try again at its end, and complain in its own way
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def _streams(name: str, file: str | None) -> bool:
    return isinstance(REPORTERS[name], StreamReporter) and not (file and is_folder(file))
