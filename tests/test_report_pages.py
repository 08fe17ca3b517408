"""What an HTML report is made of, without a browser: rows and repairs, sizes, order, counts, and the same bytes again."""

import re
from dataclasses import replace

import pytest
import report_sample
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.document import Role
from audit.finding import Category
from audit.pipeline import Auditor
from audit.readers import pages
from audit.reconstruction import compatible
from audit.reporters import REPORTERS
from audit.reporters.html import render_folder
from audit.reporters.html.charts import GROUPS, WIDTH, kinds
from audit.reporters.html.rows import Row, rows
from audit.reporters.html.view import Article
from audit.reporters.messages import messages
from audit.reporters.summary import headline, totals, verdict, worst_first
from audit.result import DocumentResult
from audit.segmentation import build

FOREIGN = r'\son\w+=|\sstyle=|(?:src|href)="(?!#|data:,|index\.html"|[a-z0-9-]+\.html")'


def cut(document: DocumentResult) -> list[Row]:
    return [row for line in Article(document, 1, "#a1").lines for cell in line for row in cell]


def text_of(made: list[Row], *, repaired: bool) -> str:
    pieces = [piece for row in made for piece in row.pieces]
    return "".join(piece.repair if repaired and piece.repaired else piece.text for piece in pieces)


def test_pages_are_the_same_each_time_small_and_within_their_policy() -> None:
    result = report_sample.of_all_kinds()
    page = REPORTERS["html"].render(result, lang="en")
    assert page == REPORTERS["html"].render(result, lang="en")
    folder = dict(render_folder(result, lang="fr"))
    assert list(folder) == ["content-fr-ferry.html", "content-fr-silence.html", "index.html"]
    assert list(folder.items()) == list(render_folder(result, lang="fr"))
    for text in (page, *folder.values()):
        assert len(text.encode()) < 100_000
        assert "unsafe" not in text
        assert re.findall(FOREIGN, text) == []


def test_checks_against_an_original_are_not_said_to_have_run_without_one() -> None:
    document = report_sample.clean()
    [segment] = document.segments
    sourced = replace(document, segments=(replace(segment, source="Passengers welcome the silence."),))
    without, all_of_them = (REPORTERS["html"].render(report_sample.result(d), lang="en") for d in (document, sourced))
    assert "Every check ran that needs no original." in without
    assert "Every check ran." in all_of_them


@pytest.mark.parametrize("source", [None, "Passengers hail the silence."])
def test_a_guess_at_the_original_is_called_one_and_a_source_is_not(source: str | None) -> None:
    document = report_sample.document()
    segments = tuple(replace(segment, source=source) for segment in document.segments)
    page = REPORTERS["html"].render(report_sample.result(replace(document, segments=segments)), lang="en")
    said = ("Translated back once repaired", "a machine’s guess at the original", "as published and once repaired<")
    assert [text in page for text in said] == [source is None] * 3
    assert ("Translated back, and the source" in page) == (source is not None)


def test_rows_hold_the_text_once_in_order_and_pieces_what_covers_them() -> None:
    document = report_sample.document()
    made, findings = cut(document), Article(document, 1, "").findings
    pieces = [piece for row in made for piece in row.pieces]
    assert text_of(made, repaired=False) == document.text
    for number, finding in enumerate(findings, 1):
        covered = [piece for piece in pieces if number in piece.covering]
        assert "".join(piece.text for piece in covered) == finding.text
        assert [piece.ending.count(number) for piece in covered] == [0] * (len(covered) - 1) + [1]
    overlap = next(piece for piece in pieces if piece.text == "Marais")
    assert [findings[n - 1].detector for n in overlap.covering] == ["name-translated", "missing-function-word"]
    assert [row.segment for row in made] == list(document.segments)
    assert [number for row in made for number in row.numbers] == list(range(1, 12)), "each on its row, as one reads"


@settings(deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
def test_any_text_with_any_segments_is_shown_whole_and_repaired(text: str, spans: list[tuple[int, int]]) -> None:
    inside = sorted({(min(a, b), max(a, b)) for a, b in spans if a != b and max(a, b) <= len(text)})
    document = report_sample.of_text(text, *inside)
    apart = [(a, b) for i, (a, b) in enumerate(inside) if all(b_before <= a for _, b_before in inside[:i])]
    segments = tuple(replace(document.segments[0], start=a, end=b, text=text[a:b]) for a, b in apart)
    findings = tuple(replace(f, repair=("", "<new>", None)[n % 3]) for n, f in enumerate(document.findings))
    made = cut(replace(document, segments=segments, findings=findings))
    assert text_of(made, repaired=False) == text
    assert sum(row.segment is not None for row in made) == len(segments)
    expected = text
    for finding in reversed(compatible(findings)):
        expected = expected[: finding.start] + (finding.repair or "") + expected[finding.end :]
    assert text_of(made, repaired=True) == expected


HTML = "<article><p>Voici ce que tout a coûté.</p><table><tr><th>Ligne<th>Coût<tr><td>Le tram. Et lui.<td>Douze</table><p>Fin."
MARKDOWN = "Voici ce que tout a coûté.\n\n| Ligne | Coût |\n|---|---|\n| | |\n| Le tram. Et lui. | Douze |\n\nFin.\n"


@pytest.mark.parametrize(("name", "markup"), [("a.html", HTML), ("a.md", MARKDOWN)])
def test_cells_of_a_row_of_a_table_share_a_row_of_the_report(name: str, markup: str) -> None:
    [page] = pages(name, markup.encode())
    article = Article(Auditor.default("none").audit(build(page)), 1, "")
    shown = [["".join(row.segment.text for row in cell if row.segment) for cell in line] for line in article.lines]
    assert shown == [["Voici ce que tout a coûté."], ["Ligne", "Coût"], ["Le tram.Et lui.", "Douze"], ["Fin."]]
    assert "Le tram. Et lui.\tDouze\n\nFin." in article.document.text


def test_a_row_has_nothing_repaired_that_was_not_asked_for() -> None:
    document = report_sample.document()
    assert text_of(list(rows(document, document.findings, {})), repaired=True) == document.text


def test_the_worst_are_shown_once_with_how_often_they_are_there() -> None:
    text = "Le Musc a dit. Le Musc a ri. " + "a" * 300 + " mal " + "b" * 300
    places = [match.span() for match in re.finditer("Musc|mal", text)]
    document = report_sample.of_text(text, *places)
    findings = [
        replace(finding, repair="x", text=text[a:b]) for finding, (a, b) in zip(document.findings, places, strict=True)
    ]
    worst = Article(replace(document, findings=tuple(findings)), 1, "").worst
    assert [(excerpt.finding.text, excerpt.times, excerpt.number) for excerpt in worst] == [
        ("Musc", 2, 1),
        ("mal", 1, 3),
    ]
    assert worst[0].before == "Le "
    assert (worst[1].before[0], worst[1].after[-1]) == ("…", "…")
    assert len(worst[1].before) + len(worst[1].after) < 160


def test_what_changes_the_meaning_comes_before_what_looks_wrong() -> None:
    document = report_sample.of_text("abcdefgh", (0, 1), (2, 3), (4, 5))
    categories = (Category.PUNCTUATION, Category.GRAMMAR, Category.MISTRANSLATION)
    findings = [replace(f, category=c) for f, c in zip(document.findings, categories, strict=True)]
    assert [finding.text for finding in worst_first(findings)] == ["e", "a", "c"]


def test_warnings_and_accepted_findings_are_counted_apart() -> None:
    document = report_sample.of_all_groups()
    counts = totals(report_sample.result(document))
    assert (counts.findings, counts.warnings, counts.accepted) == (7, 2, 2)
    assert sum(counts.severities.values()) == 7
    assert sum(kind.total for kind in kinds(document.findings)) == 9, "the chart leaves accepted ones out"
    of_one = [max(kind.counts, key=GROUPS.index) for kind in kinds(document.findings) if kind.total == 1]
    assert of_one == sorted(of_one, key=GROUPS.index), "of equally many the gravest first"
    assert max(bar.x + bar.width for kind in kinds(document.findings) for bar in kind.bars) == WIDTH
    quiet = replace(document, skipped=(), failures=())
    accepted = tuple(finding for finding in document.findings if finding.suppressed)
    warned = tuple(finding for finding in document.findings if finding.level == "warn")
    assert verdict(replace(quiet, findings=accepted)) == "accepted"
    assert verdict(replace(quiet, findings=(*accepted, *warned))) == "info"
    assert verdict(replace(document, findings=accepted)) == "partial"


def test_a_rubric_is_no_headline() -> None:
    document = report_sample.document()
    rubric = replace(document.segments[0], start=0, end=0, text="Mer | Îles", role=Role.HEADLINE)
    assert headline(replace(document, segments=(rubric, *document.segments))) == document.segments[0].text
    assert headline(replace(document, segments=(rubric,))) == "Mer | Îles"


def test_a_file_of_units_has_no_headline_but_its_path() -> None:
    document = report_sample.document()
    units = tuple(replace(segment, line=number) for number, segment in enumerate(document.segments, 1))
    assert headline(replace(document, segments=units)) == document.path


@pytest.mark.parametrize(
    ("lang", "words", "points"), [("en", "12,345 words", "61.2"), ("fr", "12\u202f345 mots", "61,2")]
)
def test_figures_are_written_as_the_language_does(lang: str, words: str, points: str) -> None:
    say = messages(lang)
    assert say("words", n=12345) == words
    said = say("score_note", points=61.2, words=9, minor=1.0, major=5.0, critical=25.0, punctuation=0.1)
    assert f" {points} " in said
    assert "1234" in say("place", line=1234, column=5678)


def test_the_worst_are_the_gravest_and_of_those_of_different_sentences() -> None:
    whole = report_sample.document()

    def shown(*texts: str) -> list[str]:
        findings = tuple(finding for finding in whole.findings if finding.text in texts)
        return [excerpt.finding.text for excerpt in Article(replace(whole, findings=findings), 1, "").worst]

    assert shown("Marais", "Marais a dit Northwind", "ministère de a", "siteTidal") == [
        "Marais",
        "ministère de a",
        "siteTidal",
    ]
    assert shown("Marais", "Marais a dit Northwind", ", eux,") == ["Marais", "Marais a dit Northwind", ", eux,"]
