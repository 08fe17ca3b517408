"""Garbles of grammar: what a node looks like that was translated without the words it agrees with."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.lexicon import Analysis
from audit.training.garble_edit import CLOSE, OPEN, Edit, Sentence, capital, feature, finite, word_list

OTHER = {"m": "f", "f": "m", "s": "p", "p": "s"}
LETTER = {"Masc": "m", "Fem": "f", "Sing": "s", "Plur": "p"}
VOWELS = frozenset("aeiouyhàâäéèêëîïôöùûüœæAEIOUYHÀÂÄÉÈÊËÎÏÔÖÙÛÜŒÆ")
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
RELATIVES = (
    ("lequel", "laquelle", "lesquels", "lesquelles"),
    ("auquel", "à laquelle", "auxquels", "auxquelles"),
    ("duquel", "de laquelle", "desquels", "desquelles"),
    ("celui", "celle", "ceux", "celles"),
)
# After these, French lets the verb agree with either noun.
COLLECTIVES = word_list(
    "centaine dizaine ensemble majorité million milliard millier minorité moitié nombre partie plupart quart tiers"
)


def reading(sentence: Sentence, token: Token, pos: str, **wanted: str) -> Analysis | None:
    """The lexicon's reading of a token with these features, of the most frequent lemma; None when it has none."""
    lexicon = sentence.article.lexicon
    asked = [(name, value) for name, value in wanted.items() if value]
    readings = [found for found in lexicon.analyses(token.text.lower()) if found.pos == pos]
    fitting = [found for found in readings if all(getattr(found, name) in ("", value) for name, value in asked)]
    return max(fitting, key=lambda found: lexicon.frequency(found.lemma), default=None)


def verb(sentence: Sentence, token: Token) -> Analysis | None:
    """The lexicon's reading of a verb in the mood that the parse gives it."""
    mood = {"Inf": "infinitive", "Part": "participle"}.get(feature(token, "VerbForm"), "")
    found = reading(sentence, token, "verb", mood=mood)
    return found if found and (mood or found.mood not in {"infinitive", "participle", "imperative"}) else None


def sure(sentence: Sentence, noun: Token) -> tuple[str, str] | None:
    """Gender and number of a noun that has one of each and nothing else to be, as the parse has them too."""
    lexicon, form = sentence.article.lexicon, noun.text.lower()
    genders, numbers, case = lexicon.genders(form), lexicon.numbers(form), lexicon.case(form)
    if noun.pos_ != "NOUN" or len(genders) != 1 or len(numbers) != 1 or case.capital > case.lower:
        return None
    (gender,), (number,) = genders, numbers
    parsed = LETTER.get(feature(noun, "Gender"), gender), LETTER.get(feature(noun, "Number"), number)
    return (gender, number) if parsed == (gender, number) else None


def _replaced(token: Token, wrong: str | None) -> str | None:
    """The wrong form in the case of the token; None when it is no other form."""
    if wrong is None or wrong == token.text.lower():
        return None
    return capital(wrong) if token.text[0].isupper() else wrong


def determiner(sentence: Sentence) -> Iterator[Edit]:
    """*le guerre*, *les guerre*: the determiner of another noun."""
    for noun in sentence.doc:
        if noun.i == 0 or not (known := sure(sentence, noun)):
            continue
        token = noun.nbor(-1)
        if token.pos_ == "ADJ" and token.i > 0:
            token = token.nbor(-1)
        gender, number = known
        wrongs = [OTHER_GENDER[gender].get(token.lower_), OTHER_NUMBER[gender].get(token.lower_)]
        singular = number == "p" and token.nbor(1).text[0] in VOWELS
        for wrong in wrongs[: 1 if singular else 2]:
            if token.pos_ in {"DET", "ADP"} and (new := _replaced(token, wrong)):
                yield sentence.mark(token, new, "agreement")


def adjective(sentence: Sentence) -> Iterator[Edit]:
    """*des offres importants*: an adjective or participle, beside its noun or after « être », of another noun."""
    for token in sentence.doc:
        participle = feature(token, "VerbForm") == "Part"
        subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
        if any(child.dep_ in {"cop", "aux:pass"} for child in token.children):
            noun = subject
        elif token.dep_ in {"amod", "acl"} and abs(token.head.i - token.i) == 1:
            noun = token.head
        else:
            continue
        known = sure(sentence, noun) if noun is not None else None
        if not known or not (participle or token.pos_ == "ADJ"):
            continue
        pos, mood = ("verb", "participle") if participle else ("adjective", "")
        found = reading(sentence, token, pos, mood=mood, gender=known[0], number=known[1])
        if found and not (participle and found.tense != "past"):
            yield from _disagreeing(sentence, token, found, *known)


def _disagreeing(sentence: Sentence, token: Token, found: Analysis, gender: str, number: str) -> Iterator[Edit]:
    inflect = sentence.article.lexicon.inflect
    for g, n in ((OTHER[gender], number), (gender, OTHER[number]), (OTHER[gender], OTHER[number])):
        wrong = inflect(found.lemma, found.pos, mood=found.mood, tense=found.tense, gender=g, number=n)
        if new := _replaced(token, wrong):
            yield sentence.mark(token, new, "agreement")


def relative(sentence: Sentence) -> Iterator[Edit]:
    """*une guerre … dans lesquels*: a relative or demonstrative pronoun of another noun."""
    for token in sentence.doc:
        for forms in RELATIVES:
            if token.lower_ in forms and token.pos_ == "PRON":
                others = [form for form in forms if form != token.lower_]
                if new := _replaced(token, sentence.article.rng.choice(others)):
                    yield sentence.mark(token, new, "agreement")


def subject_verb(sentence: Sentence) -> Iterator[Edit]:
    """*les offres attire*: a finite verb in the number of another subject."""
    for subject in sentence.doc:
        plain = subject.dep_.startswith("nsubj") and not any(child.dep_ in {"conj", "cc"} for child in subject.children)
        known = sure(sentence, subject) if plain and subject.i < subject.head.i else None
        if not known or subject.text.lower().removesuffix("s") in COLLECTIVES:
            continue
        auxiliaries = (child for child in subject.head.children if child.dep_.startswith(("aux", "cop")))
        for token in (subject.head, *auxiliaries):
            inverted = token.i + 1 < len(sentence.doc) and token.nbor(1).text.startswith("-")
            found = verb(sentence, token) if finite(token) and not inverted else None
            if found and found.number in ("", known[1]):
                asked = {"mood": found.mood, "tense": found.tense, "person": "3", "number": OTHER[known[1]]}
                if new := _replaced(token, sentence.article.lexicon.inflect(found.lemma, "verb", **asked)):
                    yield sentence.mark(token, new, "agreement")


def infinitive(sentence: Sentence) -> Iterator[Edit]:
    """*est augmenter*, *sont également proposer*, *a augmenter*: the infinitive for a finite verb or a participle."""
    for token in sentence.doc:
        found = verb(sentence, token) if token.pos_ == "VERB" and feature(token, "VerbForm") != "Inf" else None
        wrong = sentence.article.lexicon.inflect(found.lemma, "verb", mood="infinitive") if found else None
        new = _replaced(token, wrong)
        if not new or not found:
            continue
        clitic = token.i > 0 and token.nbor(-1).pos_ in {"PRON", "ADV"}
        if found.mood == "participle":
            if any(child.dep_.startswith("aux") for child in token.children):
                yield sentence.mark(token, new, "verb-form")
        elif found.person == "3" and token.i > 0 and not clitic and sentence.article.rng.random() < 0.6:
            yield sentence.mark(token, f"{'sont' if found.number == 'p' else 'est'} {new}", "verb-form")
        elif token.i > 0:
            yield sentence.mark(token, new, "verb-form")


def reads_finite(sentence: Sentence, form: str) -> bool:
    """True for a participle that is a finite form as well (*fait*, *dit*): in the place of one it breaks nothing."""
    return any(found.person for found in sentence.article.lexicon.analyses(form.lower()))


def participle(sentence: Sentence) -> Iterator[Edit]:
    """*Martin déclarant que*, *Martin déclaré que*: a participle for the finite verb, or the auxiliary lost."""
    for token in sentence.doc:
        found = verb(sentence, token) if finite(token) and token.pos_ == "VERB" and token.i > 0 else None
        if found:
            tense = sentence.article.rng.choice(["present", "past"])
            wrong = sentence.article.lexicon.inflect(found.lemma, "verb", mood="participle", tense=tense)
            if (new := _replaced(token, wrong)) and not reads_finite(sentence, new):
                yield sentence.mark(token, new, "verb-form")
        auxiliary = token.i > 1 and token.nbor(-1).dep_ == "aux:tense" and token.nbor(-2).is_alpha
        if auxiliary and feature(token, "VerbForm") == "Part" and not reads_finite(sentence, token.text):
            yield sentence.edit(token.i - 1, token.i + 1, OPEN + token.text + CLOSE, "verb-form")


def finite_verb(sentence: Sentence) -> Iterator[Edit]:
    """*pour quitte l’entreprise*: a finite verb for the infinitive, as when a link holds the verb alone."""
    for token in sentence.doc[1:]:
        found = verb(sentence, token) if token.pos_ == "VERB" and feature(token, "VerbForm") == "Inf" else None
        if found:
            number = sentence.article.rng.choice("sp")
            asked = {"mood": "indicative", "tense": "present", "person": "3", "number": number}
            if new := _replaced(token, sentence.article.lexicon.inflect(found.lemma, "verb", **asked)):
                yield sentence.mark(token, new, "verb-form")
