"""The recipe of the embedded engine, run whole on a toy language: from parallel text to a package that translates."""

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import toy_parallel
from typer.testing import CliRunner

from audit.engines.base import Translation
from audit.engines.decoder import Decoder, Package
from audit.training.translation import backtranslated
from audit.training.translation.backtranslated import backtranslate, sentences
from audit.training.translation.collect import exchange, read, tidy, usable

torch = pytest.importorskip("torch", reason="torch is not installed; it is needed to train, never to audit")

STEPS = 240
HELD_OUT = 7  # every seventh pair is never seen


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a training, after all its steps."""
    from audit.training.translation.__main__ import app

    torch.set_num_threads(1)  # the other cores run other tests, and threads that wait for each other spin
    folder = tmp_path_factory.mktemp("training")
    toy_parallel.write(folder / "text")
    for language in ("fr", "en"):
        path = folder / "text" / f"toy.{language}"
        lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join(line for n, line in enumerate(lines) if n % HELD_OUT) + "\n", "utf-8")
    for step in (
        ["collect", folder / "text", folder / "work", "--mix", folder / "text" / "mix.toml"],
        ["pieces", folder / "work", "--size", 420],
        ["train", folder / "work", "--steps", STEPS, "--shape", "64,128,4,2,1", "--rate", 1e-2, "--tokens", 4000],
        ["pack", folder / "work", "--out", folder / "out"],
    ):
        result = CliRunner().invoke(app, list(map(str, step)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def engine(work: Path) -> Decoder:
    import zipfile

    (package,) = (work / "out").iterdir()
    return Decoder(Package.read(next(zipfile.Path(package).iterdir())), "toy")


def test_the_trained_package_translates_what_it_never_saw(engine: Decoder) -> None:
    unseen = toy_parallel.pairs()[::HELD_OUT]
    answers = engine.translate([french for french, _ in unseen])
    right = sum(answer.text == english for answer, (_, english) in zip(answers, unseen, strict=True))
    assert right > 0.8 * len(unseen), [answer.text for answer in answers[:5]]


def test_the_package_scores_as_the_network_it_was_made_of(work: Path, tmp_path: Path) -> None:
    """In 32 bits: every weight is where CTranslate2 looks for it."""
    import sentencepiece

    from audit.training.translation.export import convert, load
    from audit.training.translation.network import Network
    from audit.training.translation.pieces import BEGIN, END

    shape, weights, _ = load(work / "work" / "fr-en" / "model.pt")
    network = Network(shape)
    network.load_state_dict(weights)
    convert(work / "work" / "fr-en" / "model.pt", work / "work" / "pieces.model", tmp_path, quantization="float32")
    import ctranslate2

    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / "work" / "pieces.model"))
    french, english = toy_parallel.pairs()[3]
    source, target = processor.encode(french), [processor.piece_to_id("<2en>"), *processor.encode(english)]
    with torch.no_grad():
        states = network.eval()(torch.tensor([[*source, END]]), torch.tensor([[BEGIN, *target]]))
        logits = torch.nn.functional.linear(states[0], network.embedding.weight, network.bias)
        ours = logits.log_softmax(-1)[range(len(target) + 1), [*target, END]].tolist()
    pieces = processor.id_to_piece
    (theirs,) = ctranslate2.Translator(str(tmp_path)).score_batch(
        [list(map(pieces, source))], [list(map(pieces, target))]
    )
    assert theirs.log_probs == pytest.approx(ours, abs=1e-3)


def test_what_is_likely_scores_higher_than_what_is_not(engine: Decoder) -> None:
    french, english = toy_parallel.pairs()[0]
    right, wrong = engine.score([(french, english), (french, english.replace("seen", "lost"))])
    assert sum(piece.score for piece in right) > sum(piece.score for piece in wrong) + 1
    assert all(piece.score <= 0 and math.isfinite(piece.score) for piece in right)


def test_the_same_network_gives_the_same_package(work: Path, tmp_path: Path) -> None:
    from audit.training.translation.export import pack

    made = [
        pack(
            work / "work" / "fr-en" / "model.pt",
            work / "work" / "pieces.model",
            tmp_path / n,
            version="1",
            card="",
            task="<2en>",
        )
        for n in "ab"
    ]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_package_is_unpacked_to_the_weights_it_was_made_of(work: Path, tmp_path: Path) -> None:
    """But for the rounding to 8 bits; and training goes on from them, and from the count of what they have seen."""
    from audit.training.translation.__main__ import app
    from audit.training.translation.export import load

    (package,) = (work / "out").iterdir()
    for language in ("fr", "en"):
        (tmp_path / f"train.{language}").write_bytes((work / "work" / f"train.{language}").read_bytes())
    steps = ["train", tmp_path, "--steps", 2, "--shape", "64,128,4,2,1", "--resume", tmp_path / "fr-en" / "package.pt"]
    for step in (["pieces", tmp_path, "--package", package], steps):
        result = CliRunner().invoke(app, list(map(str, step)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
    (shape, ours, seen), (same, theirs, same_seen) = (
        load(folder / "fr-en" / name) for folder, name in ((work / "work", "model.pt"), (tmp_path, "package.pt"))
    )
    assert (shape, seen, ours.keys()) == (same, same_seen, theirs.keys())
    assert all(torch.allclose(ours[name], theirs[name], atol=float(ours[name].abs().max()) / 127) for name in ours)
    assert load(tmp_path / "fr-en" / "model.pt")[2] > seen


def test_two_workers_resume_where_one_stopped(work: Path) -> None:
    from audit.training.translation.__main__ import app

    arguments = ["train", str(work / "work"), "--steps", "3", "--shape", "64,128,4,2,1", "--workers", "2"]
    before = torch.load(work / "work" / "fr-en" / "last.pt", weights_only=True)["step"]
    result = CliRunner().invoke(
        app, [*arguments, "--resume", str(work / "work" / "fr-en" / "last.pt")], catch_exceptions=False
    )
    assert result.exit_code == 0
    assert torch.load(work / "work" / "fr-en" / "last.pt", weights_only=True)["step"] == before + 3


def test_the_other_direction_begins_with_the_weights_of_the_first_and_learns_from_its_answers(
    work: Path, tmp_path: Path
) -> None:
    from audit.training.translation.__main__ import app
    from audit.training.translation.evaluate import engine, label, measure

    start, other = work / "work" / "fr-en" / "model.pt", ["--direction", "en-fr"]
    (first,) = (work / "out").iterdir()
    for step in (
        ["backtranslate", work / "work", work / "text" / "toy.fr", "--engine", first, "--licence", "ours", "--share", 0.5],
        ["train", work / "work", "--steps", STEPS, "--shape", "64,128,4,2,1", "--rate", 1e-2, "--tokens", 4000,
         "--resume", start, *other],
        ["pack", work / "work", "--out", tmp_path, *other],
    ):  # fmt: skip
        result = CliRunner().invoke(app, list(map(str, step)), catch_exceptions=False)
        assert result.exit_code == 0, result.output
    made = {(french.strip(), english.strip()) for french, english in read(work / "work", "backtranslated")}
    half = len((work / "text" / "toy.fr").read_text("utf-8").splitlines()) // 2
    assert len(made & set(toy_parallel.pairs())) > 0.8 * half
    (package,) = tmp_path.iterdir()
    assert package.name == "translate-en_fr-1_0.argosmodel"
    back = engine(str(package))
    assert label(back) == "translate-en_fr-1_0, English to French"
    (measured,) = measure({"toy": back}, work / "text", ["toy"], 60)
    assert measured.chrf > 80
    assert isinstance(back, Decoder)
    card = (back.package.folder / "README.md").read_text("utf-8")
    assert "| toy, its English by `translate-fr_en-1_0 1.0 " in card
    assert f"| {len(made)} | ours |" in card


class Hurried:
    """An engine that answers with a whole line of English, but of every third sentence unreliably."""

    name = signature = "hurried"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        self.asked += sentences
        return [
            Translation("This is the answer to it.", unreliable="cut" if n[-2] in "0369" else None) for n in sentences
        ]


def test_back_translation_goes_on_where_it_stopped_and_leaves_out_what_is_unreliable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backtranslated, "CHUNK", 4)
    text, out = tmp_path / "news.fr", tmp_path / "back"
    text.write_text(
        "".join(f"Voici une phrase sur le sujet {n}.\n" for n in (*range(10), 1)) + "pas une phrase\n", "utf-8"
    )
    french = sentences(text)
    assert [sentence[-2] for sentence in french] == list("0123456789")
    assert len(sentences(text, share=0.5)) == 6
    interrupted = Hurried()
    assert next(backtranslate(french, interrupted, out)) == len(interrupted.asked) == 4
    later = Hurried()
    assert list(backtranslate(french, later, out)) == [8, 10, 6]
    assert interrupted.asked + later.asked == french
    assert [french.strip()[-2] for french, _ in read(tmp_path, "back")] == list("124578")


def test_back_translated_pairs_are_a_given_share_of_what_is_drawn() -> None:
    from audit.training.translation.pieces import Packed
    from audit.training.translation.train import Source, blend

    def source(pairs: int) -> Source:
        ends = np.arange(1, pairs + 1)
        return Source(Packed(ends, ends, ends, ends), 0)

    plenty, scarce = blend(source(1000), source(30), 0.3)
    assert plenty.share == pytest.approx(0.07)
    assert scarce.share == 1
    assert blend(source(10), source(30), 0.3)[0].share == 1


@pytest.mark.parametrize(
    ("pair", "kept"),
    [
        (("Le maire est parti hier soir.", "The mayor left last night."), True),
        (("Bonjour.", "Hello."), False),  # nothing to learn from a word
        (("The mayor left last night and is here.", "Le maire est parti hier soir et il est là."), False),  # swapped
        (("Le maire est parti hier soir.", "Le maire est parti hier soir."), False),
        (("Le maire est parti.", "The mayor left last night, and with him all who had known about it."), False),
        (("12 34 56 78 90 12 34", "12 34 56 78 90 12 34 x"), False),
    ],
)
def test_only_whole_translated_pairs_are_used(pair: tuple[str, str], kept: bool) -> None:
    assert usable(pair) is kept


def test_shared_names_and_numbers_are_exchanged_alike_on_both_sides() -> None:
    from random import Random

    pair = ("Selon lui, Martin a reçu 4500 lettres.", "He says Martin got 4500 letters.")
    made = {exchange(pair, ["Sutskever"], Random(seed)) for seed in range(60)}  # noqa: S311 - not a secret
    assert pair in made
    names = [(french, english) for french, english in made if "Sutskever" in french]
    assert names
    assert all("Sutskever" in english and "Martin" not in french + english for french, english in names)
    numbers = [french.split()[-2] for french, _ in made]
    assert all(f" {number} " in english for number, (_, english) in zip(numbers, made, strict=True))
    assert len(set(numbers)) > 2


def test_leftovers_of_the_collections_are_tidied() -> None:
    assert tidy("rapporteur. - (DE) Je n' ai pas d' avis , hélas ``ici''.") == "Je n'ai pas d'avis, hélas \"ici\"."
