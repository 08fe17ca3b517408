"""Make the embedded engine: each step a command that can be run again.

    python -m audit.training.translation collect PARALLEL WORK --news CLEAN.fr
    python -m audit.training.translation garble WORK --count 60000
    python -m audit.training.translation pieces WORK
    python -m audit.training.translation train WORK --hours 8 --workers 2
    python -m audit.training.translation pack WORK --out audit/resources/models
    python -m audit.training.translation evaluate TESTS --engine embedded --engine apertium --out reports/translation.md

All but `collect`, `garble` and `evaluate` need torch (`pip install torch`); `make train-mt` runs the whole on a toy.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)

Work = Annotated[Path, typer.Argument(help="Folder of what the steps hand to each other.")]
TRAIN, GARBLED, PIECES = "train", "garbled", "pieces.model"


class Direction(StrEnum):
    """Which way a network translates, by its codes."""

    TO_ENGLISH = "fr-en"
    TO_FRENCH = "en-fr"


Way = Annotated[Direction, typer.Option(help="Which way to translate.")]


@app.command()
def collect(
    parallel: Annotated[Path, typer.Argument(help="Folder of NAME.fr and NAME.en, plain or .xz.")],
    work: Work,
    news: Annotated[list[Path] | None, typer.Option(help="French texts that lend their names.")] = None,
    mix: Annotated[Path | None, typer.Option(help="Which corpora, and how much of each (corpora.toml).")] = None,
) -> None:
    """Clean the parallel text and mix it."""
    from audit.training.translation.collect import MIX
    from audit.training.translation.collect import collect as collect_pairs

    for name, count in collect_pairs(parallel, work, news=news or (), mix=mix or MIX).items():
        typer.echo(f"{count:>9,} {name}")


@app.command()
def garble(work: Work, count: Annotated[int, typer.Option(help="Pairs to make.")] = 60_000) -> None:
    """Break the French of some pairs, to learn reconstruction from."""
    from audit.training.translation.garbled import garble_pairs

    typer.echo(f"{garble_pairs(work / TRAIN, work / GARBLED, count):,} pairs")


@app.command()
def pieces(work: Work, size: Annotated[int, typer.Option(help="Word pieces in all.")] = 8000) -> None:
    """Learn the word pieces, and store the text as numbers."""
    from audit.training.translation.pieces import learn, pack

    learn([work / f"{TRAIN}.fr", work / f"{TRAIN}.en"], work / PIECES, size)
    for stem in (TRAIN, GARBLED):
        if (work / f"{stem}.fr").exists():
            typer.echo(f"{pack(work / stem, work / PIECES, work / f'{stem}.npz'):,} pairs of {stem}")


@app.command()
def train(
    work: Work,
    hours: Annotated[float, typer.Option(help="Wall-clock budget.")] = 8.0,
    steps: Annotated[int, typer.Option(help="A budget in steps instead.")] = 0,
    workers: Annotated[int, typer.Option(help="Processes that share a step, on a CPU: one a core.")] = 1,
    tokens: Annotated[int, typer.Option(help="Word pieces of a step, of both languages.")] = 12_000,
    rate: Annotated[float, typer.Option(help="Highest learning rate.")] = 4e-3,
    decay: Annotated[float, typer.Option(help="Share of the budget in which the learning rate falls.")] = 0.25,
    shape: Annotated[
        str, typer.Option(help="Width, inner width, heads, encoder and decoder layers.")
    ] = "256,1024,4,6,2",
    resume: Annotated[
        Path | None, typer.Option(help="last.pt or stable.pt of an earlier run, or model.pt of the other direction.")
    ] = None,
    seed: int = 1,
    direction: Way = Direction.TO_ENGLISH,
) -> None:
    """Train against the clock."""
    import sentencepiece

    from audit.training.translation.network import Shape
    from audit.training.translation.pieces import PAD, TO_FRENCH, Packed
    from audit.training.translation.train import Plan, Source
    from audit.training.translation.train import train as train_network

    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / PIECES))
    sources = [
        Source(Packed.load(work / f"{stem}.npz"), processor.piece_to_id(task), task == TO_FRENCH)
        for task, stem in _tasks(work, direction).items()
    ]
    sizes = dict(zip(("width", "inner", "heads", "encoder", "decoder"), map(int, shape.split(",")), strict=True))
    plan = Plan(hours, steps, tokens=tokens, rate=rate, decay=decay, workers=workers, seed=seed)
    train_network(sources, Shape(processor.get_piece_size(), PAD, **sizes), plan, work / direction, resume)


@app.command()
def pack(
    work: Work,
    out: Annotated[Path, typer.Option(help="Folder for the .argosmodel.")],
    version: Annotated[str, typer.Option(help="Of the package.")] = "1.0",
    direction: Way = Direction.TO_ENGLISH,
) -> None:
    """Convert the trained network to CTranslate2 in 8 bits, and pack it with its card as an Argos package."""
    from audit.training.translation.card import card
    from audit.training.translation.export import pack as pack_model

    tasks, model = list(_tasks(work, direction)), work / direction / "model.pt"
    text = card(work / "mix.json", model, version, tasks)
    package = pack_model(model, work / PIECES, out, version=version, card=text, tasks=tasks)
    typer.echo(f"Wrote {package}, {package.stat().st_size / 1e6:.1f} MB")


def _tasks(work: Path, direction: Direction) -> dict[str, str]:
    """The target prefixes of a direction, plain translation first, and the name of the text that each is learned from."""
    from audit.training.translation.pieces import RECONSTRUCT, TO_ENGLISH, TO_FRENCH

    if direction is Direction.TO_FRENCH:
        return {TO_FRENCH: TRAIN}
    return {TO_ENGLISH: TRAIN} | ({RECONSTRUCT: GARBLED} if (work / f"{GARBLED}.npz").exists() else {})


@app.command()
def evaluate(
    tests: Annotated[Path, typer.Argument(help="Folder of NAME.fr and NAME.en.")],
    engine: Annotated[list[str], typer.Option(help="Name of an engine, or a package. Repeatable.")],
    out: Annotated[Path | None, typer.Option(help="Markdown file to write as well.")] = None,
    most: Annotated[int, typer.Option(help="Sentences of a test set, evenly spread.")] = 1000,
    names: Annotated[
        str, typer.Option(help="Test sets.")
    ] = "newstest2014-subset500,pud,iwslt-ted-dev,europarl-dev,tatoeba-laser",
) -> None:
    """Measure engines against people's translations: BLEU, chrF, speed."""
    from audit.training.translation import evaluate as evaluation

    engines = {Path(name).stem: evaluation.engine(name) for name in engine}
    text = evaluation.report(engines, tests, names.split(","), most)
    typer.echo(text)
    if out:
        out.write_text(text, "utf-8")


if __name__ == "__main__":
    app()
