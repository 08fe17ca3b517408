"""Capitalised common nouns that stand where French has a name, and the name they may translate (*Cible* for Target)."""

from collections import defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from audit.french.agreeing import Features, adjective_features, clash, noun_features
from audit.french.grammar import DETERMINERS, SUBJECTS, finite, finite_here, form_of, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.words import SMALL_WORDS, words
from audit.naming.names import Names, capitalised, places, starts

if TYPE_CHECKING:
    from audit.french.parsed import Token

# A capitalised word is plainly a common noun when clean French, seen this often, hardly ever writes it as a name ...
SEEN, SHARE = 10, 0.04
RARELY = 0.005  # ... and this rarely where it might be a surname: *Fontaine*, *Rivière* are names as well
# Nouns that a name follows with nothing between: *l’action Gap*, *le site Eater*.
CLASSIFIERS = words(
    """
    action application appli chaîne compagnie constructeur entreprise groupe hebdomadaire journal logiciel
    magazine marque plateforme quotidien réseau revue site société titre ville équipe
    """
)
# Nouns that the title of a work follows, with its distributor between or not (*la série HBO Lumières du port*).
TITLED = words(
    """
    série sitcom feuilleton minisérie mini-série film comédie drame documentaire thriller émission podcast balado livre
    roman mémoires autobiographie best-seller chanson tube single album disque jeu franchise trilogie
    """
)
# Bare nouns that begin sentences of clean French (*Force est de*, *Preuve en est*).
BARE = words(
    """
    force preuve reste mention signe résultat conséquence chose mieux personne lundi mardi mercredi jeudi vendredi
    samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre monsieur
    madame maman papa noël pâques grand-mère grand-père
    """
)
APPOSED = words("le la l' lui elle un une")
SINGULAR = words("a est avait était aura sera")
DEFINITE = words("le la les l' son sa ses leur leurs mon ma mes notre nos cette ce")
FORMULAS = words("est soit oblige sont")  # verbs of such formulas: *Force est*, *Noblesse oblige*
COMPLEMENT = words("de d' en à du des")
CLITICS = words("ne n' se s' y en")
COGNATE = 0.6  # similarity from which a French and an English word are one
LEAST_SHARE = 0.1  # probability of a rendering under which it says nothing
CHAIN = 4  # words back to another capital that makes it part of an institution's name


def common_noun_as_name(token: "Token", lexicon: Lexicon, names: Names, suspect: bool) -> bool:
    """True for a capitalised common noun that stands where only a name can, whatever article it is in.

    In one that is machine-translated for sure, `suspect`, less proof is asked for at the head of a sentence.
    """
    if not ordinary(token, lexicon):
        return False
    translated = translated_from(token.text, lexicon, names) is not None
    if token.text in places() and not translated:
        return False
    if token.i == 0:
        return _first_word(token, translated, lexicon, suspect)
    if translated:
        before = token.nbor(-1)
        if before.pos_ in {"NOUN", "PROPN"} and agreeing_adjective(token, before, lexicon):
            return False  # *l’artiste Iranienne*, *la Banque Mondiale*
        return before.norm not in DETERMINERS and (before.text in {";", ","} or not starts(token))
    if starts(token) or _inhabitant(token, lexicon):
        return False
    # In good French a surname (*Meunier*) or a club may well be a common noun: only the plainest places are doubted.
    led = token.nbor(-1).norm in {"selon", "chez"} and _rare(token, lexicon)
    return _inside_english_name(token, lexicon) or (led and bare_place(token) and _name_like(token))


def translated_from(form: str, lexicon: Lexicon, names: Names) -> str | None:
    """The name of this article that the common noun translates (*Target* for *Cible*), None when there is none."""
    lemmas = {form.lower(), *(reading.lemma for reading in lexicon.analyses(form.lower()))}
    english = {word for word, share in lexicon.english(form) if share >= LEAST_SHARE}
    meanings = _meanings(names, lexicon)
    keys = [*(("fr", lemma) for lemma in lemmas), *(("en", word) for word in english)]
    found = {name for key in keys for name in meanings.get(key, ()) if name.lower() not in lemmas}
    # *Européenne*, *European*: an official translation, not an error.
    strange = [name for name in found if OSA.normalized_similarity(name.lower(), form.lower()) <= COGNATE]
    return max(strange, key=lambda name: (names.counts[name], name), default=None)


@lru_cache(1)
def _meanings(names: Names, lexicon: Lexicon) -> dict[tuple[str, str], list[str]]:
    """The names of an article by language and word: the English word that each is, and the French words for it."""
    meanings: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names.counts:
        if not names.common(name):
            meanings["en", name.lower()].append(name)
            for word, share in lexicon.french(name):
                if share >= LEAST_SHARE:
                    meanings["fr", word].append(name)
    return meanings


def bare_subject(token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for a first word with no determiner that is the subject of a conjugated verb: *Cible a annoncé*."""
    parse = token.doc
    if len(parse) < 4 or token.norm in BARE or token.pos_ == "ADV":
        return False
    several = lexicon.numbers(token.text.lower()) == {"p"}
    comma, second = parse[1].norm, parse[2].norm
    if (
        comma == ","
        and not several
        and not past_participles(lexicon, token)
        and (second == "qui" or (suspect and second in APPOSED and not clause_behind(parse[1], lexicon)))
    ):
        return True
    end = _phrase_end(token)
    verb = parse[end]
    alone = end == 1 or parse[1].norm in CLITICS  # *Force est*; not *Lanterne en papier est*
    formula = alone and verb.norm in FORMULAS
    whole = not several or (end > 2 and verb.norm in SINGULAR)  # *Rumeurs de la côte a publié*
    behind = [token.norm for token in parse[end:]]
    absolute = bool(past_participles(lexicon, verb)) and any(
        mark == "," and pronoun in SUBJECTS for mark, pronoun in pairwise(behind)
    )
    if absolute:
        return False  # *Relevé fait, nous partîmes*
    if end == 1 and _describes(verb, lexicon, noun_features(lexicon, token)):
        return False  # *Formation continue des adultes*
    if end == 1 and form_of(lexicon, verb, "être") and second in DEFINITE and _describes(token, lexicon, Features()):
        return False  # *Grande fut sa joie*
    if not verb.text.islower() or verb.pos_ not in {"VERB", "AUX"} or formula or not whole:
        return False
    return any(
        finite(r) and r.person == "3" and r.number == "s" and r.mood != "subjunctive" for r in readings(lexicon, verb)
    )


def clause_behind(comma: "Token", lexicon: Lexicon) -> bool:
    """True where a subject and its verb stand behind a comma, not what somebody is (*Dehors, la pluie tombait*)."""
    verb = comma.doc[comma.i + 3 : comma.i + 4]
    return len(verb) == 1 and finite_here(lexicon, verb[0])


def ordinary(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun or adjective, and no small word, that clean French hardly ever writes with a capital."""
    case, kinds = lexicon.case(token.text), {reading.pos for reading in readings(lexicon, token)}
    seen = case.lower + case.capital
    if (seen < SEEN and case.capital) or not seen or case.capital > SHARE * seen:
        return False
    if any(word == token.norm for word, _ in lexicon.english(token.text)):
        return False  # English has the same word: a name in it stays as it is (*Sport*)
    return bool(kinds & {"noun", "adjective"}) and not kinds & SMALL_WORDS


def agreeing_adjective(token: "Token", noun: "Token", lexicon: Lexicon) -> bool:
    """True for an adjective in the gender and number of the noun before it."""
    adjective = any(reading.pos == "adjective" for reading in readings(lexicon, token))
    has, wanted = adjective_features(lexicon, token), noun_features(lexicon, noun)
    return adjective and has is not None and wanted is not None and not clash(has, wanted)


def _rare(token: "Token", lexicon: Lexicon) -> bool:
    case = lexicon.case(token.text)
    seen = case.lower + case.capital
    return seen >= SEEN and case.capital <= RARELY * seen


def _first_word(token: "Token", translated: bool, lexicon: Lexicon, suspect: bool) -> bool:
    """True for a bare subject, or what the article's own name was translated to before a relative clause or a name."""
    if token.pos_ in {"VERB", "AUX"}:
        return False  # *Être proactif réduit*, *Ayant fini*
    verb = not suspect and any(map(finite, readings(lexicon, token)))
    if verb and not translated:
        return False  # *Reste*, *Place*: a verb or a formula
    return bare_subject(token, lexicon, suspect) or (translated and not verb and _before_name_or_relative(token))


def _before_name_or_relative(token: "Token") -> bool:
    """True for a first word before a relative clause or a noun with a name (*Soupape, qui …*, *Port fondateur Dana Stone*)."""
    after = token.doc[token.i + 1 : token.i + 4]
    relative = [other.norm for other in after[:2]] in ([",", "qui"], [",", "dont"], [",", "que"])
    return relative or any(map(capitalised, after))


def _describes(word: "Token", lexicon: Lexicon, wanted: Features | None) -> bool:
    """True for what may be an adjective of such a noun."""
    found = (reading for reading in readings(lexicon, word) if reading.pos == "adjective")
    return wanted is not None and any(not clash(wanted, Features(r.gender, r.number)) for r in found)


def _phrase_end(first: "Token") -> int:
    """Where a first noun ends, with an adjective or a complement of one word (*Lanterne en papier* assure), and clitics."""
    parse, i = first.doc, 1
    noun = 3 if parse[2].norm in {"la", "l'"} else 2
    if (
        len(parse) > noun + 2
        and parse[1].norm in COMPLEMENT
        and parse[noun].pos_ == "NOUN"
        and parse[noun].text.islower()
    ):
        i = noun + 1
    elif parse[1].pos_ == "ADJ" and parse[1].text.islower():
        i = 2
    while i < len(parse) - 1 and parse[i].norm in CLITICS:
        i += 1
    return i


def bare_place(token: "Token", last: "Token | None" = None) -> bool:
    """True for what stands with no determiner behind a preposition, a verb or a word like *the site*, outside a longer name.

    It ends with the word `last`, with its own end where that is None.
    """
    before, after = token.nbor(-1), _after(last or token)
    if after is not None and (after.text[0].isupper() or after.text[0] in "-‑&" or after.like_num):  # *dans Pièce C*
        return False
    if before.norm in DETERMINERS.keys() | {"en", "sans"} or _in_institution(token):
        return False
    return before.pos_ in {"ADP", "VERB", "AUX"} or before.norm in CLASSIFIERS


def _in_institution(token: "Token") -> bool:
    """True where a capital stands shortly before, with no verb or mark between (*la Caisse générale de Garantie*)."""
    for other in reversed(token.doc[max(1, token.i - CHAIN) : token.i]):
        if other.is_punct or other.pos_ == "VERB":
            return False
        if capitalised(other):
            return True
    return False


def _name_like(token: "Token") -> bool:
    """True when the sentence goes on with small letters, so that the capital marks a name, not a title."""
    after = _after(token)
    if after is None or not after.is_alpha:
        return True
    return after.text.islower() and after.pos_ != "ADJ" and after.norm not in {"de", "d'", "des", "du", "et", "à"}


def _inside_english_name(token: "Token", lexicon: Lexicon) -> bool:
    """True for a French word between two English ones of a name (*Human Droit Watch*)."""
    after = _after(token)
    if after is None or _english(token, lexicon):
        return False
    return all(
        capitalised(other) and not lexicon.analyses(other.text.lower()) and _english(other, lexicon)
        for other in (token.nbor(-1), after)
    )


def _english(token: "Token", lexicon: Lexicon) -> bool:
    return lexicon.english_frequency(token.text) > lexicon.frequency(token.text)


def _inhabitant(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that is an adjective as well, which clean French does write with a capital (*des Portugaises*)."""
    kinds = {reading.pos for reading in readings(lexicon, token)}
    return {"noun", "adjective"} <= kinds and lexicon.case(token.text).capital > 0


def _after(token: "Token") -> "Token | None":
    return token.nbor(1) if token.i + 1 < len(token.doc) else None
