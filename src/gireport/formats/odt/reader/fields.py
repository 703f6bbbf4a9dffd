"""What a field shows: its saved text, or what a program would show (ODF 1.3 part 3, 7; O18, O22)."""

from __future__ import annotations

from ....reading.numbering import format_number, from_odf
from ....safe.xml import Element
from ..names import name
from .values import all_text, integer

SEQUENCE = name("text:sequence")
NEVER_EMPTY = frozenset(
    name(f"text:{tag}")
    for tag in (
        "sequence",
        "sequence-ref",
        "bookmark-ref",
        "reference-ref",
        "note-ref",
        "page-number",
        "page-count",
        "date",
        "time",
        "chapter",
        "creation-date",
        "modification-date",
        "print-date",
    )
)
"""Fields that always show something: one without text has never been computed."""

_NAME, _FORMAT = name("text:name"), name("style:num-format")
_LABEL, _SELECTED, _LABEL_VALUE = name("text:label"), name("text:current-selected"), name("text:value")
_CURRENT_VALUE = name("text:current-value")
_STRING_IF = {state: name(f"text:string-value-if-{state}") for state in ("true", "false")}
_FIELDMARK_TYPE, _PARAMETER = name("field:type"), name("field:param")
_PARAMETER_NAME, _PARAMETER_VALUE = name("field:name"), name("field:value")
_MAX_DIGITS = 9


class Sequences:
    """The last number of each sequence field (`text:sequence`) of one document, by the sequence's name."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def count(self, field: Element) -> None:
        """Go on to the number that `field` shows; to the next one where it shows none."""
        sequence, text = field.get(_NAME, ""), all_text(field)
        is_number = text.isascii() and text.isdecimal() and len(text) <= _MAX_DIGITS
        self._numbers[sequence] = int(text) if is_number else self._numbers.get(sequence, 0) + 1

    def number(self, field: Element) -> str | None:
        """The last number of the sequence in the format of `field`; None where the format is not known."""
        form = from_odf(field.get(_FORMAT) or "1")
        return format_number(form, self._numbers[field.get(_NAME, "")]) if form else None


def chosen_labels(field: Element) -> list[str]:
    """The chosen labels of a `text:drop-down`; LibreOffice shows them where the field has no text."""
    labels = (label for label in field.iterchildren(_LABEL) if label.get(_SELECTED) == "true")
    return [label.get(_LABEL_VALUE, "") for label in labels]


def conditional_text(field: Element) -> str:
    """The text of a `text:conditional-text` without text, for the state in which it was saved (7.7.3)."""
    state = "true" if field.get(_CURRENT_VALUE) == "true" else "false"
    return field.get(_STRING_IF[state], "")


def fieldmark_text(fieldmark: Element) -> str:
    """What LibreOffice draws for a form field from Word: a check box, or the chosen entry of a list.

    The names are LibreOffice's: `Checkbox_Checked` (absent in an empty box), `Dropdown_ListEntry` once for
    each entry, `Dropdown_Selected` counted from 0.
    """
    kind = fieldmark.get(_FIELDMARK_TYPE, "").rpartition(".")[2]
    parameters = [
        (parameter.get(_PARAMETER_NAME, ""), parameter.get(_PARAMETER_VALUE, ""))
        for parameter in fieldmark.iter(_PARAMETER)
    ]
    if kind == "FORMCHECKBOX":
        return "☒" if ("Checkbox_Checked", "true") in parameters else "☐"
    if kind == "FORMDROPDOWN":
        entries = [value for parameter, value in parameters if parameter == "Dropdown_ListEntry"]
        index = integer(dict(parameters).get("Dropdown_Selected"), 0)
        return entries[index] if 0 <= index < len(entries) else ""
    return ""
