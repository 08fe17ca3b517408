"""Find what machine translation broke in a published article.

    >>> from audit import audit_text
    >>> result = audit_text("Le maire a ditMartin partira demain. Il a accepté.", engine="none")
    >>> [finding.text for finding in result.findings]
    ['ditMartin']

The names below load nothing heavy until they are first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from audit.errors import AuditError
from audit.version import __version__

if TYPE_CHECKING:
    from audit.pipeline import audit_paths, audit_text
    from audit.result import Result

__all__ = ["AuditError", "Result", "__version__", "audit_paths", "audit_text"]
_HOME = {"Result": "audit.result", "audit_paths": "audit.pipeline", "audit_text": "audit.pipeline"}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'audit' has no attribute {name!r}")
