"""Words that an option and a setting may take. They stand here, by themselves, because `audit --help` must be quick."""

from enum import StrEnum

from audit.finding import Severity


class FailOn(StrEnum):
    """The least severity that fails a run."""

    INFO = "info"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"
    NEVER = "never"

    @property
    def severity(self) -> Severity | None:
        return None if self is FailOn.NEVER else Severity(self.value)


class Lang(StrEnum):
    """Language of messages and reports."""

    FR = "fr"
    EN = "en"
