"""Which of the files that a page names lies beside it?

No path is taken from a document: of an address only the last name counts, and it is looked for in the folder
of the page alone. A link of the file system is not followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable


def file_beside(page: str, names: Iterable[str], suffixes: Collection[str]) -> str:
    """Return the path of the one regular file in the folder of `page` that `names` (names or addresses) name.

    `suffixes` are those of files that can be read, in lower case with their point. Returns an empty text when
    no such file is there, or several are.
    """
    from urllib.parse import unquote, urlsplit  # only for a page without an article

    folder = os.path.dirname(page)
    found = set()
    for given in names:
        try:
            name = unquote(urlsplit(given).path.rpartition("/")[2])
        except ValueError:  # no valid address
            continue
        if os.path.splitext(name)[1].lower() in suffixes and os.path.basename(name) == name:
            path = os.path.join(folder, name)
            if _is_regular(path):
                found.add(path)
    return found.pop() if len(found) == 1 else ""


def _is_regular(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return False
