"""Participles behind *avoir* against the object before it (*on les avait gardé*, *les élus que j’ai interrogé*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.agreeing import Features, clash, disagreement
from audit.french.candidates import agreeing_alone, candidates, owned
from audit.french.clauses import OPENERS, TIMES, word_at
from audit.french.grammar import SUBJECTS, before_adverbs, form_of, past_participles, readings, verb_lemmas
from audit.french.lexicon import Lexicon
from audit.french.lone_participles import TELLING
from audit.french.relatives import phrase_start
from audit.french.words import words

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Nouns whose *que* may open what is claimed (*la preuve qu’il a menti*).
CLAIMS = words(
    """
    preuve idée impression certitude conviction hypothèse crainte peur nouvelle annonce rumeur conclusion condition
    possibilité chance chances probabilité sensation assurance garantie information informations théorie thèse façon
    manière fois mesure raison cause vérité réalité conséquence allégation allégations accusation accusations indication
    """
)
CLOSING = words("ADP PUNCT ADV VERB AUX CCONJ")  # kinds of words behind a relative clause that has no other object
OPENING = OPENERS | words("et ; : « “") | {""}
COMPARING = words("tel telle tels telles même mêmes autre autres")  # *des pays tels que l’Italie ont refusé*
NUMBERS = {"les": "p", "l'": "s"}
# Verbs whose participle goes with an infinitive or a clause that may be left out (*comme il les a fallu*) ...
UNAGREEING = words("faire laisser falloir pouvoir vouloir devoir croire dire penser voir entendre sentir regarder")
# ... and verbs of measures, which are no objects (*les cent euros que cela a coûté*).
MEASURING = words("coûter valoir peser mesurer vivre durer courir dormir marcher régner")


def object_before(parse: "Doc", participle: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for a participle that does not agree with the pronoun or the noun that is its object."""
    forms = past_participles(lexicon, participle)
    having = before_adverbs(parse, participle.i - 1)
    if not forms or participle.pos_ == "ADV" or having < 1 or not form_of(lexicon, parse[having], "avoir"):
        return None
    after = parse[participle.i + 1 : participle.i + 4]
    governing = any(r.mood == "infinitive" for token in after for r in readings(lexicon, token))
    if governing or {form.lemma for form in forms} & (UNAGREEING | MEASURING):
        return None
    return _pronoun(parse, participle, having, lexicon) or _behind_que(parse, participle, having, lexicon)


def _features(participle: "Token", lexicon: Lexicon) -> Features:
    forms = past_participles(lexicon, participle)
    genders, numbers = {form.gender for form in forms}, {form.number for form in forms}
    return Features(genders.pop() if len(genders) == 1 else "", numbers.pop() if len(numbers) == 1 else "")


def _pronoun(parse: "Doc", participle: "Token", having: int, lexicon: Lexicon) -> Hit | None:
    """*on les avait gardé*, *nous l’avons suivis*."""
    them = having - 1 - (word_at(parse, having - 1) in {"y", "lui", "leur"})
    wanted = Features(number=NUMBERS.get(word_at(parse, them), ""))
    if not clash(wanted, _features(participle, lexicon)):
        return None
    return Hit(participle.idx, participle.idx + len(participle), disagreement(parse[them], participle, "number"))


def _behind_que(parse: "Doc", participle: "Token", having: int, lexicon: Lexicon) -> Hit | None:
    """*une saison, qu’Apple a commandé en mai*: told by the order of words, with a comma or a noun that opens its clause."""
    after, has = participle.doc[participle.i + 1 : participle.i + 2], _features(participle, lexicon)
    plain = has.gender == "m" and has.number != "p" and participle.text.islower()
    if not plain or any(t.pos_ not in CLOSING and t.norm not in TIMES for t in after):
        return None
    subject = having - 1 if word_at(parse, having - 1) in SUBJECTS else phrase_start(parse, having)
    que = subject - 1
    comma = word_at(parse, que - 1) == ","
    if (
        word_at(parse, que) not in {"que", "qu'"}
        or subject == having
        or que < 2
        or word_at(parse, que - 1) in COMPARING
    ):
        return None
    start = phrase_start(parse, que - comma)
    inside = parse[start : que - comma]
    told = (
        any(verb_lemmas(lexicon, t) & TELLING for t in parse[:que])
        if comma
        else word_at(parse, start - 1) not in OPENING
    )
    noun = next((t for t in inside if t.pos_ == "NOUN"), None)
    if noun is None or told or (inside[0].pos_ != "DET" and not comma) or noun.norm in CLAIMS | TIMES:
        return None
    owners = candidates(inside, lexicon)
    if not owners or owned(has, owners):
        return None
    healed = agreeing_alone(participle, owners, lexicon)
    what = clash(owners[0], has)
    return Hit(participle.idx, participle.idx + len(participle), disagreement(noun, participle, what), healed)
