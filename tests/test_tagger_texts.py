"""The text that the tagger is made from: what each line serves for, the marked pages, and the licences."""

from pathlib import Path
from unittest.mock import patch

from audit.training.tagger import data
from audit.training.tagger.texts import Text, texts


def test_marks_of_a_page_are_where_its_text_has_them() -> None:
    ((first, gold), (second, none)) = data.pages(
        "Il a [[ditMartin|glued]] que [[le|agreement]] ville [dort].\n%%\nRien.\n\nLà.\n"
    )
    assert first == "Il a ditMartin que le ville [dort]."
    assert [(first[start:end], kind) for start, end, kind in gold] == [("ditMartin", "glued"), ("le", "agreement")]
    assert (second, none) == ("Rien.\n\nLà.", [])


def test_the_pages_are_marked_with_known_classes_and_leave_no_bracket() -> None:
    pages = list(data.pages(data.PAGES.read_text("utf-8")))
    assert len(pages) > 20
    assert not any("[[" in text or "]]" in text for text, _ in pages)
    assert {kind for _, gold in pages for _, _, kind in gold} <= set(data.KINDS)


def test_no_line_serves_two_ends(tmp_path: Path) -> None:
    lines = [f"Voici la phrase numéro {number} de ce texte." for number in range(200)]
    (tmp_path / "a.fr").write_text("\n".join(lines), "utf-8")
    text = Text("a.fr", "a", "none", count=40, train=60, develop=40, plain=60)
    with patch("audit.training.tagger.texts._reserved", return_value=frozenset(lines[:5])):
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
