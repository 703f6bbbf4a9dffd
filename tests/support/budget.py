"""How often a test repeats what it does: seldom in `make test`, often in `make test-deep`."""

from __future__ import annotations

import os

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def repeats(everyday: int, deep: int) -> int:
    """The number of repeats for this run."""
    return deep if DEEP else everyday
