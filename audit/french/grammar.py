"""Readings of French words that several detectors ask for: closed classes as tables, open ones from the lexicon."""

import re
from typing import TYPE_CHECKING

from audit.french.lexicon import Analysis, Lexicon
from audit.french.tenses import LASTING, lasts, opener, told_in
from audit.french.words import CLITICS, words
from audit.naming.names import capitalised

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Determiners and contractions by the gender and number they call for; "" leaves it open.
DETERMINERS = {
    "le": ("m", "s"), "la": ("f", "s"), "les": ("", "p"), "un": ("m", "s"), "une": ("f", "s"), "du": ("m", "s"), "au": ("m", "s"),
    "aux": ("", "p"), "des": ("", "p"), "ce": ("m", "s"), "cet": ("m", "s"), "cette": ("f", "s"), "ces": ("", "p"),
    "mon": ("", "s"), "ton": ("", "s"), "son": ("", "s"), "ma": ("f", "s"), "ta": ("f", "s"), "sa": ("f", "s"),
    "mes": ("", "p"), "tes": ("", "p"), "ses": ("", "p"), "notre": ("", "s"), "votre": ("", "s"), "leur": ("", "s"),
    "nos": ("", "p"), "vos": ("", "p"), "leurs": ("", "p"), "quel": ("m", "s"), "quelle": ("f", "s"), "quels": ("m", "p"),
    "quelles": ("f", "p"), "chaque": ("", "s"), "plusieurs": ("", "p"), "aucun": ("m", "s"), "aucune": ("f", "s"),
    "certains": ("m", "p"), "certaines": ("f", "p"), "l'": ("", "s"), "quelques": ("", "p"),
}  # fmt: skip
PREPOSITIONS = words(
    """
    à de d' en dans par pour sur sous chez vers avec sans entre contre depuis pendant selon dès parmi malgré
    envers du au des aux
    """
)  # fmt: skip
CAUSATIVES = words(
    """
    faire laisser voir entendre sentir regarder écouter montrer envoyer aller venir pouvoir devoir vouloir
    """
)
# Verbs whose perfect is made with *être*.
WITH_BEING = words(
    """
    aller arriver décéder descendre devenir échoir entrer intervenir monter mourir naître partir parvenir passer
    rentrer repartir rester retomber retourner revenir sortir survenir tomber venir advenir apparaître
    """
)
SUBJECTS = {"je": "1s", "j'": "1s", "tu": "2s", "il": "3s", "elle": "3s", "on": "3s", "ils": "3p", "elles": "3p"}
# What stands between an auxiliary and its verb as an adverb does.
BESIDE_VERB = words("pas plus jamais rien tout tous toutes lui-même elle-même eux-mêmes elles-mêmes")
VOWELS = frozenset("aeiouyéèêh")
SMOOTH = frozenset("aeiouàâéèêëîïôöûü")  # letters before which a small word always loses its own; *h* may be aspirated
UNSMOOTH = words("un une onze onzième oui ouest ouate ouistiti uhlan")
BEFORE_NOUN = re.compile(r"\b([Ll][ea]|[Dd]e) ([a-zà-ÿœ]\w*)")
# *de une*, *lorsque il*: always elided.
ALWAYS = re.compile(
    r"\b(?:[Dd]e (?=(?:une?|elles?|eux|autres?)\b)"
    r"|(?:lors|puis|jus|quoi|Lors|Puis|Jus|Quoi)?[Qq]ue (?=(?:une?|ils?|elles?|on|eux|en|à|aux?)\b))"
)
UNFUSED = re.compile(r"\b(?P<preposition>de|à) (?P<article>les?) (?P<noun>[a-zà-ÿœ]\w*)")
CONTRACTIONS = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}


def elides(word: str) -> bool:
    """Whether a small word before this one always loses its vowel; not before *h*, which may be aspirated."""
    return word[:1].lower() in SMOOTH and word.lower() not in UNSMOOTH


def joined(particle: str, word: str) -> str:
    """The two words as French writes them (*du*, *qu’elle*, *de voir*); names are not elided before (*que Airbus*)."""
    if contracted := CONTRACTIONS.get((particle, word.lower())):
        return contracted
    return f"{particle[:-1]}’{word}" if particle.endswith("e") and word[0] in VOWELS else f"{particle} {word}"


def smoothed(text: str, lexicon: Lexicon) -> str:
    """French put together of pieces, with its small words as French writes them (*à le maire*, *le usine*, *que ils*)."""

    def met(pair: re.Match[str]) -> str:
        small, word = pair.groups()
        letter = small[-1] in "ea" and word[0] in SMOOTH and word not in UNSMOOTH
        return f"{small[:-1]}’{word}" if letter and lexicon.form(word).noun else pair[0]

    def fused(pair: re.Match[str]) -> str:
        form = lexicon.form(pair["noun"])
        plain = form.noun and not any(reading.mood == "infinitive" for reading in form.readings)
        return f"{CONTRACTIONS[pair['preposition'], pair['article']]} {pair['noun']}" if plain else pair[0]

    return ALWAYS.sub(lambda small: f"{small[0][:-2]}’", BEFORE_NOUN.sub(met, UNFUSED.sub(fused, text)))


def readings(lexicon: Lexicon, token: "Token") -> tuple[Analysis, ...]:
    """All readings of the token in lower case: a capital at the start of a sentence says nothing."""
    return lexicon.form(token.norm).readings


def finite(reading: Analysis) -> bool:
    return reading.finite


def only_finite(lexicon: Lexicon, token: "Token") -> bool:
    """True for a form that can be nothing but a conjugated verb (*déclare*; not *offre*, also a noun)."""
    return lexicon.form(token.norm).only_finite


def can_be_finite(lexicon: Lexicon, token: "Token") -> bool:
    return lexicon.form(token.norm).finite


def finite_here(lexicon: Lexicon, token: "Token") -> bool:
    """True for a conjugated verb in the eyes of the lexicon and of the parser (*porte* in *il porte*, not in *la porte*)."""
    return token.pos_ in {"VERB", "AUX"} and lexicon.form(token.norm).finite


def only_infinitive(lexicon: Lexicon, token: "Token") -> bool:
    """True for a form that can be nothing but an infinitive (*augmenter*; not *dîner*, also a noun)."""
    return lexicon.form(token.norm).only_infinitive


def infinitive_here(lexicon: Lexicon, token: "Token") -> bool:
    """True for an infinitive, one that is a noun as well (*sortir*, *parler*) where the parser sees a verb."""
    found = readings(lexicon, token)
    noun_too = any(r.mood == "infinitive" for r in found) and all(
        r.mood == "infinitive" or r.pos == "noun" for r in found
    )
    return only_infinitive(lexicon, token) or (noun_too and token.pos_ in {"VERB", "AUX"})


def gerund_here(lexicon: Lexicon, token: "Token") -> bool:
    """True for a present participle where no noun can stand, behind an auxiliary (*devaient absorbant*)."""
    return lexicon.form(token.norm).plain_gerund


def causative(lexicon: Lexicon, token: "Token") -> bool:
    """True for a verb that lets another's subject stand before its infinitive (*fait*, *laisse*, *voit quelqu’un partir*)."""
    return any(reading.lemma in CAUSATIVES for reading in readings(lexicon, token))


def past_participles(lexicon: Lexicon, token: "Token") -> tuple[Analysis, ...]:
    return lexicon.form(token.norm).participles


def only_participle(lexicon: Lexicon, token: "Token") -> bool:
    """True for a past participle that is nothing else, or but an adjective (*proposé*; not *fait*, also a noun)."""
    return lexicon.form(token.norm).only_participle


def verb_lemmas(lexicon: Lexicon, token: "Token") -> frozenset[str]:
    """The infinitives of all verbs that the token can be a form of."""
    return lexicon.form(token.norm).verbs


def one_verb(lexicon: Lexicon, token: "Token") -> str | None:
    """The infinitive of the one verb that the token can be a form of; None where there are several, or none."""
    verbs = lexicon.form(token.norm).verbs
    return next(iter(verbs)) if len(verbs) == 1 else None


def form_of(lexicon: Lexicon, token: "Token", lemma: str) -> bool:
    """True when the token can be a form of the verb `lemma`."""
    return lemma in lexicon.form(token.norm).verbs


def is_noun(lexicon: Lexicon, token: "Token") -> bool:
    return lexicon.form(token.norm).noun


def only_noun(lexicon: Lexicon, token: "Token") -> bool:
    return lexicon.form(token.norm).only_noun


def person_of(subject: "Token") -> tuple[str, str]:
    """(person, number) that a subject calls for: of a pronoun its own, of a noun or name the third; number "" when unsure."""
    pronoun = SUBJECTS.get(subject.norm)
    if pronoun:
        return pronoun[0], pronoun[1]
    number = (subject.morph.get("Number", []) or [""])[0]
    return "3", {"Sing": "s", "Plur": "p"}.get(number, "")


def conjugate(lexicon: Lexicon, verb: "Token", person: str, number: str) -> str | None:
    """The indicative of the verb that an infinitive or participle belongs to, in the tense of its sentence; None when not plain.

    What is told in the past is put in the imperfect where it lasts or is told by another, else in the perfect; None where
    that takes more than the verb's own place, and where the sentence leaves the tense open.
    """
    lemma, tense = one_verb(lexicon, verb), told_in(verb, lexicon)
    if lemma in LASTING and tense in {"open", "future"}:
        tense = "present"  # *espèrent tourner l’été prochain*
    if tense == "present" and "après" in verb.doc.words and opener(verb) == "après que":
        tense = "past"
    if lemma is None or tense == "open":
        return None
    if tense == "past" and lemma not in LASTING and not lasts(verb):
        return _perfect(lexicon, verb, lemma, person, number)
    of_lemma = "imperfect" if tense == "past" else tense
    return lexicon.inflect(lemma, "verb", mood="indicative", tense=of_lemma, person=person, number=number or "s")


def _perfect(lexicon: Lexicon, verb: "Token", lemma: str, person: str, number: str) -> str | None:
    if _narrated(lexicon, verb):
        return lexicon.inflect(lemma, "verb", mood="indicative", tense="past", person=person, number=number or "s")
    before = verb.nbor(-1) if verb.i else None
    if lemma in WITH_BEING or (before and (before.norm in CLITICS or before.text[-1] in "'’" or adverb(before))):
        return None  # *le acquérir*: *l’a acquis*; *ils jamais cessé*: *n’ont jamais cessé*
    having = lexicon.inflect("avoir", "verb", mood="indicative", tense="present", person=person, number=number or "s")
    participle = past_participle(lexicon, verb)
    return f"{having} {participle}" if having and participle else None


def _narrated(lexicon: Lexicon, verb: "Token") -> bool:
    """True in a sentence told in the simple past (*un marin reconnu sa voix et remarqua*)."""
    told = (readings(lexicon, t) for t in verb.doc if t is not verb and only_finite(lexicon, t))
    return any(all(r.mood == "indicative" and r.tense == "past" for r in found) for found in told)


def past_participle(lexicon: Lexicon, verb: "Token") -> str | None:
    """The masculine singular past participle of the one verb that this is a form of; None when not plain."""
    lemma = one_verb(lexicon, verb)
    return lemma and lexicon.inflect(lemma, "verb", mood="participle", tense="past", gender="m", number="s")


def conjugate_or_complete(lexicon: Lexicon, verb: "Token", person: str, number: str) -> str | None:
    """The present of a verb that stands in the infinitive; of one in the participle, whose auxiliary is gone, the perfect."""
    lemma, reflexive = one_verb(lexicon, verb), verb.i > 0 and verb.nbor(-1).norm in {"se", "s'"}
    if lemma is None or not past_participles(lexicon, verb) or reflexive or lemma in WITH_BEING:
        return conjugate(lexicon, verb, person, number)
    return _perfect(lexicon, verb, lemma, person, number)


def gerund(lexicon: Lexicon, token: "Token") -> bool:
    """True for whatever can be a present participle (*absorbant*, a noun and adjective as well)."""
    return lexicon.form(token.norm).gerund


def quoted(doc: "Doc") -> list[bool]:
    """For each token, whether it stands inside quotation marks; an unclosed pair runs to the end of the sentence."""
    return doc.quoted


def adverb(token: "Token") -> bool:
    """True for what may stand between an auxiliary and its verb."""
    return token.pos_ == "ADV" or token.norm in BESIDE_VERB


def after_adverbs(doc: "Doc", index: int) -> int:
    """The first position from `index` on that holds no adverb; the length of the sentence when there is none."""
    while index < len(doc) and (adverb(doc[index]) or doc[index].text.startswith("-") or _again(doc, index + 1)):
        index += 1 + _again(doc, index + 1)
    return index


def _again(doc: "Doc", index: int) -> bool:
    """True for the *nouveau* of *de nouveau*, an adverb."""
    return 0 < index < len(doc) and doc[index].norm == "nouveau" and doc[index - 1].norm in {"de", "à"}


def before_adverbs(doc: "Doc", index: int) -> int:
    """The last position up to `index` that holds no adverb and no inverted pronoun (*sont-ils*)."""
    while index > 0 and (adverb(doc[index]) or doc[index].text.startswith("-") or _again(doc, index)):
        index -= 1 + _again(doc, index)
    return index


def group_start(doc: "Doc", index: int, passed: frozenset[str] = CLITICS) -> int:
    """Where the pronouns and adverbs begin that stand right before `index`, a verb's place."""
    while index > 0 and (doc[index - 1].norm in passed or adverb(doc[index - 1])):
        index -= 1
    return index


def is_name(token: "Token") -> bool:
    """True for a capitalised word that does not stand where every word has a capital."""
    return capitalised(token) and token.i > 0
