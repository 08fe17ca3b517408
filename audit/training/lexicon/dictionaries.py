"""Read the two French dictionaries, Lefff and Dicollecte, into entries that share Lefff's tags."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*['.]?")

LEFFF_POS = {
    "nc": "noun", "v": "verb", "auxAvoir": "verb", "auxEtre": "verb", "adj": "adjective", "np": "proper",
    "prep": "prep", "adv": "adv", "advneg": "adv", "clneg": "adv", "que_restr": "adv", "csu": "conj", "coo": "conj",
    "que": "conj", "det": "det", "pres": "interjection", "adjPref": "prefix", "advPref": "prefix",
    "pro": "pron", "cln": "pron", "cla": "pron", "cld": "pron", "clr": "pron", "clg": "pron", "cll": "pron",
    "cldr": "pron", "clar": "pron", "pri": "pron", "prel": "pron", "ce": "pron", "ilimp": "pron", "caimp": "pron",
}  # fmt: skip
DICOLLECTE_POS = {
    "nom": "noun", "adj": "adjective", "npr": "proper", "prn": "proper", "patr": "proper", "titr": "noun", "adv": "adv",
    "negadv": "adv", "advint": "adv", "prep": "prep", "prepv": "prep", "interj": "interjection", "pfx": "prefix",
    "nb": "det", "loc.cj": "conj", "loc.prep": "prep", "loc.adv": "adv",
}  # fmt: skip
DICOLLECTE_FAMILIES = {"det": "det", "pro": "pron", "cj": "conj"}  # detpos, prorel, cjsub…
DICOLLECTE_MOODS = {
    "infi": "W", "ppre": "G", "ppas": "K", "ipre": "P", "iimp": "I", "ifut": "F", "ipsi": "J", "cond": "C", "spre": "S",
    "simp": "T", "impe": "Y",
}  # fmt: skip
LEFFF_TAG = re.compile(r"([A-Z]*)(\d*)([mf]?)([sp]?)(?:_.*|e)?")
PERSON = re.compile(r"([123])[ij]?(sg|pl)!?")
GENDERS = {"mas": "m", "fem": "f"}
NUMBERS = {"sg": "s", "pl": "p"}


class Entry(NamedTuple):
    """One form of one lemma, with all its tags (`P3s`, `Kfp`, `ms`), spelt as the keys of `audit.french.lexicon.MOODS`."""

    form: str
    lemma: str
    pos: str
    tags: frozenset[str]


def read_lefff(path: Path) -> Iterator[Entry]:
    """The one-word entries of Lefff's `.mlex`: form, category, lemma, tag."""
    for line in path.read_text("utf-8").splitlines():
        form, category, lemma, tag = line.split("\t")
        pos = LEFFF_POS.get(category)
        if pos is None or (pos == "adjective" and tag.startswith("K")):  # the participle is there as a verb
            continue
        if pos == "pron" or not lemma.strip("?"):
            lemma = form  # Lefff gives clitics the name of their class
        tags = frozenset(split_tag(tag.strip()))
        stray = pos != "verb" and any(part[:1].isupper() for part in tags)
        if WORD.fullmatch(form) and WORD.fullmatch(lemma) and not stray:
            yield Entry(form, lemma, pos, tags)


def split_tag(tag: str) -> Iterator[str]:
    """`PS13s`, present of the indicative or subjunctive, first or third person, is four tags: P1s, P3s, S1s, S3s."""
    match = LEFFF_TAG.fullmatch(tag)
    if match is None:
        return
    moods, persons, gender, number = match.groups()
    for mood, person in itertools.product(moods or [""], persons or [""]):
        yield mood + person + gender + number


class Suffix(NamedTuple):
    cut: str
    add: str
    condition: re.Pattern[str]
    fields: tuple[str, ...]


def read_suffixes(path: Path) -> dict[str, list[Suffix]]:
    """The suffix rules of a Hunspell `.aff` by flag. Prefixes are left out: in Dicollecte they are elided words."""
    rules = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] == "SFX":
            flag, cut, add, condition = parts[1:5]
            cut, add = ("" if text == "0" else text for text in (cut, add.partition("/")[0]))
            rules[flag].append(Suffix(cut, add, re.compile(f"(?:{condition})$"), tuple(parts[5:])))
    return rules


def read_dicollecte(dictionary: Path) -> Iterator[Entry]:
    """The expanded entries of a Dicollecte `.dic`, with the `.aff` beside it."""
    rules = read_suffixes(dictionary.with_suffix(".aff"))
    for line in dictionary.read_text("utf-8").splitlines()[1:]:
        head, *fields = line.split()
        lemma, _, flags = head.partition("/")
        pairs = [flags[i : i + 2] for i in range(0, len(flags), 2)]
        if not WORD.fullmatch(lemma) or "{}" in pairs:
            continue
        if "()" not in pairs:  # () marks a stem that is no word by itself
            yield from entries(lemma, lemma, fields)
        for rule in itertools.chain.from_iterable(rules.get(flag, ()) for flag in pairs):
            if lemma.endswith(rule.cut) and rule.condition.search(lemma):
                yield from entries(lemma.removesuffix(rule.cut) + rule.add, lemma, [*fields, *rule.fields])


def entries(form: str, lemma: str, fields: list[str]) -> Iterator[Entry]:
    """The readings that a form's fields (`po:nom is:fem is:sg`) amount to."""
    parts = [field.partition(":")[::2] for field in fields]
    lemma = next((value for key, value in parts if key == "st"), lemma)
    values = [value for key, value in parts if key == "po"]
    agreements = agreement([value for key, value in parts if key == "is"])
    moods = [DICOLLECTE_MOODS[value] for value in values if value in DICOLLECTE_MOODS]
    if moods:
        persons = ["".join((m[1], NUMBERS[m[2]])) for value in values if (m := PERSON.fullmatch(value))]
        endings = {"W": [""], "G": [""], "K": agreements}
        tags = {mood + ending for mood in moods for ending in endings.get(mood, persons)}
        yield Entry(form, lemma, "verb", frozenset(tags))
        return
    for value in values:
        pos = DICOLLECTE_POS.get(value) or DICOLLECTE_FAMILIES.get(value[:3]) or DICOLLECTE_FAMILIES.get(value[:2])
        if pos:
            yield Entry(form, lemma, pos, frozenset(agreements))


def agreement(shape: list[str]) -> list[str]:
    """Gender and number as tags. What has both of each (`epi`, `inv`) gets one tag for each number, for an empty tag
    would say that nothing is known."""
    tag = "".join(next((names[value] for value in shape if value in names), "") for names in (GENDERS, NUMBERS))
    return [tag] if tag or not shape else ["s", "p"]
