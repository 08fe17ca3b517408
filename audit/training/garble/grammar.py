"""What the lexicon and the parse agree on about a word: its reading, its gender and number, its other forms."""

from spacy.tokens import Token

from audit.french.lexicon import Analysis
from audit.training.garble.edit import Sentence
from audit.training.garble.tokens import VOWELS, capital, feature, finite

OTHER = {"m": "f", "f": "m", "s": "p", "p": "s"}
LETTER = {"Masc": "m", "Fem": "f", "Sing": "s", "Plur": "p"}
# Determiners (and à, de joined with one): the other gender's form, and the other number's, by the noun's gender.
OTHER_GENDER = {
    "m": {"le": "la", "un": "une", "ce": "cette", "cet": "cette", "son": "sa", "mon": "ma", "au": "à la", "du": "de la",
          "aucun": "aucune", "certains": "certaines", "quel": "quelle", "tous": "toutes"},
    "f": {"la": "le", "une": "un", "cette": "ce", "sa": "son", "ma": "mon", "aucune": "aucun", "certaines": "certains",
          "quelle": "quel", "toutes": "tous"},
}  # fmt: skip
OTHER_NUMBER = {
    "m": {"le": "les", "les": "le", "un": "des", "des": "un", "ce": "ces", "ces": "ce", "ses": "son", "son": "ses",
          "au": "aux", "aux": "au", "du": "des", "leur": "leurs", "leurs": "leur"},
    "f": {"la": "les", "les": "la", "une": "des", "des": "une", "cette": "ces", "ces": "cette", "ses": "sa",
          "sa": "ses", "leur": "leurs", "leurs": "leur"},
}  # fmt: skip


def reading(sentence: Sentence, token: Token, pos: str, **wanted: str) -> Analysis | None:
    """The lexicon's reading of a token with these features, of the most frequent lemma; None when it has none."""
    asked = [(name, value) for name, value in wanted.items() if value]
    readings = [found for found in sentence.lexicon.analyses(token.lower_) if found.pos == pos]
    fitting = [found for found in readings if all(getattr(found, name) in ("", value) for name, value in asked)]
    return max(fitting, key=lambda found: sentence.lexicon.frequency(found.lemma), default=None)


def verb(sentence: Sentence, token: Token) -> Analysis | None:
    """The lexicon's reading of a verb in the mood and tense that the parse gives it."""
    mood = {"Inf": "infinitive", "Part": "participle"}.get(feature(token, "VerbForm"), "")
    tense = {"Past": "past", "Pres": "present"}.get(feature(token, "Tense"), "") if mood == "participle" else ""
    person = feature(token, "Person") if finite(token) else ""
    found = reading(sentence, token, "verb", mood=mood, tense=tense, person=person)
    return found if found and (mood or found.mood not in {"infinitive", "participle", "imperative"}) else None


def sure(sentence: Sentence, noun: Token) -> tuple[str, str] | None:
    """Gender and number of a noun that has one of each and nothing else to be, as the parse has them too."""
    lexicon, form = sentence.lexicon, noun.lower_
    genders, numbers, case = lexicon.genders(form), lexicon.numbers(form), lexicon.case(form)
    if noun.pos_ != "NOUN" or len(genders) != 1 or len(numbers) != 1 or case.capital > case.lower:
        return None
    (gender,), (number,) = genders, numbers
    parsed = LETTER.get(feature(noun, "Gender"), gender), LETTER.get(feature(noun, "Number"), number)
    return (gender, number) if parsed == (gender, number) else None


def recased(token: Token, wrong: str | None) -> str | None:
    """The wrong form in the case of the token; None when it is no other form."""
    if wrong is None or wrong == token.lower_:
        return None
    return capital(wrong) if token.text[0].isupper() else wrong


def reads_finite(sentence: Sentence, form: str) -> bool:
    """True for a form that is a finite verb as well (*fait*, *dit*): in the place of one it breaks nothing."""
    return any(found.person for found in sentence.lexicon.analyses(form.lower()))


def past_participle(sentence: Sentence, token: Token) -> Analysis | None:
    """The reading of a past participle that stands with an auxiliary."""
    auxiliary = any(child.dep_.startswith("aux") for child in token.children)
    if not auxiliary or feature(token, "VerbForm") != "Part":
        return None
    return reading(sentence, token, "verb", mood="participle", tense="past")


def clitics_before(token: Token) -> bool:
    """True when a pronoun or an adverb of negation stands before a verb."""
    return token.i > 0 and token.nbor(-1).pos_ in {"PRON", "ADV"} and not finite(token.nbor(-1))


def renumbered(sentence: Sentence, found: Analysis, number: str, person: str = "3") -> str | None:
    """A finite form in another person or number."""
    asked = {"mood": found.mood, "tense": found.tense, "person": person, "number": number}
    return sentence.lexicon.inflect(found.lemma, "verb", **asked)


def determine(word: str, gender: str, number: str, noun: str) -> str | None:
    """The determiner `word` (*le*, *du*, *cette*) in front of another noun, with the space it needs; None if unknown."""
    row = next((row for row in DETERMINERS if word.lower().replace("'", "’") in row), None)
    if row is None:
        return None
    masculine, feminine, elided, plural = row
    form = plural if number == "p" else masculine if gender == "m" else feminine
    form = elided if elided and number == "s" and noun[0] in VOWELS else form
    form = capital(form) if word[0].isupper() else form
    return form if form[-1] == "’" else form + " "


# Masculine, feminine, before a vowel, plural.
DETERMINERS = (
    ("le", "la", "l’", "les"), ("un", "une", "", "des"), ("du", "de la", "de l’", "des"), ("au", "à la", "à l’", "aux"),
    ("son", "sa", "son", "ses"), ("leur", "leur", "", "leurs"), ("notre", "notre", "", "nos"),
    ("chaque", "chaque", "", "plusieurs"), ("aucun", "aucune", "", "aucuns"), ("quel", "quelle", "", "quels"),
)  # fmt: skip
