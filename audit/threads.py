"""One thread for whatever computes: with more the last digits of a sum, and so the bytes of a result, depend on the machine.

Many articles are better done side by side (`--jobs`): two threads of the engine cost a third more work than one.
"""

from collections.abc import MutableMapping

# Of CTranslate2 and of numpy, which read them when they are loaded.
VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


def one_thread(environment: MutableMapping[str, str]) -> None:
    """Ask for one in an environment, unless it says something else."""
    for name in VARIABLES:
        environment.setdefault(name, "1")
