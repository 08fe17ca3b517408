"""Countries and regions, which French gives an article, or *en* (*dans Australie*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.lexicon import Analysis, Lexicon
from audit.french.noun_order import elided
from audit.french.words import words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Token

# Countries that have no article.
BARE = words(
    """
    andorre bahreïn chypre cuba djibouti dubaï gibraltar haïti israël madagascar malte maurice monaco nauru oman panama
    palau porto-rico qatar saint-marin singapour taïwan taiwan trinité-et-tobago vanuatu
    """
)
PERSONS = words("monsieur madame mme mlle hollande bluetooth")  # nouns with a capital as well


def in_country(preposition: "Token", lexicon: Lexicon) -> Hit | None:
    """*dans Australie*: a country that has an article otherwise, in the dictionary a noun with a capital, takes *en*."""
    if preposition.norm != "dans":
        return None
    name = preposition.nbor(1)
    found = _country_nouns(name, lexicon)
    longer = name.i + 1 < len(name.doc) and (name.nbor(1).text[0].isupper() or name.nbor(1).text[0] in "-‑")
    if not found or not name.text[0].isupper() or name.text.isupper() or longer:
        return None
    inside = (
        "aux" if found[0].number == "p" else "en" if found[0].gender == "f" or elided("d", name.text) == "d’" else "au"
    )
    repair = f"{inside.capitalize() if preposition.text[0].isupper() else inside} {name.text}"
    why = Reason("French has an article with “{name}”, or “{preposition}”", name=name.text, preposition=inside)
    return Hit(preposition.idx, name.idx + len(name), why, repair)


def is_country(name: "Token", lexicon: Lexicon) -> bool:
    """True for a country or region that has an article."""
    return name.norm not in BARE | PERSONS and bool(_country_nouns(name, lexicon))


def _country_nouns(name: "Token", lexicon: Lexicon) -> list[Analysis]:
    return [r for r in lexicon.analyses(name.text) if r.pos == "noun" and r.gender and r.lemma[0].isupper()]
