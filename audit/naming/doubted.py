"""Common nouns where French has a name, in an article that is machine-translated for sure (*Selon Tricot Hebdomadaire*).

Elsewhere such a capital may be the author's own.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from audit.french.common_nouns import BARE, CLASSIFIERS, CLITICS, COGNATE, SEEN, bare_place, ordinary
from audit.french.grammar import DETERMINERS, finite, is_noun, only_noun, past_participles, readings
from audit.french.lexicon import Lexicon
from audit.french.noun_order import OFFICES
from audit.french.words import OF, SMALL_WORDS, words
from audit.naming.gazetteer import load_gazetteer
from audit.naming.names import KNOWN, Names, capitalised, places, starts

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Span, Token

# What stands before a name with no article (*Maître Roth*), and is no part of it.
TITLES = OFFICES | words(
    """
    maître monsieur madame mademoiselle père mère frère sœur oncle tante prince princesse roi reine duc duchesse
    comte comtesse baron pape saint sainte général colonel capitaine lieutenant commandant sergent cardinal évêque
    dame ambassadeur officier agent lauréat
    """
)
NAMED = words(
    "abou guinée éditions édition collection prix festival studio studios côte groupe maison projet opération"
)  # what a French name follows
KINDS = CLASSIFIERS | words("organisation association fondation start-up startup fabricant éditeur cabinet")
STREETS = words("fête journée place rue avenue boulevard quai pont porte square impasse faubourg gare station quartier")
ARTICLES, QUOTES = words("le la les"), words('« “ "')
SHARE = 0.15  # of capitals in clean French up to which a word may be a common noun
LOAN, SAME = 2, 0.01  # sightings in English text, and their share, from which English has the word too
# Where a sentence tells which words to choose on a screen, a capital is that of a label (*Dans Réglages, touchez Général*).
SCREEN = words(
    """
    ouvrez touchez appuyez cliquez cliquer clique cochez décochez sélectionnez sélectionner choisissez allez accédez
    activez désactivez
    """
)
WIDGETS = words("onglet menu bouton")  # what a label stands behind (*le menu Outils*; not *au menu*)
WORKS = words("album single disque film roman livre recueil série chanson titre pièce spectacle tableau")
PHRASE = words("ADJ ADP NOUN PROPN")


def doubted_names(parse: "Doc", lexicon: Lexicon, names: Names) -> Iterator["Span"]:
    """What can only be a name through the dictionary, in reading order."""
    if on_screen(parse):
        return
    for run in _runs(parse, lexicon):
        found = _alone(run, lexicon, names) if len(run) == 1 else _several(run, lexicon, names)
        if found is not None:
            yield found


def on_screen(parse: "Doc") -> bool:
    """True for a sentence that tells which words to choose on a screen."""
    small = [token for token in parse if token.i == 0 or token.text.islower()]
    return any(
        t.norm in SCREEN or (t.norm in WIDGETS and any(map(capitalised, parse[t.i + 1 : t.i + 2]))) for t in small
    )


def _runs(parse: "Doc", lexicon: Lexicon) -> Iterator["Span"]:
    """Words with a capital that stand side by side, without what merely begins the sentence."""
    for capital, group in groupby(parse, capitalised):
        if not capital:
            continue
        run = list(group)
        opening = starts(run[0]) and any(r.pos in SMALL_WORDS for r in readings(lexicon, run[0]))
        first, last = run[0].i + opening, run[-1].i + 1
        quotation = first > 0 and (parse[first - 1].text in QUOTES or parse[first - 1].text[-1] in "-‑")  # *Nord- Est*
        if first < last and not quotation:
            yield parse.span(first, last)


def _alone(run: "Span", lexicon: Lexicon, names: Names) -> "Span | None":
    """*l’éditeur Soupape, qui*, *Nokia et Rayures ont*: one word where only a name can stand."""
    word = run[0]
    if _misgendered(word, lexicon):
        return run
    frequent = ordinary(word, lexicon) and word.text not in places() and lexicon.case(word.text).lower >= SEEN
    if not (frequent or plain(word, lexicon)) or _participle(word, lexicon):
        return None
    if starts(word):
        return run if _introduced(word) else None
    bare = bare_place(word) and not _longer(word) and not _street(word) and not _housed(word, names)
    return run if bare or _listed(word, names) or _apposed(word) else None


def _misgendered(word: "Token", lexicon: Lexicon) -> bool:
    """*Le Torsion est au menu*: a noun alone whose article is of the other gender (not *le Société royale*)."""
    article = word.nbor(-1).norm if word.i else ""
    wrong = {"le": "f", "un": "f", "du": "f", "au": "f", "la": "m", "une": "m"}.get(article)
    case, phrase = lexicon.case(word.text), any(token.pos_ in PHRASE for token in word.doc[word.i + 1 : word.i + 2])
    if wrong is None or phrase or case.capital > SHARE * case.lower or not only_noun(lexicon, word):
        return False
    return lexicon.genders(word.text.lower()) == {wrong}


def _housed(word: "Token", names: Names) -> bool:
    """True for the rest of a French name that the article has in full (*Corbeau* beside *Maison Corbeau*)."""
    return any(last == word.text and first.lower() in NAMED for first, last in names.pairs)


def _street(word: "Token") -> bool:
    return word.i > 1 and word.nbor(-1).norm in OF and word.nbor(-2).norm in STREETS


def _longer(word: "Token") -> bool:
    """True for the first word of what an office or body deals with (*faculté d’Agronomie et des Sciences*)."""
    after, second = (*word.doc[word.i + 1 : word.i + 3], None, None)[:2]
    if after is None or not after.text.islower():
        return False
    joined = after.norm == "et" and second is not None and not capitalised(second)
    return after.pos_ == "ADJ" or after.norm in OF or joined


def _participle(word: "Token", lexicon: Lexicon) -> bool:
    """*Mariée, elle le fut*: what begins a sentence and may be a participle."""
    return starts(word) and bool(past_participles(lexicon, word))


def _introduced(word: "Token") -> bool:
    """*Machines intuitives, la société de Houston*: at the head of a sentence, before a comma and what kind of name it is."""
    after = [token.norm for token in word.doc[word.i + 1 : word.i + 5]]
    if after[:1] != [","]:  # its adjective
        after = after[1:]
    return word.norm not in BARE and after[:1] == [","] and not KINDS.isdisjoint(after[2:3])


def _apposed(word: "Token") -> bool:
    """*un autre géant, Aristocrate, menace*: a noun with no article between commas."""
    if word.nbor(-1).norm != "," or word.i < 2 or word.i + 1 == len(word.doc):
        return False
    noun, after = word.nbor(-2), word.nbor(1)
    return noun.pos_ in {"NOUN", "ADJ"} and noun.text.islower() and noun.norm not in WORKS and after.text in {",", "("}


def _listed(word: "Token", names: Names) -> bool:
    """*Nokia, Bosch et Rayures*: behind a name, before what is no adjective of it."""
    joint = word.nbor(-1)
    if joint.norm not in {"et", ",", "ou"} or word.i < 2 or not names.vouched(word.nbor(-2).text):
        return False
    after = word.doc[word.i + 1 : word.i + 2]
    return capitalised(word.nbor(-2)) and not (len(after) and after[0].pos_ in {"ADJ", "ADP"})


def _several(run: "Span", lexicon: Lexicon, names: Names) -> "Span | None":
    first, rest = run[0], run[1:]
    if first.norm in ARTICLES:  # *le phénomène Le Garçon*
        own = load_gazetteer().french_name(run.doc.span(run.start + 1, run.end).text)  # *La Croix*
        title = len(run.doc) > run.end and run.doc[run.end].norm in OF  # *Les Sentiers de la gloire*
        return run if not (own or title) and all(_common(word, lexicon) for word in rest) else None
    if first.norm not in TITLES | NAMED and _nouns(run, lexicon):
        return run
    for left, right in pairwise(run):
        if _strange(left, lexicon, names) and _english(left, lexicon) and _renders(left, right, lexicon, len(run) == 2):
            return run.doc.span(right.i, right.i + 1)  # *Johannes Empereur*, *Stanford Quotidien*
    if _determined(run) or _somebody(run) or (starts(first) and not _subject(run, lexicon)):
        return None
    return run.doc.span(first.i, first.i + 1) if _half(first, rest[0], lexicon) else None


def _somebody(run: "Span") -> bool:
    """*le batteur Col Abernathy*: behind what somebody is."""
    before = run.doc[run.start - 1] if run.start else None
    return before is not None and before.pos_ == "NOUN" and before.norm not in CLASSIFIERS and before.text.islower()


def _renders(left: "Token", right: "Token", lexicon: Lexicon, person: bool) -> bool:
    """True for a plain noun; of a person whose first name French has as well, only for what an English surname becomes."""
    gazetteer = load_gazetteer()
    own = person and gazetteer.french_given(left.text) and not gazetteer.surnames(right.text)
    return plain(right, lexicon) and is_noun(lexicon, right) and not own


def _nouns(run: "Span", lexicon: Lexicon) -> bool:
    """*Selon Tricot Hebdomadaire*, *la Souris Fromage*: common words, with no article, or each a noun alone."""
    if _determined(run):
        return all(plain(word, lexicon) and only_noun(lexicon, word) for word in run)
    known = any(plain(word, lexicon) for word in run) and all(_french(word, lexicon) for word in run)
    return known and (_subject(run, lexicon) if starts(run[0]) else bare_place(run[0], run[-1]))


def _subject(run: "Span", lexicon: Lexicon) -> bool:
    """True before a verb in the third person, or a comma and what says who it is; a heading or a credit has neither."""
    after = [token for token in run.doc[run.end : run.end + 4] if token.norm not in CLITICS][:2]
    if len(after) < 2:
        return False
    return after[0].text == "," or any(finite(r) and r.person == "3" for r in readings(lexicon, after[0]))


def _half(first: "Token", second: "Token", lexicon: Lexicon) -> bool:
    """*Couronne Resorts*, *Géorgie Tech*: a common noun, or the French name of a place, before an English name."""
    if _given(first) or _given(second) or first.norm in TITLES | CLASSIFIERS | NAMED:
        return False
    if _common(first, lexicon) and only_noun(lexicon, first):
        return _foreign(second, lexicon)
    case, english = lexicon.case(first.text), [word for word, _ in lexicon.english(first.text)]
    place = case.capital > max(KNOWN, case.lower) and first.norm not in english and not _english(first, lexicon)
    cognate = any(OSA.normalized_similarity(first.norm, word) >= COGNATE for word in english)
    return place and cognate and (_foreign(second, lexicon) or _shared(second, lexicon))


def _given(word: "Token") -> bool:
    """True for somebody's first name."""
    gazetteer = load_gazetteer()
    return gazetteer.french_given(word.text) or gazetteer.english_given(word.text)


def _determined(run: "Span") -> bool:
    return run.start > 0 and run.doc[run.start - 1].norm in DETERMINERS


def _common(word: "Token", lexicon: Lexicon) -> bool:
    """True for a noun or adjective of French alone, mostly in small letters, and no small word."""
    if not _french(word, lexicon) or word.text in places() or _shared(word, lexicon):
        return False
    case = lexicon.case(word.text)
    own = lexicon.english(word.text) or case.lower or not word.text.isascii()  # a rare word may be anything: *Micron*
    return bool(own) and case.capital <= SHARE * (case.lower + case.capital)


def _french(word: "Token", lexicon: Lexicon) -> bool:
    kinds = {reading.pos for reading in readings(lexicon, word)}
    return bool(kinds & {"noun", "adjective"}) and not kinds & SMALL_WORDS


def _shared(word: "Token", lexicon: Lexicon) -> bool:
    """True for a French word that English has as well."""
    if lexicon.english_frequency(word.text) > max(LOAN, SAME * lexicon.frequency(word.text)):
        return True
    english = {form for form, _ in lexicon.english(word.text)}
    return not english.isdisjoint({word.norm, *(reading.lemma for reading in readings(lexicon, word))})


def plain(word: "Token", lexicon: Lexicon) -> bool:
    """True for a common noun or adjective that is nobody's surname."""
    return _common(word, lexicon) and not load_gazetteer().surname(word.text)


def _foreign(word: "Token", lexicon: Lexicon) -> bool:
    """True for what is no French word."""
    return not lexicon.analyses(word.text.lower())


def _english(word: "Token", lexicon: Lexicon) -> bool:
    """True for a word or first name of English more than of French."""
    given = load_gazetteer().english_given(word.text)
    return given or lexicon.english_frequency(word.text) >= lexicon.frequency(word.text)


def _strange(word: "Token", lexicon: Lexicon, names: Names) -> bool:
    """True for a word that is a name and nothing else."""
    return _foreign(word, lexicon) or (names.known(word.text) and not _french(word, lexicon))
