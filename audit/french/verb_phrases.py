"""Verb phrases that French does not have: *bien qu’il est*, *je vais s’en aller*, *dans le signer*, *ils ont rapportés*."""

from typing import TYPE_CHECKING

from audit.finding import Hit
from audit.french.clauses import hyphen_after, past, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    adverb,
    after_adverbs,
    can_be_finite,
    finite,
    finite_here,
    form_of,
    only_infinitive,
    past_participle,
    past_participles,
    readings,
    verb_lemmas,
)
from audit.french.infinitives import BEINGS
from audit.french.lexicon import Analysis, Lexicon
from audit.french.misformed import misformed
from audit.french.words import AUQUEL, QUE, SE, THE, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Words that with *que* call for the subjunctive; *bien* where it begins its clause (*il sait bien que*, *si bien que*).
CONCEDING = words("afin pour avant sans")
# What asks for something to be done; with *ne* it only counts (*il ne faut que dix minutes*).
REQUIRING = words("faut faudra faudrait fallait veux veut voulons voulez veulent voudrais voudrait")
ADVISED = words(
    "important nécessaire indispensable essentiel préférable souhaitable possible impossible rare dommage regrettable urgent"
)
# Verbs of fear, wish and demand; those of *se* are others (*se douter que*).
WISHING = words(
    "attendre craindre redouter souhaiter exiger douter déplorer regretter tolérer empêcher interdire préférer"
)
CLAUSE = 9  # words of a clause in which its verb stands
SUBORDINATE = words("que qu' qui dont où si comme lorsque quand puisque")
# Pronouns, the reflexive of each, before a vowel and else.
OWN = {"je": ("m’", "me"), "j'": ("m’", "me"), "tu": ("t’", "te"), "nous": ("nous", "nous"), "vous": ("vous", "vous")}
SEMI = words("aller vouloir pouvoir devoir compter espérer souhaiter")  # verbs of the infinitive's own subject
NOMINAL = words("dans avec chez vers contre malgré depuis selon parmi")  # prepositions that no infinitive follows ...
CAUSES = (("en", "raison", "de"), ("en", "dépit", "de"))  # ... and phrases of several words
# What a participle behind *avoir* may agree with: somewhere before, or right before.
ANTECEDENTS = QUE | words("lesquels lesquelles laquelle lequel quel quelle quels quelles combien")
CLITICS = words("l' les la le me m' te t' nous vous en")
# Verbs whose passive English builds sentences with (*is said to have left*).
SAID = words("dire rapporter penser croire estimer attendre signaler signifier observer montrer déclarer")
OTHER_SENSE = SE | words("ne n' me m' te t' nous vous")  # *ne craint que*, *se doute que*, *je m’attends que*
BARE = words(
    "être faire laisser pouvoir devoir vouloir falloir aller savoir oser préférer valoir consister venir aimer"
)
HAVING = words("a ont avait avaient aura auront aurait auraient ai avons avez avais")
# Conjunctions in *que*, and others, that no infinitive follows.
BEFORE_QUE = words("après avant pour afin tandis pendant dès depuis")
CONJUNCTIONS = words("lorsque lorsqu' puisque puisqu'")


def subjunctive(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*bien que des files ont été vues*, *afin que tout est prêt*: the indicative where French has the subjunctive."""
    if not _calls_for_subjunctive(parse, token, lexicon):
        return None
    clause = parse[token.i + 1 : token.i + 1 + CLAUSE]
    end = next(
        (t.i for t in clause if t.norm in SUBORDINATE | AUQUEL or t.is_punct), min(len(parse), token.i + 1 + CLAUSE)
    )
    verb = next((t for t in parse[token.i + 1 : end] if finite_here(lexicon, t)), None)
    if verb is None or not verb.text.islower():
        return None
    if any(r.mood == "subjunctive" for t in parse[verb.i + 1 : verb.i + 2] for r in readings(lexicon, t)):
        return None  # *bien que la mesure dans laquelle elle l’est soit à l’étude*
    forms = [reading for reading in readings(lexicon, verb) if finite(reading)]
    if any(form.mood != "indicative" for form in forms) or {form.tense for form in forms} <= {"imperfect", "past"}:
        return None
    why = Reason("“{phrase}” calls for the subjunctive, not “{verb}”", phrase=_phrase(parse, token), verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, _in_subjunctive(forms, lexicon))


def _calls_for_subjunctive(parse: "Doc", que: "Token", lexicon: Lexicon) -> bool:
    before, place = word_at(parse, que.i - 1), que.i - 2
    if que.norm not in QUE:
        return False
    opening = place < 0 or parse[place].is_punct
    return (
        before in CONCEDING
        or (before == "moins" and word_at(parse, place) == "à")
        or (before == "bien" and opening)
        or (before == "ce" and word_at(parse, place - 1) == "jusqu'")
        or (before in REQUIRING and {"ne", "n'"}.isdisjoint(t.norm for t in parse[max(0, que.i - 4) : que.i]))
        or (before in ADVISED and word_at(parse, place) in BEINGS)
        or (que.i > 0 and _wishing(parse, parse[que.i - 1], lexicon))
    )


def _wishing(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for *craignent*, *souhaiter*, *attendez*; not for *ne craint que*, *se doute*, *les gens que*."""
    if verb.pos_ != "VERB" or not verb_lemmas(lexicon, verb) & WISHING or past_participles(lexicon, verb):
        return False
    near = (t.norm for t in parse[max(0, verb.i - 3) : verb.i])
    return verb_lemmas(lexicon, verb) <= WISHING and not any(word in OTHER_SENSE for word in near)


def _phrase(parse: "Doc", que: "Token") -> str:
    before = word_at(parse, que.i - 1)
    return f"{'à ' if before == 'moins' else ''}{before} que"


def _in_subjunctive(forms: list[Analysis], lexicon: Lexicon) -> str | None:
    """The subjunctive of a verb in the present; None where it may be several verbs or persons."""
    kinds = {(form.lemma, form.person, form.number) for form in forms}
    if len(kinds) != 1:
        return None
    lemma, person, number = kinds.pop()
    return lexicon.inflect(lemma, "verb", mood="subjunctive", tense="present", person=person, number=number)


def other_reflexive(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*je ne vais pas s’éloigner*: the pronoun of another person, in a link that was translated alone."""
    if not verb_lemmas(lexicon, token) & SEMI or after.norm not in SE or after.i + 1 == len(parse):
        return None
    before = token.i - 1 - (word_at(parse, token.i - 1) in {"ne", "n'", "y"})
    own, infinitive = OWN.get(word_at(parse, before)), parse[after.i + 1]
    if own is None or not finite_here(lexicon, token) or not only_infinitive(lexicon, infinitive):
        return None
    if before and parse[before - 1].pos_ == "ADP":
        return None  # *aucun d’entre nous ne veut se perdre*
    pronoun = own[0] if after.norm == "s'" else own[1]
    gap = "" if pronoun.endswith("’") else " "
    why = Reason("“{word}” is not the pronoun of “{subject}”", word=after.text, subject=parse[before].text)
    return Hit(after.idx, infinitive.idx + len(infinitive), why, f"{pronoun}{gap}{infinitive.text}")


def nominal_preposition(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*intéressé dans le signer*, *est en raison de publier*: a preposition of nouns before an infinitive."""
    cause = tuple(t.norm for t in parse[max(0, token.i - 2) : token.i + 1]) in CAUSES
    if not cause and (token.norm not in NOMINAL or not token.text.islower()):
        return None
    infinitive = past(parse, token.i + 1, THE)
    if infinitive >= len(parse) or not only_infinitive(lexicon, parse[infinitive]):
        return None
    verb = parse[infinitive]
    if token.norm == "contre" and word_at(parse, token.i - 1) == "par":
        return None  # *il faudrait par contre profiter de*
    if token.norm == "depuis" and "à" in {t.norm for t in parse[infinitive:]}:
        return None  # *depuis faire parler un tableau à ranimer des morts*
    foreign = lexicon.english_frequency(verb.text) > lexicon.frequency(verb.text)
    if hyphen_after(parse, verb) or not verb.text.islower() or foreign:
        return None
    first = parse[token.i - 2] if cause else token
    phrase = parse.span(first.i, token.i + 1).text
    why = Reason("“{word}” cannot be followed by the infinitive “{verb}”", word=phrase, verb=verb.text)
    return Hit(first.idx, verb.idx + len(verb), why)


def raised(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*est dit avoir quitté*: the passive of a verb of saying with an infinitive, as in English."""
    if token.norm != "été" and not (form_of(lexicon, token, "être") and can_be_finite(lexicon, token)):
        return None
    after = after_adverbs(parse, verb.i + 1)
    said = past_participles(lexicon, verb) and verb_lemmas(lexicon, verb) & SAID
    if not said or after == len(parse) or token.i == 0 or word_at(parse, token.i - 1) in {"s'", "se", "ce", "c'"}:
        return None
    infinitive = only_infinitive(lexicon, parse[after]) or parse[after].norm in {"avoir", "être"}
    why = Reason("“{phrase}” is followed by no infinitive in French", phrase=f"{token.text} {verb.text}")
    return Hit(token.idx, parse[after].idx + len(parse[after]), why) if infinitive else None


def participial(parse: "Doc", comma: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont plongé de 18 %, anéantir deux milliards*: an infinitive behind a whole clause, for English “wiping out”."""
    if comma.text != "," or verb.i != comma.i + 1 or not only_infinitive(lexicon, verb) or verb.i + 2 >= len(parse):
        return None
    before, what = parse[: comma.i], parse[verb.i + 1]
    if not (what.pos_ in {"DET", "NUM"} and verb.text.islower() and any(finite_here(lexicon, t) for t in before)):
        return None
    if any(verb_lemmas(lexicon, t) & BARE or _infinitive(t, lexicon) or t.text in ":;«" for t in before):
        return None
    subject = any(finite_here(lexicon, t) for t in parse[verb.i + 1 :])  # *face à un vol, refuser le contact est bon*
    if "?" in parse.text or subject or any(t.text == "," for t in before):
        return None
    if any(t.norm in {"et", "ou", "ni", ","} and _infinitive(parse[t.i + 1], lexicon) for t in parse[verb.i : -1]):
        return None  # *trois plaisirs, lire un livre, dormir*
    lemma = next(iter(verb_lemmas(lexicon, verb)))
    healed = lexicon.inflect(lemma, "verb", mood="participle", tense="present")
    why = Reason("nothing governs the infinitive “{verb}”", verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, healed)


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    return any(reading.mood == "infinitive" for reading in readings(lexicon, token))


def agreeing_perfect(parse: "Doc", token: "Token", after: "Token", lexicon: Lexicon) -> Hit | None:
    """*les médias ont rapportés que*: a participle behind *avoir* that agrees, where no object stands before."""
    if token.norm not in HAVING or after.i + 1 == len(parse) or not after.text.islower():
        return None
    forms = past_participles(lexicon, after)
    inflected = bool(forms) and all(form.number == "p" or form.gender == "f" for form in forms)
    kinds = {"adjective", "noun"} if token.head == after and after.nbor(1).pos_ in {"DET", "NUM"} else {"adjective"}
    if not inflected or any(r.mood != "participle" and r.pos not in kinds for r in readings(lexicon, after)):
        return None
    subject = parse[token.i - 1] if token.i else None
    if (
        subject is None
        or subject.norm in CLITICS
        or _both_objects(subject)
        or any(_antecedent(t, after) for t in parse[: token.i])
    ):
        return None
    if subject.is_punct or any(not adverb(t) for t in parse[token.i + 1 : after.i]):
        return None
    healed = past_participle(lexicon, after)
    why = Reason(
        "“{participle}” agrees with no object that stands before “{auxiliary}”",
        participle=after.text,
        auxiliary=token.text,
    )
    return Hit(
        token.idx, after.idx + len(after), why, healed and f"{parse.span(token.i, after.i).text_with_ws}{healed}"
    )


def _both_objects(pronoun: "Token") -> bool:
    """True for the second of *je la lui ai montrée*."""
    return pronoun.norm in {"lui", "leur"} and word_at(pronoun.doc, pronoun.i - 1) in {"le", "la", "les", "l'"}


def _antecedent(token: "Token", participle: "Token") -> bool:
    """True for what may stand for an object before its verb: *que*, but that of *estime que*; *qui* in its place."""
    if token.norm == "qui":  # *qui certains critiques ont jugés*
        after = token.nbor(1)
        subject = after.norm in SUBJECTS or after.norm in DETERMINERS or after.pos_ == "PROPN"
        return subject and after.norm not in CLITICS
    clausal = token.dep_ == "mark" and token.head == participle and token.i > 1 and token.nbor(-1).pos_ == "VERB"
    clausal = clausal and token.nbor(-2).text != "-"  # *une sensation de déjà-vu que j’ai eue*
    return token.norm in ANTECEDENTS and not clausal


def conjunction(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*après qu’offrir*, *décider si facturer*: a conjunction followed by an infinitive."""
    if verb.i != token.i + 1 or not verb.text.islower() or not only_infinitive(lexicon, verb):
        return None
    before = parse[token.i - 1] if token.i else token
    que = token.norm in {"que", "qu'"} and before.norm in BEFORE_QUE
    whether = token.norm == "si" and before.pos_ == "VERB" and not finite_here(lexicon, before)
    if not (que or whether or token.norm in CONJUNCTIONS):
        return None
    why = Reason("“{word}” cannot be followed by the infinitive “{verb}”", word=token.text, verb=verb.text)
    return Hit(token.idx, verb.idx + len(verb), why)


def condition(parse: "Doc", token: "Token", _: "Token", lexicon: Lexicon) -> Hit | None:
    """*si vous achèteriez le modèle, vous auriez*: the conditional behind the *si* that opens a sentence and in what follows."""
    comma = (
        next((t.i for t in parse if t.text == ","), len(parse)) if token.i == 0 and token.norm in {"si", "s'"} else 0
    )
    verb = next((t for t in parse[1:comma] if finite_here(lexicon, t)), None)
    if verb is None or not _conditional(verb, lexicon) or hyphen_after(parse, verb):
        return None
    if not any(_conditional(t, lexicon) for t in parse[comma:] if t.pos_ in {"VERB", "AUX"}):
        return None
    form = readings(lexicon, verb)[0]
    why = Reason("“si” takes no conditional: “{verb}”", verb=verb.text)
    healed = lexicon.inflect(
        form.lemma, "verb", mood="indicative", tense="imperfect", person=form.person, number=form.number
    )
    return Hit(verb.idx, verb.idx + len(verb), why, healed)


def _conditional(verb: "Token", lexicon: Lexicon) -> bool:
    return {r.mood for r in readings(lexicon, verb)} == {"conditional"}


PHRASES = (
    condition,
    misformed,
    subjunctive,
    other_reflexive,
    nominal_preposition,
    participial,
    agreeing_perfect,
    conjunction,
)
