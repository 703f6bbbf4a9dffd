"""Regular expressions that are compiled when they are first used.

Python compiles a regular expression in 0.1 to 1 ms. A conversion imports more than a hundred, and most files
need few of them.
"""

from __future__ import annotations

import re
from typing import AnyStr, cast


class _Later:
    """Has the methods of a compiled pattern; each is looked up once, so later calls cost nothing more."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._expression, self._flags = expression, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, found)
        return found


def compiled_later(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of `expression`, which is compiled when one of its methods or attributes is first used.

    Raises:
        re.error: `expression` is wrong; raised at that first use.
    """
    return cast("re.Pattern[AnyStr]", _Later(expression, flags))
