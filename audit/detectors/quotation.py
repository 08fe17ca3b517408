"""Quotation marks that do not pair (*“… "*, *« … ”*, one never closed).

Silent about the multi-paragraph habit of opening each paragraph anew, quotations that run on to a later paragraph or fill
theirs but for the one mark, the conversations of novels, whose turns have dashes, quotations within quotations,
apostrophes, inches and seconds after figures, an odd straight mark (nobody can tell which one is too many) unless a speaker is
set in behind the last, and any style as long as it pairs.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audit.detectors.registry import detector
from audit.document import Block, Document, Role
from audit.finding import Category, Hit, Severity
from audit.reason import Reason

MARK = re.compile(r"(?<!€)[«»“”]|(?<!\d)\"")  # *€“* is a dash, ill decoded
CLOSES = {"«": "»", "“": "”", '"': '"'}
FRENCH, ENGLISH = "«»", "“”"
STRAIGHT = '"'
REACH = 30  # code points of context shown in a finding: the quotation's last or first words
# Who speaks, set in behind the quotation that should have ended before it.
SPEAKER = re.compile(
    r"[^\W\d_]+(?=, (?:(?:a|ont|avait|avaient)-t?-?(?:il|elle|ils|elles|on)|(?:dit|déclare|explique|affirme|estime|ajoute)"
    r"(?:-t?-?(?:il|elle))?|(?:a|ont) (?!été )(?:dit|[^\W\d_]{2,}é|reconnu|répondu|soutenu|conclu|averti|surenchéri)) )"
)
UNSPACED = re.compile(r"(?<=\w)(?=[?!]$)")
SENTENCE = re.compile(r"[^.!?…]+[.!?…]+")
TURN = re.compile(
    r"(?m)(?:^|[.!?…»] )\s*(?:—|--)\s*[^\W\d_a-zà-ÿ]"
)  # of a conversation; lists rather have shorter dashes
TURNS = 2
SET_IN = re.compile(
    r", (?:\w+-t?-?(?:il|elle|ils|elles|on)\b|a (?:dit|expliqué|ajouté|déclaré)|(?:assur|expliqu|affirm|racont|ajout)e\b)"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """An opening mark and where it stands in its paragraph; -1 for one that a paragraph before left open."""

    mark: str
    at: int


@detector(category=Category.PUNCTUATION, severity=Severity.MINOR)
def quotation(document: Document) -> Iterator[Hit]:
    blocks = [block for block in document.blocks if block.role is not Role.FURNITURE]
    style, conversation = _style(document.text), len(TURN.findall(document.text)) >= TURNS
    carried = False
    for index, block in enumerate(blocks):
        text = document.text[block.start : block.end]
        left, faults = _pair(text, carried or conversation, style)
        open_still = bool(left) or (carried and MARK.search(text) is None)
        continues = open_still and _goes_on(document, blocks[index + 1 :])
        if left and not continues and not conversation and not _filled(text, left[0]):
            faults.append(_never_closed(text, left[0]))
        for fault in faults:
            yield Hit(block.start + fault.start, block.start + fault.end, fault.why, fault.repair)
        carried = continues


def _style(text: str) -> str:
    """The marks that an article uses: straight ones where it opens most quotations so, else French rather than English ones."""
    paired = {marks: min(map(text.count, marks)) for marks in (FRENCH, ENGLISH)}
    straight = text.count(STRAIGHT) // 2
    return STRAIGHT if straight >= 2 * max(text.count("«"), text.count("“")) else max(paired, key=paired.__getitem__)


def _goes_on(document: Document, behind: Sequence[Block]) -> bool:
    """True when the next paragraph opens the quotation anew, or a later one closes it before it opens another."""
    for n, block in enumerate(behind):
        if mark := MARK.search(document.text, block.start, block.end):
            return mark.group() in "»”" or (n == 0 and mark.start() == block.start)
    return False


def _pair(text: str, carried: bool, style: str) -> tuple[list[Quote], list[Hit]]:
    """Pair the marks of a paragraph: those left open, outermost first, and what is wrong."""
    stack = [Quote("«", -1)] if carried else []
    faults: list[Hit] = []
    for match in MARK.finditer(text):
        mark, at = match.group(), match.start()
        if _opens(text, mark, at, stack):
            if not (carried and at == 0):
                stack.append(Quote(mark, at))
        elif not stack:
            faults += [] if mark == '"' or match.end() == len(text) else [_never_opened(text, at, mark)]
        else:
            while (
                len(stack) > 1 and CLOSES[stack[-1].mark] != mark and mark in map(CLOSES.get, (q.mark for q in stack))
            ):
                inner = stack.pop()
                faults.append(Hit(inner.at, _word_end(text, inner.at), _unclosed(inner)))
            opener = stack.pop()
            if opener.at >= 0 and (CLOSES[opener.mark] != mark or mark == "“"):
                faults.append(_mismatch(text, opener, at, style))
    return [quote for quote in stack if quote.at >= 0 and (quote.mark != STRAIGHT or _spoken(text, quote))], faults


def _filled(text: str, opener: Quote) -> bool:
    """True for a paragraph that is quoted from its first word to its last, with no speaker set in: it may end in a later one."""
    inside = text[opener.at + 1 :]
    return opener.at == 0 and not (MARK.search(inside) or SET_IN.search(inside) or SPEAKER.search(inside))


def _spoken(text: str, opener: Quote) -> bool:
    """True for a straight mark before a sentence with a speaker set in."""
    return _opens_sentence(text, opener) and SPEAKER.search(text, opener.at) is not None


def _opens_sentence(text: str, opener: Quote) -> bool:
    return text[max(0, opener.at - REACH) : opener.at].rstrip()[-1:] in ("", *".!?:…")


def _opens(text: str, mark: str, at: int, stack: list[Quote]) -> bool:
    if mark == "“" and stack and _closing(text, at):
        return False
    return mark in "«“" or (mark == '"' and not (stack and (stack[-1].mark == '"' or _closing(text, at))))


def _mismatch(text: str, opener: Quote, at: int, style: str) -> Hit:
    """Blame the mark that is not of the article's own style; of two that are not, the second."""
    why = Reason("opened with {opening}, closed with {closing}", opening=opener.mark, closing=text[at])
    if text[at] in style and opener.mark not in style:
        end = _word_end(text, opener.at)
        word = text[opener.at + 1 : end].lstrip()
        return Hit(opener.at, end, why, f"« {word}" if style == FRENCH else f"{style[0]}{word}")
    start = _word_start(text, at)
    closing, last = CLOSES[opener.mark], text[start:at].rstrip()
    if closing != "»":
        return Hit(start, at + 1, why, f"{last}{closing}")
    if _fragment(text, opener, at):
        return Hit(start, at + 1, why, f"{last[:-1]} ».")
    return Hit(start, at + 1, why, f"{UNSPACED.sub(' ', last)} »")


def _fragment(text: str, opener: Quote, at: int) -> bool:
    """True for a few words of a sentence that is not quoted, with its full stop (*on l’appelle « le vieux.”*)."""
    quoted, before = text[opener.at + 1 : at].strip(), text[: opener.at].rstrip()[-1:]
    return quoted[:1].islower() and quoted.endswith(".") and quoted.count(".") == 1 and before not in ",:"


def _never_closed(text: str, opener: Quote) -> Hit:
    """Blame the place where the quotation should have ended, where one can tell, else its beginning."""
    why, closing = _unclosed(opener), CLOSES[opener.mark]
    joint = " »" if closing == "»" else closing
    following = MARK.search(text, opener.at + 1)
    end = following.start() if following else len(text)
    if speaker := SPEAKER.search(text, opener.at, end):
        return Hit(speaker.start(), speaker.end() + 1, why, f"{speaker.group()}{joint},")
    if _opens_sentence(text, opener):  # whole sentences are quoted
        sentence = SENTENCE.match(text, opener.at + 1, end)
        if sentence:
            quoted = text[opener.at + 1 : end] if SET_IN.search(sentence[0]) else sentence[0]
            stop = opener.at + 1 + len(quoted.rstrip())
            start = _word_start(text, stop)
            return Hit(start, stop, why, f"{text[start:stop]}{joint}")
    return Hit(opener.at, _word_end(text, opener.at), why)


def _unclosed(opener: Quote) -> Reason:
    return Reason("“{mark}” is never closed", mark=opener.mark)


def _never_opened(text: str, at: int, mark: str) -> Hit:
    return Hit(_word_start(text, at), at + 1, Reason("“{mark}” closes what was never opened", mark=mark))


def _closing(text: str, at: int) -> bool:
    """True for a straight mark that stands right behind a word or stop."""
    return at > 0 and not text[at - 1].isspace() and (at + 1 == len(text) or not text[at + 1].isalnum())


def _word_start(text: str, at: int) -> int:
    """Where the word before the mark begins."""
    start = at
    while start > 0 and (text[start - 1].isspace() or text[start - 1] in ".!?…,"):
        start -= 1
    while start > 0 and not text[start - 1].isspace() and at - start < REACH:
        start -= 1
    return start


def _word_end(text: str, at: int) -> int:
    """Where the word behind the mark ends."""
    end = at + 1
    while end < len(text) and text[end].isspace():
        end += 1
    while end < len(text) and not text[end].isspace() and end - at < REACH:
        end += 1
    return end
