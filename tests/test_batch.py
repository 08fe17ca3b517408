"""Many inputs at once: the same bytes whatever audits them, in the order that they were named, each failing alone."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from command import CLEAN, GARBLED, MINOR

from audit.batch import Answer, outcomes
from audit.errors import InputError
from audit.inputs import named, tasks
from audit.pipeline import Auditor, Run
from audit.settings import DEFAULTS
from audit.threads import one_thread
from audit.work import Outcome, Task, failure, perform

NO_ENGINE = DEFAULTS.under(engine="none")
HTML = "<html><body><article><h1>Budget</h1><p>{}</p></article></body></html>"


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of eight articles of several kinds, one of which is none."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number, text in enumerate((CLEAN, GARBLED, MINOR, CLEAN * 3, GARBLED + "\n" + MINOR)):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    (folder / "5.html").write_text(HTML.format(GARBLED), "utf-8")
    (folder / "6.txt").write_text("The council voted on Monday evening to raise the budget of the city.\n", "utf-8")
    (folder / "7.jsonl").write_text(json.dumps({"target": MINOR, "source": "The minister did."}) + "\n", "utf-8")
    return folder


def task(text: str = GARBLED, path: str = "a.txt") -> Task:
    return Task(path, text.encode())


def command(folder: Path, *arguments: str, **environment: str) -> bytes:
    """What `audit run` writes, in a process of its own."""
    given = [sys.executable, "-m", "audit", "run", str(folder), "--engine", "none", "--format", "jsonl", "--no-cache"]
    done = subprocess.run([*given, *arguments], capture_output=True, check=False, env=os.environ | environment)
    assert done.returncode == 2, done.stderr  # one of them is in English
    return done.stdout


def test_the_same_bytes_from_one_process_and_from_two_whatever_the_hash_seed_and_the_locale(articles: Path) -> None:
    alone = command(articles, PYTHONHASHSEED="1", LC_ALL="C")
    assert command(articles, "--jobs", "2", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", OMP_NUM_THREADS="1") == alone
    assert [Path(json.loads(line)["path"]).name for line in alone.splitlines()] == [
        *("0.txt", "1.txt", "2.txt", "3.txt", "4.txt", "5.html", "7.jsonl", "6.txt")  # what was rejected comes last
    ]


@dataclass
class Shuffled:
    """A place that does nothing until it is waited for, and then all it has, in an order of its own."""

    ahead: int
    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - an order, no secret
    sizes: list[int] = field(default_factory=list)
    waiting: list[tuple[Task, "Future[bytes]"]] = field(default_factory=list)

    def submit(self, task: Task, key: bytes) -> Answer:  # noqa: ARG002
        future: Future[bytes] = Future()
        self.waiting.append((task, future))
        self.sizes.append(len(self.waiting))
        return Awaited(self, future)

    def finish(self) -> None:
        self.random.shuffle(self.waiting)
        for task, future in self.waiting:
            future.set_result(failure(task, f"about {task.path}").packed())
        self.waiting.clear()

    def close(self) -> None: ...


@dataclass
class Awaited:
    """What a shuffled place will answer."""

    place: Shuffled
    future: "Future[bytes]"

    def done(self) -> bool:
        return self.future.done()

    def result(self) -> bytes:
        self.place.finish()
        return self.future.result()


@dataclass
class Prompt:
    """A place that answers at once, by a name of its own."""

    ahead: int = 100
    closed: bool = False

    def submit(self, task: Task, key: bytes) -> Answer:  # noqa: ARG002
        answer: Future[bytes] = Future()
        answer.set_result(failure(Task("elsewhere", task.raw), "for the test").packed())
        return answer

    def close(self) -> None:
        self.closed = True


def test_outcomes_come_in_the_order_of_the_inputs_and_no_more_are_read_than_may_be_on_their_way() -> None:
    place, read = Shuffled(ahead=5), list[int]()

    def inputs() -> Iterator[Task]:
        for number in range(50):
            read.append(number)
            yield task(path=str(number))

    for number, outcome in enumerate(outcomes(inputs(), place, None, str)):
        assert outcome.documents[0].path == str(number)
        assert len(read) <= number + 5
    assert max(place.sizes) == 5


def test_large_inputs_are_not_piled_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("audit.batch.MOST_BYTES", 1_000)
    place = Shuffled(ahead=100)
    assert len(list(outcomes((Task(str(n), b"x" * 400) for n in range(9)), place, None, str))) == 9
    assert place.sizes == [1, 2, 3] * 3


def test_what_is_done_is_passed_on_before_more_is_read_and_what_is_not_wanted_any_more_is_stopped() -> None:
    place, read = Prompt(), list[str]()

    def inputs() -> Iterator[Task]:
        for name in "abc":
            read.append(name)
            yield task(path=name)

    coming = outcomes(inputs(), place, None, str)
    assert next(coming).documents[0].path == "a"  # as it was named here, whatever it was audited as
    assert (read, place.closed) == (["a"], False)
    coming.close()  # type: ignore[attr-defined]
    assert place.closed


def test_an_outcome_survives_the_way_from_process_to_process() -> None:
    auditor = Auditor.of(NO_ENGINE)
    for text in (GARBLED, CLEAN, "", "Le maire a ditMartin \ud83d \u0301 partira. " * 3):
        outcome = perform(Task("a.txt", text.encode("utf-8", "surrogatepass")), auditor)
        again = Outcome.unpacked(outcome.packed())
        assert again == outcome
        assert Outcome.unpacked(again.packed()).packed() == again.packed()
    with pytest.raises(ValueError, match="no outcome"):
        Outcome.unpacked(b"torn")


def test_an_input_that_takes_too_long_is_named_and_the_next_is_audited() -> None:
    slow = Auditor.of(NO_ENGINE.under(time_limit=0.001))
    [document] = perform(task(), slow).documents
    assert [(failed.detector, failed.error) for failed in document.failures] == [("audit", "not done within 0 s")]
    assert perform(task(), Auditor.of(NO_ENGINE)).documents[0].findings


def test_the_clock_of_an_input_is_stopped_when_it_is_done_and_only_the_main_thread_has_one() -> None:
    auditor = Auditor.of(NO_ENGINE)
    before = signal.getsignal(signal.SIGALRM)
    assert perform(task(), auditor).documents[0].findings
    assert (signal.getitimer(signal.ITIMER_REAL), signal.getsignal(signal.SIGALRM)) == ((0, 0), before)
    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(perform, task(), auditor).result().documents[0].findings


def test_a_larger_input_has_more_time() -> None:
    assert [Task("", b"x" * size).seconds(10) for size in (0, 99_999, 100_000, 1_000_000)] == [10, 10, 20, 110]


def test_a_run_goes_on_when_a_process_is_killed_and_fails_with_3_when_one_input_is_at_fault(articles: Path) -> None:
    (articles / "6.txt").unlink()
    run = Run([str(articles)], NO_ENGINE.under(jobs=1, time_limit=0.001, fail_on="never"))
    documents = list(run)
    assert [Path(document.path).name for document in documents] == sorted(path.name for path in articles.iterdir())
    assert run.result.exit_code == 3


def test_threads_are_one_unless_somebody_says_otherwise() -> None:
    one_thread(environment := {"OMP_NUM_THREADS": "4"})
    assert environment == {"OMP_NUM_THREADS": "4", "OPENBLAS_NUM_THREADS": "1"}


def test_a_source_is_for_one_input(articles: Path, tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("The mayor said so.", "utf-8")
    found = tasks(named([str(articles / "0.txt"), str(articles / "1.txt")]), tmp_path / "source.txt")
    assert next(found)
    with pytest.raises(InputError, match="belongs to one document"):
        next(found)
    with pytest.raises(InputError, match="has its sources in it"):
        perform(Task("7.jsonl", (articles / "7.jsonl").read_bytes(), "The minister."), Auditor.of(NO_ENGINE))
