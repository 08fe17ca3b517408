"""The recipe of the corrector on a toy: how sentences are broken, and that what is learned from them is packed and finds it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest

from audit.correcting import Corrector
from audit.correcting.alternatives import (
    AGREEMENT,
    CONTENT,
    MISSING,
    NEEDLESS,
    RIGHT,
    VERB_FORM,
    WORD_ORDER,
    alternatives,
)
from audit.correcting.network import forward
from audit.french.lexicon import load_lexicon
from audit.training.corrector import corpus as making
from audit.training.corrector.broken import IGNORED, WAYS, Breaker, Sentence
from audit.training.corrector.corpus import Corpus, Table
from audit.training.corrector.pack import pack

NOUNS = "chat chien train bateau vélo pain livre journal".split()
VERBS = "dort mange tombe brille change avance".split()
LINES = [
    f"Le {noun} {verb} dans la rue de {town}." for noun in NOUNS for verb in VERBS for town in ("Lyon", "Metz", "Nancy")
]
TOY = '[[text]]\nfile = "parallel/toy.fr"\nlines = 1_000\ntitle = "Toy"\nlicence = "MIT"\n'


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shared")
    (folder / "parallel").mkdir()
    (folder / "parallel" / "toy.fr").write_text("\n".join([*LINES, "Non.", LINES[0]]), "utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def listed(shared: Path) -> Iterator[None]:
    """The toy is the only text, and a line of it is measured on."""
    (shared / "texts.toml").write_text(TOY, "utf-8")
    with (
        patch.object(making, "LISTED", shared / "texts.toml"),
        patch.object(making, "reserved", return_value=frozenset({LINES[1]})),
    ):
        yield


@pytest.fixture(scope="module")
def source(shared: Path) -> Corpus:
    return making.corpus(shared)


@pytest.fixture(scope="module")
def table(source: Corpus) -> Table:
    return making.table(source, load_lexicon())


@pytest.fixture(scope="module")
def breaker(table: Table) -> Breaker:
    return Breaker(table, seed=3)


def test_neither_short_lines_nor_those_measured_on_are_learned_from(source: Corpus) -> None:
    assert len(source.starts) == 1 + len(LINES)  # one line twice, one left out
    assert "nancy" in source.forms
    assert "non" not in source.forms


def test_a_form_is_broken_into_others_of_its_word_alone(table: Table) -> None:
    of = {
        table.forms[number]: {table.forms[other] for other, _ in row} for number, row in enumerate(table.alternatives)
    }
    assert of["la"] == {"le"}  # the others of its kind do not occur
    assert of["chat"] == set()


def test_alternatives_are_those_that_word_for_word_makes() -> None:
    lexicon = load_lexicon()
    assert ("petites", AGREEMENT) in alternatives("petit", lexicon)
    assert ("chevaux", AGREEMENT) in alternatives("cheval", lexicon)
    verbs = [form for form, column in alternatives("mangent", lexicon) if column == VERB_FORM]
    assert verbs.count("manger") > verbs.count("mangera") > 0
    assert all(form != "mangent" for form in verbs)
    assert alternatives("xylomaque", lexicon) == []


def broken(breaker: Breaker, source: Corpus, number: int, rate: float | None = 0.2) -> tuple[list[str], Sentence]:
    place = slice(int(source.starts[number]), int(source.starts[number + 1]))
    found = breaker.broken(source.words[place].tolist(), source.cases[place].tolist(), rate)
    return [source.forms[form] for form in source.words[place]], found


def test_every_word_and_gap_of_a_broken_sentence_has_its_label(source: Corpus, breaker: Breaker) -> None:
    for number in range(len(source.starts) - 1):
        for rate in (0.5, None):
            _, found = broken(breaker, source, number, rate)
            assert len(found.words) == len(found.cases) == len(found.wrong) == len(found.missing) - 1


def test_what_is_left_out_is_what_the_gap_misses(source: Corpus, breaker: Breaker) -> None:
    seen = set()
    for number in range(len(LINES) - 1):
        place = slice(int(source.starts[number]), int(source.starts[number + 1]))
        words = source.words[place].tolist()
        found = Sentence([*words], source.cases[place].tolist(), [RIGHT] * len(words), [0] * (len(words) + 1))
        breaker.left_out(found)
        if len(found) == len(words):
            continue
        [gap] = np.flatnonzero(found.missing)
        gone = source.forms[words[gap]]
        missing = found.missing[gap]
        assert gone in MISSING[missing - 1] if missing != CONTENT else not any(gone in members for members in MISSING)
        assert found.words == words[:gap] + words[gap + 1 :]
        seen.add(gone)
    assert {"dans", "la", "de"} <= seen


@pytest.mark.parametrize("way", [way for way, _ in WAYS], ids=lambda way: way.__name__)
def test_each_way_marks_what_it_did(way: Callable[[Breaker, Sentence], None], source: Corpus, breaker: Breaker) -> None:
    done = 0
    for number in range(len(LINES) - 1):
        place = slice(int(source.starts[number]), int(source.starts[number + 1]))
        words, cases = source.words[place].tolist(), source.cases[place].tolist()
        found = Sentence([*words], [*cases], [RIGHT] * len(words), [0] * (len(words) + 1))
        way(breaker, found)
        if (found.words, found.cases) == (words, cases):
            assert not any(found.wrong)
            assert not any(found.missing)
        else:
            done += 1
            if found.words != words:
                assert any(found.wrong) or any(found.missing)
        if way is Breaker.put_in_between and NEEDLESS in found.wrong:
            at = found.wrong.index(NEEDLESS)
            assert found.words[:at] + found.words[at + 1 :] == words
        if way in {Breaker.turned_round, Breaker.moved}:
            assert set(found.wrong) <= {RIGHT, WORD_ORDER}
        if way is Breaker.run_together and found.words != words:
            assert (found.words[found.wrong.index(IGNORED)], len(found)) == (1, len(words) - 1)
    assert done or way == Breaker.other_sense  # the toy has too few words of a kind for that


def test_a_toy_learns_to_find_and_to_mend(source: Corpus, table: Table, tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="torch is not installed; it is needed to train, never to audit")
    import torch

    from audit.training.corrector.train import TRAINED, Plan, Trainer, arrays, trained

    plan = Plan(steps=300, width=32, table=16, rate=1e-2, words=400, threads=1)
    Trainer(source, table, plan, tmp_path / TRAINED).run(lambda _: None)
    first = trained(tmp_path)
    gone_on = Trainer(source, table, plan, tmp_path / TRAINED, tmp_path / TRAINED)
    assert gone_on.words == first
    assert gone_on.share >= 1
    (tmp_path / "vocabulary.json").write_text(json.dumps(dict(table.lists)), "utf-8")
    pack(tmp_path, tmp_path / "out")
    assert "| Toy | MIT | 1,000 | 1 |" in (tmp_path / "out" / "README.md").read_text("utf-8")
    corrector = Corrector(tmp_path / "out")
    [(words, [best, *_])] = corrector.doubts(["Le chat dort dans le rue de Lyon."])
    assert words[best.word].text == "le"
    assert best.change is not None
    assert best.change.new == ("la",)
    [(_, doubts)] = corrector.doubts(["Le chien tombe dans la rue de Metz."])
    assert doubts == []
    rows = corrector.vocabulary.rows(["Le", "chat", "dort"])
    with torch.no_grad():
        classes, gaps = gone_on.network.eval()(torch.from_numpy(rows)[None])
    [(in_numpy, of_gaps)] = forward(arrays(tmp_path), [rows])
    assert np.allclose(in_numpy, classes[0].numpy(), atol=0.3)  # torch computes in half precision
    assert np.allclose(of_gaps, gaps[0].numpy(), atol=0.3)
