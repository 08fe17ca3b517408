"""Values made of raw bytes, so that a fuzzer that only knows bytes can steer what it builds."""

import json
from typing import Any

LONGEST_TEXT = 60  # bytes
DEEPEST = 4


class Feed:
    """Reads numbers, texts and JSON values off `raw`; nothing but zeros and empty texts come when it is used up."""

    def __init__(self, raw: bytes) -> None:
        self.raw, self.at = raw, 0

    def __bool__(self) -> bool:
        return self.at < len(self.raw)

    def take(self, count: int) -> bytes:
        self.at += count
        return self.raw[self.at - count : self.at]

    def number(self, below: int) -> int:
        """From 0 to `below` - 1."""
        return int.from_bytes(self.take(1 if below <= 256 else 4), "big") % max(below, 1)

    def text(self) -> str:
        """Any code points but half of a surrogate pair, unless the bytes spell one."""
        return self.take(self.number(LONGEST_TEXT)).decode("utf-8", "surrogateescape")

    def value(self, depth: int = 0) -> Any:
        """A JSON value, the numbers that JSON lacks among them."""
        kind = self.number(12 if depth < DEEPEST else 9)
        if kind >= 9:
            children = [self.value(depth + 1) for _ in range(self.number(4))]
            return children if kind == 9 else {self.text(): child for child in children}
        odd = (None, True, -1, 10**400, 1e308, float("nan"), "\ud800", "", 0)
        return [*odd, self.text()][kind + self.number(2)]

    def like(self, value: Any) -> Any:
        """Another value, mostly of the same kind."""
        if not self.number(5) or value is None:
            return self.value()
        if isinstance(value, bool):
            return not value
        if isinstance(value, str):
            return self.text()
        return value + self.number(7) - 3 if isinstance(value, int | float) else type(value)()

    def edited(self, text: bytes) -> bytes:
        """JSON with some of its values replaced, at any depth."""
        data = json.loads(text)
        for _ in range(self.number(5)):
            at = data
            while isinstance(at, dict | list) and at:
                key = sorted(at)[self.number(len(at))] if isinstance(at, dict) else self.number(len(at))
                if not isinstance(at[key], dict | list) or not at[key] or not self.number(20):
                    at[key] = self.like(at[key])
                    break
                at = at[key]
        return json.dumps(data).encode()
