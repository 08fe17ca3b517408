"""What in a text is for a machine: variables of a program, tags written out, inline codes. Nothing about language holds there."""

import re
from collections.abc import Iterable, Iterator

from audit.document import PLACEHOLDER
from audit.judging.passages import Passage

# What a reader sees in its place nobody knows, nor therefore whether the words beside it are right.
VARIABLE = re.compile(
    rf"""
      {PLACEHOLDER}
    | [#$%]?\{{\{{[^{{}}]*\}}\}} | [#$%]?\{{\s?[^\s{{}}]+\s?\}}       # {{{{ user.name }}}}, {{0}}, ${{x}}, #{{x}}
    | \{{\s?\w+\s?,\s?(?:plural|select|selectordinal)\s?,             # {{n, plural,
    | \b(?:zero|one|two|few|many|other)\s?\{{ | =\d+\s?\{{            # ... one {{# file}} =2 {{both files}}}}
    | (?<![\w%])%(?:\(\w+\)|\d+\$)?(?:\.?\d+)?(?:l{{0,2}}[diu]|[sfc@])(?!\w)  # %s, %1$s, %(name)s, %.2f
    | (?<!\w)\$(?:\(\w+\)|[A-Za-z_]\w*)                               # $(NAME), $NAME
    """,
    re.VERBOSE,
)
# These a reader does not see, or sees as they stand: the words beside them are like any others.
MARKUP = re.compile(
    r"""
      </?[A-Za-z][^<>]*> | &\#?\w+; | \[/[a-z]\w*\] | \[[a-z]\w+\s[\w-]+="[^\[\]]*\]    # ... [gallery ids="7"]
    | (?<![^\W_])[^\W_]++(?:_[^\W_]++)++ | (?<![a-zà-ÿ])[a-zà-ÿ]++&[a-zà-ÿ]++    # file_name, the key of Ou_vrir
    """,
    re.VERBOSE,
)
SIGIL = re.compile(r"(?<![\w:/])[:@!][A-Za-z_]\w*")  # :name, @count, !link: variables where the source has them too
BESIDE = 2  # characters around a variable that the words next to it reach into, with a blank between or not


def blind_spots(text: str, sourced: Iterable[Passage]) -> bytearray:
    """For each character of the text whether it belongs to a code, or to a word that stands beside a variable."""
    spots = bytearray(len(text))
    for start, end in (*_variables(text, sourced), *(found.span() for found in MARKUP.finditer(text))):
        spots[start:end] = b"\1" * (end - start)
    return spots


def _variables(text: str, sourced: Iterable[Passage]) -> Iterator[tuple[int, int]]:
    for found in VARIABLE.finditer(text):
        yield max(0, found.start() - BESIDE), min(len(text), found.end() + BESIDE)
    for passage in sourced:
        for found in SIGIL.finditer(passage.text):
            if found.group() in passage.source:
                yield passage.start + found.start(), passage.start + found.end()
