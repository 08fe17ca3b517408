"""Argos packages: which are there, which the index offers, installing and removing them.

`argostranslate` gives the folders, the address of the index, and its package objects. Not its `update_package_index` and
`download`: they wait for ever, hide why they failed, hold the file in memory, and never resume or check it. Nor its
`install_from_path` and `uninstall`: they trust the archive, and import spaCy and an AGPL sentence splitter.
"""

import hashlib
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from audit.engines.decoder import Decoder, Folder, Package
from audit.errors import EngineError

if TYPE_CHECKING:
    from audit.engines.download import Tell

PAIR = "fr-en"
SUFFIX = ".argosmodel"
PAIR_FORM, VERSION_FORM = re.compile(r"[a-z]{2,3}-[a-z]{2,3}"), re.compile(r"[0-9A-Za-z._-]{1,20}")
LINK_FORM, SHA256_FORM = re.compile(r"https?://[!-~]+"), re.compile(r"[0-9a-f]{64}")
MAX_INDEX, MAX_PACKAGE = 10 << 20, 2 << 30  # bytes; the index has 32,000 and the largest package 300 million
OFFICIAL = "https://argos-net.com/v1/translate-fr_en-1_9.argosmodel"
# The official index gives no checksums. Seven public projects that pin this file, found on GitHub, record this same one.
KNOWN_SHA256 = {OFFICIAL: "3b3052fee6bb1e8e8e632a26a723eb2a2c7710dfe73ba61ffd9b83e85d4f14c1"}
OFFLINE = (
    f"Without a network: fetch the {SUFFIX} file on another machine ({PAIR}: {OFFICIAL}), "
    f"then here `audit models install FILE{SUFFIX}`"
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that the index has. `name` is its languages in words, `sha256` None where nobody vouches for it."""

    pair: str
    version: str
    name: str
    links: tuple[str, ...]
    sha256: str | None


def find() -> Decoder | None:
    """The engine of the newest French to English package, None where none is installed."""
    package = _newest(PAIR)
    if package is None:
        _complain(PAIR)
    return Decoder(package, "argos") if package else None


def installed() -> list[Package]:
    """The usable packages of all pairs, in the folders that argos-translate uses (`ARGOS_PACKAGES_DIR`, XDG)."""
    packages = []
    for folder in _folders():
        with suppress(EngineError):  # other people's half-installed packages, and packages that are not translation
            packages.append(Package.read(folder))
    return packages


def _folders() -> list[Path]:
    return sorted(folder for parent in _settings().package_dirs for folder in parent.glob("*")) if _in_use() else []


def _complain(pair: str) -> None:
    """Raise EngineError for a folder that was meant to be a package of this pair, by its name, and is none."""
    for folder in _folders():
        if pair.replace("-", "_") in folder.name and folder.is_dir():
            Package.read(folder)


def offered() -> list[Offer]:
    """The newest package of every pair in the index, by pair (over the network).

    Raises EngineError when the index cannot be reached or read.
    """
    from audit.engines.download import download

    settings = _settings()
    address, file = settings.remote_package_index, Path(settings.local_package_index)
    try:
        download(address, file, MAX_INDEX)
    except EngineError as error:
        raise EngineError(f"no index of Argos packages: {error}. {OFFLINE}") from error
    try:
        offers = list(_offers(json.loads(file.read_text("utf-8")), urlsplit(address).scheme))
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        file.unlink(missing_ok=True)  # argos-translate, which shares it, then fetches it again
        raise EngineError(f"the index of Argos packages, {address}, is not readable: {error}. {OFFLINE}") from error
    newest = {offer.pair: offer for offer in sorted(offers, key=lambda offer: _numbers(offer.version))}
    return [newest[pair] for pair in sorted(newest)]


def install(what: str, sha256: str | None = None, tell: "Tell | None" = None) -> Package:
    """Install a package from a file, or the newest of a pair such as `fr-en` from the index (over the network).

    A pair whose newest package is installed is left as it is. `sha256` is what the file must have; `tell` is called with
    the bytes that have arrived. Raises EngineError when there is no such file or pair, no network, or the archive is not
    safe or not a package.
    """
    expected = sha256.lower() if sha256 else None
    if expected and not SHA256_FORM.fullmatch(expected):
        raise EngineError(f"{sha256!r} is no sha256: that has 64 hexadecimal digits")
    if what.endswith(SUFFIX) or Path(what).is_file():
        return _install_file(Path(what), expected)
    if not PAIR_FORM.fullmatch(what):
        raise EngineError(f"{what!r} is neither a pair such as {PAIR} nor a {SUFFIX} file")
    offer, present = _offer(what), _newest(what)
    if present and not expected and _numbers(present.version) >= _numbers(offer.version):
        return present
    file = _download(offer, tell)
    try:
        return _install_file(file, expected or offer.sha256)
    finally:
        file.unlink(missing_ok=True)


def remove(pair: str) -> list[tuple[Package, int]]:
    """Remove every installed package of a pair; returns each with the bytes that it took.

    Raises EngineError when there is none.
    """
    packages = installed()
    doomed = [(package, size(package.folder)) for package in packages if package.pair == pair]
    if not doomed:
        raise EngineError(f"no package {pair!r} is installed. Installed: {', '.join(map(str, packages)) or 'none'}")
    for package, _ in doomed:
        folder = Path(str(package.folder))
        try:
            folder.unlink() if folder.is_symlink() else shutil.rmtree(folder)
        except OSError as error:
            raise EngineError(f"cannot remove package {package}: {error}") from error
    return doomed


def size(folder: Folder) -> int:
    """Bytes on disk of a package: of its files, or of the archive that it is in."""
    if isinstance(folder, zipfile.Path):
        return Path(str(folder.root.filename)).stat().st_size
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


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


def _newest(pair: str) -> Package | None:
    packages = [package for package in installed() if package.pair == pair]
    return max(packages, key=lambda package: _numbers(package.version), default=None)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _offers(index: list[dict[str, Any]], scheme: str) -> Iterator[Offer]:
    """The translation packages among the entries that are fit to be shown and fetched.

    A link may be as safe as the index (its `scheme`) or safer: plain HTTP only where the index is on it as well.
    """
    from argostranslate.package import AvailablePackage

    for entry in index:
        package = AvailablePackage(entry)
        pair, version = f"{package.from_code}-{package.to_code}", str(package.package_version)
        links = [link for link in package.links if isinstance(link, str) and LINK_FORM.fullmatch(link)]
        links = [link for link in links if urlsplit(link).scheme in ("https", scheme)]
        name = str(package.get_description())
        if package.type == "translate" and links and PAIR_FORM.fullmatch(pair) and VERSION_FORM.fullmatch(version):
            sha256 = str(entry.get("sha256") or KNOWN_SHA256.get(links[0]) or "").lower()
            yield Offer(pair, version, name if name.isprintable() else pair, tuple(links), sha256 or None)


def _offer(pair: str) -> Offer:
    offers = {offer.pair: offer for offer in offered()}
    if pair not in offers:
        near = get_close_matches(pair, offers, n=5)
        hint = f"The nearest: {', '.join(near)}" if near else "`audit models list --available` names them"
        raise EngineError(f"no Argos package {pair!r} among the {len(offers)} of the index. {hint}")
    return offers[pair]


def _download(offer: Offer, tell: "Tell | None") -> Path:
    """Fetch from the first link that works."""
    from audit.engines.download import download

    file = Path(_settings().downloads_dir) / f"translate-{offer.pair}-{offer.version}{SUFFIX}"
    failures = []
    for link in offer.links:
        try:
            download(link, file, MAX_PACKAGE, *([tell] if tell else []))
            return file
        except EngineError as error:
            failures.append(str(error))
    raise EngineError(f"{'; '.join(failures)}. {OFFLINE}")


def _install_file(path: Path, sha256: str | None) -> Package:
    from audit.engines.unpacking import unpack

    try:
        with path.open("rb") as file:
            actual = hashlib.file_digest(file, "sha256").hexdigest() if sha256 else None
    except OSError as error:
        raise EngineError(f"cannot install {path}: {error.strerror}") from error
    if actual != sha256:
        raise EngineError(f"refused: {path.name} has the sha256 {actual}, not {sha256}: it is damaged, or another file")
    return unpack(path, Path(_settings().package_data_dir))
