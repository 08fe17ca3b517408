"""Infinitives that nothing governs (*il retourna à son poste et télégraphier*, *des associations défendre la vie privée*)."""

from typing import TYPE_CHECKING

from audit.finding import Hit, first_of
from audit.french.clauses import TIMES, hyphen_after, number_of, opening_subject, past, surely_finite, word_at
from audit.french.grammar import (
    DETERMINERS,
    SUBJECTS,
    after_adverbs,
    before_adverbs,
    can_be_finite,
    causative,
    conjugate,
    finite,
    finite_here,
    form_of,
    group_start,
    one_verb,
    only_infinitive,
    past_participles,
    person_of,
    readings,
    verb_lemmas,
)
from audit.french.infinitives import GOVERN, HAVE_DO_IT, LED, TAKE_BARE
from audit.french.lexicon import Lexicon
from audit.french.words import CLITICS, OPENING, words
from audit.reason import Reason

if TYPE_CHECKING:
    from audit.french.parsed import Doc, Token

# Verbs that a bare infinitive may follow at a distance, over their object or another's words.
NEVER_FAR = words("être dire partir courir sortir monter descendre rentrer revenir retourner adorer sembler paraître")
FAR = TAKE_BARE - NEVER_FAR | words("consister risquer suffire annoncer réputer supposer présumer")
MOVING = words(
    "aller venir partir courir accourir monter remonter descendre redescendre sortir rentrer revenir retourner"
)
# Words behind which an infinitive may stand alone, or that put one beside another.
ASKING = words(
    """
    où comment quoi quel quelle quels quelles que qu' qui pourquoi quand combien plutôt autant sinon sauf ni ou mieux
    voire voilà voici
    """
)
ADVISING = words(
    "si pour en afin avant après quand lorsque lorsqu' comme alors"
)  # *si c’est trop long, envisager de répartir*
MENTIONED = words("mot verbe terme infinitif")  # *le mot éduquer*
LINKS = words("et puis")
PASSED = CLITICS | words("point guère")  # *pour ne point vous retarder*
INVERTED = words("tu vous nous je il elle on ils elles")  # *peux-tu m’apprendre*
MARKS = frozenset(':;?!…«»“”"(—–')
OPENERS = words("qui que qu' dont où car mais")
SUBORDINATE = words("que qu' qui dont où si comme quand lorsque")
US = words("nous vous")
BEFORE_QUE = words("dès tandis pendant après depuis")  # *dès que vous cliquer*
CONDITIONS = words("si lorsque puisque quand")  # *si vous chercher un cadeau*


def ungoverned(parse: "Doc", token: "Token", verb: "Token", lexicon: Lexicon) -> Hit | None:
    """The hit for an infinitive with no verb, preposition or other infinitive to depend on; `token` stands before it."""
    if (
        token.i + 1 != verb.i
        or not verb.text.islower()
        or not only_infinitive(lexicon, verb)
        or hyphen_after(parse, verb)
    ):
        return None
    if lexicon.english_frequency(verb.text) > lexicon.frequency(verb.text):
        return None
    start = group_start(parse, verb.i, PASSED)
    if any(token.text == "-" and word_at(parse, token.i + 1) in INVERTED for token in parse[:start]):
        return None
    if any(token.norm in ASKING for token in parse[start : verb.i]):
        return None  # *expliquez comment démarrer*
    rules = (_behind_us, _coordinated, _behind_noun, _behind_comma)
    return first_of(rules, parse, start, verb, lexicon) if start else None


def _hit(verb: "Token", repair: str | None) -> Hit:
    why = Reason("nothing governs the infinitive “{verb}”", verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, repair)


def _behind_us(parse: "Doc", start: int, verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*les chaussures que vous porter*: behind *nous* or *vous*, the subject of a relative clause."""
    us, que, before = verb.nbor(-1), word_at(parse, start - 1), parse[max(0, start - 2)]
    relative = que in {"que", "qu'", "où", "dont"} and (before.pos_ in {"NOUN", "ADJ"} or before.norm in BEFORE_QUE)
    if us.i != start or us.norm not in US or not (relative or que in CONDITIONS):
        return None
    if que == "où":
        return None  # *un abri où nous cacher*
    person = "1" if us.norm == "nous" else "2"
    why = Reason("“{subject}” calls for a conjugated verb, not “{verb}”", subject=us.text, verb=verb.text)
    return Hit(verb.idx, verb.idx + len(verb), why, conjugate(lexicon, verb, person, "p"))


def _coordinated(parse: "Doc", start: int, verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*il retourna à son poste et télégraphier*: an infinitive beside a conjugated verb."""
    link = parse[start - 1]
    first = _main_verb(parse, start - 1, lexicon)
    if word_at(parse, start - 2) in SUBJECTS.keys() | {"ne"} or first is None or _subject(parse, verb, lexicon):
        return None  # *je puis vous promettre*
    qualifying = first.morph.get("VerbForm") == ["Part"] and past_participles(lexicon, first)
    if qualifying and any(_infinitive(t, lexicon) for t in parse[: first.i]):
        return None  # *veuillez indiquer les groupes desservis et décrire*
    if link.norm not in LINKS or not _free(parse, _clause(parse, first, lexicon), link.i, lexicon):
        return None
    return _hit(verb, _alike(parse, first, verb, lexicon))


def _subject(parse: "Doc", infinitive: "Token", lexicon: Lexicon) -> bool:
    """True for an infinitive that is a subject (*et les confondre est une erreur*)."""
    for token in parse[infinitive.i + 1 :]:
        if token.text in MARKS or token.norm in SUBORDINATE | SUBJECTS.keys():
            return False
        if finite_here(lexicon, token):
            return any(r.person == "3" and r.number == "s" for r in readings(lexicon, token) if finite(r))
    return False


def _main_verb(parse: "Doc", end: int, lexicon: Lexicon) -> "Token | None":
    """The last conjugated verb before `end`; none stands behind *de* (*le mot de passe*)."""
    verbs = (t for t in reversed(parse[:end]) if finite_here(lexicon, t) and not _perfect(parse, t, lexicon))
    return next((t for t in verbs if word_at(parse, t.i - 1) not in {"de", "d'"}), None)


def _perfect(parse: "Doc", word: "Token", lexicon: Lexicon) -> bool:
    """True for the participle of *a détruit*, a conjugated verb too."""
    return bool(past_participles(lexicon, word)) and form_of(lexicon, parse[before_adverbs(parse, word.i - 1)], "avoir")


def _aside(parse: "Doc", first: "Token") -> bool:
    """True for a verb in a clause that hangs on another (*l’a filmé pendant qu’il attendait et …*)."""
    comma = next((token.i for token in reversed(parse[: first.i]) if token.text == ","), 0)
    return any(token.norm in SUBORDINATE for token in parse[comma : first.i])


def _free(parse: "Doc", start: int, end: int, lexicon: Lexicon) -> bool:
    """True where nothing from `start` to `end` can govern an infinitive at a distance."""
    return not any(_infinitive(token, lexicon) for token in parse[start:end]) and _unled(parse, start, end, lexicon)


def _unled(parse: "Doc", start: int, end: int, lexicon: Lexicon) -> bool:
    """The same, whatever infinitives there are; the mark that opens a quotation is no other's."""
    start = max(start, parse[0].text in OPENING)
    return not any(
        _leads(token, lexicon) or token.text in MARKS or token.norm in ASKING - OPENERS for token in parse[start:end]
    )


def _leads(token: "Token", lexicon: Lexicon) -> bool:
    """True for a verb that lets an infinitive stand at a distance (but *durent*, of *durer* and *devoir*)."""
    found = verb_lemmas(lexicon, token)
    sure = "voir" in found or found <= FAR
    recent = "venir" in found and word_at(token.doc, token.i + 1) in {"de", "d'"}  # *vient de la centrale*
    verbal = token.pos_ in {"VERB", "AUX", "ADJ"} or word_at(token.doc, token.i - 1) in SUBJECTS
    return bool(found & FAR) and sure and not recent and verbal


def _infinitive(token: "Token", lexicon: Lexicon) -> bool:
    found = readings(lexicon, token)
    verbal = token.pos_ != "NOUN" or all(reading.pos == "verb" for reading in found)
    reformed = token.pos_ == "VERB" and token.norm.endswith(("aitre", "oitre"))  # *reconnaitre*, as of 1990
    return reformed or (verbal and any(reading.mood == "infinitive" for reading in found))


def _clause(parse: "Doc", verb: "Token", lexicon: Lexicon) -> int:
    """Where the clause of a conjugated verb begins, the sentence where the clause depends on something before it."""
    before = [token for token in parse[: verb.i] if _infinitive(token, lexicon)]
    if before and not any(token.norm in SUBORDINATE for token in parse[before[-1].i : verb.i]):
        return before[-1].i + 1
    return 0


def _alike(parse: "Doc", first: "Token", verb: "Token", lexicon: Lexicon) -> str | None:
    """The verb in the form of the one that it stands beside; a participle behind the auxiliary of that one."""
    subject = opening_subject(parse, first, lexicon)
    if _aside(parse, first) or (subject is not None and number_of(parse, subject) != person_of(first)[1]):
        return None  # *les éleveurs craint pour leurs brebis et demander*
    behind = after_adverbs(parse, first.i + 1)
    compound = behind < len(parse) and bool(past_participles(lexicon, parse[behind]))
    if compound and form_of(lexicon, first, "avoir"):
        return _inflected(verb, lexicon, mood="participle", tense="past", gender="m", number="s")
    told = [r for r in readings(lexicon, first) if finite(r) and r.person == "3" and r.mood == "indicative"]
    forms = {(r.mood, r.tense, r.person, r.number) for r in told}
    if compound or len(forms) != 1:
        return None
    mood, tense, person, number = forms.pop()
    return _inflected(verb, lexicon, mood=mood, tense=tense, person=person, number=number)


def _inflected(verb: "Token", lexicon: Lexicon, **features: str) -> str | None:
    lemma = one_verb(lexicon, verb)
    return lemma and lexicon.inflect(lemma, "verb", **features)


def _behind_noun(parse: "Doc", start: int, verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*des associations défendre la vie privée*, *plusieurs courtiers s’attendre à*."""
    noun = parse[start - 1]
    if word_at(parse, start - 2) in {"au", "en", "par"} and word_at(parse, start - 3) in {"pour", "de", "sans"}:
        return None  # *pour au final créer une ville*
    subject = (
        start > 1
        and parse[start - 2].text != "-" != noun.text[0]  # *peux-tu terminer*, *laissez-les voter*
        and noun.pos_ in {"NOUN", "PROPN", "X"}
        and noun.norm not in TIMES | {"temps"}
        and not _leads_too(noun, lexicon)
    )
    if not subject or verb.nbor(-1).norm == "plutôt" or noun.norm in MENTIONED or not _unled(parse, 0, start, lexicon):
        return None
    if (
        (word_at(parse, start - 2), noun.norm) in LED
        or _adverbial(parse, start, lexicon)
        or any(_joining(token, start, lexicon) for token in parse[:start])
    ):
        return None  # told by missing-function-word
    if any(verb_lemmas(lexicon, token) & MOVING for token in parse[:start]):
        return None  # *remontent tous les dix jours transmettre leurs mesures*
    return _hit(verb, None)


def _adverbial(parse: "Doc", end: int, lexicon: Lexicon) -> bool:
    """True where nothing but a phrase with its preposition, or a bare noun, parts the infinitive from the verb that takes it
    (*ils disent par ce biais défendre*, *sachons raison garder*)."""
    start = end - 1
    while start > 1 and parse[start - 1].pos_ in {"DET", "ADJ", "NUM"}:
        start -= 1
    led = parse[start - 1].pos_ == "ADP"
    return (led or start == end - 1) and bool(verb_lemmas(lexicon, parse[start - 1 - led]) & TAKE_BARE)


def _joining(token: "Token", end: int, lexicon: Lexicon) -> bool:
    """True for a verb that takes an infinitive with *de* or *à*, and has none before `end`."""
    joins = token.pos_ in {"VERB", "AUX"} and verb_lemmas(lexicon, token) & (GOVERN.keys() | HAVE_DO_IT.keys())
    return bool(joins) and not any(_infinitive(t, lexicon) for t in token.doc[token.i + 1 : end])


def _leads_too(noun: "Token", lexicon: Lexicon) -> bool:
    """True for what the parser may have mistaken for a noun (*laissions*, *compte*)."""
    bare = noun.i > 0 and noun.nbor(-1).norm not in DETERMINERS
    if bare and verb_lemmas(lexicon, noun) & FAR:
        return True  # *une idée sur laquelle compte bien miser le club*
    return causative(lexicon, noun) or (can_be_finite(lexicon, noun) and noun.pos_ != "NOUN")


def _behind_comma(parse: "Doc", start: int, verb: "Token", lexicon: Lexicon) -> Hit | None:
    """*ont maintenu le taux, résister aux pressions*, *, faire valoir que*."""
    comma, first = parse[start - 1], _main_verb(parse, start - 1, lexicon)
    if verb.dep_ in {"csubj", "csubj:pass", "nsubj"} or _subject_behind(parse, verb, lexicon):
        return None  # *avec ces restrictions, prendre l’avion peut être difficile*
    if comma.text != "," or first is None or parse[0].norm in ADVISING or only_infinitive(lexicon, parse[0]):
        return None
    begin, listed = _clause(parse, first, lexicon), _listed(parse, verb, lexicon)
    if listed and _future(first, lexicon):
        governing = [t for t in parse[begin : comma.i] if _infinitive(t, lexicon) and parse[t.i - 1].text != ","]
        led = governing or not _unled(parse, begin, comma.i, lexicon)
        return None if led else _hit(verb, _alike(parse, first, verb, lexicon))
    if listed or not _free(parse, begin, comma.i, lexicon):
        return None
    # *, exploiter par une société*: of what gender is not plain; *la péniche qui sert de café, rouvrir*, *boit, changer*
    unsure = word_at(parse, verb.i + 1) in {"par", "pour"} or _aside(parse, first) or parse[first.i - 1].text == ","
    healed = None if unsure else _inflected(verb, lexicon, mood="participle", tense="present")
    return _hit(verb, healed)


def _subject_behind(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for the subject of a verb behind it (*alors qu’il pleut, sortir n’est pas*, *le faire, c’en sera une autre*)."""
    if verb.i + 1 < len(parse) and surely_finite(lexicon, parse[verb.i + 1]):
        return True  # *aider est louable, mentir est autre chose*
    if word_at(parse, verb.i + 1) == "," and word_at(parse, verb.i + 2) in {"c'", "ce", "cela", "ça"}:
        return True
    later = next((t for t in parse[verb.i + 1 :] if finite_here(lexicon, t)), None)
    if later is None or any(t.norm in SUBORDINATE | SUBJECTS.keys() | {","} for t in parse[verb.i + 1 : later.i]):
        return False
    return any(t.norm in SUBORDINATE for t in parse[: verb.i])


def _future(verb: "Token", lexicon: Lexicon) -> bool:
    """True for *il enregistrera vos pas, | lire un message et lancer un disque*: English has “will” but once."""
    return any(r.mood == "indicative" and r.tense == "future" for r in readings(lexicon, verb))


def _listed(parse: "Doc", verb: "Token", lexicon: Lexicon) -> bool:
    """True for one of several infinitives (*deux étapes, la retrouver et la convaincre*)."""
    links = (t for t in parse[verb.i + 1 :] if t.norm in {"et", "ou", "ni", ","})
    others = (past(parse, link.i + 1, CLITICS) for link in links)
    return any(other < len(parse) and _infinitive(parse[other], lexicon) for other in others)
