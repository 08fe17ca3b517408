"""One garble on top of another: what stands at a boundary may be translated wrong as well."""

import re
from collections.abc import Iterator

from audit.training.garble.boundary import EVIDENT
from audit.training.garble.edit import Edit, Sentence, marked
from audit.training.garble.grammar import OTHER_GENDER
from audit.training.garble.tokens import capital

BEFORE = re.compile(r"(?:(?<=[ (’'])|^)([\w-]+) $")
AFTER = re.compile(r" ([\w-]+)(?![\w’'])")
# What may carry a second garble: a word or a phrase that was a node of its own.
BEARING = frozenset({"name-translated", "verb-form", "word-order", "untranslated", "mistranslation", "agreement"})
GENDERED = OTHER_GENDER["m"] | OTHER_GENDER["f"]


def layered(sentence: Sentence, edit: Edit) -> Edit:
    """The edit with a second garble over it, of another kind; the edit itself where none fits."""
    text, wrong, kind = sentence.doc.text, edit.new[1:-1], edit.kinds[-1]
    if not edit.whole or kind not in BEARING or edit.start == 0 or edit.end > len(text):
        return edit
    left, right = BEFORE.search(text[: edit.start]), AFTER.match(text[edit.end :])
    edits = [edit]
    for before, after, new, over in _over(left[1] if left else "", wrong, right[1] if right else "", kind):
        start = left.start(1) if left and before else edit.start
        end = edit.end + right.end() if right and after else edit.end
        word = over == "glued" and sentence.lexicon.known(new.lower())
        if new != wrong and not word:
            edits.append(Edit(start, end, marked(new), (over,)))
    return sentence.rng.choice(edits)


def _over(before: str, wrong: str, after: str, kind: str) -> Iterator[tuple[bool, bool, str, str]]:
    """What may lie over `wrong`: whether it takes in the word before and the one after, how it reads, its class."""
    yield False, False, capital(wrong), kind  # *sont Proposer*
    if before:
        yield True, False, before + wrong, "glued"  # *surDiscorde*
    if before and (wrong[0].islower() or before.lower() in EVIDENT):
        yield True, False, f"{before}. {wrong}", "false-sentence-break"  # *selon. Gardien*
    if before in GENDERED and kind in {"mistranslation", "word-order"}:
        yield True, False, f"{GENDERED[before]} {wrong}", kind  # *le Guerre*
    if after:
        yield False, True, wrong + after, "glued"  # *Muscdit*
    if after and after[0].islower() and wrong[-1].isalpha():
        yield False, True, f"{wrong}. {after}", "false-sentence-break"  # *Gardien. a écrit*
