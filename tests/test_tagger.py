"""The tagger: what it sees, how it marks, that its files are the ones meant, and what becomes of what it finds."""

import json
import shutil
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from audit.detection import detect
from audit.detectors.registry import load
from audit.detectors.tagger import KINDS
from audit.document import Document, Page
from audit.errors import AuditError
from audit.finding import Category, Finding, Severity
from audit.french.lexicon import load_lexicon
from audit.french.parsing import parse, parser, signature
from audit.french.sequences import tokens
from audit.fusion import fuse
from audit.naming.names import Names
from audit.segmentation import build
from audit.tagging import Suspicion, Tagger, load_tagger, ngrams
from audit.tagging.features import Features
from audit.tagging.marks import marks
from audit.tagging.model import CARD, NETWORK, NGRAMS, RESOURCES
from audit.tagging.network import forward
from audit.training.garble.classes import CLASSES

GARBLED = (
    "Le ministre a annoncer mercredi que les deux usines seraient fermées avant la fin de l’année.\n\n"
    "Selon le syndicat, la direction n’a pas répondu aux questions des salariés dela société, qui a remis le prix à la the "
    "jeune chercheuse.\n"
)


def suspicions(document: Document, tagger: Tagger | None = None) -> list[Suspicion]:
    parses = parse(document.audited)
    names = Names.of(parses.values(), load_lexicon())
    return list((tagger or load_tagger()).suspicions(document, parses, names))


def shares(*wrong: float) -> np.ndarray:
    """Probabilities of two classes, in words that are wrong this likely."""
    return np.array([[1 - p, p * 0.75, p * 0.25] for p in wrong], np.float32)


def test_a_mark_grows_about_its_peak_as_far_as_half_its_height() -> None:
    [mark] = marks(shares(0.1, 0.5, 0.9, 0.44, 0.1), np.zeros(5, np.int32), least=0.45)
    assert (mark.first, mark.last, mark.column) == (1, 3, 1)
    assert mark.confidence([1, 0, 0]) == pytest.approx(0.9, abs=1e-3)


def test_marks_neither_overlap_nor_cross_the_end_of_a_sentence() -> None:
    found = list(marks(shares(0.8, 0.9, 0.7, 0.95, 0.6), np.array([0, 0, 1, 1, 1], np.int32)))
    assert sorted((mark.first, mark.last) for mark in found) == [(0, 2), (2, 5)]


def test_a_mark_is_likelier_right_among_others() -> None:
    alone, *_ = marks(shares(0.9, *[0.001] * 200), np.zeros(201, np.int32))
    among, *_ = marks(shares(0.9, *[0.001, 0.8] * 100), np.zeros(201, np.int32))
    assert alone.around < 0 < among.around
    assert alone.confidence([1, 1, 0]) < among.confidence([1, 1, 0]) <= 1


def test_ngrams_know_a_run_that_was_counted_and_no_other() -> None:
    table = np.zeros(1 << ngrams.BITS, np.uint8)

    def hashes(text: str) -> np.ndarray:
        found = list(tokens(text, load_lexicon()))
        words = [ngrams.code(ngrams.written(text[t.start : t.end], t.kind)) for t in found]
        kinds = [ngrams.code(t.kind) for t in found]
        return ngrams.runs(np.array(words, np.uint64), np.array(kinds, np.uint64))[0]  # pairs of words

    index, signs = ngrams.places(hashes("le chat dort"))
    table[index] = signs | np.uint8(5)
    assert ngrams.levels(table, hashes("Le chat dort")).tolist() == [5, 5, 5]
    assert ngrams.levels(table, hashes("le dort chat")).tolist() == [5, 0, 0]


def features(text: str) -> Features:
    document = build(Page("a.txt", text))
    parses = parse(document.audited)
    found = load_tagger().extractor.document(document, parses, Names.of(parses.values(), load_lexicon()))
    assert found is not None
    return found


def test_a_sentence_is_seen_as_it_would_be_alone() -> None:
    lines = [
        "Le chat « noir » dort dans la rue depuis trois jours.",
        "La ville a voté le budget, et les impôts baissent.",
    ]
    both, alone = features("\n\n".join(lines)), [features(line) for line in lines]
    size = len(alone[0])
    assert np.array_equal(both.ids, np.concatenate([one.ids for one in alone]))
    assert np.allclose(both.numbers, np.concatenate([one.numbers for one in alone]), atol=1e-5)
    assert np.array_equal(both.head, np.concatenate([alone[0].head, alone[1].head + size]))
    assert np.array_equal(both.start, np.concatenate([alone[0].start, alone[1].start + len(lines[0]) + 2]))
    assert np.flatnonzero(np.diff(both.sentence)).tolist() == [size - 1]


@pytest.mark.parametrize("at_once", [1, 7, 40])
def test_an_article_in_parts_is_seen_as_it_would_be_whole(at_once: int) -> None:
    text = " ".join(
        f"Le maire de la ville numéro {n} a voté hier. Oui. Non ! Les élus, eux, partiront demain." for n in range(9)
    )
    document, tagger = build(Page("a.txt", text)), load_tagger()
    parses = parse(document.audited)
    features = tagger.extractor.document(document, parses, Names.of(parses.values(), load_lexicon()))
    assert features is not None
    vectors = parser().vocab.vectors.data
    whole = forward(tagger.weights, features, vectors)
    with patch("audit.tagging.network.AT_ONCE", at_once):
        np.testing.assert_allclose(forward(tagger.weights, features, vectors), whole, atol=1e-3)


def test_a_mark_without_a_letter_is_no_finding_but_of_punctuation() -> None:
    document, tagger = build(Page("a.txt", "Le maire est parti · lundi soir. Il a tout vu. Elle “reste ici.")), Tagger()
    seen = features(document.text)
    for kind, silent in (("agreement", True), ("quotation", False)):
        column = 1 + tagger.classes.index(kind)
        logits = np.full((len(seen), 1 + len(tagger.classes)), -20, np.float32)
        logits[:, 0] = 0
        logits[np.flatnonzero(seen.start == document.text.index("·")), column] = 20
        tagger.thresholds = dict.fromkeys(tagger.classes, 0.0)
        with patch("audit.tagging.model.forward", return_value=logits):
            assert (suspicions(document, tagger) == []) is silent


def test_finds_what_is_plainly_garbled_and_says_where() -> None:
    document = build(Page("a.txt", GARBLED))
    found = suspicions(document)
    assert {document.text[one.start : one.end]: one.kind for one in found} == {
        "annoncer": "verb-form", "dela société": "glued", "the": "untranslated",
    }  # fmt: skip
    assert all(0 < one.confidence < 1 for one in found)


def test_the_same_text_gives_the_same_answer() -> None:
    document = build(Page("a.txt", GARBLED))
    assert suspicions(document) == suspicions(document, Tagger())


def test_a_file_that_is_not_the_one_of_the_card_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(RESOURCES, tmp_path / "tagger")
    data = bytearray((folder / NETWORK).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / NETWORK).write_bytes(data)
    with pytest.raises(AuditError, match=NETWORK):
        Tagger(folder)


def test_the_card_fits_the_parser_the_generator_and_the_detector() -> None:
    card = json.loads((RESOURCES / CARD).read_text("utf-8"))
    assert card["parser"] == signature()
    assert card["classes"] == list(CLASSES)
    assert set(card["thresholds"]) == set(card["classes"]) == set(KINDS)


def test_the_files_are_small() -> None:
    assert sum((RESOURCES / name).stat().st_size for name in (NETWORK, NGRAMS, CARD)) < 20e6


def test_a_finding_has_the_category_of_its_class() -> None:
    findings, _, failures = detect(build(Page("a.txt", GARBLED)), [load()["tagger"]])
    assert not failures
    assert [finding.category for finding in findings] == [Category.GRAMMAR, Category.SPELLING, Category.UNTRANSLATED]
    assert [finding.repair for finding in findings] == [None, "de la société", None]
    assert all(finding.confidence < 1 for finding in findings)


def test_the_tagger_is_silent_where_a_rule_speaks() -> None:
    rule = Finding("repeated", Category.ADDITION, Severity.MINOR, 4, 11, "aux aux", "stands twice")
    learned = Finding("tagger", Category.OMISSION, Severity.MAJOR, 4, 7, "aux", "gone", confidence=0.9)
    [finding] = fuse([learned, rule])
    assert (finding.detector, finding.evidence) == ("repeated", ())
