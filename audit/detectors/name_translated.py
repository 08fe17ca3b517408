"""A proper name that went through the dictionary or was respelled (*Pomme* for Apple, *Cible* for Target, *Homes. Moi*).

A name is known by the article itself, which writes it elsewhere, or by clean French text. Silent about names that are also
common nouns (*Orange*, *Carrefour*), inhabitants, titles, sigles, different people of like names when both are well known,
and capitals inside quoted titles.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.french.common_nouns import bare_subject, common_noun_as_name, translated_from
from audit.french.english_capitals import english_capital
from audit.french.grammar import DETERMINERS, finite, quoted, readings
from audit.french.lexicon import Lexicon
from audit.french.noun_order import ROMAN
from audit.french.tenses import MONTHS
from audit.french.title_case import english_title
from audit.french.words import SMALL_WORDS, words
from audit.naming.domains import rendered_domains
from audit.naming.doubted import doubted_names
from audit.naming.gazetteer import load_gazetteer
from audit.naming.half_translated import half_translated
from audit.naming.names import Names, capitalised, named
from audit.naming.owned import owned
from audit.naming.titles import titled_work
from audit.naming.translated_names import Translated, names_damaged, of_family, translated_names
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# A name that the article writes this often makes a rare look-alike suspect (*Harbour* among *Harbor*).
OFTEN, RARE = 3, 60
PARTS = words("rubrique section page pages onglet chapitre catégorie cahier supplément")

INHABITANT = re.compile(r"..(?:[éi]en(?:ne)?|ais(?:es?)?|ois(?:es?)?)s?$")
LONGER = re.compile(r" d(?:e |['’])(?!façon|manière|plus|nouveau)[a-zà-ÿ]")  # what a name would have more of
OWNED = re.compile(r" (?:(?:de la|du|des) [A-Z]|L['’]|L(?:a|es?) )")  # or whose noun is behind: *Cible Les rayons*


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def name_translated(
    segment: Segment, document: Document, mended: "Doc", lexicon: Lexicon, names: Names, suspect: bool
) -> Iterator[Hit]:
    yield from _domains(segment, document, lexicon)
    inside, suspect = quoted(mended), suspect or names_damaged(names, lexicon)
    known = [_hit(segment.text, found) for found in translated_names(mended, names, lexicon, suspect)]
    yield from known
    doubted = {run.end - 1: run for run in doubted_names(mended, lexicon, names)} if suspect else {}
    for token in () if english_title(mended, lexicon, names) else mended:
        if any(hit.start <= token.idx < hit.end for hit in known) or english_capital(token, lexicon, names):
            continue
        if run := owned(token):
            why = Reason("“{phrase}” is all that a link had to say, translated", phrase=run.text)
            yield Hit(run.start_char, run.end_char, why)
            continue
        if suspect and (run := titled_work(token, lexicon)):
            yield Hit(run.start_char, run.end_char, Reason("“{word}” is the translation of a name", word=run.text))
        if not capitalised(token) or not token.is_alpha or len(token) < 3 or ROMAN.fullmatch(token.text):
            continue
        if token.text != token.text.title() or _expanded(token) or _behind_glue(token) or of_family(token):
            continue
        if not (inside[token.i] and _alone(token)) and (original := _original(token, lexicon, names)):
            why = Reason("“{word}” is the name {name}, altered", word=token.text, name=original)
            yield Hit(token.idx, token.idx + len(token), why, original)
        elif not (inside[token.i] or _french_name(token) or _hyphenated(token, 1) or _explained(token)) and (
            common_noun_as_name(token, lexicon, names, suspect) or half_translated(token, lexicon)
        ):
            yield _common_noun(token, translated_from(token.text, lexicon, names))
        elif run := doubted.pop(token.i, None):
            yield Hit(run.start_char, run.end_char, Reason("“{word}” is the translation of a name", word=run.text))


def _expanded(token: "Token") -> bool:
    """True for a French word in a phrase whose words all have a capital (*Guide de Voyage pour le Monde Numérique*), and
    before an adjective or *de* in small letters behind a brand (*Perrier Eau minérale*)."""
    before, after = token.doc[max(0, token.i - 1) : token.i], token.doc[token.i + 1 : token.i + 2]
    small = len(after) == 1 and (after[0].pos_ == "ADJ" or after[0].norm == "de") and after[0].text.islower()
    return small and len(before) == 1 and before[0].pos_ == "PROPN"


def _behind_glue(token: "Token") -> bool:
    """True behind the first word of a name into which another has run (*duRio Grande*)."""
    before = token.nbor(-1) if token.i else token
    parted = before.text[0].isupper() and token.doc.text[max(0, before.idx - 1) : before.idx].isalpha()
    return parted or (before.text[0].islower() and not before.text.islower())


def _common_noun(token: "Token", source: str | None) -> Hit:
    why = Reason("“{word}” is a common noun that stands where a name must", word=token.text)
    if source:
        why = Reason(
            "“{word}” is a common noun that stands where a name must: {name}, translated", word=token.text, name=source
        )
    return Hit(token.idx, token.idx + len(token), why, source)


def _hit(text: str, found: Translated) -> Hit:
    word = text[found.start : found.end]
    why = Reason("“{word}” is the translation of a name", word=word)
    if found.name:
        why = Reason("“{word}” is the name {name}, translated", word=word, name=found.name)
    longer = " " in word and LONGER.match(text, found.end)  # *la Société royale d’horticulture*
    longer = longer or OWNED.match(text, found.end)  # *c’est Argent de la Subaru Outback*
    return Hit(found.start, found.end, why, None if longer else found.name)


def _french_name(token: "Token") -> bool:
    """True for the surname of a person with a French first name (*Michel Raison*), and before *publique France*."""
    if token.i == 0:
        return False
    first, after, gazetteer = token.nbor(-1).text, token.doc[token.i + 1 : token.i + 3], load_gazetteer()
    if gazetteer.french_given(first) and not (gazetteer.english_given(first) and gazetteer.surnames(token.text)):
        return True
    return len(after) == 2 and after[0].pos_ == "ADJ" and capitalised(after[1])


def _explained(token: "Token") -> bool:
    """True for the name of a part of a paper (*la rubrique Santé*), and where the English stands beside it (*en anglais : …*)."""
    labelled = token.i and token.nbor(-1).norm in PARTS
    return bool(labelled) or "en anglais" in token.doc.text


def _domains(segment: Segment, document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    """A name, a stop, and what the suffix of a domain name becomes in French, where no sentence begins."""
    for found in rendered_domains(document.text, segment.start, segment.end):
        verb = found.following.islower() and any(map(finite, lexicon.analyses(found.following)))
        listed = found.comma and found.following[0].isupper()
        if verb or listed or found.following in {"et", "ou", "qui", "dont"}:
            why = Reason(
                "“{suffix}” is the suffix of the domain name {domain}, translated",
                suffix=found.suffix,
                domain=found.domain,
            )
            yield Hit(found.start - segment.start, found.end - segment.start, why, found.domain)


def _original(token: "Token", lexicon: Lexicon, names: Names) -> str | None:
    """The name that the token is a damaged copy of."""
    if namesake := _namesake(token, lexicon, names):
        return namesake
    original = names.altered(token.text)
    return original if original and _damaged(token, original, lexicon, names) else None


def _namesake(token: "Token", lexicon: Lexicon, names: Names) -> str | None:
    """The surname that the same first name has elsewhere in the article, for an unknown surname that looks like it."""
    if token.i == 0 or names.known(token.text) or lexicon.case(token.text).capital > RARE:
        return None
    first = token.nbor(-1).text
    if not names.known(first) or _hyphenated(token, 1):
        return None
    return names.namesake(first, token.text)


def _alone(token: "Token") -> bool:
    """True for all that stands between quotation marks: a title."""
    around = (token.i - 1, token.i + 1)
    return all(0 <= i < len(token.doc) and token.doc[i].is_punct for i in around)


def _hyphenated(token: "Token", *sides: int) -> bool:
    """True where a hyphen stands on one of these sides, -1 for before and 1 for behind."""
    around = (token.i + side for side in sides)
    return any(0 <= i < len(token.doc) and token.doc[i].text[0] in "-‑" for i in around)


def _damaged(token: "Token", original: str, lexicon: Lexicon, names: Names) -> bool:
    """True when the look-alike is no name of its own: a dictionary word, or unknown and rarer than the original."""
    form = token.text
    if _hyphenated(token, -1, 1) or _somebody_else(token, original, names) or _french(token, lexicon):
        return False
    if _name_of_its_own(form, original, lexicon, names):
        return False
    if names.common(form):
        return _dictionary_word(token, original, lexicon, names)
    if names.counts[original] == names.counts[form] == 1:
        return len(form) > 5 and _surname(original, names) and not _surname(form, names) and not lexicon.frequency(form)
    vouched = names.counts[original] > 1 or names.known(original)
    return vouched and names.counts[original] > names.counts[form] and len(form) > 4


def _somebody_else(token: "Token", original: str, names: Names) -> bool:
    """True behind a first name that the original does not have: *Zadie Smyth* beside John Smith."""
    return token.i > 0 and named(token.nbor(-1)) and (token.nbor(-1).text, original) not in names.pairs


def _french(token: "Token", lexicon: Lexicon) -> bool:
    """True for a month, a small word, a verb, whoever lives in a place (*Sierra-Léonais*), or a noun whose capital has lost
    its accent (*Etat*)."""
    if token.norm in MONTHS or INHABITANT.search(token.text) or lexicon.known("é" + token.text[1:]):
        return True
    return any(reading.pos in SMALL_WORDS or finite(reading) for reading in readings(lexicon, token))


def _name_of_its_own(form: str, original: str, lexicon: Lexicon, names: Names) -> bool:
    """True for a name that clean French has seen, unless the article's own is so much more at home here."""
    seen, often = lexicon.case(form).capital, names.counts[original] >= OFTEN
    if names.known(form):
        return not (often and names.counts[form] == 1 and seen < RARE)
    return seen >= 2 and not often and not names.common(form)


def _dictionary_word(token: "Token", original: str, lexicon: Lexicon, names: Names) -> bool:
    """True for a common noun that stands like the name it resembles: with no determiner."""
    if any(reading.pos == "adjective" for reading in readings(lexicon, token)):
        return False
    if names.counts[original] < 2 and not names.known(original) and not _surname(original, names):
        return False
    bare = token.i > 0 and token.nbor(-1).norm not in DETERMINERS
    return bare or bare_subject(token, lexicon, suspect=False)


def _surname(name: str, names: Names) -> bool:
    """True for a name that stands behind another somewhere in the article."""
    return any(last == name for _, last in names.pairs)
