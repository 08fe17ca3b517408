"""Recall on names that become words in clean news: `python -m audit.training.names.measure LINES ARTICLES`.

Names of the garble generator's table, which were not written for this list, take the place of people, places and firms of
articles from the training part of a file of news; then what the table says becomes of them takes theirs. Prints how many of the
places are found, when the article says nothing and when it says that it is machine-translated.
"""

import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

from audit.detection import detect
from audit.detectors.registry import load
from audit.document import Page
from audit.french.lexicon import load_lexicon
from audit.segmentation import build
from audit.training.garble.clean import articles
from audit.training.garble.names import recast, renderings

SEED, TRAINING = 31, 0.8
SENTENCES = 3  # of a paragraph


def translated(lines: list[str]) -> tuple[str, list[tuple[int, int, str]]]:
    """The article with every name of the table translated: its text, and where each name was."""
    pairs = renderings()
    longest_first = sorted(pairs, key=len, reverse=True)
    pattern = re.compile(rf"(?<![\w’'-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
    text = "\n\n".join(" ".join(lines[at : at + SENTENCES]) for at in range(0, len(lines), SENTENCES))
    parts, spans, end = [], [], 0
    for match in pattern.finditer(text):
        parts.append(text[end : match.start()])
        start = sum(map(len, parts))
        parts.append(pairs[match[0]])
        spans.append((start, start + len(parts[-1]), match[0]))
        end = match.end()
    return "".join([*parts, text[end:]]), spans


def main() -> None:
    file, count = Path(sys.argv[1]), int(sys.argv[2])
    lines, lexicon, rng = file.read_text("utf-8").splitlines(), load_lexicon(), Random(SEED)  # noqa: S311 - draws examples
    tally: Counter[str] = Counter()
    for run in articles(lines[: int(TRAINING * len(lines))], count):
        text, gold = translated(recast(run, lexicon, rng))
        document = build(Page("news", text))
        for disclosed in (False, True):
            findings, _, _ = detect(replace(document, disclosed_mt=disclosed), [load()["name-translated"]])
            for start, end, _name in gold:
                tally[f"found {disclosed}"] += any(f.start < end and start < f.end for f in findings)
            pairs = [(f.repair, name) for f in findings for start, end, name in gold if f.start < end and start < f.end]
            offered = [(repair.removeprefix("The "), name) for repair, name in pairs if repair]
            tally[f"repairs {disclosed}"] += len(offered)
            tally[f"right {disclosed}"] += sum(repair in name for repair, name in offered)
        tally["names"] += len(gold)
    for disclosed, what in ((False, "nothing said"), (True, "said to be machine-translated")):
        found, right, repairs = (tally[f"{word} {disclosed}"] for word in ("found", "right", "repairs"))
        print(f"{what}: {found} of {tally['names']} names found; repair right in {right} of {repairs}")


if __name__ == "__main__":
    main()
