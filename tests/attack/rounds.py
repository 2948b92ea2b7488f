"""How often an attack is repeated: seconds' worth in CI, more in ``python -m tests.attack``."""

import os

LONG = "ATTACK_LONG"  # set in the environment by ``python -m tests.attack``


def rounds(short: int, long: int) -> int:
    """Return how often to repeat: ``short``, or ``long`` in the long form."""
    return long if os.environ.get(LONG) else short
