"""Files that this program writes, or is told to believe, under fuzz: results, baselines, settings, glossaries, packages."""

import json
import tempfile
import warnings
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import report_sample

from audit.baseline import Baseline
from audit.compare import compare
from audit.compare.render import RENDERERS
from audit.engines.argos import LINK_FORM, _offers
from audit.engines.decoder import Package
from audit.engines.unpacking import unpack
from audit.errors import AuditError
from audit.glossary import Glossary
from audit.naming.name_list import NameList
from audit.reporters import as_json
from audit.settings_file import in_force
from audit.work import Outcome
from fuzz.feed import Feed
from fuzz.reports import check_report
from fuzz.seeds import PROSE, seeds

HOLDER = tempfile.TemporaryDirectory(prefix="fuzz-")
SCRATCH = Path(HOLDER.name)


def result(raw: bytes) -> bool:
    """A file that says it is our result: refused, or fit to be gated and reported in every format."""
    with suppress(AuditError):
        check_report(as_json.load(_file("result.json", raw)), raw)
        return True
    return False


def edited_result(raw: bytes) -> bool:
    """Our result with some of its values replaced."""
    return result(Feed(raw).edited(seeds("result")[-1]))


def comparison(raw: bytes) -> bool:
    """Two of our results with some of their values replaced, side by side."""
    feed = Feed(raw)
    with suppress(AuditError):
        both = [as_json.load(_file("result.json", feed.edited(seeds("result")[feed.number(2)]))) for _ in range(2)]
        found = compare(*both)
        for render in RENDERERS.values():
            render(found, "fr").encode()
        return True
    return False


def outcome(raw: bytes) -> bool:
    """A row of the cache, any bytes or ours with some values replaced: an outcome, or a ValueError."""
    packed = zlib.compress(Feed(raw[1:]).edited(seeds("outcome")[0])) if raw[:1] > b"\x80" else raw
    with suppress(ValueError):
        found = Outcome.unpacked(packed)
        assert Outcome.unpacked(found.at("b.txt").packed()).at("b.txt") == found.at("b.txt")
        return True
    return False


def baseline(raw: bytes) -> bool:
    """A file of accepted findings: refused, or applied and written again to the same effect."""
    with suppress(AuditError):
        accepted = Baseline.read(_file("baseline.json", raw))
        for document in report_sample.of_all_kinds().documents:
            assert len(accepted.applied(document).findings) == len(document.findings)
        text = accepted.dump()
        again = _file("again.json", text.encode("utf-8", "surrogatepass"))
        assert Baseline.read(again).dump() == text
        return True
    return False


def edited_baseline(raw: bytes) -> bool:
    """Ours with some of its values replaced."""
    return baseline(Feed(raw).edited(seeds("baseline")[0]))


def settings(raw: bytes) -> bool:
    """A file of settings, which is the table of another one where it begins with a section: refused by name, or in force."""
    path = _file("pyproject.toml" if b"[tool" in raw[:20] else "audit.toml", raw)
    try:
        found = in_force(path)
        assert isinstance(found.signature, str)
        assert found.at("a/b.txt")
    except AuditError as error:
        if path.name not in str(error) and "preset" not in str(error):
            raise AssertionError(str(error)) from error
        return False
    return True


def glossary(raw: bytes) -> bool:
    """A glossary: refused with its name, or its terms are found where they stand in a text."""
    path = _file("terms.glossary", raw)
    try:
        terms = Glossary.read([path])
    except AuditError as error:
        if path.name not in str(error):
            raise AssertionError(str(error)) from error
        return False
    text = " ".join([PROSE, *(term.source for term in terms.terms[:20])])
    places = terms.sources(text)
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert all(text[place.start : place.end].strip() for place in places)
    return True


def names(raw: bytes) -> bool:
    """A list of names: refused, or its names are found where they stand."""
    path = _file("names.txt", raw)
    with suppress(AuditError):
        found = NameList.read([path])
        text = " ".join([PROSE, *sorted(found.names)[:20]])
        assert all(text[span.start : span.end].replace("'", "’") in
                   {name.replace("'", "’") for name in found.names} for span in found.spans(text))  # fmt: skip
        return True
    return False


def archive(raw: bytes) -> bool:
    """A file that says it is a package: refused, and nothing of it left anywhere."""
    parent = SCRATCH / "packages"
    path = _file("a.argosmodel", raw)
    before = {*SCRATCH.iterdir(), parent}
    with suppress(AuditError):
        unpack(path, parent)
        raise RuntimeError("a package without a model was installed")
    assert {*SCRATCH.iterdir()} <= before
    assert not list(parent.iterdir())
    return True


def members(raw: bytes) -> bool:
    """An archive that is sound, its members of any name, kind and content, some of them lying about their size."""
    feed = Feed(raw)
    path = SCRATCH / "made.argosmodel"
    names = ("fr_en/", "model/", "metadata.json", "model.bin", "..", "/", "\\", "C:", "\0", "sentencepiece.model")
    with zipfile.ZipFile(path, "w") as file, warnings.catch_warnings(action="ignore"):  # one name twice is wanted
        for _ in range(feed.number(6)):
            parts = (feed.number(len(names) + 1) for _ in range(1 + feed.number(4)))
            member = zipfile.ZipInfo("".join(names[n] if n < len(names) else feed.text() for n in parts) or "x")
            member.filename = member.filename.encode("utf-8", "replace").decode()
            member.external_attr = feed.number(1 << 32)
            member.compress_type = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)[feed.number(2)]
            file.writestr(member, feed.take(60))
            file.infolist()[-1].file_size += (0, 1, 1 << 33, -1)[feed.number(4)] if feed.number(8) == 7 else 0
    return archive(path.read_bytes())


def package(raw: bytes) -> bool:
    """What a package says of itself: refused, or a folder's name that leads nowhere else."""
    from audit.engines.unpacking import _folder_name

    folder = SCRATCH / "translate"
    (folder / "model").mkdir(parents=True, exist_ok=True)
    (folder / "model" / "model.bin").touch()
    (folder / "metadata.json").write_bytes(raw)
    with suppress(AuditError):
        name = _folder_name(Package.read(folder))
        assert Path(name).name == name
        return True
    return False


def offers(raw: bytes) -> bool:
    """An index of packages: what `audit.engines.argos.offered` calls unreadable, or packages that are fit to be shown."""
    with suppress(ValueError, TypeError, AttributeError, RecursionError):
        for offer in _offers(json.loads(raw), "https"):
            assert offer.name.isprintable()
            assert all(LINK_FORM.fullmatch(link) for link in offer.links)
        return True
    return False


def _file(name: str, raw: bytes) -> Path:
    path = SCRATCH / name
    path.write_bytes(raw)
    return path


TARGETS = (
    result, edited_result, comparison, outcome, baseline, edited_baseline, settings, glossary, names, archive, members, package,
    offers,
)  # fmt: skip
