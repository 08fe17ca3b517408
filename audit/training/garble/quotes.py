"""Garbles of quotation marks: opened in one style and closed in another, never closed, never opened, closed twice."""

import re
from collections.abc import Iterator

from audit.training.garble.edit import Edit, Sentence, marked

QUOTED = re.compile(r"«\s?[^«»“”\"]{3,}?\s?»|“[^«»“”\"]{3,}”|\"[^«»“”\"]{3,}\"")
CLOSING = {"«": '”"', "“": '"»', '"': "”»"}
OPENING = {"«": '“"', "“": '"«', '"': "“«"}
SPACE = "\N{NO-BREAK SPACE}"
# What follows a quotation whose end a reader misses: a reporting clause.
REPORTING = re.compile(
    r",? (?:[am]['’-](?:t-)?il|a|ont|avait|dit|dit-(?:il|elle)|a-t-(?:il|elle|on)|ajoute|explique)\b"
)


def _halves(text: str) -> tuple[str, str, str]:
    """The mark and the words of a quotation without the space inside the marks."""
    return text[0], text[1:-1].strip(), text[-1]


def mix_close(sentence: Sentence) -> Iterator[Edit]:
    """*“… vue."*, *«… vue“*: a quotation closes in another style than it opens in."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        # The opening mark of English at the end is what is left of a mark in a link of its own.
        close = sentence.rng.choice(CLOSING[quoted[0][0]] + "“")
        start = quoted.start() + len(quoted[0][:-1].rstrip())
        space = SPACE if close == "»" else ""
        yield Edit(start, quoted.end(), space + marked(close), ("quotation",))


def mix_open(sentence: Sentence) -> Iterator[Edit]:
    """*“… vue »*: a quotation opens in another style than it closes in, and than its article has."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        mark, words, _ = _halves(quoted[0])
        new = sentence.rng.choice(OPENING[mark])
        start = quoted.start()
        end = start + len(quoted[0]) - len(quoted[0][1:].lstrip())
        if words:
            yield Edit(start, end, marked(new) + (SPACE if new == "«" else ""), ("quotation",))


def unclose(sentence: Sentence) -> Iterator[Edit]:
    """*« Il faut agir, a-t-il dit*: never closed, marked where a reporting clause shows the end, else at the opening."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        mark, words, _ = _halves(quoted[0])
        rest = sentence.doc.text[quoted.end() :]
        *others, last = words.split(" ")
        if reporting := REPORTING.match(rest):
            inner = quoted[0][: 1 + len(quoted[0][1:]) - len(quoted[0][1:].lstrip())]
            new = inner + " ".join([*others, marked(last + reporting[0])])
            yield Edit(quoted.start(), quoted.end() + reporting.end(), new, ("quotation",))
        else:
            yield Edit(quoted.start(), quoted.end(), marked(mark) + quoted[0][1:-1].rstrip(), ("quotation",))


def unopen(sentence: Sentence) -> Iterator[Edit]:
    """*Il faut agir », a-t-il dit*: closed, never opened; the mark that is left is the wrong one."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        close = quoted[0][-1]
        if close != '"':
            text = quoted[0][1:].lstrip()
            yield Edit(quoted.start(), quoted.end(), text[:-1] + marked(close), ("quotation",))


def close_twice(sentence: Sentence) -> Iterator[Edit]:
    """*… vue »”*: the mark of the link and that of the text."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        close = sentence.rng.choice(CLOSING[quoted[0][0]])
        yield Edit(quoted.end() - 1, quoted.end(), quoted[0][-1] + marked(close), ("quotation",))
