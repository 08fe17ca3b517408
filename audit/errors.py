"""Everything that can go wrong in a way the user can mend.

AuditError
├── InputError       a file, folder, URL or stream that cannot be read or is not what the audit takes
├── OutputError      a report that cannot be written
├── SettingsError    an option, an audit.toml, or a result file that is not valid
└── EngineError      a translation engine that is missing, or failed
"""

from difflib import get_close_matches


class AuditError(Exception):
    """Base of all errors shown to the user in one line, with exit code 2."""


class InputError(AuditError):
    """An input that cannot be audited; the message names it and says why."""


class OutputError(AuditError):
    """An output that cannot be written."""


class SettingsError(AuditError):
    """A value that is not among the choices; the message names the nearest one."""


class EngineError(AuditError):
    """A translation engine that is not installed, or that failed on a document."""


def unknown(kind: str, value: str, choices: list[str]) -> str:
    """Say that `value` is no such `kind`, with the nearest valid one and all the choices."""
    near = get_close_matches(value, choices, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return f"unknown {kind} {value!r}.{hint} Choices: {', '.join(choices)}"
