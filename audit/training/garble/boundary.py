"""Garbles where two nodes meet: spaces that are lost, stops that are added or moved, capitals that a link text had."""

import re
from collections.abc import Iterator

from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.links import is_name
from audit.training.garble.tokens import APOSTROPHES, capital, finite, following, word_list

# Common nouns that careful French also writes with a capital: no editor would mark them.
DIGNITIES = word_list(
    "académie administration ambassade archevêque assemblée banque bourse bureau cabinet chambre chancelier château "
    "collège comité commission conférence confédération conseil constitution cour département directeur direction "
    "dieu empereur espace est état évêque faculté fédération forum général gouvernement haut histoire institut "
    "internet justice loi lune maire maison maître midi ministre ministère monde monsieur madame mairie musée nation "
    "nord occident opéra ouest palais parlement parquet pape place police préfet premier président présidente prince "
    "reine renaissance république roi saint sénat soleil sud terre toile tour trésor tribunal union université web"
)
CAPITALISED = 0.1  # share of capitals inside sentences from which on a capital is no error
BESIDE_QUOTATION = re.compile(r"[\w-]+ (?:[«](?=\s)|“\w+)|(?:»|\w+”) [\w-]+(?![’'])")
EVIDENT = word_list("de d' d’ du des que qu' qu’ dont où et ou qui à au aux")  # no sentence of news begins with these


def glue(sentence: Sentence) -> Iterator[Edit]:
    """*ditMartin*, *siteY*: the space at a link is lost, and the link may keep the capital it had alone."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if before.is_punct or after.is_punct or (before.like_num and after.like_num):
            continue
        first, last = sentence.word(index - 1)[0], sentence.word(index)[1]
        right = sentence.text(index, last)
        if sentence.rng.random() < 0.2:
            right = capital(right)
        glued = sentence.text(first, index) + right
        if not sentence.lexicon.known(glued.lower()):
            yield sentence.edit(first, last, marked(glued), "glued")


def glue_quotation(sentence: Sentence) -> Iterator[Edit]:
    """*Courrier“Ils*, *moi »en*: the space before a quotation is lost, or the one after it."""
    for match in BESIDE_QUOTATION.finditer(sentence.doc.text):
        yield Edit(*match.span(), marked(match[0].replace(" ", "")), ("glued",))


def glue_after_punctuation(sentence: Sentence) -> Iterator[Edit]:
    """*Nokia,qui*, *Nokiaqui*: the space after a comma is lost at a link, at times with the comma."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if before.text in {",", ";", ")"} and not after.is_punct and index > 1 and sentence.doc[index - 2].is_alpha:
            last = sentence.word(index)[1]
            lost = before.text != ")" and sentence.rng.random() < 0.5
            text = sentence.text(index - 2, index - lost) + sentence.text(index, last)
            yield sentence.edit(index - 2, last, marked(text), "glued")


def glue_sentences(sentence: Sentence) -> Iterator[Edit]:
    """*LinkedInLe*: the stop before the next sentence and the space are lost, or the space alone."""
    last = len(sentence.doc) - 1
    if sentence.follow and last > 4 and sentence.doc[last].text == "." and sentence.doc[last - 1].is_alpha:
        first = sentence.word(last - 1)[0]
        stop = "." if sentence.rng.random() < 0.5 else ""
        text = sentence.text(first, last) + stop + sentence.follow
        end = len(sentence.doc.text) + 1 + len(sentence.follow)
        yield Edit(sentence.doc[first].idx, end, marked(text), ("glued",))


def lose_apostrophe(sentence: Sentence) -> Iterator[Edit]:
    """*lentreprise*, *Martinsest*: an apostrophe is lost, at times with the space before it."""
    for token in sentence.doc[1:-1]:
        if len(token) > 3 or token.text[-1] not in APOSTROPHES or token.whitespace_:
            continue
        last, before = sentence.word(token.i + 1)[1], token.nbor(-1)
        word = token.text[:-1] + sentence.text(token.i + 1, last)
        with_name = before.pos_ == "PROPN" and before.whitespace_ and sentence.rng.random() < 0.5
        if not sentence.lexicon.known(word.lower()):
            text, first = (before.text + word, before.i) if with_name else (word, token.i)
            yield sentence.edit(first, last, marked(text), "glued")


def stop(sentence: Sentence) -> Iterator[Edit]:
    """*le fabricant. de moteurs*: a link, or what stood before it, was translated as a sentence and got its stop."""
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if index < 2 or before.is_punct or after.is_punct or before.like_num or before.text.endswith("."):
            continue
        # A capital hides the break unless what stands beside it cannot end or begin a sentence.
        open_ended = before.pos_ in {"DET", "ADP"}
        evident = open_ended or after.pos_ in {"AUX", "ADJ"} or after.lower_ in EVIDENT or finite(after)
        if after.text[0].isupper() and not evident:
            continue
        last = sentence.word(index)[1]
        right = sentence.text(index, last)
        chance = sentence.rng.random()
        right = capital(right) if open_ended and chance < 0.5 else right
        space = "" if chance > 0.92 else " "
        first = sentence.word(index - 1)[0]
        text = f"{sentence.text(first, index)}.{space}{right}"
        yield sentence.edit(first, last, marked(text), "false-sentence-break")


def stop_inside(sentence: Sentence) -> Iterator[Edit]:
    """*Susan. Collins*, *qualifié de. « massacre »*: a stop inside a name, or before a quotation that belongs here."""
    for before, after in zip(sentence.doc[1:], sentence.doc[2:], strict=False):
        name = is_name(before) and is_name(after) and before.whitespace_ and after.dep_.startswith("flat")
        quoted = before.pos_ == "ADP" and before.lower_ in EVIDENT and after.text in {"«", "“", '"'}
        if name or (quoted and before.text[-1] not in APOSTROPHES):
            first, last = sentence.word(before.i)[0], sentence.word(after.i)[1] if name else after.i
            rest = f" {sentence.text(after.i, last)}" if name else ""
            yield sentence.edit(
                first, last, marked(f"{sentence.text(first, before.i + 1)}.{rest}"), "false-sentence-break"
            )


def stop_for_comma(sentence: Sentence) -> Iterator[Edit]:
    """*Suwanne. où le sol*: the comma after a link became a stop."""
    for index in sentence.boundaries:
        comma, after = sentence.doc[index - 1], sentence.doc[index]
        if comma.text == "," and index > 1 and sentence.doc[index - 2].is_alpha and after.text[0].islower():
            first, last = sentence.word(index - 2)[0], sentence.word(index)[1]
            text = f"{sentence.text(first, index - 1)}. {sentence.text(index, last)}"
            yield sentence.edit(first, last, marked(text), "false-sentence-break")


def stop_moved(sentence: Sentence) -> Iterator[Edit]:
    """*les autoroutes. vers le nord*: the last stop of a paragraph stands before the last link."""
    end = len(sentence.doc) - 1
    if sentence.follow or sentence.doc[end].text != ".":
        return
    for index in sentence.boundaries:
        before, after = sentence.doc[index - 1], sentence.doc[index]
        if end - 4 <= index < end and index > 3 and before.is_alpha and after.text[0].islower():
            first, last = sentence.word(index - 1)[0], sentence.word(index)[1]
            broken = marked(f"{sentence.text(first, index)}. {sentence.text(index, last)}")
            rest = sentence.doc[index:end].text[len(sentence.text(index, last)) :]
            yield sentence.edit(first, end + 1, broken + rest, "false-sentence-break")


def raise_capital(sentence: Sentence) -> Iterator[Edit]:
    """*pour La société*, *la Guerre*: the capital that a link text has when it stands alone."""
    for index, end in sentence.links:
        first, before = sentence.doc[index], sentence.doc[index - 1]
        fits = index > 0 and first.text[0].islower() and (before.is_alpha or before.text in {",", ")"})
        words = {token.lower_ for token in sentence.doc[index:end]}
        if not fits or any(word in DIGNITIES or word.removesuffix("s") in DIGNITIES for word in words):
            continue
        last = sentence.word(index)[1] if len(first) == 1 or not first.is_alpha else index + 1
        case = sentence.lexicon.case(first.text)
        if case.capital <= CAPITALISED * case.lower:
            yield sentence.edit(index, last, marked(capital(sentence.text(index, last))), "casing")


def lower_capital(sentence: Sentence) -> Iterator[Edit]:
    """*… s’accélèrent ». la guerre*, *« chaque dixième*: what began inside another sentence keeps its small letter."""
    quoted = sentence.doc[0].text in {"«", "“", '"'}
    first = sentence.doc[1] if quoted else sentence.doc[0]
    if first.pos_ in {"DET", "NOUN", "ADP", "PRON", "ADV"} and first.is_title and first.is_alpha and len(first) > 1:
        after = following(first)
        if after is not None and not (after.text[0].isupper() or after.text == "."):
            yield sentence.mark(first, first.text.lower(), "casing")
