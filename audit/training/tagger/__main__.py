"""Make the tagger: each step a command that can be run again.

    python -m audit.training.tagger count SHARED WORK       n-grams of clean French
    python -m audit.training.tagger garble SHARED WORK      articles to train and to develop on
    python -m audit.training.tagger features WORK           what the network sees of them
    python -m audit.training.tagger train WORK              the network; needs torch
    python -m audit.training.tagger rules WORK              what the rules see of the text that thresholds are set on
    python -m audit.training.tagger calibrate WORK          confidence and thresholds
    python -m audit.training.tagger compare WORK            spaCy's own tagger, trained on the same
    python -m audit.training.tagger pack WORK               into audit/resources/tagger, with its card

SHARED is the folder of the texts that texts.toml lists. On one core: about an hour.
"""

import json
from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import numpy as np
import typer
from numpy.typing import NDArray

from audit.french.parsing import parser
from audit.tagging.features import Floats, Vocabulary
from audit.tagging.model import NETWORK, NGRAMS, RESOURCES
from audit.training.tagger import data
from audit.training.tagger.texts import texts

app = typer.Typer(help=__doc__, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False)

Shared = Annotated[Path, typer.Argument(help="Folder of mono/ and parallel/.")]
Work = Annotated[Path, typer.Argument(help="Folder of what the steps hand to each other.")]
Only = Annotated[str, typer.Option(help="Files whose name begins so.")]
VOCABULARY, SETTINGS, RULED = "vocabulary.json", "settings.json", ".rules.npy"


@app.command()
def count(shared: Shared, work: Work) -> None:
    """Count runs of words and of kinds of words."""
    from audit.training.tagger.count import count as count_runs

    work.mkdir(parents=True, exist_ok=True)
    np.save(work / NGRAMS, count_runs(shared))


@app.command()
def garble(shared: Shared, work: Work, only: Only = "") -> None:
    """Garble the training text, and lay out the clean text that thresholds are set on."""
    for text in texts():
        if not Path(text.file).name.startswith(only):
            continue
        for name, articles in data.garble(shared, text, work):
            typer.echo(f"{articles:>7,} {name}")
    if data.PAGES.name.startswith(only):
        typer.echo("{1:>7,} {0}".format(*data.mark_pages(work)))


@app.command()
def features(work: Work, only: Only = "") -> None:
    """Choose the vocabulary (once), parse the articles, and store what the network sees."""
    if not (work / VOCABULARY).exists():
        lines = (text for file in sorted(work.glob(f"{data.TRAIN}-*.jsonl")) for text, _ in data.read(file))
        from audit.french.lexicon import load_lexicon

        chosen = data.vocabulary(lines, load_lexicon())
        (work / VOCABULARY).write_text(json.dumps(chosen, ensure_ascii=False), "utf-8")
    vocabulary = Vocabulary.of(json.loads((work / VOCABULARY).read_text("utf-8")))
    table = np.load(work / NGRAMS)
    for file in sorted(work.glob(f"{only}*.jsonl")):
        made = data.corpus(data.read(file), vocabulary, table)
        made.save(file.with_suffix(".npz"))
        typer.echo(f"{made.words:>9,} words, {len(made.kinds):>7,} garbles in {file.stem}")


@app.command()
def train(
    work: Work,
    width: Annotated[int, typer.Option(help="Of the network.")] = 128,
    passes: Annotated[float, typer.Option(help="Over the training text.")] = 3.0,
    rate: Annotated[float, typer.Option(help="Highest learning rate.")] = 2e-3,
    out: Annotated[str, typer.Option(help="Name of the network in WORK.")] = NETWORK,
    start: Annotated[str, typer.Option(help="Name of a network in WORK to go on from.")] = "",
    seed: int = 1,
) -> None:
    """Train the network."""
    from audit.training.tagger.train import Plan
    from audit.training.tagger.train import train as train_network

    sizes = Vocabulary.of(json.loads((work / VOCABULARY).read_text("utf-8"))).sizes()
    plan = Plan(width=width, passes=passes, rate=rate, seed=seed)
    begun = load_network(work / start) if start else None
    weights = train_network(corpus(work, data.TRAIN), sizes, vectors(), plan, typer.echo, begun)
    half: dict[str, Any] = {name: weight.astype(np.float16) for name, weight in weights.items()}
    np.savez(work / out, **half)


@app.command()
def rules(work: Work, only: Only = "") -> None:
    """Run the rules over the text that thresholds are set on."""
    from audit.training.tagger import rules as beside

    for use in data.DEVELOP:
        for file in sorted(work.glob(f"{use}-{only}*.npz")):
            found = list(beside.spans(file.with_suffix(".jsonl")))
            np.save(file.with_suffix(RULED), beside.flagged(data.Corpus.load(file), found))
            typer.echo(f"{sum(map(len, found)):>7,} findings in {file.stem}")


@app.command()
def calibrate(
    work: Work,
    most: Annotated[
        float, typer.Option(help="False alarms that it may add per 1,000 words of clean text, of any kind.")
    ] = 0.2,
    network: Annotated[str, typer.Option(help="Name of the network in WORK.")] = NETWORK,
) -> None:
    """Fit the confidence and set the thresholds, beside the rules, on text that the network has not seen."""
    from audit.training.tagger import calibrate as setting

    weights = load_network(work / network)
    corpora = [corpus(work, use) for use in data.DEVELOP]
    logits = [setting.predict(one, weights, vectors()) for one in corpora]
    beside = [flagged(work, use) for use in data.DEVELOP]
    garbled, news, other = map(setting.mark, corpora, logits, beside)
    scale = setting.calibration(garbled, news)
    chosen = setting.thresholds(garbled, (news, other), scale, most)
    silent = dict.fromkeys(data.KINDS, 2.0)
    measured = {
        "words": {"garbled": garbled.words, "clean news": news.words, "clean other": other.words},
        "calibration error": round(setting.error(scale, garbled, news), 4),
        "macro recall": {
            "rules": round(setting.macro(garbled, silent, scale), 3),
            "both": round(setting.macro(garbled, chosen, scale), 3),
        },
        "precision of what it adds": round(setting.precision(garbled, chosen, scale), 3),
        "recall": {
            "rules": setting.recalls(garbled, silent, scale),
            "both": setting.recalls(garbled, chosen, scale),
        },
        "false alarms added": {
            "news": round(setting.alarms(news, chosen, scale), 3),
            "other": round(setting.alarms(other, chosen, scale), 3),
        },
    }
    settings = {"calibration": scale, "thresholds": chosen, "measured": measured}
    (work / SETTINGS).write_text(json.dumps(settings, indent=1), "utf-8")
    typer.echo(json.dumps(settings, indent=1))


@app.command()
def compare(work: Work, passes: Annotated[int, typer.Option(help="Over the training text.")] = 2) -> None:
    """Train spaCy's own tagger on the same text, to compare with."""
    from audit.training.tagger import calibrate as setting
    from audit.training.tagger import plain

    def files(use: str) -> list[Path]:
        return [file.with_suffix(".jsonl") for file in sorted(work.glob(f"{use}-*.npz"))]

    begun = perf_counter()
    language = plain.train(corpus(work, data.TRAIN), files(data.TRAIN), passes)
    trained = perf_counter()
    garbled, news = (corpus(work, use) for use in (data.GARBLED, data.CLEAN_NEWS))
    planted = setting.mark(garbled, plain.predict(language, garbled, files(data.GARBLED)))
    false = setting.mark(news, plain.predict(language, news, files(data.CLEAN_NEWS)))
    speed = (garbled.words + news.words) / (perf_counter() - trained)
    size = len(language.to_bytes()) / 1e6
    recall = setting.at_one(planted, false, setting.calibration(planted, false))
    typer.echo(
        f"macro recall at 1.0: {recall:.4f}, {speed:,.0f} words/s, {size:.1f} MB, {trained - begun:.0f} s to train"
    )


@app.command()
def pack(
    work: Work,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = RESOURCES,
    note: Annotated[str, typer.Option(help="What else the card should say.")] = "",
) -> None:
    """Put the files together that `audit.tagging` reads, with a card for people."""
    from audit.training.tagger.pack import pack as pack_files

    for file in pack_files(work, out, note):
        typer.echo(f"{file.stat().st_size / 1e6:6.2f} MB {file}")


def corpus(work: Path, use: str) -> data.Corpus:
    return data.Corpus.load(*sorted(work.glob(f"{use}-*.npz")))


def flagged(work: Path, use: str) -> NDArray[np.bool_]:
    """Which words of `corpus(work, use)` the rules flag, as `rules` found it."""
    files = sorted(work.glob(f"{use}-*.npz"))
    return np.concatenate([np.load(file.with_suffix(RULED), allow_pickle=False) for file in files])


def load_network(file: Path) -> dict[str, Floats]:
    with np.load(file, allow_pickle=False) as arrays:
        return {name: array.astype(np.float32) for name, array in arrays.items()}


def vectors() -> Floats:
    """The parser's table of word vectors."""
    table: Floats = parser().vocab.vectors.data
    return table


if __name__ == "__main__":
    app()
