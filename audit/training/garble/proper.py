"""Garbles about names: an article or a preposition that a name has in French and its node, by itself, has not."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.links import is_name
from audit.training.garble.tokens import capital, following

# Prepositions joined with an article or chosen for a place, and what stands there when the name is translated alone.
BARE = {
    "au": ("à", "dans"), "aux": ("à", "dans"), "en": ("dans",), "du": ("de",), "des": ("de",),
}  # fmt: skip
ARTICLES = frozenset({"le", "la", "l'", "l’"})  # « avec les Martin » is another thing
OPTIONAL = frozenset({"de", "et", "ou"})  # « président de Corée »
ACRONYM = 5  # letters at the most
MONTHS = frozenset(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
)  # the parser takes some for names


def _name(token: Token | None) -> bool:
    acronym = token is not None and token.text.isupper() and 1 < len(token) <= ACRONYM and token.pos_ == "PROPN"
    return token is not None and (acronym or is_name(token)) and token.lower_ not in MONTHS


def lost_article(sentence: Sentence) -> Iterator[Edit]:
    """*dans Australie*, *selon FAA*: a name without its article, with the word before it."""
    for token in sentence.doc[1:-1]:
        name = following(token)
        if token.text not in ARTICLES or token.pos_ != "DET" or not _name(name) or token.head.pos_ != "PROPN":
            continue
        before, last = token.nbor(-1), sentence.word(token.i + 1)[1]
        joined = before.is_alpha and before.whitespace_ and before.lower_ not in OPTIONAL
        if joined and sentence.takes(token.i, sentence.text(token.i + 1, last)):
            text = f"{before.text} {sentence.text(token.i + 1, last)}"
            yield sentence.edit(before.i, last, marked(text), "missing-function-word")


def lost_first_article(sentence: Sentence) -> Iterator[Edit]:
    """*France a ouvert une enquête*: the article of a name that begins the sentence."""
    first = sentence.doc[0]
    if first.text in {"La", "L'", "L’"} and first.pos_ == "DET" and first.head.pos_ == "PROPN":
        last = sentence.word(1)[1]
        yield sentence.edit(0, last, marked(capital(sentence.text(1, last))), "missing-function-word")


def lost_join(sentence: Sentence) -> Iterator[Edit]:
    """*dans Portugal*, *de Japon*: a preposition as English has it, and the name of a country alone."""
    for token in sentence.doc[1:-1]:
        name, wrong = token.nbor(1), BARE.get(token.text)
        inside = token.nbor(-1).text[0].isupper()  # « Caroline du Nord »
        if wrong and token.head == name and _name(name) and not inside:
            last = sentence.word(name.i)[1]
            text = f"{sentence.rng.choice(wrong)} {sentence.text(name.i, last)}"
            yield sentence.edit(token.i, last, marked(text), "missing-function-word")


def plural_name(sentence: Sentence) -> Iterator[Edit]:
    """*le États-Unis*, *la Nations unies*: the one article that a node knows before a name of many."""
    for token in sentence.doc[:-1]:
        name = token.nbor(1)
        if token.lower_ == "les" and token.pos_ == "DET" and name.text[0].isupper() and token.head.pos_ == "PROPN":
            last = sentence.word(name.i)[1]
            article = capital("le") if token.text[0].isupper() else "le"
            yield sentence.edit(token.i, last, marked(f"{article} {sentence.text(name.i, last)}"), "agreement")
