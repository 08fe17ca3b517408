"""The targets of `python -m fuzz` under hypothesis, which varies what is well-formed; and what fuzzing has found, by name."""

import os

import pytest
from fuzz.invariants import bounded
from fuzz.seeds import TOKENS, seeds
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

INPUTS = int(os.environ.get("FUZZ_INPUTS", "150"))  # for each target: 3,700 together
SECONDS = 5.0  # of computing, the most that one small input may take
SLOW = {
    "detectors": 15,
    "html": 30,
    "offsets": 30,
    "suppression": 30,
    "edited-result": 40,
    "comparison": 40,
    "language": 50,
}
SLOW |= dict.fromkeys(("text", "report", "unnamed"), 60)
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


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"article"}))  # which here is the same as html
def test_any_input_is_taken_or_refused(name: str) -> None:
    @given(st.one_of(edited(name), st.binary(max_size=300), st.text(max_size=150).map(str.encode)))
    @settings(
        max_examples=min(INPUTS, SLOW.get(name, INPUTS)),
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def check(raw: bytes) -> None:
        with bounded(SECONDS):
            TARGETS[name](raw)

    TARGETS[name](seeds(name)[0])  # models are loaded before there is a time limit
    check()


CRASHERS = [
    pytest.param("tsv", b"fr\x0bid\nOui\x0b1\n", id="a line tabulation is no line break to csv"),
    pytest.param("tsv", b'"fr"\tid\nOui "\t1\nNon\t2\n', id="quoted column names in a file that is not quoted"),
    pytest.param("csv", b'"' + b"x" * 200_000 + b'"\n', id="column names over csv's own limit"),
    pytest.param("html", b"<p>Oui.<!-- a --> \x18<p>Non.", id="a control character behind a comment"),
    pytest.param("html", b"<p>Oui.<!-- a -->&#1;<p>Non.<i hidden>x</i>&#xFFFE;", id="the same as references"),
    pytest.param("html", "<p>Oui.<!-- a -->\x0c\uffff<p hidden>x</p>\ufffe".encode(), id="what XML cannot hold"),
    pytest.param(
        "po", b'msgid "%s!"\nmsgstr "Oui."\n' % (b"_" * 5_000), id="a msgid of underscores, each of them a separator"
    ),
    pytest.param(
        "html",
        b"<article><h1>Un budget</h1><p>Le conseil municipal de la ville a vote lundi soir un budget en forte hausse, qui "
        b"augmente de trois pour cent.</p><p>***</p><p>Fin.</p></article><!-- audit-ignore -->",
        id="a comment at the end of a page with a paragraph without letters",
    ),
    pytest.param(
        "html",
        b"<p>Partager&nbsp;</p><p>Le conseil municipal de la ville a vote lundi soir un budget.</p>",
        id="a no-break space at the end of a paragraph that is no sentence",
    ),
    pytest.param(
        "po-copy",
        b'msgid ""\nmsgstr ""\n"a: b\\n"\nmsgid ""\nmsgstr "Oui."\n#',
        id="a second header, which stands on no line",
    ),
    pytest.param(
        "po-copy",
        b'msgid "a"\nmsgstr "Oui."\x0bmsgid "b"\nmsgstr "Non."\n',
        id="a line that a vertical tabulation ends",
    ),
    pytest.param(
        "result",
        seeds("result")[0].replace(b'"language": "fr"', b'"language": "\\udc83"'),
        id="a language that is none",
    ),
    pytest.param(
        "xliff-copy",
        "<xliff><file><trans-unit id='1' \U0001f468\u200d='x'><target>Oui.</target></trans-unit></file></xliff>".encode(),
        id="an attribute with a name that libxml2 takes and expat does not",
    ),
    pytest.param("diff", b"\x02  \x00", id="white space and a NUL"),
    pytest.param("diff", b"\x04\xc2\xab\xc2\xbb \xc2\xab \xc2\xbb", id="quotation marks with and without a space"),
]


@pytest.mark.parametrize(("name", "raw"), CRASHERS)
def test_what_fuzzing_has_found_stays_mended(name: str, raw: bytes) -> None:
    with bounded(SECONDS):
        TARGETS[name](raw)
