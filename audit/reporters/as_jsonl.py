"""JSON lines: a document a line, as in the JSON's `documents`; a rejected input its `path` and why it is `rejected`."""

from audit.reporters.as_json import document_json, dump
from audit.result import Result


def render(result: Result, *, lang: str) -> str:  # noqa: ARG001 - the result is told in it, and all else has none
    """One line for each input, in the order of the result."""
    documents = [dump(document_json(document)) for document in result.documents]
    rejected = [dump({"path": rejected.path, "rejected": rejected.reason}) for rejected in result.rejected]
    return "".join(documents + rejected)
