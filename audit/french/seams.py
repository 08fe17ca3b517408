"""Where a repair meets the word before it, as French writes the two (*de | le monde*, *la | Electronic Frontier*)."""

import re

from audit.french.grammar import CONTRACTIONS, SMOOTH, UNSMOOTH

OPEN = re.compile(r"\b(?P<word>de|à) $", re.IGNORECASE)
ARTICLE = re.compile(r"(?P<article>les?) (?=\w)")
FULL = re.compile(r"\b(?P<word>le|la|de|ne|je|se) $", re.IGNORECASE)
SHORT = re.compile(r"\b(?P<word>d|l|qu|s|n|m|t|j|c)[’']$", re.IGNORECASE)
ITS_OWN = re.compile(r"\b(?:les?|la|du|aux?) $", re.IGNORECASE)  # *au | The Guardian*
VOWELS = SMOOTH | frozenset("hœy")


def seamed(before: str, was: str, repair: str) -> tuple[int, str | None]:
    """How many code points of the text before a repair it takes in, and what it then is; None where no word would fit.

    `was` is what the repair replaces: what met it badly before is not the repair's to mend.
    """
    if repair.startswith("The ") and ITS_OWN.search(before):
        repair = repair.removeprefix("The ")
    if (article := ARTICLE.match(repair)) and not ARTICLE.match(was) and (small := OPEN.search(before)):
        contracted = CONTRACTIONS[small["word"].lower(), article["article"]]
        return len(small[0]), _like(small["word"], contracted) + repair[article.end() - 1 :]
    named = repair[:1].isupper() and was[:1].islower()  # *la pomme*: *Apple*, with no article
    vowel, had_vowel = repair[:1].lower() in SMOOTH, was[:1].lower() in VOWELS
    if (
        vowel
        and not had_vowel
        and not named
        and repair.split()[0].lower() not in UNSMOOTH
        and (small := FULL.search(before))
    ):
        return len(small[0]), f"{small['word'][:-1]}’{repair}"
    if repair[:1].isalpha() and repair[:1].lower() not in VOWELS and had_vowel and (small := SHORT.search(before)):
        word = small["word"].lower()
        full = None if word == "l" else f"{word}e"  # *le* or *la*
        return (len(small[0]), f"{_like(small['word'], full)} {repair}") if full else (0, None)
    return 0, repair


def _like(old: str, new: str) -> str:
    return new.capitalize() if old[0].isupper() else new
