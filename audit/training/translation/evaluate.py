"""What engines are worth: BLEU and chrF against people's translations on test sets, and their speed, in one table."""

import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from audit.engines import Translator, choose, embedded
from audit.engines.decoder import Decoder, Package
from audit.engines.guard import Guarded
from audit.errors import EngineError

HEAD = """# Translation engines

Against people's translations. Made by `python -m audit.training.translation evaluate`. Speed is in words of the source for
a second of one core, as the work takes it: what else the machine does hardly counts. The aim is the official Argos package,
about 34 BLEU on news (Mozilla's evaluation); some hours of training on two cores did not reach it. The texts, and those that the
engines were trained on, are not in the repository; the engines' cards name them with their licences.

"""


@dataclass(frozen=True)
class Measured:
    """One engine on one test set. `speed` is in words of the source a second of processor time, without loading the model."""

    engine: str
    test: str
    sentences: int
    bleu: float
    chrf: float
    speed: float


def engine(named: str) -> Translator:
    """An engine by its name, or of an Argos package: a folder or a file. Raises EngineError, SettingsError."""
    path = Path(named)
    if path.suffix == ".argosmodel" or path.is_dir():
        return _decoder(package(path), path)
    if (chosen := choose(named)) is None:
        raise EngineError(f"engine {named!r} translates nothing")
    return chosen


def package(path: Path) -> Package:
    """A translation package in a folder or in its archive. Raises EngineError when it is none."""
    return Package.read(path if path.is_dir() else next(zipfile.Path(path).iterdir()))


def _decoder(package: Package, path: Path) -> Translator:
    decoder = Decoder(package, "embedded" if path.resolve().parent == embedded.MODELS else path.stem)
    return decoder if _to_french(decoder) else Guarded(decoder)  # the guard compares French with English


def _to_french(engine: Translator) -> bool:
    return isinstance(engine, Decoder) and engine.package.pair == embedded.BACK


def label(engine: Translator) -> str:
    """The name of an engine, and which way it translates."""
    return f"{engine.name}, {'English to French' if _to_french(engine) else 'French to English'}"


def read(tests: Path, name: str, most: int | None = None) -> tuple[list[str], list[str]]:
    """The French and the English lines of a test set, `most` of them evenly spread."""
    sides = [(tests / f"{name}.{language}").read_text("utf-8").splitlines() for language in ("fr", "en")]
    pairs = [(french, english) for french, english in zip(*sides, strict=True) if french.strip() and english.strip()]
    if most is not None and most < len(pairs):
        pairs = [pairs[index * len(pairs) // most] for index in range(most)]
    return [french for french, _ in pairs], [english for _, english in pairs]


def measure(
    engines: Mapping[str, Translator], tests: Path, names: Sequence[str], most: int | None = None
) -> Iterator[Measured]:
    """Every engine on every test set, as each is done."""
    for name in names:
        french, english = read(tests, name, most)
        for label, translator in engines.items():
            given, wanted = (english, french) if _to_french(translator) else (french, english)
            translator.translate(given[:1])  # loads the model
            begun = _worked()
            answers = [answer.text for answer in translator.translate(given)]
            speed = sum(len(line.split()) for line in given) / (_worked() - begun)
            yield Measured(label, name, len(given), *_scores(answers, wanted), speed)


def _worked() -> float:
    """Processor time of this process and of those that it has waited for, in seconds."""
    return sum(os.times()[:4])


def _scores(answers: Sequence[str], english: Sequence[str]) -> tuple[float, float]:
    bleu, chrf = (metric.corpus_score(answers, [english]).score for metric in (BLEU(), CHRF()))
    return bleu, chrf


def report(engines: Mapping[str, Translator], tests: Path, names: Sequence[str], most: int | None = None) -> str:
    """All of it as Markdown, the engines side by side."""
    return HEAD + table(list(measure(engines, tests, names, most)), engines)


def table(rows: Sequence[Measured], engines: Mapping[str, Translator]) -> str:
    """A Markdown table of all rows, with the signatures of the metrics and of the engines under it."""
    lines = ["| test set | sentences | engine | BLEU | chrF | words a core second |", "|---|--:|---|--:|--:|--:|"]
    lines += [
        f"| {r.test} | {r.sentences:,} | {r.engine} | {r.bleu:.1f} | {r.chrf:.1f} | {r.speed:,.0f} |" for r in rows
    ]
    metrics = [BLEU(), CHRF()]
    for metric in metrics:
        metric.corpus_score(["a"], [["a"]])
    signatures = [f"`{metric.get_signature()}`" for metric in metrics]
    return (
        "\n".join(
            [
                *lines,
                "",
                "Signatures of BLEU, chrF and the engines:",
                "",
                *(f"- {s}" for s in signatures),
                *(f"- `{e.signature}`" for e in engines.values()),
            ]
        )
        + "\n"
    )
