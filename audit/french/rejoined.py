"""What two words become that a stop, or a lost space, kept apart (*qui | il*: *qu’il*; *ils | a*: *ils ont*; *son | idée*).

Side by side again they may ask for more than the space between them: for another form, or for a word that cannot be known
(*le papier | la société*). The words around are read off the text, for what is run together has no parse.
"""

import re

from audit.french.agreeing import BEFORE_VOWEL, Features, agreeing_determiner
from audit.french.auxiliaries import NEVER_HAVING
from audit.french.clauses import TIMES
from audit.french.grammar import CONTRACTIONS, DETERMINERS, PREPOSITIONS, SUBJECTS, WITH_BEING, elides, joined
from audit.french.led_nouns import article_gone, led
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES
from audit.french.pairs import NOMINAL, Pair
from audit.french.tenses import DAYS, SPANS
from audit.french.words import words

ELIDED = words("que lorsque puisque jusque")
ARTICLES = words("le la les l' l’")
HAVING, BEING = words("a ai ont avons avez avait avaient"), words("est sont était étaient")
TIMED = TIMES | SPANS | words("lendemain veille jours mois ans années")
DEGREES = words("plus moins mieux long")  # *le bijou le plus cher*
# Words that a bare noun stands behind only in set phrases, which *de* does not follow.
DETERMINING = words("pour dans sur contre vers chez selon")
WITH_PLURAL = DETERMINING | words("à par avec")  # but *de*, *en*, *sans*
UNTIMED = words("un une des son sa ses leur leurs du deux trois quatre")
OF = words("de d' d’ du des")
TOLD = words("dit déclaré confié indiqué expliqué raconté annoncé affirmé précisé rapporté révélé écrit")
PRESS = words("journal site magazine quotidien hebdomadaire mensuel chaîne agence radio")
PRONOUNS, PRONOUNS_TOO = words("il elle on ils elles"), words("le la les l' leur")
WORDS = re.compile(r"[^\W_]+['’]?")
INVERTED = re.compile(r"[,»”\"]\s*(?:[^\W_]+ ){0,2}$")  # *», a | dit*
QUE = re.compile(r"\s?(?:[^\W_]+['’ -]){0,5}?\s?qu(?:e\b|['’])")
WISHED = re.compile(r"\b(?:bien|avant|pour|afin|sans) qu['’]$|\bquoiqu['’]$", re.IGNORECASE)
OPENED = r"(?:^|[,;:«“]|\b(?:que|où|dont|et|mais|car|si|quand|lorsque))\s*"
PLURAL_SUBJECT = re.compile(OPENED + r"(?:[lcsm]es|leurs|nos|vos) $", re.IGNORECASE)
SUBJECT = re.compile(
    OPENED + r"(?:(?:[lcsm]es|l[ea]|cet?|cette|s?on|sa|leurs?|[nv]otre|[nv]os) |l['’])$", re.IGNORECASE
)
SOURCE = re.compile(r", (?:selon|d['’]après) [^,.;:]*$")
MODEL = re.compile(r"\d+[a-z]")  # *une Fiat | 500e*
GOVERNED = re.compile(r"\b(?:de|à|par|dans|pour|avec|sur) l['’]$", re.IGNORECASE)
ORDINARY = 3  # sightings in small letters to one with a capital
OBJECTS = {"elle": "la", "elles": "les", "eux": "les", "ils": "les"}  # a strong pronoun, and the weak one
COORDINATED = re.compile(r"\bet (?:[^\W_]+ )?$")


def rejoined(left: str, right: str, before: str, behind: str, lexicon: Lexicon) -> str | None:
    """The two words as French has them side by side; None where that takes what cannot be known."""
    pair = Pair(left, right, before, behind, lexicon)
    found = (rule(pair) for rule in RULES)
    return next((one for one in found if one is not None), f"{left}{pair.joint}{right}") or None


# Each rule says what the pair becomes, "" where that is not plain, None where the rule has nothing to say.


def _small(pair: Pair) -> str | None:
    """*que | Ann*, *un loyer qui | il*, *auteur de | Les*."""
    left, right = pair.left, pair.right
    vowel = elides(right)
    subject = pair.first == "qui" and right in PRONOUNS and pair.last not in PREPOSITIONS
    if pair.first in ELIDED and pair.kinds[1] == {"noun"}:
        return ""  # *que | agriculteurs*: the noun has lost its article
    if vowel and (pair.first in ELIDED or subject):
        return f"{left[:-1]}’{right}"
    if pair.first in {"au", "aux", "du", "des"} and right in {"Le", "Les"}:
        return left  # *au | Le Monde*
    feminine = right.lower() == "le" and pair.lexicon.genders(pair.next.lower()) == {"f"} and pair.next_noun
    if right in {"Le", "Les"} or (right in {"le", "les"} and (pair.next[:1].isupper() or pair.next_noun)):
        contracted = CONTRACTIONS.get((left, right.lower()))
        return "" if contracted and (feminine or elides(pair.next)) else contracted
    if right.lower() in DAYS and left[0].islower():
        return f"{left} {right.lower()}"
    return "" if pair.first in {"sans", "avec"} and right in PREPOSITIONS else None


def _office(pair: Pair) -> str | None:
    """*Ann Lee | directrice de l’école*: who somebody is stands behind a comma (but *Meta | patron Mark*)."""
    apposed = pair.left.istitle() and pair.right in OFFICES and not pair.next[:1].isupper()
    return f"{pair.left}, {pair.right}" if apposed else None


def _clashing(pair: Pair) -> str | None:
    """*autre | personnes*: an adjective that does not agree with its noun is mended elsewhere, or belongs to none."""
    if (
        "adjective" not in pair.kinds[0]
        or pair.kinds[0] & {"noun", "verb"}
        or not ({"noun"} <= pair.kinds[1] <= NOMINAL)
        or not pair.right.islower()
    ):
        return None
    has = [(r.gender, r.number) for r in pair.forms[0].readings if r.pos == "adjective"]
    genders, numbers = pair.lexicon.genders(pair.right), pair.lexicon.numbers(pair.right)
    return None if any((not g or g in genders) and (not n or n in numbers) for g, n in has) else ""


def _led(pair: Pair) -> str | None:
    """*par | Université de*, *avec | artisans*: the noun has lost its article."""
    before = [*WORDS.findall(pair.before.lower())[-3:], pair.first]
    if not article_gone(before, pair.right, pair.lexicon) or pair.next[:1].isupper():
        return None
    if pair.right[0].isupper() and pair.first == "de":
        return None  # *au cours de | Signal*
    if pair.first not in PREPOSITIONS:
        return "" if pair.right.islower() else None
    return led(pair.left, pair.right, pair.lexicon) or ""


def _whole(pair: Pair) -> str | None:
    """*toute | Côte dalmate*, *c’est le | tout le secret*."""
    if pair.first in {"tout", "toute"} and pair.right[0].isupper() and pair.lexicon.form(pair.right.lower()).noun:
        article = "le" if pair.first == "tout" else "la"
        elided = elides(pair.right)
        return f"{pair.left} {BEFORE_VOWEL[article]}{pair.right}" if elided else f"{pair.left} {article} {pair.right}"
    return pair.right if pair.first == pair.next and pair.right in {"tout", "toute", "tous", "toutes"} else None


def _determined(pair: Pair) -> str | None:
    """*son | décision*: the determiner agrees with its noun."""
    noun, asked = pair.right.lower(), DETERMINERS.get(pair.first, ("", ""))[1]
    kinds = {reading.pos for reading in pair.lexicon.form(noun).readings}
    if not asked or "noun" not in kinds or noun[0] == "h":
        return None
    if kinds - ({"noun"} if pair.first in PRONOUNS_TOO and noun == pair.right else {"noun", "verb"}):
        return None
    genders, numbers = pair.lexicon.genders(noun), pair.lexicon.numbers(noun)
    if len(genders) != 1 or len(numbers) != 1:
        return None
    if asked == "p":  # *des | bénéfice*: one, or several
        return "" if numbers == {"s"} and noun == pair.right else None
    healed = agreeing_determiner(pair.first, Features(*genders, *numbers), noun)
    named = noun != pair.right and not pair.next.islower()  # *le | Tata Steel*
    case = pair.lexicon.case(noun)
    if healed is None or (named and case.capital >= case.lower):
        return None
    if named and pair.first in {"un", "une"} and healed == pair.first and ORDINARY * case.capital < case.lower:
        return f"{pair.left} {noun}"  # *un | Anneau Oura*
    if named and healed != pair.first:
        return ""
    healed = healed.capitalize() if pair.left[0].isupper() else healed
    return f"{healed}{'' if healed.endswith('’') else ' '}{pair.right}"


def _bare(pair: Pair) -> str | None:
    """*dont | enquête*, *pour | lecture de*, *par | anciens*: the noun has lost its article."""
    kinds, dont = pair.kinds[1], pair.first == "dont"
    plural = bool(kinds) and kinds <= NOMINAL and pair.lexicon.numbers(pair.right) == {"p"}
    if plural and pair.first in WITH_PLURAL and pair.right.islower():
        return ""
    noun = "noun" in kinds <= ({"noun", "verb"} if dont and pair.next in PREPOSITIONS else NOMINAL)
    if not (noun and pair.right.islower()) or not (dont or (pair.first in DETERMINING and pair.next in OF)):
        return None
    genders, numbers = pair.lexicon.genders(pair.right), pair.lexicon.numbers(pair.right)
    if not dont or len(genders) != 1 or len(numbers) != 1 or pair.right[0] == "h":
        return ""
    article = agreeing_determiner("le", Features(*genders, *numbers), pair.right) or ""
    return f"{pair.left} {article}{'' if article.endswith('’') else ' '}{pair.right}"


def _bare_name(pair: Pair) -> str | None:
    """*volés | Bronzes du*, *passé | Ferrari équipage*: a common noun that is a name without its article, and a name that
    stands before its noun."""
    qualifying = bool(pair.forms[0].participles or pair.kinds[0] == {"adjective"})
    if not qualifying or not pair.right[:1].isupper() or not pair.right[1:].islower():
        return None
    case, common = pair.lexicon.case(pair.right.lower()), pair.lexicon.form(pair.right.lower()).noun
    common = common and ORDINARY * case.capital <= case.lower and not pair.next[:1].isupper()
    behind = {reading.pos for reading in pair.lexicon.form(pair.next).readings} if pair.next.islower() else set()
    owner = pair.next not in TIMED and "noun" in behind <= NOMINAL and bool(pair.forms[0].participles)
    return "" if common or owner else None


def _object(pair: Pair) -> str | None:
    """*devrait rejoindre | elle.*: the object stands before its verb, and in its weak form."""
    weak = OBJECTS.get(pair.right) if pair.forms[0].only_infinitive and not pair.next else None
    return weak and (f"l’{pair.left}" if weak == "la" and elides(pair.left) else f"{weak} {pair.left}")


def _told(pair: Pair) -> str | None:
    """*a déclaré | le Wall Street Journal que*, *a déclaré | ce journal*: whom, not who."""
    if pair.first not in TOLD or INVERTED.search(pair.before):
        return None
    if pair.right in {"ce", "cet", "cette"} and pair.next in PRESS:
        return f"{pair.left} à {pair.right}"
    if not QUE.match(pair.behind):
        return None
    if pair.right in ARTICLES and pair.next[:1].isupper():
        return f"{pair.left} {CONTRACTIONS.get(('à', pair.right), f'à {pair.right}')}"
    return f"{pair.left} à {pair.right}" if pair.right[0].isupper() and len(pair.right) > 1 else None


def _two_verbs(pair: Pair) -> str | None:
    """*vous avez | a fait*, *il a | en a*, *rien n’est | devrait*, *de | a*."""
    left, right, participle = pair.first, pair.right, bool(pair.lexicon.form(pair.next).participles)
    if left in HAVING and right in HAVING and participle:
        return pair.left
    if left in HAVING and right in {"en", "y"} and pair.next in HAVING:
        return right
    if left in HAVING and right in PRONOUNS_TOO | {"l’"} and pair.next in HAVING:
        return ""  # *nous avons | l’a vu*
    gone = pair.forms[1].verbs and pair.forms[1].verbs <= NEVER_HAVING and pair.forms[1].participles
    if (left in HAVING and gone) or (left == "qui" and pair.infinitive):
        return ""
    denied = right in {"n'", "n’"} and bool(pair.next) and pair.lexicon.form(pair.next).finite
    verb = denied or right in HAVING | BEING or pair.forms[1].only_finite
    auxiliary = left in HAVING | BEING or pair.forms[0].only_finite
    return "" if verb and (auxiliary or left in PREPOSITIONS) else None


def _perfect(pair: Pair) -> str | None:
    """*une femme qui | payé une partie*, *et la chaîne | confirmé le projet*: the auxiliary is gone."""
    third = any(reading.finite and reading.person == "3" for reading in pair.forms[1].readings)
    if not pair.forms[1].participles or third or not pair.right.islower():
        return None
    base = any(r.gender == "m" and r.number != "p" for r in pair.forms[1].participles)
    counted = any(reading.pos == "det" for reading in pair.lexicon.form(pair.next.lower()).readings)
    plain = base and (counted or pair.next.lower() in DETERMINERS or pair.next.isdigit())
    at_odds = pair.lexicon.genders(pair.first) == {"f"} or pair.lexicon.numbers(pair.first) == {"p"}
    noun = pair.first != "qui"
    subject = "noun" in pair.kinds[0] and SUBJECT.search(pair.before) is not None
    told = subject and (at_odds or pair.next in UNTIMED)  # *le rapport | publié ce matin* may stay
    if noun and not (plain and told):
        return "" if noun and base and at_odds and _noun_here(pair) else None
    numbers = pair.lexicon.numbers(pair.first if noun else pair.last)
    plain = plain and not pair.forms[1].verbs & WITH_BEING and len(numbers) < 2
    return f"{pair.left} {'ont' if numbers == {'p'} else 'a'} {pair.right}" if plain else ""


def _agreed(pair: Pair) -> str | None:
    """*ils | a vu*, *je | est sorti*, *les frères | a signé*, *bien qu’elle | a refusé*; of *Ann et Lea | dit* nobody knows."""
    singular = [r for r in pair.forms[1].readings if r.finite and r.person == "3" and r.number == "s"]
    verb = next((r for r in singular if r.mood == "indicative"), None)
    if verb and pair.left[0].isupper() and COORDINATED.search(pair.before):
        return ""
    several = "noun" in pair.kinds[0] and pair.lexicon.numbers(pair.first) == {"p"}
    asked = SUBJECTS.get(pair.first) or ("3p" if several and PLURAL_SUBJECT.search(pair.before) else "3s")
    wished = pair.first in PRONOUNS and WISHED.search(pair.before) and verb and verb.tense == "present"
    conjugated = pair.forms[1].only_finite or pair.right in HAVING | BEING
    if verb is None or not conjugated or (asked == "3s" and not wished):
        return _behind_source(pair) if verb and conjugated else None
    mood = "subjunctive" if wished else verb.mood
    healed = pair.lexicon.inflect(verb.lemma, "verb", mood=mood, tense=verb.tense, person=asked[0], number=asked[1])
    return healed and (joined(pair.left, healed) if pair.left in {"je", "Je"} else f"{pair.left} {healed}")


def _behind_source(pair: Pair) -> str | None:
    """*la hausse, selon ses propres chiffres | est*: the aside ends with a comma."""
    return f"{pair.left}, {pair.right}" if SOURCE.search(pair.before) and "noun" in pair.kinds[0] else None


def _noun_here(pair: Pair) -> bool:
    """True for what is a noun or adjective, and for what can be one behind its determiner (*des | députés*)."""
    kinds = pair.kinds[0]
    if "noun" in kinds and pair.last == "l'" and GOVERNED.search(pair.before):
        return True  # *le chef de l’agence | demandé*
    sure = DETERMINERS.keys() - PRONOUNS_TOO if pair.forms[0].finite else DETERMINERS.keys()
    return bool(kinds) and (kinds <= NOMINAL or ("noun" in kinds and pair.last in sure))


def _behind_noun(pair: Pair) -> str | None:
    """*le papier | la société a mis en ligne*, *sa vie | vérifier*, *des questions | il*: a word is gone between."""
    name = (pair.left[0].isupper() or MODEL.fullmatch(pair.left)) and pair.left[1:].islower() and bool(pair.last)
    if MODEL.fullmatch(pair.left) and "noun" in pair.kinds[1] and pair.right.islower():
        return ""
    if pair.first in TIMED or not (name or _noun_here(pair)):
        return None
    if pair.right in ARTICLES:
        return None if pair.next.lower() in TIMED | DEGREES else ""
    if pair.right in SUBJECTS:
        return None if pair.next == "y" else ""
    noun = pair.right.islower() and "noun" in pair.kinds[1] <= {"noun", "verb"} and not pair.forms[1].finite
    noun = noun and (name or not (pair.forms[1].participles or "adjective" in pair.kinds[0]))  # *des jeunes | gens*
    return "" if noun or (not name and pair.forms[1].only_infinitive) else None


RULES = (
    _small,
    _whole,
    _determined,
    _led,
    _office,
    _clashing,
    _bare,
    _bare_name,
    _object,
    _told,
    _two_verbs,
    _perfect,
    _agreed,
    _behind_noun,
)
