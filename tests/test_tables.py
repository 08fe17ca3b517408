"""CSV and TSV row by row: cells of several lines, blank rows, long cells, and the line that a message names."""

import pytest
from reading import page_of

from audit.errors import InputError


def test_a_row_begins_on_the_line_of_its_first_cell() -> None:
    page = page_of("a.csv", 'id,mt\r\n1,"Un\r\nDeux"\r\n2,Trois\r\n\r\n3,Quatre\r\n')
    assert [(unit.id, unit.line) for unit in page.units] == [("1", 2), ("2", 4), ("3", 6)]
    assert page.text == "Un\r\nDeux\n\nTrois\n\nQuatre"


def test_a_row_that_does_not_fit_is_named_by_its_line() -> None:
    with pytest.raises(InputError, match=r"a\.csv: line 4: has 3 cells for 2 columns$"):
        page_of("a.csv", 'id,mt\n1,"Un\nDeux"\n2,Trois,quatre\n\n')


def test_a_quotation_mark_that_breaks_a_row_of_csv_is_not_passed_over() -> None:
    with pytest.raises(InputError, match=r"a\.csv: line 3: is not CSV: .*; what follows was not read"):
        page_of("a.csv", 'id,mt\n1,Un\n2,"Deux" ou trois\n3,Quatre\n')


def test_a_cell_may_hold_an_article() -> None:
    article = "Le maire a dit oui. " * 10_000
    assert page_of("a.csv", f"id,mt\n1,{article}\n").text == article.strip()


def test_rows_without_a_translation_are_named_as_far_as_there_is_room() -> None:
    named = [*(f"k{number}" for number in range(11)), "x" * 50]
    page = page_of("a.csv", "id,mt\n0,Oui.\n" + "".join(f"{name},\n" for name in reversed(named)))
    listed = ", ".join([f"{'x' * 39}…", *(f"k{number}" for number in range(10, 1, -1))])
    assert page.warnings == (f"12 not audited, having no translation: {listed} and 2 more",)


def test_a_column_is_known_whatever_its_case_its_spaces_and_its_signs() -> None:
    page = page_of("a.csv", " Segment-ID ; Texte anglais ;Traduction (française)\nk7;Yes.;Oui.\n")
    assert [(unit.id, unit.source, unit.line) for unit in page.units] == [("k7", "Yes.", 2)]
