"""Breaks right sentences, at random and without end: what was done to each word and each gap is what the network learns.

Words are left out, give way to another form of theirs or to a word of the same kind, change places, are said twice or put
in, are cut off by a full stop, or run together.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

import numpy as np

from audit.correcting.alternatives import (
    CONTENT,
    MISSING,
    NEEDLESS,
    PREPOSITIONS,
    RIGHT,
    SENSE,
    SMALL_WORD,
    WORD_ORDER,
)  # fmt: skip
from audit.correcting.vocabulary import MARK
from audit.french.words import words
from audit.training.corrector.corpus import Table

IGNORED = -100  # what nothing is learned from
VOWELS = frozenset("aeiouyhàâéèêëîïôœ")
ELIDING = words("de le la que ne se je me te")
CLITICS = words("se s' le les lui y en ne n' me m'")
OF = ("de", "d'")
PUT_IN = "de de à le la les que pour en et a est du des qui il dans un une".split()
OPENERS = frozenset({MISSING.index(("il", "elle", "on", "ce", "ils", "elles", "je", "nous", "vous", "c'", "j'")) + 1})
LIKE_FROM, LIKE_KINDS = 40, 30  # sightings of a word that another gives way to, and how many such a kind must have
NOUN_NOT, ADJECTIVE_NOT = (
    ("verbmfs", "prep", "pron", "det", "conj", "adv"),
    ("noun", "prep", "pron", "det", "conj", "adv"),
)
TRIES = 25
SMALL, CAPITAL = 0, 1  # cases


@dataclass(slots=True)
class Sentence:
    """Forms and cases of words, what is wrong with each, and what is missing in the gap before each and behind the last."""

    words: list[int]
    cases: list[int]
    wrong: list[int]
    missing: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def free(self, first: int, last: int) -> bool:
        """Whether nothing was done yet to these words, nor between them."""
        return not any(self.wrong[first:last]) and not any(self.missing[first + 1 : last])


class Breaker:
    """Breaks sentences of one corpus. `rate` is of errors for a word; None breaks a third of the sentences not at all, a
    quarter once, and the others a few times."""

    def __init__(self, table: Table, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - not a secret
        self._times = np.random.default_rng(seed).poisson
        self.forms, self.counts, self.choices = table.forms, table.counts.tolist(), table.alternatives
        self.number = {form: index for index, form in enumerate(table.forms)}
        self.letters = [form[0].isalpha() for form in table.forms]
        self.vowel = [form[0] in VOWELS for form in table.forms]
        self.elided = [form.endswith("'") for form in table.forms]
        groups = {member: index for index, members in enumerate(MISSING, 1) for member in members}
        self.group = [groups.get(form, 0) for form in table.forms]
        self.eliding, self.clitics, self.of = (frozenset(self._numbers(forms)) for forms in (ELIDING, CLITICS, OF))
        self.put_in, self.prepositions = self._numbers(PUT_IN), self._numbers(PREPOSITIONS)
        keys = ["", "", *table.lists["readings"]]
        readings = [keys[row] for row in table.rows[:, 1]]
        self.noun = [_only(reading, "noun", NOUN_NOT) for reading in readings]
        self.adjective = [_only(reading, "adje", ADJECTIVE_NOT) for reading in readings]
        self.kind = table.rows[:, 1].tolist()
        self.like = self._like(table, readings)

    def _numbers(self, forms: Iterable[str]) -> list[int]:
        return [self.number[form] for form in forms if form in self.number]

    def _like(self, table: Table, readings: list[str]) -> dict[int, tuple[list[int], list[float]]]:
        """By kind, the words that bear sense, and the running sum of how often each is drawn."""
        kinds: dict[int, list[int]] = {}
        for index in np.argsort(-table.counts, kind="stable").tolist():
            if self.counts[index] < LIKE_FROM:
                break
            bears = any(part in readings[index] for part in ("noun", "adje", "verb"))
            if table.rows[index, 0] and self.letters[index] and bears and not self.group[index]:
                kinds.setdefault(self.kind[index], []).append(index)
        found = {}
        for kind, members in kinds.items():
            if len(members) >= LIKE_KINDS:
                sums = np.cumsum(table.counts[members] ** 0.75)
                found[kind] = members, (sums / sums[-1]).tolist()
        return found

    def broken(self, forms: list[int], cases: list[int], rate: float | None) -> Sentence:
        count, chance = len(forms), self.random.random()
        sentence = Sentence([*forms], [*cases], [RIGHT] * count, [0] * (count + 1))
        if rate is None:
            times = 0 if chance < 0.35 else 1 if chance < 0.6 else 1 + min(8, self._times(count * 0.07))
        else:
            times = self._times(count * rate) if chance < 0.85 else 0
        ways, shares = zip(*WAYS, strict=True)
        for way in self.random.choices(ways, shares, k=times):
            way(self, sentence)
        return sentence

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _fits(self, sentence: Sentence, at: int, form: int) -> bool:
        """Whether a form may stand behind what is before `at`: *d'* asks for a vowel, *le* mostly for none."""
        before = sentence.words[at - 1] if at else -1
        if before >= 0 and self.elided[before] and not self.vowel[form]:
            return False
        return not (before in self.eliding and self.vowel[form] and self._chance(0.85))

    def left_out(self, sentence: Sentence) -> None:
        if len(sentence) < 4:
            return
        for _ in range(TRIES):
            at = self.random.randrange(len(sentence))
            form = sentence.words[at]
            done = sentence.wrong[at] or sentence.missing[at] or sentence.missing[at + 1]
            if not done and self.letters[form] and (self.group[form] or self._chance(0.1)):
                break
        else:
            return
        if at == 0 and self.group[form] not in OPENERS and self._chance(0.7):
            return
        if at + 1 < len(sentence) and at and not self._fits(sentence, at, sentence.words[at + 1]):
            return
        if at == 0 and sentence.cases[:2] == [CAPITAL, SMALL]:
            sentence.cases[1] = CAPITAL
        del sentence.words[at], sentence.cases[at], sentence.wrong[at], sentence.missing[at]
        sentence.missing[at] = self.group[form] or CONTENT

    def other_form(self, sentence: Sentence) -> None:
        for _ in range(TRIES):
            at = self.random.randrange(len(sentence))
            form = sentence.words[at]
            if sentence.wrong[at] or (sentence.cases[at] and at):
                continue
            if self.choices[form]:
                other, column = self.random.choice(self.choices[form])
                # A frequent form hardly gives way to a rare one: otherwise whatever is rare would look wrong.
                rare = (4 * self.counts[other] / self.counts[form]) ** 0.7
                if not self._chance(0.4 if column == SMALL_WORD else rare):
                    continue
            elif form in self.prepositions and self._chance(0.3):
                other, column = self.random.choice(self.prepositions), SMALL_WORD
            else:
                continue
            behind = at + 1 < len(sentence) and self.vowel[sentence.words[at + 1]]
            if self.elided[other] and not behind and self._chance(0.9):
                continue
            if other in self.eliding and behind and self._chance(0.85):
                continue
            if other != form and (self.vowel[form] == self.vowel[other] or self._fits(sentence, at, other)):
                sentence.words[at], sentence.wrong[at] = other, column
                return

    def other_sense(self, sentence: Sentence) -> None:
        for _ in range(TRIES):
            at = self.random.randrange(len(sentence))
            form = sentence.words[at]
            if sentence.wrong[at] or sentence.cases[at] or self.kind[form] not in self.like:
                continue
            members, sums = self.like[self.kind[form]]
            other = members[min(bisect_left(sums, self.random.random()), len(members) - 1)]
            if other != form and (self.vowel[other] == self.vowel[form] or self._fits(sentence, at, other)):
                sentence.words[at], sentence.wrong[at] = other, SENSE
                return

    def turned_round(self, sentence: Sentence) -> None:
        """Two neighbours, or two nouns without the *de* between them."""
        for _ in range(TRIES if len(sentence) > 3 else 0):
            at = self.random.randrange(len(sentence) - 2)
            one, two, three = sentence.words[at : at + 3]
            if not sentence.free(at, at + 2) or self.elided[one] or not self._fits(sentence, at, two):
                continue
            if (
                self.noun[one]
                and two in self.of
                and self.noun[three]
                and sentence.free(at, at + 3)
                and self._chance(0.5)
            ):
                if self._fits(sentence, at, three):
                    self._reordered(sentence, at, [at + 2, at], 3, [WORD_ORDER] * 2)
                    return
                continue
            qualified = (self.noun[one] and self.adjective[two]) or (self.adjective[one] and self.noun[two])
            plain = self.letters[one] and self.letters[two] and not self.elided[two]
            if qualified or (one in self.clitics and self.letters[two]) or (plain and self._chance(0.06)):
                self._reordered(sentence, at, [at + 1, at], 2, [WORD_ORDER] * 2)
                return

    def moved(self, sentence: Sentence) -> None:
        """A phrase of one to three words, two to five words on or back: its words are out of order."""
        size, by = self.random.randint(1, 3), self.random.randint(2, 5)
        if len(sentence) < size + by + 4:
            return
        first = self.random.randrange(1, len(sentence) - size - by)
        last = first + size + by
        joints = (sentence.words[at - 1] for at in (first, first + size, last - size, last))
        if not (sentence.free(first, last) and all(self.letters[form] for form in sentence.words[first:last])):
            return
        if any(self.elided[form] for form in joints):
            return
        if self._chance(0.5):
            order, wrong = [*range(first + size, last), *range(first, first + size)], [RIGHT] * by + [WORD_ORDER] * size
        else:
            order, wrong = [*range(last - size, last), *range(first, last - size)], [WORD_ORDER] * size + [RIGHT] * by
        self._reordered(sentence, first, order, size + by, wrong)

    def _reordered(self, sentence: Sentence, first: int, order: list[int], size: int, wrong: list[int]) -> None:
        last = first + size
        sentence.words[first:last] = [sentence.words[at] for at in order]
        sentence.cases[first:last] = [sentence.cases[at] for at in order]
        sentence.wrong[first:last] = wrong
        del sentence.missing[first + len(order) : last]

    def put_in_between(self, sentence: Sentence) -> None:
        if len(sentence) < 2:
            return
        at = self.random.randrange(1, len(sentence))
        before, behind = sentence.words[at - 1 : at + 1]
        if sentence.missing[at] or self.elided[before]:
            return
        form = before if self.letters[before] and self._chance(0.15) else self.random.choice(self.put_in)
        if not (form in self.eliding and self.vowel[behind] and self._chance(0.8)):
            self._inserted(sentence, at, form, SMALL, NEEDLESS)

    def cut(self, sentence: Sentence) -> None:
        """A full stop, and a capital behind it; or the capital alone."""
        if len(sentence) < 6:
            return
        at = self.random.randrange(2, len(sentence) - 1)
        if sentence.missing[at] or self.elided[sentence.words[at - 1]]:
            return
        capital = sentence.cases[at] == SMALL and self._chance(0.75)
        if capital:
            sentence.cases[at] = CAPITAL
        if not capital or self._chance(0.5):
            self._inserted(sentence, at, self.number["."], MARK, IGNORED)

    def _inserted(self, sentence: Sentence, at: int, form: int, case: int, wrong: int) -> None:
        for column, value in (
            (sentence.words, form),
            (sentence.cases, case),
            (sentence.wrong, wrong),
            (sentence.missing, 0),
        ):
            column.insert(at, value)

    def run_together(self, sentence: Sentence) -> None:
        if len(sentence) < 6:
            return
        at = self.random.randrange(1, len(sentence) - 1)
        if not sentence.missing[at + 1] and self.letters[sentence.words[at]] and self.letters[sentence.words[at + 1]]:
            sentence.words[at], sentence.wrong[at] = 1, IGNORED
            del sentence.words[at + 1], sentence.cases[at + 1], sentence.wrong[at + 1], sentence.missing[at + 1]


def _only(reading: str, kind: str, barred: tuple[str, ...]) -> bool:
    parts = reading.split("|")
    return any(part.startswith(kind) for part in parts) and not any(
        part.startswith(barred) or "ind" in part for part in parts
    )


WAYS: tuple[tuple[Callable[[Breaker, Sentence], None], float], ...] = (
    (Breaker.left_out, 0.33), (Breaker.other_form, 0.35), (Breaker.other_sense, 0.08), (Breaker.turned_round, 0.10),
    (Breaker.moved, 0.04), (Breaker.put_in_between, 0.05), (Breaker.cut, 0.035), (Breaker.run_together, 0.015),
)  # fmt: skip
