"""Results made by hand for the tests of the formats that other programs read."""

from collections.abc import Iterable
from dataclasses import replace

import report_sample

from audit.finding import Category, Finding, Level, Severity, Suppression
from audit.reporters import REPORTERS
from audit.result import DocumentResult, Rejected, Result

FOR_PROGRAMS = ("csv", "mqm", "sarif", "junit", "github", "gitlab", "rdjson")
# An emoji takes one code point, two UTF-16 units and four bytes, so that each unit puts what follows somewhere else.
HOSTILE = (
    "\U0001f600é ::error file=x::a%0Ab\r\n\u202ebidi\u202c <v>mark</v> ]]>&amp;<b>\t=1+1\0\x1b[31m\x85\u2028"
    "\ud800\ufffe\uffff\n##[error]::stop-commands::x, y: z\n@SUM(A1) [[ATTACHMENT|/etc/x]]“c’est”\"'\n"
)
PATHS = (
    "a,b:c%0A\n::error::x.txt",
    "https://example.org/é?a=1&b=2#c",
    "<stdin>",
    "/elsewhere/\udce9.txt",
    "-x.csv",
    "",
)
GATE = report_sample.result().gate


def article(
    text: str, *repairs: tuple[str, str | None], path: str = "fr/x.txt", extracted: bool = False
) -> DocumentResult:
    """`text` with a finding on the first place of each given part, and its repair."""
    starts = [text.index(part) for part, _ in repairs]
    document = report_sample.of_text(
        text, *((at, at + len(part)) for at, (part, _) in zip(starts, repairs, strict=True))
    )
    findings = [
        replace(finding, why="It is wrong.", repair=repair)
        for finding, (_, repair) in zip(document.findings, repairs, strict=True)
    ]
    return replace(
        document, path=path, findings=tuple(findings), extracted=extracted, skipped=(), failures=(), engine=None
    )


def hostile() -> Result:
    """Hostile text in every field that can hold it, in documents of odd paths, whole and extracted, accepted and not."""
    spans = [(0, 1), (2, 30), (20, len(HOSTILE)), (len(HOSTILE) - 22, len(HOSTILE))]
    base = report_sample.of_text(HOSTILE, *spans)
    accepted = with_findings(base, suppressed=Suppression("baseline", HOSTILE))
    documents = [replace(base, path=path, extracted=bool(number % 2)) for number, path in enumerate(PATHS)]
    return report_sample.result(*documents, replace(accepted, path="x"), rejected=(Rejected(HOSTILE, HOSTILE),))


def with_findings(document: DocumentResult, **changes: object) -> DocumentResult:
    return replace(document, findings=tuple(replace(finding, **changes) for finding in document.findings))  # type: ignore[arg-type]


def many(severities: Iterable[Severity]) -> DocumentResult:
    """A finding of each severity given, on a line of its own."""
    chosen = list(severities)
    text = "mot\n" * len(chosen)
    findings = tuple(
        Finding("glued", Category.SPELLING, severity, 4 * i, 4 * i + 3, "mot", f"number {i}", fingerprint=f"{i:016x}")
        for i, severity in enumerate(chosen)
    )
    return replace(report_sample.of_text(text), path="many.txt", findings=findings, skipped=(), failures=())


def mixed() -> Result:
    """The invented article with one finding accepted in a baseline, one in the text, and a mere warning."""
    document = report_sample.document()
    first, second, third, *others = document.findings
    findings = (
        replace(first, suppressed=Suppression("baseline", "known since spring")),
        replace(second, suppressed=Suppression("inline")),
        replace(third, level=Level.WARN),
        *others,
    )
    return report_sample.result(
        replace(document, findings=findings),
        report_sample.clean(),
        rejected=(Rejected("content/fr/vide.txt", "the file is empty"),),
    )


def render(name: str, result: Result, lang: str = "en") -> str:
    return REPORTERS[name].render(result, lang=lang)
