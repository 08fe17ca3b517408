"""JSON lines: a document a line, as in the JSON's `documents`; a rejected input its `path` and why it is `rejected`."""

from audit.reporters.as_json import document_json, dump
from audit.result import DocumentResult, Rejected, Result


def render(result: Result, *, lang: str) -> str:  # noqa: ARG001 - the result is told in it, and all else has none
    """One line for each input, in the order of the result."""
    return "".join([*map(render_document, result.documents), *map(render_rejected, result.rejected)])


def render_document(document: DocumentResult) -> str:
    return dump(document_json(document))


def render_rejected(rejected: Rejected) -> str:
    return dump({"path": rejected.path, "rejected": rejected.reason})
