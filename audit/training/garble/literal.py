"""Whole nodes word by word: English order, dictionary forms, nothing that agrees, elides or contracts."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from audit.training.garble.edit import Edit, Sentence, minimal
from audit.training.garble.grammar import LETTER, reading, recased, verb
from audit.training.garble.names import LIKELY
from audit.training.garble.order import postposed
from audit.training.garble.tokens import APOSTROPHES, feature, finite, past

FULL = {"l": "le", "d": "de", "qu": "que", "n": "ne", "s": "se", "j": "je", "c": "ce", "m": "me", "t": "te"}
CONTRACTED = {"du": "de le", "des": "de les", "au": "à le", "aux": "à les"}
LONGEST = 9  # words of a node
FEWEST = 3
RENDERED = 0.5  # chance that a word is looked up in both directions
POS = {"NOUN": "noun", "VERB": "verb", "ADV": "adv"}


def literal(sentence: Sentence) -> Iterator[Edit]:
    """*a travailler dur à trouver une nouveau méthode*: a noun or verb phrase, or a clause, word by word."""
    for first, last in _nodes(sentence):
        span = sentence.doc[first:last]
        words = [word for token in english_order(span) if (word := dictionary_form(sentence, token))]
        new, old = " ".join(words), span.text
        changed = minimal(old, new)
        if changed and sentence.takes(first, new) and _broken(old, new) and old[0].islower():
            yield sentence.edit(first, last, changed, "word-order")


def _nodes(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Links of some length and short clauses, of words alone, that begin after a space."""
    clauses = (
        (verb.left_edge.i, verb.right_edge.i + 1)
        for verb in sentence.doc
        if verb.dep_ in {"ccomp", "advcl", "acl:relcl", "conj", "xcomp", "acl"} and verb.pos_ == "VERB"
    )
    for first, last in [*sentence.links, *clauses]:
        span = sentence.doc[first:last]
        whole = all(token.is_alpha or token.text[-1] in APOSTROPHES for token in span)
        if first > 0 and FEWEST <= last - first <= LONGEST and whole and sentence.doc[first - 1].whitespace_:
            yield first, last


def _broken(old: str, new: str) -> bool:
    """True when content words that both have, told by their beginnings, have changed places."""
    before = [word[:4] for word in old.lower().split() if len(word) > 3]
    after = [word[:4] for word in new.lower().split() if len(word) > 3]
    return [word for word in before if word in after] != [word for word in after if word in before]


def english_order(span: Span) -> list[Token]:
    """The tokens of a span as English would have them: adjectives and complements before nouns, pronouns after verbs."""
    return _ordered(span.root, set(span))


def _ordered(head: Token, inside: set[Token]) -> list[Token]:
    children = [child for child in head.children if child in inside]
    left = [child for child in children if _before(head, child)]
    right = [child for child in children if child not in left]
    left.sort(key=lambda child: (_rank(head, child), child.i))
    tokens = [token for child in left for token in _ordered(child, inside)]
    return [*tokens, head, *(token for child in right for token in _ordered(child, inside))]


def _before(head: Token, child: Token) -> bool:
    if head.pos_ == "NOUN" and child.dep_ == "amod":
        return child.i < head.i or postposed(child)
    if head.pos_ == "NOUN" and child.dep_ == "nmod" and child.i == child.right_edge.i:
        return child.left_edge.lower_ in {"de", "d'", "d’", "du"} and child.i - head.i <= 3
    clitic = child.pos_ == "PRON" and child.dep_.partition(":")[0] in {"obj", "iobj"} and head.pos_ == "VERB"
    return child.i < head.i and not clitic


def _rank(head: Token, child: Token) -> int:
    """Determiners stay first, complements come last before the noun."""
    if head.pos_ != "NOUN" or child.i < head.i:
        return 0
    return 1 if child.dep_ == "amod" else 2


def dictionary_form(sentence: Sentence, token: Token) -> str:
    """What a dictionary gives for a word alone, "" for one that English has not."""
    form = token.lower_
    moved = token.dep_ == "case" and token.head.dep_ == "nmod" and form in {"de", "d'", "d’", "du"}
    if moved and token.head.head.i < token.i and token.head.i == token.head.right_edge.i:
        return ""
    if form in {"ne", "n'", "n’"}:
        return ""
    if form[-1] in APOSTROPHES:
        return FULL.get(form[:-1], form[:-1])
    if token.pos_ in {"ADP", "DET"} and form in CONTRACTED and token.dep_ == "case":
        return CONTRACTED[form]
    return _lemma(sentence, token) or token.text


def _lemma(sentence: Sentence, token: Token) -> str | None:
    """The form that a dictionary lists, at times of another word that the English means as well."""
    if token.pos_ == "ADJ" and (found := reading(sentence, token, "adjective")):
        return recased(token, found.lemma)
    if past(token) and (found := verb(sentence, token)):
        return sentence.lexicon.inflect(found.lemma, "verb", mood="participle", tense="past")
    if token.pos_ in {"NOUN", "VERB", "ADV"} and not finite(token) and sentence.rng.random() < RENDERED:
        return _rendered(sentence, token)
    return None


def _rendered(sentence: Sentence, token: Token) -> str | None:
    """There and back through the bilingual lexicon, with no thought of the sense."""
    pos = POS[token.pos_]
    for english, chance in sentence.lexicon.english(token.lower_)[:1]:
        for french, back in sentence.lexicon.french(english)[:2]:
            kin = sentence.lemmas_of(french, pos) and french not in sentence.lemmas(token, pos)
            if chance > LIKELY and back > LIKELY and kin:
                number = LETTER.get(feature(token, "Number"), "")
                return sentence.lexicon.inflect(french, pos, number=number) if pos == "noun" else french
    return None
