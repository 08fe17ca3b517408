"""The words that deny, in English and in French, with what looks like one of them and denies nothing."""

import re
from pathlib import Path
from tomllib import loads
from typing import NamedTuple

from audit.document import Span

TABLE = loads(Path(__file__).with_name("polarity.toml").read_text("utf-8"))
ENGLISH = re.compile("|".join(TABLE["en"]["denies"]), re.IGNORECASE)
NOT_DENYING = re.compile("|".join(TABLE["en"]["idle"]), re.IGNORECASE)
AFFIRMING = re.compile("|".join(TABLE["fr"]["affirms"]), re.IGNORECASE)
SECOND = "pas jamais rien aucun aucune aucuns aucunes ni nul nulle guère nullement aucunement".split()
ANOTHER = r"\bne\b|\bn[’']"  # which ends what the first may pair with
# The pair of ne and its second word; words that deny alone, with a ne that has lost its second word; ne that denies nothing.
PAIR = re.compile(
    rf"(?<![·-])\b(?:ne\b(?![·-])|n[’'](?!importe))(?:(?!\bqu[e’']|{ANOTHER})[^.;:!?]){{0,60}}?"
    rf"\b(?:{'|'.join(SECOND)}|personne|plus(?! qu[e’'])|point|nulle part)\b(?! moins\b)",
    re.IGNORECASE,
)
NOBODY = r"(?<!une )(?<!la )(?<!cette )(?<!chaque )(?<!autre )(?<!même )(?<!tierce )(?<!seule )(?<!toute )(?<!première )personne"
WITHOUT_DENIAL = r"sans(?! (?:cesse|conteste|doute|compter|oublier|parler)\b)"
PRONOUN = "moi|toi|lui|nous|vous|eux|elles?"
ALONE = re.compile(
    rf"\b(?:aucune?|nulle?|rien|{NOBODY})(?: (?!n[e’'])[^\s.;:!?,]+){{0,5}}? n[e’']"  # one denial
    rf"|(?:^|(?<=[.!?:;—] )|(?<=\bque ))personne\b(?! âgée)"
    rf"|\b(?:{'|'.join(SECOND)}|(?<!ou )non(?!-| plus\b| ?\?)|(?:{PRONOUN}) non plus|{WITHOUT_DENIAL}|not|never)\b"
    r"|n[’']t\b"  # English, in titles
    rf"|\b(?:ne\b|n[’'](?!importe))(?!(?:(?!{ANOTHER})[^.;:!?]){{0,60}}\b(?:{'|'.join(SECOND)})\b)",
    re.IGNORECASE,
)
EXPLETIVE = re.compile(
    r"\b(?:(?:avant(?: même)? qu(?:e|[’']\S+)|peur|risque|crai\w*|empêch\w*|évit\w*|doute\w*|sans que?|à moins que?)"
    r" (?:\S+ ){0,8}?"
    r"|(?:moins|(?<!pas )plus|aussi|autre\w*|mieux|pire|meilleur\w*) (?:\S+ ){0,4}?qu(?:e |[’'])(?:\S+ ){0,4}?)(?:ne\b|n[’'])",
    re.IGNORECASE,
)
# *Le meilleur qu’il ait jamais eu*: ever.
ON = r"(?: (?!n[e’'])[^\s,.;:!?]+)"
EVER = re.compile(
    rf"\b(?:(?:si|comme){ON}{{0,4}}?|(?:meilleur\w*|plus(?! jamais)|pire\w*|premi\w+|seul\w*)"
    rf"(?:{ON}{{0,2}}?|{ON}{{0,8}}? qu(?:e|[’']\w+){ON}{{0,4}}?)) jamais\b",
    re.IGNORECASE,
)
AVOIDING = re.compile("évit|empêch|sans", re.IGNORECASE)  # ne behind them denies nothing, and they do
ANYBODY = re.compile(r"\b(?:no|any)(?:body|[ -]?one)\b", re.IGNORECASE)
BARE = re.compile(rf"\b{NOBODY}\b", re.IGNORECASE)


class Denial(NamedTuple):
    """A word or pair of words that denies, and where it stands (code points)."""

    start: int
    end: int
    text: str


def in_english(text: str) -> list[Denial]:
    """The plain denials of English text; turns of phrase that deny nothing are left out."""
    idle = [Span(match.start(), match.end()) for match in NOT_DENYING.finditer(text)]
    found = [Denial(match.start(), match.end(), match.group().strip(" ,.")) for match in ENGLISH.finditer(text)]
    plain = [denial for denial in found if not any(i.start <= denial.start < i.end for i in idle)]
    return [denial for denial in plain if denial is plain[0] or denial.text.lower() != "nor"]  # it goes on with another


def in_french(text: str) -> list[Denial]:
    """The denials of French text that have both their words; turns of phrase that affirm are left out."""
    idle = [match.end() for match in EXPLETIVE.finditer(text)]
    found = (match for match in PAIR.finditer(text) if not AFFIRMING.match(text, match.start()))
    return [
        Denial(match.start(), match.end(), match.group())
        for match in found
        if not any(match.start() < end <= match.end() for end in idle)
    ]


def denying(french: str, english: str) -> list[Span]:
    """The words of the French that deny, with their pair or alone; *personne* too where the source has somebody or nobody."""
    paired = {match.start() for match in PAIR.finditer(french)}
    idle = [match.end() for match in EXPLETIVE.finditer(french) if not AVOIDING.match(match.group())]
    idle += [match.end() for match in EVER.finditer(french)]
    found = matches(ALONE, french)
    if ANYBODY.search(english):  # *j’ai vu personne*
        found += [span for span in matches(BARE, french) if not any(span.overlaps(other) for other in found)]
    return [s for s in found if s.start in paired or not any(s.start < end <= s.end for end in idle)]


def matches(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Where a pattern matches."""
    return [Span(match.start(), match.end()) for match in pattern.finditer(text)]
