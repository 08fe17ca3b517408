"""A noun behind a preposition that lost its article where a stop or a lost space stood (*à. Cour suprême*, *parUniversité*)."""

from audit.french.agreeing import Features, agreeing_determiner
from audit.french.articles import DATING, WITH_ARTICLE, bare_share, governing
from audit.french.grammar import CONTRACTIONS
from audit.french.lexicon import Lexicon
from audit.french.pairs import NOMINAL

SELDOM = 0.05  # share of a noun without article there under which it is taken to have lost it


def article_gone(before: list[str], noun: str, lexicon: Lexicon) -> bool:
    """True for what is a noun, nothing else and no name, and seldom stands bare behind these words, which end with a
    preposition or verb."""
    small = noun.lower()
    kinds = {reading.pos for reading in lexicon.form(small).readings}
    if "noun" not in kinds or not kinds <= NOMINAL or small in DATING or not (noun.islower() or noun.istitle()):
        return False
    head = governing(before, lexicon)
    share = bare_share(head, small, lexicon) if head else None
    return share is not None and share < SELDOM


def led(preposition: str, noun: str, lexicon: Lexicon) -> str | None:
    """Both with *le* or *la*; None for several, and where another article may be meant."""
    genders, numbers = lexicon.genders(noun.lower()), lexicon.numbers(noun.lower())
    meant = noun[0].isupper() or preposition.lower() in WITH_ARTICLE
    if len(genders) != 1 or numbers != {"s"} or noun[0] in "hH" or not meant:
        return None
    article = agreeing_determiner("le", Features(next(iter(genders)), "s"), noun.lower())
    if article is None:
        return None
    contracted = CONTRACTIONS.get((preposition.lower(), article), f"{preposition} {article}")
    return f"{contracted}{'' if contracted.endswith('’') else ' '}{noun}"
