"""A link rendered word by word out of the dictionary, and what of it a reader of the French would mark."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from audit.french.lexicon import Analysis, Lexicon
from audit.training.garble_other.pairs import AUXILIARIES, Garble, Place, Word, bare

SMALL = {
    "the": "le", "a": "un", "an": "un", "of": "de", "to": "à", "in": "dans", "on": "sur", "at": "à", "for": "pour",
    "by": "par", "with": "avec", "and": "et", "or": "ou", "but": "mais", "that": "que", "this": "ce", "these": "ces",
    "which": "qui", "who": "qui", "his": "son", "her": "sa", "its": "son", "their": "leur", "our": "notre",
    "is": "est", "are": "sont", "was": "était", "were": "étaient", "has": "a", "have": "ont", "had": "avait",
    "be": "être", "been": "été", "will": "volonté", "would": "ferait", "not": "pas", "as": "comme", "from": "de",
    "than": "que", "it": "il", "he": "il", "they": "ils", "we": "nous", "there": "là", "more": "plus", "most": "plus",
}  # fmt: skip
# What French needs and English has not: where only these are lost, the sentence is wrong.
NEEDED = frozenset("que qu' de d' du des à au aux le la les l' un une se s' ne n' en y".split())
OTHERS = "a ont est sont cette ces ses sa son leur leurs avoir être avaient"
FUNCTION = NEEDED | frozenset(SMALL.values()) | frozenset(OTHERS.split())
# Endings of the adjectives that do not stand before their noun for effect either.
BEHIND = re.compile(r".*(?:ique|al|ale|aux|el|elle|aire|ienn?e?|[ao]ise?|aine?|if|ive|é|ée|iste)s?")
LIKELY = 0.15  # of a rendering: under that, alignment noise
SEEN = 20  # sightings of a French word
KNOWN_LENGTH = 5  # letters from which on an English word looks like anything
# What becomes of the ends of English words in French ones that look like them.
LOOKS = (
    ("", ""), ("", "e"), ("al", "el"), ("ally", "ellement"), ("e", ""), ("er", "eur"), ("ic", "ique"), ("ies", "ités"),
    ("ity", "ité"), ("ly", "ement"), ("ly", "lement"), ("ly", "ment"), ("or", "eur"), ("ry", "rie"), ("y", "ie"),
)  # fmt: skip


def literal(place: Place) -> Iterator[Garble]:
    """A French word for each English one, as the dictionary lists it, where that is surely wrong."""
    new = [_word(place, index) for index in place.english]
    whole = [word for word in new if word]
    if len(whole) == len(new) and (found := judge(place, whole)):
        yield found


def _word(place: Place, index: int) -> str | None:
    source = place.pair.english[index]
    if source.lower in SMALL:
        return SMALL[source.lower]
    if index not in place.pair.rendered:
        return None
    before = place.pair.english[index - 1].lower if index else ""
    return _listed(source, before, place.pair.french[place.pair.rendered[index]], place.lexicon)


def _listed(source: Word, before: str, target: Word, lexicon: Lexicon) -> str:
    """The human's word in the form that its English has in a dictionary."""
    readings = lexicon.analyses(target.lower)
    finite = next((found for found in readings if found.pos == "verb" and found.person), None)
    poses = {found.pos for found in readings}
    if finite and "noun" not in poses:
        return _verb(source, before, finite, lexicon) or target.text
    found = next((found for found in readings if found.mood in {"", "participle"}), None)
    return (_plain(found, lexicon) or target.text) if found and poses <= {"adjective", "verb"} else target.text


def _plain(found: Analysis, lexicon: Lexicon) -> str | None:
    """The masculine singular of an adjective or a participle."""
    return lexicon.inflect(found.lemma, found.pos, mood=found.mood, tense=found.tense, gender="m", number="s")


def _verb(source: Word, before: str, found: Analysis, lexicon: Lexicon) -> str | None:
    """A verb in the form that the ending of its English suggests."""
    if source.lower.endswith("ing") or before == "to":
        return lexicon.inflect(found.lemma, "verb", mood="infinitive")
    if source.lower.endswith("ed"):
        return lexicon.inflect(found.lemma, "verb", mood="participle", tense="past", gender="m", number="s")
    return None


def judge(place: Place, new: Sequence[str]) -> Garble | None:
    """Put a rendering in its place and mark what is surely wrong in it; None where a synonym may be right."""
    old = [word.lower for word in place.target]
    same = SequenceMatcher(None, old, [word.lower() for word in new], autojunk=False)
    changed = [code for code in same.get_opcodes() if code[0] != "equal"]
    if not changed:
        return None
    left, right = changed[0][1], changed[-1][2]
    wrong = new[changed[0][3] : changed[-1][4]]
    kind = _kind(old[left:right], [word.lower() for word in wrong], place.lexicon)
    found = _placed(place, place.french.start + left, place.french.start + right, wrong, kind) if kind else None
    return found if found and not _french(found, place.lexicon) else None


def _french(found: Garble, lexicon: Lexicon) -> bool:
    """True where what is left reads well: *qui écrit* for « qui a écrit », *formation et alimentation*, *de Lombardie*."""
    first, _, last = found.new.strip().partition(" ")
    finite = any(reading.person for reading in lexicon.analyses(last))
    lost = found.kind == "missing-function-word" and (first in {"et", "ou", "ni", "puis"} or last[:1].isupper())
    return lost or (found.kind == "verb-form" and finite)


def _placed(place: Place, left: int, right: int, new: Sequence[str], kind: str) -> Garble | None:
    """The garble in place of the French words `left` to `right`; of lost words, the neighbours are marked."""
    french, text = place.pair.french, place.pair.text
    if not new:
        if left == 0 or right >= len(french) or not (french[left - 1].is_word and french[right].is_word):
            return None
        left, right = left - 1, right + 1
        new = [french[left].text, french[right - 1].text]
    # « l’le » would be no garble but a slip of this program.
    if left and french[left - 1].elided and new[0] in FUNCTION:
        return None
    start, end = french[left].start, french[right - 1].end
    wrong = " ".join(new)
    wrong = wrong[0].upper() + wrong[1:] if left == 0 and french[0].text[0].isupper() else wrong
    return Garble(start, end, wrong + (" " if text[end - 1] in "'’" else ""), (0, len(wrong)), kind)


def _kind(old: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> str | None:
    """The class of what changed, None where nothing shows that it is wrong."""
    if not new:
        lost = set(old)
        return "missing-function-word" if lost <= NEEDED else "verb-form" if lost <= AUXILIARIES else None
    before, after = [_key(word, lexicon) for word in _content(old)], [_key(word, lexicon) for word in _content(new)]
    if before == after:
        return _form(old, new, lexicon)
    moved = Counter(before) == Counter(after)
    return "word-order" if moved and not _for_effect(_content(new), lexicon) else None


def _for_effect(new: Sequence[str], lexicon: Lexicon) -> bool:
    """True for an adjective and a noun that may stand in that order to be noticed: *une incroyable année*."""
    adjective = any(found.pos in {"adjective", "verb"} for found in lexicon.analyses(new[0]))
    return len(new) == 2 and adjective and not BEHIND.fullmatch(new[0])


def _key(word: str, lexicon: Lexicon) -> str:
    """What the forms of a word have in common."""
    return min((found.lemma for found in lexicon.analyses(word)), default=word)


def _content(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in FUNCTION]


def _form(old: Sequence[str], new: Sequence[str], lexicon: Lexicon) -> str | None:
    """The class of a change of forms or of small words only."""
    changed = [a for a, b in zip(_content(old), _content(new), strict=True) if a != b]
    if changed:
        readings = [found for word in changed for found in lexicon.analyses(word)]
        return "verb-form" if any(found.person or found.mood == "infinitive" for found in readings) else "agreement"
    lost = Counter(word for word in old if word in FUNCTION) - Counter(word for word in new if word in FUNCTION)
    if lost and len(new) < len(old) and set(lost) <= NEEDED:
        return "missing-function-word"
    return "agreement" if " ".join(new) in {"de le", "à le", "de les", "à les"} else None


def false_friend(place: Place) -> Iterator[Garble]:
    """The French word that looks like the English one and does not mean it: *eventually*, *éventuellement*."""
    for index in place.english:
        at = place.pair.rendered.get(index)
        if at:
            source, target = place.pair.english[index], place.pair.french[at]
            for word in sorted(set(_cognates(source, target, place.lexicon))):
                yield Garble.whole(target.start, target.end, word, "mistranslation")


def _cognates(source: Word, target: Word, lexicon: Lexicon) -> Iterator[str]:
    """The words that could stand in the place of `target` and look like `source`, which they never render."""
    if not source.text.islower() or len(source.text) < KNOWN_LENGTH:
        return
    meant = {word for word, _ in lexicon.french(source.lower)}
    agreeing = {(found.pos, found.gender, found.number) for found in lexicon.analyses(target.lower)}
    ends = ((source.lower.removesuffix(a), b) for a, b in LOOKS if source.lower.endswith(a))
    for word in (look for stem, end in ends for look in _accented(stem + end)):
        readings = [found for found in lexicon.analyses(word) if found.pos in {"noun", "adjective", "adv"}]
        like = any((found.pos, found.gender, found.number) in agreeing for found in readings)
        strange = bare(word)[:4] != bare(target.lower)[:4] and lexicon.frequency(word) > SEEN
        renders = source.lower in {back for back, _ in lexicon.english(word)}
        if like and strange and not renders and not meant & {word, *(found.lemma for found in readings)}:
            yield word


def _accented(word: str) -> list[str]:
    """The word, and with one of its e's accented."""
    return [word, *(word[:at] + "é" + word[at + 1 :] for at, letter in enumerate(word) if letter == "e")]
