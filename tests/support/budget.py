"""How often a test repeats what it does, and how much processor time it may take."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"


def repeats(everyday: int, deep: int) -> int:
    """How often something is repeated: `everyday` in `make test`, `deep` in `make test-deep`."""
    return deep if DEEP else everyday


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fails where the block takes `seconds` of processor time or more: other programs do not count."""
    start = time.process_time()
    yield
    took = time.process_time() - start
    assert took < seconds, f"{took:.1f} s of the processor"
