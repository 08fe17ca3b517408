"""What each stage of an audit takes, in one process and in each of two side by side: words a second of the processor."""

import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from bench_engines import SOURCES, processor

from audit.cache import Cache, key
from audit.document import Document, Page
from audit.engines import Translation, Translator, choose
from audit.pipeline import Auditor
from audit.readers import read_all
from audit.reporters import REPORTERS
from audit.result import Gate, Result
from audit.segmentation import build
from audit.training.evaluate import table
from audit.work import Outcome, Task

FIRST = Page("first.txt", "Le maire a dit que Martin partira demain. Il a accepté la proposition de la commission.")
# What is timed where it is looked up, besides what can be wrapped: stages by place.
PATCHED = {
    "audit.detection.parse": "parse",
    "audit.reconstruction.compare": "compare",
    "audit.reconstruction.word_diff": "compare",
    "audit.reconstruction.corpus": "compare",
}
READ, REST, KNOWN = "read, segment", "everything else", "the cache, where all is known"
Seconds = dict[str, float]  # by stage
spent: defaultdict[str, float] = defaultdict(float)


def timed(stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, whose time is added to a stage; a generator is run to its end."""

    def measured(*given: Any, **named: Any) -> Any:
        def call() -> Any:
            result = function(*given, **named)
            return iter(list(result)) if isinstance(result, Iterator) else result

        seconds, result = processor(call)
        spent[stage] += seconds
        return result

    return measured


@dataclass
class TimedTranslator:
    """An engine whose time is the stage `engine`."""

    engine: Translator

    @property
    def name(self) -> str:
        return self.engine.name

    @property
    def signature(self) -> str:
        return self.engine.signature

    def translate(self, sentences: Sequence[str]) -> list[Translation]:
        answers: list[Translation] = timed("engine", self.engine.translate)(sentences)
        return answers


def read(path: Path) -> Document:
    return build(next(read_all(str(path))))


def audited(auditor: Auditor, paths: Sequence[Path]) -> Result:
    """Audit and report as `audit run --format html` does."""
    documents = tuple(auditor.audit(timed(READ, read)(path)) for path in paths)
    result = Result("0", auditor.signature, documents, (), Gate(True))
    timed("report (html)", REPORTERS["html"].render)(result, lang="en")
    return result


def remembered(result: Result) -> None:
    """Put the documents into a cache, and get them out again."""
    with TemporaryDirectory() as folder, closing(Cache(Path(folder, "known"), 100)) as cache:
        cache.connect()
        for document in result.documents:
            task = Task(document.path, document.text.encode())
            cache.put(key(task, ""), Outcome((document,)).packed())
            timed(KNOWN, lambda task=task: cache.get(key(task, "")))()


def stages(engine: str, paths: Sequence[Path]) -> tuple[int, Seconds]:
    """The words of the articles, and the seconds of each stage."""
    translator = choose(engine)
    detectors = [replace(d, function=timed(d.name, d.function)) for d in Auditor.default("none").detectors]
    auditor = Auditor(TimedTranslator(translator) if translator else None, tuple(detectors))
    with ExitStack() as stack:
        for place, stage in PATCHED.items():
            stack.enter_context(patch(place, timed(stage, pkgutil.resolve_name(place))))
        auditor.audit(build(FIRST))
        spent.clear()
        total, result = processor(lambda: audited(auditor, paths))
    spent[REST] = total - sum(spent.values())
    remembered(result)
    return sum(document.words for document in result.documents), dict(spent)


def side_by_side(engine: str, *shares: Sequence[Path]) -> tuple[int, Seconds]:
    """The stages in as many processes as there are shares: the words of them all, and their seconds."""
    with get_context("spawn").Pool(len(shares)) as pool:
        done = pool.starmap(stages, [(engine, share) for share in shares], chunksize=1)
    return sum(words for words, _ in done), {stage: sum(seconds[stage] for _, seconds in done) for stage in done[0][1]}


def measured(engine: str) -> str:
    """The table. No text is audited twice in one process, so that nothing that it has seen flatters it."""
    words, one = side_by_side(engine, SOURCES)
    _, two = side_by_side(engine, SOURCES[::2], SOURCES[1::2])
    whole = {name: sum(seconds.values()) - seconds[KNOWN] for name, seconds in (("one", one), ("two", two))}
    rows = [
        (stage, *(f"{words / seconds[stage]:,.0f}" for seconds in (one, two)), f"{one[stage] / whole['one']:.0%}")
        for stage in sorted(one, key=one.__getitem__, reverse=True)
        if stage != KNOWN
    ]
    rows.append((f"all of them, {words:,} words", *(f"{words / seconds:,.0f}" for seconds in whole.values()), "100%"))
    rows.append(
        (KNOWN, *(f"{words / seconds[KNOWN]:,.0f}" for seconds in (one, two)), f"{one[KNOWN] / whole['one']:.0%}")
    )
    return table((f"stage (engine {engine}), words a second", "one process", "each of two", "of the time"), rows)
