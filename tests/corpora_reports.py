"""The audits of corpora/ that reports/ holds. Run as a program, it writes them anew and prints what changed.

JSON and text are of the French alone (engine none): the same bytes on every machine, so tests hold them to the byte.
The HTML has the back-translation of the engine that comes with the program beside it, as an editor sees it. The last digits
of that engine's arithmetic are not the same on all processors, so tests hold the French side of it, by `french`.
"""

import sys
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import html

from audit import audit_paths
from audit.part import write
from audit.reporters import REPORTERS
from audit.result import Result

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "reports"
NAMES = sorted(article.parent.name for article in ROOT.glob("corpora/*/article.txt"))
FORMATS = {"json": "json", "txt": "full"}
BY_ENGINE = ("english", "evidence", "measures", "warning")  # classes of what the page has from the engine
MOST_LINES = 60  # of a difference shown


def audit_corpus(name: str, engine: str = "none") -> Result:
    """Audit an article of corpora/. The current folder must be the repository: paths in reports are relative to it."""
    return audit_paths([f"corpora/{name}/article.txt"], engine=engine)


def golden(result: Result) -> dict[str, str]:
    """The committed reports of a result with no engine, by suffix."""
    return {suffix: REPORTERS[reporter].render(result, lang="en") for suffix, reporter in FORMATS.items()}


def page(name: str) -> str:
    return REPORTERS["html"].render(audit_corpus(name, "embedded"), lang="en")


def french(page: str) -> str:
    """A page without what its engine said, what follows from that, and the blank lines that these leave."""
    tree: Any = html.document_fromstring(page)  # lxml's types do not say that it is of HTML
    for name in BY_ENGINE:
        for element in tree.find_class(name):
            element.drop_tree()
    lines = html.tostring(tree, encoding="unicode").splitlines()
    return "\n".join(line for line in lines if line.strip())


def difference(old: str, new: str, name: str) -> str:
    """What changed from `old` to `new`, as a unified diff that is cut when it is long; empty when nothing did."""
    lines = unified_diff(old.splitlines(), new.splitlines(), f"reports/{name}", "now", n=1, lineterm="")
    return "\n".join(line[:200] for line in islice(lines, MOST_LINES))


def renew() -> None:
    """Write all reports."""
    for name in NAMES:
        files = golden(audit_corpus(name)) | {"html": page(name)}
        for suffix, text in files.items():
            target = REPORTS / f"{name}.{suffix}"
            old = target.read_text("utf-8") if target.exists() else ""
            if old != text:
                write(text, target)
                shown = difference(old, text, target.name) if suffix == "txt" and old else ""
                sys.stdout.write(f"wrote reports/{target.name}\n{shown}\n".replace("\n\n", "\n"))


if __name__ == "__main__":
    renew()
