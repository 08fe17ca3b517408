"""Nouns without the article that French gives them (*dirigé par législateurs*, *s’attend à pertes*, *dans Australie*)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.articles import (
    FORMAL,
    PAIRING,
    WITH_BARE_OBJECT,
    article_lost,
    by_a_share,
    definite,
    denied,
    lost,
)
from audit.french.clauses import TIMES, aside_end, word_at
from audit.french.countries import in_country
from audit.french.grammar import (
    DETERMINERS,
    finite_here,
    form_of,
    is_name,
    only_infinitive,
    only_noun,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.noun_order import elided
from audit.french.words import OF, OF_A_NOUN, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# Prepositions that no bare plural follows; *des* may.
WITH_DES = words("selon parmi chez dans malgré")
FOLLOWING = words("précédents précédentes suivants suivantes derniers dernières prochains prochaines")
BEFORE_OTHERS = WITH_DES | words("par avec pour contre sur")  # but *sans autres*, *entre autres*
# Verbs whose object *à* leads to; behind others it may begin an adverb (*couler à flots*).
WITH_A = words(
    """
    attendre participer procéder résister recourir contribuer renoncer adhérer accéder assister répondre parvenir
    aboutir exposer opposer préparer confronter soumettre mener appeler ressembler penser réagir échapper survivre
    """
)
FIXED = words("genoux couteaux pieds terre messieurs mesdames")  # *tomber à genoux*
PEOPLE = ("iste", "yste", "ologue", "crate")  # endings of nouns for people that do not vary with their sex
# Who speaks and is asked, besides people.
BODIES = words(
    """
    gouvernement entreprise entreprises société sociétés pays tribunal police ministère banque banques autorités
    gens personnes parents élèves public population parlement congrès sénat ville villes état états équipe équipes
    groupe association associations agence agences famille familles enfants femmes hommes fans client clients hôpital
    hôpitaux école écoles université universités régulateur plateforme plateformes juge juges compagnie syndicat
    parties département femme homme collègue collègues proches passants
    """
)
ENDS = frozenset('.!?»”"')
OPENING = 6  # words of what opens a sentence, before its subject
REACH = 14  # ... and how many words of it
CONJUNCTIONS = words("que qu' si lorsque lorsqu' quand puisque puisqu' car")
NAMED = 0.02  # capitals to small letters from which a word may be a name
# What opens sentences without an article (*Seuls des portraits ornaient les murs*, *Force est de constater*).
ALONE = words(
    """
    seuls seules seul seule certains certaines force preuve reste mention signe résultat conséquence chose mieux
    personne séance monsieur madame milady milord maman papa bis rebelote idem nombre
    nombreux quantité rien gare mot histoire point place merci bonjour bravo autant pareil mêmes fini noël pâques
    """
)
CALLING = words("nommer élire appeler déclarer")
BEFORE_BARE = words("se s' que qu' nous vous n'")  # *n’importe projets*: *n’importe quels*
ENTRY = words("voir")  # *(voir tableau)*


def bare_noun_hit(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for the noun that this token leaves, or has, without an article."""
    if token.i + 1 == len(token.doc):
        return None
    rules = (
        by_a_share,
        denied,
        _others,
        _bare_plural,
        _bare_object,
        _inside,
        in_country,
        _bare_subject,
        _clause_subject,
        _second_bare,
        _every,
        article_lost,
    )
    return first_of(rules, token, lexicon)


def person(token: "Token", lexicon: Lexicon) -> bool:
    """True for a noun for people: one with a feminine of its own (*législateur*), or *-iste*, *-ologue* (*analyste*)."""
    return any(
        reading.pos == "noun"
        and (reading.lemma.endswith(PEOPLE) or _feminine(reading.lemma, lexicon) not in {None, reading.lemma})
        for reading in readings(lexicon, token)
    )


def _feminine(lemma: str, lexicon: Lexicon) -> str | None:
    return lexicon.inflect(lemma, "noun", gender="f", number="s")


def _others(preposition: "Token", _: Lexicon) -> Hit | None:
    """*parmi autres*, for *parmi d’autres*."""
    after = preposition.nbor(1)
    bare = preposition.norm in BEFORE_OTHERS and after.norm == "autres"
    return lost("d’", preposition, after) if bare else None


def _bare_plural(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*selon analystes*, *dirigé par législateurs*, *avec agents de bord* (but *vendus par boîtes*, *jeux à points*)."""
    noun = preposition.nbor(1)
    if not noun.text.islower() or noun.pos_ != "NOUN" or lexicon.numbers(noun.text) != {"p"}:
        return None
    if {reading.pos for reading in readings(lexicon, noun)} - {"noun", "adjective"} or noun.norm in FIXED:
        return None
    word, verb = preposition.norm, preposition.nbor(-1) if preposition.i else None
    agent = word == "par" and verb is not None and bool(past_participles(lexicon, verb)) and person(noun, lexicon)
    together = word == "avec" and only_noun(lexicon, noun) and person(noun, lexicon)
    governed = verb is not None and _governs(verb, lexicon) and bool(verb_lemmas(lexicon, verb) & WITH_A)
    argument = word == "à" and governed and only_noun(lexicon, noun)
    after = word_at(noun.doc, noun.i + 1)
    defined = after in ({"de", "d'", "du", "des"} if word == "selon" else FOLLOWING if word == "dans" else ())
    told = word in WITH_DES or agent or argument or (together and after not in PAIRING)
    return lost("les " if defined else "des ", preposition, noun) if told else None


def _bare_object(verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*déterminer causes*: a verb with a bare plural for its object (but *mêle rires et larmes*)."""
    noun = verb.nbor(1)
    if not noun.text.islower() or verb.pos_ not in {"VERB", "AUX"} or not only_noun(lexicon, noun):
        return None
    plural = lexicon.numbers(noun.text) == {"p"} and noun.pos_ == "NOUN"
    if not plural or noun.norm in TIMES or verb_lemmas(lexicon, verb) & WITH_BARE_OBJECT:
        return None
    if not (_governs(verb, lexicon) or perfect(verb, lexicon)) or verb.norm in ENTRY or noun.norm in FORMAL:
        return None
    after, before = word_at(verb.doc, noun.i + 1), word_at(verb.doc, verb.i - 1)
    if (not after[:1].isalnum() and after != ".") or {after} & PAIRING or before in BEFORE_BARE:
        return None
    if any(verb_lemmas(lexicon, t) & CALLING for t in verb.doc[: verb.i]):
        return None
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=verb.text)
    return Hit(verb.idx, noun.idx + len(noun), why, f"{verb.text} des {noun.text}")


def perfect(participle: "Token", lexicon: Lexicon) -> bool:
    """True behind *avoir* (*ont manqué eau*)."""
    auxiliary = participle.i > 0 and form_of(lexicon, participle.nbor(-1), "avoir")
    return auxiliary and bool(past_participles(lexicon, participle))


def _inside(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*dans fond*, *selon analyste*: a bare noun behind a preposition that calls for its article."""
    noun = preposition.nbor(1)
    heard = preposition.norm == "selon" and (person(noun, lexicon) or noun.norm in BODIES)
    if not (heard or preposition.norm in {"dans", "derrière"}) or not noun.text.islower():
        return None
    if not only_noun(lexicon, noun) or noun.pos_ != "NOUN" or lexicon.numbers(noun.text) != {"s"}:
        return None
    if lexicon.english_frequency(noun.text) > lexicon.frequency(noun.text):
        return None  # *dans testing*
    hit, defined = definite(preposition, noun, lexicon), word_at(noun.doc, noun.i + 1)[:1].isalpha()
    return hit and (hit if heard or defined else replace(hit, repair=None))  # *dans région*: in one, or in the one


def _governs(verb: "Token", lexicon: Lexicon) -> bool:
    return finite_here(lexicon, verb) or only_infinitive(lexicon, verb)


SEVERAL = words("différents différentes divers diverses maints maintes")  # have no article before them


def _bare_subject(noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*Responsables de la santé ont averti*: a plural without an article, which opens a sentence as its subject."""
    if (noun.i > 0 and not (noun.text.islower() and _opened(noun))) or noun.norm in SEVERAL:
        return None
    if noun.doc[len(noun.doc) - 1].text not in ENDS or not _subject(noun, lexicon):
        return None
    if noun.i == 0 and (noun.text[0].islower() or noun.nbor(1).dep_ == "flat:name"):
        return None  # the word that a law defines; *Micron Technology*
    if word_at(noun.doc, noun.i + 2) in {"présent", "présente", "présents", "présentes"}:
        return None  # *Ampliation du présent arrêté*, as decrees have it
    behind = word_at(noun.doc, noun.i - 1) == ";"
    if noun.i > 0 and ((lexicon.numbers(noun.text) != {"p"} and not behind) or noun.pos_ != "NOUN"):
        return None
    why = Reason("“{noun}” opens the sentence without an article", noun=noun.text)
    article = _article(noun, lexicon)
    repair = f"{article[0].upper()}{article[1:]}{noun.text.lower()}" if not behind else None
    return Hit(noun.idx, noun.idx + len(noun), why, repair)


def _opened(noun: "Token") -> bool:
    """True behind a semicolon, and the time or place that opens a sentence (*En octobre, | pirates informatiques ont dérobé*)."""
    before = noun.doc[: noun.i]
    if before[-1].text == ";":
        return True
    timed = before[0].norm in TIMES | {"en", "dans", "à", "hier", "aujourd'hui"}
    short = 1 < len(before) < OPENING and before[-1].text == ","
    return short and timed and all(t.pos_ in OF_A_NOUN or t.i == 0 for t in before[:-1])


def _clause_subject(conjunction: "Token", lexicon: Lexicon) -> Hit | None:
    """*lorsque fabricants américains ont cessé*: the same at the head of a clause."""
    noun = conjunction.nbor(1)
    if conjunction.norm not in CONJUNCTIONS or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    if noun.i + 1 == len(noun.doc) or not _subject(noun, lexicon):
        return None
    if conjunction.norm == "que" and [word_at(conjunction.doc, conjunction.i - n) for n in (2, 1)] == ["en", "tant"]:
        return None  # *notre position en tant que chercheurs peut*
    if conjunction.norm == "si" and any(reading.pos == "adjective" for reading in readings(lexicon, noun)):
        return None  # *ces gens si actifs allaient*
    return lost(_article(noun, lexicon), conjunction, noun)


def _second_bare(link: "Token", lexicon: Lexicon) -> Hit | None:
    """*de la mairie et registres de la paroisse*: a bare plural beside a noun in the singular that has its article."""
    if link.norm != "et" or link.i < 2:
        return None
    noun, first = link.nbor(1), link.nbor(-1)
    plural = noun.text.islower() and noun.pos_ == "NOUN" and lexicon.numbers(noun.text) == {"p"}
    if not plural or not only_noun(lexicon, noun) or first.pos_ != "NOUN" or lexicon.numbers(first.text) != {"s"}:
        return None
    if DETERMINERS.get(first.nbor(-1).norm, ("", ""))[1] != "s" or word_at(noun.doc, noun.i + 1) not in OF:
        return None
    why = Reason("“{noun}” takes an article behind “{before}”", noun=noun.text, before=link.text)
    return Hit(link.idx, noun.idx + len(noun), why)


def _every(every: "Token", lexicon: Lexicon) -> Hit | None:
    """*Tous enfants de moins de six ans entrent* (but *Toutes choses égales*)."""
    if every.i or every.norm not in {"tous", "toutes"} or not every.nbor(1).text.islower():
        return None
    noun = every.nbor(1)
    plural = lexicon.numbers(noun.text) == {"p"} and noun.pos_ == "NOUN" and noun.i + 1 < len(noun.doc)
    return lost("les ", every, noun) if plural and _subject(noun, lexicon) else None


def _article(noun: "Token", lexicon: Lexicon) -> str:
    if lexicon.numbers(noun.text.lower()) == {"p"}:
        return "les "
    return elided("l", noun.text, "la " if lexicon.genders(noun.text.lower()) == {"f"} else "le ")


def _subject(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a common noun that is the subject of a verb in the indicative."""
    return verb_of_bare(noun, lexicon) is not None


def verb_of_bare(noun: "Token", lexicon: Lexicon) -> "Token | None":
    """The verb in the indicative that follows a common noun without an article, with nothing but its complements between.

    One in the singular must have some, or it may be a firm (*Orange a annoncé*) or an adage (*Noblesse oblige*).
    """
    named = noun.nbor(1).norm in {"de", "d'"} and noun.i + 2 < len(noun.doc) and is_name(noun.nbor(2))
    named = named and not (person(noun, lexicon) or noun.text.endswith("s"))  # but *Employés de Renault ont dit*
    if named or noun.norm in ALONE | TIMES or noun.text.isupper() or not _common(noun, lexicon):
        return None  # *Hyacinthe de Bray*
    plural, after = lexicon.numbers(noun.text.lower()) == {"p"}, noun.nbor(1)
    if after.text[0].isupper() and not person(noun, lexicon):
        return None  # *Blé Goudé*
    if after.text == "," and noun.i + 2 < len(noun.doc) and noun.nbor(2).pos_ == "DET":
        return None  # *Inexpérimentés, les jeunes …*
    if after.norm in {"comme", "et", "ou"} and noun.i + 2 < len(noun.doc) and noun.nbor(2).pos_ == "NOUN":
        return None  # *Droite comme gauche dénoncent*
    start = aside_end(noun.doc, noun.i + 1, lexicon) if plural and noun.i == 0 else noun.i + 1
    for token in noun.doc[start : start + REACH]:
        if not token.text[0].isalnum() or (token.text[0].isupper() and token.norm in DETERMINERS):
            return None  # a heading before a sentence
        if token.pos_ in {"VERB", "AUX"} and finite_here(lexicon, token):
            third = any(r.mood == "indicative" and r.person == "3" for r in readings(lexicon, token))
            return token if third and (plural or token.i > noun.i + 1) else None
        if token.norm in {"s'", "se", "ne", "n'"} and (plural or token.i > noun.i + 1):
            continue
        if token.pos_ not in OF_A_NOUN and not past_participles(lexicon, token):
            return None
    return None


def _common(noun: "Token", lexicon: Lexicon) -> bool:
    """True for a noun that clean French hardly ever writes with a capital, and that is no verb of the third person,
    but before an adjective (*Analyse approfondie des selles révèle*)."""
    found, case = readings(lexicon, noun), lexicon.case(noun.text)
    if not any(reading.pos == "noun" for reading in found) or case.capital > NAMED * case.lower:
        return False
    qualified = noun.i == 0 and noun.pos_ == "NOUN" and noun.nbor(1).pos_ == "ADJ"
    verbal = any(r.pos == "verb" and r.person in {"", "3"} for r in found)
    return {r.pos for r in found} <= {"noun", "adjective", "verb"} and (qualified or not verbal)
