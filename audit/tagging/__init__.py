"""A small neural network that marks garbled words: what it sees (`features`), what it computes (`network`), what comes of it
(`model`). `python -m audit.training.tagger` makes it.
"""

from audit.tagging.model import Garbled, Suspicion, Tagger, load_tagger

__all__ = ["Garbled", "Suspicion", "Tagger", "load_tagger"]
