"""A mended sentence is parsed as it was meant, and its words have the places of the sentence as it stands."""

from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Page
from audit.finding import Hit
from audit.french.mended import mended_parses
from audit.reason import Reason
from audit.segmentation import build
from audit.training.evaluate.systems import LEARNED

STOP = "Les touristes. ne peut pas payer."
GLUED = "Les hôtelsavec piscine reste fermés."


def test_stop_is_taken_out() -> None:
    (segment,) = build(Page("x", STOP)).segments
    parse = mended_parses([segment], {segment.id: [Hit(4, 17, Reason("r"), "touristes ne")]})[segment.id]
    assert [token.text for token in parse] == "Les touristes ne peut pas payer .".split()
    assert all(STOP[token.idx :].startswith(token.text) for token in parse)


def test_words_are_parted() -> None:
    (segment,) = build(Page("x", GLUED)).segments
    parse = mended_parses([segment], {segment.id: [Hit(4, 14, Reason("r"), "hôtels avec")]})[segment.id]
    assert [token.text for token in parse][1:3] == ["hôtels", "avec"]
    assert all(GLUED[token.idx :].startswith(token.text) for token in parse)


def test_other_repairs_are_left_alone() -> None:
    (segment,) = build(Page("x", STOP)).segments
    other = [Hit(0, 3, Reason("r"), None), Hit(4, 13, Reason("r"), "hôtels"), Hit(18, 22, Reason("r"), "peuvent")]
    assert not mended_parses([segment], {segment.id: other})


def test_halves_of_a_word_are_no_words() -> None:
    document = build(Page("x", "Quelqu' un a repeint la grange ce week end, a t il dit hier soir."))
    rules = [detector for name, detector in load().items() if name not in LEARNED and detector.default]
    found, _, failures = detect(document, rules)
    assert not failures
    assert [(finding.detector, finding.repair) for finding in found] == [
        ("spacing", "Quelqu'un"),
        ("spacing", "week-end"),
        ("spacing", "a-t-il"),
    ]


def test_hyphens_are_put_in() -> None:
    text = "Pourra t on nager ici ?"
    (segment,) = build(Page("x", text)).segments
    parse = mended_parses([segment], {segment.id: [Hit(0, 11, Reason("r"), "Pourra-t-on")]})[segment.id]
    assert [token.text for token in parse][-3:] == ["nager", "ici", "?"]
    assert all(text[token.idx :].startswith(token.text) for token in parse if token.is_alpha)
