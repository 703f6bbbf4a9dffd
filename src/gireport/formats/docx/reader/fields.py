"""Fields (ECMA-376 part 1, 17.16): which text is an instruction, which a result, and what links they make."""

from __future__ import annotations

import re

from msgspec import Struct

from ....safe.xml import Element
from .changes import DELETED
from .sequences import Computed
from .sequences import parse as parse
from .tags import FLD_CHAR, VAL, w
from .values import Odd, integer, is_on

_ARGUMENT = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\S+)')
_ESCAPE = re.compile(r"\\(.)")
_INDEXES = frozenset({"TOC", "INDEX", "TOA"})
# Fields that show nothing by their nature: marks for an index, settings, fields that only a merge fills.
_SILENT = frozenset(
    [
        "",
        "XE",
        "TC",
        "TA",
        "RD",
        "ADVANCE",
        "SET",
        "ASK",
        "PRINT",
        "PRIVATE",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "FORMTEXT",
        "HYPERLINK",
        "ADDIN",
        "DATA",
    ]
)
# Fields whose result may well be nothing: what they show depends on data that the document does not hold.
_MAY_SHOW_NOTHING = frozenset(
    [
        "IF",
        "COMPARE",
        "FILLIN",
        "MERGEFIELD",
        "DOCPROPERTY",
        "DOCVARIABLE",
        "QUOTE",
        "COMMENTS",
        "KEYWORDS",
        "SUBJECT",
    ]
)
_HIDES_RESULT = re.compile(r"\\h(?![a-zA-Z])")
# Of these Word shows no result, even where the file holds one.
_UNSHOWN = frozenset(["XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "NEXT", "NEXTIF", "SKIPIF", "DATA"])
_FIELD_TYPE = w("fldCharType")
_FORM = w("ffData")


class Field(Struct):
    """An open field: its instruction so far, and whether its result has begun."""

    instruction: list[str]
    begin: Element
    form: Element | None = None
    separated: bool = False
    outer: str | None = None
    """The link that held where the field began."""
    unshown: bool = False
    """Whether its result, which has begun, is not shown."""
    shown_before: int = 0
    """How many texts and pictures had been met when the field began."""


class Fields:
    """The stack of open fields of a story (the body, a note)."""

    def __init__(self, root: Element) -> None:
        """`root` is the story's element: fields that never end in it are no fields."""
        self._root = root
        self._unended: set[Element] | None = None
        self.open: list[Field] = []
        self.link: str | None = None
        self.computed = Computed(root)
        self._codes = 0
        self.unshown = 0  # open fields whose results are not shown

    def begin(self, element: Element, shown: int) -> bool:
        """Open the field that the `w:fldChar` `element` begins; False where nothing ever ends it."""
        if self._unended is None:
            self._unended = _unended(self._root)
        if element in self._unended:
            return False
        self.open.append(Field([], element, element.find(_FORM), outer=self.link, shown_before=shown))
        self._codes += 1
        return True

    @property
    def in_code(self) -> bool:
        """Whether what is read belongs to an instruction, of whichever open field."""
        return self._codes > 0

    @property
    def in_instruction(self) -> bool:
        """Whether the innermost field is in its instruction, and has some of it: an instruction may be one `w:t` alone."""
        return bool(self.open) and not self.open[-1].separated and bool(self.open[-1].instruction)

    def code(self, text: str) -> None:
        """Add to the instruction of the innermost field that is still in its code."""
        for field in reversed(self.open):
            if not field.separated:
                field.instruction.append(text)
                return

    def separate(self) -> Field | None:
        """End the instruction of the innermost field and begin its result."""
        if not self.open or self.open[-1].separated:
            return None
        field = self.open[-1]
        field.separated = True
        self._codes -= 1
        field.unshown = is_unshown(parse("".join(field.instruction))[0])
        self.unshown += field.unshown
        return field

    def end(self) -> Field | None:
        """Close the innermost field; None where none is open."""
        if not self.open:
            return None
        field = self.open.pop()
        self._codes -= not field.separated
        self.unshown -= field.unshown
        self.link = field.outer
        return field

    def suspend(self) -> tuple[list[Field], int, int, str | None]:
        """Put the open fields aside: a text box is a flow of its own. Give the result to `resume`."""
        state = (self.open, self._codes, self.unshown, self.link)
        self.open, self._codes, self.unshown, self.link = [], 0, 0, None
        return state

    def resume(self, state: tuple[list[Field], int, int, str | None]) -> None:
        """Go on with the fields that `suspend` put aside."""
        self.open, self._codes, self.unshown, self.link = state


def _unended(root: Element) -> set[Element]:
    """The `begin` elements below `root` that no `end` belongs to."""
    open_: list[Element] = []
    for element in root.iter(FLD_CHAR):
        kind = element.get(_FIELD_TYPE)
        if kind not in ("begin", "end") or any(parent.tag in DELETED for parent in element.iterancestors()):
            continue
        if kind == "begin":
            open_.append(element)
        elif open_:
            open_.pop()
    return set(open_)


def _arguments(text: str) -> list[str]:
    return [
        _ESCAPE.sub(r"\1", quoted) if quoted else curly or bare
        for quoted, curly, bare in _ARGUMENT.findall(text)
    ]


def hyperlink(text: str) -> str | None:
    """The address that the arguments of a HYPERLINK field give (17.16.5.25): `\\l` is a place in it."""
    address = anchor = ""
    expects = ""
    for argument in _arguments(text):
        if expects:
            if expects == "l":
                anchor = argument
            expects = ""
        elif re.fullmatch(r"\\[a-zA-Z]", argument):
            expects = argument[1].lower() if argument[1].lower() in "lot" else ""
        elif not address:
            address = argument
    if anchor:
        return f"{address}#{anchor}"
    return address or None


def is_index(kind: str) -> bool:
    """Whether a field of this name generates a table of contents or an index."""
    return kind in _INDEXES


def is_silent(kind: str, rest: str, separated: bool) -> bool:
    """Whether a field of this name and code shows nothing even when Word computes it, or did so last.

    `separated` says that it has a result, though an empty one.
    """
    hidden = kind == "SEQ" and _HIDES_RESULT.search(rest) is not None
    return kind in _SILENT or hidden or (separated and kind in _MAY_SHOW_NOTHING)


def is_unshown(kind: str) -> bool:
    """Whether Word shows nothing of a field of this name, a result that the file holds neither."""
    return kind in _UNSHOWN


def computed(field: Field, odd: Odd) -> tuple[str, str]:
    """What Word shows for a field that has no result of its own, and the loss code for it; both may be empty.

    Check boxes and lists of forms, the text of a MACROBUTTON, and the linear text of an EQ. `odd` is told of a
    choice that is no number.
    """
    kind, rest = parse("".join(field.instruction))
    if kind == "FORMCHECKBOX" and field.form is not None:
        return ("☒" if _checked(field.form) else "☐"), ""
    if kind == "FORMDROPDOWN" and field.form is not None:
        return _chosen(field.form, odd), ""
    if kind in ("MACROBUTTON", "GOTOBUTTON"):
        return rest.strip().partition(" ")[2], ""
    if kind == "EQ":
        return _linear(rest), "formula"
    return "", ""


def _checked(form: Element) -> bool:
    box = form.find(w("checkBox"))
    if box is None:
        return False
    state = box.find(w("checked"))
    return is_on(state if state is not None else box.find(w("default")))


def _chosen(form: Element, odd: Odd) -> str:
    choices = form.find(w("ddList"))
    if choices is None:
        return ""
    entries = [entry.get(VAL) or "" for entry in choices.iterchildren(w("listEntry"))]
    result = choices.find(w("result"))
    chosen = result if result is not None else choices.find(w("default"))
    index = integer(chosen, odd) if chosen is not None else 0
    return entries[index] if 0 <= index < len(entries) else ""


def _linear(text: str) -> str:
    """The arguments of an EQ field's switches, one after the other (`\\o\\ac(○,1)` gives ○1)."""
    text = re.sub(r"\\([,;()\\])", lambda found: chr(0xE000 + ord(found.group(1))), text)
    text = re.sub(r"\\[a-zA-Z]+[0-9]*\s?", "", text)
    text = re.sub(r"[(),;]", "", text).strip()
    return re.sub("[\ue028\ue029\ue02c\ue03b\ue05c]", lambda found: chr(ord(found.group()) - 0xE000), text)
