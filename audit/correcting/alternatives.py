"""What may stand in a word's place: what training breaks right French with, and what mends broken French.

An alternative is another form of the same word, or one of the few small words that are taken for each other.
"""

from collections.abc import Iterator, Mapping

from audit.french.lexicon import Analysis, Lexicon
from audit.french.words import words

# What the network says of a word; the order is that of its columns.
CLASSES = ("right", "agreement", "verb-form", "small-word", "word-order", "needless", "sense")
RIGHT, AGREEMENT, VERB_FORM, SMALL_WORD, WORD_ORDER, NEEDLESS, SENSE = range(len(CLASSES))
# What it says of a gap between words: nothing is missing, one of these is, or a word that bears sense.
MISSING = tuple(
    tuple(members.split())
    for members in (
        "de d'", "à", "le la l' les", "du des", "au aux", "que qu'", "ne n'", "se s'", "en", "y", "pas", "et", "par", "pour",
        "dans", "sur", "un une", "qui", "il elle on ce ils elles je nous vous c' j'", "avec",
        "est a sont ont était avait être avoir", "où dont comme", "son sa ses leur leurs",
    )
)  # fmt: skip
CONTENT = len(MISSING) + 1
AGREEING = tuple(
    map(
        words,
        (
            "le la les l'", "un une des", "ce cette ces cet", "mon ma mes", "ton ta tes", "son sa ses leur leurs", "notre nos",
            "votre vos", "du des", "au aux", "il elle ils elles", "lequel laquelle lesquels lesquelles",
            "celui celle ceux celles", "tout toute tous toutes", "quel quelle quels quelles", "duquel desquels auquel auxquels",
            "aucun aucune",
        ),
    )
)  # fmt: skip
CONFUSED = tuple(
    map(
        words,
        (
            "à de en dans par pour sur avec", "qui que dont où", "le lui se", "et ou", "est a", "ce il", "de du", "de des",
            "à au", "ceci que cela",
        ),
    )
)  # fmt: skip
PREPOSITIONS = tuple("à de en dans par pour sur avec sous vers chez contre entre".split())
# How often a verb is broken into each of its forms: infinitives, participles and presents are what word for word makes.
INFINITIVE, PARTICIPLE, OTHER_PARTICIPLE, GERUND, PRESENT = 6, 4, 1, 2, 3


def alternatives(form: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Other forms, each with the column of CLASSES that it is an error of; one that is likelier stands there more often.

    `form` is in small letters. Empty for a word that no dictionary has, or that does not inflect.
    """
    small = [(other, AGREEMENT) for group in AGREEING if form in group for other in sorted(group)]
    small += [(other, SMALL_WORD) for group in CONFUSED if form in group for other in sorted(group)]
    found = small or [one for reading in lexicon.analyses(form) for one in _inflected(reading, lexicon)]
    return [(other, column) for other, column in found if other != form]


def _inflected(reading: Analysis, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
    paradigm = list(lexicon.paradigm(reading.lemma, reading.pos))
    if reading.pos == "noun" and reading.number:
        yield from ((form, AGREEMENT) for form, has in paradigm if has["number"] != reading.number)
    elif reading.pos == "adjective":
        yield from ((form, AGREEMENT) for form, _ in paradigm)
    elif reading.pos == "verb":
        if (reading.mood, reading.tense) == ("participle", "past"):
            yield from (
                (form, AGREEMENT) for form, has in paradigm if (has["mood"], has["tense"]) == ("participle", "past")
            )
        for form, has in paradigm:
            yield from [(form, VERB_FORM)] * _weight(reading, has)


def _weight(reading: Analysis, has: Mapping[str, str]) -> int:
    match has["mood"], has["tense"]:
        case "infinitive", _:
            return INFINITIVE
        case "participle", "present":
            return GERUND
        case "participle", _ if reading.mood == "participle":
            return 0
        case "participle", _:
            return PARTICIPLE if has["gender"] != "f" and has["number"] != "p" else OTHER_PARTICIPLE
        case "indicative", "present":
            return PRESENT if has["person"] == "3" else 1
        case "indicative", _:
            return int(has["person"] == "3")
        case mood, _:
            return int(mood == "imperative")
