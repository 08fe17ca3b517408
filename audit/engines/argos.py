"""Argos packages: which are there, installing and removing them. Decoding is `audit.engines.decoder`.

`argostranslate.package` knows the folders, the index and the download. Its own unpacking trusts the archive, and it and
its removal import `argostranslate.translate`, with spaCy and an AGPL sentence splitter: both are done here instead.
"""

import lzma
import os
import re
import shutil
import socket
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from audit.engines.decoder import Decoder, Package
from audit.errors import EngineError

PAIR = "fr-en"
SUFFIX = ".argosmodel"
MAX_MEMBERS, MAX_BYTES = 2_000, 2 << 30  # a model of 1 GB and its tokenizers would pass
NETWORK_SECONDS = 30
OFFLINE = f"Without a network: fetch the {SUFFIX} file elsewhere, then `audit models install FILE{SUFFIX}`"


def find() -> Decoder | None:
    """The engine of the newest French to English package, None where none is installed."""
    packages = [package for package in installed() if package.pair == PAIR]
    return Decoder(max(packages, key=lambda package: _numbers(package.version)), "argos") if packages else None


def installed() -> list[Package]:
    """The usable packages of all pairs, in the folders that argos-translate uses (`ARGOS_PACKAGES_DIR`, XDG)."""
    if not _in_use():
        return []
    packages = []
    for folder in sorted(folder for parent in _settings().package_dirs for folder in parent.glob("*")):
        with suppress(EngineError):  # other people's half-installed packages, and packages that are not translation
            packages.append(Package.read(folder))
    return packages


def install(what: str) -> Package:
    """Install a package from a file, or a pair such as `fr-en` from the official index (over the network).

    Raises EngineError when there is no such file or pair, no network, or the archive is not safe or not a package.
    """
    if what.endswith(SUFFIX) or Path(what).is_file():
        return _install_file(Path(what))
    if not re.fullmatch(r"[a-z]{2,3}-[a-z]{2,3}", what):
        raise EngineError(f"{what!r} is neither a pair such as {PAIR} nor a {SUFFIX} file")
    with _download(what) as file:
        return _install_file(file)


def remove(pair: str) -> str:
    """Remove every installed package of a pair, and return the pair. Raises EngineError when there is none."""
    packages = installed()
    doomed = [package.folder for package in packages if package.pair == pair]
    if not doomed:
        raise EngineError(f"no package {pair!r} is installed. Installed: {', '.join(map(str, packages)) or 'none'}")
    for folder in doomed:
        try:
            shutil.rmtree(str(folder))
        except OSError as error:
            raise EngineError(f"cannot remove package {pair}: {error}") from error
    return pair


def _in_use() -> bool:
    """Whether this user has argos-translate's folders: importing its settings would make them."""
    homes = (os.getenv("XDG_DATA_HOME", "~/.local/share"), os.getenv("XDG_CONFIG_HOME", "~/.config"))
    return "ARGOS_PACKAGES_DIR" in os.environ or any((Path(h).expanduser() / "argos-translate").is_dir() for h in homes)


def _settings() -> Any:
    """`argostranslate.settings`, without the variable that importing it sets for the whole process."""
    before = os.environ.copy()
    try:
        from argostranslate import settings
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise EngineError(f"argos-translate cannot use its folders or settings: {error!r}") from error
    if "KMP_DUPLICATE_LIB_OK" not in before:
        os.environ.pop("KMP_DUPLICATE_LIB_OK", None)
    return settings


def _install_file(path: Path) -> Package:
    parent = Path(_settings().package_data_dir)
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=parent, prefix=".install-") as scratch, zipfile.ZipFile(path) as archive:
            root = _check(archive)
            archive.extractall(scratch)
            package = Package.read(Path(scratch, root))
            target = parent / _folder_name(package)
            if target.exists():
                shutil.rmtree(target)
            Path(scratch, root).rename(target)
    except (
        OSError,
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        EOFError,
    ) as error:
        raise EngineError(f"cannot install {path.name}: {error}") from error
    return replace(package, folder=target)


def _folder_name(package: Package) -> str:
    """The name that argos-translate gives it; never the archive's own, which could be that of another package."""
    name = f"translate-{package.pair.replace('-', '_')}-{package.version.replace('.', '_')}"
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name):
        raise EngineError(f"refused: {str(package)!r} is no pair and version")
    return name


def _check(archive: zipfile.ZipFile) -> str:
    """Return the one folder an archive holds. Raises EngineError for a member outside it, a link, or too much data."""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES:
        raise EngineError(f"refused: more than {MAX_MEMBERS} files, or {MAX_BYTES >> 30} GB unpacked")
    roots = set()
    for member in members:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or not path.parts or re.search(r"[\\:\0]", member.filename):
            raise EngineError(f"refused: {member.filename!r} would be written outside the package")
        if stat.S_ISLNK(member.external_attr >> 16):
            raise EngineError(f"refused: {member.filename!r} is a link")
        roots.add(path.parts[0])
    if len(roots) != 1 or next(iter(roots)).startswith("."):
        raise EngineError(f"refused: an Argos package holds one folder, this has {sorted(roots)[:5]}")
    return roots.pop()


@contextmanager
def _download(pair: str) -> Iterator[Path]:
    """The file of a pair of the official index, for as long as it is needed."""
    settings = _settings()
    from argostranslate import package

    timeout = socket.getdefaulttimeout()
    socket.setdefaulttimeout(NETWORK_SECONDS)  # argostranslate sets none, and would wait for ever
    try:
        file = _fetch(pair, package, settings)
    except OSError as error:
        raise EngineError(f"cannot download package {pair}: {error}") from error
    finally:
        socket.setdefaulttimeout(timeout)
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def _fetch(pair: str, package: Any, settings: Any) -> Path:
    for folder in (settings.data_dir, settings.downloads_dir):
        folder.mkdir(parents=True, exist_ok=True)
    settings.local_package_index.unlink(missing_ok=True)
    package.update_package_index()  # only logs its failure, after which get_available_packages would recurse for ever
    if not settings.local_package_index.exists():
        raise EngineError(f"no network: cannot reach {settings.remote_package_index}. {OFFLINE}")
    try:
        offered = {f"{p.from_code}-{p.to_code}": p for p in package.get_available_packages() if p.type == "translate"}
    except (ValueError, TypeError, AttributeError) as error:
        raise EngineError(f"the index of Argos packages is not readable: {error}") from error
    if pair not in offered:
        raise EngineError(f"no Argos package {pair!r}. There are: {', '.join(sorted(offered))}")
    try:
        return Path(offered[pair].download())
    except Exception as error:  # argostranslate raises no other
        raise EngineError(f"cannot download package {pair}: {error}. {OFFLINE}") from error


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]
