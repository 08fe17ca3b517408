"""Results made by hand for the reporters' tests, from the invented article of gold/ferry.toml.

Run as a program, it writes the golden reports anew; `git diff tests/gold` then shows what changed.
"""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from audit.comparison import word_diff
from audit.document import Block, Role
from audit.finding import Category, Finding, Level, Severity, Suppression, fingerprint
from audit.reporters import REPORTERS
from audit.result import DocumentResult, Failure, Gate, Metrics, Rejected, Result, Score, SegmentResult, Skipped

GOLD = Path(__file__).parent / "gold"
SIGNATURE = "translation-audit|v:0.1.0|engine:apertium"
HOSTILE = (
    "<script>alert(1)</script> &amp; {{ 7*7 }} {% x %} \u202eabc\u202c a\u200bb \0 \x1b[31m \ud800 \r\n \x85 [bold] ]]>"
)


def document(path: str = "content/fr/ferry.txt") -> DocumentResult:
    """The invented article: eleven findings, a check that broke, one that did not run, an unreliable sentence."""
    data = tomllib.loads((GOLD / "ferry.toml").read_text(encoding="utf-8"))
    text = ""
    blocks: list[Block] = []
    segments: list[SegmentResult] = []
    for block in data["blocks"]:
        start = len(text)
        for sentence in block["sentences"]:
            segments.append(_segment(str(len(segments) + 1), len(text), Role(block["role"]), *sentence))
            text += sentence[0] + " "
        text = text[:-1]
        blocks.append(Block(start, len(text), Role(block["role"]), "fr"))
        text += "\n\n"
    text = text[:-1]
    return DocumentResult(
        path=path,
        text=text,
        language="fr",
        disclosed_mt=True,
        words=118,
        score=Score(48.0, 11.3, 78.9, False, 61.2),
        metrics=Metrics(81.4, 70.2, 19.5, {"chrf": "chrF2|nrefs:1|case:mixed|version:2.5.1"}),
        blocks=tuple(blocks),
        segments=tuple(segments),
        findings=tuple(sorted((_finding(text, row) for row in data["findings"]), key=lambda finding: finding.start)),
        skipped=(Skipped("agreement", "the French parser is not installed"),),
        failures=(Failure("casing", "8", "ValueError: no such case"),),
        engine="apertium fra-cat-eng",
    )


def of_all_groups(path: str = "content/fr/ferry.txt") -> DocumentResult:
    """The invented article, two of whose findings are warnings and two accepted."""
    made = document(path)
    apart: dict[str, dict[str, Any]] = {
        "siteTidal": {"level": Level.WARN},
        ", eux,": {"level": Level.WARN},
        "ditBrook": {"suppressed": Suppression("baseline", "a house style")},
        ". de": {"suppressed": Suppression("inline")},
    }
    return replace(made, findings=tuple(replace(f, **apart.get(f.text, {})) for f in made.findings))


def clean(path: str = "content/fr/silence.txt") -> DocumentResult:
    """An article with nothing to report, every check run."""
    text, english = "Les passagers saluent le silence.", "Passengers welcome the silence."
    return DocumentResult(
        path=path,
        text=text,
        language="fr",
        disclosed_mt=False,
        words=5,
        score=Score(100.0, 0.0, 100.0, False, 0.0),
        metrics=Metrics(),
        blocks=(Block(0, len(text), Role.BODY, "fr"),),
        segments=(_segment("1", 0, Role.BODY, text, english, english),),
        findings=(),
        engine="apertium fra-cat-eng",
    )


def of_text(text: str, *spans: tuple[int, int]) -> DocumentResult:
    """One sentence that is `text`, everything else in the result saying the same, with a finding on each of `spans`."""
    findings = tuple(
        Finding("glued", Category.MARKUP, Severity.MAJOR, a, b, text[a:b], text, text, (text,), (text,), f"{i:016x}")
        for i, (a, b) in enumerate(spans)
    )
    return replace(
        clean(path=text),
        text=text,
        blocks=(Block(0, len(text), Role.BODY, None),),
        segments=(_segment("1", 0, Role.BODY, text, text, f"{text} {text}"),),
        findings=findings,
        skipped=(Skipped("parse", text),),
        failures=(Failure("casing", text, text),),
        engine=text,
    )


def result(*documents: DocumentResult, rejected: tuple[Rejected, ...] = ()) -> Result:
    """A run over `documents`, the invented article by default, whose gate failed."""
    gate = Gate(False, ("content/fr/ferry.txt: 8 findings of severity major or worse",))
    return Result("0.1.0", SIGNATURE, documents or (document(),), rejected, gate)


def of_all_kinds() -> Result:
    """An article with findings, one without, and a rejected input."""
    return result(document(), clean(), rejected=(Rejected("content/fr/vide.txt", "the file is empty"),))


def hostile() -> Result:
    """Hostile text in every field, and findings that overlap, nest, touch and cross."""
    return result(of_text(HOSTILE, (0, 9), (4, 20), (20, 30), (22, 25), (0, len(HOSTILE))))


def renew() -> None:
    """Write the golden reports."""
    for name in ("concise", "full"):
        for lang in ("en", "fr"):
            text = REPORTERS[name].render(of_all_kinds(), lang=lang)
            (GOLD / f"ferry.{name}.{lang}.txt").write_text(text, encoding="utf-8")


def _segment(
    number: str, start: int, role: Role, french: str, back: str | None = None, meant: str | None = None
) -> SegmentResult:
    unreliable = "the output repeats itself" if back and "must must" in back else None
    return SegmentResult(
        id=number,
        start=start,
        end=start + len(french),
        role=role,
        text=french,
        back_translation=back,
        reconstruction=meant,
        diff=word_diff(back, meant) if back is not None and meant is not None else (),
        unreliable=unreliable,
    )


def _finding(article: str, row: dict[str, Any]) -> Finding:
    start = article.index(row["text"])
    return Finding(
        detector=row["detector"],
        category=Category(row["category"]),
        severity=Severity(row["severity"]),
        start=start,
        end=start + len(row["text"]),
        text=row["text"],
        why=row["why"],
        repair=row.get("repair"),
        evidence=tuple(row.get("evidence", ())),
        back_translation=tuple(row.get("back_translation", ())),
        fingerprint=fingerprint(row["detector"], row["text"], article[start - 20 : start + 40], 0),
    )


if __name__ == "__main__":
    renew()
