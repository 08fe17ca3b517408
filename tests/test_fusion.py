"""Findings that overlap: what one of them says of the place is not lost with the other."""

from audit.finding import Category, Finding, Severity
from audit.fusion import fuse


def name(start: int, text: str, repair: str | None) -> Finding:
    end = start + len(text)
    return Finding("name-translated", Category.MISTRANSLATION, Severity.MAJOR, start, end, text, "a name", repair)


def agreement(start: int, text: str, repair: str | None) -> Finding:
    return Finding("agreement", Category.GRAMMAR, Severity.MINOR, start, start + len(text), text, "gender", repair)


def test_a_name_takes_in_the_determiner_that_does_not_agree_with_it() -> None:
    [fused] = fuse([name(7, "Centre Marlow", "Marlow Center"), agreement(4, "la Centre", "le Centre")])
    assert (fused.detector, fused.start, fused.end, fused.text) == ("name-translated", 4, 20, "la Centre Marlow")
    assert (fused.repair, fused.evidence) == ("le Marlow Center", ("agreement: gender",))


def test_a_wrong_word_with_no_repair_keeps_the_determiner_before_it() -> None:
    [fused] = fuse([name(12, "moitié", None), agreement(0, "le deuxième moitié", "la deuxième moitié")])
    assert (fused.start, fused.text, fused.repair) == (0, "le deuxième moitié", None)
