"""Fragments joined into one sentence (*… pour les talents “C’est la guerre la plus folle”*, *… progrès ». la guerre*).

Silent about quotations that the sentence leads up to (*il a dit « Nous partons »*, *: «*, *intitulé « Je reviens »*), short
quoted phrases and titles, and quotations in small letters that the sentence takes up.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import SUBJECTS, finite, norm, readings
from audit.lexicon import Lexicon
from audit.sequences import omission, strangers
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How a quotation that is a whole sentence begins.
OPENERS = frozenset(SUBJECTS) | {"nous", "vous", "c'", "ce", "ça", "cela", "il", "n'", "ne"}
LEAD = 10  # tokens before a quotation in which a verb or noun may lead up to it
OPENING = {"“", "«", '"'}


@detector(category=Category.UNINTELLIGIBLE, severity=Severity.MAJOR)
def broken_sentence(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    for token in parse:
        if token.text in OPENING and 2 < token.i < len(parse) - 3 and _sentence_in_noun_phrase(parse, token, lexicon):
            before, after = parse[token.i - 1], parse[token.i + 1]
            why = "a quotation that is a sentence of its own stands in the middle of another"
            yield Hit(before.idx, after.idx + len(after), why)
    for left, right in strangers(segment.text, lexicon):
        if not omission(left, right):
            words = segment.text[left.start : right.end]
            yield Hit(
                left.start,
                right.end,
                f"“{words}”: such words never stand side by side in French",
                severity=Severity.MINOR,
            )


def _sentence_in_noun_phrase(parse: "Doc", mark: "Token", lexicon: Lexicon) -> bool:
    before, after, third = parse[mark.i - 1], parse[mark.i + 1], parse[mark.i + 2]
    return (
        before.pos_ in {"NOUN", "PROPN", "ADJ"}
        and before.is_alpha
        and after.text[0].isupper()
        and norm(after) in OPENERS
        and any(
            any(map(finite, readings(lexicon, t)))
            for t in (third, parse[mark.i + 3] if mark.i + 3 < len(parse) else third)
        )
        and not any(_verb_of_saying_or_title(t, lexicon) for t in parse[max(0, mark.i - LEAD) : mark.i])
    )


LEADS = words(
    """
    dire déclarer affirmer expliquer répondre lancer ajouter écrire crier répéter conclure confier titrer
    intituler chanter lire poursuivre assurer résumer marteler demander scander penser entendre nommer appeler
    baptiser clamer insister estimer indiquer préciser souligner regretter raconter
    """
)  # fmt: skip
TITLES = words(
    """
    slogan phrase titre chanson film livre album mot message question cri émission programme refrain série mention
    formule campagne pancarte roman pièce documentaire single tube hashtag inscription banderole tweet texte adage
    devise proverbe maxime
    """
)


def _verb_of_saying_or_title(token: "Token", lexicon: Lexicon) -> bool:
    return any(
        (r.pos == "verb" and r.lemma in LEADS) or (r.pos == "noun" and r.lemma in TITLES)
        for r in readings(lexicon, token)
    )
