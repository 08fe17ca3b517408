# ruff: noqa: T201 - it prints what it measures
"""Fuzz with atheris: `cd tests; python -m fuzz [--seconds N] [TARGET...]` prints inputs tried and what was found."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from fuzz.seeds import TOKENS, seeds
from fuzz.targets import TARGETS

TESTS = Path(__file__).parents[1]
BUILD = TESTS.parent / "build" / "fuzz"
MEMORY = Path("/dev/shm")  # noqa: S108 - a disk would be all that is measured
MEGABYTES = 2_000  # that one target may hold; the parsers and word lists take 300
SECONDS_EACH = 10  # for one input, which at most has some thousand bytes
LONGEST = 4_096  # bytes, where no seed is longer


class Outcome(NamedTuple):
    """How a target did. `taken` is the share of inputs (%) that were not refused, `edges` the places in the program that
    were reached, by the first inputs and in the end; `found` is the input that broke it, None where none did."""

    inputs: int
    seconds: float
    megabytes: int
    taken: float
    edges: tuple[int, int]
    found: Path | None


def main() -> int:
    """Run every target for so many seconds, each in a process of its own."""
    arguments = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    arguments.add_argument("targets", nargs="*", default=list(TARGETS), help=", ".join(TARGETS))
    arguments.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    given = arguments.parse_args()
    done, broken = [], []
    print(f"{'target':16}{'inputs':>11}{'a second':>9}{'taken %':>8}{'edges':>14}{'MB':>6}  found", flush=True)
    for name in given.targets:
        outcome = _run(name, given.seconds)
        done.append(outcome)
        broken += [name] if outcome.found else []
        rate, (first, last) = outcome.inputs / max(outcome.seconds, 1), outcome.edges
        figures = f"{outcome.inputs:>11,}{rate:>9,.0f}{outcome.taken:>8.1f}{f'{first:,} → {last:,}':>14}"
        print(f"{name:16}{figures}{outcome.megabytes:>6,}  {outcome.found or '-'}", flush=True)
    total, most = sum(outcome.inputs for outcome in done), max(outcome.megabytes for outcome in done)
    print(
        f"{'together':16}{total:>11,} inputs, at most {most} MB; {len(broken)} of {len(done)} targets broken", *broken
    )
    return 1 if broken else 0


def _run(name: str, seconds: int) -> Outcome:
    """One target under libFuzzer, which goes on from the inputs that reached new code in earlier runs."""
    corpus, log = BUILD / "corpus" / name, BUILD / f"{name}.log"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    longest = max(LONGEST, *(2 * len(seed) for seed in seeds(name)))
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        words, told = Path(scratch, "words.dict"), Path(scratch, "told")
        words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS))
        command = [sys.executable, "-m", "fuzz.child", name, str(corpus), f"-dict={words}"]
        command += [f"-max_total_time={seconds}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}"]
        command += [f"-max_len={longest}", "-print_final_stats=1", f"-artifact_prefix={BUILD}/{name}-", "-verbosity=1"]
        environment = {**os.environ, "TMPDIR": scratch, "FUZZ_TOLD": str(told), "OMP_NUM_THREADS": "1"}
        started = time.monotonic()
        with log.open("w") as out:
            subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False, cwd=TESTS, env=environment)
        tried, taken = map(int, told.read_text().split()) if told.exists() else (0, 0)
    said = log.read_text(errors="replace")
    found = re.search(r"Test unit written to (?!\S*-slow-unit-)(\S+)", said)
    return Outcome(
        _figure(r"number_of_executed_units:\s+(\d+)", said),
        time.monotonic() - started,
        _figure(r"peak_rss_mb:\s+(\d+)", said),
        100 * taken / max(tried, 1),
        (_figure(r"INITED cov: (\d+)", said), _figure(r"DONE\s+cov: (\d+)", said)),
        Path(found[1]) if found else None if "Done " in said else log,
    )


def _figure(pattern: str, said: str) -> int:
    found = re.search(pattern, said)
    return int(found[1]) if found else 0


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main())
