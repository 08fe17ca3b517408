"""Run the detectors over a document, and give their hits an identity."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from audit.codes import blind_spots
from audit.damage import suspect, told
from audit.detectors.registry import Detector, load
from audit.document import Document, Segment, Span
from audit.finding import Category, Finding, Hit, Level, fingerprint
from audit.french.grammar import smoothed
from audit.french.lexicon import load_lexicon
from audit.french.mended import SEAMS, mended_parses
from audit.french.parsed import Doc
from audit.french.parsing import MAX_CHARACTERS, parse
from audit.french.seams import seamed
from audit.fusion import fuse
from audit.glossary import Glossary
from audit.judging.bilingual import load_bilingual
from audit.judging.passages import Passage, passages
from audit.naming.name_list import NameList
from audit.naming.names import Names
from audit.reason import Reason
from audit.result import Failure, Skipped
from audit.suppression import ignores, mark

CONTEXT = 24  # code points either side that go into a fingerprint: three or four words
LONGEST = 4  # code points of the small words that a repair may take in, with their space or apostrophe
UNSPACED = re.compile("[ ’]")  # what a repair puts between words that are run together
# What asks for a word before it, and how far off that may be, run together with another.
GOVERNED, BESIDE = frozenset({"missing-negation"}), 10
# What takes the halves of a word that a space parts for words (*quelqu' un | a*, *week end*).
HALVED = frozenset("dropped-text untranslated broken-sentence false-sentence-break unknown-word tagger".split())
# What asks for a subject, or for a word that governs, which of a fragment stand in another paragraph.
WHOLE = frozenset("subject-agreement missing-negation unconjugated casing tagger corrector name-translated".split())
FRAGMENTS = 3  # paragraphs in small letters from which a document is written in them: a law, a list, a glossary
CLAUSE = 8  # words from which a finding stands whatever variable is among them: a paragraph that is in English


def detect(
    document: Document,
    detectors: Iterable[Detector],
    right: NameList | None = None,
    glossary: Glossary | None = None,
    evidence: Mapping[str, Mapping[str, Any]] | None = None,
) -> tuple[tuple[Finding, ...], tuple[Skipped, ...], tuple[Failure, ...]]:
    """Run the detectors over a document and fuse what they found, in reading order.

    `evidence` is what engines give, by need. What lies within a name that is `right` is no error. What a comment silences
    is marked.
    """
    parses, sourced = parse(document.audited), passages(document)
    offer = _offer(document, parses, sourced) | {"glossary": glossary or Glossary(), **(evidence or {})}
    asked = [*detectors]
    findings: list[Finding] = []
    failures: list[Failure] = []
    seams: dict[str, list[Hit]] = {}
    mended: Mapping[str, Doc] = {}
    for detector in _in_order(asked, sourced=bool(sourced)):
        if detector.wants_mended and not mended:
            mended = parses | mended_parses((s for s in document.audited if s.id in parses), seams)
        if "suspect" in detector.needs and "suspect" not in offer:
            offer["suspect"] = suspect(document, findings)
        if "found" in detector.needs and "found" not in offer:
            offer["found"] = [Span(finding.start, finding.end) for finding in findings]
        for segment in _places(detector, document, sourced):
            supply: dict[str, Any] = {**offer, "segment": segment, "passage": segment, "mended_parses": mended}
            supply["parse"] = parses.get(segment.id) if segment else None
            supply["mended"] = mended.get(segment.id) if segment else None
            if segment and supply["parse"] is None and detector.needs & {"parse", "mended"}:
                continue
            try:
                hits = list(detector.function(**{need: supply[need] for need in detector.needs}))
                if detector.name in SEAMS and isinstance(segment, Segment):
                    seams.setdefault(segment.id, []).extend(hits)
                if detector in asked:
                    findings += [stamp(detector, document, segment, hit) for hit in hits]
            except Exception as error:  # noqa: BLE001 - whatever a detector raises, the others go on and it is named
                failures.append(
                    Failure(detector.name, segment.id if segment else "", f"{type(error).__name__}: {error}")
                )
    wanted = _wanted(document, findings, right or NameList(), blind_spots(document.text, sourced))
    named = {detector.name for detector in asked if detector.asked}
    fused = [_parting(document.text, finding) for finding in fuse(told(document, wanted, named, sourced=bool(sourced)))]
    comments = ignores(document)
    marked = [mark(finding, comments) for finding in fused]
    return _fingerprinted(document, marked), tuple(_unparsed(document, parses)), tuple(failures)


def _offer(document: Document, parses: Mapping[str, Doc], sourced: Sequence[Passage]) -> dict[str, Any]:
    """What a detector may ask for whatever sentence it runs on, but what `detect` was given."""
    lexicon = load_lexicon()
    names = Names.of(parses.values(), lexicon)
    bilingual = {"bilingual": load_bilingual()} if sourced else {}
    found = {"document": document, "units": document.units, "parses": parses, "lexicon": lexicon, "names": names}
    return found | bilingual | {"doubts": {}, "contrasts": {}}


def _places(
    detector: Detector, document: Document, sourced: Sequence[Passage]
) -> Sequence[Segment] | Sequence[Passage] | tuple[None]:
    """What a detector runs on, one after the other; None for the document as a whole."""
    return sourced if detector.per_passage else document.audited if detector.per_segment else (None,)


def _in_order(detectors: Iterable[Detector], *, sourced: bool) -> list[Detector]:
    """The detectors that can run, and before those that read mended sentences the ones that find where to mend."""
    wanted = [detector for detector in detectors if sourced or not detector.wants_source]
    mending = (load()[name] for name in SEAMS if any(detector.wants_mended for detector in wanted))
    wanted += [detector for detector in mending if detector not in wanted]
    return sorted(wanted, key=lambda detector: detector.turn)


def stamp(detector: Detector, document: Document, segment: Segment | Passage | None, hit: Hit) -> Finding:
    """Give a hit its identity, and its place in the document.

    Its repair is written as French writes small words. Raises ValueError when the span is empty or not inside the text: a
    detector's mistake, never the user's.
    """
    offset, last = (segment.start, segment.end) if segment else (0, len(document.text))
    start, stop = hit.start + offset, hit.end + offset
    if not (offset <= start < min(stop, last) and stop <= len(document.text)):  # it may run on into the next sentence
        raise ValueError(f"{detector.name} flagged {hit.start}-{hit.end}, which is empty or outside its text")
    category, severity = hit.category or detector.category, hit.severity or detector.severity
    taken, repair = 0, hit.repair
    if repair:
        before = document.text[max(offset, start - LONGEST) : start]
        taken, repair = seamed(before, document.text[start:stop], smoothed(repair, load_lexicon()))
    text = document.text[start - taken : stop]
    repair = None if repair == text else repair
    return Finding(
        detector.name, category, severity, start - taken, stop, text, hit.why, repair,
        level=detector.levels.get(category, Level.ERROR), confidence=hit.confidence,
    )  # fmt: skip


def _wanted(document: Document, findings: list[Finding], right: NameList, blind: bytearray) -> list[Finding]:
    """Those whose category is not off, that do not lie within a name that is right, nor at a code.

    One of the network must not touch such a name: that is what it stumbled over.
    """
    names, fragments = (list(right.spans(document.text)), _fragments(document)) if findings else ([], [])
    glued = [f for f in findings if f.detector == "glued" or _parted(f)]
    parted = [f for f in findings if f.detector == "spacing"]
    on = (f for f in findings if f.level is not Level.OFF)
    on = (f for f in on if not (_at_code(f, blind) or _misled(f, glued) or _halved(f, parted)))
    whole = (f for f in on if not (f.detector in WHOLE and any(part.start <= f.start < part.end for part in fragments)))
    return [f for f in whole if not any(_excused(f, name) for name in names)]


def _fragments(document: Document) -> list[Segment]:
    """Sentences that open their paragraph in small letters, of a document where several do: each is a piece of a longer one
    (*les locaux suivants : …*), or an entry with what it means (*appât Substance qui attire*)."""
    small = [segment for segment in document.audited if segment.opens and segment.text[:1].islower()]
    return small if len(small) >= FRAGMENTS else []


def _parting(text: str, finding: Finding) -> Finding:
    """The finding, whose repair ends with a space where what it replaces ends within a word (*Câblé | que*: *Wired que*)."""
    within = text[finding.end - 1 : finding.end + 1].isalpha() and finding.end < len(text)
    return replace(finding, repair=f"{finding.repair} ") if finding.repair and within else finding


def _parted(finding: Finding) -> bool:
    return finding.repair not in {None, finding.text} and UNSPACED.sub("", finding.repair or "") == finding.text


def _excused(finding: Finding, name: Span) -> bool:
    if finding.confidence < 1:
        return finding.start < name.end and name.start < finding.end
    return name.start <= finding.start and finding.end <= name.end


def _at_code(finding: Finding, blind: bytearray) -> bool:
    """Whether it speaks of a code as of a word, or of words beside what nobody can read; not of a clause with a code in it."""
    few = finding.category not in {Category.MARKUP, Category.ENCODING} and len(finding.text.split()) < CLAUSE
    return few and 1 in blind[finding.start : finding.end]


def _misled(finding: Finding, glued: Sequence[Finding]) -> bool:
    """Whether it judges other words by two that are run together as if they were one: *membresrefusent travailler*,
    *quipeut travailler*."""
    if finding.detector in GOVERNED and any(0 <= finding.start - other.end <= BESIDE for other in glued):
        return True
    said = " ".join(map(str, finding.why.values.values())) if glued and isinstance(finding.why, Reason) else ""
    return not {one.text for one in glued if one.text not in finding.text}.isdisjoint(re.findall(r"\w+", said))


def _halved(finding: Finding, parted: Sequence[Finding]) -> bool:
    """Whether it speaks of a few words that a space out of place is among, and did not read them as they were meant."""
    few = finding.detector in HALVED and len(finding.text.split()) < CLAUSE
    reach = BESIDE if finding.detector == "tagger" else 0  # it reads the words before as well
    return few and any(other.start < finding.end and finding.start < other.end + reach for other in parted)


def _fingerprinted(document: Document, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in reading order, each with its mark. Its context ends with its paragraph, as others come and go."""
    seen: Counter[str] = Counter()
    done = []
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        block = _block(document, finding)
        left, right = max(block.start, finding.start - CONTEXT), min(max(block.end, finding.end), finding.end + CONTEXT)
        context = document.text[left:right]
        first = fingerprint(finding.detector, finding.text, context, 0)
        mark = fingerprint(finding.detector, finding.text, context, seen[first]) if seen[first] else first
        done.append(replace(finding, fingerprint=mark))
        seen[first] += 1
    return tuple(done)


def _block(document: Document, finding: Finding) -> Span:
    """The paragraph that a finding begins in."""
    index = bisect_right(document.blocks, finding.start, key=lambda block: block.start) - 1
    return document.blocks[index]


def _unparsed(document: Document, parses: dict[str, Any]) -> Iterator[Skipped]:
    for segment in document.audited:
        if segment.id not in parses:
            reason = Reason(
                "sentence {id} has over {n} characters: only its spelling was audited", id=segment.id, n=MAX_CHARACTERS
            )
            yield Skipped("parse", reason)
