"""A proper name that went through the dictionary or was respelled (*Musc* for Musk, *Cible* for Target, *Levels. Pour info*).

A name is known by the article itself, which writes it elsewhere, or by clean French text. Silent about names that are also
common nouns (*Orange*, *Carrefour*), inhabitants, titles, sigles, different people of like names when both are well known,
and capitals inside quoted titles.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from audit.detectors.registry import detector
from audit.document import Document, Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import DETERMINERS, finite, norm, quoted, readings
from audit.lexicon import Lexicon
from audit.names import Names, capitalised, named, starts
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A capitalised word is plainly a common noun when clean French, seen this often, hardly ever writes it as a name.
SEEN, SHARE = 10, 0.04
# Nouns that a name follows with nothing between: *l’action Gap*, *le site Eater*.
CLASSIFIERS = words(
    """
    action application appli chaîne compagnie constructeur entreprise groupe hebdomadaire journal logiciel
    magazine marque plateforme quotidien réseau revue site société titre ville équipe
    """
)
COGNATE = 0.6  # similarity from which a French and an English word are one
CHAIN = 4  # words back to another capital that makes it part of an institution's name
RARELY = 0.005  # the same for a surname: *Fontaine*, *Rivière* are names as well
LEAST_SHARE = 0.1  # probability of a rendering under which it says nothing
# A name that the article writes this often makes a rare look-alike suspect (*Harbour* among *Harbor*).
OFTEN, RARE = 3, 60
CALENDAR = words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre")
# Bare nouns that begin sentences of clean French (*Force est de*, *Preuve en est*).
BARE = words(
    """
    force preuve reste mention signe résultat conséquence chose mieux personne lundi mardi mercredi jeudi vendredi
    samedi dimanche monsieur madame maman papa noël pâques grand-mère grand-père
    """
)


# Domain suffixes that are words or abbreviations in English (IANA's list of top-level domains), in French.
SUFFIXES = {
    "pour info": "fyi", "pour votre information": "fyi", "pour information": "fyi", "moi": "me", "télé": "tv", "télévision": "tv",
    "actualités": "news", "nouvelles": "news", "boutique": "shop", "magasin": "store", "application": "app", "appli": "app",
    "info": "info", "infos": "info", "informations": "info", "filet": "net", "réseau": "network", "organisation": "org",
    "entreprise": "biz", "affaires": "biz", "intelligence artificielle": "ai", "ia": "ai", "en direct": "live", "monde": "world",
    "aujourd'hui": "today", "aujourd’hui": "today", "en ligne": "online", "espace": "space", "vie": "life", "travail": "work",
    "travaux": "works", "nuage": "cloud", "santé": "health", "soin": "care", "soins": "care", "argent": "money", "blogue": "blog",
    "maison": "house", "agence": "agency", "studio": "studio", "médias": "media", "guide": "guide", "outils": "tools",
    "jeux": "games", "jeu": "game", "académie": "academy", "école": "school", "équipe": "team", "ventes": "sale", "liens": "link",
    "lien": "link", "technologie": "technology", "technologies": "technology", "énergie": "energy", "rocher": "rocks", "ninja": "ninja",
    "gratuit": "free", "bon marché": "cheap", "café": "cafe", "ville": "city", "zone": "zone", "site": "site", "page": "page",
    "com": "com", "point com": "com", "co": "co", "io": "io", "aide": "help", "avis": "reviews", "voyage": "travel", "voyages": "travel",
    "mode": "fashion", "musique": "music", "photos": "photos", "vidéo": "video", "sport": "sport", "gouvernement": "gov", "éducation": "edu",
}  # fmt: skip
DOMAIN = re.compile(
    r"\b([A-Z][\w&-]+)\. (%s)(,?) ([^\W\d_]+)"
    % "|".join(re.escape(w[0].upper() + w[1:]) for w in sorted(SUFFIXES, key=len, reverse=True))
)
DOMAIN_REACH = 60  # code points: the longest rendering and a word


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def name_translated(
    segment: Segment, document: Document, parse: "Doc", lexicon: Lexicon, names: Names
) -> Iterator[Hit]:
    yield from _domains(segment, document, lexicon)
    inside = quoted(parse)
    for token in parse:
        if not capitalised(token) or not token.is_alpha or len(token) < 3:
            continue
        original = names.altered(token.text)
        namesake = _namesake(token, lexicon, names)
        if namesake or (original and _damaged(token, original, lexicon, names)):
            original = namesake or original
            yield Hit(token.idx, token.idx + len(token), f"“{token.text}” is the name {original}, altered", original)
        elif not inside[token.i] and _common_noun_as_name(parse, token, lexicon, names, document.disclosed_mt):
            source = _translated_from(token.text, lexicon, names)
            why = f"“{token.text}” is a common noun that stands where a name must" + (
                f": {source}, translated" if source else ""
            )
            yield Hit(token.idx, token.idx + len(token), why, source)


def _surname(name: str, names: Names) -> bool:
    """True for a name that stands behind another somewhere in the article."""
    return any(last == name for _, last in names.pairs)


def _namesake(token: "Token", lexicon: Lexicon, names: Names) -> str | None:
    """The surname that the same first name has elsewhere in the article, for an unknown surname that looks like it."""
    if (
        token.i == 0
        or names.known(token.text)
        or lexicon.case(token.text).capital > RARE
        or not names.known(token.nbor(-1).text)
    ):
        return None
    if token.i + 1 < len(token.doc) and token.nbor(1).text[0] in "-‑":
        return None
    return names.namesake(token.nbor(-1).text, token.text)


def _domains(segment: Segment, document: Document, lexicon: Lexicon) -> Iterator[Hit]:
    """A name, a stop, and what the suffix of a domain name becomes in French, where no sentence begins."""
    for match in DOMAIN.finditer(document.text, segment.start, min(len(document.text), segment.end + DOMAIN_REACH)):
        name, words, comma, following = match.groups()
        if match.start() >= segment.end:
            return
        goes_on = any(finite(r) and not r.pos == "noun" for r in lexicon.analyses(following)) and following.islower()
        listed = bool(comma) and following[0].isupper()
        if goes_on or listed or following in {"et", "ou", "qui", "dont"}:
            start, end = match.start() - segment.start, match.end(2) - segment.start
            domain = f"{name}.{SUFFIXES[words.lower()]}"
            yield Hit(start, end, f"“{words}” is the suffix of the domain name {domain}, translated", domain)


def _damaged(token: "Token", original: str, lexicon: Lexicon, names: Names) -> bool:
    """True when the look-alike is no name of its own: a dictionary word, or unknown and rarer than the original."""
    if any(0 <= i < len(token.doc) and token.doc[i].text[0] in "-‑" for i in (token.i - 1, token.i + 1)):
        return False  # half of a compound name
    form, before = token.text, token.nbor(-1) if token.i else None
    if before is not None and named(before) and (before.text, original) not in names.pairs:
        return False  # somebody else: Zadie Smyth beside John Smith
    if norm(token) in CALENDAR or lexicon.known("é" + form[1:]):
        return False
    if any(r.pos in {"pron", "det", "adv", "prep", "conj"} or finite(r) for r in readings(lexicon, token)):
        return False
    if names.known(form) and not (
        names.counts[original] >= OFTEN and names.counts[form] == 1 and lexicon.case(form).capital < RARE
    ):
        return False
    if lexicon.case(form).capital >= 2 and names.counts[original] < OFTEN and not names.common(form):
        return False
    if names.common(form):
        if any(r.pos == "adjective" for r in readings(lexicon, token)) or not (
            names.counts[original] > 1 or names.known(original) or _surname(original, names)
        ):
            return False
        return (token.i > 0 and norm(token.nbor(-1)) not in DETERMINERS) or _bare_subject(token, lexicon, False)
    if names.counts[original] == names.counts[form] == 1:
        return len(form) > 5 and _surname(original, names) and not _surname(form, names) and not lexicon.frequency(form)
    return (
        names.counts[original] > names.counts[form]
        and (names.counts[original] > 1 or names.known(original))
        and len(form) > 4
    )


def _common_noun_as_name(parse: "Doc", token: "Token", lexicon: Lexicon, names: Names, disclosed: bool) -> bool:
    """True for a capitalised common noun that stands where only a name can.

    An article that says it is machine-translated is believed: `disclosed` asks for less proof.
    """
    case = lexicon.case(token.text)
    seen, share = case.lower + case.capital, RARELY if not disclosed else SHARE
    if (seen < SEEN and case.capital) or case.capital > SHARE * seen or not _noun(lexicon, token):
        return False
    if not disclosed and any(finite(r) for r in readings(lexicon, token)) and token.i == 0:
        return False  # *Reste*, *Place*: a verb or a formula
    rare = (seen >= SEEN and case.capital <= share * seen) or disclosed
    source = _translated_from(token.text, lexicon, names)
    if token.i == 0:
        return _bare_subject(token, lexicon, disclosed) or (bool(source) and _before_name_or_relative(token))
    before = parse[token.i - 1]
    if source:
        return norm(before) not in DETERMINERS and (before.text in {";", ","} or not starts(token))
    if starts(token) or _inhabitant(lexicon, token):
        return False
    if _inside_english_name(parse, token, lexicon):
        return True
    if _behind_first_name(parse, token, names):
        return rare and bool(lexicon.english(token.text))
    return rare and _bare(parse, token, names, disclosed)


def _bare(parse: "Doc", token: "Token", names: Names, disclosed: bool) -> bool:
    """True for a noun with no determiner behind a preposition, a verb or a word like *the site*, outside a longer name."""
    before, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is not None and (capitalised(after) or after.text[0] in "-‑&" or after.like_num):
        return False
    chain = 0
    for other in reversed(parse[max(1, token.i - CHAIN) : token.i]):
        if other.is_punct or other.pos_ == "VERB":
            break
        chain += capitalised(other)
    if chain or norm(before) in {"en", "sans"} or norm(before) in DETERMINERS:
        return False
    if before.pos_ not in {"ADP", "VERB", "AUX"} and norm(before) not in CLASSIFIERS:
        return False
    return disclosed or (
        names.counts[token.text] < 4 and (_name_like(parse, token) or norm(before) not in {"de", "d'", "à"})
    )


def _behind_first_name(parse: "Doc", token: "Token", names: Names) -> bool:
    """True for the second and last word of what looks like a person (*Miguel Rivières*)."""
    first, after = parse[token.i - 1], parse[token.i + 1] if token.i + 1 < len(parse) else None
    person = first.text.isalpha() and capitalised(first) and first.pos_ == "PROPN" and names.known(first.text)
    return (
        person
        and (token.i < 2 or not capitalised(parse[token.i - 2]))
        and (after is None or not after.text[0].isupper())
    )


def _before_name_or_relative(token: "Token") -> bool:
    """True for a first word before a relative clause or a noun with a name (*Soupape, qui …*, *Port fondateur Dana Stone*)."""
    after = [norm(t) for t in token.doc[token.i + 1 : token.i + 3]]
    return after in ([",", "qui"], [",", "dont"], [",", "que"]) or any(
        capitalised(t) for t in token.doc[token.i + 1 : token.i + 4]
    )


def _inside_english_name(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True for a French word between two English ones of a name (*Human Droit Watch*)."""
    if not 0 < token.i < len(parse) - 1 or lexicon.english_frequency(token.text) > lexicon.frequency(token.text):
        return False
    around = [
        t for t in (parse[token.i - 1], parse[token.i + 1]) if capitalised(t) and not lexicon.analyses(t.text.lower())
    ]
    return len(around) == 2 and all(lexicon.english_frequency(t.text) > lexicon.frequency(t.text) for t in around)


def _noun(lexicon: Lexicon, token: "Token") -> bool:
    """True for a form that can be a noun or an adjective, and none of the small words."""
    found = readings(lexicon, token)
    return any(r.pos in {"noun", "adjective"} for r in found) and not any(
        r.pos in {"adv", "prep", "pron", "det", "conj"} for r in found
    )


def _inhabitant(lexicon: Lexicon, token: "Token") -> bool:
    """True for a noun that is an adjective as well, which clean French does write with a capital (*des Portugaises*)."""
    return {"noun", "adjective"} <= {r.pos for r in readings(lexicon, token)} and lexicon.case(token.text).capital > 0


def _beside_capital(parse: "Doc", token: "Token") -> bool:
    around = (parse[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(parse))
    return any((capitalised(other) and other.i > 0) or other.text in {"-", "&", "/"} for other in around)


def _bare_subject(token: "Token", lexicon: Lexicon, disclosed: bool) -> bool:
    """True for a first word with no determiner that is the subject of a conjugated verb: *Cible a annoncé*."""
    parse = token.doc
    if len(parse) < 4 or norm(token) in BARE or lexicon.numbers(token.text.lower()) == {"p"}:
        return False
    after = [norm(t) for t in parse[1:3]]
    if after == [",", "qui"] or (
        disclosed and after[0] == "," and after[1] in {"le", "la", "l'", "lui", "elle", "un", "une"}
    ):
        return True
    verb = parse[_phrase_end(parse)]
    if not verb.text.islower() or verb.pos_ not in {"VERB", "AUX"} or norm(verb) in {"est", "soit", "oblige", "sont"}:
        return False
    return any(
        finite(r) and r.person == "3" and r.number == "s" and r.mood != "subjunctive" for r in readings(lexicon, verb)
    )


def _phrase_end(parse: "Doc") -> int:
    """Where a first noun ends, with an adjective or a complement of one word (*Lanterne en papier* assure), and clitics."""
    i = 1
    if (
        len(parse) > 4
        and norm(parse[1]) in {"de", "d'", "en", "à", "du", "des"}
        and parse[2].pos_ == "NOUN"
        and parse[2].text.islower()
    ):
        i = 3
    elif parse[1].pos_ == "ADJ" and parse[1].text.islower():
        i = 2
    while i < len(parse) - 1 and norm(parse[i]) in {"ne", "n'", "se", "s'", "y", "en"}:
        i += 1
    return i


def _name_like(parse: "Doc", token: "Token") -> bool:
    """True when the sentence goes on with small letters, so that the capital marks a name, not a title."""
    after = parse[token.i + 1] if token.i + 1 < len(parse) else None
    return (
        after is None
        or not after.is_alpha
        or (
            after.text.islower()
            and after.pos_ not in {"ADJ"}
            and norm(after) not in {"de", "d'", "des", "du", "et", "à"}
        )
    )


def _translated_from(form: str, lexicon: Lexicon, names: Names) -> str | None:
    """The name of this article that the common noun translates (*Target* for *Cible*), None when there is none."""
    english = {word for word, share in lexicon.english(form) if share >= LEAST_SHARE}
    lemmas = {form.lower(), *(reading.lemma for reading in lexicon.analyses(form.lower()))}

    def translates(name: str) -> bool:
        lower = name.lower()
        if OSA.normalized_similarity(lower, form.lower()) > COGNATE:
            return False  # *Européenne*, *European*: an official translation
        return lower in english or any(word in lemmas and share >= LEAST_SHARE for word, share in lexicon.french(name))

    return max(
        (name for name in names.counts if name.lower() not in lemmas and not names.common(name) and translates(name)),
        key=lambda name: (names.counts[name], name),
        default=None,
    )
