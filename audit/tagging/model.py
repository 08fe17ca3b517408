"""The shipped tagger: loaded once, when first asked for, after its files were checked."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from audit.document import Document
from audit.errors import AuditError
from audit.french.lexicon import Lexicon, load_lexicon
from audit.french.parsing import parser
from audit.naming.names import Names
from audit.tagging.features import Extractor, Features, Floats, Vocabulary
from audit.tagging.marks import marks, probabilities
from audit.tagging.network import forward

if TYPE_CHECKING:
    from audit.french.parsed import Doc

RESOURCES = Path(__file__).parents[1] / "resources" / "tagger"
PUNCTUATION = frozenset({"quotation", "false-sentence-break"})  # classes that may lie in a mark without a letter
CARD, NETWORK, NGRAMS = "tagger.json", "network.npz", "ngrams.npy"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A place of a document, in code points, that the tagger takes for a garble of this class.

    `confidence` is the share of such marks that were right in news not trained on, half of it garbled.
    """

    start: int
    end: int
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Garbled:
    """A word or mark of a document, in code points, and the network's probability that it is garbled in any way."""

    start: int
    end: int
    probability: float


class Tagger:
    """Marks the garbled words of an article. Raises AuditError when a file is not the one that its card names."""

    def __init__(self, folder: Path = RESOURCES, lexicon: Lexicon | None = None) -> None:
        card = json.loads((folder / CARD).read_text("utf-8"))
        with np.load(_checked(folder / NETWORK, card), allow_pickle=False) as arrays:
            self.weights: dict[str, Floats] = {name: array.astype(np.float32) for name, array in arrays.items()}
        table = np.load(_checked(folder / NGRAMS, card), allow_pickle=False)
        self.classes: list[str] = card["classes"]
        self.thresholds: Mapping[str, float] = card["thresholds"]
        self.scale: list[float] = card["calibration"]
        self.extractor = Extractor(Vocabulary.of(card["vocabulary"]), table, lexicon or load_lexicon())

    def words(self, document: Document, parses: Mapping[str, "Doc"], names: Names) -> Iterator[Garbled]:
        """Every word and mark of the audited sentences, in reading order."""
        if (found := self._shares(document, parses, names)) is not None:
            features, shares = found
            for start, end, right in zip(features.start, features.end, shares[:, 0], strict=True):
                yield Garbled(int(start), int(end), 1 - float(right))

    def suspicions(self, document: Document, parses: Mapping[str, "Doc"], names: Names) -> Iterator[Suspicion]:
        """What is garbled, as far as the thresholds let it pass, in no order; no two overlap."""
        if (found := self._shares(document, parses, names)) is None:
            return
        features, shares = found
        for mark in marks(shares, features.sentence):
            kind, confidence = self.classes[mark.column - 1], round(mark.confidence(self.scale), 4)
            start, end = int(features.start[mark.first]), int(features.end[mark.last - 1])
            said = kind in PUNCTUATION or any(map(str.isalnum, document.text[start:end]))
            if said and confidence >= self.thresholds[kind]:
                yield Suspicion(start, end, kind, confidence)

    def _shares(self, document: Document, parses: Mapping[str, "Doc"], names: Names) -> tuple[Features, Floats] | None:
        """What the network saw, and its probability of each class for each word; None where no sentence has a parse."""
        features = self.extractor.document(document, parses, names)
        if features is None:
            return None
        vectors = parser().vocab.vectors.data
        return features, probabilities(forward(self.weights, features, vectors))


def _checked(file: Path, card: dict[str, Any]) -> BytesIO:
    data = file.read_bytes()
    if hashlib.sha256(data).hexdigest() != card["sha256"][file.name]:
        raise AuditError(f"{file}: is not the file that {file.with_name(CARD)} names; install the package again")
    return BytesIO(data)


@cache
def load_tagger() -> Tagger:
    return Tagger()
