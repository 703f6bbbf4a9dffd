"""Drawings: pictures, text boxes, shapes with text, embedded objects, form controls (O14, O18, O21)."""

from __future__ import annotations

from collections.abc import Callable

from ....errors import GireportError
from ....model import Block, Image
from ....model.grid import is_empty
from ....model.messages import Message, message
from ....model.walk import text
from ....safe.xml import Element, parse
from ..names import name
from .context import Context
from .formulas import linear
from .images import size
from .inlines import Link, Marks, Run
from .values import all_text

_FRAME, _GROUP, _CONTROL, _SCENE = (
    name("draw:frame"),
    name("draw:g"),
    name("draw:control"),
    name("dr3d:scene"),
)
_IMAGE, _TEXT_BOX, _OBJECT = name("draw:image"), name("draw:text-box"), name("draw:object")
_EMBEDDED = frozenset(
    name(f"draw:{tag}") for tag in ("object-ole", "plugin", "applet", "floating-frame", "control")
)
_TITLE, _DESCRIPTION, _HREF = name("svg:title"), name("svg:desc"), name("xlink:href")
_MATH = name("math:math")
_FORMS, _FORM_ID, _CONTROL_ID, _OPTION = (
    name("office:forms"),
    name("form:id"),
    name("draw:control"),
    name("form:option"),
)
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_CURRENT_VALUE, _VALUE, _LABEL = name("form:current-value"), name("form:value"), name("form:label")
_CHOSEN, _CHOSEN_FIRST = name("form:current-selected"), name("form:selected")
_TABLE = name("table:table")
_STYLE = name("draw:style-name")

Formula = tuple[str | None, str | Message]
"""The text of a formula (None where there is no readable formula), and the cause where it cannot be read."""
ReadBlocks = Callable[[Element, list[Block]], None]


class ShapeReader:
    """Reads shapes into the run of their paragraph; `read_blocks` reads the blocks in a text box."""

    def __init__(self, context: Context, read_blocks: ReadBlocks) -> None:
        self._context = context
        self._controls: dict[str, Element] | None = None
        self._formulas: dict[str, Formula] = {}  # by the part of the package
        self._read_blocks = read_blocks

    def read(self, shape: Element, run: Run, marks: Marks, link: Link) -> None:
        """Add what `shape` shows to `run`: a picture to its inlines, blocks to its boxes."""
        if shape.tag not in (_GROUP, _CONTROL, _SCENE):
            self._fill(shape, run, link)
        if shape.tag == _FRAME:
            self._frame(shape, run, marks, link)
        elif shape.tag == _GROUP:
            self._note_description(shape)  # the shapes in it are read on their own
        elif shape.tag == _CONTROL:
            self._note_description(shape)
            self._context.note(
                "embedded-object", 1, message("odt.form-control", text=self._control_text(shape))
            )
        elif shape.tag == _SCENE:
            self._note_description(shape)
            self._context.note("embedded-object", 1, message("odt.scene"))
        else:
            self._note_description(shape)
            self._box(shape, run)

    def _fill(self, shape: Element, run: Run, link: Link) -> None:
        """Add the picture that fills a shape or a text box (O21)."""
        fill = self._context.styles.fill_image(shape.get(_STYLE, ""))
        if fill is None:
            return
        resource = self._context.pictures.resource(fill)
        if resource is None:
            self._context.note("image-missing", 1, fill.get(_HREF, "")[:60])
            return
        width, height = size(shape)
        run.add(Image(resource, "", width, height, link))

    def _control_text(self, shape: Element) -> str:
        """The text of the form control at `shape`: entered or chosen, else its label, else its kind."""
        if self._controls is None:
            forms = shape.getroottree().iter(_FORMS)
            self._controls = {
                id_: control
                for form in forms
                for control in form.iterdescendants()
                if (id_ := control.get(_FORM_ID) or control.get(_XML_ID))
            }
        control = self._controls.get(shape.get(_CONTROL_ID, ""))
        if control is None:
            return "one that is not in the file"
        chosen = (
            option.get(_LABEL, "")
            for option in control.iterchildren(_OPTION)
            if "true" in (option.get(_CHOSEN), option.get(_CHOSEN_FIRST))
        )
        texts = (
            control.get(_CURRENT_VALUE),
            all_text(control),
            " ".join(chosen),
            control.get(_LABEL),
            control.get(_VALUE),
            control.tag.rpartition("}")[2],
        )
        return next(text for text in texts if text)[:60]

    def _box(self, box: Element, run: Run) -> bool:
        has_text = self._read_text(box, run)
        if not has_text:
            self._context.losses.note("formatting")  # a line or a figure without text
        return has_text

    def _read_text(self, shape: Element, run: Run) -> bool:
        """Read the blocks on a shape as boxes of `run`; returns whether they show anything."""
        blocks: list[Block] = []
        self._context.enter()
        self._read_blocks(shape, blocks)
        self._context.leave()
        if is_empty(blocks):  # LibreOffice puts an empty paragraph on every shape
            return False
        run.boxes.extend(blocks)
        self._context.note("text-box", 1, " ".join(text(blocks).split())[:60])
        return True

    def _note_description(self, shape: Element) -> None:
        """Report the description of a shape that does not become a picture."""
        text = _description(shape)
        if text:
            self._context.note("not-kept", 1, message("odt.shape-description", text=text[:60]))

    def _frame(self, frame: Element, run: Run, marks: Marks, link: Link) -> None:
        """Read the first content of a frame that can be read; the others are alternatives to it (10.4.2)."""
        image: Element | None = None
        kept = False
        for child in frame:
            if child.tag == _IMAGE:
                image = child if image is None else image
                kept = kept or self._picture(frame, child, run, link)
                if len(child) or (child.text and not child.text.isspace()):
                    self._read_text(child, run)
            elif child.tag == _TEXT_BOX:
                if image is None:  # otherwise the picture has the description
                    self._note_description(frame)
                kept = self._box(child, run) or kept
            elif child.tag == _TABLE:
                kept = True
                self._box(frame, run)
            elif child.tag == _OBJECT and not kept:
                kept = self._object(child, run, marks, link)
            elif child.tag in _EMBEDDED:
                self._context.note("embedded-object", 1, child.get(_HREF, "")[:60])
        if image is not None and not kept:
            self._context.note("image-missing", 1, image.get(_HREF, "")[:60])
            if _description(frame):
                run.exact(_description(frame), marks, link)

    def _picture(self, frame: Element, image: Element, run: Run, link: Link) -> bool:
        resource = self._context.pictures.resource(image)
        if resource is None:
            return False
        width, height = size(frame)
        run.add(Image(resource, _description(frame), width, height, link))
        return True

    def _object(self, element: Element, run: Run, marks: Marks, link: Link) -> bool:
        """Read an embedded object; returns whether it was kept. A formula is kept, as one line of text."""
        formula, cause = self._formula(element)
        if formula is None:
            self._context.note("embedded-object", 1, cause or element.get(_HREF, "")[:60])
            return False
        self._context.note("formula")
        if formula:
            run.exact(formula, marks, link)
        return True

    def _formula(self, element: Element) -> Formula:
        """The formula in a `draw:object` or in the part that it names; each part is read once."""
        root = element.find(_MATH)
        if root is not None:
            return linear(root), ""
        part = f"{element.get(_HREF, '').removeprefix('./').rstrip('/')}/content.xml"
        if part not in self._formulas:
            self._formulas[part] = self._formula_at(part)
        return self._formulas[part]

    def _formula_at(self, part: str) -> Formula:
        """The formula in a part of the package. OpenOffice.org wrote a DTD into each."""
        package = self._context.package
        if package is None or part not in package:
            return None, ""
        try:
            root = parse(package.read(part), part, self._context.losses, bare_dtd=True)
        except GireportError as error:  # it is damaged, or too large
            return None, error.reason
        return (linear(root) if root.tag == _MATH else None), ""


def _description(shape: Element) -> str:
    """The `svg:title` and `svg:desc` of a shape, both where they differ."""
    texts = [
        found.text or "" for found in (shape.find(_TITLE), shape.find(_DESCRIPTION)) if found is not None
    ]
    texts = [text for text in dict.fromkeys(texts) if text]
    return " ".join(texts)
