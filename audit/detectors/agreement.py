"""Gender or number that does not agree (*le guerre*, *les offre*, *une guerre mondial*, *les offres sont envoyé*).

Silent about nouns of both genders, invariable ones and names; a noun behind a colour or a number word; adjectives that may
belong to an earlier noun or to several; collective subjects (*la plupart ont*); and whatever stands in a title.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    DETERMINERS,
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    finite,
    form_of,
    is_noun,
    norm,
    past_participles,
    readings,
)
from audit.lexicon import Analysis, Lexicon
from audit.names import Names
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REACH = 8  # tokens back to an earlier noun that the adjective may belong to
# The determiner of each gender and number, to write repairs.
FAMILIES = (
    ("le", "la", "les"), ("un", "une", "des"), ("ce", "cette", "ces"), ("du", "de la", "des"), ("au", "à la", "aux"),
    ("mon", "ma", "mes"), ("ton", "ta", "tes"), ("son", "sa", "ses"), ("aucun", "aucune", ""), ("quel", "quelle", ""), ("certains", "certaines", ""),
)  # fmt: skip
LINKING = frozenset({"devenir", "rester", "sembler", "paraître", "demeurer"})
# Masculine in the dictionaries, said of women with a feminine determiner.
EPICENE = words(
    """
    chef professeur auteur médecin ingénieur écrivain témoin maire juge ministre peintre chirurgien procureur
    entraîneur agent substitut soldat
    """
)
ORDINALS = words(
    """
    premier première deuxième second seconde troisième quatrième cinquième sixième septième huitième neuvième
    dixième dernier dernière prochain prochaine
    """
)
UNELIDED = words("onze onzième oui un une ouistiti énième uhlan ouate ululement")
ELIDING = "aeiouyéèêëàâîïôöûüœh"
# What may stand between a subject and its verb.
BETWEEN = frozenset(
    ["ne", "n'", "se", "s'", "y", "en", "lui", "leur", "le", "la", "les", "l'", '"', "«", "»", "“", "”", ")"]
)
COLLECTIVE = words(
    """
    plupart moitié majorité dizaine douzaine vingtaine trentaine centaine millier million milliard partie tiers
    quart nombre ensemble série foule groupe couple minorité pour-cent % quinzaine cinquantaine quarantaine
    poignée
    """
)


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def agreement(segment: Segment, parse: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for token in parse:
        if norm(token) in DETERMINERS and token.i + 2 < len(parse):
            yield from _determiner(parse, token, lexicon, names)
            yield from _between(parse, token, lexicon)
        elif token.pos_ in {"ADJ", "NOUN"} or past_participles(lexicon, token):
            yield from _adjective(parse, token, lexicon)
            yield from _attribute(parse, token, lexicon)
        if token.pos_ in {"VERB", "AUX"}:
            yield from _verb(parse, token, lexicon)
        if norm(token) in {"le", "la"}:
            yield from _elision(parse, token, lexicon)
        if norm(token) in {"que", "lorsque", "puisque", "jusque"}:
            yield from _conjunction(parse, token)


def _features(lexicon: Lexicon, token: "Token", pos: str) -> tuple[str, str] | None:
    """(gender, number) of a word in that part of speech, "" for what it leaves open; None when the lexicon has none."""
    genders, numbers = lexicon.genders(token.text.lower(), pos), lexicon.numbers(token.text.lower(), pos)
    if not genders and not numbers:
        return None
    return next(iter(genders)) if len(genders) == 1 else "", next(iter(numbers)) if len(numbers) == 1 else ""


def _clash(one: tuple[str, str], other: tuple[str, str]) -> str:
    """What does not agree: "gender", "number", or ""."""
    if one[0] and other[0] and one[0] != other[0]:
        return "gender"
    return "number" if one[1] and other[1] and one[1] != other[1] else ""


def _determiner(parse: "Doc", det: "Token", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    """A determiner and the noun right behind it."""
    noun = parse[det.i + 1]
    if (
        det.pos_ not in {"DET", "ADP"}
        or noun.pos_ not in {"NOUN", "PROPN"}
        or not noun.is_alpha
        or len(noun) < 3
        or norm(noun) in EPICENE | {"pseudo", "quasi", "non"}
    ):
        return
    if noun.text[0].isupper() and (not names.common(noun.text) or noun.text.isupper()):
        return
    wanted, has = DETERMINERS[norm(det)], _features(lexicon, noun, "noun")
    if norm(det) in {"mon", "ton", "son"} and norm(noun)[0] not in ELIDING:
        wanted = ("m", "s")
    if has is None or _mixed(parse, det, lexicon, noun) or (det.i and parse[det.i - 1].text == "-"):
        return
    clash = _clash(wanted, has)
    if not clash or _numeral(parse, noun) or _same_spelling(noun, clash):
        return
    healed = _redetermine(norm(det), has, noun.text.lower())
    if healed and det.text[0].isupper():
        healed = healed[0].upper() + healed[1:]
    name = noun.text if noun.text.islower() else noun.text.lower()
    repair = (healed + ("" if healed.endswith("’") else " ") + name) if healed else None
    yield Hit(det.idx, noun.idx + len(noun), f"“{det.text}” and “{noun.text}” do not agree in {clash}", repair)


def _elision(parse: "Doc", article: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*le usine*, *la autoroute*: the article of another word kept before a vowel."""
    noun = parse[article.i + 1] if article.i + 1 < len(parse) else None
    if (
        noun is None
        or not noun.text.islower()
        or noun.text[0] not in "aeiouéèêîâô"
        or norm(noun) in UNELIDED
        or not is_noun(lexicon, noun)
    ):
        return
    if noun.pos_ == "NOUN" and article.whitespace_:
        why = f"“{article.text}” is elided before “{noun.text}”"
        yield Hit(article.idx, noun.idx + len(noun), why, f"{'L' if article.text[0] == 'L' else 'l'}’{noun.text}")


def _conjunction(parse: "Doc", word: "Token") -> Iterator[Hit]:
    """*que il*, *plutôt que injecter*: *que* keeps its e before a consonant alone."""
    after = parse[word.i + 1] if word.i + 1 < len(parse) else None
    if (
        after is None
        or not after.text.islower()
        or after.text[0] not in "aeiouéèêîâô"
        or norm(after) in UNELIDED
        or len(after) < 2
    ):
        return
    healed = f"{word.text[:-1]}’{after.text}"
    yield Hit(word.idx, after.idx + len(after), f"“{word.text}” is elided before “{after.text}”", healed)


def _mixed(parse: "Doc", det: "Token", lexicon: Lexicon, noun: "Token") -> bool:
    """True for a form with readings that a determiner of another gender could belong to (*le bleu*, *il la cause*)."""
    found = readings(lexicon, noun)
    before = parse[det.i - 1].pos_ if det.i else "PUNCT"
    pronoun = norm(det) in {"le", "la", "les", "l'", "leur"} and before not in {"ADP", "VERB", "AUX", "PUNCT"}
    return any(
        r.pos in {"adjective", "pron", "adv", "prep", "det", "conj"} or (pronoun and r.pos == "verb" and finite(r))
        for r in found
    )


def _numeral(parse: "Doc", noun: "Token") -> bool:
    return noun.i + 1 < len(parse) and (parse[noun.i + 1].like_num or parse[noun.i + 1].text in {"-", "–", "/", "·"})


def _same_spelling(noun: "Token", clash: str) -> bool:
    """True where a plural in -s cannot be told from a name or a foreign word."""
    return clash == "number" and noun.text[-1] in "sxz" and noun.text[0].isupper()


def _redetermine(word: str, has: tuple[str, str], noun: str) -> str | None:
    """The determiner of the same family that agrees with the noun, elided where French does."""
    for family in FAMILIES:
        if word not in family:
            continue
        index = (
            2 if has[1] == "p" else {"m": 0, "f": 1}.get(has[0], family.index(word) if family.index(word) < 2 else 0)
        )
        healed = family[index]
        if noun[0] in ELIDING and index < 2:
            healed = {
                "le": "l’",
                "la": "l’",
                "de la": "de l’",
                "à la": "à l’",
                "ce": "cet",
                "ma": "mon",
                "ta": "ton",
                "sa": "son",
            }.get(healed, healed)
        return healed or None
    return None


def _between(parse: "Doc", det: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A determiner, an adjective, a noun: *les vrais hostilités*, *un bonnes image*."""
    adjective, noun = parse[det.i + 1], parse[det.i + 2]
    if (
        adjective.pos_ != "ADJ"
        or noun.pos_ != "NOUN"
        or adjective.head != noun
        or not (adjective.text + noun.text).islower()
    ):
        return
    has = _readings_features(lexicon, adjective)
    wanted = _features(lexicon, noun, "noun")
    clitic = norm(det) in {"le", "la", "les", "l'", "leur"} and can_be_finite(lexicon, adjective)
    if has is None or wanted is None or clitic or (is_noun(lexicon, adjective) and norm(adjective) not in ORDINALS):
        return
    clash = _clash(wanted, has) or _clash(DETERMINERS[norm(det)], wanted)
    if clash:
        whole = f"{det.text} {adjective.text} {noun.text}"
        det_has = DETERMINERS[norm(det)]
        healed = _agreeing(lexicon, adjective, wanted) if not _clash(det_has, wanted) else None
        why = f"“{whole}” do not agree in {clash}"
        yield Hit(det.idx, noun.idx + len(noun), why, f"{det.text} {healed} {noun.text}" if healed else None)


def _adjective(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """A noun and the adjective or participle next to it."""
    has = _readings_features(lexicon, adjective)
    before = parse[adjective.i - 1] if adjective.i else None
    if (
        before is not None
        and norm(before) in {"encore", "très", "plus", "trop", "aussi", "assez", "toujours", "bien"}
        and before.i
    ):
        before = parse[before.i - 1]
    if has is None or before is None or adjective.text[0].isupper():
        return
    if (
        before.pos_ != "NOUN"
        or (before.i and parse[before.i - 1].text == "-")
        or norm(before) in {"fois", "être"}
        or (is_noun(lexicon, adjective) and adjective.pos_ != "ADJ")
    ):
        return
    noun, wanted = before, _noun_features(parse, before, lexicon)
    clash = _clash(wanted, has) if wanted else ""
    if clash and not (clash == "number" and _shared(parse, adjective)) and not _elsewhere(parse, noun, has, lexicon):
        healed = _agreeing(lexicon, adjective, wanted) if wanted else None
        why = f"“{noun.text}” and “{adjective.text}” do not agree in {clash}"
        between = parse[noun.i + 1 : adjective.i].text_with_ws
        yield Hit(noun.idx, adjective.idx + len(adjective), why, healed and f"{noun.text} {between}{healed}")


def _readings_features(lexicon: Lexicon, token: "Token") -> tuple[str, str] | None:
    """What an adjective or participle agrees with; None when it has another reading that agrees with nothing."""
    found = readings(lexicon, token)
    agreeing = [
        r for r in found if r.pos == "adjective" or (r.pos == "verb" and r.mood == "participle" and r.tense == "past")
    ]
    if not agreeing or any(r not in agreeing and r.pos not in {"noun"} for r in found):
        return None
    if any(r.pos == "noun" for r in found) and token.pos_ == "NOUN":
        return None
    genders = {g for r in agreeing for g in r.gender or "mf"}
    numbers = {n for r in agreeing for n in r.number or "sp"}
    return genders.pop() if len(genders) == 1 else "", numbers.pop() if len(numbers) == 1 else ""


def _noun_features(parse: "Doc", noun: "Token", lexicon: Lexicon) -> tuple[str, str] | None:
    """The noun's own gender and number, with what its determiner adds (*les bras*)."""
    if not noun.text.islower():
        return None
    has = _features(lexicon, noun, "noun")
    if has is None:
        return None
    det = next((child for child in noun.lefts if norm(child) in DETERMINERS and child.i + 1 == noun.i), None)
    wanted = DETERMINERS[norm(det)] if det is not None else ("", "")
    if _clash(wanted, has):
        return None
    return has[0] or wanted[0], has[1] or wanted[1]


def _elsewhere(parse: "Doc", noun: "Token", has: tuple[str, str], lexicon: Lexicon) -> bool:
    """True where the adjective may belong to an earlier noun (*chef de projet adjoint*), or to several (*A et B français*)."""
    for token in reversed(parse[max(0, noun.i - REACH) : noun.i]):
        if token.pos_ in {"NOUN", "PROPN"} or is_noun(lexicon, token):
            other = _features(lexicon, token, "noun")
            if other is None or not _clash(other, has):
                return True
        elif norm(token) in {"et", "ou", ","} and has[1] != "s":
            return True
        elif token.pos_ in {"VERB", "AUX"} or (token.is_punct and norm(token) != ","):
            return False
    return False


def _shared(parse: "Doc", adjective: "Token") -> bool:
    """True for singular adjectives that share a plural noun (*les langues française et anglaise*)."""
    after = parse[adjective.i + 1 : adjective.i + 3]
    if len(after) and after[0].pos_ == "ADJ":
        return True
    return (
        len(after) == 2
        and norm(after[0]) in {"et", "ou", ",", "comme", "que"}
        and after[1].pos_ in {"ADJ", "NOUN", "PROPN", "DET"}
    )


def _agreeing(lexicon: Lexicon, token: "Token", wanted: tuple[str, str]) -> str | None:
    for reading in readings(lexicon, token):
        if reading.pos == "adjective":
            return lexicon.inflect(reading.lemma, "adjective", gender=wanted[0], number=wanted[1])
        if reading.pos == "verb":
            return lexicon.inflect(
                reading.lemma, "verb", mood="participle", tense="past", gender=wanted[0], number=wanted[1]
            )
    return None


def _subject(parse: "Doc", verb: "Token") -> "Token | None":
    """The one subject before a verb, None when there are several, a collective one, or a relative pronoun."""
    subjects = [child for child in verb.lefts if child.dep_ in {"nsubj", "nsubj:pass"}]
    if len(subjects) != 1:
        return None
    subject = subjects[0]
    inside = list(subject.subtree)
    if any(t.dep_ in {"conj", "cc"} or norm(t) in COLLECTIVE or t.text in {"%", "et"} for t in inside):
        return None
    return None if any(t.like_num for t in inside) and norm(subject)[-1] not in "sx" else subject


def _several(parse: "Doc", subject: "Token", verb: "Token") -> bool:
    """True where the words before a plural verb may hold several subjects."""
    first = min(subject.i, subject.left_edge.i)
    inside = any(norm(t) in {"et", "ou", ",", "…", "ni"} for t in parse[first : verb.i])
    return inside or (
        first > 1
        and norm(parse[first - 1]) in {"et", "ou", "ni", ",", "…", "que"}
        and parse[first - 2].pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "ADV"}
    )


def _wanted(parse: "Doc", subject: "Token", lexicon: Lexicon) -> tuple[str, str] | None:
    """(gender, number) that a subject calls for; None when it is not sure."""
    pronouns = {"il": ("", "s"), "elle": ("f", "s"), "ils": ("", "p"), "elles": ("f", "p")}
    if norm(subject) in pronouns and not (subject.i and parse[subject.i - 1].text == "-"):
        return pronouns[norm(subject)]
    if subject.pos_ != "NOUN" or norm(subject) in SUBJECTS or norm(subject) == "fois":
        return None
    if (
        any(child.like_num and norm(child) not in {"un", "une", "0", "1"} for child in subject.lefts)
        and subject.text[-1] in "sxz"
    ):
        return "", "p"
    det = next((child for child in subject.lefts if norm(child) in DETERMINERS), None)
    if (
        det is not None
        and norm(det) in {"des", "du", "au", "aux"}
        and det.i
        and parse[det.i - 1].pos_ in {"NOUN", "ADJ", "PROPN", "VERB"}
    ):
        return None  # *les envoyés des puissances*: the subject is further left
    if (
        det is None
        or det.i + 1 != subject.i
        or (det.i and norm(parse[det.i - 1]) in {"de", "d'", "à", "en", "tout", "tous"})
    ):
        return None
    return _noun_features(parse, subject, lexicon)


def _attribute(parse: "Doc", word: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*elle est parti*, *les offres sont envoyé*: an attribute or participle after être, against its subject."""
    linking = parse[word.i - 1] if word.i else None
    while linking is not None and adverb(linking) and linking.i:
        linking = parse[linking.i - 1]
    if (
        linking is not None
        and any(r.lemma in LINKING and finite(r) for r in readings(lexicon, linking))
        and linking.pos_ == "VERB"
    ):
        yield from _against_subject(parse, word, _subject(parse, linking), linking, lexicon)
        return
    copula = next(
        (c for c in word.lefts if c.dep_ in {"cop", "aux:pass", "aux:tense"} and form_of(lexicon, c, "être")), None
    )
    has = _readings_features(lexicon, word)
    if (
        copula is None
        or has is None
        or word.i not in {after_adverbs(parse, copula.i + 1), _superlative(parse, copula.i + 1)}
    ):
        return
    if any(norm(c) in {"se", "s'", "me", "m'", "te", "t'", "nous", "vous"} for c in word.lefts):
        return
    yield from _against_subject(parse, word, _subject(parse, word), copula, lexicon)


def _against_subject(
    parse: "Doc", word: "Token", subject: "Token | None", copula: "Token", lexicon: Lexicon
) -> Iterator[Hit]:
    has = _readings_features(lexicon, word)
    wanted = _wanted(parse, subject, lexicon) if subject is not None and subject.i < copula.i else None
    if has is None:
        return
    if has[1] == "p" and subject is not None and _several(parse, subject, copula):
        return
    if subject is not None and wanted and (clash := _clash(wanted, has)):
        healed = _agreeing(lexicon, word, wanted)
        yield Hit(word.idx, word.idx + len(word), f"“{subject.text}” and “{word.text}” do not agree in {clash}", healed)


def _superlative(parse: "Doc", i: int) -> int:
    """Where the adjective of *la plus grande* stands, when that begins at `i`; -1 when it does not."""
    words = [norm(t) for t in parse[i : i + 2]]
    return i + 2 if len(words) == 2 and words[0] in {"le", "la", "les"} and words[1] in {"plus", "moins"} else -1


def _verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Iterator[Hit]:
    """*les offres pourrait*, *il ont*: a conjugated verb against the number of its subject, right before it."""
    forms = [r for r in readings(lexicon, verb) if finite(r) and r.person == "3"]
    numbers = {r.number for r in forms}
    head = verb if verb.dep_ not in {"aux:tense", "aux:pass", "cop", "aux:caus"} else verb.head
    subject = _subject(parse, head)
    if any(child.dep_.startswith("aux") for child in verb.children):
        return  # a participle that looks like a conjugated form: *ils ont fait*
    if len(numbers) != 1 or subject is None or subject.i >= verb.i or not forms:
        return
    inside = {t.i for t in subject.subtree}
    if any(t.i not in inside and norm(t) not in BETWEEN and t.pos_ != "ADV" for t in parse[subject.i + 1 : verb.i]):
        return
    wanted, number = _wanted(parse, subject, lexicon), numbers.pop()
    if number == "p" and _several(parse, subject, verb):
        return
    if wanted and wanted[1] and number and wanted[1] != number:
        healed = _with_number(lexicon, forms[0], wanted[1])
        yield Hit(verb.idx, verb.idx + len(verb), f"“{subject.text}” and “{verb.text}” do not agree in number", healed)


def _with_number(lexicon: Lexicon, reading: Analysis, number: str) -> str | None:
    return lexicon.inflect(reading.lemma, "verb", mood=reading.mood, tense=reading.tense, person="3", number=number)
