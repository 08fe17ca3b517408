"""Small words and articles lost from set phrases and before names (*en raison tempêtes*, *basé Delaware*, *avec Chine*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.articles import PHRASES, WITH_BARE_OBJECT
from audit.french.bare_nouns import SEVERAL, perfect, person
from audit.french.clauses import TIMES, follows_speech, hyphen_after, surely_finite
from audit.french.countries import is_country
from audit.french.grammar import (
    DETERMINERS,
    can_be_finite,
    finite_here,
    form_of,
    is_name,
    is_noun,
    joined,
    only_infinitive,
    only_noun,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.que import SAYING
from audit.french.words import ARTICLES, AUXILIARIES, HE, PLACED, THOSE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# Nouns that a verb has bare, and what joins them to their object; *faire appel* has *à* or *de*.
SUPPORTED: dict[str, dict[str, str | None]] = {
    "mettre": {"fin": "à"},
    "faire": dict.fromkeys(words("face référence allusion confiance honte honneur concurrence"), "à")
    | dict.fromkeys(words("partie preuve état don"), "de")
    | {"appel": None},
    "avoir": dict.fromkeys(words("recours accès droit"), "à"),
    "donner": dict.fromkeys(words("lieu naissance accès"), "à"),
    "rendre": {"hommage": "à"},
    "prendre": {"part": "à", "conscience": "de", "soin": "de"},
    "porter": {"atteinte": "à"},
    "tenir": {"compte": "de"},
    "tirer": dict.fromkeys(words("parti profit"), "de"),
}
SUPPORTED_NOUNS = frozenset(noun for nouns in SUPPORTED.values() for noun in nouns)
OPEN_TO = words("accès droit recours appel")  # *donne accès Internet*
# Behind these the subject may follow its verb.
INVERTING = words("que qu' dont où auquel auxquels auxquelles laquelle lequel lesquels lesquelles quoi comme ainsi")
MEASURES = words("litre litres kilo kilos gramme grammes kilogramme kilogrammes tonne tonnes")
NUMBERS = words("millions milliards milliers centaines dizaines")
MADE = words("fonder créer diriger présider écrire réaliser composer produire inventer")
RATED = words("estimer évaluer chiffrer")
OPENING = HE | ARTICLES | {"des"}
# Phrases that *de* or *à* ends before an article.
WITH_ARTICLE: dict[tuple[str, ...], str] = {
    ("le", "long"): "de",
    ("en", "dehors"): "de",
    ("au", "fil"): "de",
    ("par", "rapport"): "à",
}
LAST = {phrase[-1] for phrase in PHRASES | WITH_ARTICLE.keys()} | {"bout"}
UNJOINED = words("équivalent net poids minimum maximum environ")  # *10 tonnes équivalent CO2*
WITH_QUE = {
    ("à", "ce"),
    ("à", "condition"),
    ("de", "sorte"),
    ("à", "mesure"),
    ("à", "moins"),
    ("parce",),
    ("tandis",),
    ("afin",),
}
NEAR = 3  # words back to an auxiliary
BEFORE_COUNTRY = words("avec contre par pour selon sur vers sans chez malgré que qu' si lorsque mais car quand")
NAMING = words(
    "être devenir nommer appeler dire déclarer citer crier scander écrire lire titrer parler chanter élire baptiser"
)
BEINGS = words("est était sera serait fut")
ABSTRACT = ("tion", "sion", "ité", "ance", "ence", "tude")
NAMED = 6  # words on to the name of who speaks


def lost_word(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a small word or an article that is gone behind this one."""
    if not 0 < token.i < len(token.doc) - 2:
        return None
    return first_of(RULES, token, token.nbor(1), lexicon)


def _lost(word: str, before: "Token", after: "Token", repair: str | None = None) -> Hit:
    why = Reason("“{word}” is missing after “{before}”", word=word, before=before.text)
    return Hit(before.idx, after.idx + len(after), why, repair)


def _bare(before: "Token", noun: "Token", repair: str | None = None) -> Hit:
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=before.text)
    return Hit(before.idx, noun.idx + len(noun), why, repair)


def _phrase(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*en raison les tempêtes*, *en raison à tempêtes*, *à la suite vote unanime*."""
    if token.norm not in LAST:
        return None
    before = tuple(t.norm for t in token.doc[max(0, token.i - 2) : token.i + 1])
    if before[-2:] == ("au", "bout") and after.like_num:
        return _lost("de", token, after)
    if (particle := WITH_ARTICLE.get(before[-2:])) and after.norm in ARTICLES and before[0] != "tout":
        return _lost(particle, token, after, f"{token.text} {joined(particle, after.text)}")
    if not {before, before[1:]} & PHRASES or not after.text.islower():
        return None
    article, noun = after.norm in ARTICLES, is_noun(lexicon, after) and after.pos_ == "NOUN"
    bare = noun and token.nbor(-1).norm != "au"  # *au lieu saint*
    if not (article or bare or after.norm in {"à", "aux"}):
        return None
    if not (article or bare) and (token.norm == "aide" or only_infinitive(lexicon, after.nbor(1))):
        return None  # *grâce à l’aide aux éleveurs*, *quant à la suite à donner*
    return _lost("de", token, after, f"{token.text} {joined('de', after.text)}" if article else None)


def _lone_participle(token: "Token", lemmas: frozenset[str], lexicon: Lexicon) -> bool:
    """True for a participle of one of these verbs with no auxiliary near (*un fonds basé*; not *a fondé*)."""
    if not (token.text.islower() and past_participles(lexicon, token) and _of(token, lemmas, lexicon)):
        return False
    return not any(verb_lemmas(lexicon, t) & AUXILIARIES for t in token.doc[max(0, token.i - NEAR) : token.i])


def _of(token: "Token", lemmas: frozenset[str], lexicon: Lexicon) -> bool:
    return bool(verb_lemmas(lexicon, token) & lemmas)


def _place(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*un fonds basé Delaware*."""
    return _lost("à", token, after) if is_name(after) and _lone_participle(token, PLACED, lexicon) else None


def _maker(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*la communauté fondée Rick Warren*."""
    named = is_name(after) and is_name(after.nbor(1)) and token.nbor(-1).pos_ in {"NOUN", "ADJ"}
    made = named and _lone_participle(token, MADE, lexicon) and not can_be_finite(lexicon, token)
    return _lost("par", token, after, f"{token.text} par {after.text}") if made else None


def _rating(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*un coût, estimé 7 millions de dollars*."""
    rated = after.like_num and _lone_participle(token, RATED, lexicon)
    return _lost("à", token, after, f"{token.text} à {after.text}") if rated else None


def _supported(noun: "Token", article: "Token", lexicon: Lexicon) -> Hit | None:
    """*faire appel la décision*, *a mis fin le contrat* (but *la page à laquelle a accès le public*)."""
    named = is_name(article) and noun.norm not in OPEN_TO  # *ferait honte Renault*
    if noun.norm not in SUPPORTED_NOUNS or not (named or (article.norm in ARTICLES and article.text.islower())):
        return None
    verb = next((t for t in reversed(noun.doc[max(0, noun.i - 2) : noun.i]) if t.pos_ != "ADV"), None)
    lemma = verb is not None and verb.i > 0 and next(iter(verb_lemmas(lexicon, verb) & SUPPORTED.keys()), None)
    if not lemma or noun.norm not in SUPPORTED[lemma]:
        return None
    thing = article.nbor(1)
    timed = {thing.norm, thing.norm.removesuffix("s")} & TIMES or thing.like_num or thing.pos_ not in {"NOUN", "ADJ"}
    timed = timed and not named
    before = [t.norm for t in noun.doc[max(0, noun.i - NAMED) : noun.i]]
    if timed or INVERTING & set(before) or {"y", "en"} & set(before[-NEAR:]):
        return None
    particle = SUPPORTED[lemma][noun.norm]
    return _lost(particle or "de / à", noun, article, particle and f"{noun.text} {joined(particle, article.text)}")


def _amount(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*quatre litres sève*, *dix millions Italiens*."""
    word, before = token.norm, token.nbor(-1)
    if word in MEASURES:
        lost = before.like_num and after.text.islower() and only_noun(lexicon, after)
    else:
        lost = word in NUMBERS and after.text.istitle() and lexicon.numbers(after.text.lower()) == {"p"}
    if not lost or hyphen_after(token.doc, after) or after.norm in UNJOINED:
        return None
    return _lost("de", token, after, f"{token.text} {joined('de', after.text.lower())[: -len(after)]}{after.text}")


def _relative(qui: "Token", article: "Token", lexicon: Lexicon) -> Hit | None:
    """*il a dit qui la fréquentation dépasse*, *des obligations qui le prix grimpe*: *qui*, and a subject beside it."""
    if qui.norm != "qui" or article.norm not in ARTICLES or qui.i + 3 >= len(qui.doc) or qui.nbor(-1).pos_ == "ADP":
        return None
    noun = article.nbor(1)
    timed = {noun.norm, noun.norm.removesuffix("s")} & TIMES  # *qui la nuit dort*
    plain = noun.pos_ == "NOUN" and is_noun(lexicon, noun) and not can_be_finite(lexicon, noun) and not timed
    if not plain or not finite_here(lexicon, noun.nbor(1)):
        return None
    why = Reason("“qui” is the subject of its clause, which has another, “{noun}”", noun=noun.text)
    return Hit(qui.idx, noun.idx + len(noun), why)


def _those(those: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*tous ceux ont vu cela*."""
    if those.norm not in THOSE or hyphen_after(those.doc, those) or not surely_finite(lexicon, verb):
        return None
    return _lost("qui", those, verb, f"{those.text} qui {verb.text}")


def _unless(token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*à condition elles soient raisonnables*, *parce il pleut*."""
    if after.norm not in OPENING:
        return None
    before = tuple(t.norm for t in token.doc[max(0, token.i - 1) : token.i + 1])
    led = before in WITH_QUE or before[-1:] in WITH_QUE
    subject = after.norm in HE or before[-1] in {"parce", "tandis"}
    return _lost("que", token, after, f"{token.text} {joined('que', after.text)}") if led and subject else None


def _country(preposition: "Token", name: "Token", lexicon: Lexicon) -> Hit | None:
    """*un accord avec Chine*, *a accusé Russie* (but *pour France Inter*, *un match contre Haïti*)."""
    if not name.text[0].isupper() or not is_country(name, lexicon) or lexicon.form(name.norm).noun:
        return None
    if preposition.norm not in BEFORE_COUNTRY and not _acting(preposition, lexicon):
        return None
    after = name.nbor(1)
    if lexicon.english_frequency(name.text) > lexicon.frequency(name.text):
        return None  # *pour Thanksgiving*
    longer = after.text[0].isupper() or after.like_num or hyphen_after(name.doc, name)
    return None if longer or name.text.isupper() else _bare(preposition, name)


def _acting(verb: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive, a verb behind its subject, and a participle behind *avoir*."""
    if verb.pos_ != "VERB" or not verb.text.islower() or verb_lemmas(lexicon, verb) & NAMING:
        return False
    having = verb.i > 0 and form_of(lexicon, verb.nbor(-1), "avoir") and bool(past_participles(lexicon, verb))
    told = finite_here(lexicon, verb) and not past_participles(lexicon, verb) and not follows_speech(verb.doc, verb)
    return having or only_infinitive(lexicon, verb) or told


def _speaker(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*, souligne climatologue Lili Fuhr*: who speaks, without an article (but *se dit professeur*)."""
    if not verb_lemmas(lexicon, token) & SAYING or not (
        can_be_finite(lexicon, token) or past_participles(lexicon, token)
    ):
        return None
    speaker = after.text.islower() and only_noun(lexicon, after) and person(after, lexicon)
    named = any(is_name(t) for t in token.doc[after.i + 1 : after.i + 1 + NAMED])
    reflexive = any(t.norm in {"se", "s'"} for t in token.doc[max(0, token.i - NEAR) : token.i])
    if not speaker or not named or reflexive or lexicon.numbers(after.text) != {"s"}:
        return None
    return _bare(token, after)


def _owned(dont: "Token", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*un instituteur dont maison a été épargnée*."""
    if dont.norm != "dont" or not noun.text.islower() or noun.pos_ != "NOUN":
        return None
    plain = is_noun(lexicon, noun) and not can_be_finite(lexicon, noun) and finite_here(lexicon, noun.nbor(1))
    return _bare(dont, noun) if plain else None


def _qualified(participle: "Token", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*a suscité vives réactions*: an adjective and its plural, the object of a verb."""
    kinds = {reading.pos for reading in readings(lexicon, adjective)}
    adjectival = "adjective" in kinds <= {"adjective", "noun", "verb"} and adjective.text.islower()
    if not adjectival or lexicon.numbers(adjective.text) != {"p"}:
        return None
    noun = adjective.nbor(1)
    if adjective.norm in SEVERAL or noun.pos_ != "NOUN" or not noun.text.islower() or not perfect(participle, lexicon):
        return None
    plural = lexicon.numbers(noun.text) == {"p"} and lexicon.genders(noun.text) & lexicon.genders(adjective.text)
    if not plural or verb_lemmas(lexicon, participle) & WITH_BARE_OBJECT:
        return None
    return _bare(participle, noun, f"{participle.text} {joined('de', adjective.text)} {noun.text}")


def _predicate(being: "Token", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*Une promenade est information.*: what something is, at the end (but *la forêt est source de revenus*)."""
    if being.norm not in BEINGS or not noun.text.islower() or not noun.text.endswith(ABSTRACT):
        return None
    ends, subject = noun.nbor(1).text in {".", "!", "?"}, [t for t in noun.lefts if t.dep_.startswith("nsubj")]
    led = any(t.pos_ == "NOUN" and t.i and t.nbor(-1).norm in DETERMINERS for t in subject)
    return _bare(being, noun) if ends and led and only_noun(lexicon, noun) else None


RULES = (
    _predicate,
    _phrase,
    _place,
    _maker,
    _rating,
    _relative,
    _those,
    _unless,
    _country,
    _speaker,
    _owned,
    _qualified,
    _supported,
    _amount,
)
