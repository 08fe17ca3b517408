"""Characters that a reader takes for others, or does not see: word lists, the parser and the tagger know one of each."""

import re
from unicodedata import normalize

# Soft hyphens and zero-width spaces, which say where a line may be broken; and the ligatures of a printed page.
DISPLAYED = {
    **dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")),
    **{0xFB00 + number: shown for number, shown in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))},
}
APOSTROPHE = re.compile(r"(?<=[^\W\d_ÂÃ])[\u02bc\u2018\u00b4`\u2032\uff07](?=[^\W\d_])")
HYPHEN = re.compile(r"(?<=\w)[\u2010\u2011](?=\w)")


def displayed(text: str) -> str:
    """The text as a page shows it, its accents composed with their letters (Unicode's NFC). It may be shorter or longer."""
    return text if text.isascii() else normalize("NFC", text.translate(DISPLAYED))


def usual(text: str) -> str:
    """The text with the usual apostrophe and hyphen wherever another one stands in a word: one character for one."""
    return HYPHEN.sub("-", APOSTROPHE.sub("’", text))
