"""Whether a word with a capital in mid-sentence is an ordinary one, which clean French hardly ever writes so.

It is none where it may be a name, an institution, an inhabitant, or what an office deals with.
"""

from typing import TYPE_CHECKING

from audit.french.grammar import DETERMINERS, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.titled import CHARGED, official
from audit.french.words import words
from audit.naming.doubted import NAMED, STREETS
from audit.naming.gazetteer import load_gazetteer
from audit.naming.names import Names, places
from audit.naming.standing import NAMING

if TYPE_CHECKING:
    from audit.french.parsed import Token

# A word is ordinary when clean French, seen this often, writes it with a capital in less than this share of places.
SEEN, SHARE = 60, 0.002
SHARE_SUBJECT = 0.006  # with its article, right before an auxiliary
SHARE_DISCLOSED = 0.05  # where the article says it is machine-translated, less proof will do
LEADING = words("ADP VERB AUX CCONJ SCONJ DET PRON ADV NUM")  # what a word of the same phrase stands behind ...
BESIDE = {"ADJ": words("ADJ NOUN"), "NOUN": words("ADJ")}  # ... and, by its own kind, what else
INDEFINITE = words("un une plusieurs quelques certains certaines chaque")  # what no institution stands behind
COMPLEMENT = words("de d' du des en , et")
# What begins the name of a body, with what it is for behind it (*le Laboratoire des matériaux de l’armée*).
BODIES = words(
    """
    laboratoire commandement centre institut agence bureau administration service département commission conseil comité
    association fédération société compagnie ministère office académie école chemins direction fondation
    """
)
RANKS = words("grand grande petit petite saint sainte premier première")  # begin names (*la Grande mosquée*)
HOUSES = words("musée théâtre maison palais château hôtel festival jardin tour pont")  # *le musée des Tissus*
ELIDED = words("l' d'")
LOAN = 2  # sightings in English text from which a word may be English
# What stands before what a minister is in charge of (*le ministre du Climat et de la Mobilité*).
PORTFOLIO = words("de d' du des la l' le les et , à au aux délégué déléguée chargé chargée d’état")
FAR = 12  # words back to the minister


def ordinary_word(token: "Token", lexicon: Lexicon, names: Names, suspect: bool) -> bool:
    """True for a word that clean French, and this article elsewhere, hardly ever write with a capital, and that is
    part of no name or title; in a `suspect` article less proof will do."""
    adjective = _before_adjective(token)
    if _in_charge(token) or _body(token) or (not suspect and (official(token) or adjective or _long_name(token))):
        return False
    strict = not suspect or adjective or token.nbor(-1).norm in ELIDED  # *les droits de l’Homme*
    return _ordinary(token, lexicon, names, SHARE if strict else SHARE_DISCLOSED, suspect)


def _in_charge(token: "Token") -> bool:
    """True for what a minister or department is in charge of (*le département de l’Énergie*), and a street or house's name."""
    back = list(reversed(token.doc[max(0, token.i - FAR) : token.i]))
    head = next(
        (t for t in back if t.norm not in PORTFOLIO and (t.text.islower() or t.norm in CHARGED) and t.pos_ != "ADJ"),
        token,
    )
    near = all(t.norm in COMPLEMENT | {"la", "l'", "les"} for t in token.doc[head.i + 1 : token.i])
    return head.i + 1 < token.i and (head.norm in CHARGED or (near and head.norm in STREETS | HOUSES | {"département"}))


def _body(token: "Token") -> bool:
    after = token.doc[token.i + 1 : token.i + 2]
    bodied = token.norm in BODIES and token.nbor(-1).norm not in INDEFINITE
    return bodied and len(after) == 1 and after[0].norm in COMPLEMENT - {",", "et", "en"}


def _before_adjective(token: "Token") -> bool:
    """True for what may be an institution (*la Police judiciaire*)."""
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].pos_ == "ADJ"


def _long_name(token: "Token") -> bool:
    """True before a number, and for a noun whose complement has a capital (*la Place de la Nation*, *la Partie 3*)."""
    after = token.doc[token.i + 1 : token.i + 6]
    if token.nbor(-1).norm in INDEFINITE:
        return False  # *un Porte-parole de Siemens*
    joined = len(after) > 0 and (after[0].norm in COMPLEMENT or after[0].text[0] == "-")  # *les Côtes-d’Armor*
    if not joined and (len(after) == 0 or not (after[0].like_num or after[0].pos_ == "VERB")):
        return token.i == 1
    return after[0].like_num or token.i == 1 or any(other.text[0].isupper() for other in after)


def _ordinary(token: "Token", lexicon: Lexicon, names: Names, share: float, suspect: bool) -> bool:
    """True for a word that clean French, and this article elsewhere, hardly ever write with a capital."""
    before, found, word = token.nbor(-1), lexicon.analyses(token.text.lower()), token.text
    if names.counts[word] > 1 or _inhabitant(token, lexicon, suspect) or _own_name(token, lexicon):
        return False
    beside = BESIDE.get(token.pos_, frozenset())
    if suspect and any(reading.mood == "participle" for reading in found):
        beside = BESIDE["ADJ"]
    apart = suspect and before.text == "," and token.pos_ in {"ADJ", "VERB"}
    led = before.is_alpha or before.norm in ELIDED
    if not apart and not (led and before.pos_ in LEADING | beside):
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else token
    subject = before.norm in DETERMINERS and after.pos_ == "AUX"  # *la Course a été*
    if suspect and before.is_alpha and _never_a_name(token, after, lexicon, names):
        return True
    return hardly_a_name(word, lexicon, max(share, SHARE_SUBJECT * subject))


def _never_a_name(token: "Token", after: "Token", lexicon: Lexicon, names: Names) -> bool:
    """True for a French word that clean French has, and never with a capital, and that no English word is like."""
    word = token.text
    if load_gazetteer().surname(word) or names.known(word) or lexicon.case(word).capital:
        return False
    seen = any(lexicon.frequency(reading.lemma) for reading in lexicon.analyses(word.lower()))  # not *les Nuggets*
    title = after.norm in COMPLEMENT - {","} or lexicon.english_frequency(word) > LOAN  # *la Défenseure du peuple*
    return seen and (token.nbor(-1).norm in INDEFINITE or not title)


def _inhabitant(token: "Token", lexicon: Lexicon, suspect: bool) -> bool:
    """True for *une Portugaise*; in a damaged article only where clean French has one of its forms with a capital."""
    found = lexicon.analyses(token.text.lower())
    perfect = token.nbor(-1).pos_ == "AUX" and any(reading.mood == "participle" for reading in found)
    if token.pos_ == "ADJ" or perfect or not {"noun", "adjective"} <= {reading.pos for reading in found}:
        return False
    forms = {token.text, *(reading.lemma.capitalize() for reading in found)}
    return not suspect or any(lexicon.case(form).capital for form in forms)


def _own_name(token: "Token", lexicon: Lexicon) -> bool:
    """True for a newspaper or place (*du Progrès*, *à Bulle*), what is called so, and a rank (*la Cinquième avenue*)."""
    before, after = token.nbor(-1), token.doc[token.i + 1 : token.i + 2]
    if token.norm in RANKS or token.norm.endswith("ième"):
        return len(after) == 1 and after[0].pos_ == "NOUN"
    back = token.doc[max(0, token.i - 3) : token.i]
    called = any(verb_lemmas(lexicon, other) & NAMING for other in back)
    called = called or (before.norm in COMPLEMENT and any(other.norm in NAMED for other in back[:2]))
    place = before.pos_ == "ADP" and token.text in places()
    own = before.norm not in INDEFINITE and load_gazetteer().french_name(token.text)
    return called or place or own or (token.norm == "une" and before.norm in {"la", "sa", "en"})


def hardly_a_name(word: str, lexicon: Lexicon, share: float = SHARE) -> bool:
    """True for a word that clean French knows well and hardly ever writes with a capital."""
    case = lexicon.case(word)
    return case.lower + case.capital >= SEEN and case.capital <= share * (case.lower + case.capital)
