"""Hyphens that a tokeniser set off (*États - Unis*, *a - t - il*, *peut -être*) or that are gone (*celui ci*, *a t il*)."""

import re
from collections.abc import Iterator

from audit.finding import Hit
from audit.french.grammar import DETERMINERS, PREPOSITIONS, SUBJECTS
from audit.french.lexicon import PREFIXES, Analysis, Lexicon
from audit.french.spaces import BLANK
from audit.french.words import THE_OR_THEM, words
from audit.reason import Reason

WORD = r"[^\W\d_]+(?:[’'][^\W\d_]+)*"
CHAIN = re.compile(rf"(?<![\w’'-]){WORD}(?:{BLANK}?-{BLANK}?{WORD})+(?![\w-])")
PERSONS = SUBJECTS | {"nous": "1p", "vous": "2p"}
PARTICLE = re.compile(r"(?:[ldjmtsn]|qu)[’']", re.IGNORECASE)
JOINT = re.compile(rf"{BLANK}?-{BLANK}?")
OFTEN, SEEN = 20, 100  # sightings of a compound; of a name of two words
ALONE = PREFIXES - words("contre demi non sous super sur inter mini")  # prefixes that are no words of their own
ASKED = re.compile(r"\b(?P<verb>[^\W\d_]+)[ -]t[ ’'-](?P<subject>ils?|elles?|on)\b")
SUBJECT = r"(?P<subject>il|elle|on|ils|elles|nous|vous|je|tu)"
OPENING = re.compile(rf"[«“\"]?\s?(?P<verb>[^\W\d_]{{2,}}) {SUBJECT}\b")  # a sentence
REPORTED = re.compile(rf"[»”\"] ?, ?(?P<verb>[^\W\d_]{{2,}}) {SUBJECT}(?= ?[.,]| en | dans | à | au )")
# Subjects that stand before their verb, but for these.
LAST = re.compile(r"(?<![\w’'-])(?P<verb>[^\W\d_]{2,}) (?P<subject>ils?|on|je)(?= ?[.,;?!»”]|$)")
CLITICS = words("le la les lui leur me te se y en")
NUMBERS = "deux|trois|quatre|cinq|six|sept|huit|neuf"
# Compounds that are never two words.
COMPOUND = re.compile(
    rf"""
    (?<![\w-])(?:(?:celui|celle|ceux|celles)[ ](?:ci|là)(?![ ](?:où|bas|haut|même)\b) | quelques[ ]une?s
    | c[’']est[ ]à[ ]dire(?![ ]vrai) | (?<!une[ ])(?<!des[ ])(?<!la[ ])vis[ ]à[ ]vis | week[ ]ends?
    | ci[ ](?:dessous|dessus|joint|jointe|joints|jointes|après|contre|avant) | soi[ ]disant | états?[ ]majors?
    | là[ ](?:bas|haut|dessus|dessous|dedans) | (?:au|par)[ ](?:dessus|dessous|delà)
    | (?:nous|vous|eux|elles)[ ]mêmes | (?:lui|elle|soi|moi|toi)[ ]même(?=[ ]?[.,;!?)»”])
    | (?<!ce[ ])qu[’']est[ ]ce(?=[ ]qu[ei’'])
    | (?:vingt|trente|quarante|cinquante|soixante|quatre[ -]vingt)[ -](?:dix[ -](?:sept|huit|neuf)|{NUMBERS}|dix)
    | dix[ ](?:sept|huit|neuf)
    )(?![\w-])
    | ^[«“\"]?\s?(?:Peut[ ]être(?=[ ]qu[e’']) | Est[ ]ce(?=[ ]qu[e’']))
    """,
    re.VERBOSE | re.IGNORECASE,
)
NAMED = re.compile(r"(?<![\w-])(?P<first>[A-ZÉ][a-zà-ÿ]+)(?= (?P<last>[A-ZÉ][a-zà-ÿ]+)(?![\w’-]))")
# Words that are but the first half of a noun where a determiner stands before them; and those that always are.
FIRST = "sous|sans|après|avant|contre|rendez|porte|savoir|bien"
NOUN = re.compile(
    rf"(?<![\w-])(?:(?P<before>[^\W\d_]+[’' ])(?P<half>{FIRST})|(?P<prefix>vice|demi|mi))"
    r" (?!versa)(?P<last>[a-zà-ÿœ]{3,})(?![\w-])",
    re.IGNORECASE,
)


def spaced_hyphens(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """A hyphen with a space beside it, in what is a word without it."""
    for match in CHAIN.finditer(text) if "- " in text or " -" in text else ():
        for start, end in _compounds(match, lexicon):
            healed = JOINT.sub("-", text[start:end])
            if healed != text[start:end]:
                why = Reason("a space stands beside the hyphen of “{word}”", word=healed)
                yield Hit(start, end, why, healed)


def _compounds(match: re.Match[str], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """The longest stretches of words between hyphens that are one word."""
    text = match.string
    parts = [found.span() for found in re.finditer(WORD, match[0])]
    first, offset = 0, match.start()
    while first + 1 < len(parts):
        for last in range(len(parts) - 1, first, -1):
            start, end = offset + parts[first][0], offset + parts[last][1]
            start = particle.end() if (particle := PARTICLE.match(text, start)) else start
            aside = " - " in text[start:end]
            if _one_word(JOINT.sub("-", text[start:end]), text[end:], lexicon, aside=aside):
                yield start, end
                first = last
                break
        first += 1


def _one_word(word: str, behind: str, lexicon: Lexicon, *, aside: bool) -> bool:
    """True for a compound of the dictionary, one often seen, and a verb with its subject that no verb follows.

    With a space on either side the hyphen may be a dash that sets an `aside` off: the verb must be one often seen so.
    """
    first, _, rest = word.partition("-")
    last = word.rpartition("-")[2].lower()
    if last in SUBJECTS:
        often = rest != last or not aside or lexicon.frequency(word) >= OFTEN
        return often and rest in {last, f"t-{last}"} and _inverted(first, last, behind, lexicon)
    if first.lower() in ALONE and lexicon.analyses(rest):
        return True
    named = word[0].isupper() and rest[:1].isupper()  # *Paris - Nice* is a way
    return bool(_whole(word, lexicon)) or (not named and lexicon.frequency(word) >= OFTEN)


def _inverted(verb: str, subject: str, behind: str, lexicon: Lexicon) -> bool:
    """True for a conjugated verb of the subject's person, which is not the subject of a verb that follows."""
    following = next((word for word in re.findall(WORD, behind)[:2] if word.lower() not in CLITICS), "")
    at_once = re.match(rf" {WORD}", behind) is not None
    return _goes_with(verb, subject, lexicon) and not (at_once and lexicon.form(following.lower()).only_finite)


def _goes_with(verb: str, subject: str, lexicon: Lexicon) -> bool:
    asked = PERSONS[subject.lower()]
    readings = lexicon.analyses(verb.lower())
    return any(r.pos == "verb" and r.mood != "subjunctive" and r.person + r.number == asked for r in readings)


def lost_hyphens(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    """A hyphen that is gone, in what is never written without."""
    yield from _inversions(text, lexicon)
    for match in COMPOUND.finditer(text):
        healed = re.sub(r"(?<=\w) (?=\w)", "-", match[0])
        if healed != match[0]:
            yield _hyphenated(match.start(), match[0], healed)
    for match in NAMED.finditer(text):
        healed = f"{match['first']}-{match['last']}"
        if _country(healed, lexicon):
            yield _hyphenated(match.start(), healed.replace("-", " "), healed)
    for match in NOUN.finditer(text):
        healed = f"{match['half'] or match['prefix']}-{match['last']}"
        if match["last"].islower() and _noun(healed, lexicon) and (match["prefix"] or _determined(match, lexicon)):
            yield _hyphenated(match.start("half" if match["half"] else "prefix"), healed.replace("-", " "), healed)


def _noun(word: str, lexicon: Lexicon) -> bool:
    """True for a noun that the dictionary has with its hyphen."""
    return any(reading.pos == "noun" for reading in _whole(word.lower(), lexicon))


def _whole(word: str, lexicon: Lexicon) -> tuple[Analysis, ...]:
    """What the dictionary says of a word with a hyphen, but not by what stands behind it alone."""
    found = lexicon.analyses(word)
    return () if found == lexicon.analyses(word.partition("-")[2]) else found


def _determined(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for a half behind what a noun must follow: a determiner, and before *rendez* a preposition or infinitive too."""
    before = match["before"].strip().lower().replace("’", "'")
    if match["half"].lower() == "rendez":
        form = lexicon.form(before)
        return (
            before in (DETERMINERS.keys() | PREPOSITIONS) - THE_OR_THEM
            or form.only_infinitive
            or bool(form.participles)
        )
    return before in DETERMINERS.keys() - (THE_OR_THEM if match["half"].lower() == "avant" else {""})


def _hyphenated(start: int, was: str, healed: str) -> Hit:
    return Hit(start, start + len(was), Reason("“{word}” is written with a hyphen", word=healed), healed)


def _country(name: str, lexicon: Lexicon) -> bool:
    """True for a name that is a noun, and seen often with its hyphen (*Pays-Bas*; not *Jean-Paul*, *Nord-Ouest*)."""
    accented = re.sub("^E", "É", name)
    noun = any(reading.pos == "noun" for form in (name, accented) for reading in lexicon.analyses(form))
    return noun and lexicon.case(accented).capital >= SEEN and not name.startswith(("Nord", "Sud", "Est", "Ouest"))


def _inversions(text: str, lexicon: Lexicon) -> Iterator[Hit]:
    for match in ASKED.finditer(text):
        verb, subject = match["verb"], match["subject"]
        healed = f"{verb}-{subject}" if verb[-1] in "td" else f"{verb}-t-{subject}"
        if match[0] != f"{verb}-t-{subject}" and _goes_with(verb, subject, lexicon):
            yield _joined(match, healed)
    opening = OPENING.match(text)
    asks = opening and (
        text.rstrip().endswith("?") or (opening["verb"].endswith("ez") and not _reflexive(opening, lexicon))
    )
    for match in (*([opening] if opening and asks else []), *REPORTED.finditer(text), *LAST.finditer(text)):
        if _goes_with(match["verb"], match["subject"], lexicon):
            vowel = match["verb"][-1] in "aec" and match["subject"][0] in "ieo"
            yield _joined(match, f"{match['verb']}{'-t-' if vowel else '-'}{match['subject']}")


def _reflexive(match: re.Match[str], lexicon: Lexicon) -> bool:
    """True for *Veuillez vous asseoir*, whose pronoun goes with the infinitive."""
    after = match.string[match.end() :].split()[:1]
    return bool(after) and any(reading.mood == "infinitive" for reading in lexicon.analyses(after[0].strip(".,!")))


def _joined(match: re.Match[str], healed: str) -> Hit:
    start, end = match.span("verb")[0], match.span("subject")[1]
    why = Reason("a hyphen joins “{verb}” and “{pronoun}”", verb=match["verb"], pronoun=match["subject"])
    return Hit(start, end, why, healed)
