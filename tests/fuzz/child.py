"""One target under libFuzzer: `python -m fuzz.child TARGET CORPUS OPTION...`; `python -m fuzz` calls it."""

import sys
from unittest.mock import patch

import atheris  # type: ignore[import-untyped, unused-ignore]

with atheris.instrument_imports(include=["audit", "polib"]):  # all else is imported as it is
    from audit import segmentation
    from audit.readers import text
    from fuzz.targets import TARGETS

if __name__ == "__main__":
    name, *options = sys.argv[1:]
    if name not in ("language", "text"):  # which are slow, and have these two to themselves
        patch.object(segmentation, "language_of", return_value=None).start()
        patch.object(text, "_guess", side_effect=lambda _, raw: raw.decode("cp1252", "replace")).start()
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()
