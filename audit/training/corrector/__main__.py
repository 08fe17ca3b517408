"""Make the corrector: each step a command that can be run again.

    python -m audit.training.corrector train SHARED WORK    the network; needs torch
    python -m audit.training.corrector pack WORK            into audit/resources/corrector, with its card
    python -m audit.training.corrector calibrate            its confidence, on the pages to develop on

SHARED is the folder of the texts that texts.toml lists. Training takes as long as it is given, and goes on where it was.
"""

import json
from pathlib import Path
from typing import Annotated

import typer

from audit.correcting.model import RESOURCES
from audit.french.lexicon import load_lexicon
from audit.training.corrector.corpus import corpus, table
from audit.training.corrector.pack import VOCABULARY

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)
Work = Annotated[Path, typer.Argument(help="Folder of what the steps hand to each other.")]


@app.command()
def train(
    shared: Annotated[Path, typer.Argument(help="Folder of mono/ and parallel/.")],
    work: Work,
    minutes: Annotated[float, typer.Option(help="To train in all.")] = 90.0,
    threads: Annotated[int, typer.Option(help="Cores to take.")] = 2,
    seed: int = 1,
) -> None:
    """Train the network, or go on with it."""
    from audit.training.corrector.train import TRAINED, Plan, Trainer

    work.mkdir(parents=True, exist_ok=True)
    source = corpus(shared)
    known = table(source, load_lexicon())
    (work / VOCABULARY).write_text(json.dumps(known.lists, ensure_ascii=False), "utf-8")
    typer.echo(f"{len(source.words):,} words in {len(source.texts):,} sentences")
    resume = work / TRAINED if (work / TRAINED).exists() else None
    Trainer(source, known, Plan(minutes=minutes, threads=threads, seed=seed), work / TRAINED, resume).run(typer.echo)


@app.command()
def pack(
    work: Work,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = RESOURCES,
    note: Annotated[str, typer.Option(help="What else the card should say.")] = "",
) -> None:
    """Put the files together that `audit.correcting` reads, with a card for people."""
    from audit.training.corrector.pack import pack as pack_files

    for file in pack_files(work, out, note):
        typer.echo(f"{file.stat().st_size / 1e6:6.2f} MB {file}")


@app.command()
def calibrate() -> None:
    """Fit how likely a doubt is right, and write that into the card; then `python -m audit.integrity`."""
    from audit.training.corrector.calibrate import calibrate as fit

    typer.echo(fit(RESOURCES))


if __name__ == "__main__":
    app()
