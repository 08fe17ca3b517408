"""The text that the tagger is made from: what each line serves for, the marked pages, and the licences."""

from pathlib import Path
from unittest.mock import patch

import pytest

from audit.training.evaluate.cases import read_pages
from audit.training.tagger import data
from audit.training.tagger.texts import Text, texts

HELD_OUT = Path("corpora/pages/held-out.txt")
NODES = Path("corpora/nodes/held-out.txt")


def test_marks_of_a_page_are_where_its_text_has_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Il a [[ditMartin|glued]] que [[le|agreement]] ville [dort].\n%%\nRien.\n\nLà.\n", "utf-8"
    )
    first, second = read_pages(tmp_path / "a.txt")
    assert first.text == "Il a ditMartin que le ville [dort]."
    assert [(first.text[start:end], kind) for start, end, kind in first.gold] == [
        ("ditMartin", "glued"),
        ("le", "agreement"),
    ]
    assert (second.text, second.gold) == ("Rien.\n\nLà.", ())


@pytest.mark.parametrize(
    ("file", "count"), [(data.PAGES, 148), (HELD_OUT, 156), (NODES, 50)], ids=["trained on", "pages", "nodes"]
)
def test_pages_are_marked_with_known_classes_and_leave_no_bracket(file: Path, count: int) -> None:
    pages = read_pages(file)
    assert len(pages) == count
    assert not any("[[" in page.text or "]]" in page.text or "%%" in page.text for page in pages)
    assert {kind for page in pages for *_, kind in page.gold} <= {
        *data.KINDS,
        "elision",
    }  # which has its rule, and is not learned


def test_no_page_is_both_trained_on_and_held_out() -> None:
    assert not {page.text for page in read_pages(data.PAGES)} & {page.text for page in read_pages(HELD_OUT)}


def test_no_line_serves_two_ends(tmp_path: Path) -> None:
    lines = [f"Voici la phrase numéro {number} de ce texte." for number in range(200)]
    (tmp_path / "a.fr").write_text("\n".join(lines), "utf-8")
    text = Text("a.fr", "a", "none", count=40, train=60, develop=40, plain=60)
    with patch("audit.training.tagger.texts.reserved", return_value=frozenset(lines[:5])):
        texts_of = (text.training(tmp_path), text.development(tmp_path), text.untouched(tmp_path))
        parts = [[line for run in part for line in run] for part in texts_of]
        counted = text.counted(tmp_path)
    assert counted == ["", "", "", "", "", *lines[5:40]]
    assert [part[0] for part in parts] == [lines[40], lines[100], lines[140]]
    assert [part[-1] for part in parts] == [lines[99], lines[139], lines[199]]


def test_every_text_says_under_which_licence_it_is() -> None:
    assert all(text.licence and text.title for text in texts())
    assert not any(
        text.train or text.plain for text in texts() if "NC" in text.licence or "none stated" in text.licence
    )
