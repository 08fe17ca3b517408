"""What joins an infinitive to the verb or adjective before it: *de* or *à*, gone (*tente attirer*) or wrong (*risque à être*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.attributes import LINKING
from audit.french.bare_nouns import BODIES, person
from audit.french.clauses import TIMES, hyphen_after, past, subject_end, word_at
from audit.french.grammar import (
    CONTRACTIONS,
    DETERMINERS,
    after_adverbs,
    before_adverbs,
    can_be_finite,
    causative,
    infinitive_here,
    is_noun,
    joined,
    one_verb,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import ARTICLES, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Verbs and the one preposition that joins them to an infinitive.
TAKE_DE = words(
    """
    tenter essayer décider refuser accepter cesser éviter oublier choisir promettre menacer empêcher finir jurer
    envisager regretter mériter feindre suspecter accuser soupçonner demander permettre proposer conseiller ordonner
    interdire charger risquer prévoir décliner arrêter exclure omettre négliger redouter
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
# Verbs that have *à* before whom one asks, and *de* before what.
ASK_OF = words("demander permettre interdire ordonner conseiller recommander suggérer proposer promettre enjoindre")
# Nouns that an infinitive follows with *de*: what is asked, not whom.
OF_DOING = words(
    """
    possibilité possibilités difficulté difficultés intention volonté capacité décision occasion obligation refus
    promesse espoir tentative tentatives impossibilité honneur mission droit devoir objectif but idée nécessité
    """
)
ASKED = ARTICLES | {"des"}
# Verbs that bare infinitives follow, of their own subject or of another's.
TAKE_BARE = words(
    """
    faire laisser voir entendre sentir regarder écouter montrer envoyer aller venir pouvoir devoir vouloir falloir
    savoir oser compter espérer penser préférer souhaiter désirer sembler paraître faillir dire affirmer déclarer
    croire estimer assurer prétendre reconnaître avouer admettre daigner mener emmener conduire amener partir courir
    sortir monter descendre rentrer revenir retourner être adorer aimer détester valoir juger imaginer supposer
    """
)
RELATIVES = words("que qu' dont où comment quand")
# Verbs whose perfect takes *de* alone, and nouns that English has with “to”.
PERFECT_WITH_DE = words(
    "décider refuser accepter promettre proposer choisir prévoir tenter essayer menacer envisager jurer"
)
HAVING = words("a ont avait avaient aurait auraient avoir ayant")
NOUNS_WITH_DE = words(
    "décision intention volonté refus tentative tentatives promesse obligation permission ordre projet"
)
BRINGING = words("aider inciter pousser encourager amener conduire préparer forcer obliger contribuer inviter")
MOVING = words("est sont va vont ira allé allée allés viennent vient")  # forms of aller and venir, which take no object
FORCED = words("forcer obliger contraindre")  # *forcer à*, but *être forcé de*
BEINGS = words("être été est sont était étaient sera seront serait seraient fut furent soit soient")
FIRST = words("seul seule seuls seules premier première premiers premières dernier dernière derniers dernières")
QUESTIONS = words("comment où quand pourquoi combien quoi")
COPULAS = LINKING | {"être"}
# Set phrases and what joins an infinitive to them.
LED = {
    **dict.fromkeys(
        [("en", "mesure"), ("en", "train"), ("en", "passe"), ("en", "vue"), ("au", "lieu"), ("au", "point"),
         ("le", "point"), ("le", "but"), ("à", "force"), ("à", "même"), ("de", "peur")],
        "de",
    ),
    **dict.fromkeys([("de", "manière"), ("de", "façon")], "à"),
}  # fmt: skip
ALSO_NOUNS = words("être avoir savoir boire manger rire")
NOT = words("ne pas n' plus jamais rien")
COUNTING = words("milliers centaines dizaines millions milliers millier centaine dizaine")
NEAR = 10  # words back to a verb that has someone do what the infinitive says (*montre l’acteur hilare brandir*)


def unjoined_infinitive(token: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a verb or adjective whose infinitive no preposition, or the wrong one, joins to it."""
    if token.i + 2 >= len(token.doc):
        return None
    behind = (_behind_verb, _behind_object, _asked, _behind_adjective, _made_to, _first_to)
    return first_of((*behind, _wrongly_joined, _perfect_joined), token.doc, token, lexicon)


def _plain(token: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive in small letters that is nothing else."""
    return bool(token.text[0].islower()) and only_infinitive(lexicon, token)


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    """The same, and *être* and *avoir* where the parser takes them for verbs."""
    return _plain(token, lexicon) or (token.text in ALSO_NOUNS and token.pos_ in {"VERB", "AUX"})


def _behind_verb(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*tente attirer*, *réussi convaincre*, *promis ne pas partir* (but *une ville que je soupçonne être*)."""
    lemma, denied = one_verb(lexicon, verb), word_at(parse, verb.i + 1) in {"ne", "n'"}
    after = past(parse, verb.i + 1, NOT) if denied else after_adverbs(parse, verb.i + 1)
    if lemma is None or verb.pos_ not in {"VERB", "AUX"} or after >= min(len(parse), verb.i + 3 + denied):
        return None
    preposition, infinitive = GOVERN.get(lemma), parse[after]
    noun_too = preposition == "à" and lemma not in FORCED and infinitive_here(lexicon, infinitive)  # *commence parler*
    plain = noun_too or _infinitive(infinitive, lexicon)
    if preposition is None or word_at(parse, after - 1) in QUESTIONS or not plain:
        return None
    if infinitive.norm in ALSO_NOUNS and {"que", "qu'"} & {t.norm for t in parse[max(0, verb.i - 3) : verb.i]}:
        return None
    return _joined(verb, verb.nbor(1) if denied else infinitive, preposition)


def _behind_object(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a défié son rival répondre*: a verb that has someone do something, whom, then the bare infinitive."""
    found = verb_lemmas(lexicon, verb) & HAVE_DO_IT.keys()
    if not found or verb.pos_ != "VERB" or _caused(parse, verb, lexicon):
        return None
    end = subject_end(parse, parse[verb.i + 1])
    if end is None:
        return None
    if word_at(parse, end) in {"de", "d'"} and word_at(parse, end - 1) in COUNTING:
        end = end + 2  # *des milliers de résidents évacuer*
    infinitive = past(parse, end, NOT)
    if infinitive >= len(parse) or not _infinitive(parse[infinitive], lexicon):
        return None
    return _joined(parse[end - 1], parse[end], HAVE_DO_IT[min(found)])


def _asked(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a demandé le gouvernement d’agir*: whom one asks or allows to do something is told with *à*."""
    end = subject_end(parse, parse[verb.i + 1])
    if (
        end is None
        or not verb_lemmas(lexicon, verb) & ASK_OF
        or verb.pos_ != "VERB"
        or parse[verb.i + 1].norm not in ASKED
    ):
        return None
    if word_at(parse, end) not in {"de", "d'"} or end + 1 >= len(parse) or not only_infinitive(lexicon, parse[end + 1]):
        return None
    noun, article = next((t for t in parse[verb.i + 1 : end] if t.pos_ == "NOUN"), None), parse[verb.i + 1]
    if noun is None or noun.norm in OF_DOING or not (noun.norm in BODIES or person(noun, lexicon)):
        return None
    joined_article = CONTRACTIONS.get(("à", article.norm), f"à {article.text}")
    why = Reason("“{word}” is missing after “{before}”", word="à", before=verb.text)
    return Hit(verb.idx, article.idx + len(article), why, f"{verb.text} {joined_article}")


def _behind_adjective(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> Hit | None:
    """*il reste possible inverser*: an adjective takes its infinitive with a preposition (but *il fait bon vivre*)."""
    kinds, infinitive = {reading.pos for reading in readings(lexicon, adjective)}, adjective.nbor(1)
    if "adjective" not in kinds or kinds - {"adjective", "noun"} or adjective.norm in BEFORE_BARE_INFINITIVE:
        return None
    if adjective.pos_ != "ADJ" and not _behind_copula(parse, adjective, lexicon):
        return None
    if not _infinitive(infinitive, lexicon) or hyphen_after(parse, infinitive) or _caused(parse, adjective, lexicon):
        return None
    why = Reason("“{adjective}” takes its infinitive with a preposition", adjective=adjective.text)
    if parse[adjective.i - 1].norm in TIMES:
        return None  # *a dit la semaine dernière trouver cela injuste*
    # Behind a noun (*une crue brutale emporter*) it may be the verb that is wrong, behind a determiner anything.
    sure = parse[adjective.i - 1].pos_ not in {"NOUN", "DET"}
    repair = f"{adjective.text} {joined('de', infinitive.text)}" if sure else None
    return Hit(adjective.idx, infinitive.idx + len(infinitive), why, repair)


def _made_to(parse: "Doc", participle: "Token", lexicon: Lexicon) -> Hit | None:
    """*être forcée lever des fonds*, *est autorisé entrer*: the passive of a verb that has someone do something."""
    found, infinitive = verb_lemmas(lexicon, participle) & HAVE_DO_IT.keys(), participle.nbor(1)
    before = parse[before_adverbs(parse, participle.i - 1)] if participle.i else participle
    if not found or not past_participles(lexicon, participle) or before.norm not in BEINGS:
        return None
    verbal = infinitive.pos_ == "VERB" and any(r.mood == "infinitive" for r in readings(lexicon, infinitive))
    plain = _plain(infinitive, lexicon) or (verbal and infinitive.text.islower())
    preposition = "de" if found & FORCED else HAVE_DO_IT[min(found)]
    return _joined(participle, infinitive, preposition) if plain else None


def _first_to(parse: "Doc", noun: "Token", lexicon: Lexicon) -> Hit | None:
    """*la seule élue voter contre*: the first, last or only one *à* do something."""
    one_of = word_at(parse, noun.i - 1) in FIRST and word_at(parse, noun.i - 2) in {"le", "la", "les"}
    infinitive = noun.nbor(1)
    if not one_of or noun.pos_ not in {"NOUN", "ADJ"} or not is_noun(lexicon, noun) or not _plain(infinitive, lexicon):
        return None
    if _caused(parse, noun, lexicon) or noun.norm in TIMES or noun.norm.startswith("fois"):
        return None
    return _joined(noun, infinitive, "à")


def _behind_copula(parse: "Doc", adjective: "Token", lexicon: Lexicon) -> bool:
    """True behind *être* and its like, with or without an adverb (*étaient d’abord réticents*)."""
    before = next((t for t in reversed(parse[max(0, adjective.i - 3) : adjective.i]) if t.pos_ != "ADV"), None)
    return before is not None and bool(verb_lemmas(lexicon, before) & COPULAS)


def _caused(parse: "Doc", token: "Token", lexicon: Lexicon) -> bool:
    """True shortly behind a verb that takes a bare infinitive with its subject (*voit*, *fait*, *laisse*)."""
    before = parse[max(0, token.i - NEAR) : token.i]
    return any(causative(lexicon, t) and t.norm not in MOVING for t in before)


def _wrongly_joined(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*risque à être*: a verb that takes *de* alone (but *se risquer à*)."""
    verbs, infinitive = verb_lemmas(lexicon, verb), parse[verb.i + 2]
    before = parse[verb.i - 1]
    if not verbs or verbs - NEVER_WITH_A or word_at(parse, verb.i + 1) != "à" or before.norm in {"se", "s'"}:
        return None
    if not can_be_finite(lexicon, verb) or past_participles(lexicon, verb) or not _infinitive(infinitive, lexicon):
        return None
    if verb.pos_ != "VERB" and before.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return None  # *un risque à prendre*
    return _with_de(verb, infinitive)


def _perfect_joined(parse: "Doc", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*a décidé à fermer*, *la décision à fermer*, *avant être vus*, *au lieu partir*: “to”, or nothing, for *de*."""
    infinitive = parse[verb.i + 2]
    led = LED.get((word_at(parse, verb.i - 1), verb.norm))
    if led and _infinitive(parse[verb.i + 1], lexicon):
        return _joined(verb, parse[verb.i + 1], led)
    if verb.norm == "avant" and _infinitive(parse[verb.i + 1], lexicon):
        return _joined(verb, parse[verb.i + 1], "de")  # *avant être présentés*
    perfect = bool(past_participles(lexicon, verb)) and verb_lemmas(lexicon, verb) & PERFECT_WITH_DE
    having = perfect and verb.i > 0 and parse[before_adverbs(parse, verb.i - 1)].norm in HAVING
    noun = verb.norm in NOUNS_WITH_DE and verb.pos_ == "NOUN" and word_at(parse, verb.i + 3) in DETERMINERS
    if word_at(parse, verb.i + 1) != "à" or not (having or noun) or not _infinitive(infinitive, lexicon):
        return None
    if noun and (verb.i + 4 >= len(parse) or parse[verb.i + 4].like_num or parse[verb.i + 4].norm in TIMES):
        return None  # *une décision à rendre le 25 mai*
    if noun and any(verb_lemmas(lexicon, t) & BRINGING for t in parse[max(0, verb.i - NEAR) : verb.i]):
        return None  # *aider le projet à trouver des fonds*
    return _with_de(verb, infinitive)


def _with_de(first: "Token", infinitive: "Token") -> Hit:
    """The hit for *à* where it is *de* that joins an infinitive."""
    why = Reason("“{verb}” takes its infinitive with “de”", verb=first.text)
    return Hit(first.idx, infinitive.idx + len(infinitive), why, f"{first.text} {joined('de', infinitive.text)}")


def _joined(first: "Token", infinitive: "Token", preposition: str) -> Hit:
    """The hit for a preposition that is gone before an infinitive."""
    repair = first.doc.span(first.i, infinitive.i).text_with_ws + joined(preposition, infinitive.text)
    why = Reason("“{word}” is missing before “{after}”", word=preposition, after=infinitive.text)
    return Hit(first.idx, infinitive.idx + len(infinitive), why, repair)
