"""The engine that comes with the program: a package in `audit/resources/models`, unpacked or as `.argosmodel`."""

import zipfile
from pathlib import Path

from audit.engines.decoder import Decoder, Folder, Package
from audit.errors import EngineError
from audit.integrity import intact

PAIR, BACK = "fr-en", "en-fr"
MODELS = Path(__file__).parent.parent / "resources" / "models"


def find(pair: str = PAIR) -> Decoder | None:
    """The shipped engine from French to English, or that of another pair; None where this installation has none."""
    for path in sorted(MODELS.iterdir()) if MODELS.is_dir() else []:
        folder = _root(path)
        if folder is not None and (package := Package.read(folder)).pair == pair:
            return Decoder(package, "embedded")
    return None


def _root(path: Path) -> Folder | None:
    if path.is_dir():
        return path
    if path.suffix != ".argosmodel":
        return None
    roots = list(zipfile.Path(intact(path)).iterdir())
    if len(roots) != 1:
        raise EngineError(f"{path.name} holds {len(roots)} folders, not one")
    return roots[0]
