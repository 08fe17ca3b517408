"""Everything that can go wrong in a way the user can mend.

AuditError
├── InputError       a file, folder, URL or stream that cannot be read or is not what the audit takes
├── OutputError      a report that cannot be written
├── SettingsError    an option, an audit.toml, or a result file that is not valid
├── EngineError      a translation engine that is missing, or failed
├── ClusterError     the machines of --cluster, which are not there, or not any more
└── InstallationError  a model or word list of this program that was changed
"""

from difflib import get_close_matches

from audit.reason import Reason

MANY = 20  # choices that are not listed where one of them is near


class AuditError(Exception):
    """Base of all errors shown to the user in one line, with exit code 2."""

    @property
    def reason(self) -> str:
        """The message, as the `Reason` that it was made of, if it was."""
        first = self.args[0] if self.args else ""
        return first if isinstance(first, Reason) else str(self)


class InputError(AuditError):
    """An input that cannot be audited; the message names it and says why."""


class OutputError(AuditError):
    """An output that cannot be written."""


class SettingsError(AuditError):
    """A value that is not among the choices; the message names the nearest one."""


class EngineError(AuditError):
    """A translation engine that is not installed, or that failed on a document."""


class ClusterError(AuditError):
    """A cluster that cannot be reached, or was lost on the way."""


class InstallationError(AuditError):
    """A model or word list of this program that is not the one that was released."""


def unknown(kind: str, value: str, choices: list[str]) -> Reason:
    """Say that `value` is no such `kind`, with the nearest valid one, and the choices unless that would drown it."""
    near, listed = get_close_matches(value, choices, n=1), ", ".join(choices)
    if not near:
        return Reason("unknown {kind} {value}. Choices: {choices}", kind=kind, value=repr(value), choices=listed)
    if len(choices) > MANY:
        return Reason("unknown {kind} {value}. Did you mean {near}?", kind=kind, value=repr(value), near=repr(near[0]))
    return Reason(
        "unknown {kind} {value}. Did you mean {near}? Choices: {choices}",
        kind=kind,
        value=repr(value),
        near=repr(near[0]),
        choices=listed,
    )


def first_cause(error: BaseException) -> str:
    """The words of what began it: libraries of the network wrap it three deep, each with its own name and address around it."""
    while inner := error.__cause__ or error.__context__:
        error = inner
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
