"""Collect parallel text into one shuffled training set: cleaned, weighed, some names and numbers exchanged."""

import json
import lzma
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TextIO

Pair = tuple[str, str]  # French, English

MIX = Path(__file__).with_name("corpora.toml")
MAX_WORDS = 70
MAX_RATIO = 2.2  # words of one side for one of the other
EXCHANGED = 0.15  # share of pairs whose names, and of those whose numbers, are exchanged
CASED = re.compile(r"(?<=[\w,;:’'-] )[A-ZÀ-Ý][\w-]*[a-zà-ÿ][\w-]*")  # inside a sentence, not all in capitals
NUMBER = re.compile(r"(?<![\w.,])\d+(?![\w]|[.,]\d)")
# Marks of the languages, to tell swapped and untranslated lines: words that the other language does not have.
FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|une|est|et|dans|pour|que|qui|sur|pas|au|aux|ce|cette|il|elle|nous|vous)\b|[éèêàùçœ]",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(?:the|of|and|to|is|are|was|were|in|that|this|for|with|by|not|it|we|you|have|has|be)\b", re.IGNORECASE
)
REPAIRS = (
    (
        re.compile(r"\b([cdjlmnst]|qu|jusqu|lorsqu|puisqu)(['’]) (?=\w)", re.IGNORECASE),
        r"\1\2",
    ),  # Europarl: *d' humilité*
    (re.compile(r"``|''"), '"'),  # Hansard's quotation marks
    (re.compile(r"^[\w ]{0,20}\. ?[-–] (?:\([A-Z]{2}\) ?)?"), ""),  # Europarl: *rapporteur. - (DE) Madam President*
    (re.compile(r"(?<=\w) (?=[,.](?:\s|$))"), ""),
    (re.compile(r"\s+"), " "),
)


def read(folder: Path, name: str) -> Iterator[Pair]:
    """The pairs of NAME.fr and NAME.en, or NAME.fr.xz and NAME.en.xz. Raises ValueError when they are not as long."""
    with _open(folder, f"{name}.fr") as french, _open(folder, f"{name}.en") as english:
        yield from zip(french, english, strict=True)


def _open(folder: Path, name: str) -> TextIO:
    packed = folder / f"{name}.xz"
    return lzma.open(packed, "rt", encoding="utf-8") if packed.exists() else (folder / name).open(encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    """The corpora of a folder: the stems for which both languages are there."""
    stems = {path.name.split(".fr")[0] for path in folder.iterdir() if re.search(r"\.fr(\.xz)?$", path.name)}
    return sorted(stem for stem in stems if any((folder / f"{stem}.en{end}").exists() for end in ("", ".xz")))


def tidy(text: str) -> str:
    for pattern, replacement in REPAIRS:
        text = pattern.sub(replacement, text)
    return text.strip()


def usable(pair: Pair) -> bool:
    """True for two whole, translated lines of like length."""
    french, english = pair
    long, short = sorted((len(french.split()), len(english.split())), reverse=True)
    if short < 2 or long > MAX_WORDS or long > MAX_RATIO * short + 3 or french == english:
        return False
    if sum(map(str.isalpha, french)) < 0.6 * len(french):
        return False
    return short < 5 or bool(FRENCH.search(french) and ENGLISH.search(english) and _ours(FRENCH, french, english))


def _ours(marks: re.Pattern[str], mine: str, other: str) -> bool:
    return len(marks.findall(mine)) >= len(marks.findall(other))


def shared(pattern: re.Pattern[str], pair: Pair) -> list[str]:
    """What the pattern finds once on either side, in the same spelling."""
    counts = [Counter(pattern.findall(side)) for side in pair]
    return [found for found, count in counts[0].items() if count == counts[1][found] == 1]


def exchange(pair: Pair, names: Sequence[str], rng: Random) -> Pair:
    """Put other names and numbers in the place of those both sides share, that the model may learn to copy."""
    swaps: dict[str, str] = {}
    if names and rng.random() < EXCHANGED:
        swaps |= {name: rng.choice(names) for name in shared(CASED, pair)}
    if rng.random() < EXCHANGED:
        swaps |= {n: _number(len(n), rng) for n in shared(NUMBER, pair)}
    if not swaps:
        return pair
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, swaps))})(?![\w-])")
    french, english = (pattern.sub(lambda match: swaps[match[0]], side) for side in pair)
    return french, english


def _number(digits: int, rng: Random) -> str:
    return str(rng.randrange(10 ** (digits - 1), 10**digits))


def collect(folder: Path, out: Path, *, news: Iterable[Path] = (), mix: Path = MIX, seed: int = 7) -> dict[str, int]:
    """Write `train.fr` and `train.en` to `out`, and what each corpus gave, and its licence, to `mix.json`.

    Corpora of the folder that the mix does not name are left out. `news` are French texts that lend their names.
    """
    rng, table = Random(seed), tomllib.loads(mix.read_text("utf-8"))  # noqa: S311 - not a secret
    pairs, counts, seen = list[Pair](), dict[str, int](), set[Pair]()
    for name in names_in(folder):
        if name in table:
            fresh = [p for p in ((tidy(a), tidy(b)) for a, b in read(folder, name)) if usable(p) and p not in seen]
            fresh = list(dict.fromkeys(fresh))
            kept = rng.sample(fresh, int(len(fresh) * table[name].get("share", 1)))
            seen.update(kept)
            counts[name] = len(kept)
            pairs += kept * table[name].get("times", 1)
    names = _names(pairs, news)
    rng.shuffle(pairs)
    out.mkdir(parents=True, exist_ok=True)
    with (
        (out / "train.fr").open("w", encoding="utf-8") as french,
        (out / "train.en").open("w", encoding="utf-8") as english,
    ):
        for pair in pairs:
            left, right = exchange(pair, names, rng)
            french.write(left + "\n")
            english.write(right + "\n")
    corpora = {name: {"pairs": count, "licence": table[name]["licence"]} for name, count in counts.items()}
    (out / "mix.json").write_text(json.dumps({"pairs": len(pairs), "corpora": corpora}, indent=1), "utf-8")
    return counts


def _names(pairs: Iterable[Pair], news: Iterable[Path]) -> list[str]:
    """Names that are the same in both languages, and those that news texts write; common ones count as often as rare."""
    counts = Counter(name for pair in pairs for name in shared(CASED, pair))
    for path in news:
        counts.update(name for line in path.read_text("utf-8").splitlines() for name in set(CASED.findall(line)))
    return sorted(name for name, count in counts.items() if count > 1 and len(name) > 2)
