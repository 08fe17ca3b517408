"""The targets of `python -m fuzz` under hypothesis, which varies what is well-formed; and what fuzzing has found, by name."""

import os

import pytest
from fuzz.seeds import TOKENS, seeds
from fuzz.targets import TARGETS, bounded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

INPUTS = int(os.environ.get("FUZZ_INPUTS", "150"))  # for each target: three thousand together
SLOW = {"html": 30, "offsets": 30, "suppression": 30, "edited-result": 40, "language": 50} | dict.fromkeys(
    ("text", "report", "unnamed"), 60
)
PIECES = st.one_of(st.binary(max_size=20), st.sampled_from(TOKENS).map(lambda t: t.encode("utf-8", "surrogatepass")))
EDITS = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 40), PIECES), min_size=1, max_size=6)


def edited(name: str) -> st.SearchStrategy[bytes]:
    """A well-formed input with some pieces taken out and others put in."""

    def apply(seed: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
        for place, length, piece in edits:
            at = place % (len(seed) + 1)
            seed = seed[:at] + piece + seed[at + length :]
        return seed

    return st.builds(apply, st.sampled_from(seeds(name)), EDITS)


@pytest.mark.parametrize("name", TARGETS)
def test_any_input_is_taken_or_refused(name: str) -> None:
    @given(st.one_of(edited(name), st.binary(max_size=300), st.text(max_size=150).map(str.encode)))
    @settings(
        max_examples=min(INPUTS, SLOW.get(name, INPUTS)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(raw: bytes) -> None:
        with bounded():
            TARGETS[name](raw)

    check()


CRASHERS = [
    pytest.param("tsv", b"fr\x0bid\nOui\x0b1\n", id="a line tabulation is no line break to csv"),
    pytest.param("tsv", b'"fr"\tid\nOui "\t1\nNon\t2\n', id="quoted column names in a file that is not quoted"),
    pytest.param("csv", b'"' + b"x" * 200_000 + b'"\n', id="column names over csv's own limit"),
    pytest.param("html", b"<p>Oui.<!-- a --> \x18<p>Non.", id="a control character behind a comment"),
    pytest.param("html", "<p>Oui.<!-- a -->\x0c\uffff<p hidden>x</p>\ufffe".encode(), id="what XML cannot hold"),
    pytest.param(
        "po", b'msgid "%s!"\nmsgstr "Oui."\n' % (b"_" * 5_000), id="a msgid of underscores, each of them a separator"
    ),
    pytest.param("diff", b"\x02  \x00", id="white space and a NUL"),
    pytest.param("diff", b"\x04\xc2\xab\xc2\xbb \xc2\xab \xc2\xbb", id="quotation marks with and without a space"),
]


@pytest.mark.parametrize(("name", "raw"), CRASHERS)
def test_what_fuzzing_has_found_stays_mended(name: str, raw: bytes) -> None:
    with bounded():
        TARGETS[name](raw)
