"""Garbles at the boundaries of a link: what becomes of spaces, stops, capitals and words where nodes meet."""

import re
from collections.abc import Iterator

from audit.training.garble_edit import CLOSE, OPEN, Edit, Sentence, capital, finite, word_list

# Common nouns that careful French also writes with a capital: no editor would mark them.
DIGNITIES = word_list(
    "académie administration assemblée cabinet chambre commission comité conférence conseil constitution cour "
    "directeur direction empereur état église fédération général gouvernement institut internet loi maire maître "
    "ministre ministère monsieur madame nation parlement parquet pape préfet premier président présidente prince "
    "reine république roi sénat tribunal union université"
)
QUOTED = re.compile(r"«\s?[^«»“”\"]{3,}?\s?»|“[^«»“”\"]{3,}”|\"[^«»“”\"]{3,}\"")
CLOSING = {"«": '”"', "“": '"»', '"': "”»"}
DOUBLED = word_list("à avec ce dans de des du en et est la le les leur mais ou par pour que qui sa ses son sur un une")


def glue(sentence: Sentence) -> Iterator[Edit]:
    """*ditMartin*, *siteY*: the space at a link is lost, and the link may keep the capital it had alone."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if before.is_punct or after.is_punct:
            continue
        first, last = sentence.word(index - 1)[0], sentence.word(index)[1]
        right = sentence.text(index, last)
        if sentence.article.rng.random() < 0.2:
            right = capital(right)
        yield sentence.edit(first, last, f"{OPEN}{sentence.text(first, index)}{right}{CLOSE}", "glued")


def glue_quotation(sentence: Sentence) -> Iterator[Edit]:
    """*Courrier“Ils*: the space before a quotation is lost, or the one after it."""
    for before, mark, after in zip(sentence.doc, sentence.doc[1:], sentence.doc[2:], strict=False):
        if mark.text in {"“", "«"} and before.whitespace_ and before.is_alpha:
            text = before.text + sentence.text(mark.i, after.i + 1)
            yield sentence.edit(before.i, after.i + 1, OPEN + text + CLOSE, "glued")
        if mark.text in {"”", "»"} and mark.whitespace_ and after.is_alpha:
            text = sentence.text(before.i, mark.i + 1) + after.text
            yield sentence.edit(before.i, after.i + 1, OPEN + text + CLOSE, "glued")


def glue_after_punctuation(sentence: Sentence) -> Iterator[Edit]:
    """*Nokia,qui*: the space after a comma or a stop is lost at a link."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if before.text in {",", ";", ")"} and not after.is_punct and index > 1 and sentence.doc[index - 2].is_alpha:
            last = sentence.word(index)[1]
            text = sentence.text(index - 2, index) + sentence.text(index, last)
            yield sentence.edit(index - 2, last, OPEN + text + CLOSE, "glued")


def stop(sentence: Sentence) -> Iterator[Edit]:
    """*le fabricant. de moteurs*: a link, or what stood before it, was translated as a sentence and got its stop."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if index < 2 or before.is_punct or after.is_punct or before.like_num:
            continue
        # A capital hides the break unless what stands beside it cannot end or begin a sentence.
        evident = after.pos_ in {"AUX", "ADJ"} or after.lower_ in {"de", "d'", "d’", "que", "dont"} or finite(after)
        evident = evident or before.pos_ in {"DET", "ADP"}
        if after.text[0].isupper() and not evident:
            continue
        last = sentence.word(index)[1]
        right = sentence.text(index, last)
        chance = sentence.article.rng.random()
        right = capital(right) if evident and chance < 0.3 else right
        space = "" if chance > 0.92 else " "
        first = sentence.word(index - 1)[0]
        text = f"{sentence.text(first, index)}.{space}{right}"
        yield sentence.edit(first, last, OPEN + text + CLOSE, "false-sentence-break")


def raise_capital(sentence: Sentence) -> Iterator[Edit]:
    """*pour La société*, *la Guerre*: the capital that a link text has when it stands alone."""
    for index, end in sentence.links:
        first, before = sentence.doc[index], sentence.doc[index - 1]
        fits = index > 0 and first.text[0].islower() and (before.is_alpha or before.text in {",", ")"})
        if fits and not {token.lower_ for token in sentence.doc[index:end]} & DIGNITIES:
            last = sentence.word(index)[1] if len(first) == 1 or not first.is_alpha else index + 1
            yield sentence.edit(index, last, OPEN + capital(sentence.text(index, last)) + CLOSE, "casing")


def lower_capital(sentence: Sentence) -> Iterator[Edit]:
    """*… s’accélèrent ». la guerre*: a sentence that begins with the middle of another keeps its small letter."""
    first = sentence.doc[0]
    if first.pos_ in {"DET", "NOUN", "ADP", "PRON", "ADV"} and first.is_title and first.is_alpha:
        yield sentence.mark(first, first.text.lower(), "casing")


def drop(sentence: Sentence) -> Iterator[Edit]:
    """*le maire de avait*, *la société de cherche*: a link's words are gone, what governs them hangs in the air."""
    for index, end in sentence.links:
        if index == 0 or end >= len(sentence.doc):
            continue
        before, after = sentence.doc[index - 1], sentence.doc[end]
        hanging = before.pos_ == "ADP" or (before.pos_ == "DET" and before.text[-1] not in "'’")
        closed = after.is_punct or after.pos_ in {"AUX", "ADP", "CCONJ", "SCONJ"} or finite(after)
        if hanging and closed and before.whitespace_ and after.text != "-" and sentence.doc[end - 1].pos_ != "DET":
            glued = after.text in {".", ","} and sentence.article.rng.random() < 0.5
            new = f"{OPEN}{before.text}{'' if glued else ' '}{after.text}{CLOSE}"
            yield sentence.edit(index - 1, end + 1, new, "dropped-text")


def drop_subject(sentence: Sentence) -> Iterator[Edit]:
    """*et s’affrontent pour*: the subject was the link, and its verb stands alone."""
    for index, end in sentence.links:
        if not 1 < index < end < len(sentence.doc):
            continue
        root, before, after = sentence.doc[index:end].root, sentence.doc[index - 1], sentence.doc[end]
        verb = root.head
        alone = root.dep_.startswith("nsubj") and verb.dep_ != "conj" and verb.i >= end and root.left_edge.i >= index
        whole = root.right_edge.i < end and not after.is_punct
        if alone and whole and before.lower_ in {",", "que", "et", "mais", "si", "quand"}:
            yield sentence.edit(index - 1, end + 1, f"{OPEN}{before.text} {after.text}{CLOSE}", "dropped-text")


def repeat_word(sentence: Sentence) -> Iterator[Edit]:
    """*de de*: the word before the link stands again in it."""
    for token in sentence.doc[1:-1]:
        if token.lower_ in DOUBLED and token.whitespace_ and token.nbor(1).lower_ != token.lower_:
            yield sentence.edit(token.i, token.i + 1, f"{token.text} {OPEN}{token.text}{CLOSE}", "repeated")


def repeat_link(sentence: Sentence) -> Iterator[Edit]:
    """*les usines les usines*: the link stands twice."""
    for index, end in sentence.links:
        if index > 0 and end - index > 1 and sentence.doc[index - 1].whitespace_:
            text = sentence.text(index, end)
            yield sentence.edit(index, end, f"{text} {OPEN}{text}{CLOSE}", "repeated")


def mix_quotes(sentence: Sentence) -> Iterator[Edit]:
    """*“… vue."*: a quotation opens in one style and closes in another."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        close = sentence.article.rng.choice(CLOSING[quoted[0][0]])
        close = "\N{NO-BREAK SPACE}»" if close == "»" else close
        start = quoted.start() + len(quoted[0][:-1].rstrip())
        yield Edit(start, quoted.end(), OPEN + close + CLOSE, ("quotation",))


def unclose_quotes(sentence: Sentence) -> Iterator[Edit]:
    """A quotation that is opened and never closed, or the reverse; the mark that is left is the wrong one."""
    for quoted in QUOTED.finditer(sentence.doc.text):
        text, (start, end) = quoted[0], quoted.span()
        if sentence.article.rng.random() < 0.5:
            yield Edit(start, end, OPEN + text[0] + CLOSE + text[1:-1].rstrip(), ("quotation",))
        elif start > 0:
            yield Edit(start, end, text[1:-1].lstrip() + OPEN + text[-1] + CLOSE, ("quotation",))


def join(sentence: Sentence) -> Iterator[Edit]:
    """*la course aux puces “C’est la course*: a sentence runs, cut or whole, into the next one."""
    last = len(sentence.doc) - 1
    if not sentence.follow or last < 6 or sentence.doc[last].text != ".":
        return
    for cut in {last, *(end for _, end in sentence.links if last - 3 <= end < last)}:
        if sentence.doc[cut - 1].is_alpha:
            start, end = sentence.doc[cut - 1].idx, len(sentence.doc.text) + 1 + len(sentence.follow)
            yield Edit(start, end, f"{OPEN}{sentence.doc[cut - 1].text} {sentence.follow}{CLOSE}", ("broken-sentence",))


def stray(sentence: Sentence) -> Iterator[Edit]:
    """A noun phrase of the article stands before a sentence that does not know it."""
    first = sentence.word(0)[1]
    others = [phrase for phrase in sentence.article.phrases if phrase not in sentence.doc.text]
    if others and first < len(sentence.doc) and sentence.doc[0].text[0].isupper():
        phrase = sentence.article.rng.choice(others)
        phrase = capital(phrase) if sentence.article.rng.random() < 0.3 else phrase
        yield sentence.edit(0, first, f"{OPEN}{phrase}{CLOSE} {sentence.text(0, first)}", "broken-sentence")
