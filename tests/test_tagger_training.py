"""The recipe of the tagger on a toy: from articles to a packed model that finds what it was trained on."""

from dataclasses import replace

import numpy as np
import pytest

from audit.french.lexicon import load_lexicon
from audit.french.parsing import parser
from audit.tagging import network, ngrams
from audit.tagging.features import Vocabulary
from audit.training.tagger import calibrate, data, rules

torch = pytest.importorskip("torch", reason="torch is not installed; it is needed to train, never to audit")

NOUNS = "chat chien train bateau vélo pain livre journal".split()
VERBS = "dort mange tombe brille change avance".split()


def article(number: int, twice: bool) -> data.Labelled:
    """A few sentences; in one of them a word stands twice."""
    nouns = [NOUNS[(number + i) % len(NOUNS)] for i in range(4)]
    lines = [f"Le {noun} {VERBS[(number * i) % len(VERBS)]} dans la rue." for i, noun in enumerate(nouns, 1)]
    if not twice:
        return " ".join(lines), ()
    lines[2] = lines[2].replace("dans", "dans dans")
    text = " ".join(lines)
    start = text.index("dans dans")
    return text, ((start, start + len("dans dans"), "repeated"),)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    chosen = data.vocabulary([article(n, twice=True)[0] for n in range(30)], load_lexicon())
    return Vocabulary.of(chosen)


@pytest.fixture(scope="module")
def corpus(vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> data.Corpus:
    """Forty articles, half of them with a word said twice; saved and loaded on the way."""
    made = data.corpus((article(n, n % 2 == 0) for n in range(40)), vocabulary, np.zeros(1 << ngrams.BITS, np.uint8))
    file = tmp_path_factory.mktemp("tagger") / "toy.npz"
    made.save(file)
    return data.Corpus.load(file, file)


@pytest.fixture(scope="module")
def weights(corpus: data.Corpus, vocabulary: Vocabulary) -> network.Weights:
    from audit.training.tagger.train import Plan, train

    plan = Plan(width=16, passes=20, rate=1e-2, batch=8)
    return train(corpus, vocabulary.sizes(), parser().vocab.vectors.data, plan, lambda _: None)


def test_labels_lie_on_the_words_of_each_garble(corpus: data.Corpus) -> None:
    assert len(corpus.kinds) == 40
    assert (corpus.label > 0).sum() == 80
    assert set(corpus.gold[corpus.label > 0]) == set(range(40))


def test_the_network_learns_and_the_thresholds_keep_clean_text_silent(
    corpus: data.Corpus, weights: network.Weights
) -> None:
    found = calibrate.mark(corpus, calibrate.predict(corpus, weights, parser().vocab.vectors.data))
    scale = calibrate.calibration(found)
    chosen = calibrate.thresholds(found, [found], scale, most=0.5)
    assert calibrate.recalls(found, chosen, scale)["repeated"] > 0.9
    assert calibrate.alarms(found, chosen, scale) <= 0.5
    assert chosen["glued"] == 1.0  # never seen, so never acted on


def test_training_goes_on_from_a_network(corpus: data.Corpus, vocabulary: Vocabulary, weights: network.Weights) -> None:
    from audit.training.tagger.train import Plan, train

    vectors = parser().vocab.vectors.data
    plan = Plan(width=16, passes=1, rate=1e-9, batch=8)  # so slow that the network stays what it was
    gone_on = train(corpus, vocabulary.sizes(), vectors, plan, lambda _: None, weights)
    again = train(corpus, vocabulary.sizes(), vectors, plan, lambda _: None)
    before = calibrate.predict(corpus, weights, vectors)
    assert np.allclose(calibrate.predict(corpus, gone_on, vectors), before, atol=0.02)
    assert not np.allclose(calibrate.predict(corpus, again, vectors), before, atol=0.5)


def test_what_a_rule_flags_is_neither_merit_nor_fault(corpus: data.Corpus, weights: network.Weights) -> None:
    logits = calibrate.predict(corpus, weights, parser().vocab.vectors.data)
    whole = calibrate.mark(corpus, logits)
    first = int(np.flatnonzero(corpus.gold == 0)[0])
    span = (int(corpus.features.start[first]), int(corpus.features.end[first]))
    found = [[span], *([] for _ in range(39))]
    beside = calibrate.mark(corpus, logits, rules.flagged(corpus, found))
    assert beside.ruled == {0}
    assert set().union(*beside.met) == set().union(*whole.met) - {0}
    scale, silent = [1.0, 0.0, 0.0], dict.fromkeys(data.KINDS, 2.0)
    assert calibrate.recalls(beside, silent, scale)["repeated"] == 1 / 40
    assert calibrate.alarms(beside, silent, scale) == 0


def test_a_class_that_is_often_wrong_is_muted_and_a_better_one_is_not() -> None:
    odds = np.repeat([[3.0, 0.0, 1.0]], 20, axis=0)
    right = np.array([True] * 10 + [True, False] * 5)
    column = np.array([1] * 10 + [2] * 10)
    kinds = np.ones(20, np.uint8)
    garbled = calibrate.Marks(odds, column, right, [set() for _ in odds], kinds, frozenset(), 1000)
    chosen = calibrate.thresholds(garbled, [garbled], [1.0, 0.0, 0.0], most=99.0)
    assert chosen[data.KINDS[0]] == calibrate.SURE
    assert chosen[data.KINDS[1]] == calibrate.MUTE


def test_numpy_computes_what_torch_trained(corpus: data.Corpus, weights: network.Weights) -> None:
    from audit.training.tagger.train import Inputs, forward

    features, vectors = corpus.features, parser().vocab.vectors.data
    rows = np.flatnonzero(corpus.article == 0)
    arrays = (features.ids.astype(np.int32), features.numbers, features.vector, features.head)
    inputs = Inputs(*map(torch.from_numpy, arrays))
    known = {name: torch.from_numpy(array) for name, array in weights.items()}
    place = torch.from_numpy(rows)[None]
    in_torch = forward(known, inputs, torch.from_numpy(vectors), place, torch.ones(place.shape), training=False)
    first = replace(features, **{field: getattr(features, field)[rows] for field in features.__slots__})
    one = replace(corpus, features=first, article=corpus.article[rows])
    assert np.allclose(calibrate.predict(one, weights, vectors), in_torch[0].numpy(), atol=1e-3)
