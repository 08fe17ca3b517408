"""Nouns that have lost the article that clean French, as counted, all but always gives them there (*avec travailleurs*)."""

from functools import cache
from typing import TYPE_CHECKING, Any

import marisa_trie

from audit.finding import Hit
from audit.french.clauses import TIMES, word_at
from audit.french.grammar import PREPOSITIONS, finite_here, is_noun, joined, only_noun, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.noun_order import elided
from audit.french.words import DE, NE, words
from audit.integrity import RESOURCES, intact
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

OTHERS = words("que dont pas")  # and no prepositions
# Words with a count of their own; behind *en*, *sans*, *de* and *entre* bare nouns are many.
BEFORE_NOUNS = (
    (PREPOSITIONS - words("de d' en sans entre du au des aux"))
    | words("devant derrière durant après avant outre")
    | OTHERS
)
# Phrases that *de* ends; and all behind which nouns were counted.
_PHRASES = """
    en+raison à+cause à+la+suite au+cours au+sein en+faveur à+l'issue à+partir à+l'occasion en+vertu au+lieu au+sujet
    à+propos à+l'aide à+l'égard en+dépit au+nom au+détriment à+l'encontre en+matière à+destination en+provenance au+bout
    """
PHRASES = {tuple(phrase.replace("'", "'+").split("+")) for phrase in words(_PHRASES)}
LOCUTIONS = PHRASES | {("lors",), ("au", "milieu"), ("au", "profit"), ("à", "l'", "intérieur"), ("en", "marge")}
# Verbs that bare plurals follow (*faire affaires*, *ils deviennent amis*, *parler chiffres*), or that call someone something.
WITH_BARE_OBJECT = words(
    """
    être devenir rester demeurer sembler paraître faire avoir parler causer prendre mettre tenir porter donner
    rendre demander compter passer jouer changer élire nommer appeler proclamer naître mourir vivre vendre tourner
    partir sortir finir entrer crier dire lire tomber payer courir chercher perdre plier valoir
    """
)
PAIRING = words("et ou ni , / comme contre")
FORMAL = words("communication livraison possession réparation satisfaction quittance")  # *obtenir communication de*
PAID = words(
    "rémunération paiement remboursement versement signature récépissé reçu rançon caution"
)  # *contre paiement*
AUTHORITY = words(  # behind *sur* (*sur instructions du préfet*)
    """
    instruction instructions ordre ordres demande proposition recommandation décision avis rapport invitation commande
    présentation autorisation réquisition réquisitions conseil conseils convocation déclaration dénonciation plainte preuve
    """
)
DATING = TIMES | words("début fin")  # *jusqu’à début mai*
WITH_ARTICLE = words("vers contre chez malgré selon à")  # whose nouns mostly have *le* or *la*
LONGEST = 4  # words of what a noun depends on
HAVING = words("a ont avait avaient aura auront aurait avoir ayant")
ANY_VERB = "v"
# Of so many times a noun at such a place is bare in good French, it may be once where one is told to have lost its article.
ONCE_IN = 400
SELDOM = 0.02  # share of bare nouns behind a verb, up to which one that is denied has lost its *de*
# Verbs of which set phrases with a bare noun are denied as they are (*ne pose pas problème*, *ne lâche pas prise*).
IN_SET_PHRASES = words(
    """
    poser lâcher souffler garder prêter tirer ajouter laisser toucher imposer entendre sonner inspirer opposer promettre
    accorder jurer battre plaider livrer crier
    """
)
OF_SEVERAL = words("avoir donner prendre perdre demander chercher lire vendre")  # ... in which no noun is a plural
SHARES = words("moitié tiers quart")  # by which something grows or shrinks
INSTITUTION = 0.5  # how much less often than others a capital noun is bare that needs its article (*Tribunal*)


def article_lost(word: "Token", lexicon: Lexicon) -> Hit | None:
    """*avec travailleurs*, *lors de réunion*, *à Tribunal de*: a noun that is hardly ever bare where it stands."""
    noun = word.nbor(1)
    if noun.pos_ not in {"NOUN", "PROPN"} or not word.whitespace_ or not is_noun(lexicon, noun) or _listed(noun):
        return None
    head = governing([t.norm for t in word.doc[max(0, word.i - LONGEST + 1) : word.i + 1]], lexicon)
    if head is None or not countable(noun.text, head, lexicon) or not calls_for_one(head, noun.text, lexicon):
        return None
    verbal = head.startswith("v:")
    referred = word.norm == "voir" and word.i and word.nbor(-1).text == "("  # *(voir société civile)*
    if referred or word_at(word.doc, noun.i + 1).startswith("tenant"):
        return None  # *ils partirent séance tenante*
    if head == "que" and word.i and word.nbor(-1).norm == "tant":
        return None  # *en tant que sport*
    if head == "à" and noun.text.islower() and word.i and word.nbor(-1).pos_ in {"NOUN", "PROPN", "ADJ"}:
        return None  # *un groupe à opérateurs*
    if noun.norm == "suite" or (head == "sur" and noun.norm in AUTHORITY):
        return None  # *éclate suite à une rixe*
    if noun.norm in DATING or (head == "contre" and noun.norm in PAID) or (verbal and noun.norm in FORMAL):
        return None
    if noun.text[0].isupper() and (verbal or opened().get(noun.text, [(1.0,)])[0][0] > INSTITUTION):
        return None  # *dans Libération*
    if head in WITH_ARTICLE and lexicon.numbers(noun.text.lower()) == {"s"}:
        return definite(word, noun, lexicon)
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=word.text)
    return Hit(word.idx, noun.idx + len(noun), why)


def by_a_share(share: "Token", lexicon: Lexicon) -> Hit | None:
    """*réduire de moitié émissions*, *augmenter d’un tiers salaires*: an object behind by how much."""
    noun, before = share.nbor(1), [t.norm for t in share.doc[max(0, share.i - 2) : share.i]]
    if share.norm not in SHARES or (before[-1:] != ["de"] and before != ["d'", "un"]):
        return None
    plain = noun.text.islower() and noun.pos_ not in {"VERB", "AUX"} and lexicon.numbers(noun.norm) == {"p"}
    return lost("les ", share, noun) if plain and _thing(noun, lexicon) else None


def _thing(noun: "Token", lexicon: Lexicon) -> bool:
    form = lexicon.form(noun.norm)
    return form.noun and {reading.pos for reading in form.readings} <= {"noun", "verb"}


def denied(negation: "Token", lexicon: Lexicon) -> Hit | None:
    """*n’offre pas stabilisation*, *n’ont plus bagages*: what is denied takes *de*."""
    if negation.norm not in {"pas", "plus", "jamais"} or negation.i < 2:
        return None
    verb, noun = negation.nbor(-1), negation.nbor(1)
    negative = any(t.norm in NE for t in verb.doc[max(0, verb.i - 4) : verb.i])
    lemmas = verb_lemmas(lexicon, verb)
    several = bool(lemmas & OF_SEVERAL) and number(noun.text, lexicon) == "p"
    if not negative or not (several or (len(lemmas) == 1 and not lemmas & (WITH_BARE_OBJECT | IN_SET_PHRASES))):
        return None
    sure = only_noun(lexicon, noun) or (noun.pos_ == "NOUN" and _thing(noun, lexicon))
    if not finite_here(lexicon, verb) or not sure or not noun.text.islower() or noun.norm in DATING | FORMAL:
        return None
    after = word_at(noun.doc, noun.i + 1)
    share = bare_share(f"v:{min(lemmas)}", noun.text, lexicon)
    if after in PAIRING or not (several or (share is not None and share <= SELDOM)):
        return None
    why = Reason("“{word}” is missing after “{before}”", word="de", before=negation.text)
    return Hit(negation.idx, noun.idx + len(noun), why, f"{negation.text} {joined('de', noun.text)}")


def lost(article: str, before: "Token", noun: "Token") -> Hit:
    """The hit for the article of a noun, gone behind what stands before it."""
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=before.text)
    return Hit(before.idx, noun.idx + len(noun), why, f"{before.text} {article}{noun.text}")


def definite(preposition: "Token", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a singular, repaired by *le* or *la*."""
    gender = lexicon.genders(noun.text.lower())
    article = elided("l", noun.text, "la " if gender == {"f"} else "le ")
    if len(gender) != 1:
        return None
    if preposition.norm != "à" or article != "le ":
        return lost(article, preposition, noun)
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=preposition.text)
    return Hit(preposition.idx, noun.idx + len(noun), why, f"au {noun.text}")


def _listed(noun: "Token") -> bool:
    """True for what may be one of several bare nouns (*sur terre et mer*, *dénoncer tour à tour*), of a series (*page 3*), or
    but part of a name."""
    behind = noun.doc[noun.i + 1 : noun.i + 2]
    if any(t.norm == noun.norm for t in noun.doc[noun.i + 2 : noun.i + 3]):
        return True
    named = noun.text[0].isupper() and any(t.text[0].isupper() for t in behind)  # *dans Science Advances*
    numbered = word_at(noun.doc, noun.i - 1) != "dans"  # *dans page 12*
    return named or any(t.norm in PAIRING or (numbered and t.like_num) or t.text.startswith("-") for t in behind)


def calls_for_one(head: str, noun: str, lexicon: Lexicon) -> bool:
    """True where a noun is all but never without an article behind what it depends on."""
    share = bare_share(head, noun, lexicon)
    return share is not None and share * ONCE_IN < 1


def bare_share(head: str, noun: str, lexicon: Lexicon) -> float | None:
    """How often a noun has no article behind what it depends on; None where nothing is known of that."""
    counts = opened()
    alone = counts.get(f"{head}\t{noun}")
    if alone is None:
        behind = counts.get(f"{head}\t{number(noun, lexicon)}") or (
            counts.get(f"{ANY_VERB}\t{number(noun, lexicon)}") if head.startswith("v:") else None
        )
        alone = behind and [(behind[0][0] * counts.get(noun, [(1.0,)])[0][0],)]
    return alone[0][0] if alone else None


@cache
def opened() -> Any:
    return marisa_trie.RecordTrie("<e").mmap(str(intact(RESOURCES / "articles.marisa")))


def governing(before: list[str], lexicon: Lexicon) -> str | None:
    """What a noun behind these words depends on: *avec*, *lors de*, *v:fournir*; None where it is nothing that was counted.

    The words are in lower case, four of them or all there are.
    """
    word = before[-1] if before else ""
    if word in BEFORE_NOUNS:
        return word
    if word in DE:
        return next(
            (f"{' '.join(led)} de" for led in (before[-n:-1] for n in (2, 3, 4)) if tuple(led) in LOCUTIONS), None
        )
    form = lexicon.form(word)
    if not form.verbs or form.verbs & WITH_BARE_OBJECT or any(reading.pos != "verb" for reading in form.readings):
        return None
    if form.participles and not form.finite:
        return f"v:{min(form.verbs)}" if before[-2:-1] and before[-2] in HAVING else None
    return f"v:{min(form.verbs)}" if form.finite or form.only_infinitive else None


def countable(noun: str, head: str, lexicon: Lexicon) -> bool:
    """True for what is surely a noun there: one that is nothing else, or behind a preposition, a verb or adjective besides."""
    form, kinds = lexicon.form(noun.lower()), {reading.pos for reading in lexicon.form(noun.lower()).readings}
    if len(noun) < 3 or not (noun.islower() or noun.istitle()):
        return False
    if head == "pour" and number(noun, lexicon) == "s":
        return False  # *poursuivi pour travail dissimulé*
    prepositional = head not in OTHERS and not head.startswith("v:")
    wide = kinds <= {"noun", "verb"} or (kinds <= {"noun", "adjective"} and noun.islower())
    return bool(number(noun, lexicon)) and (form.only_noun or (prepositional and form.noun and wide))


def number(noun: str, lexicon: Lexicon) -> str:
    """s, p, or "" for one that does not vary, or is no noun."""
    found = lexicon.numbers(noun.lower())
    return next(iter(found)) if len(found) == 1 else ""
