"""A small neural network that has learned from clean French what is wrong with broken French: what it sees (`vocabulary`), what
it computes (`network`), what may be meant (`alternatives`), and what comes of it (`model`). `python -m audit.training.corrector`
makes it.
"""

from audit.correcting.model import Change, Corrector, Doubt, load_corrector

__all__ = ["Change", "Corrector", "Doubt", "load_corrector"]
