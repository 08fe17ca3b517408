"""Comments in an article that silence findings: where they reach, what they say, and what is wrong with them."""

import json
from pathlib import Path
from typing import Any

import pytest
from command import NONE, Run
from hypothesis import given
from hypothesis import strategies as st

from audit import audit_text
from audit.document import Block, Comment, Document, Role
from audit.result import DocumentResult
from audit.suppression import complaints, ignores

pytestmark = pytest.mark.usefixtures("few_detectors")
# long enough to be told from a menu
GLUED = "Le maire a ditMartin partira demain matin pour la capitale."
MISSING = "Le ministre a refusé commenter la nouvelle parue dans la presse."
OTHER = "La directrice a ditPaul reviendra lundi prochain dans la soirée."
THIRD = "Le préfet a ditAnne accepte la proposition de la commission."
PARTS = ["ignore", "ignore-end", "ignore-next", "", ":", "glued", "--", "—", "\n", "x"]
ARTICLE = "<html><body><article>{}</article></body></html>"


def silenced(document: DocumentResult) -> list[tuple[str, str | None]]:
    """The flagged texts, each with the reason that somebody gave for it; None where it counts."""
    return [(f.text, f.suppressed.reason if f.suppressed else None) for f in document.findings]


def of_text(*paragraphs: str) -> DocumentResult:
    return audit_text("\n\n".join(paragraphs), engine="none")


def of_html(run: Run, body: str, *options: str) -> dict[str, Any]:
    Path("page.html").write_text(ARTICLE.format(body), "utf-8")
    run("run", "page.html", *NONE, "--format", "json=page.json", *options)
    data: dict[str, Any] = json.loads(Path("page.json").read_text("utf-8"))
    return data


def texts(result: dict[str, Any]) -> list[tuple[str, str | None]]:
    findings = result["documents"][0]["findings"]
    return [(finding["text"], (finding["suppressed"] or {}).get("reason")) for finding in findings]


def test_the_next_paragraph() -> None:
    document = of_text(GLUED, "<!-- audit-ignore-next: glued -- a brand -->", GLUED, GLUED)
    assert silenced(document) == [("ditMartin", None), ("ditMartin", "a brand"), ("ditMartin", None)]
    assert document.warnings == ()


def test_a_comment_stands_right_above_its_paragraph_too() -> None:
    document = audit_text(f"{GLUED}\n<!-- audit-ignore-next -->\n{MISSING}\n", engine="none")
    assert silenced(document) == [("ditMartin", None), ("refusé commenter", "")]


@pytest.mark.parametrize(
    "comment", ["audit-ignore-next", "audit-ignore-next:glued", "audit-ignore-next  glued,casing — x"]
)
def test_ways_to_write_it(comment: str) -> None:
    assert silenced(of_text(f"<!--{comment}-->", GLUED))[0][1] is not None


def test_a_region_and_its_end() -> None:
    document = of_text("<!-- audit-ignore -->", GLUED, MISSING, "<!-- audit-ignore-end -->", GLUED)
    assert silenced(document) == [("ditMartin", ""), ("refusé commenter", ""), ("ditMartin", None)]
    assert silenced(of_text(GLUED, "<!-- audit-ignore: glued -->", GLUED, MISSING)) == [
        ("ditMartin", None),
        ("ditMartin", ""),
        ("refusé commenter", None),
    ]


def test_regions_nest() -> None:
    outer, inner, end = "<!-- audit-ignore: glued -->", "<!-- audit-ignore -->", "<!-- audit-ignore-end -->"
    document = of_text(outer, inner, MISSING, end, MISSING, GLUED, end, GLUED)
    assert [reason is None for _, reason in silenced(document)] == [False, True, False, True]


def test_what_is_silenced_does_not_count_for_the_score_and_is_not_repaired() -> None:
    document = of_text("<!-- audit-ignore-next -->", GLUED)
    assert document.score is not None
    assert document.score.value == 100
    assert all(segment.score == 100 for segment in document.segments)


def test_a_finding_goes_by_the_detector_that_it_is_shown_under() -> None:
    """Whoever else saw the place is its evidence, and is silenced with it."""
    text = "La réunion aura lieu jeudi dans la La maison."
    [alone] = of_text(text).findings
    other = alone.evidence[0].partition(":")[0]
    [silent] = of_text(f"<!-- audit-ignore-next: {alone.detector} -->", text).findings
    [counted] = of_text(f"<!-- audit-ignore-next: {other} -->", text).findings
    assert silent.suppressed
    assert not counted.suppressed


def test_a_comment_is_no_prose_and_moves_nothing() -> None:
    text = f"{GLUED}\n\n<!-- audit-ignore-next: glued -- Le maire a ditMartin -->\n{MISSING}\n"
    document = audit_text(text, engine="none")
    assert document.text == text
    assert [segment.text for segment in document.segments] == [GLUED, MISSING]
    plain = audit_text(text.replace("<!-- audit-ignore-next: glued -- Le maire a ditMartin -->\n", ""), engine="none")
    assert [f.fingerprint for f in document.findings] == [f.fingerprint for f in plain.findings]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("audit-ignore-next: glued, casing", "line 1: audit-ignore of casing silences nothing"),
        ("audit-ignore-next: glue", "line 1: unknown detector 'glue'. Did you mean 'glued'?"),
        ("audit-ignroe: glued", "line 1: unknown comment 'audit-ignroe'. Did you mean 'audit-ignore'?"),
        ("audit-ignore-end", "line 1: audit-ignore-end ends nothing"),
    ],
)
def test_a_comment_that_is_unused_or_not_understood_is_reported(run: Run, comment: str, said: str) -> None:
    Path("article.txt").write_text(f"<!-- {comment} -->\n{GLUED}\n", "utf-8")
    outcome = run("run", "article.txt", *NONE, "--fail-on", "never", "--format", "json=r.json")
    assert outcome.code == 0
    assert f"audit: article.txt: {said}" in outcome.err
    [document] = json.loads(Path("r.json").read_text("utf-8"))["documents"]
    assert len(document["warnings"]) == 1
    Path("audit.toml").write_text('levels.unused-suppression = "error"', "utf-8")
    failed = run("run", "article.txt", *NONE, "--fail-on", "never", "--format", "json=r.json")
    assert failed.code == 1
    assert said in json.loads(Path("r.json").read_text("utf-8"))["gate"]["reasons"][0]
    assert run("gate", "r.json", "--fail-on", "never").code == 1


def test_a_comment_of_an_unknown_detector_is_not_one_of_all() -> None:
    assert silenced(of_text("<!-- audit-ignore-next: glue -->", GLUED)) == [("ditMartin", None)]


def test_a_detector_that_is_off_makes_no_comment_unused() -> None:
    text = f"<!-- audit-ignore-next: glued -->\n{GLUED}\n"
    assert audit_text(text, engine="none", levels={"glued": "off"}).warnings == ()


def test_the_next_paragraph_of_a_page(run: Run) -> None:
    body = f"<p>{GLUED}</p><!-- audit-ignore-next: glued -- quoted -->\n<p>{MISSING} {OTHER}</p><p>{THIRD}</p>"
    result = of_html(run, body)
    expected = [("ditMartin", None), ("refusé commenter", None), ("ditPaul", "quoted"), ("ditAnne", None)]
    assert texts(result) == expected
    assert result["documents"][0]["warnings"] == []
    assert "audit-ignore" not in result["documents"][0]["text"]


def test_a_region_within_a_paragraph(run: Run) -> None:
    inside = f"<b><!-- audit-ignore --> {OTHER[:12]}</b>{OTHER[12:]}<!-- audit-ignore-end -->"
    result = of_html(run, f"<p>{GLUED} {inside}  {THIRD}</p><p>{MISSING}</p>")
    expected = [("ditMartin", None), ("ditPaul", ""), ("ditAnne", None), ("refusé commenter", None)]
    assert texts(result) == expected


@pytest.mark.parametrize(
    "page",
    [
        "<!-- audit-ignore: glued --><!doctype html><html><body><article><p>{0}</p><p>{1}</p></article></body></html>",
        "<!doctype html><html><head><!-- audit-ignore: glued --></head><body><article><p>{0}</p><p>{1}</p></article>",
        "<article><aside hidden><!-- audit-ignore: glued --></aside><p>{0}</p><br><p>{1}</p></article>",
        "<article><!--\naudit-ignore:\n glued\n--><p>{0}<br><br>{1}</p></article>",
    ],
)
def test_a_comment_above_the_article(run: Run, page: str) -> None:
    Path("page.html").write_text(page.format(GLUED, OTHER), "utf-8")
    outcome = run("run", "page.html", *NONE, "--format", "json=page.json")
    assert outcome.code == 0
    assert texts(json.loads(Path("page.json").read_text("utf-8"))) == [("ditMartin", ""), ("ditPaul", "")]


def test_lines_are_those_of_the_page(run: Run) -> None:
    result = of_html(
        run, f"\n<p>{MISSING}</p>\n\n<!-- audit-ignore-next: casing -->\n<p>{GLUED}</p>\n<!-- audit-ignore-next -->"
    )
    assert result["documents"][0]["warnings"] == [
        "line 4: audit-ignore of casing silences nothing",
        "line 6: audit-ignore silences nothing",
    ]


def test_other_comments_of_a_page_change_nothing(run: Run) -> None:
    plain = of_html(run, f"<p>{GLUED} {MISSING}</p>")
    commented = of_html(
        run, f"<!-- ad --><p>{GLUED[:9]}<!-- x -->{GLUED[9:]} <!--[if IE]> y <![endif]-->{MISSING}</p><!-- z"
    )
    assert commented["documents"][0] == plain["documents"][0]


def test_as_many_comments_as_anybody_writes_and_no_more() -> None:
    comment = "<!-- audit-ignore-next: casing -->\n"
    document = audit_text(comment * 1_001 + GLUED, engine="none")
    assert len(document.warnings) == 1_001
    assert document.warnings[-1] == "line 1001: no more than 1,000 comments are read"


@pytest.mark.parametrize("comment", ["<!-- audit-ignore x" + " " * 200_000 + "y", "<!-- audit-" + "--> " * 100_000])
def test_a_comment_without_an_end_takes_no_time(comment: str) -> None:
    document = of_text(GLUED, comment + " -->", comment)
    assert silenced(document)[0] == ("ditMartin", None)


@given(st.lists(st.sampled_from(PARTS)))
def test_any_comment_is_understood_or_reported(parts: list[str]) -> None:
    texts = [f"audit-{' '.join(parts)}", *(f"audit-{part}" for part in parts)]
    comments = tuple(Comment(min(i, 40), min(i, 40), i + 1, text) for i, text in enumerate(texts))
    document = Document("x", "x" * 40, (Block(0, 40, Role.BODY),), (), "fr", comments=comments)
    for ignore in ignores(document):
        assert 0 <= ignore.start <= ignore.end <= 40
    assert complaints(document, [], {"glued"})
