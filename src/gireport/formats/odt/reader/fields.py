"""The check boxes and drop-down lists of forms that Word brought along (LibreOffice's `field:fieldmark`; O18)."""

from __future__ import annotations

from ....safe.xml import Element
from ..names import name
from .values import integer

_TYPE, _PARAMETER = name("field:type"), name("field:param")
_NAME, _VALUE = name("field:name"), name("field:value")


def shown(fieldmark: Element) -> str:
    """What a program draws for a field mark that holds no text: a box or the chosen entry; else nothing.

    The names are LibreOffice's: `Checkbox_Checked` (absent in an empty box), `Dropdown_ListEntry` once an
    entry, `Dropdown_Selected` counted from 0.
    """
    kind = fieldmark.get(_TYPE, "").rpartition(".")[2]
    found = [
        (parameter.get(_NAME, ""), parameter.get(_VALUE, "")) for parameter in fieldmark.iter(_PARAMETER)
    ]
    if kind == "FORMCHECKBOX":
        return "☒" if ("Checkbox_Checked", "true") in found else "☐"
    if kind == "FORMDROPDOWN":
        entries = [value for parameter, value in found if parameter == "Dropdown_ListEntry"]
        index = integer(dict(found).get("Dropdown_Selected"), 0)
        return entries[index] if 0 <= index < len(entries) else ""
    return ""
