"""What happens to a link that is translated well: at its ends, to its capital, to its names, to the whole of it."""

import re
from collections.abc import Iterator

from audit.french.lexicon import Lexicon
from audit.training.garble_other.pairs import Garble, Place, Word

# Words that something must follow.
OPEN = frozenset(
    "de à par du des aux au le la les un une ce cette son sa ses leur leurs dans pour sur chez vers selon".split()
)
# Words that nothing missing can stand before, behind one that is open.
SHUT = frozenset("a est ont sont avait était sera et ou qui que , .".split())
MARKS = {"«": '“"', "»": '”"', "“": '«"', "”": '»"'}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
COMMON = 200  # sightings of a French word, from which on a reader takes it for that word
SHORTEST = 4  # letters of a word that a name is taken for


def _sides(place: Place) -> Iterator[tuple[int, int, str, str]]:
    """The words on either side of the spaces before and after the link, with the range of both."""
    for at in (place.start - 1, place.end):
        before = re.search(r"[\w-]+$", place.pair.text[: max(0, at)])
        after = re.match(r" ([\w-]+)(?!['’\w])", place.pair.text[max(0, at) :])
        if before and after:
            yield before.start(), at + after.end(), before[0], after[1]


def glued(place: Place) -> Iterator[Garble]:
    for start, end, before, after in _sides(place):
        if not place.lexicon.known((before + after).lower()):
            yield Garble.whole(start, end, before + after, "glued")


def stopped(place: Place) -> Iterator[Garble]:
    for start, end, before, after in _sides(place):
        if after[0].islower() and not before[-1].isdigit():
            yield Garble.whole(start, end, f"{before}. {after}", "false-sentence-break")


def raised(place: Place) -> Iterator[Garble]:
    first, case = place.target[0], place.lexicon.case(place.target[0].text)
    behind_word = place.spaced and place.pair.text[first.start - 2].isalpha()
    if behind_word and first.text[0].islower() and case.capital * 10 <= case.lower and not first.elided:
        yield Garble.whole(first.start, first.end, first.text[0].upper() + first.text[1:], "casing")


def dropped(place: Place) -> Iterator[Garble]:
    left, right = place.french.start - 1, place.french.stop
    if left >= 0 and right < len(place.pair.french):
        before, after = place.pair.french[left], place.pair.french[right]
        if before.lower in OPEN and after.lower in SHUT:
            yield Garble.whole(before.start, after.end, f"{before.text} {after.text}", "dropped-text")


def doubled(place: Place) -> Iterator[Garble]:
    words, text = place.target, place.pair.text[place.start : place.end]
    if place.spaced and 1 < len(words) < 5 and not any(word.elided for word in words):
        for again in (text, words[-1].text, words[0].text):
            if len(again) > 3:
                new = f"{text} {again}"
                yield Garble(place.start, place.end, new, (len(text) + 1, len(new)), "repeated")


def quoted(place: Place) -> Iterator[Garble]:
    for word in place.pair.french:
        for new in MARKS.get(word.text, ""):
            yield Garble.whole(word.start, word.end, new, "quotation")


def english(place: Place) -> Iterator[Garble]:
    """A word or the whole link left in English, where no word of it is French too."""
    words = [place.pair.english[index].text for index in place.english]
    foreign = all(place.lexicon.english_only(word.lower()) and word.islower() for word in words)
    if place.spaced and foreign and len(words) == len(place.target) <= 3:
        yield Garble.whole(place.start, place.end, " ".join(words), "untranslated")


def named(place: Place) -> Iterator[Garble]:
    """A name turned to the French word that is nearest to it, *Musk* to *Musc*, or to what its English means."""
    for index in place.english:
        at = place.pair.rendered.get(index, 0)
        source, target = place.pair.english[index], place.pair.french[at]
        if index and at and _is_name(source, target, place.lexicon) and place.pair.text[target.start - 1] == " ":
            name = source.lower
            meant = [word for word, chance in place.lexicon.french(name) if chance > 0.3 and word != name]
            for word in meant if place.lexicon.english_only(name) else nearest(name, place.lexicon):
                yield Garble.whole(target.start, target.end, word.capitalize(), "name-translated")


def _is_name(source: Word, target: Word, lexicon: Lexicon) -> bool:
    same = source.text == target.text and source.text.istitle() and len(source.text) > 3
    return same and not lexicon.analyses(source.lower)


def nearest(name: str, lexicon: Lexicon) -> list[str]:
    """French nouns and adjectives one letter away."""
    edits = {name[:at] + name[at + 1 :] for at in range(1, len(name))}
    edits |= {name[:at] + letter + name[at + 1 :] for at in range(1, len(name)) for letter in LETTERS}
    edits |= {name[:at] + letter + name[at:] for at in range(1, len(name) + 1) for letter in LETTERS}
    common = (word for word in sorted(edits - {name}) if len(word) >= SHORTEST and lexicon.frequency(word) >= COMMON)
    return [word for word in common if any(found.pos in {"noun", "adjective"} for found in lexicon.analyses(word))]
