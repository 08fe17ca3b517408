"""English word order kept in French (*Facebook parent Meta*, *qui est Musk poursuivant*, *aurait e-mails écrits*).

Silent about titles before names (*le président Biden*), names made of common words, inverted subjects (*où vivait Martin*),
fixed phrases without an article (*a besoin*, *avait raison*), and adjectives that French puts on either side.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    DETERMINERS,
    finite,
    form_of,
    is_name,
    is_noun,
    norm,
    only_infinitive,
    past_participles,
    readings,
)
from audit.lexicon import Lexicon
from audit.names import Names
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What English puts between a company or person and its name (*Facebook parent Meta*).
ROLES = words(
    """
    parent propriétaire rival concurrent filiale fabricant éditeur fondateur cofondateur créateur patron directeur
    président actionnaire investisseur constructeur géant partenaire fournisseur client
    """
)
# Adjectives that follow their noun in clean French, as counted by audit.training.adjectives.
ADJECTIVES = Path(__file__).parents[1] / "resources" / "adjectives.txt"


@detector(category=Category.GRAMMAR, severity=Severity.MAJOR)
def word_order(segment: Segment, parse: "Doc", lexicon: Lexicon, names: Names) -> Iterator[Hit]:
    for token in parse:
        hit = (
            _noun_between_names(parse, token, lexicon, names)
            or _progressive(parse, token, lexicon)
            or _object_before_participle(parse, token, lexicon)
            or _adjective_first(parse, token, lexicon)
            or _bare_title(parse, token, lexicon)
            or _bare_superlative(parse, token, lexicon)
            or _more_than(parse, token)
            or _causative_split(parse, token, lexicon)
            or _name_in_perfect(parse, token, lexicon)
        )
        if hit:
            yield hit


def _noun_between_names(parse: "Doc", noun: "Token", lexicon: Lexicon, names: Names) -> Hit | None:
    """*Facebook parent Meta*: a bare common noun squeezed between two names."""
    if not 0 < noun.i < len(parse) - 1 or noun.pos_ not in {"NOUN", "ADJ"} or not noun.text.islower() or len(noun) < 3:
        return None
    before, after = parse[noun.i - 1], parse[noun.i + 1]
    if (
        not (_name(before, names) and _name(after, names))
        or not _bare_noun(lexicon, noun)
        or (is_noun(lexicon, before) and norm(noun) not in ROLES)
    ):
        return None
    if any(finite(r) for r in readings(lexicon, noun)) and norm(noun) not in ROLES:
        return None  # *Trump attaque Biden*
    if (before.i and (parse[before.i - 1].text[0].isupper() and parse[before.i - 1].i > 0)) or norm(
        before
    ) in DETERMINERS:
        return None
    last = after
    while last.i + 1 < len(parse) and _name(parse[last.i + 1], names):
        last = parse[last.i + 1]
    right = parse[after.i : last.i + 1].text
    de = "d’" if before.text[0] in "AEIOUYÉÈH" else "de "
    why = f"“{before.text} {noun.text} {right}” keeps the English order of a noun before a name"
    return Hit(before.idx, last.idx + len(last), why, f"{right}, {noun.text} {de}{before.text}")


def _name(token: "Token", names: Names) -> bool:
    return (
        token.is_alpha
        and len(token) > 1
        and any(c.isupper() for c in token.text)
        and (is_name(token) or token.i == 0 or not token.text[0].isupper())
        and not names.common(token.text)
        and norm(token) not in DETERMINERS
    )


def _bare_noun(lexicon: Lexicon, noun: "Token") -> bool:
    """True for a noun that cannot be a verb, adjective or small word there."""
    found = readings(lexicon, noun)
    return any(r.pos == "noun" for r in found) and not any(
        r.pos in {"prep", "adv", "conj", "pron", "det"} or (finite(r) and noun.pos_ == "VERB") for r in found
    )


def _progressive(parse: "Doc", relative: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui est Musk poursuivant*: relative, être, subject, present participle: an English progressive word by word."""
    if norm(relative) not in {"qui", "que", "dont"} or relative.i + 3 >= len(parse):
        return None
    if (
        norm(relative) == "qui"
        and relative.i
        and parse[relative.i - 1].text == ","
        and norm(parse[relative.i + 1]) in {"il", "elle", "ils", "elles", "on"}
    ):
        pronoun = parse[relative.i + 1]
        return Hit(
            relative.idx,
            pronoun.idx + len(pronoun),
            f"“qui {pronoun.text}” copies English “who” or “which”",
            f"qu’{pronoun.text}",
        )
    if (
        norm(relative) == "qui"
        and relative.i
        and parse[relative.i - 1].pos_ != "ADP"
        and (found := _object_relative(parse, relative, lexicon))
    ):
        return found
    if not form_of(lexicon, parse[relative.i + 1], "être"):
        return None
    for participle in parse[relative.i + 3 : relative.i + 7]:
        if any(t.is_punct for t in parse[relative.i : participle.i]):
            return None
        found = readings(lexicon, participle)
        if any(r.mood == "participle" and r.tense == "present" for r in found) and all(
            r.pos in {"verb", "noun"} for r in found
        ):
            subject = parse[relative.i + 2 : participle.i]
            if subject[0].pos_ not in {"PROPN", "DET", "NOUN"}:
                return None
            verb = _present(lexicon, participle)
            repair = f"que {subject.text} {verb}" if verb else None
            why = (
                f"“{participle.text}” after “{parse[relative.i + 1].text} {subject.text}” copies an English progressive"
            )
            return Hit(relative.idx, participle.idx + len(participle), why, repair)
    return None


def _object_relative(parse: "Doc", relative: "Token", lexicon: Lexicon) -> Hit | None:
    """*qui Steam possède*, *qui a Stone dirigé*: a relative with a subject of its own, which calls for *que*."""
    i = relative.i + 1
    auxiliary = parse[i] if form_of(lexicon, parse[i], "avoir") else None
    name = parse[i + 1] if auxiliary is not None else parse[i]
    end = name.i
    while end < len(parse) - 1 and is_name(parse[end]):
        end += 1
    if end == name.i or not name.is_alpha:
        return None
    verb = parse[end]
    if auxiliary is not None and past_participles(lexicon, verb):
        subject = parse[name.i : end].text
        repair = f"{'qu’' if subject[0] in 'AEIOUYÉÈH' else 'que '}{subject} {auxiliary.text} {verb.text}"
    elif auxiliary is None and any(map(finite, readings(lexicon, verb))) and verb.pos_ in {"VERB", "AUX"}:
        subject = parse[name.i : end].text
        repair = f"{'qu’' if subject[0] in 'AEIOUYÉÈH' else 'que '}{subject} {verb.text}"
    else:
        return None
    return Hit(
        relative.idx, verb.idx + len(verb), f"“{parse[relative.i : end + 1].text}” keeps the English order", repair
    )


def _present(lexicon: Lexicon, verb: "Token") -> str | None:
    lemma = next((r.lemma for r in readings(lexicon, verb) if r.pos == "verb"), None)
    return lexicon.inflect(lemma, "verb", mood="indicative", tense="present", person="3", number="s") if lemma else None


def _object_before_participle(parse: "Doc", auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*aurait e-mails personnels écrits*: avoir, a bare noun, its participle behind it."""
    if (
        not form_of(lexicon, auxiliary, "avoir")
        or not any(map(finite, readings(lexicon, auxiliary)))
        or auxiliary.i + 2 >= len(parse)
    ):
        return None
    noun = parse[auxiliary.i + 1]
    if (
        noun.pos_ != "NOUN"
        or not noun.text.islower()
        or not _bare_noun(lexicon, noun)
        or past_participles(lexicon, noun)
        or lexicon.numbers(noun.text) == {"s"}
    ):
        return None
    for participle in parse[noun.i + 1 : noun.i + 4]:
        found = past_participles(lexicon, participle)
        if found and all(r.pos != "adverb" for r in found):
            form = lexicon.inflect(found[0].lemma, "verb", mood="participle", tense="past", gender="m", number="s")
            phrase = parse[noun.i : participle.i].text
            repair = f"{auxiliary.text} {form} des {phrase}" if form else None
            why = f"“{phrase}” stands between “{auxiliary.text}” and its participle, as it would in English"
            return Hit(auxiliary.idx, participle.idx + len(participle), why, repair)
        if participle.pos_ not in {"ADJ", "ADV"}:
            return None
    return None


def _adjective_first(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*une américaine entreprise*: an adjective that never precedes, between a determiner and its noun."""
    if not 0 < adjective.i < len(parse) - 1 or adjective.pos_ != "ADJ" or not adjective.text.islower():
        return None
    det, noun = parse[adjective.i - 1], parse[adjective.i + 1]
    if (
        norm(det) not in DETERMINERS
        or noun.pos_ != "NOUN"
        or not noun.text.islower()
        or not _relational(lexicon, adjective)
    ):
        return None
    if not any(r.pos == "noun" for r in readings(lexicon, noun)) or any(
        r.pos == "adjective" for r in readings(lexicon, noun)
    ):
        return None
    why = f"“{adjective.text}” follows its noun in French"
    return Hit(adjective.idx, noun.idx + len(noun), why, f"{noun.text} {adjective.text}")


def _bare_title(parse: "Doc", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*», directeur créatif Sam Fields a dit*: a title with no article before a name that is the subject."""
    if (
        noun.pos_ != "NOUN"
        or not noun.text.islower()
        or noun.i == 0
        or parse[noun.i - 1].text not in {",", "»", "”", "–", "—", ";"}
        or not _bare_noun(lexicon, noun)
    ):
        return None
    i = noun.i + 1
    while i < len(parse) and parse[i].pos_ == "ADJ" and parse[i].text.islower():
        i += 1
    end = i
    while end < len(parse) and is_name(parse[end]):
        end += 1
    if (
        end - i < 2
        or end >= len(parse)
        or not any(map(finite, readings(lexicon, parse[end])))
        or parse[end].pos_ not in {"VERB", "AUX"}
    ):
        return None
    article = "l’" if noun.text[0] in "aeiouyéèêh" else {"f": "la "}.get("".join(lexicon.genders(noun.text)), "le ")
    last = parse[end - 1]
    why = f"“{noun.text}” before a name that is a subject takes an article in French"
    return Hit(noun.idx, last.idx + len(last), why, f"{article}{parse[noun.i : end].text}")


def _bare_superlative(parse: "Doc", adverb: "Token", lexicon: Lexicon) -> Hit | None:
    """*mettent en cause plus chauds hivers*: an English comparative before its noun, with no article."""
    if norm(adverb) not in {"plus", "moins"} or not 0 < adverb.i < len(parse) - 2:
        return None
    adjective, noun, before = parse[adverb.i + 1], parse[adverb.i + 2], parse[adverb.i - 1]
    if (
        adjective.pos_ != "ADJ"
        or noun.pos_ != "NOUN"
        or norm(before) in DETERMINERS | dict.fromkeys(("de", "d'", "ne", "n'", "ou", "et"))
        or before.like_num
    ):
        return None
    if (
        not (adjective.text + noun.text).islower()
        or lexicon.numbers(noun.text) != {"p"}
        or lexicon.numbers(adjective.text, "adjective") != {"p"}
    ):
        return None
    phrase = f"{noun.text} {adverb.text} {adjective.text}"
    return Hit(adverb.idx, noun.idx + len(noun), "an English comparative stands before its noun", f"des {phrase}")


def _more_than(parse: "Doc", adverb: "Token") -> Hit | None:
    """*plus que deux millions*: “more than” before a number is *plus de*, unless *ne* makes it “only”."""
    if (
        norm(adverb) not in {"plus", "moins"}
        or adverb.i + 2 >= len(parse)
        or norm(parse[adverb.i + 1]) not in {"que", "qu'"}
    ):
        return None
    number = parse[adverb.i + 2]
    if not number.like_num or norm(number) in {"un", "une"} or any(norm(t) in {"ne", "n'"} for t in parse[: adverb.i]):
        return None
    why = f"“{adverb.text} que” before a number copies “than”"
    return Hit(adverb.idx, number.idx + len(number), why, f"{adverb.text} de {number.text}")


def _causative_split(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*faire les gens payer*: French keeps *faire* and its infinitive together."""
    if not form_of(lexicon, verb, "faire") or verb.i + 3 >= len(parse) or verb.pos_ not in {"VERB", "AUX"}:
        return None
    det, noun, infinitive = parse[verb.i + 1], parse[verb.i + 2], parse[verb.i + 3]
    if norm(det) not in DETERMINERS or noun.pos_ != "NOUN" or not only_infinitive(lexicon, infinitive):
        return None
    phrase = parse[verb.i + 1 : verb.i + 3].text
    why = f"“{phrase}” stands between “{verb.text}” and its infinitive, as it would in English"
    return Hit(verb.idx, infinitive.idx + len(infinitive), why, f"{verb.text} {infinitive.text} {phrase}")


def _name_in_perfect(parse: "Doc", auxiliary: "Token", lexicon: Lexicon) -> Hit | None:
    """*», a Forester plaisanté*: a name between an auxiliary and its participle."""
    if norm(auxiliary) not in {"a", "ont", "avait", "avaient"} or not 0 < auxiliary.i < len(parse) - 2:
        return None
    end = auxiliary.i + 1
    while end < len(parse) - 1 and is_name(parse[end]) and parse[end].is_alpha:
        end += 1
    if end == auxiliary.i + 1 or not past_participles(lexicon, parse[end]) or not parse[end].text.islower():
        return None
    name = parse[auxiliary.i + 1 : end].text
    why = f"“{name}” stands between “{auxiliary.text}” and its participle"
    return Hit(auxiliary.idx, parse[end].idx + len(parse[end]), why, f"{auxiliary.text} {parse[end].text} {name}")


def _relational(lexicon: Lexicon, adjective: "Token") -> bool:
    return norm(adjective) in _behind_the_noun()


@cache
def _behind_the_noun() -> frozenset[str]:
    return frozenset(ADJECTIVES.read_text(encoding="utf-8").split())
