"""Two words with nothing between: the halves are beyond doubt words, or the words beside them prove both (*sousle mois*)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from audit.french.grammar import finite
from audit.french.lexicon import PREFIXES, Lexicon
from audit.french.sequences import WORD, count, kind
from audit.french.words import words
from audit.naming.names import Names

# A word this frequent in the 55 million counted is beyond doubt a word ...
FREQUENT = 300
SEEN = 20  # the same of a long word before one that no word ends in
# ... and these, which stand next to most links, need no such proof of the other half.
FUNCTION = words(
    """
    à a au aux avec ce cette chez dans de des dit du elle en est et il la le les leur ont ou où par pour que qui
    sa ses son sont sur un une pas ne plus se tout être avoir était étaient sera fait peut doit ces mes nos vos
    leurs cet quand comme donc mais aussi très il ils elles nous vous on
    """
)
SUBJECTS = words("nous vous ils elles")  # before a verb in any of its persons: a machine takes the wrong one
SURE_ENDS = words("de des du les pour dans qui que avec leur sont une")
# Function words that are also prefixes, or endings of ordinary words: not proof alone.
AFFIXES = words(
    """
    a en sur par pour ce dit est et la le les ou sa ont son un une de des du à se ne pas plus tout mes nos on il
    nous vous cet ces fait aussi être très
    """
)
# Nothing else begins with these and goes on with a whole noun or adjective.
DETERMINERS = words(
    "aucun aucune chaque un une les des du au aux son sa ses mon ma mes ce cet cette ces leur leurs notre nos votre vos à"
)
SHORT = words("un une son sa ses à")  # before words of three letters as well
ENDING = 5  # letters of each half of a word with a capital, of the left one before a small word
LEARNED = words(
    "télé ultra extra infra hydro thermo électro macro poly mono méga giga kilo nano socio franco euro agro aéro neuro"
)
# What most often stands at either end of a link.
SMALL = words(
    """
    à a au aux avec ce ces chez dans de des du elle elles en est et il ils la le les leur ont ou où par pas pour que qui
    sa ses son sont sous sur un une ne se
    """
)
HALF_SEEN = 5  # sightings of the other half in clean French
RARE, ENGLISH = 1, 20  # sightings from which what is run together is a word itself, in French and in English
LIKELY = 0.02  # of the times that two kinds should stand side by side by chance
ANY_NAME = words("ont avait avaient étaient aurait auraient")  # what no name ends in, whatever stands before
AUXILIARIES = ANY_NAME | words("a est sont était")
VERB_SEEN, VERB = 20, 4  # sightings and letters of a verb behind a name
Split = tuple[str, str]


def two_words(word: str, lexicon: Lexicon) -> Split | None:
    """Split an unknown lower-case word of which one half is a function word and the other a frequent one."""
    if len(word) < 4 or not word.islower() or heard(word, lexicon):
        return None
    halves = ((word[:i], word[i:]) for i in range(1, len(word)))
    splits = [pair for pair in halves if _proven(*pair, lexicon) or _verb_or_noun(*pair, lexicon)]
    return max(splits, key=lambda split: min(map(lexicon.frequency, split)), default=None)


def _proven(left: str, right: str, lexicon: Lexicon) -> bool:
    """True when both halves are beyond doubt words, and the cut is no prefix or ending of one word."""
    least, (short, long) = min(map(lexicon.frequency, (left, right))), sorted((len(left), len(right)))
    if left in DETERMINERS and len(right) > (2 if left in SHORT else 3) and frequent(right, lexicon, FREQUENT / 6):
        return short + long > 4 and _named(right, lexicon)
    if right in SURE_ENDS and len(left) > ENDING and lexicon.analyses(left):
        return True
    if short + long < 6:
        return short > 1 and {left, right} <= FUNCTION and least >= 10 * FREQUENT
    if {left, right} & (FUNCTION - AFFIXES):
        return short > 1 and long > 2 and least >= FREQUENT
    if short > 2 and ({left, right} <= FUNCTION or least >= 10 * FREQUENT):
        return least >= 10 * FREQUENT and (left in FUNCTION or left not in PREFIXES)
    if right == "à" and len(left) > 3:
        return lexicon.frequency(left) >= FREQUENT / 4
    if left in FUNCTION:
        return least >= FREQUENT and len(right) > 3 and len(left) > 1
    if right in FUNCTION:
        return least >= FREQUENT and len(left) > 4 and len(right) > 1
    if left in PREFIXES or left in LEARNED:
        return False  # *ultrasophistiqué*
    whole = short > 4 and all(lexicon.analyses(half) for half in (left, right))
    return (least >= FREQUENT / 4 and short > 3) or (whole and least >= SEEN)


def _verb_or_noun(left: str, right: str, lexicon: Lexicon) -> bool:
    """*vousminimiserait*, *dedistraction*, *vergeset*, *téléphonea*: what no French word begins or ends in."""
    if left in SUBJECTS:
        return len(right) >= ENDING and only_verb(right, lexicon)
    if left == "de":  # *depression* lacks an accent
        return len(right) > ENDING and frequent(right, lexicon, SEEN) and not lexicon.known(f"dé{right}")
    if len(left) < ENDING or not lexicon.analyses(left):
        return False
    return (right == "et" and left[-1] == "s") or (
        right == "a" and left[-1] in "eés" and lexicon.frequency(left) >= FREQUENT
    )


def frequent(word: str, lexicon: Lexicon, least: float) -> bool:
    return lexicon.frequency(word) >= least and bool(lexicon.analyses(word))


def _named(word: str, lexicon: Lexicon) -> bool:
    """True for what stands behind a determiner, or *peu*."""
    return word == "peu" or any(reading.pos in {"noun", "adjective"} for reading in lexicon.analyses(word))


def only_verb(word: str, lexicon: Lexicon) -> bool:
    """True for what is a conjugated verb and no part of a name (*examinera*; not *souris*)."""
    found = lexicon.analyses(word)
    return bool(found) and all(map(finite, found))


def heard(word: str, lexicon: Lexicon) -> bool:
    """True for what is a word, of French (*entrainer* as well as *entraîner*) or of English."""
    if "ai" in word and lexicon.known(word.replace("ai", "aî", 1)):
        return True
    return lexicon.known(word) or lexicon.frequency(word) > 0 or lexicon.english_frequency(word) > 0


def split_in_place(match: re.Match[str], lexicon: Lexicon) -> Split | None:
    """Split a word in small letters that nobody writes, where every pair of neighbours is then a usual one."""
    word = match.group()
    if not word.islower() or lexicon.case(word).lower > RARE or lexicon.english_frequency(word) >= ENGLISH:
        return None
    known = lexicon.known(word)
    before, after = _beside(match, lexicon)
    found = {
        halves: min(_share(one, other) for one, other in pairwise(kinds))
        for halves in _halves(word, lexicon)
        if not known or SMALL.issuperset(halves)
        if (kinds := [k for k in (before, *(kind(half, False, lexicon) for half in halves), after) if k])
    }
    best = max(found, key=found.__getitem__, default=None)
    return best if best and found[best] >= LIKELY else None


def _halves(word: str, lexicon: Lexicon) -> Iterator[Split]:
    for i in range(1, len(word)):
        left, right = word[:i], word[i:]
        least = HALF_SEEN if 1 < i < len(word) - 1 else FREQUENT / 6  # *asine*
        if not SMALL.isdisjoint({left, right}) and all(
            half in SMALL or (len(half) > 2 and lexicon.frequency(half) >= least and lexicon.analyses(half))
            for half in (left, right)
        ):
            yield left, right


def _beside(match: re.Match[str], lexicon: Lexicon) -> tuple[str | None, str | None]:
    """The kinds of the words right before and behind; None at an end of the sentence."""
    text = match.string
    before = [found.group() for found in WORD.finditer(text, max(0, match.start() - 40), match.start())][-1:]
    after = WORD.search(text, match.end())
    return (
        kind(before[0], False, lexicon) if before else None,
        kind(after.group(), False, lexicon) if after else None,
    )


def _share(one: str, other: str) -> float:
    """How often these kinds stand side by side, against chance."""
    expected = count(one) * count(other) / count()
    return count(one, other) / expected if expected else 0.0


def name_and_verb(match: re.Match[str], lexicon: Lexicon, names: Names) -> Split | None:
    """Split *Mercedesmène le classement*, *Lauont été*, *FIAa rejeté*: a word unknown but for its end, a verb."""
    word, after = match.group(), WORD.search(match.string, match.end())
    if not word[0].isupper() or after is None or lexicon.frequency(word) or names.counts[word] > 1:
        return None
    participle = any(reading.mood == "participle" for reading in lexicon.analyses(after.group().lower()))
    for i in range(2, len(word)):
        left, right = word[:i], word[i:]
        own = names.known(left) or names.counts[left] > 0 or not left[1:].islower() or _translated(left, lexicon)
        auxiliary = participle and right in (ANY_NAME if not own and len(left) > 2 else AUXILIARIES)
        if right.islower() and (auxiliary or (own and _third_person(right, lexicon) and _opens(after, lexicon))):
            return left, right
    return None


def _translated(name: str, lexicon: Lexicon) -> bool:
    """True for what may be a name that went through the dictionary (*Cibleont*)."""
    return len(name) > 3 and lexicon.frequency(name.lower()) >= HALF_SEEN and bool(lexicon.analyses(name.lower()))


def _third_person(word: str, lexicon: Lexicon) -> bool:
    """True for what is a verb, in the third person among others, and no part of a name."""
    found = lexicon.analyses(word)
    usual = len(word) >= VERB and lexicon.frequency(word) >= VERB_SEEN
    return (
        usual and all(reading.pos == "verb" for reading in found) and any(r.finite and r.person == "3" for r in found)
    )


def _opens(after: re.Match[str], lexicon: Lexicon) -> bool:
    """True for a figure or a small word, with which an object or an adverbial begins."""
    return after.group()[0].isdigit() or any(r.pos in {"det", "prep", "adv"} for r in lexicon.analyses(after.group()))
