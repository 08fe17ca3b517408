"""What joins an infinitive to the verb or adjective before it: *de* or *à*, gone (*tente attirer*) or wrong (*risque à être*)."""

from typing import TYPE_CHECKING

from audit.clauses import TIMES, hyphen_after, subject_end, word_at
from audit.finding import Hit
from audit.grammar import (
    after_adverbs,
    can_be_finite,
    causative,
    joined,
    norm,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.lexicon import Lexicon
from audit.reason import Reason
from audit.words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

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
# The same of verbs that have someone do it (*défier quelqu’un de répondre*, *pousser quelqu’un à partir*).
HAVE_DO_IT = dict.fromkeys(
    words(
        """
        accuser défier persuader convaincre empêcher menacer féliciter remercier soupçonner presser prier sommer
        supplier demander permettre conseiller ordonner interdire proposer suggérer charger
        """
    ),
    "de",
) | dict.fromkeys(
    words("exhorter inviter obliger forcer encourager inciter pousser autoriser aider condamner contraindre"), "à"
)
NEVER_WITH_A = words("risquer tenter essayer éviter promettre envisager cesser oublier")
# Adjectives, or participles used so, that a bare infinitive may follow (*il fait bon vivre*, *censé durer*, *de nouveau*).
BEFORE_BARE_INFINITIVE = words(
    """
    bon seul seule seuls seules censé censée censés censées supposé supposée supposés supposées réputé réputée
    réputés réputées présumé présumée présumés présumées nouveau
    """
)
MOVING = words("est sont va vont ira allé allée allés viennent vient")  # forms of aller and venir, which take no object
QUESTIONS = words("comment où quand pourquoi combien")
COPULAS = words("être rester sembler paraître devenir demeurer")
ALSO_NOUNS = words("être avoir")
NEAR = 6  # words back to a verb that has someone do what the infinitive says (*montre l’acteur hilare brandir*)


def unjoined_infinitive(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb or adjective whose infinitive no preposition, or the wrong one, joins to it."""
    if token.i + 2 >= len(token.doc):
        return None
    rules = (_behind_verb, _behind_object, _behind_adjective, _wrongly_joined)
    return next(filter(None, (rule(token.doc, token, lexicon) for rule in rules)), None)


def _plain(token: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive in small letters that is nothing else."""
    return bool(token.text[0].islower()) and only_infinitive(lexicon, token)


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    """The same, and *être* and *avoir* where the parser takes them for verbs."""
    return _plain(token, lexicon) or (norm(token) in ALSO_NOUNS and token.pos_ in {"VERB", "AUX"})


def _behind_verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*tente attirer*, *réussi convaincre* (but *une ville que je soupçonne être*)."""
    verbs, after = verb_lemmas(lexicon, verb), after_adverbs(parse, verb.i + 1)
    if len(verbs) != 1 or verb.pos_ not in {"VERB", "AUX"} or after >= min(len(parse), verb.i + 3):
        return None
    preposition, infinitive = GOVERN.get(verbs.pop()), parse[after]
    if preposition is None or word_at(parse, after - 1) in QUESTIONS or not _infinitive(infinitive, lexicon):
        return None
    if norm(infinitive) in ALSO_NOUNS and {"que", "qu'"} & {norm(t) for t in parse[max(0, verb.i - 3) : verb.i]}:
        return None
    return _joined(verb, infinitive, preposition)


def _behind_object(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a défié son rival répondre*: a verb that has someone do something, whom, then the bare infinitive."""
    found = verb_lemmas(lexicon, verb) & HAVE_DO_IT.keys()
    if not found or verb.pos_ != "VERB" or _caused(parse, verb, lexicon):
        return None
    end = subject_end(parse, parse[verb.i + 1])
    if end is None or end == len(parse) or not _infinitive(parse[end], lexicon):
        return None
    return _joined(parse[end - 1], parse[end], HAVE_DO_IT[found.pop()])


def _behind_adjective(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*il reste possible inverser*: an adjective takes its infinitive with a preposition (but *il fait bon vivre*)."""
    kinds, infinitive = {reading.pos for reading in readings(lexicon, adjective)}, adjective.nbor(1)
    if "adjective" not in kinds or kinds - {"adjective", "noun"} or norm(adjective) in BEFORE_BARE_INFINITIVE:
        return None
    if adjective.pos_ != "ADJ" and not _behind_copula(parse, adjective, lexicon):
        return None
    if not _plain(infinitive, lexicon) or hyphen_after(parse, infinitive) or _caused(parse, adjective, lexicon):
        return None
    why = Reason("“{adjective}” takes its infinitive with a preposition", adjective=adjective.text)
    if norm(parse[adjective.i - 1]) in TIMES:
        return None  # *a dit la semaine dernière trouver cela injuste*
    # Behind a noun (*une crue brutale emporter*) it may be the verb that is wrong.
    sure = parse[adjective.i - 1].pos_ != "NOUN"
    repair = f"{adjective.text} {joined('de', infinitive.text)}" if sure else None
    return Hit(adjective.idx, infinitive.idx + len(infinitive), why, repair)


def _behind_copula(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> bool:
    """True behind *être* and its like, with or without an adverb (*étaient d’abord réticents*)."""
    before = next((t for t in reversed(parse[max(0, adjective.i - 3) : adjective.i]) if t.pos_ != "ADV"), None)
    return before is not None and bool(verb_lemmas(lexicon, before) & COPULAS)


def _caused(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True shortly behind a verb that takes a bare infinitive with its subject (*voit*, *fait*, *laisse*)."""
    before = parse[max(0, token.i - NEAR) : token.i]
    return any(causative(lexicon, t) and norm(t) not in MOVING for t in before)


def _wrongly_joined(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*risque à être*: a verb that takes *de* alone (but *se risquer à*)."""
    verbs, infinitive = verb_lemmas(lexicon, verb), parse[verb.i + 2]
    before = parse[verb.i - 1]
    if not verbs or verbs - NEVER_WITH_A or word_at(parse, verb.i + 1) != "à" or norm(before) in {"se", "s'"}:
        return None
    if not can_be_finite(lexicon, verb) or past_participles(lexicon, verb) or not _infinitive(infinitive, lexicon):
        return None
    if verb.pos_ != "VERB" and before.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None  # *un risque à prendre*
    why = Reason("“{verb}” takes its infinitive with “de”", verb=verb.text)
    repair = f"{verb.text} {joined('de', infinitive.text)}"
    return Hit(verb.idx, infinitive.idx + len(infinitive), why, repair)


def _joined(first: "Token", infinitive: "Token", preposition: str) -> Hit:
    """The hit for a preposition that is gone before an infinitive."""
    repair = first.doc[first.i : infinitive.i].text_with_ws + joined(preposition, infinitive.text)
    why = Reason("“{word}” is missing before “{after}”", word=preposition, after=infinitive.text)
    return Hit(first.idx, infinitive.idx + len(infinitive), why, repair)
