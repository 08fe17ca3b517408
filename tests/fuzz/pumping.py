# ruff: noqa: T201 - it prints what it measures
"""Every regular expression of the program, and the strings that would make one of them run away: `python -m fuzz.pumping`
counts both, and names the slowest.

What makes a backtracking matcher slow is a repetition that can take the same text in several ways, and a failure behind it.
So for each repetition in a pattern, text is made that leads to it, repeats what it takes, and then does not go on.
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import audit
from audit import furniture
from audit.naming import domains

ALPHABET = "aA1é .,!-'’\"«“(<:;_/\n\t#@\u00a0"
SUFFIXES = ("", "\0")
MOST = 200  # attacks on one pattern, spread over all of its repetitions
TAKEN: dict[str, list[str]] = {}  # by a set of characters, those of the alphabet that are in it
MANY = 10  # repetitions; what is bounded below cannot run away by itself
REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
CALLS = {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


def patterns() -> dict[str, re.Pattern[str]]:
    """All of them by module and name, or by module and line where they have none."""
    found: dict[str, re.Pattern[str]] = {}
    for info in pkgutil.walk_packages(audit.__path__, "audit."):
        if info.name.startswith("audit.training") or info.name == "audit.__main__":
            continue
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            found |= {f"{info.name}.{name}{at}": pattern for at, pattern in _inside(value)}
        found |= {f"{info.name}:{line}": pattern for line, pattern in _inline(Path(str(module.__file__)))}
    for name, made in (("furniture", furniture._patterns()), ("domains", domains._pattern())):
        found |= {f"audit.{name}{at}": pattern for at, pattern in _inside(made)}
    return {
        name: pattern
        for pattern, name in {pattern: name for name, pattern in sorted(found.items(), reverse=True)}.items()
    }


def _inside(value: Any, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Patterns in a value: itself, or within containers and dataclasses. Those of bytes are read as text."""
    if isinstance(value, re.Pattern):
        source = value.pattern.decode("latin-1") if isinstance(value.pattern, bytes) else value.pattern
        yield "", re.compile(source, value.flags & ~re.UNICODE)
    elif depth < 3:
        parts: Any = ()
        if isinstance(value, dict):
            parts = value.items()
        elif isinstance(value, list | tuple):
            parts = enumerate(value)
        elif is_dataclass(value) and not isinstance(value, type):
            parts = ((field.name, getattr(value, field.name)) for field in fields(value))
        for name, part in parts:
            yield from ((f".{name}{at}", pattern) for at, pattern in _inside(part, depth + 1))


def _inline(file: Path) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Patterns that are written where they are used."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            owner, first = node.func.value, node.args[:1]
            written = first[0].value if first and isinstance(first[0], ast.Constant) else None
            if isinstance(owner, ast.Name) and owner.id == "re" and isinstance(written, str):
                yield node.lineno, re.compile(written, re.MULTILINE)


def attacks(pattern: re.Pattern[str], length: int) -> Iterator[str]:
    """Strings of about `length` characters, each to pump one repetition of the pattern."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    made = {
        (lead, pump, lead + pump if again else pump)
        for lead, body in _repetitions(tree, "", pattern.flags)
        for pump in _samples(body, pattern.flags)
        for again in (False, True)
        if pump
    }
    for lead, _, pump in sorted(made)[:: max(1, len(made) * len(SUFFIXES) // MOST)]:
        for suffix in SUFFIXES:
            yield lead + pump * (length // len(pump)) + suffix


def _repetitions(tree: Any, lead: str, flags: int) -> Iterator[tuple[str, Any]]:
    """Each unbounded repetition, and text that leads to it."""
    for op, value in tree:
        if op in REPEATS:
            if value[1] > MANY:
                yield lead, value[2]
                yield "", value[2]
            yield from _repetitions(value[2], lead, flags)
        for part in _parts(op, value):
            yield from _repetitions(part, lead, flags)
        lead += next(_samples([(op, value)], flags), "")


def _parts(op: Any, value: Any) -> list[Any]:
    if op is codes.SUBPATTERN:
        return [value[3]]
    if op is codes.BRANCH:
        return list(value[1])
    return [value[1]] if op in (codes.ASSERT, codes.ASSERT_NOT) else [value] if op is codes.ATOMIC_GROUP else []


def _samples(tree: Any, flags: int) -> Iterator[str]:
    """Texts that the tree matches, or nearly: each character of the alphabet in turn where it takes any of several."""
    choices = [_choices(op, value, flags) for op, value in tree]
    for number in range(max(map(len, choices), default=0)):
        yield "".join(options[number % len(options)] for options in choices if options)


def _choices(op: Any, value: Any, flags: int) -> list[str]:
    if op is codes.LITERAL:
        return [chr(value)]
    if op in (codes.IN, codes.NOT_LITERAL, codes.ANY):
        key = f"{op}{value}{flags}"
        if key not in TAKEN:
            TAKEN[key] = [ch for ch in ALPHABET if _takes(op, value, ch, flags)] or [_first(value)]
        return TAKEN[key]
    if op in REPEATS:
        return [sample * max(value[0], 1) for sample in _samples(value[2], flags)]
    if op is codes.BRANCH:
        return [sample for part in value[1] for sample in _samples(part, flags)][:40]
    if op is codes.SUBPATTERN:
        return list(_samples(value[3], flags))
    return list(_samples(value, flags)) if op is codes.ATOMIC_GROUP else []


def _takes(op: Any, value: Any, ch: str, flags: int) -> bool:
    """Whether a single character is one of those meant, found out by matching it."""
    from re import _compiler as compiler  # type: ignore[attr-defined]

    state = parser.State()
    state.flags = flags
    made = parser.SubPattern(state, [(op, value)])
    return bool(compiler.compile(made, flags).fullmatch(ch))


def _first(value: Any) -> str:
    for kind, argument in value if isinstance(value, list) else ():
        if kind in (codes.LITERAL, codes.RANGE):
            return chr(argument if kind is codes.LITERAL else argument[0])
    return "a"


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """Of computing, to find all matches in the text and to match all of it."""
    started = time.process_time()
    sum(1 for _ in pattern.finditer(text))
    pattern.fullmatch(text)
    return time.process_time() - started


def main(length: int = 1_000) -> None:
    known = patterns()
    found = {name: list(attacks(pattern, length)) for name, pattern in known.items()}
    slowest = {name: max((seconds(known[name], text) for text in texts), default=0.0) for name, texts in found.items()}
    name = max(slowest, key=lambda name: slowest[name])
    count = sum(map(len, found.values()))
    print(
        f"{len(found)} patterns, {count:,} attacks of {length:,} characters; the slowest is {name}, {slowest[name]:.3f} s"
    )


if __name__ == "__main__":
    main()
