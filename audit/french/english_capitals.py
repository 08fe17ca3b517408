"""Days, months, languages, adjectives of peoples, religions and parties with English capitals (*un auteur Français*)."""

from typing import TYPE_CHECKING

from audit.french.adjective_before import BEFORE_NOUN
from audit.french.agreeing import Features, clash, noun_features
from audit.french.grammar import DETERMINERS, is_noun, quoted, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.tenses import DAYS, MONTHS
from audit.french.words import words
from audit.naming.doubted import STREETS
from audit.naming.names import Names, capitalised, starts
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

PARTS = words("matin midi après-midi soir nuit dernier prochain suivant")  # of the day, or which of them
BEFORE_MONTH = words("en fin début mi courant depuis jusqu'en mois dès")
BEFORE_DAY = words("le ce chaque du au un les de d' dès depuis jusqu'à à entre avant après dimanche")
JOINING = words("et ou , -")
# Holidays, and what else than a street is called by its date.
NAMED_DAY = words("saint noir gras de d' des")  # behind a day that is a feast (*le Vendredi saint*)
FEASTS = frozenset({"1er mai", "8 mai", "14 juillet", "15 août", "11 septembre", "11 novembre", "4 juillet"})
CALLED = words("stade lycée école collège hôpital mouvement alliance coalition camp salle journal")
YEAR = 4  # digits
FAR = 5  # words back to what is named by a date
# Masculine adjectives of countries and continents, most of them languages.
NATIONS = words(
    """
    afghan africain albanais algérien allemand américain angolais anglais arabe argentin arménien asiatique australien
    autrichien azerbaïdjanais bangladais belge béninois biélorusse birman bolivien bosniaque brésilien britannique bulgare
    burkinabé burundais cambodgien camerounais canadien chilien chinois chypriote colombien congolais coréen croate cubain
    danois dominicain écossais égyptien émirati équatorien espagnol estonien éthiopien européen finlandais français gabonais
    gallois géorgien ghanéen grec haïtien hollandais hongrois indien indonésien irakien iranien irlandais islandais israélien
    italien ivoirien jamaïcain japonais jordanien kazakh kényan kosovar koweïtien kurde laotien letton libanais libyen lituanien
    luxembourgeois macédonien malaisien malgache malien marocain mauritanien mexicain moldave mongol monténégrin
    mozambicain namibien néerlandais néo-zélandais népalais nigérian nigérien nord-coréen norvégien ougandais ouzbek
    pakistanais palestinien péruvien philippin polonais portoricain portugais qatari roumain russe rwandais saoudien
    sénégalais serbe singapourien slovaque slovène somalien soudanais sri-lankais sud-africain sud-coréen suédois syrien
    taïwanais tanzanien tchadien tchèque thaïlandais togolais tunisien turc ukrainien uruguayen vénézuélien vietnamien
    yéménite zambien zimbabwéen
    """
)
# Of religions and parties.
FAITHS = words(
    "catholique chrétien hindou islamique juif musulman orthodoxe protestant démocrate républicain travailliste"
)
NAMED = words("océan hôtel café restaurant bar théâtre musée parc institut cercle")  # what is called by a nation
LEARNING = words("apprendre étudier enseigner parler maîtriser comprendre pratiquer")
SPOKEN = words("parler parlait")
DISGUISED = words("déguiser habiller changer transformer muer")


def english_capital(token: "Token", lexicon: Lexicon, names: Names) -> Reason | None:
    """Why the capital of this word is one of English and not of French; None where it may be French."""
    kind = token.norm
    if not capitalised(token) or starts(token) or quoted(token.doc)[token.i]:
        return None
    if kind in MONTHS | DAYS:
        dated = _month(token) if kind in MONTHS else _day(token)
        return (
            Reason("“{word}” has the capital that English gives to days and months", word=token.text) if dated else None
        )
    if not any(reading.lemma in NATIONS | FAITHS for reading in readings(lexicon, token)):
        return None
    if _of_nation(token, lexicon, names):
        word = token.text
        return Reason(
            "“{word}” has the capital that English gives to adjectives of peoples, religions and parties", word=word
        )
    if _language(token, lexicon):
        return Reason("“{word}” has the capital that English gives to languages", word=token.text)
    return None


def _following(token: "Token") -> "Token | None":
    return token.nbor(1) if token.i + 1 < len(token.doc) else None


def _month(month: "Token") -> bool:
    """True behind a day, before a year, and where only a month can stand (*fin Juin*); not in *la fête du 14 Juillet*."""
    before, after = month.nbor(-1), _following(month)
    year = after is not None and after.text.isdigit() and len(after) == YEAR
    back = month.doc[max(0, month.i - FAR) : month.i - 1]
    if any(t.norm in STREETS | CALLED for t in back) or (
        after is not None and capitalised(after) and after.norm not in DAYS
    ):
        return False
    if before.text.isdigit() or before.norm == "1er":
        feast = f"{before.norm} {month.norm}" in FEASTS or (len(back) > 1 and capitalised(back[-2]))
        return year or not feast
    which = after is not None and after.norm in PARTS
    until = before.norm == "à" and bool(back) and back[-1].norm == "jusqu'"
    of_month = until or (before.norm in {"de", "d'"} and bool(back) and back[-1].norm in BEFORE_MONTH)
    return (before.i == 0 or before.text.islower()) and (year or which or of_month or before.norm in BEFORE_MONTH)


def _day(day: "Token") -> bool:
    """True behind what it dates (*a gagné Mercredi*) and in *le Lundi soir*; not in *le Vendredi saint*, *le Journal du
    Dimanche*."""
    before, after = day.nbor(-1), _following(day)
    named = after is not None and (after.norm in NAMED_DAY or (after.pos_ == "ADJ" and after.norm not in PARTS))
    if named or (after is not None and capitalised(after) and after.norm not in MONTHS):
        return False
    if before.norm in JOINING and day.i > 1:
        return day.nbor(-2).norm in DAYS
    if before.norm in BEFORE_DAY:
        other = day.nbor(-2) if day.i > 1 else before
        return other.norm in DAYS or not other.text[0].isupper() or starts(other)
    return before.text.islower() and before.pos_ in {"NOUN", "VERB", "ADJ", "ADV"}


def _of_nation(word: "Token", lexicon: Lexicon, names: Names) -> bool:
    """True behind a noun that it agrees with (*l’actrice Française*); not of persons (*de jeunes Français*), nor in a name
    (*la société Française de Physique*)."""
    noun, after = word.nbor(-1), _following(word)
    if noun.norm in {"et", "ou"} and word.i > 2:
        return capitalised(word.nbor(-2)) and _of_nation(word.nbor(-2), lexicon, names)
    if not noun.text.islower() or noun.pos_ != "NOUN" or not is_noun(lexicon, noun) or _before_nouns(noun, lexicon):
        return False
    if noun.norm in NAMED | STREETS or any(last == word.text for _, last in names.pairs):
        return False
    named = after is not None and after.norm in {"de", "d'", "du", "des"} and word.i + 2 < len(word.doc)
    if named and word.nbor(2).text[0].isupper():
        return False
    own = Features(*(_only(kind(word.lower_, "adjective")) for kind in (lexicon.genders, lexicon.numbers)))
    has = noun_features(lexicon, noun)
    return has is not None and not clash(own, has)


def _only(found: frozenset[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def _before_nouns(noun: "Token", lexicon: Lexicon) -> bool:
    """True for what may be an adjective before the name of a people, and for a number (*trois Français*, *certains Italiens*)."""
    kinds = readings(lexicon, noun)
    return noun.like_num or any(
        (r.pos == "adjective" and r.lemma in BEFORE_NOUN) or r.pos in {"det", "pron", "prep", "adv"} for r in kinds
    )


def _language(word: "Token", lexicon: Lexicon) -> bool:
    """True for what one speaks, learns or says something in (*parle Anglais et Espagnol*, *en Japonais*)."""
    masculine = any(
        r.gender in {"m", ""} and r.number in {"s", ""} and r.lemma in NATIONS for r in readings(lexicon, word)
    )
    before = word.nbor(-1)
    if not masculine or word.norm not in {r.lemma for r in readings(lexicon, word)}:
        return False
    if before.norm in {"et", ",", "ou"} and word.i > 2:
        return capitalised(word.nbor(-2)) and _language(word.nbor(-2), lexicon)
    if before.norm == "en":
        return word.i < 2 or not verb_lemmas(lexicon, word.nbor(-2)) & DISGUISED
    if before.norm in DETERMINERS and word.i > 1:
        return before.norm in {"l'", "le"} and bool(verb_lemmas(lexicon, word.nbor(-2)) & (LEARNING - SPOKEN))
    return before.text.islower() and bool(verb_lemmas(lexicon, before) & SPOKEN)
