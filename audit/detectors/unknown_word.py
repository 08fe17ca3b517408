"""A word that nobody writes (*cinquanteties* for “fifties”, *aujoud'hui*), as engines put together and typists slip.

Runs where the source is at hand. Silent about words of the source, and those that look like a rare one of it (*remdésivir*),
which may be terms; names; prefixes before a known word (*micro-aiguille*); the spelling of 1990 (*maitrise*); quotations
and addresses.
"""

import re
from collections.abc import Iterator

from audit.detectors.registry import detector
from audit.finding import Category, Hit, Severity
from audit.french.lexicon import Lexicon
from audit.french.words import words
from audit.judging.bilingual import Bilingual, cognate
from audit.judging.passages import Passage
from audit.reason import Reason

WORD = re.compile(r"(?<![^\W_])(?<![-‑.@/#{<])[^\W\d_]{4,}(?![^\W_])(?![-‑@/}>]|\.\w)")
LETTERED = re.compile(r"[^\W\d_]{4,}")
ASIDE = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"|\{[^{}]*\}|<[^<>]*>|https?://\S+")
COMMON = 8  # sightings in parallel text, from which an English word has its French in the dictionaries
LEAST = 3  # sightings in parallel text, or in 36 million words of French, that make a word
PREFIXES = sorted(
    words(
        """
        anti auto bio cardio co contre cyber dé dés électro éco endo entre extra géo hépato hyper hypo immuno infra inter intra
        macro méga méta micro mini mono multi nano néo neuro non omni para péri phyto photo pluri pneumo poly post pré pro
        pseudo psycho radio re ré rétro semi socio sous super supra sur syn techno télé thermo trans tri ultra uni vaso vice
        """
    ),
    key=len,
    reverse=True,
)
CIRCUMFLEX = str.maketrans("iu", "îû")
LETTERS = "abcdefghijlmnopqrstuvxyzéèêàçîôû"
SHORTEST = 6  # letters of a word that one slip can be told in


@detector(category=Category.MISTRANSLATION, severity=Severity.MAJOR)
def unknown_word(passage: Passage, bilingual: Bilingual, lexicon: Lexicon) -> Iterator[Hit]:
    source = [match[0].lower() for match in LETTERED.finditer(passage.source)]
    aside = [match.span() for match in ASIDE.finditer(passage.text)]
    for match in WORD.finditer(passage.text):
        word, start = match[0], match.start()
        if not word.islower() or any(a <= start < b for a, b in aside) or _exists(word, bilingual, lexicon):
            continue
        if any(word.startswith(other) or (cognate(word, other) and _term(other, bilingual)) for other in source):
            continue
        why = Reason("nobody writes “{word}”", word=word)
        if repair := _meant(word, lexicon):
            yield Hit(start, match.end(), why, repair, Severity.MINOR, Category.SPELLING)
        else:
            yield Hit(start, match.end(), why)


def _term(word: str, bilingual: Bilingual) -> bool:
    """Whether an English word is too rare for its French to be in any list."""
    return bilingual.sightings(word, "en") < COMMON


def _exists(word: str, bilingual: Bilingual, lexicon: Lexicon) -> bool:
    if lexicon.known(word) or lexicon.frequency(word) >= LEAST or bilingual.sightings(word, "fr") >= LEAST:
        return True
    if any(lexicon.known(word[:at] + word[at].translate(CIRCUMFLEX) + word[at + 1 :]) for at in range(len(word))):
        return True  # maitrise
    bare = word.removesuffix("s")
    stems = [bare, *(bare.removeprefix(prefix) for prefix in PREFIXES if bare.startswith(prefix))]
    return any(len(stem) >= LEAST and (lexicon.known(stem) or lexicon.frequency(stem) >= LEAST) for stem in stems)


def _meant(word: str, lexicon: Lexicon) -> str | None:
    """The only word of the dictionary that is one slip away, None where there are none or several."""
    if len(word) < SHORTEST:
        return None
    places = range(len(word) + 1)
    gone = (word[:at] + word[at + 1 :] for at in places[:-1])
    turned = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-2])
    other = (word[:at] + letter + word[at + 1 :] for at in places[:-1] for letter in LETTERS)
    more = (word[:at] + letter + word[at:] for at in places for letter in LETTERS)
    found = {near for nears in (gone, turned, other, more) for near in nears if lexicon.known(near)}
    return found.pop() if len(found) == 1 else None
