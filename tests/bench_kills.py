"""Kill a run of `audit run FOLDER --format jsonl=OUT` with SIGKILL at random moments, and see that nothing is lost.

`python tests/bench_kills.py [KILLS]`. Each time the same command is given again. When one comes through its bytes must be
those of a run that nobody killed; then the cache is emptied and all begins anew. Every run is a fork of this process, whose
models are loaded, so that the kills fall on the work and not on the start.
"""

import os
import signal
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from audit import cli
from audit.cache import FILE
from audit.threads import one_thread

ARTICLES = 30
SEED = 11
TEXT = (
    "Le maire a ditMartin partira demain matin. Il a accepté la proposition de la commission.\n\n"
    "Le ministre a refusé commenter la nouvelle. C’était sa question numéro {}, et la réunion aura lieu jeudi.\n"
)


def started(folder: Path, out: Path, cache: Path) -> int:
    """The process of a run that has just begun."""
    if pid := os.fork():
        return pid
    os.environ["AUDIT_CACHE_DIR"] = str(cache)
    sys.argv = ["audit", "run", str(folder), "--engine", "none", "--fail-on", "never", "--format", f"jsonl={out}", "-q"]
    code: object = 1
    with suppress(BaseException):
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
    os._exit(code if isinstance(code, int) else 1)


def seconds(pid: int) -> float:
    """How long a run takes that nobody kills."""
    begun = time.perf_counter()
    _, status = os.waitpid(pid, 0)
    if status:
        raise SystemExit(f"a run that nobody killed ended with {status}")
    return time.perf_counter() - begun


def emptied(cache: Path) -> None:
    for file in cache.glob("*"):
        file.unlink()


def outcomes(cache: Path) -> int:
    """How many the cache knows, which must be sound whenever a run was killed."""
    file = cache / FILE
    if not file.exists():
        return 0
    with closing(sqlite3.connect(file)) as database:
        [sound] = database.execute("PRAGMA integrity_check").fetchone()
        if sound != "ok" or list(cache.glob("*damaged*")):
            raise SystemExit(f"the cache is damaged: {sound}")
        tables = database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return int(database.execute("SELECT count(*) FROM outcomes").fetchone()[0]) if tables else 0


def warmed(folder: Path, expected: Path, cache: Path) -> float:
    """Load the models here, by a run in this process; then how long a run of a fork takes."""
    from audit.pipeline import Run
    from audit.settings import DEFAULTS

    list(Run([str(folder)], DEFAULTS.under(engine="none")))
    return seconds(started(folder, expected, cache))


def main(kills: int) -> None:
    one_thread(os.environ)
    random = Random(SEED)  # noqa: S311 - moments, no secret
    with TemporaryDirectory() as name:
        folder, out, expected = Path(name, "articles"), Path(name, "out.jsonl"), Path(name, "expected.jsonl")
        cache = Path(name, "cache")
        folder.mkdir()
        for number in range(ARTICLES):
            (folder / f"{number:03}.txt").write_text(TEXT.format(number), "utf-8")
        whole = warmed(folder, expected, cache)
        emptied(cache)
        done, rounds, most = 0, 0, 0
        while done < kills or not rounds:
            pid = started(folder, out, cache)
            if done < kills:
                time.sleep(random.uniform(0, whole / 3))
                os.kill(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            done += os.WIFSIGNALED(status)
            before, known = most, outcomes(cache)
            if known < before:
                raise SystemExit(f"{before} outcomes were known, and {known} are left")
            most = known
            if out.exists():
                if out.read_bytes() != expected.read_bytes():
                    raise SystemExit("other bytes than those of a run that nobody killed")
                rounds, most = rounds + 1, 0
                out.unlink()
                emptied(cache)
            elif not os.WIFSIGNALED(status):
                raise SystemExit(f"a run ended with {status} and wrote nothing")
    sys.stdout.write(
        f"{done} kills, {rounds} runs of {ARTICLES} articles came through with the bytes of one that nobody killed: "
        "nothing lost, nothing twice\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
