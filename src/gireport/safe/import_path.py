"""`python -m gireport` leaves the folder that it is started in out of the places that modules are imported
from.

Python puts that folder first: a `click.py` there, or a plugin, would run in the place of an installed one.
The folder of a downloaded batch of documents is nobody's place for programs. This module imports nothing that
such a folder could hold.
"""

import sys


def leave_out_this_folder() -> None:
    """Take the current folder off the import path where gireport is being started by `-m`; else do
    nothing.
    """
    # While `-m` looks for the module, and only then, the program's name is `-m`.
    started = sys.argv[:1] == ["-m"] and not sys.flags.safe_path and not sys.flags.isolated
    if started and sys.path and _names_gireport(sys.orig_argv):
        del sys.path[0]


_WITH_VALUE = ("-W", "-X", "--check-hash-based-pycs")
"""Options of the interpreter that stand before their values."""


def _names_gireport(arguments: list[str]) -> bool:
    """Whether the `-m` among the interpreter's own `arguments`, in one word or two, has gireport, or a module
    of it.
    """
    is_value = False
    for number, one in enumerate(arguments[1:], 2):
        if is_value or one.startswith(("--", "-W", "-X")):
            is_value = not is_value and one in _WITH_VALUE
        elif not one.startswith("-"):
            return False
        elif "m" in one:
            name = one.partition("m")[2] or "".join(arguments[number : number + 1])
            return name == "gireport" or name.startswith("gireport.")
    return False
