"""One sentence of the source translated in two ways (*Enregistrer le fichier*, *Sauver le fichier*).

Runs on bilingual files. Silent about segments of fewer than three words, which a context may part; forms of a plural;
differences of case, white space and punctuation; a passage of which a context or another note of the file differs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.detectors.registry import detector
from audit.document import Document, Unit
from audit.finding import Category, Hit, Severity
from audit.reason import Reason

FEWEST = 3  # words
WORD = re.compile(r"\w+")
# Fields that say where a text is used, so that it may have to differ.
CONTEXT = ("context", "msgctxt", "resname", "notes", "note", "comment")
PLURAL = re.compile(r"\[\d\]$")


@detector(category=Category.INCONSISTENT, severity=Severity.MINOR, default=False)  # its precision is not measured yet
def inconsistent_translation(document: Document, units: Sequence[Unit]) -> Iterator[Hit]:
    first: dict[tuple[str, ...], dict[str, Unit]] = {}
    for unit in units:
        words = WORD.findall(unit.source or "")
        if len(words) < FEWEST or PLURAL.search(unit.id):
            continue
        key = (" ".join(words).casefold(), _tail(unit.source or ""), *_context(unit.id, unit.fields))
        known = first.setdefault(key, {})
        plain = " ".join(WORD.findall(document.text[unit.start : unit.end])).casefold()
        other = next((earlier for text, earlier in known.items() if text != plain), None)
        if other and plain not in known:
            earlier = document.text[other.start : other.end]
            why = Reason("the same source is “{other}” in {id}", other=_short(earlier), id=_short(other.id))
            yield Hit(unit.start, unit.end, why)
        known.setdefault(plain, unit)


def _tail(source: str) -> str:
    """The mark that it ends with: a question is another sentence than what it asks about."""
    return source.rstrip()[-1:] if source.rstrip()[-1:] in "?!" else ""


def _context(name: str, fields: Mapping[str, Any]) -> tuple[str, ...]:
    context = name.partition("|")[0] if "|" in name else ""
    return context, *(str(fields[key]) for key in CONTEXT if fields.get(key))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
