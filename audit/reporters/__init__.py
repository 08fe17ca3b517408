"""Reporters: each gives a result as text in one format. `write` alone touches files."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from audit.errors import OutputError, SettingsError, unknown
from audit.reporters import as_json, as_jsonl, concise, full, html
from audit.result import Result


class Reporter(Protocol):
    """A module with `render`. `lang` is the language of the report's own words, "fr" or "en"."""

    def render(self, result: Result, *, lang: str) -> str: ...


REPORTERS: dict[str, Reporter] = {"concise": concise, "full": full, "json": as_json, "jsonl": as_jsonl, "html": html}


def parse_formats(formats: Iterable[str] | None) -> list[tuple[str, Path | None]]:
    """Read `NAME` and `NAME=FILE` options: the format, and the file to write (None: standard output). Default: full."""
    chosen = [(name, Path(file) if file else None) for name, _, file in (f.partition("=") for f in formats or ["full"])]
    for name, _ in chosen:
        if name not in REPORTERS:
            raise SettingsError(unknown("format", name, list(REPORTERS)))
    if sum(file is None for _, file in chosen) > 1:
        raise SettingsError("only one format can go to standard output: give the others a file, as in html=report.html")
    return chosen


def write(text: str, target: Path) -> None:
    """Write `text` whole or not at all, making folders on the way; OutputError names the file and the reason."""
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = target.resolve()  # a link keeps pointing where it does
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # a device or a pipe is written to, not replaced
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise OutputError(f"cannot write {target}: {reason}") from error


def _replace(target: Path, data: bytes) -> None:
    part = target.with_name(f".audit-{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
