"""Garbles of order in the clause: subjects, objects, pronouns and negations where English has them."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import verb
from audit.training.garble.small_words import TIMES
from audit.training.garble.tokens import APOSTROPHES, VOWELS, capital, children, feature, finite, following, past

CLITICS = frozenset({"le", "la", "les", "leur", "lui"})
NEGATIONS = frozenset({"pas", "plus"})
QUE = frozenset({"que", "qu'", "qu’"})
LONGEST_SUBJECT = 4  # tokens that a reader would mark with their verb
LONGEST_CLAUSE = 6
INVERTED = frozenset({"-il", "-elle", "-ils", "-elles", "-on"})


def _object_relatives(sentence: Sentence) -> Iterator[tuple[Token, int, Token]]:
    """« que », the end of the short noun that is the subject of its clause, and the verb behind it."""
    for token in sentence.doc[1:]:
        head = token.head
        restrictive = any(other.lower_ in {"ne", "n'", "n’"} for other in sentence.doc[max(0, token.i - 5) : head.i])
        # The parser takes some for conjunctions.
        relative = token.pos_ == "PRON" or token.nbor(-1).pos_ in {"NOUN", "PROPN"}
        if token.lower_ not in QUE or not relative or head.pos_ != "VERB" or restrictive:
            continue
        first = min([head.i, *(child.i for child in children(head, "aux"))])
        subject = next((child for child in children(head, "nsubj") if child.left_edge.i == token.i + 1), None)
        short = subject is not None and subject.right_edge.i + 1 == first and 1 < head.i - token.i <= LONGEST_CLAUSE
        words = all(other.is_alpha or other.text[-1] in APOSTROPHES for other in sentence.doc[token.i : first])
        if short and words and (finite(head) or past(head)):
            yield token, first, head


def progressive(sentence: Sentence) -> Iterator[Edit]:
    """*qui est Nokia soutenant*: « which Nokia is backing », word by word."""
    for token, end, head in _object_relatives(sentence):
        found = verb(sentence, head)
        gerund = found and sentence.lexicon.inflect(found.lemma, "verb", mood="participle", tense="present")
        if gerund and sentence.doc[token.i + 1].pos_ != "PRON":
            text = f"qui est {sentence.text(token.i + 1, end)} {gerund}"
            yield sentence.edit(token.i, head.i + 1, marked(text), "word-order")


def relative_order(sentence: Sentence) -> Iterator[Edit]:
    """*qui a Stone dirigé*, *qui il accuse*: « which Stone has run », « whom he accuses »."""
    for token, end, head in _object_relatives(sentence):
        subject = sentence.text(token.i + 1, end)
        found = verb(sentence, head)
        participle = found and sentence.lexicon.inflect(found.lemma, "verb", mood="participle", tense="past")
        if sentence.doc[token.i + 1].pos_ == "PRON":
            yield sentence.edit(token.i, end, marked(f"qui {subject}"), "word-order")
        elif participle and sentence.rng.random() < 0.6:
            text = f"qui {'ont' if found and found.number == 'p' else 'a'} {subject} {participle}"
            yield sentence.edit(token.i, head.i + 1, marked(text), "word-order")
        else:
            text = f"qui {sentence.text(token.i + 1, head.i + 1)}"
            yield sentence.edit(token.i, head.i + 1, marked(text), "word-order")


def subject_relative(sentence: Sentence) -> Iterator[Edit]:
    """*Soupape, qui Steam possède*: the object before the verb of a relative clause."""
    for token in sentence.doc[1:-1]:
        head = token.nbor(1)
        if token.lower_ != "qui" or token.head != head or not finite(head) or head.pos_ != "VERB":
            continue
        for child in children(head, "obj"):
            first, last = child.left_edge.i, child.right_edge.i + 1
            if first == head.i + 1 and last - first <= 3 and child.pos_ in {"NOUN", "PROPN"}:
                text = f"qui {sentence.text(first, last)} {head.text}"
                yield sentence.edit(token.i, last, marked(text), "word-order")


def object_first(sentence: Sentence) -> Iterator[Edit]:
    """*aurait e-mails personnels écrits*: the object between auxiliary and participle."""
    for token in sentence.doc:
        if token.pos_ != "VERB" or feature(token, "VerbForm") != "Part" or token.i == 0 or token.nbor(-1).pos_ != "AUX":
            continue
        for child in children(token, "obj"):
            first, last = child.left_edge.i, child.right_edge.i + 1
            words = all(other.is_alpha or other.text[-1] in APOSTROPHES for other in sentence.doc[first:last])
            if first == token.i + 1 and last - first <= 4 and child.pos_ == "NOUN" and words:
                bare = first + (last - first > 1 and sentence.rng.random() < 0.5)
                text = f"{sentence.text(bare, last)} {token.text}"
                yield sentence.edit(token.i, last, marked(text), "word-order")


def participle_after_object(sentence: Sentence) -> Iterator[Edit]:
    """*la chaîne ventes trimestrielles déclarées supérieures*: object and participle in the place of the verb."""
    for token in sentence.doc[1:]:
        found = verb(sentence, token) if finite(token) and token.pos_ == "VERB" else None
        for child in children(token, "obj") if found and found.person == "3" else ():
            first, last = child.left_edge.i, child.right_edge.i + 1
            noun = first + (sentence.doc[first].pos_ == "DET")
            if (
                child.pos_ == "NOUN"
                and first == token.i + 1
                and 1 <= last - noun <= 3
                and sentence.doc[last - 1].is_alpha
            ):
                gender, number = (
                    ("f" if feature(child, "Gender") == "Fem" else "m"),
                    feature(child, "Number")[:1].lower(),
                )
                asked = {"mood": "participle", "tense": "past", "gender": gender, "number": number or "s"}
                participle = found and sentence.lexicon.inflect(found.lemma, "verb", **asked)
                if participle and token.nbor(-1).pos_ in {"NOUN", "PROPN"}:
                    text = f"{sentence.text(noun, last)} {participle}"
                    yield sentence.edit(token.i, last, marked(text), "word-order")


def object_before_verb(sentence: Sentence) -> Iterator[Edit]:
    """*Le groupe une hausse de ses ventes a annoncé*: a long object that was a link of its own, out of its place."""
    for head in sentence.doc[2:]:
        first = min([head.i, *(child.i for child in children(head, "aux"))])
        subject = next((child for child in children(head, "nsubj") if child.right_edge.i == first - 1), None)
        plain = head.pos_ == "VERB" and subject is not None and subject.pos_ in {"NOUN", "PROPN"}
        for child in children(head, "obj") if plain and not children(head, "expl") else ():
            left, right = child.left_edge.i, child.right_edge.i + 1
            words = all(token.is_alpha or token.text[-1] in APOSTROPHES for token in sentence.doc[left:right])
            elided = sentence.doc[first].text[-1] in APOSTROPHES
            if left == head.i + 1 and 2 <= right - left <= LONGEST_CLAUSE and words and not elided:
                text = f"{sentence.text(left, right)} {sentence.text(first, head.i + 1)}"
                yield sentence.edit(first, right, marked(text), "word-order")


def clitic_last(sentence: Sentence) -> Iterator[Edit]:
    """*il a permis leur de*: an object pronoun where English has it."""
    for token in sentence.doc[1:-2]:
        pronoun = token.lower_ in CLITICS and token.pos_ == "PRON" and token.dep_.startswith(("obj", "iobj"))
        if pronoun and token.i < token.head.i and token.head.i - token.i <= 2:
            head, after = token.head, following(token.head)
            ends = after is not None and after.pos_ in {"ADP", "PUNCT", "CCONJ", "SCONJ", "ADV"}
            if ends and token.nbor(-1).text[-1] not in APOSTROPHES and token.nbor(1).pos_ != "PRON":
                text = f"{sentence.text(token.i + 1, head.i + 1)} {token.text}"
                yield sentence.edit(token.i, head.i + 1, marked(text), "word-order")


def subject_before_report(sentence: Sentence) -> Iterator[Edit]:
    """*… », Sam Fields a dit*, *… », l’entreprise écrit*: the subject before the verb that reports a quotation."""
    for head in sentence.doc[1:]:
        subject = next(iter(children(head, "nsubj")), None)
        if head.pos_ != "VERB" or subject is None or subject.pos_ not in {"NOUN", "PROPN"}:
            continue
        first = min([head.i, *(child.i for child in children(head, "aux"))])
        left, right = subject.left_edge.i, subject.right_edge.i + 1
        quoted = _behind_quotation(sentence, first)
        near = left == head.i + 1 and right - left <= LONGEST_SUBJECT and first >= head.i - 2
        whole = sentence.doc[right - 1].is_alpha and sentence.doc[first].text[-1] not in APOSTROPHES
        if near and quoted and whole:
            text = f"{sentence.text(left, right)} {sentence.text(first, head.i + 1)}"
            yield sentence.edit(first, right, marked(text), "word-order")


def _behind_quotation(sentence: Sentence, index: int) -> bool:
    return any(token.text in {"»", "”", '"'} for token in sentence.doc[max(0, index - 2) : index])


def subject_inside_report(sentence: Sentence) -> Iterator[Edit]:
    """*… », a Forester plaisanté*: the subject between auxiliary and participle."""
    for head in sentence.doc[2:]:
        auxiliary, after = head.nbor(-1), following(head)
        if auxiliary.dep_ != "aux:tense" or after is None or not _behind_quotation(sentence, auxiliary.i):
            continue
        for subject in children(head, "nsubj"):
            left, right = subject.left_edge.i, subject.right_edge.i + 1
            if left == after.i and right - left <= LONGEST_SUBJECT and subject.pos_ in {"NOUN", "PROPN"}:
                text = f"{auxiliary.text} {sentence.text(left, right)} {head.text}"
                if sentence.doc[right - 1].is_alpha:
                    yield sentence.edit(auxiliary.i, right, marked(text), "word-order")


def pronoun_before_report(sentence: Sentence) -> Iterator[Edit]:
    """*… », il dit*, *… », elle a ajouté*: « he says » after what he says."""
    for pronoun in sentence.doc[3:]:
        said = pronoun.nbor(-2 if pronoun.nbor(-1).text == "-t" else -1)
        reports = pronoun.text in INVERTED and finite(said) and _behind_quotation(sentence, said.i)
        if not reports or "?" in sentence.doc.text or said.nbor(-1).text[-1] in APOSTROPHES:
            continue
        after = following(pronoun)
        last = pronoun.i + 1 + bool(after is not None and past(after))
        words = [pronoun.text[1:], said.text, *(token.text for token in sentence.doc[pronoun.i + 1 : last])]
        yield sentence.edit(said.i, last, marked(" ".join(words)), "word-order")


def causative(sentence: Sentence) -> Iterator[Edit]:
    """*fait le poids revenir*: « makes the weight come back »."""
    for make in sentence.doc[:-2]:
        action = make.nbor(1)
        # « laisser les enfants jouer » is French.
        if "faire" not in sentence.lemmas(make, "verb") or feature(action, "VerbForm") != "Inf":
            continue
        for child in children(action, "obj", "nsubj") + children(make, "obj"):
            first, last = child.left_edge.i, child.right_edge.i + 1
            if first == action.i + 1 and last - first <= 4 and child.pos_ == "NOUN" and sentence.doc[last - 1].is_alpha:
                text = f"{make.text} {sentence.text(first, last)} {action.text}"
                yield sentence.edit(make.i, last, marked(text), "word-order")


def negation_last(sentence: Sentence) -> Iterator[Edit]:
    """*n’est impliqué pas*, *ne veut répondre pas*: the negation behind the whole verb."""
    for token in sentence.doc[2:-1]:
        after = token.nbor(1)
        if token.lower_ not in NEGATIONS or token.pos_ != "ADV" or token.head != after or token.nbor(-1).pos_ != "AUX":
            continue
        if feature(after, "VerbForm") == "Part":
            text = f"{after.text} {token.text}"
            yield sentence.edit(token.i, after.i + 1, marked(text), "word-order")


def stranded(sentence: Sentence) -> Iterator[Edit]:
    """*les gens qu’il travaille avec*: a preposition at the end of its relative clause."""
    for preposition, pronoun in zip(sentence.doc[1:], sentence.doc[2:], strict=False):
        relative = pronoun.lower_ in {"qui", "lequel", "laquelle", "lesquels", "lesquelles"}
        alone = preposition.lower_ in {"avec", "pour", "contre", "dans", "sur", "par"} and preposition.head == pronoun
        clause = pronoun.head
        if not relative or not alone or clause.dep_ != "acl:relcl":
            continue
        end = clause.right_edge.i + 1
        if pronoun.i + 1 < end <= pronoun.i + 1 + LONGEST_CLAUSE and sentence.doc[end - 1].is_alpha:
            elided = sentence.doc[pronoun.i + 1].text[0] in VOWELS
            text = f"{'qu’' if elided else 'que '}{sentence.text(pronoun.i + 1, end)} {preposition.text}"
            yield sentence.edit(preposition.i, end, marked(text), "word-order")


def resumed(sentence: Sentence) -> Iterator[Edit]:
    """*dont le contrat, il a été prolongé*: a pronoun that takes up the subject of a relative clause."""
    for pronoun in sentence.doc[1:]:
        clause = pronoun.head
        if pronoun.lower_ not in {"dont", "où"} or clause.pos_ not in {"VERB", "ADJ", "NOUN"}:
            continue
        for subject in (child for child in clause.children if child.dep_.startswith("nsubj")):
            right = subject.right_edge.i + 1
            after = sentence.doc[right] if right < len(sentence.doc) else subject
            if subject.left_edge.i == pronoun.i + 1 and subject.pos_ == "NOUN" and finite(after):
                he = "elle" if feature(subject, "Gender") == "Fem" else "il"
                he += "s" if feature(subject, "Number") == "Plur" else ""
                text = f"{subject.text}, {he} {after.text}"
                if subject.i == right - 1:
                    yield sentence.edit(subject.i, right + 1, marked(text), "word-order")


def ago(sentence: Sentence) -> Iterator[Edit]:
    """*trois ans il y a*: « three years ago »."""
    for il, y, has in zip(sentence.doc, sentence.doc[1:], sentence.doc[2:], strict=False):
        if (il.lower_, y.lower_, has.lower_) != ("il", "y", "a") or has.i + 2 >= len(sentence.doc):
            continue
        number, unit = has.nbor(1), has.nbor(2)
        if sentence.lemmas(unit, "noun") & TIMES:
            text = f"{sentence.text(number.i, unit.i + 1)} {sentence.text(il.i, has.i + 1).lower()}"
            text = capital(text) if il.text[0].isupper() else text
            after = following(unit)
            if after is None or after.lower_ not in {"que", "qu'", "qu’"}:
                yield sentence.edit(il.i, unit.i + 1, marked(text), "word-order")
