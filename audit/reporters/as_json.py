"""JSON, format 1: the contract other programs rely on (docs/result.schema.json), and the way back to a Result."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from audit.errors import SettingsError
from audit.finding import Finding
from audit.reporters.reasons import Made, made, remade
from audit.reporters.summary import totals
from audit.result import DocumentResult, Result, SegmentResult

FORMAT = 1
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")  # of a language (RFC 5646)


def render(result: Result, *, lang: str) -> str:  # noqa: ARG001 - the result is told in it, and all else has none
    """The whole result, keys sorted, same bytes for the same result."""
    return dump(
        {
            "format": FORMAT,
            "tool": {"name": "translation-audit", "version": result.version, "signature": result.signature},
            "documents": [document_json(document) for document in result.documents],
            "rejected": [asdict(rejected) for rejected in result.rejected],
            "totals": asdict(totals(result)),
            "gate": asdict(result.gate) | {"suppressed": result.suppressed},
            "reasons": {text: asdict(how) for text, how in made(result).items()},
        },
        indent=1,
    )


def document_json(document: DocumentResult) -> dict[str, Any]:
    """One document as the contract has it: `score` is the number, `score_details` all that is known of it."""
    data = asdict(document)
    score = data["score"]
    return data | {"score": score and score["value"], "score_details": score}


def dump(data: dict[str, Any], indent: int | None = None) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=indent) + "\n"
    # a lone surrogate has no UTF-8; Python's escape of it, \udc80, is also JSON's
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def load(path: Path) -> Result:
    """Read a result written by `render`. One that is not is a SettingsError that says where it goes wrong."""
    from pydantic import ValidationError

    results, reasons_of = _adapters()
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        result: Result = results.validate_python(_fields(data))
        reasons = reasons_of.validate_python(data.get("reasons", {}))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise SettingsError(f"{path} is not a result of audit: {place}: {first['msg']}") from error
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path} is not a result of audit: {error}") from error
    for complaint in _complaints(result):
        raise SettingsError(f"{path} is not a result of audit: {complaint}")
    return remade(result, reasons)


@cache
def _adapters() -> tuple[Any, Any]:
    """Making them takes longer than reading a result."""
    from pydantic import TypeAdapter

    return TypeAdapter(Result), TypeAdapter(dict[str, Made])


def _fields(data: object) -> dict[str, Any]:
    """From the contract's names to Result's. Raises ValueError where the data is not in our format."""
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise ValueError(f"not JSON of format {FORMAT}")
    documents = data.get("documents")
    if not isinstance(documents, list) or not all("score_details" in doc for doc in documents if isinstance(doc, dict)):
        raise ValueError("documents is not a list of documents with their score_details")
    tool = data.get("tool")
    return {
        **data,
        **(tool if isinstance(tool, dict) else {}),
        "documents": [{**doc, "score": doc["score_details"]} if isinstance(doc, dict) else doc for doc in documents],
    }


def _complaints(result: Result) -> Iterator[str]:
    """What a result edited by hand, or joined with another text, says that cannot be: a place where something else stands,
    a language that is none."""
    for document in result.documents:
        for language in (document.language, *(block.language for block in document.blocks if block.language)):
            if not TAG.fullmatch(language):
                yield f"{document.path}: {language[:40]!r} is not the tag of a language"
        parts: tuple[Finding | SegmentResult, ...] = (*document.findings, *document.segments)
        for part in parts:
            if document.text[part.start : part.end] != part.text:
                yield f"{document.path}: {part.text[:40]!r} is not what stands at {part.start}-{part.end}"
