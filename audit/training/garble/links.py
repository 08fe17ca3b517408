"""The stretches of a sentence that a news page would make a hyperlink of, and an engine would translate by themselves."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

LONGEST = 7  # tokens
Range = tuple[int, int]


def links(doc: Doc) -> list[Range]:
    """Token ranges that a page would make a link of: names, noun and verb phrases, reporting clauses."""
    found = {*names(doc), *noun_phrases(doc), *verb_phrases(doc), *reporting_clauses(doc)}
    return sorted((i, j) for i, j in found if 0 < j - i <= LONGEST and any(token.is_alpha for token in doc[i:j]))


def is_name(token: Token) -> bool:
    """True for a proper noun written as one, where no rule of French asks for the capital."""
    text = token.text
    written = len(text) > 2 and text[0].isupper() and text.isalpha() and not text.isupper()
    return written and token.pos_ == "PROPN" and token.i > 0


def names(doc: Doc) -> Iterator[Range]:
    first = None
    for token in doc:
        if is_name(token):
            first = token.i if first is None else first
        elif first is not None:
            yield first, token.i
            first = None
    if first is not None:
        yield first, len(doc)


def noun_phrases(doc: Doc) -> Iterator[Range]:
    """Noun phrases with and without their determiner, with a short complement, and with their preposition."""
    for chunk in doc.noun_chunks:
        end = chunk.root.right_edge.i + 1
        yield chunk.start, chunk.end
        if doc[chunk.start].pos_ == "DET":
            yield chunk.start + 1, chunk.end
        if end - chunk.start <= LONGEST:
            yield chunk.start, end
        if chunk.start > 0 and doc[chunk.start - 1].dep_ == "case" and doc[chunk.start - 1].whitespace_:
            yield chunk.start - 1, chunk.end


def verb_phrases(doc: Doc) -> Iterator[Range]:
    """A verb with its auxiliaries, alone and with its object."""
    for verb in doc:
        if verb.pos_ == "VERB":
            auxiliaries = [child.i for child in verb.children if child.dep_.startswith("aux")]
            first = min([*auxiliaries, verb.i])
            yield first, verb.i + 1
            for child in verb.children:
                if child.dep_ in {"obj", "xcomp"} and child.i > verb.i:
                    yield first, child.right_edge.i + 1


def reporting_clauses(doc: Doc) -> Iterator[Range]:
    """« a déclaré Martin », in or after a quotation."""
    for verb in doc:
        if verb.pos_ == "VERB" and verb.dep_ == "parataxis":
            yield verb.left_edge.i + doc[verb.left_edge.i].is_punct, verb.right_edge.i + 1
