"""What stands beside a rendering of a name and tells what it names: a firm's legal form, the kind of a work."""

from typing import TYPE_CHECKING

from audit.french.common_nouns import TITLED
from audit.french.words import words
from audit.naming.names import capitalised, starts

if TYPE_CHECKING:
    from audit.french.parsed import Span

FIRMS = words("inc corp corporation ltd llc plc")  # what only a firm's name stands before
LINKING = words("de d' du des et à pour")  # what joins the words of an institution's name


def distributed(span: "Span") -> bool:
    """*la série HBO Lumières du port*: behind a name that is behind what kind of work it is."""
    return span.start > 1 and span.doc[span.start - 2].norm in TITLED


def ends(span: "Span") -> bool:
    """True where no title goes on (not *le podcast Lanterne rouge*)."""
    after = span.doc[span.end : span.end + 2]
    if not len(after):
        return True
    linked = after[0].norm in LINKING | {"en"} and not any(map(capitalised, after))  # *la série Suits de Netflix*
    return after[0].pos_ not in {"ADJ", "NOUN"} and not linked


def firm(span: "Span") -> bool:
    """*l’enseigne Écart Inc.*: before what the law calls a firm, and behind no more of a name."""
    after = span.doc[span.end] if span.end < len(span.doc) else None
    if after is None or after.norm.removesuffix(".") not in FIRMS or not capitalised(after):
        return False
    before = span.doc[span.start - 1] if span.start else None
    return before is None or starts(before) or not capitalised(before)
