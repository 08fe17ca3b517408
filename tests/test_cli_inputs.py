"""What is given to `audit run`: bad input is named and harms nobody else, encodings, long and hostile pages."""

import errno
import json
import os
from pathlib import Path

import pytest
from command import CLEAN, GARBLED, NONE, Run, documents

ENGLISH = "The council voted on Monday evening to raise the budget of the city by three percent over last year.\n"
BAD = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n ", "is empty"),
    "binary.txt": (bytes(range(256)) * 40, "binary"),
    "mixed.txt": ((CLEAN * 2).encode() + "Été à Évreux.\n".encode("cp1252") + b"\x81\x8d", "line 3 is not UTF-8"),
    "english.txt": (ENGLISH.encode() * 3, "English"),
    "symbols.txt": (b"1234 -- 5678", "holds no words"),
    "empty.html": (b"", "empty"),
    "empty.tmx": (b"\n", "is empty"),
    "scripted.html": (
        b"<html><body><div id=root></div><script>go()</script></body></html>",
        "save the page from a browser",
    ),
    "picture.html": (b"<html><body><img src=x></body></html>", ""),
}


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_refused_and_the_others_are_unharmed(run: Run, name: str) -> None:
    content, reason = BAD[name]
    Path(name).write_bytes(content)
    outcome = run("run", name, "garbled.txt", *NONE, "--format", "json")
    assert outcome.code == 2
    assert documents(outcome) == {"garbled.txt": ["ditMartin"]}
    assert [rejected["path"] for rejected in json.loads(outcome.out)["rejected"]] == [name]
    assert outcome.err.startswith(f"audit: {name}: ")
    assert reason in outcome.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings_are_told_apart(run: Run, tmp_path: Path, encoding: str) -> None:
    (tmp_path / "article.txt").write_bytes((CLEAN + GARBLED).encode(encoding))
    assert documents(run("run", "article.txt", *NONE, "--format", "json")) == {"article.txt": ["ditMartin"]}


def test_what_a_folder_holds_besides_is_not_taken_for_clean(run: Run, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(CLEAN, "utf-8")
    assert run("run", ".", *NONE).err == ""
    for name in ("a.docx", "b.docx", "c.rst", ".hidden.rst", "d.e1", "d.e2", "d.e3", "LICENSE"):
        (tmp_path / name).touch()
    outcome = run("run", ".", *NONE)
    assert outcome.code == 0
    assert (
        outcome.err == "audit: .: left out, being in no known format: .docx (2), ? (1), .e1 (1), .e2 (1), .e3 (1), …\n"
    )
    assert run("run", ".", *NONE, "--quiet").err == ""


def test_what_is_excluded_is_left_out_of_folders_and_globs_and_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('exclude = ["README.md", "drafts/"]\n', "utf-8")
    for name in ("a.txt", "README.md", "drafts/b.txt"):
        (tmp_path / "fr" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "fr" / name).write_text(CLEAN, "utf-8")
    for path in ("fr", "./fr/", "fr/**/*.*"):
        outcome = run("run", path, *NONE, "--format", "json")
        assert [Path(found) for found in documents(outcome)] == [Path("fr/a.txt")]
        assert "left out by the setting exclude: " in outcome.err
        assert "README.md" in outcome.err
    assert list(documents(run("run", "fr/README.md", *NONE, "--format", "json"))) == ["fr/README.md"]
    outcome = run("run", "fr/drafts", *NONE, "--quiet")
    assert (outcome.code, outcome.err) == (2, "audit: fr/drafts: the setting exclude leaves nothing of it to audit\n")


def test_pipes_in_a_folder_are_not_waited_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    outcome = run("run", ".", *NONE, "--format", "json")
    assert list(documents(outcome)) == ["a.txt"]
    assert outcome.err == "audit: nowhere.txt: cannot be read: No such file or directory\n"


def test_a_folder_that_cannot_be_looked_into_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(CLEAN, "utf-8")
    (tmp_path / "closed").mkdir()
    scandir = os.scandir

    def closed(path: str) -> object:
        if path.endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    outcome = run("run", ".", *NONE, "--format", "json")
    assert outcome.code == 2
    assert list(documents(outcome)) == ["a.txt"]
    assert outcome.err.startswith("audit: closed: cannot be read: ")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_report_among_the_articles_is_refused(run: Run, tmp_path: Path, lang: str) -> None:
    (tmp_path / "garbled.txt").write_text(GARBLED, "utf-8")
    run("run", ".", *NONE, "--lang", lang, "--format", "html=report.html", "--format", "json=r.json")
    run("compare", "r.json", "r.json", "--lang", lang, "--format", "html=changes.html")
    outcome = run("run", ".", *NONE, "--format", "json")
    assert list(documents(outcome)) == ["garbled.txt"]
    assert [rejected["path"] for rejected in json.loads(outcome.out)["rejected"]] == ["changes.html", "report.html"]
    assert outcome.err.count("is a report of this program, not an article") == 2


def test_a_long_article_is_audited_whole(run: Run, tmp_path: Path) -> None:
    """Five megabytes, little of it prose, which would take minutes; the error is at the very end."""
    filler = ("Publicité" + " " * 800 + "\n\n") * 6_200
    (tmp_path / "long.txt").write_text(filler + CLEAN * 3 + "\n" + GARBLED, "utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    outcome = run("run", "long.txt", *NONE, "--format", "json")
    assert documents(outcome) == {"long.txt": ["ditMartin"]}


@pytest.mark.parametrize(
    "wrap",
    [
        "<html><body><article><p>{}</p></article></body></html>",
        "<p>{}<p><b><i></b>",
        "<!DOCTYPE html><html><body><article><p>{}</p><script>alert('</p>')</script><p><img src=x onerror=alert(1)>",
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><article><p>&x;{}</p>',
        "<html><body><div>" * 50 + "<p>{}</p>",
    ],
)
def test_hostile_and_broken_html(run: Run, tmp_path: Path, wrap: str) -> None:
    (tmp_path / "page.html").write_text(wrap.format(CLEAN + GARBLED), "utf-8")
    outcome = run("run", "page.html", *NONE, "--format", "json", "--format", "html=report.html")
    assert documents(outcome)["page.html"] == ["ditMartin"]
    assert "root:" not in outcome.out
    assert "onerror=" not in Path("report.html").read_text("utf-8").replace("&lt;img src=x onerror=", "")
