"""Garbles of whole links: words that are gone, that stand twice, and fragments that run into what stands beside them."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.tokens import APOSTROPHES, capital, children, finite, past, word_list

# Prepositions and articles that nothing but a noun can follow; « avec », « contre », « pour » may end a clause.
HANGING = word_list(
    "de d' d’ à par via chez vers selon parmi malgré du des au aux un une le la les ce cette ces son sa ses"
)
CLAUSE_ENDS = word_list("avec pour contre sans depuis avant après dans sur sous entre comme durant pendant")
CLITICS = word_list("le la les leur")  # before a verb these are pronouns
VERB_FIRST = word_list(
    "rester suivre venir voir exister survenir figurer"
)  # inverted without a reason: « Reste le prix »
# Verbs that say nothing without their object.
NEEDY = word_list(
    "accorder accuser adopter annoncer atteindre causer concerner constituer contenir créer détenir dénoncer exiger "
    "évoquer infliger nécessiter obtenir posséder provoquer publier qualifier rejoindre remporter représenter recevoir "
    "subir susciter utiliser viser"
)
VERBAL = frozenset({"VERB", "AUX", "ADV", "PRON"})
DOUBLED = word_list(
    "à avec ce dans de des du en et est la le les leur mais ou par pour que qui sa ses son sur un une a ont sont été"
)


def drop(sentence: Sentence) -> Iterator[Edit]:
    """*le maire de avait*, *la société de cherche*: a link's words are gone, what governs them hangs in the air."""
    for index, end in sentence.links:
        if index == 0 or end >= len(sentence.doc):
            continue
        before, after = sentence.doc[index - 1], sentence.doc[end]
        if not _hangs(before, after) or after.text == "-" or sentence.doc[end - 1].pos_ == "DET":
            continue
        word = {"d'": "de", "d’": "de"}.get(before.lower_, before.text)
        glued = after.text in {".", ","} and sentence.rng.random() < 0.5
        last = sentence.word(end)[1] if after.text[-1] in "'’" else end + 1
        new = marked(f"{word}{'' if glued else ' '}{sentence.text(end, last)}")
        yield sentence.edit(index - 1, last, new, "dropped-text")


def _hangs(before: Token, after: Token) -> bool:
    """True when the words on either side of a gap cannot stand together."""
    if before.lower_ in CLAUSE_ENDS:
        return after.pos_ in {"AUX", "CCONJ"} or finite(after) or (after.text == "," and before.lower_ == "comme")
    if before.lower_ not in HANGING or before.pos_ not in {"ADP", "DET"}:
        return False
    if before.pos_ == "DET" and after.pos_ == "ADP":  # « une de », « les de »
        return before.lower_ in {"le", "la", "ce", "son", "sa"}
    if before.lower_ in CLITICS and after.pos_ == "VERB":
        return False
    return (after.is_punct and after.text in ",.") or after.pos_ in {"AUX", "ADP", "CCONJ", "SCONJ"} or finite(after)


def drop_subject(sentence: Sentence) -> Iterator[Edit]:
    """*et s’affrontent pour*: the subject was the link, and its verb stands alone."""
    for index, end in sentence.links:
        if not 1 < index < end < len(sentence.doc):
            continue
        root, before, after = sentence.doc[index:end].root, sentence.doc[index - 1], sentence.doc[end]
        verb = root.head
        alone = (
            root.dep_.startswith("nsubj")
            and root.lower_ not in {"il", "qui"}
            and verb.dep_ != "conj"
            and verb.i >= end
            and root.left_edge.i >= index
        )
        whole = root.right_edge.i < end and not after.is_punct
        if alone and whole and before.lower_ in {",", "que", "et", "mais", "si", "quand", "lorsque", "car"}:
            text = f", {marked(after.text)}" if before.text == "," else marked(f"{before.text} {after.text}")
            yield sentence.edit(index - 1, end + 1, text, "dropped-text")


def drop_first(sentence: Sentence) -> Iterator[Edit]:
    """*a réussi en février*, *et se disputent*: a sentence whose subject, all or both names of it, was the link."""
    subjects = (token for token in sentence.doc if token.dep_.startswith("nsubj") and token.left_edge.i == 0)
    for subject in subjects:
        end, lost = subject.right_edge.i + 1, [child.text for child in children(subject, "cc", "conj", "flat")]
        for conj in children(subject, "conj"):
            lost += [child.text for child in children(conj, "cc")]
        after = sentence.doc[end] if end < len(sentence.doc) else subject
        verb = subject.head
        plain = verb.pos_ in {"VERB", "AUX"} and verb.dep_ == "ROOT" and end <= 8
        plain = plain and not sentence.lemmas(verb, "verb") & VERB_FIRST
        opens = finite(after) or after.lower_ in {"se", "s'", "s’", "ne", "n'", "n’"}
        if not plain or not opens or subject.pos_ == "PRON":
            continue
        last = sentence.word(after.i + (after.text[-1] in "'’"))[1]
        both = "et " if subject.pos_ == "PROPN" and "et" in lost else ""
        yield sentence.edit(0, last, marked(both + sentence.text(end, last)), "dropped-text")


def drop_object(sentence: Sentence) -> Iterator[Edit]:
    """*l’agence a obtenu et*: the object of a verb that needs one was the link."""
    for verb in sentence.doc:
        objects = [child for child in children(verb, "obj") if child.left_edge.i == verb.i + 1]
        needy = verb.pos_ == "VERB" and sentence.lemmas(verb, "verb") & NEEDY
        for child in objects if needy else ():
            end = child.right_edge.i + 1
            after = sentence.doc[end] if end < len(sentence.doc) else verb
            passive = children(verb, "aux:pass", "expl") or (past(verb) and not children(verb, "aux"))
            # « reçu et lu des centaines de lettres »: the object of two verbs.
            shared = after.pos_ == "CCONJ" and end + 1 < len(sentence.doc) and sentence.doc[end + 1].pos_ in VERBAL
            ends = after.text in ",." or after.pos_ in {"CCONJ", "ADP"}
            if not passive and not shared and end - verb.i < 8 and ends:
                text = verb.text + ("" if after.text in ",." else " ") + after.text
                yield sentence.edit(verb.i, end + 1, marked(text), "dropped-text")


def repeat_word(sentence: Sentence) -> Iterator[Edit]:
    """*de de*: the word before the link stands again in it."""
    for token in sentence.doc[1:-1]:
        if token.lower_ in DOUBLED and token.whitespace_ and token.nbor(1).lower_ != token.lower_:
            yield sentence.edit(token.i, token.i + 1, f"{token.text} {marked(token.text)}", "repeated")


def repeat_link(sentence: Sentence) -> Iterator[Edit]:
    """*les usines les usines*: the link stands twice."""
    for index, end in sentence.links:
        whole = all(token.is_alpha or token.text[-1] in APOSTROPHES for token in sentence.doc[index:end])
        if index > 0 and end - index > 1 and sentence.doc[index - 1].whitespace_ and whole:
            text = sentence.text(index, end)
            yield sentence.edit(index, end, f"{text} {marked(text)}", "repeated")


def repeat_end(sentence: Sentence) -> Iterator[Edit]:
    """*directement lié directement*, *liaisons nouvelles liaisons*: a word stands on both sides of the link."""
    for index, end in sentence.links:
        words = [token for token in sentence.doc[index:end] if token.is_alpha]
        inside = index > 0 and sentence.doc[index - 1].whitespace_ and sentence.doc[index - 1].text[-1] not in "'’"
        if not inside or not 2 <= len(words) <= 4 or words[-1].i != end - 1:
            continue
        if words[0].pos_ in {"NOUN", "ADJ", "ADV", "VERB"}:
            yield sentence.edit(index, end, f"{sentence.text(index, end)} {marked(words[0].text)}", "repeated")
        if words[-1].pos_ in {"NOUN", "ADJ", "VERB"} and words[0].pos_ not in {"ADP", "AUX"}:
            yield sentence.edit(index, end, f"{marked(words[-1].text)} {sentence.text(index, end)}", "repeated")


def repeat_verb(sentence: Sentence) -> Iterator[Edit]:
    """*fermera à minuit fermera*: a verb in its French place and again in its English one."""
    for verb in sentence.doc[1:]:
        for child in children(verb, "obj", "obl") if verb.pos_ == "VERB" else ():
            first, last = child.left_edge.i, child.right_edge.i + 1
            words = all(token.is_alpha or token.text[-1] in APOSTROPHES for token in sentence.doc[first:last])
            free = last == len(sentence.doc) or sentence.doc[last - 1].whitespace_ or sentence.doc[last].text in ".,"
            if first == verb.i + 1 and last - first <= 4 and words and free:
                text = f"{sentence.text(verb.i, last)} {marked(verb.text)}"
                yield sentence.edit(verb.i, last, text, "repeated")


def _cuts(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Where a sentence may run into the next: at its end or after one of its last links, with the end of the next word."""
    last = len(sentence.doc) - 1
    if not sentence.follow or last < 6 or sentence.doc[last].text != ".":
        return
    end = len(sentence.doc.text) + 1 + len(sentence.follow)
    for cut in sorted({last, *(end for _, end in sentence.links if last - 3 <= end < last)}):
        if sentence.doc[cut - 1].is_alpha:
            yield cut, end


def join(sentence: Sentence) -> Iterator[Edit]:
    """*la course aux puces “C’est la course*: a sentence runs, cut or whole, into the next one."""
    for cut, end in _cuts(sentence):
        word = sentence.doc[cut - 1]
        yield Edit(word.idx, end, marked(f"{word.text} {sentence.follow}"), ("broken-sentence",))


def _stray(sentence: Sentence) -> str | None:
    """A noun phrase of the article that the sentence does not have."""
    others = [phrase for phrase in sentence.article.phrases if phrase not in sentence.doc.text]
    return sentence.rng.choice(others) if others else None


def stray_between(sentence: Sentence) -> Iterator[Edit]:
    """*Reste le prix les assureurs Le laboratoire*: a link in the place of the stop between two sentences."""
    for cut, end in _cuts(sentence):
        word, phrase = sentence.doc[cut - 1], _stray(sentence)
        if phrase:
            text = marked(f"{word.text} {phrase} {sentence.follow}")
            yield Edit(word.idx, end, text, ("broken-sentence",))


def stray_first(sentence: Sentence) -> Iterator[Edit]:
    """A noun phrase of the article stands before a sentence that does not know it."""
    first, phrase = sentence.word(0)[1], _stray(sentence)
    if phrase and first < len(sentence.doc) and sentence.doc[0].text[0].isupper():
        phrase = capital(phrase) if sentence.rng.random() < 0.3 else phrase
        yield sentence.edit(0, first, f"{marked(phrase)} {sentence.text(0, first)}", "broken-sentence")
