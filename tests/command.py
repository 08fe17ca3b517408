"""What the tests of the command share: articles, and what a run leaves."""

import json
from collections.abc import Callable
from dataclasses import dataclass

CLEAN = (
    "Le conseil municipal a voté lundi soir le budget de la ville. Les dépenses augmentent de trois pour cent, et la "
    "maire assure que les impôts ne bougeront pas cette année.\n"
)
GARBLED = "Le maire a ditMartin partira demain matin. Il a accepté la proposition de la commission.\n"
MINOR = "Le ministre a refusé commenter la nouvelle. La réunion aura lieu jeudi dans la soirée.\n"
NONE = ("--engine", "none")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left: its exit code, and what it wrote to the two streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def documents(outcome: Outcome) -> dict[str, list[str]]:
    """The flagged texts of each document of a JSON result, by path."""
    found = json.loads(outcome.out)["documents"]
    return {document["path"]: [finding["text"] for finding in document["findings"]] for document in found}
