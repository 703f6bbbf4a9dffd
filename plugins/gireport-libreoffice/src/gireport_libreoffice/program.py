"""Where is LibreOffice?"""

from __future__ import annotations

import os
import shutil

from gireport.errors import PluginError
from gireport.model.messages import message

VARIABLE = "GIREPORT_SOFFICE"
"""The environment variable that names the program `soffice`, by its path or by a name on the search path."""

_NAMES = ("soffice", "libreoffice", "soffice.com")
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
"""Where the installers of macOS, Debian and Windows put it, when it is not on the search path."""


def soffice() -> str:
    """Return the path of LibreOffice's program: what `GIREPORT_SOFFICE` names, else one on the search path,
    else one in a usual place.

    Raises:
        PluginError: there is none.
    """
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        found = shutil.which(named)
        if found is None:
            raise PluginError(message("libreoffice.not-there", variable=VARIABLE, path=named))
        return os.path.abspath(found)
    for name in (*_NAMES, *_USUAL):
        found = shutil.which(name)
        if found is not None:
            return os.path.abspath(found)
    raise PluginError(message("libreoffice.missing"))
