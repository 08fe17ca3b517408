"""Engines by themselves, other programs beside them, and what larger batches would bring."""

import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from time import process_time
from typing import TypeVar

from audit.engines import Translator, choose
from audit.engines.guard import Guarded
from audit.errors import EngineError
from audit.readers import read_all
from audit.segmentation import build
from audit.training.evaluate import table

SOURCES = sorted((Path(__file__).parent.parent / "corpora").glob("*/article.txt"))
Answer = TypeVar("Answer")


def processor(function: Callable[[], Answer]) -> tuple[float, Answer]:
    """Seconds of the processor that a call takes, here and in the processes that it waits for; and what it returned."""

    def now() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return process_time() + children.ru_utime + children.ru_stime

    begun = now()
    answer = function()
    return now() - begun, answer


def raw(name: str) -> Translator | None:
    """An engine without its guard, warm; None where it is not here."""
    try:
        engine = choose(name)
    except EngineError:
        return None
    bare = engine.engine if isinstance(engine, Guarded) else engine
    if bare:
        bare.translate(["Le maire a dit que Martin partira demain."])
    return bare


def sentences() -> list[list[str]]:
    """Those of each article."""
    return [[segment.text for segment in build(next(read_all(str(path)))).audited] for path in SOURCES]


def alone() -> str:
    """The table of raw engines and of Grammalecte on the text of the articles."""
    given = [sentence for article in sentences() for sentence in article]
    words = sum(len(sentence.split()) for sentence in given)
    return table(
        (f"on {words:,} words of the same articles", "words a second", "500 words"),
        [(name, f"{words / spent:,.0f}", f"{500 * spent / words * 1000:.0f} ms") for name, spent in _alone(given)],
    )


def _alone(given: Sequence[str]) -> Iterator[tuple[str, float]]:
    for name, title in (("embedded", "CTranslate2 with the embedded engine"), ("apertium", "Apertium")):
        if engine := raw(name):
            yield title, processor(lambda engine=engine: engine.translate(given))[0]  # type: ignore[misc]
    if program := which("grammalecte-cli"):
        with TemporaryDirectory() as folder:
            spent = [_checked(program, Path(folder, "text.txt"), text) for text in ("Bonjour.", "\n".join(given))]
        yield "Grammalecte", spent[1] - spent[0]


def _checked(program: str, file: Path, text: str) -> float:
    file.write_text(f"{text}\n", "utf-8")
    return processor(lambda: subprocess.run([program, "-f", str(file)], capture_output=True, check=True))[0]


def batched(name: str) -> str:
    """What it would bring to ask an engine for several documents at once, and whether its answers would be the same."""
    engine = raw(name)
    if engine is None:
        raise SystemExit(f"there is no engine {name}")
    articles = sentences()
    single = [[sentence] for article in articles for sentence in article]
    pairs = [article[first : first + 2] for article in articles for first in range(0, len(article), 2)]
    kinds = {"articles": articles, "two sentences each": pairs, "one sentence each": single}
    return table(
        ("documents", "number", "words a second, each by itself", "all at once", "other answers"),
        [(kind, *_compared(engine, documents)) for kind, documents in kinds.items()],
    )


def _compared(engine: Translator, documents: Sequence[Sequence[str]]) -> tuple[str, ...]:
    together = [sentence for document in documents for sentence in document]
    words = sum(len(sentence.split()) for sentence in together)
    slow, apart = processor(lambda: [answer for document in documents for answer in engine.translate(document)])
    fast, answers = processor(lambda: engine.translate(together))
    others = sum(one.text != other.text for one, other in zip(apart, answers, strict=True))
    return f"{len(documents)}", f"{words / slow:,.0f}", f"{words / fast:,.0f}", f"{others} of {len(together)}"
