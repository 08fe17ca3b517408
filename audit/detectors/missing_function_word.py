"""A small word that French cannot do without: *que*, *ne*, *de*, *à*, *se* (*a dit Tesla est*, *Ni X ni Y ont*).

Silent about speech in quotation marks, where people drop *ne*; about inverted subjects (*a dit Martin*), *pas* without a
verb (*pas un bruit*), verbs that take a bare infinitive, and questions.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    DETERMINERS,
    after_adverbs,
    can_be_finite,
    causative,
    finite,
    form_of,
    is_name,
    norm,
    only_infinitive,
    only_noun,
    past_participles,
    quoted,
    readings,
)
from audit.lexicon import Lexicon
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs of saying and thinking that take a clause with *que*.
SAYING = words(
    """
    dire déclarer affirmer annoncer expliquer estimer assurer ajouter indiquer préciser penser croire confirmer
    révéler soutenir prétendre admettre reconnaître rappeler souligner noter constater
    """
)
TELLING = words("avertir prévenir informer convaincre persuader assurer")
# What stands before an inverted verb of saying.
BEFORE_INCISE = words("» ” , comme que qu' dont - – — ainsi où ce ? !") | {'"'}
# Verbs and the one preposition that joins them to an infinitive.
GOVERN = {
    **dict.fromkeys(["tenter", "essayer", "décider", "refuser", "accepter", "cesser", "éviter", "oublier", "choisir", "promettre", "menacer", "empêcher", "finir", "jurer", "envisager", "regretter", "mériter", "feindre", "suspecter", "accuser", "soupçonner", "demander", "permettre", "proposer", "conseiller", "ordonner", "interdire", "charger", "risquer", "prévoir", "décliner", "arrêter"], "de"),
    **dict.fromkeys(["commencer", "continuer", "réussir", "parvenir", "hésiter", "chercher", "renoncer", "tarder", "persister", "viser", "aider", "inviter", "obliger", "forcer", "apprendre", "tendre", "contribuer", "consister"], "à"),
}  # fmt: skip
# Words that a preposition joins to what follows, whatever it is.
QUANTITIES = words("beaucoup trop assez tant autant davantage")
MOVING = words("est sont va vont ira allé allée allés viennent vient")  # forms of aller and venir, which take no object
NUMBERS = (
    "million",
    "millions",
    "milliard",
    "milliards",
    "dizaine",
    "dizaines",
    "centaine",
    "centaines",
    "millier",
    "milliers",
    "douzaine",
    "vingtaine",
    "trentaine",
)
LOCUTIONS = {
    **dict.fromkeys([*QUANTITIES, "besoin", "envie", "afin", "lors", "autour", *NUMBERS], "de"),
    **dict.fromkeys(["grâce", "quant", "face"], "à"),
}
# Verbs that exist only with a reflexive pronoun ("essentiellement pronominaux").
REFLEXIVE = words(
    """
    abstenir absenter acharner affairer agenouiller arroger blottir désister ébattre écrier effondrer efforcer
    emparer enfuir enorgueillir ensuivre envoler évader évanouir évertuer exclamer immiscer insurger méfier
    méprendre moquer obstiner prélasser raviser réfugier repentir souvenir suicider
    """
) - {"souvenir"}
PRONOUNS = words("se s' me m' te t' nous vous")
NEGATIONS = frozenset({"pas", "jamais"})


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def missing_function_word(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    for token in parse:
        if (
            token.pos_ not in {"VERB", "AUX"}
            and not past_participles(lexicon, token)
            and not can_be_finite(lexicon, token)
        ):
            continue
        hits = (
            _que(parse, token, inside, lexicon),
            None if inside[token.i] else _ne(segment, parse, token, lexicon),
            _govern(parse, token, lexicon),
            _reflexive(parse, token, lexicon),
            _agir(parse, token, lexicon),
            _que_later(parse, token, inside, lexicon),
        )
        yield from (hit for hit in hits if hit)
    yield from _locutions(parse, lexicon)
    yield from _adjectives(parse, lexicon)
    yield from _percentages(parse)


def _que(parse: "Doc", token: "Token", inside: list[bool], lexicon: Lexicon) -> Hit | None:
    """*a dit Tesla est*: a verb of saying, then a subject with its verb, and nothing that joins them."""
    lemmas = {reading.lemma for reading in readings(lexicon, token) if reading.pos == "verb"}
    if not lemmas & SAYING or token.i == 0 or token.i + 2 >= len(parse) or only_infinitive(lexicon, token):
        return None
    start = parse[token.i + 1]
    end = _nominal(parse, start, lexicon)
    pronoun = norm(start) in {"il", "elle", "ils", "elles"}
    if end is None or end >= len(parse) or inside[token.i] != inside[end] or (_incise(parse, token) and not pronoun):
        return None
    clitics = end
    while clitics < len(parse) and norm(parse[clitics]) in {"ne", "n'", "se", "s'", "y", "en"}:
        clitics += 1
    if norm(parse[end - 1]) == "il" and norm(parse[end]) == "y":
        return None  # *annoncé il y a un mois*
    verb = parse[clitics] if clitics < len(parse) else None
    if (
        verb is None
        or not can_be_finite(lexicon, verb)
        or verb.pos_ not in {"VERB", "AUX"}
        or not verb.text[0].islower()
    ):
        return None
    joined = "qu’" if start.text[0].lower() in "aeiouyéèêh" and start.text[0].islower() else "que "
    return Hit(
        token.idx,
        start.idx + len(start),
        f"“que” is missing after “{token.text}”",
        f"{token.text} {joined}{start.text}",
    )


def _que_later(parse: "Doc", token: "Token", inside: list[bool], lexicon: Lexicon) -> Hit | None:
    """*avait averti le président il ne pourrait pas*: told whom, then a clause, and nothing that joins them."""
    lemmas = {reading.lemma for reading in readings(lexicon, token) if reading.pos == "verb"}
    if not lemmas & (SAYING | TELLING) or token.i + 3 >= len(parse) or _incise(parse, token):
        return None
    end = _nominal(parse, parse[token.i + 1], lexicon)
    if (
        end is None
        or end + 1 >= len(parse)
        or inside[token.i] != inside[end]
        or norm(parse[end]) not in {"il", "elle", "ils", "elles"}
        or norm(parse[end + 1]) == "y"
    ):
        return None
    verb = end + 1
    while verb < len(parse) - 1 and norm(parse[verb]) in {
        "ne",
        "n'",
        "se",
        "s'",
        "y",
        "en",
        "le",
        "la",
        "les",
        "l'",
        "lui",
    }:
        verb += 1
    if not can_be_finite(lexicon, parse[verb]) or not parse[end].text.islower():
        return None
    before, pronoun = parse[end - 1], parse[end]
    return Hit(
        before.idx,
        pronoun.idx + len(pronoun),
        f"“que” is missing after “{before.text}”",
        f"{before.text} qu’{pronoun.text}",
    )


def _nominal(parse: "Doc", start: "Token", lexicon: Lexicon) -> int | None:
    """Where the subject that begins at `start` ends: a name, a pronoun, or a determiner with its noun; None if none."""
    i = start.i
    if norm(start) in {"il", "ils", "elle", "elles", "on", "nous"}:
        return i + 1 if start.text[0].islower() and not start.text.startswith("-") else None
    if is_name(start) and start.pos_ in {"PROPN", "NOUN", "X"}:
        while i < len(parse) and is_name(parse[i]):
            i += 1
        return i
    if start.pos_ == "DET" or norm(start) == "l'":
        noun = next((t for t in parse[i + 1 : i + 4] if t.pos_ == "NOUN"), None)
        if noun is None or not all(t.pos_ in {"ADJ", "NUM"} for t in parse[i + 1 : noun.i]):
            return None
        end = noun.i + 1
        while end < len(parse) and parse[end].pos_ == "ADJ":
            end += 1
        return end
    return None


def _incise(parse: "Doc", token: "Token") -> bool:
    """True where the verb of saying follows what was said (*… », a déclaré Martin*) or a *comme*, *que*: subject inverted."""
    i = token.i - 1
    while i > 0 and (
        parse[i].pos_ in {"AUX", "ADV"}
        or norm(parse[i]) in {"l'", "le", "leur", "lui", "s'", "se", "nous", "m'", "t'", "a", "ont", "avait"}
    ):
        i -= 1
    return i < 0 or parse[i].pos_ == "AUX" or norm(parse[i]) in BEFORE_INCISE


def _ne(segment: Segment, parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont pas répondu*, *ni X ni Y ont*: a negation with half of it lost."""
    if not any(map(finite, readings(lexicon, token))) or token.pos_ not in {"VERB", "AUX"} or token.i == 0:
        return None
    if any(norm(t) in {"ne", "n'"} for t in parse[max(0, token.i - 8) : token.i]):
        return None
    following = norm(parse[token.i + 1]) if token.i + 1 < len(parse) else ""
    negated = (following in NEGATIONS and not _without_verb(parse, token.i + 1)) or following in {"aucun", "aucune"}
    none = norm(parse[0]) in {"aucun", "aucune", "rien", "nul", "nulle"} and not any(
        t.text in ",;:" or (any(map(finite, readings(lexicon, t))) and t.pos_ in {"VERB", "AUX"})
        for t in parse[1 : token.i]
    )
    neither = (
        sum(norm(t) == "ni" for t in parse[: token.i]) >= 2
        and norm(parse[0]) == "ni"
        and not any(t.text in ",;" for t in parse[: token.i])
    )
    nobody = norm(parse[token.i - 1]) in {"personne", "nul"} and (
        token.i == 1 or parse[token.i - 2].pos_ not in {"DET", "ADJ", "NUM", "ADP", "NOUN"}
    )
    if negated and any(
        norm(t) in {"je", "j'", "tu", "on", "ça", "c'", "y", "nous", "vous"}
        for t in parse[max(0, token.i - 3) : token.i]
    ):
        return None  # as people speak
    none = none or _none_before(parse, token)
    if not (negated or neither or nobody or none) or parse[token.i - 1].text in {"-", "c'"} or "?" in segment.text:
        return None
    if following == "jamais" and not negated:
        return None
    particle = "n’" if token.text[0].lower() in "aeiouyéèêh" else "ne "
    end = parse[token.i + 1] if negated else token
    why = f"“{particle.strip()}” is missing before “{token.text}”"
    return Hit(token.idx, end.idx + len(end), why, particle + segment.text[token.idx : end.idx + len(end)])


def _none_before(parse: "Doc", verb: "Token") -> bool:
    """True when the subject right before the verb is *aucun* with its noun (*mais aucun essai a comparé*)."""
    i = verb.i - 1
    while i > 0 and parse[i].pos_ in {"NOUN", "ADJ"}:
        i -= 1
    return (
        i > 0
        and i < verb.i - 1
        and norm(parse[i]) in {"aucun", "aucune"}
        and norm(parse[i - 1]) in {"mais", "et", "que", ",", "car", "où", "dont"}
    )


def _without_verb(parse: "Doc", i: int) -> bool:
    """True for a *pas* or *jamais* that belongs to what follows: *pas mal*, *pas un*, *jamais vu*, *pas moins de*."""
    following = norm(parse[i + 1]) if i + 1 < len(parse) else ""
    return (
        following in {"moins", "mal", "loin", "seulement", "que", "un", "une", "plus", "question", "forcément"}
        or norm(parse[i]) == "jamais"
    )


def _govern(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*tente attirer*, *réussi convaincre*: the preposition between a verb and its infinitive is gone."""
    verbs = {reading.lemma for reading in readings(lexicon, token) if reading.pos == "verb"}
    after = after_adverbs(parse, token.i + 1)
    if after >= len(parse) or after > token.i + 2 or len(verbs) != 1 or token.pos_ not in {"VERB", "AUX"}:
        return None
    preposition, verb = GOVERN.get(verbs.pop()), parse[after]
    if preposition is None or not only_infinitive(lexicon, verb) or not verb.text[0].islower():
        return None
    elided = preposition == "de" and verb.text[0].lower() in "aeiouyéèêh"
    middle = "d’" if elided else f"{preposition} "
    between = parse[token.i : after].text_with_ws
    return Hit(
        token.idx,
        verb.idx + len(verb),
        f"“{preposition}” is missing before “{verb.text}”",
        f"{between}{middle}{verb.text}",
    )


def _adjectives(parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    """*il reste possible inverser*: an adjective takes its infinitive with a preposition (but *il fait bon vivre*)."""
    for token in parse[1:-1] if len(parse) > 2 else ():
        after, found = parse[token.i + 1], readings(lexicon, token)
        if (
            token.pos_ != "ADJ"
            or not found
            or any(r.pos not in {"adjective", "noun"} for r in found)
            or norm(token).rstrip("es") in {"cens", "censé", "supposé", "réputé", "présumé"}
            or norm(token) in {"bon", "seul", "seule", "seuls", "seules"}
        ):
            continue
        hyphen = after.i + 1 < len(parse) and parse[after.i + 1].text[0] == "-"
        if (
            only_infinitive(lexicon, after)
            and after.text[0].islower()
            and not hyphen
            and not any(causative(lexicon, t) and norm(t) not in MOVING for t in parse[max(0, token.i - 4) : token.i])
        ):
            link = "d’" if after.text[0] in "aeiouyéèêh" else "de "
            yield Hit(
                token.idx,
                after.idx + len(after),
                f"“{token.text}” takes its infinitive with a preposition",
                f"{token.text} {link}{after.text}",
            )


def _locutions(parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    """*besoin aide*, *lors le match*, *beaucoup gens*: the *de* or *à* of a fixed phrase is gone."""
    for token in parse[1:-1] if len(parse) > 2 else ():
        word, after = norm(token), parse[token.i + 1]
        preposition = LOCUTIONS.get(word)
        if preposition is None or not (
            after.pos_ == "DET" or only_noun(lexicon, after) or only_infinitive(lexicon, after)
        ):
            continue
        if word in NUMBERS and (after.pos_ != "NOUN" or after.text[-1:] not in "sx"):
            continue
        if (
            (word in QUANTITIES and not (after.pos_ == "NOUN" and after.text[-1:] in "sx"))
            or not after.text[0].islower()
            or norm(after) in {"des", "du", "au", "aux", "tout", "tous"}
        ):
            continue
        if word in {"face", "besoin", "envie", "grâce"} and norm(parse[token.i - 1]) in DETERMINERS:
            continue
        yield Hit(
            token.idx,
            after.idx + len(after),
            f"“{preposition}” is missing after “{token.text}”",
            _with_preposition(token, after, preposition),
        )


def _percentages(parse: "Doc") -> Iterator[Hit]:
    """*10 % participants*: a share is *de* something (but *100 % coton*)."""
    for token in parse[1:-1] if len(parse) > 2 else ():
        after = parse[token.i + 1]
        if (
            token.text == "%"
            and after.pos_ == "NOUN"
            and after.text.islower()
            and after.text[-1] in "sx"
            and parse[token.i - 1].text != "100"
        ):
            yield Hit(
                token.idx, after.idx + len(after), "“de” is missing after “%”", _with_preposition(token, after, "de")
            )


def _with_preposition(token: "Token", after: "Token", preposition: str) -> str:
    contracted = {("de", "le"): "du", ("de", "les"): "des", ("à", "le"): "au", ("à", "les"): "aux"}.get(
        (preposition, norm(after))
    )
    elided = preposition == "de" and after.text[0].lower() in "aeiouyéèêh"
    return f"{token.text} {contracted or ('d’' if elided else preposition + ' ') + after.text}"


def _agir(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*il s’agissait une grève*: *s’agir* takes *de*, always."""
    after = parse[token.i + 1] if token.i + 1 < len(parse) else None
    if after is None or token.i == 0 or norm(parse[token.i - 1]) != "s'" or not form_of(lexicon, token, "agir"):
        return None
    if norm(after) not in {
        "un",
        "une",
        "le",
        "la",
        "les",
        "l'",
        "notre",
        "leur",
        "son",
        "sa",
        "ses",
        "ce",
        "cette",
        "ces",
    }:
        return None
    healed = {"le": "du", "les": "des", "un": "d’un", "une": "d’une"}.get(norm(after), f"de {after.text}")
    return Hit(token.idx, after.idx + len(after), f"“de” is missing after “{token.text}”", f"{token.text} {healed}")


def _reflexive(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*évanouit*, *a réfugié*: a verb that exists only with *se*, without it."""
    found = readings(lexicon, token)
    if not found or not all(r.pos == "verb" and r.lemma in REFLEXIVE for r in found) or not any(map(finite, found)):
        return None
    if any(norm(t) in PRONOUNS for t in parse[max(0, token.i - 5) : token.i]) or any(
        t.text.startswith("-") for t in parse[token.i + 1 : token.i + 3]
    ):
        return None
    particle = "s’" if token.text[0].lower() in "aeiouyéèêh" else "se "
    return Hit(
        token.idx,
        token.idx + len(token),
        f"“{particle.strip()}” is missing before “{token.text}”",
        particle + token.text,
    )
