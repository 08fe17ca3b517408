"""Make the embedded engine: each step a command that can be run again.

    python -m audit.training.translation collect PARALLEL WORK --news CLEAN.fr
    python -m audit.training.translation pieces WORK
    python -m audit.training.translation train WORK --hours 8 --workers 2
    python -m audit.training.translation pack WORK --out audit/resources/models
    python -m audit.training.translation backtranslate WORK NEWS.fr --licence "CC BY-SA 4.0"
    python -m audit.training.translation train WORK --direction en-fr --resume WORK/fr-en/model.pt
    python -m audit.training.translation evaluate TESTS --engine embedded --engine apertium --out reports/translation.md

To go on from a package, with more text or text of one's own: `pieces WORK --package PACKAGE` in place of the second, then
`train WORK --resume WORK/fr-en/package.pt`.

`train` and `pack` need torch (`pip install torch`); `make train-mt` runs the whole on a toy. On a CPU half of the time may go
into handing memory back to the system; jemalloc keeps it, which made 6,500 target pieces a second of 4,850 on two cores:

    LD_PRELOAD=libjemalloc.so.2 MALLOC_CONF=thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1 python -m ...
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)

Work = Annotated[Path, typer.Argument(help="Folder of what the steps hand to each other.")]
TRAIN, BACK, PIECES = "train", "backtranslated", "pieces.model"


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
def pieces(
    work: Work,
    size: Annotated[int, typer.Option(help="Word pieces in all.")] = 8000,
    package: Annotated[
        Path | None, typer.Option(help="Take those of this package, and its weights to go on from.")
    ] = None,
) -> None:
    """Learn the word pieces, and store the text as numbers."""
    from audit.training.translation.pieces import learn, pack

    if package:
        from audit.training.translation.unpack import unpack

        typer.echo(f"Wrote {unpack(package, work / PIECES, work)}")
    else:
        learn([work / f"{TRAIN}.fr", work / f"{TRAIN}.en"], work / PIECES, size)
    typer.echo(f"{pack(work / TRAIN, work / PIECES, work / f'{TRAIN}.npz'):,} pairs")


@app.command()
def backtranslate(
    work: Work,
    text: Annotated[Path, typer.Argument(help="French that people wrote, one sentence a line.")],
    licence: Annotated[str, typer.Option(help="Of the text, for the card.")],
    share: Annotated[float, typer.Option(help="Leading share of the lines that is used.")] = 1.0,
    engine: Annotated[str, typer.Option(help="French to English: the name of an engine, or a package.")] = "embedded",
) -> None:
    """Translate French text, to learn English to French from; run it again to go on."""
    from audit.training.translation.backtranslated import backtranslate as backtranslated
    from audit.training.translation.backtranslated import sentences
    from audit.training.translation.card import add_backtranslated
    from audit.training.translation.evaluate import engine as find_engine
    from audit.training.translation.pieces import pack

    french, translator = sentences(text, share), find_engine(engine)
    for done in backtranslated(french, translator, work / BACK):
        typer.echo(f"{done:>9,} of {len(french):,}")
    pairs = pack(work / BACK, work / PIECES, work / f"{BACK}.npz")
    add_backtranslated(work / "mix.json", text.stem, pairs, licence, translator.signature)
    typer.echo(f"{pairs:,} pairs of {BACK}")


@app.command()
def train(
    work: Work,
    hours: Annotated[float, typer.Option(help="Wall-clock budget.")] = 8.0,
    steps: Annotated[int, typer.Option(help="A budget in steps instead.")] = 0,
    workers: Annotated[int, typer.Option(help="Processes that share a step, on a CPU: one a core.")] = 1,
    tokens: Annotated[int, typer.Option(help="Word pieces of a step, of both languages.")] = 12_000,
    rate: Annotated[float, typer.Option(help="Highest learning rate.")] = 4e-3,
    decay: Annotated[float, typer.Option(help="Share of the budget in which the learning rate falls.")] = 0.25,
    made: Annotated[float, typer.Option(help="Share of back-translated pairs, where there are any.")] = 0.3,
    shape: Annotated[
        str, typer.Option(help="Width, inner width, heads, encoder and decoder layers.")
    ] = "256,1024,4,6,2",
    resume: Annotated[
        Path | None,
        typer.Option(help="last.pt or stable.pt of an earlier run, model.pt of the other direction, package.pt."),
    ] = None,
    seed: int = 1,
    direction: Way = Direction.TO_ENGLISH,
) -> None:
    """Train against the clock."""
    import sentencepiece

    from audit.training.translation.network import Shape
    from audit.training.translation.pieces import PAD, Packed
    from audit.training.translation.train import Plan, Source, blend
    from audit.training.translation.train import train as train_network

    processor = sentencepiece.SentencePieceProcessor(model_file=str(work / PIECES))
    task = processor.piece_to_id(_task(direction))
    sources = [
        Source(Packed.load(work / f"{stem}.npz"), task, direction is Direction.TO_FRENCH)
        for stem in _texts(work, direction)
    ]
    if len(sources) > 1:
        sources = blend(sources[0], sources[1], made)
    sizes = dict(zip(("width", "inner", "heads", "encoder", "decoder"), map(int, shape.split(",")), strict=True))
    plan = Plan(hours, steps, tokens=tokens, rate=rate, decay=decay, workers=workers, seed=seed)
    train_network(sources, Shape(processor.get_piece_size(), PAD, **sizes), plan, work / direction, resume)


@app.command()
def pack(
    work: Work,
    out: Annotated[Path, typer.Option(help="Folder for the .argosmodel.")],
    version: Annotated[str, typer.Option(help="Of the package.")] = "1.0",
    note: Annotated[str, typer.Option(help="A sentence for its card on how it was trained.")] = "",
    direction: Way = Direction.TO_ENGLISH,
) -> None:
    """Convert the trained network to CTranslate2 in 8 bits, and pack it with its card as an Argos package."""
    from audit.training.translation.card import card
    from audit.training.translation.export import pack as pack_model

    task, model = _task(direction), work / direction / "model.pt"
    text = card(work / "mix.json", model, version, task, note)
    package = pack_model(model, work / PIECES, out, version=version, card=text, task=task)
    typer.echo(f"Wrote {package}, {package.stat().st_size / 1e6:.1f} MB")


def _task(direction: Direction) -> str:
    from audit.training.translation.pieces import TO_ENGLISH, TO_FRENCH

    return TO_FRENCH if direction is Direction.TO_FRENCH else TO_ENGLISH


def _texts(work: Path, direction: Direction) -> list[str]:
    """The names of the packed texts that a direction is learned from."""
    made = direction is Direction.TO_FRENCH and (work / f"{BACK}.npz").exists()
    return [TRAIN, BACK] if made else [TRAIN]


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

    engines = {evaluation.label(found): found for found in map(evaluation.engine, engine)}
    text = evaluation.report(engines, tests, names.split(","), most)
    typer.echo(text)
    if out:
        out.write_text(text, "utf-8")


if __name__ == "__main__":
    app()
