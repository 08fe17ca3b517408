"""One target under libFuzzer: `python -m fuzz.child TARGET CORPUS OPTION...`; `python -m fuzz` calls it."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import atheris  # type: ignore[import-untyped, unused-ignore]

with atheris.instrument_imports(include=["audit", "polib"]):  # all else is imported as it is
    from audit import segmentation
    from audit.compare import significance
    from audit.readers import html, text
    from fuzz.seeds import seeds
    from fuzz.targets import TARGETS

TOLD = 100  # inputs, after each of which the count of those taken is renewed


def counted(target: Callable[[bytes], bool], told: Path) -> Callable[[bytes], None]:
    """The target, which leaves in a file how many inputs it was given and how many of them it took."""
    tried = taken = 0

    def count(raw: bytes) -> None:
        nonlocal tried, taken
        tried, taken = tried + 1, taken + target(raw)
        if tried % TOLD == 0:  # libFuzzer ends the process without a word
            told.write_text(f"{tried} {taken}")

    return count


if __name__ == "__main__":
    name, *options = sys.argv[1:]
    # What is slow has targets of its own, and the others go without.
    if name not in ("language", "text"):
        patch.object(segmentation, "language_of", return_value=None).start()
        patch.object(text, "_guess", side_effect=lambda _, raw: raw.decode("cp1252", "replace")).start()
    if name != "article":
        every_other = lambda tree: {piece.key for piece in list(html._pieces(tree, html.BLOCKS))[::2]}  # noqa: E731
        patch.object(html, "_main_keys", side_effect=every_other).start()
    patch.object(significance, "SAMPLES", 10).start()
    TARGETS[name](seeds(name)[0])  # models are loaded before there is a time limit
    atheris.Setup([sys.argv[0], *options], counted(TARGETS[name], Path(os.environ["FUZZ_TOLD"])))
    atheris.Fuzz()
