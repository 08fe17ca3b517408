from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.document import Role, Segment
from audit.engines.base import Translation
from audit.errors import EngineError
from audit.finding import Category, Finding, Severity
from audit.reconstruction import compatible, repair, restore_names, translate

TEXT = "Musc parle. Le maire est partir. Levels. Pour info, dit il."


class Shouting:
    """An engine that answers in capitals, and in `lexicon` where it has the sentence."""

    name = "shouting"
    signature = "shouting|1|0"

    def __init__(self, lexicon: dict[str, Translation | str] | None = None) -> None:
        self.lexicon = lexicon or {}
        self.asked: list[list[str]] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked.append(list(sentences))
        answers = [self.lexicon.get(sentence, sentence.upper()) for sentence in sentences]
        return [Translation(answer) if isinstance(answer, str) else answer for answer in answers]


class Broken(Shouting):
    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        raise EngineError(f"no answer for {len(sentences)} sentences")


def segments(text: str = TEXT, source: str | None = None) -> list[Segment]:
    found, start = [], 0
    for number, sentence in enumerate(text.replace(". ", ".\0").split("\0"), start=1):
        found.append(Segment(start, start + len(sentence), str(number), sentence, Role.BODY, source))
        start += len(sentence) + 1
    return found


def finding(text: str, repaired: str | None, severity: Severity = Severity.MAJOR, within: str = TEXT) -> Finding:
    start = within.index(text)
    end = start + len(text)
    return Finding("d", Category.GRAMMAR, severity, start, end, text, "why", repaired, fingerprint=text)


def test_repairs_are_made_at_their_places() -> None:
    found = [finding("Musc", "Musk"), finding("parle", "a parlé")]
    assert repair(segments()[0], found) == repair(segments()[0], reversed(found)) == "Musk a parlé."


def test_findings_elsewhere_and_findings_without_repair_change_nothing() -> None:
    assert repair(segments()[0], [finding("est partir", "est parti"), finding("Musc", None)]) == "Musc parle."


def test_of_overlapping_repairs_the_graver_is_made_and_then_the_first() -> None:
    wide, inner = finding("Musc parle", "On parle"), finding("parle", "parla", Severity.CRITICAL)
    assert repair(segments()[0], [wide, inner]) == "Musc parla."
    first, second = finding("Musc parle", "On parle"), finding("parle", "parla")
    assert repair(segments()[0], [second, first]) == "On parle."


def test_a_repair_across_sentences_is_made_in_the_first() -> None:
    found = finding("Levels. Pour info", "Levels.fyi")
    _, _, first, second = segments()
    assert (repair(first, [found]), repair(second, [found])) == ("Levels.fyi", "dit il.")


spans = st.tuples(
    st.integers(0, len(TEXT) - 1), st.integers(1, 12), st.sampled_from(Severity), st.sampled_from(["", "x"])
)


@given(st.lists(spans, max_size=12))
def test_compatible_findings_never_overlap_and_repair_never_fails(found: list[tuple[int, int, Severity, str]]) -> None:
    findings = [
        Finding("d", Category.GRAMMAR, severity, start, min(start + size, len(TEXT)), "", "", text)
        for start, size, severity, text in found
    ]
    chosen = compatible(findings)
    assert all(one.end <= other.start for one, other in pairwise(chosen))
    assert [repair(segment, findings) for segment in segments()] == [repair(s, chosen) for s in segments()]


@pytest.mark.parametrize(
    ("english", "french", "restored"),
    [
        ("Musc said so.", "Musk l’a dit.", "Musk said so."),
        ("the firm XAI left", "la société xAI est partie", "the firm xAI left"),
        ("Muscs of Musc", "Musk de Musk", "Muscs of Musk"),
        ("Musk and Musc", "Musk et Marc", "Musk and Musc"),  # the English has Musk already; Marc is not vouched for
        ("the musc said", "le Musk a dit", "the musc said"),  # no capital: a common noun
        ("Russia left", "Russie est partie", "Russia left"),  # not vouched for
        ("Musc and Musk", "Musc et Musk", "Musc and Musk"),  # as the French has it
        ("", "Musk", ""),
    ],
)
def test_names_are_put_back_only_where_it_is_clear(english: str, french: str, restored: str) -> None:
    assert restore_names(english, french, {"Musk", "xAI"}) == restored


def test_without_findings_reconstruction_is_the_back_translation() -> None:
    engine = Shouting()
    translated = translate(segments(), [], engine)
    fields = translated.of("1")
    assert (fields["back_translation"], fields["reconstruction"]) == ("MUSC PARLE.", "MUSC PARLE.")
    assert (fields["chrf"], fields["ter"]) == (100, 0)
    assert translated.metrics.chrf == 100
    assert translated.explained == {}
    assert translated.of("99") == {}


def test_a_finding_explains_the_words_that_its_own_repair_changes() -> None:
    found = [finding("Musc", "Musk"), finding("parle", "a parlé"), finding("partir", None)]
    engine = Shouting()
    translated = translate(segments(), found, engine)
    assert translated.explained == {"Musc": ("MUSC",), "parle": ("PARLE",)}
    assert translated.of("1")["reconstruction"] == "MUSK A PARLÉ."
    assert [change.equal for change in translated.of("1")["diff"]] == [False, True]
    assert len(engine.asked) == 2
    assert sorted(engine.asked[1]) == ["Musc a parlé.", "Musk a parlé.", "Musk parle."]


def test_a_source_is_the_reconstruction_and_findings_still_explain() -> None:
    translated = translate(segments(source="Musk speaks."), [finding("Musc", "Musk")], Shouting())
    assert translated.of("1")["reconstruction"] == "Musk speaks."
    assert translated.explained == {"Musc": ("MUSC",)}


def test_without_an_engine_only_the_sources_are_there() -> None:
    assert translate(segments(), [], None).segments == {}
    assert translate(segments(source="s"), [], None).of("1") == {"reconstruction": "s"}


def test_a_rambling_engine_is_not_compared() -> None:
    rambling = Translation("MUSC MUSC MUSC", unreliable="the engine repeats itself")
    fields = translate(segments(), [finding("Musc", "Musk")], Shouting({"Musc parle.": rambling})).of("1")
    assert fields["unreliable"] == "the engine repeats itself"
    assert fields["reconstruction"] == "MUSK PARLE."
    assert not fields["diff"]
    assert "chrf" not in fields


def test_a_rambling_reconstruction_is_left_out() -> None:
    rambling = Translation("MUSK MUSK MUSK", unreliable="the engine repeats itself")
    translated = translate(segments(), [finding("Musc", "Musk")], Shouting({"Musk parle.": rambling}))
    fields = translated.of("1")
    assert (fields["reconstruction"], fields["unreliable"]) == (None, "the engine repeats itself")
    assert translated.explained == {}
    assert translated.metrics.chrf == 100  # of the others


def test_names_that_the_engine_keeps_elsewhere_are_restored() -> None:
    text = "Sutskever parle. Ici Sutskever est partir."
    lexicon: dict[str, Translation | str] = {
        "Sutskever parle.": "Sutskever speaks.",
        "Ici Sutskever est partir.": "Here Sutskever is to leave.",
        "Ici Sutskever est parti.": "Here Sutskeverr has left.",
    }
    found = [finding("est partir", "est parti", within=text)]
    assert translate(segments(text), found, Shouting(lexicon)).of("2")["reconstruction"] == "Here Sutskever has left."


def test_a_failing_engine_is_reported_and_nothing_else() -> None:
    translated = translate(segments(), [], Broken())
    assert translated.failure == "no answer for 4 sentences"
    assert translated.segments == {}
