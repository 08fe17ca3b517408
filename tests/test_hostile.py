"""Inputs at the edge of what can be: each is an article or a message within a few seconds, in bounded memory."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from command import Run

from audit.document import Page
from audit.errors import AuditError
from audit.finding import Category, Finding, Severity
from audit.fusion import fuse
from audit.readers import READERS
from audit.reporters import COPIES, REPORTERS, as_json, xliff
from audit.reporters.messages import messages
from audit.result import Rejected
from audit.segmentation import LONGEST, build
from audit.settings_file import in_force

SECONDS, MEGABYTES = 20, 1_200  # of computing, and of addresses: the interpreter and lxml take 300 of them
SENTENCE = "Le maire a présenté un budget. "
MADE = {
    "100,000 nested elements": (".html", "'<div>' * 100_000 + 'Oui.'"),
    "100,000 nested inline elements": (".html", "'<p>' + '<b>' * 100_000 + 'Oui.'"),
    "a list in a list, 300 deep": (".html", "'<ul><li>' * 300 + 'Le maire a parlé hier soir.'"),
    "100,000 attributes": (".html", "'<p ' + ' '.join(f'a{i}=1' for i in range(100_000)) + '>Oui.'"),
    "100,000 comments to us": (".html", "'<p>Oui.<!-- audit-ignore-next: glued -->' * 100_000"),
    "100,000 comments in text": (".txt", "'Oui.\\n<!-- audit-ignore -->\\n' * 100_000"),
    "an entity in an entity": (
        ".html", "'<!DOCTYPE x [<!ENTITY a \"' + 'a' * 1000 + '\"><!ENTITY b \"' + '&a;' * 1000 + '\">]><p>&b;&b;&b;'",
    ),
    "10 MB in one line": (".txt", f"{SENTENCE!r} * 320_000"),
    "10 MB without a space": (".txt", "'é' * 5_000_000"),
    "10 MB of full stops": (".txt", "'Oui' + '. ' * 5_000_000"),
    "10 MB of opened quotations": (".txt", "'Oui « ' * 1_250_000"),
    "5 MB of white space": (".txt", "'Oui.' + ' ' * 5_000_000 + '-'"),
    "200,000 lines": (".txt", "'Oui.\\n' * 200_000"),
    "a cell of 19 MB": (".csv", "'fr\\n\"' + 'x' * 19_000_000 + '\"\\n'"),
    "a column name of 19 MB": (".csv", "'\"' + 'x' * 19_000_000"),
    "100,000 columns": (".csv", "','.join(f'c{i}' for i in range(100_000)) + ',fr\\n' + 'x,' * 100_000 + 'Oui.'"),
    "a number of 100,000 digits": (".jsonl", "'{\"target\": \"Oui.\", \"n\": ' + '9' * 100_000 + '}'"),
    "JSON 1,000,000 deep": (".jsonl", "'{\"target\": \"Oui.\", \"n\": ' + '[' * 1_000_000"),
    "a message id of underscores": (".po", "'msgid \"' + '_' * 1_000_000 + '!\"\\nmsgstr \"Oui.\"\\n'"),
    "a billion laughs": (
        ".xlf",
        ("'<!DOCTYPE x [<!ENTITY e0 \"ha\">' + ''.join(f'<!ENTITY e{n} \"{f\"&e{n - 1};\" * 10}\">' for n in range(1, 12))"
         " + ']><xliff><file><body><trans-unit id=\"1\"><target>&e11;</target></trans-unit></body></file></xliff>'"),
    ),
    "a text of 15 MB in one unit": (
        ".tmx", "'<tmx><body><tu><tuv lang=\"fr\"><seg>' + 'Oui. ' * 3_000_000 + '</seg></tuv></tu></body></tmx>'",
    ),
}  # fmt: skip
READ = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({megabytes} << 20,) * 2)
from audit import segmentation
from audit.errors import InputError
from audit.readers import pages
raw = ({made}).encode()
resource.setrlimit(resource.RLIMIT_CPU, ({seconds},) * 2)
try:
    for page in pages("a{suffix}", raw):
        document = segmentation.build(page)
        assert all(s.text == document.text[s.start : s.end] for s in document.segments)
    print("read")
except InputError as error:
    print("refused", str(error)[:300])
"""


@pytest.mark.parametrize("name", MADE)
def test_an_extreme_input_is_read_or_refused_within_its_bounds(name: str) -> None:
    """In a process of its own, which is ended where it computes for too long, and has no more memory to take."""
    suffix, made = MADE[name]
    code = READ.format(megabytes=MEGABYTES, seconds=SECONDS, made=made, suffix=suffix)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, f"{done.returncode} {done.stderr[-2_000:]}"
    assert done.stdout.startswith("read") or f"refused a{suffix}" in done.stdout, done.stdout


TRICKS = {
    "bidi override": "Le maire a \u202eiuqsel\u202c dit non. Il est parti.",
    "isolates never closed": "Le \u2067maire \u2066a dit non. Il\u2068 est parti.",
    "zero width": "Le ma\u200bire a\u2060 dit\ufeff non. I\u200dl est parti.",
    "lone surrogates": "Le maire \ud800 a dit non. \udfff Il est parti.",
    "NUL": "Le maire\0 a dit non. Il\0est parti.",
    "combining": "Le mai" + "\u0301" * 500 + "re a dit non. Il est parti.",
    "tags": "Le maire\U000e0041\U000e0042 a dit non. Il est parti.",
    "ligatures and width": "Le ﬁls a dit ＮＯＮ. Il est parti\u2028Oui\u2029Non\x85Fin.",
}


@pytest.mark.parametrize("name", TRICKS)
def test_tricks_move_no_place_and_are_shown(name: str) -> None:
    from report_sample import of_text, result

    text = TRICKS[name]
    document = build(Page("a.txt", text))
    assert document.text == text
    assert all(s.text == text[s.start : s.end] and len(s.text) <= LONGEST for s in document.segments)
    page = REPORTERS["html"].render(result(of_text(text, (0, 9))), lang="en")
    for character in "\u202e\u2067\u200b\u2060\ufeff\U000e0041":
        assert (character in page) == (f"U+{ord(character):04X}" in page), "shown by its number wherever it is"
    page.encode("utf-8")


@pytest.mark.parametrize(
    ("load", "content"),
    [
        ("result", b"[" * 1_000_000),
        ("result", b'{"format": 1, "documents": ' + b'{"a":' * 100_000),
        ("result", b'{"format": ' + b"1" * 100_000 + b"}"),
        ("result", b'{"format": 1, "documents": [], "gate": {"passed": 1e999}}'),
        ("result", b"\xff\xfe"),
        ("settings", b"a = " + b"[" * 100_000),
        ("settings", b"min_score = " + b"9" * 10_000),
        ("settings", b"\xff"),
        ("settings", b'"\\u0000" = 1'),
        ("baseline", b'{"format": 1, "documents": ' + b"[" * 100_000),
    ],
)
def test_files_of_ours_that_were_tampered_with_are_refused_by_name(load: str, content: bytes, tmp_path: Path) -> None:
    from audit.baseline import Baseline

    path = tmp_path / ("audit.toml" if load == "settings" else f"{load}.json")
    path.write_bytes(content)
    readers: dict[str, Callable[[Path], object]] = {
        "result": as_json.load,
        "settings": in_force,
        "baseline": Baseline.read,
    }
    with pytest.raises(AuditError, match=path.name):
        readers[load](path)


def test_a_result_with_hostile_values_is_reported_or_refused(tmp_path: Path) -> None:
    from report_sample import of_all_kinds

    made = json.loads(as_json.render(of_all_kinds(), lang="en"))
    made["documents"][0]["path"] = "\x1b[2J\u202e<script>"
    path = tmp_path / "result.json"
    path.write_text(json.dumps(made))
    text = REPORTERS["concise"].render(as_json.load(path), lang="en")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_result_in_no_language_is_refused(tmp_path: Path) -> None:
    """The page names it to browsers; half of a surrogate pair cannot be written at all."""
    from report_sample import of_all_kinds

    made = as_json.render(of_all_kinds(), lang="en")
    for language in ("\\udc83", 'fr\\" onclick=\\"x', ""):
        (tmp_path / "result.json").write_text(made.replace('"language": "fr"', f'"language": "{language}"'))
        with pytest.raises(AuditError, match=r"result\.json .* is not the tag of a language"):
            as_json.load(tmp_path / "result.json")


def test_a_files_name_gives_neither_terminal_nor_runner_a_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On either stream, in the messages about an input and about what ends the run."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (tmp_path / "\x1b]0;title\x07\x9b\u202e\n::error::x.txt").touch()
    for arguments in (["."], [".", "--config", "\x1b[2J\n::error::y.toml"]):
        outcome = run("run", "--engine", "none", *arguments)
        assert outcome.code == 2
        for text in (outcome.out, outcome.err):
            assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
            assert "\n::error" not in text
        assert all(line.startswith("audit: ") for line in outcome.err.splitlines()), "no line that is not ours"


MANY = 1_000  # findings; four times as many may take eight times as long, and not sixteen


@pytest.mark.parametrize("name", sorted(set(REPORTERS) - COPIES))
def test_a_report_costs_what_its_findings_are(name: str) -> None:
    from report_sample import of_text, result

    def seconds(count: int) -> float:
        one = of_text("Oui. " * count, *((5 * at, 5 * at + 3) for at in range(count)))
        [segment] = one.segments
        segment = replace(segment, back_translation=None, reconstruction=None, source=None, unreliable=None, diff=())
        parts = (replace(segment, id=str(at), start=5 * at, end=5 * at + 4, text="Oui.") for at in range(count))
        document = replace(one, path="a.txt", segments=tuple(parts), engine=None, skipped=(), failures=())
        document = replace(
            document,
            findings=tuple(replace(f, why="why", repair="Non", evidence=(), back_translation=()) for f in one.findings),
        )
        started = time.process_time()
        REPORTERS[name].render(result(document), lang="en")
        return time.process_time() - started

    assert min(seconds(4 * MANY) for _ in range(3)) < 8 * max(seconds(MANY), 0.05)


def test_a_copy_costs_what_its_findings_are() -> None:
    """One unit, with as many findings as it has words."""
    say, one = messages("en"), Finding("glued", Category.MARKUP, Severity.MAJOR, 0, 3, "Oui", "why", "Non")

    def seconds(count: int) -> float:
        raw = f"<xliff><file><trans-unit id='1'><target>{'Oui. ' * count}</target></trans-unit></file></xliff>".encode()
        findings = [replace(one, start=5 * at, end=5 * at + 3) for at in range(count)]
        started = time.process_time()
        assert xliff.annotate("a.xlf", raw, [findings], say).count("<note ") == count
        return time.process_time() - started

    assert min(seconds(4 * MANY) for _ in range(3)) < 8 * max(seconds(MANY), 0.05)


def test_what_lies_apart_is_fused_apart() -> None:
    one = Finding("glued", Category.MARKUP, Severity.MAJOR, 0, 3, "Oui", "why", "Non")
    near = Finding("tagger", Category.MARKUP, Severity.MAJOR, 2, 5, "i n", "why", confidence=0.9)

    def seconds(count: int) -> float:
        found = [replace(f, start=f.start + 5 * at, end=f.end + 5 * at) for at in range(count) for f in (near, one)]
        started = time.process_time()
        fused = fuse(found)
        spent = time.process_time() - started
        assert [finding.start for finding in fused] == [5 * at for at in range(count)]
        return spent

    assert seconds(8 * MANY) < 16 * max(seconds(2 * MANY), 0.01)


def test_every_reader_names_its_file_in_what_it_refuses() -> None:
    for suffix, read in READERS.items():
        with pytest.raises(AuditError, match=rf"^strange{suffix}: "):
            list(read(f"strange{suffix}", b"\0\1\2\3" * 50))
    assert Rejected("a", "b").reason


def test_a_report_for_a_ci_service_takes_any_name_of_a_file() -> None:
    from report_sample import of_text, result

    document = replace(of_text("Oui. Oui.", (5, 8)), path="\u202ea\udce9\x1b.txt")
    github, gitlab = (REPORTERS[name].render(result(document), lang="fr") for name in ("github", "gitlab"))
    assert not {"\x1b", "\u202e"} & set(github)
    assert json.loads(gitlab.encode())
