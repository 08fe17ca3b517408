"""The models and word lists that come with the program are those that were released: `resources/SHA256SUMS` says which.

`python -m audit.integrity` writes that file anew, after one of them was made anew; `--check` holds all of them against it,
as `sha256sum --check` does.
"""

import hashlib
import sys
import time
from functools import cache
from pathlib import Path

from audit.errors import InstallationError

RESOURCES = Path(__file__).parent / "resources"
SUMS = RESOURCES / "SHA256SUMS"
MADE = (
    "**/*.marisa",
    "*s.txt",
    "isolated.toml",
    "corrector/*.json",
    "corrector/*.npz",
    "judge/*.json",
    "models/*.argosmodel",
    "tagger/*.np?",
    "tagger/*.json",
)


@cache
def intact(path: Path) -> Path:
    """`path`, once it is known to be as released; a file elsewhere is taken as it is. Read once per process.

    Raises InstallationError, which names the file, where it is missing or is another.
    """
    if not path.is_relative_to(RESOURCES):
        return path
    name = path.relative_to(RESOURCES).as_posix()
    try:
        actual = _sum(path)
    except OSError as error:
        raise InstallationError(f"{path} cannot be read: {error.strerror}. Install translation-audit again") from error
    expected = _released().get(name)
    if actual != expected:
        reason = f"it has the sha256 {actual}, not {expected}" if expected else f"{SUMS.name} does not name it"
        hint = "Install translation-audit again; who made this file records it by `python -m audit.integrity`"
        raise InstallationError(f"{path} is damaged, or not of this release ({reason}). {hint}")
    return path


@cache
def _released() -> dict[str, str]:
    """The sha256 of each file, by its name."""
    lines = SUMS.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums() -> str:
    """What `SHA256SUMS` should say of the files that are there."""
    files = sorted(path for form in MADE for path in RESOURCES.glob(form))
    return "".join(f"{_sum(path)}  {path.relative_to(RESOURCES).as_posix()}\n" for path in files)


def check() -> str:
    """Hold everything against `SHA256SUMS`, and say how much it was. Raises InstallationError for the first that differs."""
    started = time.process_time()
    files = [intact(RESOURCES / name) for name in _released()]
    size, seconds = sum(file.stat().st_size for file in files), time.process_time() - started
    return f"{len(files)} files, {size / 1e6:.1f} MB, as released: {seconds * 1000:.0f} ms of computing"


if __name__ == "__main__":
    if "--check" in sys.argv:
        print(check())  # noqa: T201
    else:
        SUMS.write_text(sums(), encoding="utf-8")
