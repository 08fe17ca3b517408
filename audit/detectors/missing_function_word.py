"""A small word that French cannot do without: *que*, *de*, *à*, *se* (*a dit Tesla est*, *tente attirer*, *grâce un prêt*).

Silent about inverted subjects (*a dit Martin*), verbs of saying with an object (*a déclaré forfait*), verbs that take a bare
infinitive, and *face*, *grâce*, *besoin*, *envie* as nouns. For *ne* see missing-negation.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from audit.clauses import complements_end, follows_speech, hyphen_after, past, subject_end, word_at
from audit.detectors.registry import detector
from audit.document import Segment
from audit.finding import Category, Hit, Severity
from audit.grammar import (
    DETERMINERS,
    after_adverbs,
    can_be_finite,
    causative,
    finite_here,
    form_of,
    is_noun,
    joined,
    norm,
    only_infinitive,
    only_noun,
    quoted,
    readings,
    verb_lemmas,
)
from audit.lexicon import Lexicon
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs of saying and thinking that take a clause with *que*; and those that first take the person told.
SAYING = words(
    """
    dire déclarer affirmer annoncer expliquer estimer assurer ajouter indiquer préciser penser croire confirmer
    révéler soutenir prétendre admettre reconnaître rappeler souligner noter constater
    """
)
TELLING = SAYING | words("avertir prévenir informer convaincre persuader")
PRONOUNS = words("il elle ils elles")
BEFORE_VERB = words("ne n' se s' y en")
OBJECTS = words("le la les l' lui")
# Verbs and the one preposition that joins them to an infinitive.
TAKE_DE = words(
    """
    tenter essayer décider refuser accepter cesser éviter oublier choisir promettre menacer empêcher finir jurer
    envisager regretter mériter feindre suspecter accuser soupçonner demander permettre proposer conseiller ordonner
    interdire charger risquer prévoir décliner arrêter
    """
)
TAKE_A = words(
    """
    commencer continuer réussir parvenir hésiter chercher renoncer tarder persister viser aider inviter obliger
    forcer apprendre tendre contribuer consister
    """
)
GOVERN = dict.fromkeys(TAKE_DE, "de") | dict.fromkeys(TAKE_A, "à")
# Words that a preposition joins to what follows, whatever it is; those that count something are followed by a plural.
COUNTING = words(
    """
    beaucoup trop assez tant autant davantage million millions milliard milliards dizaine dizaines centaine
    centaines millier milliers douzaine vingtaine trentaine
    """
)
LOCUTIONS = dict.fromkeys(COUNTING | words("besoin envie afin lors autour"), "de") | dict.fromkeys(
    words("grâce quant face"), "à"
)
NOUNS_TOO = words("face besoin envie grâce")
NO_OBJECT = words("des du au aux tout tous")
# Adjectives, or participles used so, that a bare infinitive may follow (*il fait bon vivre*, *censé durer*).
BEFORE_BARE_INFINITIVE = words(
    """
    bon seul seule seuls seules censé censée censés censées supposé supposée supposés supposées réputé réputée
    réputés réputées présumé présumée présumés présumées
    """
)
MOVING = words("est sont va vont ira allé allée allés viennent vient")  # forms of aller and venir, which take no object
AFTER_AGIR = words("un une le la les l' notre leur son sa ses ce cette ces")
# Verbs that exist only with a reflexive pronoun ("essentiellement pronominaux").
REFLEXIVE = words(
    """
    abstenir absenter acharner affairer agenouiller arroger blottir désister ébattre écrier effondrer efforcer
    emparer enfuir enorgueillir ensuivre envoler évader évanouir évertuer exclamer immiscer insurger méfier
    méprendre moquer obstiner prélasser raviser réfugier repentir suicider
    """
)
REFLEXIVE_PRONOUNS = words("se s' me m' te t' nous vous")


@detector(category=Category.GRAMMAR, severity=Severity.MINOR)
def missing_function_word(segment: Segment, parse: "Doc", lexicon: Lexicon) -> Iterator[Hit]:
    inside = quoted(parse)
    for token in parse:
        clause = _clause_said(parse, token, lexicon) or _clause_told(parse, token, lexicon)
        if clause and inside[token.i] == inside[clause.i]:
            yield _lost("que", parse[clause.i - 1], clause)
    rules = (_governed, _of_agir, _locution, _adjective, _percentage)
    for token, after in pairwise(list(parse)[1:]):
        yield from filter(None, (rule(parse, token, after, lexicon) for rule in rules))
    yield from filter(None, (_reflexive(parse, token, lexicon) for token in parse))


def _lost(word: str, before: "Token", after: "Token") -> Hit:
    repair = f"{before.text} {joined(word, after.text)}"
    return Hit(before.idx, after.idx + len(after), f"“{word}” is missing after “{before.text}”", repair)


def _clause_said(parse: "Doc", token: "Token", lexicon: Lexicon) -> "Token | None":
    """Where the clause begins in *a dit Tesla est*: a verb of saying, then a subject with its verb; None if none does."""
    saying = bool(verb_lemmas(lexicon, token) & SAYING) and not only_infinitive(lexicon, token)
    if not saying or token.i == 0 or token.i + 2 >= len(parse):
        return None
    start = parse[token.i + 1]
    end = subject_end(parse, start)
    if end is None or (follows_speech(parse, token) and norm(start) not in PRONOUNS):
        return None
    if word_at(parse, end - 1) == "il" and word_at(parse, end) == "y":
        return None  # *annoncé il y a un mois*
    verb = past(parse, complements_end(parse, end, lexicon), BEFORE_VERB)
    if verb == len(parse) or not finite_here(lexicon, parse[verb]) or not parse[verb].text[0].islower():
        return None
    return start if not _main_verb(parse, token, verb, lexicon) else None


def _main_verb(parse: "Doc", saying: "Token", verb: int, lexicon: Lexicon) -> bool:
    """True where the later verb may be the sentence's own: *la ministre qui assure le mandat | a reçu …*."""
    if word_at(parse, saying.i - 1) != "qui":
        return False
    return not any(finite_here(lexicon, token) for token in parse if token.i not in {saying.i, verb})


def _clause_told(parse: "Doc", token: "Token", lexicon: Lexicon) -> "Token | None":
    """Where it begins in *avait averti le président il ne pourrait pas*: told whom, then a pronoun with its verb."""
    if not verb_lemmas(lexicon, token) & TELLING or token.i + 3 >= len(parse) or follows_speech(parse, token):
        return None
    end = subject_end(parse, parse[token.i + 1])
    if end is None or word_at(parse, end) not in PRONOUNS or word_at(parse, end + 1) == "y":
        return None
    verb = past(parse, end + 1, BEFORE_VERB | OBJECTS)
    if verb < len(parse) and can_be_finite(lexicon, parse[verb]) and parse[end].text.islower():
        return parse[end]
    return None


def _governed(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*tente attirer*, *réussi convaincre*: the preposition between a verb and its infinitive is gone."""
    verbs, after = verb_lemmas(lexicon, token), after_adverbs(parse, token.i + 1)
    if len(verbs) != 1 or token.pos_ not in {"VERB", "AUX"} or after >= min(len(parse), token.i + 3):
        return None
    preposition, infinitive = GOVERN.get(verbs.pop()), parse[after]
    if preposition is None or not only_infinitive(lexicon, infinitive) or not infinitive.text[0].islower():
        return None
    repair = parse[token.i : after].text_with_ws + joined(preposition, infinitive.text)
    why = f"“{preposition}” is missing before “{infinitive.text}”"
    return Hit(token.idx, infinitive.idx + len(infinitive), why, repair)


def _of_agir(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*il s’agissait une grève*: *s’agir* takes *de*, always."""
    reflexive = word_at(parse, token.i - 1) == "s'" and form_of(lexicon, token, "agir")
    return _lost("de", token, after) if reflexive and norm(after) in AFTER_AGIR else None


def _locution(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*besoin aide*, *lors le match*, *beaucoup gens*: the *de* or *à* of a fixed phrase is gone."""
    word = norm(token)
    if word not in LOCUTIONS or not after.text[0].islower() or norm(after) in NO_OBJECT:
        return None
    noun = word in NOUNS_TOO and word_at(parse, token.i - 1) in DETERMINERS
    if word in COUNTING:
        object_follows = _plural_noun(after) and is_noun(lexicon, after)
    else:
        object_follows = after.pos_ == "DET" or only_noun(lexicon, after) or only_infinitive(lexicon, after)
    return _lost(LOCUTIONS[word], token, after) if object_follows and not noun else None


def _percentage(parse: "Doc", token: "Token", after: "Token", _: Lexicon) -> Hit | None:
    """*10 % participants*: a share is *de* something (but *100 % coton*)."""
    share = token.text == "%" and word_at(parse, token.i - 1) != "100"
    return _lost("de", token, after) if share and after.text.islower() and _plural_noun(after) else None


def _plural_noun(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.text.endswith(("s", "x"))


def _adjective(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*il reste possible inverser*: an adjective takes its infinitive with a preposition (but *il fait bon vivre*)."""
    kinds = {reading.pos for reading in readings(lexicon, token)}
    if token.pos_ != "ADJ" or not kinds or kinds - {"adjective", "noun"} or norm(token) in BEFORE_BARE_INFINITIVE:
        return None
    if not only_infinitive(lexicon, after) or not after.text[0].islower() or hyphen_after(parse, after):
        return None
    if any(causative(lexicon, t) and norm(t) not in MOVING for t in parse[max(0, token.i - 4) : token.i]):
        return None
    why = f"“{token.text}” takes its infinitive with a preposition"
    return Hit(token.idx, after.idx + len(after), why, f"{token.text} {joined('de', after.text)}")


def _reflexive(parse: "Doc", token: "Token", lexicon: Lexicon) -> Hit | None:
    """*évanouit*, *réfugient*: a verb that exists only with *se*, without it."""
    found = readings(lexicon, token)
    if not can_be_finite(lexicon, token) or any(r.pos != "verb" or r.lemma not in REFLEXIVE for r in found):
        return None
    before, behind = parse[max(0, token.i - 5) : token.i], parse[token.i + 1 : token.i + 3]
    if any(norm(t) in REFLEXIVE_PRONOUNS for t in before) or any(t.text.startswith("-") for t in behind):
        return None
    repair = joined("se", token.text)
    particle = "s’" if repair.startswith("s’") else "se"
    return Hit(token.idx, token.idx + len(token), f"“{particle}” is missing before “{token.text}”", repair)
