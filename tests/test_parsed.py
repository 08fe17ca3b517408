"""The parse that rules see says of each word what spaCy says."""

import pytest

from audit.french.parsed import Doc
from audit.french.parsing import parser

SENTENCES = (
    "« Le maire de Lyon », a-t-il dit, « n’ira pas à l'hôtel : 1 200 élèves l’attendent ! »",
    "La ville a ditMartin  partira\tdemain. Les élus\u00a0ont voté\u200b 😀 \u202eet \ufffd.",
    "Oui",
    " … ",
    "",
)
SAME = "i idx text lower_ whitespace_ pos_ dep_ is_alpha is_punct like_num text_with_ws".split()
AROUND = "head left_edge right_edge".split()


@pytest.mark.parametrize("text", SENTENCES)
def test_a_word_is_what_spacy_says_of_it(text: str) -> None:
    made = parser()(text)
    doc = Doc.of(made)
    assert len(doc) == len(made)
    assert doc.text == made.text
    for own, token in zip(doc, made, strict=True):
        assert [getattr(own, name) for name in SAME] == [getattr(token, name) for name in SAME]
        assert [getattr(own, name).i for name in AROUND] == [getattr(token, name).i for name in AROUND]
        assert own.morph == {name: values.split(",") for name, values in token.morph.to_dict().items()}
        for relatives in ("children", "lefts", "rights", "subtree"):
            assert [t.i for t in getattr(own, relatives)] == [t.i for t in getattr(token, relatives)], relatives


@pytest.mark.parametrize("text", SENTENCES)
def test_a_span_knows_its_text_and_its_place(text: str) -> None:
    made = parser()(text)
    doc = Doc.of(made)
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            own, span = doc.span(start, end), made[start:end]
            assert (own.text, own.text_with_ws) == (span.text, span.text_with_ws)
            assert (own.start_char, own.end_char) == (span.start_char, span.end_char)
            assert doc.char_span(span.start_char, span.end_char) == own
    assert doc.char_span(0, len(text) + 1) is None
    assert doc.span(1, 1).text == ""


def test_no_token_stands_before_the_first() -> None:
    doc = Doc.of(parser()("Le maire part."))
    assert doc[1].nbor(-1) is doc[0]
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()
