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
LONGEST = 4_096  # bytes


class Outcome(NamedTuple):
    """How a target did. `found` is the input that broke it, None where none did."""

    inputs: int
    seconds: float
    megabytes: int
    found: Path | None


def main() -> int:
    """Run every target for so many seconds, each in a process of its own."""
    arguments = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    arguments.add_argument("targets", nargs="*", default=list(TARGETS), help=", ".join(TARGETS))
    arguments.add_argument("--seconds", type=int, default=60, help="for each target (60)")
    given = arguments.parse_args()
    total, broken = 0, []
    print(f"{'target':15}{'inputs':>12}{'a second':>10}{'MB':>7}  found", flush=True)
    for name in given.targets:
        outcome = _run(name, given.seconds)
        total += outcome.inputs
        broken += [name] if outcome.found else []
        rate = outcome.inputs / max(outcome.seconds, 1)
        print(
            f"{name:15}{outcome.inputs:>12,}{rate:>10,.0f}{outcome.megabytes:>7,}  {outcome.found or '-'}", flush=True
        )
    print(
        f"{'together':15}{total:>12,} inputs, {len(broken)} of {len(given.targets)} targets broken {' '.join(broken)}"
    )
    return 1 if broken else 0


def _run(name: str, seconds: int) -> Outcome:
    """One target under libFuzzer, which goes on from the inputs that reached new code in earlier runs."""
    corpus, log = BUILD / "corpus" / name, BUILD / f"{name}.log"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_bytes(seed)
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as scratch:
        words = Path(scratch, "words.dict")
        words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS))
        command = [sys.executable, "-m", "fuzz.child", name, str(corpus), f"-dict={words}"]
        command += [f"-max_total_time={seconds}", f"-timeout={SECONDS_EACH}", f"-rss_limit_mb={MEGABYTES}"]
        command += [f"-max_len={LONGEST}", "-print_final_stats=1", f"-artifact_prefix={BUILD}/{name}-", "-verbosity=1"]
        environment = {**os.environ, "TMPDIR": scratch}
        started = time.monotonic()
        with log.open("w") as out:
            subprocess.run(command, stdout=out, stderr=subprocess.STDOUT, check=False, cwd=TESTS, env=environment)
    said = log.read_text(errors="replace")
    found = re.search(r"Test unit written to (\S+)", said)
    return Outcome(
        _figure(r"number_of_executed_units:\s+(\d+)", said),
        time.monotonic() - started,
        _figure(r"peak_rss_mb:\s+(\d+)", said),
        Path(found[1]) if found else None if "Done " in said else log,
    )


def _figure(pattern: str, said: str) -> int:
    found = re.search(pattern, said)
    return int(found[1]) if found else 0


def _escaped(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main())
