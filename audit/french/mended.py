"""A sentence read as it was meant: words that are run together apart, those that spaces part joined, and full stops that
cut a phrase taken out.

What judges grammar reads the parse of that; its places are those of the sentence as it stands.
"""

from collections.abc import Iterable, Mapping, Sequence

from audit.document import Segment
from audit.finding import Hit
from audit.french.parsed import Doc
from audit.french.parsing import parse_texts

# Whose repairs a sentence is read with by those that judge its grammar.
SEAMS = ("glued", "false-sentence-break", "spacing")


def mended_parses(segments: Iterable[Segment], seams: Mapping[str, Sequence[Hit]]) -> dict[str, Doc]:
    """The parse of each segment that has hits whose repair only parts words or takes marks out, by its id."""
    read = [(segment, *_mended(segment.text, seams.get(segment.id, ()))) for segment in segments]
    changed = [(segment, text, places) for segment, text, places in read if text != segment.text]
    made = parse_texts(text for _, text, _ in changed)
    return {
        segment.id: Doc.of(doc, segment.text, places) for (segment, _, places), doc in zip(changed, made, strict=True)
    }


def _mended(text: str, hits: Iterable[Hit]) -> tuple[str, list[int]]:
    """The text with these repairs, and for each of its code points the place that it has in the text as it stands."""
    new, places, done = "", [], 0
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        repair = hit.repair
        if repair is None or hit.start < done or hit.end > len(text):
            continue
        inside = _places(text, hit, repair)
        if inside is not None:
            new += text[done : hit.start] + repair
            places += [*range(done, hit.start), *inside]
            done = hit.end
    return new + text[done:], [*places, *range(done, len(text))]


def _places(text: str, hit: Hit, repair: str) -> list[int] | None:
    """The place of each code point of the repair; None where it does more than part words, join them and take marks out."""
    places, at = [], hit.start
    for letter in repair:
        while at < hit.end and text[at] != letter and not text[at].isalnum() and text[at] not in "'’":
            at += 1
        if at < hit.end and text[at] == letter:
            places.append(at)
            at += 1
        elif letter in " -":
            places.append(at)
        else:
            return None
    return None if any(map(str.isalnum, text[at : hit.end])) else places
