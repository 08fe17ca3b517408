"""Clauses that have lost their *que* (*a dit Nokia est*, *avait averti le président il ne pourrait*, *demande la taxe soit*)."""

from typing import TYPE_CHECKING

from audit.finding import first_of
from audit.french.bare_nouns import person
from audit.french.clauses import (
    TIMES,
    aside_end,
    complements_end,
    follows_speech,
    past,
    subject_end,
    surely_finite,
    word_at,
)
from audit.french.grammar import (
    DETERMINERS,
    adverb,
    can_be_finite,
    finite_here,
    is_name,
    only_finite,
    only_infinitive,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, OF_A_NOUN, OPENING, words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Verbs of saying and thinking that take a clause with *que*; and those that first take the person told.
SAYING = words(
    """
    dire déclarer affirmer annoncer expliquer estimer assurer ajouter indiquer préciser penser croire confirmer
    révéler soutenir prétendre admettre reconnaître rappeler souligner noter constater prévenir avertir craindre
    espérer suggérer jurer promettre nier répondre conclure arguer alléguer plaider répliquer
    """
)
TELLING = SAYING | words("informer convaincre persuader")
# Verbs whose clause is in the subjunctive, which tells it from the sentence's own verb.
WISHING = words(
    """
    demander craindre vouloir exiger souhaiter attendre ordonner proposer suggérer recommander préférer regretter
    """
)
# Verbs that have *à* before whom one tells, and what may follow that.
TOLD_TO = words("dire déclarer confier raconter expliquer indiquer préciser affirmer")
ASKED_OF = words("demander répondre dire")
INVERTED = words("-il -elle -on -ils -elles")
BEHIND_TOLD = TIMES | words("que qu' dans lors en après avant par")
SUBJUNCTIVES = words("soit soient ait aient")  # which the lexicon has as other words as well
PRONOUNS = words("il elle ils elles")
ALSO = words("aussi également toutefois cependant encore ainsi déjà")
CLAUSE_PRONOUNS = PRONOUNS | {"on"}
WHOLES = words("tout rien chacun personne certains beaucoup plusieurs")  # subjects all by themselves
AT = words("à au aux")
TOLD = words("a ont avait avaient")
ARTICLES = words("le la les l' son sa ses leur leurs")
RELATIVES = words("qui que qu' dont où ce")
SPAN = 7  # words behind *il y a* in which a span of time ends (*il y a un peu plus de trois ans*)
COMPLEMENT = 6  # words that a person told may carry
MOST = 3  # words of a subject that might be an inverted one
NEAR = 4  # words before a verb of saying, in which its object may stand
DAYS = words("lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui")
PARTS_OF_DAY = words("matin midi soir dernier dernière passé passée")
LONG_AGO = words("longtemps peu belle quelque quelques")
BEFORE_VERB = words("ne n' se s' y en")
OBJECTS = words("le la les l' lui")


def told_without_a(parse: "Doc", saying: "Token", lexicon: Lexicon) -> "Token | None":
    """The name behind which *à* is gone in *Rao a dit Reuters que*: the verb has its subject, right before it."""
    if saying.i < 2 or saying.i + 2 >= len(parse) or not past_participles(lexicon, saying):
        return None
    auxiliary, subject, whom = parse[saying.i - 1], parse[saying.i - 2], parse[saying.i + 1]
    article = whom.norm in ARTICLES
    if auxiliary.norm in INVERTED and article and verb_lemmas(lexicon, saying) & ASKED_OF:
        noun = whom.nbor(1)  # *a-t-elle demandé l’avocat*: it has its subject
        return whom if noun.pos_ == "NOUN" and person(noun, lexicon) else None
    if auxiliary.norm not in TOLD or not verb_lemmas(lexicon, saying) & TOLD_TO or not (article or _name(whom)):
        return None
    end = next((token for token in parse[whom.i + article :] if not _name(token) and not token.like_num), None)
    if article:
        told = _told_somebody(whom, lexicon) if end is None or end.i == whom.i + 1 else end
        subject_first = is_name(subject) or subject.pos_ == "NOUN" or subject.norm in PRONOUNS
        return whom if subject_first and told is not None and told.norm in {"que", "qu'"} else None
    if end is None or end.norm in {"que", "qu'"}:
        return whom if end is not None else None
    if not (is_name(subject) or subject.pos_ == "NOUN" or subject.norm in PRONOUNS) or is_name(auxiliary):
        return None
    return whom if end.norm in BEHIND_TOLD or end.is_punct else None


def _told_somebody(article: "Token", lexicon: Lexicon) -> "Token | None":
    """What follows a person, or a medium whose capital article says that it was a link (*a déclaré La Course de Redon que*)."""
    noun, parse = article.nbor(1), article.doc
    somebody = noun.pos_ == "NOUN" and (person(noun, lexicon) or article.text[0].isupper())
    behind = (t for t in parse[noun.i + 1 : noun.i + 1 + COMPLEMENT] if t.pos_ not in OF_A_NOUN)
    return next(behind, None) if somebody else None


def _name(token: "Token") -> bool:
    return (is_name(token) and token.norm not in DAYS) or (token.text.isupper() and token.is_alpha and len(token) > 1)


def clause_without_que(parse: "Doc", verb: "Token", lexicon: Lexicon) -> "Token | None":
    """Where the clause begins that a verb calls for with *que*, which is not there; None when none does."""
    if verb.i == 0 or verb.i + 3 >= len(parse):
        return None
    rules = (_said, _told, _told_to, _wished, _after)
    return first_of(rules, parse, verb, lexicon)


def _said(parse: "Doc", saying: "Token", lexicon: Lexicon) -> "Token | None":
    """*a dit Nokia est*, *prévient le système, né au large, pourrait*: a verb of saying, then a subject with its verb."""
    if not verb_lemmas(lexicon, saying) & SAYING:
        return None
    start = parse[saying.i + 1 + (word_at(parse, saying.i + 1) in ALSO and saying.i + 4 < len(parse))]
    if only_infinitive(lexicon, saying) or _alias(saying):
        return None
    if word_at(parse, saying.i - 1) in {"ceci", "cela"}:
        return None  # *ceci dit je pars*
    noun = saying.pos_ == "NOUN" and word_at(parse, saying.i - 1) in DETERMINERS  # *plus que la crainte nous tenait*
    if noun or word_at(parse, saying.i - 1) in DETERMINERS.keys() - CLITICS or start.norm.startswith(("quel", "qu'")):
        return None  # *répondre à sa pensée*, *explique quels types*, *précise qu'"aucune trace"*
    end = start.i + 1 if start.norm in WHOLES and only_finite(lexicon, start.nbor(1)) else subject_end(parse, start)
    inverted = _inverted(parse, saying, lexicon) and start.norm not in PRONOUNS
    if end is None or (inverted and start.pos_ != "DET"):
        return None
    if _ago(parse, end - 1) or (start.pos_ == "DET" and word_at(parse, start.i + 1) in TIMES):
        return None  # *annoncé il y a un mois*, *annoncé la semaine dernière*
    end = aside_end(parse, complements_end(parse, end, lexicon), lexicon)
    verb = past(parse, end, BEFORE_VERB | OPENING) if word_at(parse, end - 1) != "*" else len(parse)  # a list
    if verb == len(parse) or not finite_here(lexicon, parse[verb]) or not parse[verb].text[0].islower():
        return None
    if start.norm not in PRONOUNS and not any(r.person == "3" for r in readings(lexicon, parse[verb])):
        return None  # *reconnu la voix de son laquais*, also a form of *laquer*
    if inverted and (end > start.i + MOST or not surely_finite(lexicon, parse[verb])):
        return (
            None  # *, a déclaré le plan avait été*: where the subject may be inverted, this one has a verb of its own
        )
    return start if not _main_verb(parse, saying, verb, lexicon) else None


def _inverted(parse: "Doc", saying: "Token", lexicon: Lexicon) -> bool:
    """True where the subject may stand behind the verb of saying (*… », a déclaré Martin*)."""
    gerund = any(r.tense == "present" and not r.person for r in readings(lexicon, saying))
    return follows_speech(parse, saying) and not gerund


def _told(parse: "Doc", telling: "Token", lexicon: Lexicon) -> "Token | None":
    """*avait averti le président il ne pourrait pas*: told whom, or what day, then a pronoun with its verb."""
    if not verb_lemmas(lexicon, telling) & TELLING:
        return None
    whom = parse[telling.i + 1]
    end = _day_end(parse, telling) or subject_end(parse, whom)
    if end is None or whom.norm.startswith("quel") or word_at(parse, end) not in PRONOUNS or _ago(parse, end):
        return None
    verb = past(parse, end + 1, BEFORE_VERB | OBJECTS)
    if verb < len(parse) and can_be_finite(lexicon, parse[verb]) and parse[end].text.islower():
        return parse[end]
    return None


def _day_end(parse: "Doc", telling: "Token") -> int | None:
    """Where the day ends on which something is said (*a annoncé lundi soir il fermerait*); None where none is named, or
    what was said stands before (*ce qu’il avait dit mardi, il le répète*)."""
    place, before = telling.i + 1, parse[max(0, telling.i - NEAR) : telling.i]
    if word_at(parse, place) not in DAYS or {"que", "qu'", "l'"} & {t.norm for t in before}:
        return None
    return place + 1 + (word_at(parse, place + 1) in PARTS_OF_DAY)


def time_end(parse: "Doc", place: int) -> int:
    """Behind a day, or a time with its determiner (*mardi soir*, *la semaine dernière*), else `place` itself."""
    end = place + (word_at(parse, place) in DETERMINERS)
    if word_at(parse, end) not in TIMES or (end == place and word_at(parse, end) not in DAYS):
        return place
    return end + 1 + (word_at(parse, end + 1) in PARTS_OF_DAY)


def _told_to(parse: "Doc", telling: "Token", lexicon: Lexicon) -> "Token | None":
    """*a dit au conseil, a dit à la radio mardi il n’avait pas*: told to whom, then a pronoun with its verb."""
    at = telling.i + 1
    if not verb_lemmas(lexicon, telling) & SAYING or word_at(parse, at) not in AT or at + 1 == len(parse):
        return None
    end = _addressee_end(parse, at) if not word_at(parse, at + 1).startswith("quel") else None
    end = end if end is None else time_end(parse, end)
    if end is None or word_at(parse, end) not in CLAUSE_PRONOUNS or _ago(parse, end) or parse[end].text[0].isupper():
        return None
    verb = past(parse, end + 1, BEFORE_VERB | OBJECTS | {"leur"})
    return parse[end] if verb < len(parse) and can_be_finite(lexicon, parse[verb]) else None


def _after(parse: "Doc", after: "Token", lexicon: Lexicon) -> "Token | None":
    """*adopté après les membres ont voté*: a clause behind *après* or *avant*, where only a noun may stand without *que*."""
    before, start = parse[: after.i], parse[after.i + 1]
    if (
        after.norm not in {"après", "avant"}
        or any(t.norm in RELATIVES and not _behind_comma(t) for t in before)
        or after.nbor(-1).norm in {"-", "d'"}
    ):
        return None
    made, noun = after.nbor(-1), parse[max(0, after.i - 2)]
    if noun.pos_ == "NOUN" and past_participles(lexicon, made):
        return None  # *le plan élaboré après la crue était*: the verb of what was made so
    end = subject_end(parse, start) if after.norm == "après" or start.pos_ == "DET" else None
    if end is None or not any(finite_here(lexicon, t) for t in before):
        return None
    verb = past(parse, complements_end(parse, end, lexicon), BEFORE_VERB)
    own = verb < len(parse) and finite_here(lexicon, parse[verb]) and parse[verb].text.islower()
    return start if own else None


def _behind_comma(relative: "Token") -> bool:
    """True where a relative clause must end with another comma (*, qui a quitté la ville*)."""
    return relative.norm in {"qui", "dont", "où"} and relative.i > 0 and relative.nbor(-1).text == ","


def _addressee_end(parse: "Doc", at: int) -> int | None:
    """Where the person behind *à*, *au* or *aux* ends."""
    whom = parse[at + 1]
    if parse[at].norm == "à" or is_name(whom):
        return subject_end(parse, whom)
    return next((t.i for t in parse[at + 2 :] if t.pos_ != "ADJ"), None) if whom.pos_ == "NOUN" else None


def _ago(parse: "Doc", il: int) -> bool:
    """True where *il y a* and a span of time begin (*il y a trois ans*; not *il y aurait un accord*)."""
    if [word_at(parse, il), word_at(parse, il + 1)] != ["il", "y"] or word_at(parse, il + 2) not in {"a", "avait"}:
        return False
    span = [token.norm for token in parse[il + 3 : il + 3 + SPAN]]
    return bool(LONG_AGO & set(span[:1])) or any({word, word.removesuffix("s")} & TIMES for word in span)


def _wished(parse: "Doc", wishing: "Token", lexicon: Lexicon) -> "Token | None":
    """*demandent la composition des produits soit affichée*: a verb of wishing, then a subject with a subjunctive."""
    if not verb_lemmas(lexicon, wishing) & WISHING or wishing.pos_ not in {"VERB", "AUX"}:
        return None
    start = parse[wishing.i + 1 + adverb(parse[wishing.i + 1])]
    end = subject_end(parse, start)
    if end is None:
        return None
    verb = past(parse, complements_end(parse, end, lexicon), BEFORE_VERB)
    return start if verb < len(parse) and _subjunctive(parse[verb], lexicon) else None


def _subjunctive(verb: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, verb)
    return verb.norm in SUBJUNCTIVES or (bool(found) and all(r.mood == "subjunctive" for r in found))


def _alias(saying: "Token") -> bool:
    """True for the *dit* between two names of one person (*Joseph Desrosiers dit Jo*)."""
    return saying.norm == "dit" and is_name(saying.nbor(-1)) and is_name(saying.nbor(1))


def _main_verb(parse: "Doc", saying: "Token", verb: int, lexicon: Lexicon) -> bool:
    """True where the later verb may be the sentence's own: *la ministre qui assure le mandat | a reçu …*."""
    attribute = parse[saying.i - 1].pos_ == "NOUN" and not finite_here(
        lexicon, saying
    )  # *les traces indiquant la sortie*
    breaks = {"et"} if attribute else set()  # *la route est barrée et les traces indiquant la sortie sont pâles*
    start = next((t.i + 1 for t in reversed(parse[: saying.i]) if t.is_punct or t.norm in breaks), 0)
    if word_at(parse, saying.i - 1) == "et":
        return any(t.norm == "qui" for t in parse[start : saying.i])  # *qui chante et dit des contes | a vendu*
    if word_at(parse, saying.i - 1) not in {"qui", "avoir"} and not attribute:
        return False
    return not any(finite_here(lexicon, token) for token in parse[start:verb] if token.i != saying.i)
