"""The words of a sentence that carry its meaning, in French and in English, with their places."""

import re
from typing import NamedTuple
from unicodedata import normalize

from audit.french.words import words

WORD = re.compile(r"[^\W\d_]{2,}")
ENGLISH = words(
    """
    a about above after again against all also am an and any are as at be because been before being below between both but
    by can cannot could did do does doing don down during each either else even ever every few for from further get gets
    got had has have having he her here hers herself him himself his how however if in into is isn it its itself just
    let ll may me might more most much must my myself neither no nor not now of off on once only or other our ours
    ourselves out over own re same shall she should so some such than that the their theirs them themselves then there
    these they this those through thus to too under until up upon us ve very was we were what when where whether which
    while who whom whose why will with within without would yet you your yours yourself one
    didn doesn wasn won shouldn wouldn couldn hasn haven aren weren ain
    """
)
FRENCH = words(
    """
    ai ainsi alors après as au aucun aucune auquel aussi autant autre autres aux avait avaient avant avec avez
    avoir avons ayant beaucoup bien car ce ceci cela celle celles celui ces cet cette ceux chacun chaque chez ci
    comme comment contre dans de depuis des dont donc du durant elle elles en encore entre es est et étaient
    était étant été être eu eux faire fait fut hors hui il ils jamais je jusqu jusque la là laquelle le les
    lequel lesquels leur leurs lors lorsqu lorsque lui ma mais me même mêmes mes moi moins mon ne ni non nos
    notre nous on ont or ou où par parce pas pendant peu peut peuvent plus plusieurs pour pourquoi pouvez puis
    puisque qu quand que quel quelle quelles quelque quelques quels qui quoi sa sans se selon sera seront serait
    ses si sinon sois soit son sont sous sur ta tandis te tes ton tous tout toute toutes très trop tu un une
    unes vers voici voilà vos votre vous quant dès afin lesquelles duquel desquels rien toujours doit doivent
    aurait sommes suis
    """
)


class Word(NamedTuple):
    """A word and where it stands (code points)."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The word as the lexicon has it."""
        return normalize("NFC", self.text).lower()


def french(text: str) -> list[Word]:
    """The content words of French text, in order."""
    return _content(text, FRENCH)


def english(text: str) -> list[Word]:
    """The content words of English text, in order."""
    return _content(text, ENGLISH)


def _content(text: str, small: frozenset[str]) -> list[Word]:
    found = (Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text))
    return [word for word in found if word.key not in small]
