"""Garbles of syntax: the small words that English does without, and the order that English has."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble_edit import CLOSE, OPEN, Edit, Sentence, feature, finite, names, word_list
from audit.training.garble_grammar import VOWELS, verb

NEGATIONS = word_list("pas plus jamais ni aucun aucune rien personne guère")
OF, TO = frozenset({"de", "d'", "d’"}), frozenset({"à"})
ELIDING = word_list("je ce que ne se le la de si me te")
JOINED = {"du": "le", "des": "les", "au": "le", "aux": "les"}
CLITICS = frozenset({"le", "la", "les", "leur", "lui"})
# Endings of relational adjectives and participles, which French puts after the noun.
POSTPOSED = tuple(
    word_list(
        "ique iques aire aires el elle els elles al ale aux ales ain aine ains aines ais aise aises ois oise oises "
        "ien ienne iens iennes if ive ifs ives iste istes é ée és ées"
    )
)


def lose(sentence: Sentence, token: Token) -> Iterator[Edit]:
    """The sentence without a token; the words on either side of the gap are marked."""
    if not 0 < token.i < len(sentence.doc) - 1:
        return
    before, after = token.nbor(-1), token.nbor(1)
    elides = before.lower_ in ELIDING and after.text[0] in VOWELS
    if before.whitespace_ and not after.is_punct and not elides:
        last = sentence.word(after.i)[1]
        text = f"{before.text} {sentence.text(after.i, last)}"
        yield sentence.edit(before.i, last, OPEN + text + CLOSE, "missing-function-word")


def lose_que(sentence: Sentence) -> Iterator[Edit]:
    """*a dit Tesla est*: « that », which English leaves out."""
    for token in sentence.doc[1:]:
        if token.lower_ in {"que", "qu'", "qu’"} and token.dep_ == "mark" and token.nbor(-1).pos_ == "VERB":
            yield from lose(sentence, token)


def lose_ne(sentence: Sentence) -> Iterator[Edit]:
    """*Ni OpenAI ni Tesla ont*: the first half of a negation."""
    for token in sentence.doc:
        near = {other.lower_ for other in sentence.doc[max(0, token.i - 6) : token.i + 7]}
        if token.lower_ in {"ne", "n'", "n’"} and near & NEGATIONS:
            yield from lose(sentence, token)


def lose_preposition(sentence: Sentence) -> Iterator[Edit]:
    """*la hausse prix*, *commencé travailler*: de or à before a link, alone or joined with its article."""
    for token in sentence.doc[1:]:
        if token.dep_ not in {"case", "mark"} or token.nbor(-1).pos_ not in {"NOUN", "VERB", "ADJ"}:
            continue
        if token.lower_ in OF | TO and token.head.pos_ in {"NOUN", "PROPN", "VERB"}:
            yield from lose(sentence, token)
        elif token.lower_ in JOINED and token.i + 1 < len(sentence.doc) and token.nbor(1).is_alpha:
            text = f"{token.nbor(-1).text} {JOINED[token.lower_]}"
            if token.nbor(1).text[0] not in VOWELS or token.lower_ in {"des", "aux"}:
                yield sentence.edit(token.i - 1, token.i + 1, OPEN + text + CLOSE, "missing-function-word")


def lose_se(sentence: Sentence) -> Iterator[Edit]:
    """*L’entreprise trouve à Paris*: the pronoun of a reflexive verb."""
    for token in sentence.doc:
        if token.lower_ in {"se", "s'", "s’"} and token.dep_.startswith("expl"):
            yield from lose(sentence, token)


def lose_article(sentence: Sentence) -> Iterator[Edit]:
    """*quitte entreprise*: the article of an object or subject."""
    for token in sentence.doc:
        governed = token.head.dep_ in {"obj", "nsubj"} and token.head.pos_ == "NOUN"
        if token.lower_ in {"le", "la", "les", "un", "une"} and token.pos_ == "DET" and governed:
            yield from lose(sentence, token)


def adjective_first(sentence: Sentence) -> Iterator[Edit]:
    """*l’américaine équipe*: a relational adjective before its noun."""
    for noun, adjective in zip(sentence.doc[1:], sentence.doc[2:], strict=False):
        fits = noun.pos_ == "NOUN" and adjective.pos_ == "ADJ" and adjective.dep_ == "amod" and adjective.head == noun
        if not fits or not noun.whitespace_ or not adjective.text.endswith(POSTPOSED):
            continue
        before = noun.nbor(-1)
        elided = before.text[-1] in "'’"
        if elided == (adjective.text[0] in VOWELS) or not (elided or before.lower_ in ELIDING):
            yield sentence.edit(noun.i, noun.i + 2, f"{OPEN}{adjective.text} {noun.text}{CLOSE}", "word-order")


def name_first(sentence: Sentence) -> Iterator[Edit]:
    """*Instagram parent Meta*, *Tesla patron*: English apposition and compound, name first."""
    runs = list(names(sentence.doc))
    for first, last in runs:
        noun = sentence.doc[first - 2] if first > 1 else None
        if noun is None or sentence.doc[first - 1].lower_ not in OF or noun.pos_ != "NOUN":
            continue
        name, start = sentence.text(first, last), noun.i
        if noun.i > 0 and noun.nbor(-1).pos_ == "DET":
            start -= 1
        holder = next((run for run in runs if run[1] == start - 1 and sentence.doc[run[1]].text == ","), None)
        if holder:
            closing = last < len(sentence.doc) and sentence.doc[last].text == ","
            text = f"{OPEN}{name} {noun.text} {sentence.text(*holder)}{CLOSE}"
            yield sentence.edit(holder[0], last + closing, text, "word-order")
        yield sentence.edit(start, last, f"{OPEN}{name} {noun.text}{CLOSE}", "word-order")


def progressive(sentence: Sentence) -> Iterator[Edit]:
    """*qui est Nokia soutenant*: « which Nokia is backing », word by word."""
    for token in sentence.doc[1:]:
        head, subject = token.head, token.nbor(1) if token.i + 1 < len(sentence.doc) else token
        relative = token.lower_ in {"que", "qu'", "qu’"} and token.pos_ == "PRON"
        found = verb(sentence, head) if relative and finite(head) else None
        if not found or head.pos_ != "VERB" or not 1 < head.i - token.i < 6 or subject.pos_ == "PRON":
            continue
        gerund = sentence.article.lexicon.inflect(found.lemma, "verb", mood="participle", tense="present")
        if gerund:
            text = f"{OPEN}qui est {sentence.text(token.i + 1, head.i)} {gerund}{CLOSE}"
            yield sentence.edit(token.i, head.i + 1, text, "word-order")


def object_first(sentence: Sentence) -> Iterator[Edit]:
    """*aurait e-mails personnels écrits*: the object between auxiliary and participle."""
    for token in sentence.doc:
        if token.pos_ != "VERB" or feature(token, "VerbForm") != "Part" or token.i == 0 or token.nbor(-1).pos_ != "AUX":
            continue
        for child in token.children:
            first, last = child.left_edge.i, child.i + 1
            if child.dep_ == "obj" and first == token.i + 1 and last - first <= 4 and child.pos_ == "NOUN":
                bare = first + (last - first > 1 and sentence.article.rng.random() < 0.5)
                text = f"{OPEN}{sentence.text(bare, last)} {token.text}{CLOSE}"
                yield sentence.edit(token.i, last, text, "word-order")


def clitic_last(sentence: Sentence) -> Iterator[Edit]:
    """*il a permis leur de*: an object pronoun where English has it."""
    for token in sentence.doc[1:-2]:
        pronoun = token.lower_ in CLITICS and token.pos_ == "PRON" and token.dep_ in {"obj", "iobj"}
        if pronoun and token.i < token.head.i:
            head, after = token.head, token.head.nbor(1) if token.head.i + 1 < len(sentence.doc) else None
            if head.i - token.i <= 2 and after is not None and after.pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "ADV"}:
                text = f"{OPEN}{sentence.text(token.i + 1, head.i + 1)} {token.text}{CLOSE}"
                yield sentence.edit(token.i, head.i + 1, text, "word-order")
