"""Fragments joined into one sentence (*… pour les ingénieurs “C’est la course la plus rude”*, *… ventes ». le groupe*,
*il reste le prix les assureurs Le laboratoire*).

Silent about quotations that the sentence leads up to (*il a dit « Nous partons »*, *: «*, *intitulé « Je reviens »*), short
quoted phrases and titles, and quotations in small letters that the sentence takes up.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.french.clauses import word_at
from audit.french.grammar import SUBJECTS, finite, is_noun, readings
from audit.french.lexicon import Lexicon
from audit.french.sequences import Token as Word
from audit.french.sequences import omission, strangers
from audit.french.titled import titled
from audit.french.words import ARTICLES, LEQUEL, OPENING, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# How a quotation that is a whole sentence begins.
OPENERS = SUBJECTS.keys() | words("nous vous c' ce ça cela n' ne")
# Words with which a sentence begins, and what a noun phrase does.
BEGINNERS = SUBJECTS.keys() | words(
    "le la les l' un une des ce cette ces son sa ses leur leurs plusieurs selon dans mais pour"
)
# Pairs of words of several kinds that good French has, if seldom: *pas un où*, *hiver comme été*.
MET = frozenset({("un", "où"), ("une", "où"), ("comme", "été")})
SPOKEN = words("je j' tu c' mais nous vous") | {"j’", "c’"}
# A pronoun, behind which a clause goes on: *dont l’une lui a montré*.
ONE = re.compile(r"(?:\b[lL]|[qQ]uelqu)['’]une?$")
STRESSED = words("elle elles nous vous lui eux")
BEFORE_STRESSED = words("vers à de chez sur pour avec sans contre devant derrière par")
LEAD = 10  # tokens before a quotation in which one of these verbs or nouns may lead up to it
LEADS = words(
    """
    dire déclarer affirmer expliquer répondre lancer ajouter écrire crier répéter conclure confier titrer
    intituler chanter lire poursuivre assurer résumer marteler demander scander penser entendre nommer appeler
    baptiser clamer insister estimer indiquer préciser souligner regretter raconter
    """
)


@detector(category=Category.UNINTELLIGIBLE, severity=Severity.MAJOR)
def broken_sentence(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    for token in parse:
        if token.text in OPENING and 2 < token.i < len(parse) - 3 and _sentence_in_noun_phrase(parse, token, lexicon):
            before, after = parse[token.i - 1], parse[token.i + 1]
            why = Reason("a quotation that is a sentence of its own stands in the middle of another")
            yield Hit(before.idx, after.idx + len(after), why)
    for token in parse[3:-1]:
        if _new_sentence(token, lexicon):
            why = Reason("a sentence begins with “{word}” in the middle of another", word=token.text)
            yield Hit(parse[token.i - 3].idx, token.idx + len(token), why)
    for left, right in strangers(segment.text, lexicon):
        if not omission(left, right) and not _met(segment.text, left, right, lexicon):
            pair = segment.text[left.start : right.end]
            why = Reason("“{pair}”: such words never stand side by side in French", pair=pair)
            yield Hit(left.start, right.end, why, severity=Severity.MINOR)


def _met(text: str, left: Word, right: Word, lexicon: Lexicon) -> bool:
    """True for *dos à dos* behind its noun, a pronoun, and a verb that the lexicon has without its *co-*."""
    first, second = text[left.start : left.end].lower(), text[right.start : right.end].lower()
    if (first, second) in MET or ONE.search(text[: left.end]) or text[right.end :].startswith(f" à {second}"):
        return True
    if second in SPOKEN or (second == "." and text[right.end :].startswith(".")):
        return True  # a comma that speech leaves out: *si tu viens je pars*
    if _spoken(text[: left.start].lower().replace("’", "'").split(), first, second, text[right.end :]):
        return True
    whole = second.removeprefix("co")
    return whole != second and any(reading.mood == "participle" for reading in lexicon.analyses(whole))


def _spoken(before: list[str], first: str, second: str, behind: str) -> bool:
    """True for *on est toutes*, *vers elle du*, *ce sera jouer*, *lorsqu’arriva*, *votre d’Artagnan*, *où photos, objets*."""
    last = before[-1] if before else ""
    together = first == "est" and second in {"tous", "toutes"} and last == "on"
    led = first in STRESSED and last in BEFORE_STRESSED
    wished = (first in {"tous", "toutes"} and last == "à") or (first == "plusieurs" and last in BEFORE_STRESSED)
    # *il y en a où l’on danse*, *son intention de ce faire a surpris*
    there = (last, first) in {("en", "a"), ("en", "avait"), ("ce", "faire")}
    being = first in {"est", "sera", "serait"} and last == "ce" and second.endswith(("er", "ir", "re"))
    which = first.endswith("ment") and second in LEQUEL
    named = second in {"d'", "d’"} and behind[:1].isupper()
    listed = first == "où" and behind.startswith(",")
    some = first == "quelque" and last == "et"
    inverted = first.startswith("lorsqu")
    return (
        together
        or led
        or wished
        or there
        or being
        or which
        or named
        or listed
        or some
        or inverted
        or second == "beaucoup"
    )


def _sentence_in_noun_phrase(parse: "Doc", mark: "Token", lexicon: Lexicon) -> bool:
    """True for a quotation with a subject and its verb, right behind a noun, that nothing leads up to."""
    before, first = parse[mark.i - 1], parse[mark.i + 1]
    led = before.norm in {"type", "genre", "style", "exemple"} or _labelled(before)
    if before.pos_ not in {"NOUN", "PROPN", "ADJ"} or not before.is_alpha or led:
        return False
    if not first.text[0].isupper() or first.norm not in OPENERS:
        return False
    verb = any(finite(reading) for token in parse[mark.i + 2 : mark.i + 4] for reading in readings(lexicon, token))
    return verb and not any(_leads_up(token, lexicon) for token in parse[max(0, mark.i - LEAD) : mark.i])


def _labelled(noun: "Token") -> bool:
    """True for a noun right behind its article, of which the quotation is the name (*un mug « Je dors »*)."""
    article = noun.doc[noun.i - (3 if word_at(noun.doc, noun.i - 1) == "-" else 1)]
    named = article.norm in {"un", "une"} or (article.norm in {"le", "la"} and article.nbor(-1).pos_ == "VERB")
    return named and noun.text.islower()


def _new_sentence(first: "Token", lexicon: Lexicon) -> bool:
    """*le prix les assureurs Le laboratoire*: two noun phrases side by side, then a small word with a capital."""
    noun, determiner, other, after = first.nbor(-3), first.nbor(-2), first.nbor(-1), first.nbor(1)
    if first.norm not in BEGINNERS or not first.text[0].isupper() or after.text[0].isupper():
        return False
    if determiner.norm not in ARTICLES or not (noun.text + determiner.text + other.text).islower():
        return False
    return {reading.pos for reading in readings(lexicon, noun)} <= {"noun", "adjective"} and is_noun(lexicon, other)


def _leads_up(token: "Token", lexicon: Lexicon) -> bool:
    """True for a verb of saying, and for what has a title or a wording."""
    saying = any(r.pos == "verb" and r.lemma in LEADS for r in readings(lexicon, token))
    return saying or titled(token, lexicon)
