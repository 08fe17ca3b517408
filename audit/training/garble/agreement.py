"""Garbles of agreement: what a node looks like that was translated without the words it agrees with."""

from collections.abc import Iterator

from spacy.tokens import Token

from audit.french.lexicon import Analysis
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import (
    OTHER,
    OTHER_GENDER,
    OTHER_NUMBER,
    reading,
    recased,
    renumbered,
    sure,
    verb,
)
from audit.training.garble.tokens import APOSTROPHES, VOWELS, capital, children, feature, finite, following, word_list

RELATIVES = (
    ("lequel", "laquelle", "lesquels", "lesquelles"),
    ("auquel", "à laquelle", "auxquels", "auxquelles"),
    ("duquel", "de laquelle", "desquels", "desquelles"),
    ("celui", "celle", "ceux", "celles"),
)
# After these, French lets the verb and the adjective agree with either noun.
COLLECTIVES = word_list(
    "centaine dizaine douzaine ensemble foule groupe infinité majorité million milliard millier minorité moitié "
    "multitude nombre part partie pourcent plupart quart quinzaine sorte série tiers total type vingtaine"
)
UNELIDED = {"l'": ("le", "la"), "d'": ("de",), "qu'": ("que",), "n'": ("ne",), "s'": ("se",), "j'": ("je",)}
UNCONTRACTED = {"du": "de le", "au": "à le", "des": "de les", "aux": "à les"}
FARTHEST = 4  # tokens between a noun and an adjective of it that a reader still sees at once


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
            if token.pos_ in {"DET", "ADP"} and (new := recased(token, wrong)):
                yield sentence.mark(token, new, "agreement")


def determiner_twice(sentence: Sentence) -> Iterator[Edit]:
    """*pas même le l’homme*: the determiner of the text before the one of the link."""
    for token in sentence.doc[1:]:
        article = (
            token.lower_ in {"le", "la", "l'", "l’", "les", "un", "une", "son", "sa", "ses"} and token.pos_ == "DET"
        )
        if article and token.head.pos_ in {"NOUN", "PROPN"} and token.nbor(-1).is_alpha:
            other = sentence.rng.choice([word for word in ("le", "la", "un", "les") if word != token.lower_])
            rest = sentence.text(token.i, token.i + 1)
            yield sentence.edit(token.i, token.i + 1, f"{marked(other)} {rest}", "agreement")


def _noun_of(token: Token) -> Token | None:
    """The noun that an adjective or participle agrees with, in its phrase or as its subject."""
    if any(child.dep_ in {"cop", "aux:pass"} for child in token.children):
        return next(iter(children(token, "nsubj")), None)
    if token.dep_ not in {"amod", "acl"}:
        return None
    first, last = sorted((token.i, token.head.i))
    between = token.doc[first + 1 : last]
    alone = not any(other.pos_ in {"NOUN", "PROPN", "PRON", "VERB"} for other in between)
    return token.head if alone and len(between) <= FARTHEST else None


def adjective(sentence: Sentence) -> Iterator[Edit]:
    """*des offres importants*: an adjective or participle, of its noun or after « être », of another noun."""
    for token in sentence.doc:
        participle = feature(token, "VerbForm") == "Part"
        noun = _noun_of(token) if participle or token.pos_ == "ADJ" else None
        known = sure(sentence, noun) if noun is not None and not children(noun, "conj") else None
        if not known or noun is None or noun.lower_.removesuffix("s") in COLLECTIVES:
            continue
        pos, mood = ("verb", "participle") if participle else ("adjective", "")
        found = reading(sentence, token, pos, mood=mood, gender=known[0], number=known[1])
        if found and not (participle and found.tense != "past"):
            yield from _disagreeing(sentence, token, found, *known)


def _disagreeing(sentence: Sentence, token: Token, found: Analysis, gender: str, number: str) -> Iterator[Edit]:
    inflect = sentence.lexicon.inflect
    for g, n in ((OTHER[gender], number), (gender, OTHER[number]), (OTHER[gender], OTHER[number])):
        wrong = inflect(found.lemma, found.pos, mood=found.mood, tense=found.tense, gender=g, number=n)
        if new := recased(token, wrong):
            yield sentence.mark(token, new, "agreement")


def relative(sentence: Sentence) -> Iterator[Edit]:
    """*une guerre … dans lesquels*: a relative or demonstrative pronoun of another noun."""
    for token in sentence.doc:
        for forms in RELATIVES:
            # The demonstrative's noun may be in another sentence, where a reader does not see that it disagrees.
            near = "celui" not in forms or any(sure(sentence, other) for other in sentence.doc[: token.i])
            if token.lower_ in forms and token.pos_ == "PRON" and near:
                others = [form for form in forms if form != token.lower_]
                if new := recased(token, sentence.rng.choice(others)):
                    yield sentence.mark(token, new, "agreement")


def subject_verb(sentence: Sentence) -> Iterator[Edit]:
    """*les offres attire*: a finite verb in the number of another subject."""
    for subject in sentence.doc:
        plain = subject.dep_.startswith("nsubj") and not children(subject, "conj", "cc")
        known = sure(sentence, subject) if plain and subject.i < subject.head.i else None
        if not known or subject.lower_.removesuffix("s") in COLLECTIVES:
            continue
        for token in (subject.head, *children(subject.head, "aux", "cop")):
            after = following(token)
            inverted = after is not None and after.text.startswith("-")
            found = verb(sentence, token) if finite(token) and not inverted else None
            if (
                found
                and found.number in ("", known[1])
                and (new := recased(token, renumbered(sentence, found, OTHER[known[1]])))
            ):
                yield sentence.mark(token, new, "agreement")


def unelided(sentence: Sentence) -> Iterator[Edit]:
    """*le annonce*, *du Organisation*, *que injecter*: a node that begins with a vowel after a word that does not know."""
    for token in sentence.doc[:-1]:
        after = token.nbor(1)
        short = token.lower_.replace("’", "'")
        if short not in UNELIDED or token.whitespace_ or after.text[0] not in VOWELS:
            continue
        wrong = sentence.rng.choice(UNELIDED[short])
        before = token.nbor(-1).lower_ if token.i else ""
        first, last = token.i, sentence.word(after.i)[1]
        if short == "l'" and before in {"de", "à"} and sentence.rng.random() < 0.7:
            wrong, first = {"de": "du", "à": "au"}[before], token.i - 1
        wrong = capital(wrong) if sentence.doc[first].text[0].isupper() else wrong
        yield sentence.edit(first, last, marked(f"{wrong} {sentence.text(after.i, last)}"), "agreement")


def uncontracted(sentence: Sentence) -> Iterator[Edit]:
    """*de le ministre*: a preposition before a link that begins with its article."""
    for token in sentence.doc[1:-1]:
        joined = UNCONTRACTED.get(token.lower_)
        if joined and token.pos_ == "ADP" and token.dep_ == "case" and token.nbor(1).is_alpha:
            yield sentence.mark(token, joined, "agreement")


def wrong_elision(sentence: Sentence) -> Iterator[Edit]:
    """*l’société*: an elided article before a link that begins with a consonant."""
    mark = "’" if "’" in sentence.doc.text else "'"
    for token in sentence.doc[1:-1]:
        after = token.nbor(1)
        consonant = (
            after.is_alpha and after.text[0].islower() and after.text[0] not in VOWELS and after.text[0] not in "hy"
        )
        if token.lower_ in {"le", "la"} and token.pos_ == "DET" and consonant and after.text[-1] not in APOSTROPHES:
            yield sentence.edit(token.i, token.i + 2, marked(f"l{mark}{after.text}"), "agreement")
