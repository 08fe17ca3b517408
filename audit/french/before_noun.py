"""What English puts before a noun and French behind it (*la effondrée chaussée*, *un basé à Lyon marchand*)."""

import re
from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.agreeing import called_for, clash, noun_features
from audit.french.bare_nouns import person
from audit.french.clauses import TIMES, hyphen_after
from audit.french.countries import is_country
from audit.french.grammar import DETERMINERS, SMOOTH, UNSMOOTH, finite_here, is_name, is_noun, only_noun
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES, elided, follows_noun
from audit.french.stacked_nouns import APPOSED
from audit.french.words import OF, PLACED, THE, THOSE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

ROMAN = re.compile(r"[IVX]+(?:e|er|ère|ème)?")  # of a century, a ruler or a district
# Participles that stand before a noun.
BEFORE = words(
    "prétendre supposer présumer dire dénommer regretter nommer attendre maudire sacrer damner sataner foutre ficher"
)
PRAISING = words("très bien jamais déjà tout")
DEGREES = words("plus moins très mieux bien jamais déjà tout")
RANKED = words("premier première dernier dernière nouveau nouvelle grand grande petit petite ancien ancienne")
PARTS_OF_TOWN = words("centre ville nord sud est ouest métropole agglomération intra extra")
OF_WORK = OF | words("à au en chez dans")
CONTRACTED = words("au aux du des l'")
OLD = words("vieux vieil vieille")
# Units by which French names things without their noun (*un 400 mètres haies*, *un deux pièces*, *le 20 heures*).
MODELS = words(
    "mètres kilomètres miles cylindres litres roues mâts pièces portes places heures temps voies étoiles cm km m"
)
EVERYTHING = words("monde planète histoire univers continent pays")
REACH = 7  # words from a participle to its noun, from a subject to its verb


def before_noun(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a determiner whose noun stands behind what French puts after it."""
    if token.i + 3 >= len(token.doc):
        return None
    if token.text == ",":
        return _placed(token, token.nbor(1), lexicon)
    if token.norm in THOSE:
        return _of_an_owner(token, lexicon)
    if token.norm not in DETERMINERS:
        return None
    return first_of(RULES, token, token.nbor(1), lexicon)


def _hit(first: "Token", noun: "Token", repair: str | None = None) -> Hit:
    phrase = first.doc.span(first.i, noun.i + 1).text
    why = Reason("“{phrase}” keeps the English order", phrase=phrase)
    unsure = noun.text[0] == "h" and first.norm in {"le", "la"}  # *l’hôtel*, *le hameau*
    return Hit(first.idx, noun.idx + len(noun), why, None if unsure else repair)


def _agrees(determiner: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    has = noun_features(lexicon, noun)
    return has is not None and not clash(called_for(determiner), has)


def _surely(noun: "Token", lexicon: Lexicon) -> bool:
    """True for what is a noun alone, or in the parser's eyes and no common adjective."""
    form = lexicon.form(noun.norm)
    return form.only_noun or (form.noun and noun.pos_ == "NOUN" and {r.pos for r in form.readings} <= {"noun", "verb"})


def _participle(determiner: "Token", first: "Token", lexicon: Lexicon) -> Hit | None:
    """*la effondrée chaussée*, *les plus touchées communes*."""
    led = first.norm in DEGREES or (first.norm.endswith("ment") and not is_noun(lexicon, first))
    participle = first.nbor(1) if led else first
    noun, form = participle.nbor(1), lexicon.form(participle.norm)
    plain = form.participles and not form.finite if led else form.only_participle and not form.noun
    if not plain or form.verbs & BEFORE or not participle.text.islower():
        return None  # *un bien connu chef*
    if first.norm in PRAISING and determiner.norm in THE:
        return None  # *le très respecté doyen*, *le déjà cité rapport*
    sure = only_noun(lexicon, noun) and (led or noun.pos_ in {"NOUN", "ADJ"})
    adjective = any(reading.pos == "adjective" for reading in lexicon.form(noun.norm).readings)
    turned = participle.pos_ == "NOUN" and noun.pos_ == "ADJ" and not (adjective or person(noun, lexicon))
    sure = sure or (is_noun(lexicon, noun) and (noun.pos_ == "NOUN" or turned))  # *la effondrée chaussée*
    if not sure or not noun.text.islower() or not _agrees(determiner, noun, lexicon) or hyphen_after(noun.doc, noun):
        return None
    degree = f"{first.text} " if led else ""
    return _hit(
        determiner, noun, f"{determiner.text} {noun.text} {degree}{participle.text}" if determiner.whitespace_ else None
    )


def _unelided(article: "Token", first: "Token", lexicon: Lexicon) -> Hit | None:
    """*la eau réservoir*: an article left whole was put before another noun than its own."""
    noun = first.nbor(1)
    whole = article.norm in {"le", "la"} and article.whitespace_ and first.text[0] in SMOOTH - {"y"}
    if not whole or first.norm in UNSMOOTH or not (first.text + noun.text).islower() or noun.norm in APPOSED:
        return None
    both = only_noun(lexicon, first) and only_noun(lexicon, noun) and noun.pos_ in {"NOUN", "ADJ"}
    return _hit(article, noun) if both and not hyphen_after(noun.doc, noun) else None


def _placed(determiner: "Token", participle: "Token", lexicon: Lexicon) -> Hit | None:
    """*un basé à Amsterdam marchand*, *Ikea, basé à Älmhult groupe*."""
    form = lexicon.form(participle.norm)
    if not form.only_participle or not form.verbs & PLACED or participle.nbor(1).pos_ != "ADP":
        return None
    name = participle.nbor(2)
    noun = next((t for t in name.doc[name.i : name.i + REACH] if not is_name(t)), name)
    first = participle if determiner.text == "," else determiner
    bare = noun.i > name.i and noun.text.islower() and is_noun(lexicon, noun) and noun.norm not in PARTS_OF_TOWN
    if not bare:
        return None
    place = noun.doc.span(participle.i, noun.i).text
    return _hit(first, noun, f"{determiner.text} {noun.text} {place}" if first is determiner else None)


def _measured(determiner: "Token", number: "Token", lexicon: Lexicon) -> Hit | None:
    """*une 35 ans femme*, *un trois étages immeuble*: how old, big or dear, before what is (but *un 400 mètres haies*)."""
    unit, behind = number.nbor(1), number.nbor(2)
    noun = behind.nbor(1) if behind.norm in OLD and behind.i + 1 < len(behind.doc) else behind
    counted = number.like_num and unit.text.islower() and "p" in lexicon.numbers(unit.norm)
    if not counted or unit.norm in MODELS or called_for(determiner).number != "s" or determiner.norm == "leur":
        return None
    sure = _surely(noun, lexicon) or (unit.norm == "ans" and noun.pos_ in {"NOUN", "ADJ"} and person(noun, lexicon))
    plain = sure and noun.text.islower() and lexicon.numbers(noun.norm) == {"s"}
    if not plain or noun.norm in TIMES or not _agrees(determiner, noun, lexicon) or noun.nbor(-1).text[-1] in "-’'":
        return None
    whole = determiner.norm != "l'" and not (noun.i + 1 < len(noun.doc) and noun.nbor(1).norm in OF)
    repair = f"{determiner.text} {noun.text} de {number.text} {unit.text}"
    return _hit(determiner, noun, repair if whole else None)


def _greatest(article: "Token", more: "Token", lexicon: Lexicon) -> Hit | None:
    """*le plus grand du monde fabricant*: of all that there are, before what is."""
    adjective, of = more.nbor(1), more.nbor(2)
    if article.norm not in THE or more.norm not in {"plus", "moins"} or of.norm not in OF | {"au", "d'"}:
        return None
    of_all = next((t for t in of.doc[of.i + 1 : of.i + 3] if t.norm in EVERYTHING), None)
    noun = of_all.nbor(1) if of_all is not None and of_all.i + 1 < len(of.doc) else None
    if noun is None or not noun.text.islower() or noun.pos_ != "NOUN" or not is_noun(lexicon, noun):
        return None
    if not _agrees(article, noun, lexicon):
        return None
    where = noun.doc.span(of.i, noun.i).text
    usual = adjective.norm in RANKED
    repair = f"{article.text} {more.text} {adjective.text} {noun.text} {where}" if usual else None
    return _hit(article, noun, repair)


def _of_an_owner(that: "Token", lexicon: Lexicon) -> Hit | None:
    """*celui d’Ida Renn premier roman*: English “Ida Renn’s”, translated by itself."""
    doc = that.doc
    end = that.i + 2
    while end < len(doc) - 1 and is_name(doc[end]) and doc[end].is_alpha:
        end += 1
    if that.nbor(1).norm not in {"de", "d'"} or end == that.i + 2:
        return None
    described = end + 1 < len(doc) and (doc[end].norm in RANKED or follows_noun(doc[end], lexicon))
    noun = doc[end + described]
    ranked = noun.i > end and is_noun(lexicon, noun)  # *premier roman*
    plain = noun.text.islower() and noun.norm not in PARTS_OF_TOWN | TIMES
    inanimate = only_noun(lexicon, noun) and not person(noun, lexicon)
    return _hit(that, noun) if plain and (ranked or inanimate) else None


def _place(determiner: "Token", name: "Token", lexicon: Lexicon) -> Hit | None:
    """*L’Argentine gouvernement*, *la Chine économie*."""
    noun = name.nbor(1)
    if not name.text[0].isupper() or not is_country(name, lexicon) or noun.pos_ != "NOUN" or not noun.text.islower():
        return None
    inanimate = only_noun(lexicon, noun) and not person(noun, lexicon)
    return _hit(determiner, noun) if inanimate and not hyphen_after(noun.doc, name) else None


def _capital(determiner: "Token", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*un Russe bombardier*, *le républicain Comité national*, *la Binational Autorité du lac*."""
    noun, behind = adjective.nbor(1), adjective.nbor(2)
    capitals = (adjective.text[0].isupper(), noun.text[0].isupper())
    if not any(capitals) or not follows_noun(adjective, lexicon) or not _agrees(determiner, noun, lexicon):
        return None
    someone = determiner.norm in {"un", "une"} and noun.norm in OFFICES and behind.norm not in OF_WORK
    if not (someone or only_noun(lexicon, noun)) or hyphen_after(noun.doc, noun):
        return None  # *un Français professeur à Rome*
    if (adjective.text + noun.text).isupper():
        return None
    office = capitals[1] and ((all(capitals) and behind.norm in OF) or (behind.pos_ == "ADJ" and behind.text.islower()))
    inanimate = noun.pos_ == "NOUN" and not person(noun, lexicon)
    plain = not capitals[1] and _varies(adjective, lexicon) and (someone or inanimate)
    last = behind if office and behind.pos_ == "ADJ" else noun  # *le Comité national républicain*
    phrase = noun.doc.span(noun.i, last.i + 1).text
    return _hit(adjective, last, f"{phrase} {adjective.text.lower()}") if office or plain else None


def _varies(adjective: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective with a plural of its own (*russe*, not *alpha*)."""
    return len(lexicon.numbers(adjective.norm, "adjective")) == 1


def _sigle(determiner: "Token", name: "Token", lexicon: Lexicon) -> Hit | None:
    """*un NASA capteur*, *la COVID 19 épidémie*."""
    if not (name.text.isupper() and name.text.isalpha() and len(name) > 2) or ROMAN.fullmatch(name.text):
        return None
    noun = name.nbor(2) if name.nbor(1).text.isdigit() else name.nbor(1)
    if noun.pos_ not in {"NOUN", "ADJ"} or not noun.text.islower() or not only_noun(lexicon, noun) or len(noun) < 4:
        return None
    if (
        determiner.norm in CONTRACTED
        or not _agrees(determiner, noun, lexicon)
        or person(noun, lexicon)
        or noun.nbor(-1).text[-1] in "-’'"
    ):
        return None
    return _hit(determiner, noun)


def name_and_people(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*selon Goldman Sachs analystes*, *d’anciens Google DeepMind chercheurs*: people behind whom they work for."""
    if noun.i < 1 or not noun.text.islower() or not _people(noun, lexicon):
        return None
    start = _first_name(noun)
    before = noun.doc[start - 1] if start else None
    if start == noun.i or (before is not None and before.norm in DETERMINERS and start + 1 == noun.i):
        return None  # *les Peul éleveurs*
    names = noun.doc.span(start, noun.i).text
    bare = before is None or before.text == "," or before.norm in {"selon", "par"}
    repair = f"{'les ' if bare else ''}{noun.text} {elided('d', names)}{names}"
    why = Reason("“{phrase}” keeps the English order of a name before its noun", phrase=f"{names} {noun.text}")
    return Hit(noun.doc[start].idx, noun.idx + len(noun), why, repair)


def _people(noun: "Token", lexicon: Lexicon) -> bool:
    """True for several of a trade: a noun, or in the parser's eyes one where it may be an adjective."""
    plural = lexicon.numbers(noun.text) == {"p"} and person(noun, lexicon)
    return plural and (only_noun(lexicon, noun) or (noun.pos_ == "NOUN" and noun.norm.removesuffix("s") in OFFICES))


def _first_name(noun: "Token") -> int:
    """Where the names right before a noun begin."""
    start = noun.i
    while start > 0 and is_name(noun.doc[start - 1]) and noun.doc[start - 1].is_alpha:
        start -= 1
    opens = start < noun.i and (
        noun.doc[start].norm in DETERMINERS or noun.doc[start].like_num
    )  # *fini.Des journalistes*
    return noun.i if opens else start


def name_and_article(article: "Token", lexicon: Lexicon) -> Hit | None:
    """*Tesla les conducteurs peuvent*: English has who owns something before it; at the head of a sentence."""
    if article.norm not in THE or not 0 < article.i < len(article.doc) - 2 or _first_name(article) > 1:
        return None
    first, noun, case = article.doc[0], article.nbor(1), lexicon.case(article.doc[0].text)
    if (
        first.pos_ != "PROPN"
        or not first.is_alpha
        or case.lower > case.capital
        or (first.text.endswith(("er", "ir")) and not case.capital)  # *Forker le dépôt et clonez-le*
        or noun.pos_ != "NOUN"
        or not noun.text.islower()
    ):
        return None
    single = lexicon.numbers(noun.text) != {"p"} and person(noun, lexicon)  # *Macron le président*
    verb = next((t for t in article.doc[noun.i + 1 : noun.i + REACH] if finite_here(lexicon, t)), None)
    if single or verb is None or lexicon.form(noun.norm).verbs or any(t.is_punct for t in article.doc[: verb.i]):
        return None
    names = article.doc.span(0, article.i).text
    why = Reason("“{phrase}” keeps the English order of a name before its noun", phrase=f"{names} {noun.text}")
    start = article.text.capitalize() + article.whitespace_
    return Hit(first.idx, noun.idx + len(noun), why, f"{start}{noun.text} {elided('d', names)}{names}")


RULES = (_participle, _unelided, _placed, _measured, _greatest, _place, _capital, _sigle)
