"""Unpacking an Argos package from an archive that may be hostile: nothing is ever written outside its own folder."""

import lzma
import re
import shutil
import stat
import tempfile
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath

from rich.filesize import decimal

from audit.engines.decoder import Decoder, Package
from audit.errors import EngineError

MAX_MEMBERS, MAX_BYTES = 2_000, 2 << 30  # a model of 1 GB and its tokenizers would pass
MAX_METADATA = 1 << 20  # bytes; it is read whole
DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, EOFError, ValueError)


def unpack(archive: Path, parent: Path) -> Package:
    """Unpack into a folder of `parent` that appears at once, in place of the same package and only when it works.

    Raises EngineError for an archive that is unsafe, damaged, or no package that translates.
    """
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=".install-") as scratch, zipfile.ZipFile(archive) as file:
            root = _check(file)
            _check_room(file, parent)
            file.extractall(scratch)  # verifies each member's length and CRC-32
            package = Package.read(Path(scratch, root))
            target = parent / _folder_name(package)
            Decoder(package, "argos").translate(["Bonjour."])
            _put(Path(scratch, root), target, Path(scratch, ".old"))
    except (OSError, *DAMAGED) as error:
        raise EngineError(f"cannot install {archive.name}: {error}") from error
    return replace(package, folder=target)


def _check(archive: zipfile.ZipFile) -> str:
    """Return the one folder an archive holds. Raises EngineError for a member outside it, a link, or too much data."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
        raise EngineError(f"refused: more than {MAX_MEMBERS} files, or {MAX_BYTES >> 30} GB unpacked")
    roots = {_root(member) for member in members}
    if len(roots) != 1 or next(iter(roots)).startswith("."):
        raise EngineError(f"refused: an Argos package holds one folder, this has {sorted(roots)[:5]}")
    return roots.pop()


def _root(member: zipfile.ZipInfo) -> str:
    name, path = member.filename, PurePosixPath(member.filename)
    if path.is_absolute() or ".." in path.parts or not path.parts or re.search(r"[\\:\0-\x1f\x7f]", name):
        raise EngineError(f"refused: {name!r} would be written outside the package")
    if stat.S_IFMT(member.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise EngineError(f"refused: {name!r} is a link or a device")
    if path.name == "metadata.json" and member.file_size > MAX_METADATA:
        raise EngineError(f"refused: {name!r} unpacks to {member.file_size} bytes")
    return path.parts[0]


def _check_room(archive: zipfile.ZipFile, parent: Path) -> None:
    needed, free = sum(member.file_size for member in archive.infolist()), shutil.disk_usage(parent).free
    if needed > free:
        raise EngineError(f"{parent} has {decimal(free)} free, and the package needs {decimal(needed)}")


def _folder_name(package: Package) -> str:
    """The name that argos-translate gives it; never the archive's own, which could be that of another package."""
    name = f"translate-{package.pair.replace('-', '_')}-{package.version.replace('.', '_')}"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name):
        raise EngineError(f"refused: {str(package)!r} is no pair and version")
    return name


def _put(new: Path, target: Path, old: Path) -> None:
    """Move a folder into place; what was there goes only when that worked."""
    if target.exists() or target.is_symlink():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists() or old.is_symlink():
            old.rename(target)
        raise
