"""The corrector: what it sees of a sentence, that sentences do not see each other, what it doubts, and how it would mend it."""

import numpy as np
import pytest

from audit.correcting import Change, load_corrector
from audit.correcting.alternatives import AGREEMENT, CLASSES, CONTENT, MISSING
from audit.correcting.model import MOST
from audit.correcting.network import AT_ONCE, forward
from audit.correcting.vocabulary import UNREAD, case, normal, reading, split
from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Page
from audit.finding import Finding
from audit.french.lexicon import load_lexicon
from audit.segmentation import build

DISCLOSED = "\n\nCet article a été traduit automatiquement de l’anglais."


def found(text: str) -> tuple[Finding, ...]:
    default = [detector for detector in load().values() if detector.default]
    findings, _, failures = detect(build(Page("a.txt", text + DISCLOSED)), default)
    assert not failures
    return findings


def test_small_words_stand_apart_and_compounds_do_not() -> None:
    text = "L’après-midi, qu'il passe à Aix-en-Provence, coûte 1\u00a0200,50 € aujourd’hui."
    words = split(text)
    assert [word.text for word in words] == [
        "L’", "après-midi", ",", "qu'", "il", "passe", "à", "Aix-en-Provence", ",", "coûte", "1\u00a0200,50", "€",
        "aujourd’hui", ".",
    ]  # fmt: skip
    assert all(text[word.start : word.end] == word.text for word in words)


@pytest.mark.parametrize(
    ("written", "as_known", "of_case"),
    [
        ("Qu’", "qu'", 1),
        ("ONU", "onu", 2),
        ("1200", "0000", 3),
        ("1 234 567", "00000", 3),
        ("lundi", "lundi", 0),
        ("À", "à", 1),
    ],
)
def test_words_are_known_in_small_letters_and_figures_by_their_length(
    written: str, as_known: str, of_case: int
) -> None:
    assert (normal(written), case(written)) == (as_known, of_case)


def test_a_word_that_it_never_read_is_known_by_its_readings_and_its_end() -> None:
    vocabulary, lexicon = load_corrector().vocabulary, load_lexicon()
    rare, made_up = vocabulary.rows(["décachetassent", "blorgifications"])[:2]
    assert rare[0] == made_up[0] == 0
    assert rare[1] > UNREAD
    assert made_up[2] == vocabulary.rows(["nations"])[0][2] > 0
    assert (reading("»", lexicon), reading("blorgif", lexicon), reading("blorg-if", lexicon)) == ("P»", "?", "-")


def test_no_sentence_sees_another_and_long_articles_go_part_by_part() -> None:
    corrector = load_corrector()
    rows = [
        corrector.vocabulary.rows([word.text for word in split(text)])
        for text in ("Il pleut.", "Les chat dort sur la lit.")
    ]
    together = forward(corrector.weights, rows * (AT_ONCE // 10))
    for number, alone in enumerate(rows):
        [one] = forward(corrector.weights, [alone])
        for place in (number, len(together) - 2 + number):
            for there, here in zip(together[place], one, strict=True):
                np.testing.assert_allclose(there, here, atol=1e-3)
    assert forward(corrector.weights, []) == []


def test_a_doubt_tells_what_is_wrong_and_what_would_mend_it() -> None:
    [(words, [best, *_])] = load_corrector().doubts(["Le maire a reçu les habitant de la rue."])
    assert (words[best.word].text, CLASSES[best.column]) == ("habitant", CLASSES[AGREEMENT])
    assert best.change == Change(5, 6, ("habitants",))
    assert best.left < 0.1
    [(_, doubts)] = load_corrector().doubts(["Le maire a reçu les habitants de la rue."])
    assert doubts == []
    [(words, doubts)] = load_corrector().doubts(["Le gouvernement a décidé réduire les impôts."])
    [gap] = [doubt for doubt in doubts if doubt.gap]
    assert words[gap.word].text == "réduire"
    assert gap.column != CONTENT
    assert "de" in MISSING[gap.column - 1]
    assert gap.change == Change(gap.word, gap.word, ("de",))  # *d’* stands before no consonant


def test_a_doubt_is_told_the_sooner_the_more_is_wrong_around_it() -> None:
    confidence = load_corrector().confidence
    assert confidence(0.95, 0.1) > confidence(0.9, 0.1) > confidence(0.9, 0.02) > confidence(0.9, 0) >= 0
    assert confidence(1.0, 0.1) <= 1


def test_the_least_probability_is_the_one_that_has_the_confidence() -> None:
    corrector = load_corrector()
    assert corrector.confidence(corrector.least(0.65, 0.05), 0.05) == pytest.approx(0.65, abs=1e-4)


def test_its_finding_gives_way_to_a_rules() -> None:
    text = "Les deux ministre a annoncer la décision. Le médecin a rencontré patients hier."
    told = found(text)
    assert [finding.detector for finding in told if finding.text == "patients"] == ["corrector"]
    assert [finding.detector for finding in told if "ministre" in finding.text] == ["agreement"]
    assert len({place for finding in told for place in range(finding.start, finding.end)}) == sum(
        finding.end - finding.start for finding in told
    )


@pytest.mark.parametrize("text", ["", "…", "« »", "’", "\u00ad", "a" * 5000, "'" * 3000, "Il\u200b a vu. " * 50])
def test_it_takes_whatever_it_is_given(text: str) -> None:
    [(words, doubts)] = load_corrector().doubts([text])
    assert all(doubt.word < len(words) for doubt in doubts)
    assert len(doubts) <= MOST
