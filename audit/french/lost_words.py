"""Small words lost from set phrases and before names (*en raison tempêtes*, *basé Delaware*, *dix fois plus comme*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.bare_nouns import BODIES, person
from audit.french.clauses import TIMES, hyphen_after, surely_finite
from audit.french.grammar import (
    can_be_finite,
    finite_here,
    is_name,
    is_noun,
    joined,
    norm,
    only_infinitive,
    only_noun,
    past_participles,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# Phrases that *de* ends.
_PHRASES = """
    en+raison à+cause à+la+suite au+cours au+sein en+faveur à+l'issue à+partir à+l'occasion en+vertu au+lieu au+sujet
    à+propos à+l'aide à+l'égard en+dépit au+nom au+détriment à+l'encontre en+matière à+destination en+provenance au+bout
    """
PHRASES = {tuple(phrase.split("+")) for phrase in words(_PHRASES)}
ARTICLES = words("le la les l' un une leur leurs son sa ses ce cet cette ces")
PLACED = words("baser situer installer implanter établir domicilier")
MADE = words("fonder créer diriger présider écrire réaliser composer produire inventer")
RATED = words("estimer évaluer chiffrer")
AUXILIARIES = words("avoir être")
AMOUNTS = words("points dollars euros")
SHARES = words("moitié quart tiers double triple")
PLACES = words("pays ville village île région commune communauté")
PRONOUNS = words("il ils elle elles on")
BEFORE_BELOW = words("au en par le les des du de là -")  # *au-dessous*, *le dessous*
THOSE = words("celui celle ceux celles")
WITH_QUE = {("à", "condition"), ("de", "sorte"), ("à", "mesure"), ("à", "moins"), ("parce",), ("tandis",), ("afin",)}
FIRST = words("premier première premiers premières dernier dernière seul seule deuxième troisième")
QUE = words("que qu'")
NEAR = 3  # words back to an auxiliary, or on to a conjugated verb
NAMED = 6  # words on to the name of who speaks


def lost_word(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a small word that is gone behind this one, or at the head of the sentence that it opens."""
    if token.i + 2 >= len(token.doc):
        return None
    rules = OPENING if token.i == 0 else INSIDE
    return next(filter(None, (rule(token, token.nbor(1), lexicon) for rule in rules)), None)


def _lost(word: str, before: "Token", after: "Token", repair: str | None = None) -> Hit:
    why = Reason("“{word}” is missing after “{before}”", word=word, before=before.text)
    return Hit(before.idx, after.idx + len(after), why, repair)


def _reason(first: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*Est pourquoi la mâchoire intéresse*."""
    if norm(first) != "est" or norm(after) != "pourquoi":
        return None
    why = Reason("“{word}” is missing before “{after}”", word="c’", after=norm(first))
    return Hit(first.idx, after.idx + len(after), why, f"C’est {after.text}")


def _if(first: "Token", participle: "Token", lexicon: Lexicon) -> Hit | None:
    """*Si confirmée, la découverte compterait*."""
    alone = norm(first) == "si" and participle.nbor(1).text == "," and not can_be_finite(lexicon, participle)
    if not alone or not past_participles(lexicon, participle):
        return None
    why = Reason("“{word}” calls for a subject and a conjugated verb", word=first.text)
    return Hit(first.idx, participle.idx + len(participle), why)


def _town(town: "Token", name: "Token", _: Lexicon) -> Hit | None:
    """*un sapin offert à la ville Boston*."""
    alone = norm(town) == "ville" and norm(town.nbor(-1)) in {"la", "une", "cette"} and not name.text.isupper()
    return _lost("de", town, name, f"{town.text} {joined('de', name.text)}") if alone and is_name(name) else None


def _phrase(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*en raison les tempêtes*, *en raison à tempêtes*, *à la suite vote unanime*."""
    before = tuple(norm(t) for t in token.doc[max(0, token.i - 2) : token.i + 1])
    if before[-2:] == ("au", "bout") and after.like_num:
        return _lost("de", token, after)
    if not {before, before[1:]} & PHRASES or not after.text.islower():
        return None
    article, noun = norm(after) in ARTICLES, is_noun(lexicon, after) and after.pos_ == "NOUN"
    bare = noun and norm(token.nbor(-1)) != "au"  # *au lieu saint*
    if not (article or bare or norm(after) in {"à", "aux"}):
        return None
    return _lost("de", token, after, f"{token.text} {joined('de', after.text)}" if article else None)


def _lone_participle(token: "Token", lemmas: frozenset[str], lexicon: Lexicon) -> bool:
    """True for a participle of one of these verbs with no auxiliary near (*un fonds basé*; not *a fondé*)."""
    before = token.doc[max(0, token.i - NEAR) : token.i]
    alone = not any(verb_lemmas(lexicon, t) & AUXILIARIES for t in before)
    return alone and token.text.islower() and bool(past_participles(lexicon, token)) and _of(token, lemmas, lexicon)


def _of(token: "Token", lemmas: frozenset[str], lexicon: Lexicon) -> bool:
    return bool(verb_lemmas(lexicon, token) & lemmas)


def _place(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*un fonds basé Delaware*."""
    return _lost("à", token, after) if is_name(after) and _lone_participle(token, PLACED, lexicon) else None


def _maker(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*la communauté fondée Rick Warren*."""
    made = _lone_participle(token, MADE, lexicon) and not can_be_finite(lexicon, token)
    named = is_name(after) and is_name(after.nbor(1)) and token.nbor(-1).pos_ in {"NOUN", "ADJ"}
    return _lost("par", token, after, f"{token.text} par {after.text}") if made and named else None


def _rating(token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*un coût, estimé 7 millions de dollars*."""
    rated = after.like_num and _lone_participle(token, RATED, lexicon)
    return _lost("à", token, after, f"{token.text} à {after.text}") if rated else None


def _comparison(token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*dix fois plus comme son aînée*, *cinq points moins que requis*."""
    before = token.nbor(-1)
    if norm(token) not in {"plus", "moins"}:
        return None
    if norm(before) == "fois" and norm(after) == "comme":
        why = Reason("“{word}” calls for “que”, not “{after}”", word=token.text, after=after.text)
        return Hit(token.idx, after.idx + len(after), why, f"{token.text} que")
    counted = norm(before) in AMOUNTS and before.i > 0 and before.nbor(-1).pos_ == "NUM"
    return _lost("de", before, token, f"{before.text} de {token.text}") if counted and norm(after) in QUE else None


def _share(token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*la moitié ce qu’il faut*."""
    share = norm(token) in SHARES and norm(after) == "ce" and norm(after.nbor(1)) in QUE
    return _lost("de", token, after, f"{token.text} de ce") if share else None


def _what(ce: "Token", pronoun: "Token", lexicon: Lexicon) -> Hit | None:
    """*Ce il avait sous les pieds* (but *est-ce il*)."""
    if norm(ce) != "ce" or norm(pronoun) not in PRONOUNS or not pronoun.text.islower():
        return None
    before = ce.nbor(-1) if ce.i else None
    asked = before is not None and (can_be_finite(lexicon, before) or before.text == "-")
    verb = any(can_be_finite(lexicon, t) for t in ce.doc[pronoun.i + 1 : pronoun.i + 1 + NEAR])
    if asked or not verb or hyphen_after(ce.doc, pronoun):
        return None
    return _lost("que", ce, pronoun, f"{ce.text} qu’{pronoun.text}")


def _below(token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*tombée dessous de 80 %*."""
    below = norm(after) in {"dessous", "dessus"} and norm(after.nbor(1)) in {"de", "du", "des"}
    free = norm(token) not in BEFORE_BELOW and not token.text.endswith("-")
    return _lost("au", token, after, f"{token.text} au-{after.text}") if below and free else None


def _inhabited(place: "Token", number: "Token", _: Lexicon) -> Hit | None:
    """*un pays 54 000 habitants*."""
    if norm(place) not in PLACES or norm(place.nbor(-1)) not in {"un", "une"} or not number.like_num:
        return None
    counted = next((t for t in place.doc[number.i + 1 :] if not t.like_num), None)
    plural = counted is not None and counted.pos_ == "NOUN" and counted.text.endswith("s")
    return _lost("de", place, number, f"{place.text} de {number.text}") if plural else None


def _relative(qui: "Token", article: "Token", lexicon: Lexicon) -> Hit | None:
    """*il a dit qui la fréquentation dépasse*, *des obligations qui le prix grimpe*: *qui*, and a subject beside it."""
    if norm(qui) != "qui" or norm(article) not in ARTICLES or qui.i + 3 >= len(qui.doc) or qui.nbor(-1).pos_ == "ADP":
        return None
    noun = article.nbor(1)
    timed = {norm(noun), norm(noun).removesuffix("s")} & TIMES  # *qui la nuit dort*
    plain = noun.pos_ == "NOUN" and is_noun(lexicon, noun) and not can_be_finite(lexicon, noun) and not timed
    if not plain or not finite_here(lexicon, noun.nbor(1)):
        return None
    why = Reason("“qui” is the subject of its clause, which has another, “{noun}”", noun=noun.text)
    return Hit(qui.idx, noun.idx + len(noun), why)


def _those(those: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*tous ceux ont vu cela*."""
    if norm(those) not in THOSE or hyphen_after(those.doc, those) or not surely_finite(lexicon, verb):
        return None
    return _lost("qui", those, verb, f"{those.text} qui {verb.text}")


def _unless(token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*à condition elles soient raisonnables*, *parce il pleut*."""
    before = tuple(norm(t) for t in token.doc[max(0, token.i - 1) : token.i + 1])
    led = before in WITH_QUE or before[-1:] in WITH_QUE
    subject = norm(after) in PRONOUNS or (norm(after) in ARTICLES | {"des"} and before[-1] in {"parce", "tandis"})
    return _lost("que", token, after, f"{token.text} {joined('que', after.text)}") if led and subject else None


def _first_to(pour: "Token", infinitive: "Token", lexicon: Lexicon) -> Hit | None:
    """*la première ville pour autoriser*: English “the first to”."""
    if norm(pour) != "pour" or not only_infinitive(lexicon, infinitive):
        return None
    before = list(reversed(pour.doc[max(0, pour.i - NAMED) : pour.i]))
    noun = next((t for t in before if t.pos_ != "ADJ" or norm(t) in FIRST), None)
    if noun is None or not ((only_noun(lexicon, noun) and person(noun, lexicon)) or norm(noun) in BODIES):
        return None
    ranked = next((t for t in reversed(pour.doc[: noun.i]) if t.pos_ != "ADJ" or norm(t) in FIRST), None)
    if ranked is None or norm(ranked) not in FIRST:
        return None
    why = Reason("“{rank} … {preposition}” copies English “the first to”", rank=ranked.text, preposition=pour.text)
    return Hit(pour.idx, infinitive.idx + len(infinitive), why, f"à {infinitive.text}")


OPENING = (_reason, _what, _if)  # of the first word of a sentence
INSIDE = (
    _phrase, _place, _maker, _rating, _comparison, _share, _what, _below, _inhabited, _town, _relative, _those, _unless,
    _first_to,
)  # fmt: skip
