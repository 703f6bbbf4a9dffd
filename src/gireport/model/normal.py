"""The normal form of a report: equal content has equal values, so reports can be compared by `==`."""

from collections.abc import Mapping, Sequence

from . import grid
from .bookmarks import apply, merged, normal_content, pair
from .chars import FORBIDDEN, LINE_END, is_plain_text, is_safe_link
from .errors import LimitError, ModelError
from .messages import Message, message
from .metadata import meta
from .patterns import compiled_later
from .places import Notify, Place, ignore, in_words
from .types import (
    MARKS,
    Block,
    BookmarkEnd,
    BookmarkStart,
    Cell,
    FrozenMap,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListItem,
    Mark,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Resource,
    Rule,
    Table,
    Text,
    expect_report,
    resource_key,
)
from .weight import MAX_ADDRESS, Weight

MAX_DEPTH = 32
"""How deep tables may nest."""
MAX_PARTS = 1_500_000
"""Blocks, cells and inlines of a report together."""
MAX_LIST_LEVEL = 8
MAX_HEADING_LEVEL = 9
MAX_NUMBER = 32767
MAX_PIXELS = 20_000

_WEIGHED_TOGETHER = 1000
"""Characters of a row from which each of its texts is weighed."""

_SHA256 = compiled_later("[0-9a-f]{64}")
_MEDIA_TYPE = compiled_later(r"[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")  # RFC 6838, 4.2, in lower case
_ALIGNS = frozenset({None, "left", "center", "right", "justify"})
_KNOWN_MARKS = frozenset(MARKS)


def normal(report: Report, notify: Notify | None = None) -> Report:
    """The normal form of `report`; `notify` is called for each repair that changes the content.

    - Texts with equal marks and link are merged, empty ones dropped; a line end in a text is a `LineBreak`.
    - Marks stand in the order of `MARKS`; of superscript and subscript the first is kept. A link that could
      run a script, or whose address is longer than `MAX_ADDRESS`, is dropped.
    - Bookmark names are unique, each start has one end after it in the same flow (the body, or one note).
    - Every table is a full rectangle, with header rows and columns that no cell spans beyond; `columns`
      are in the form of `grid.shares`. A table without slots is removed.
    - A cell or note that is one plain empty paragraph has no content. Notes have no notes or page breaks.
    - List levels start at 0 and grow by one at most; an ordered item has its number, a bullet none.
    - Metadata has no white space at its ends and is absent where it is empty; a keyword holds no separator.
      Of `extra`, a name that is empty or taken by another is given a number.
    - Only pictures that are shown are kept.

    Raises:
        ModelError: it is not a report, or a character, name, size or picture is not allowed; `where` is
            its JSON path.
        LimitError: tables nest deeper than `MAX_DEPTH`, one has more than `grid.MAX_SLOTS`, all more than
            `grid.MAX_REPORT_SLOTS`, the report has more than `MAX_PARTS`, or texts and addresses that are
            used again add more than `weight.MAX_REPEATED` characters.
    """
    expect_report(report)
    notify = ignore if notify is None else notify
    worker = _Normaliser(notify)
    body = worker.paired(worker.blocks(report.body, 0))
    return Report(meta(report.meta, notify), body, _resources(worker.shown, report.resources))


class _Normaliser:
    """One walk over a report. `trail` is the JSON path of the current place, `places` the same in words."""

    def __init__(self, notify: Notify) -> None:
        self.notify = notify
        self.trail: list[str | int] = ["$", ".body"]
        self.places: list[Place] = []
        self.shown: set[str] = set()
        self.names: set[str] = set()
        self.edges: list[BookmarkStart | BookmarkEnd] = []  # of the current flow
        self.edge_places: list[str] = []
        self.in_note = False
        self.nested: list[Block] = []  # the blocks of notes inside the current note
        self.parts = 0
        self.weight = Weight()
        self.slots, self.repair_slots = grid.Budget(), grid.Budget()

    def path(self) -> str:
        return "".join(part if isinstance(part, str) else f"[{part}]" for part in self.trail)

    def repaired(self, code: str) -> None:
        self.notify(code, in_words(self.places), 1)

    def refuse(self, field: str, cause: Message) -> ModelError:
        return ModelError(cause, where=f"{self.path()}{field}")

    def count(self, parts: int) -> None:
        self.parts += parts
        if self.parts > MAX_PARTS:
            raise LimitError(message("model.parts", limit=MAX_PARTS), where=self.path())

    # --- blocks ---

    def blocks(self, blocks: Sequence[Block], depth: int, name: str = "") -> tuple[Block, ...]:
        if depth > MAX_DEPTH:
            raise LimitError(message("model.tables-nested", limit=MAX_DEPTH), where=self.path())
        result: list[Block] = []
        numbers: list[int] = []  # the last number at each open list level
        self.trail.append(0)
        place = Place(name)
        self.places.append(place)
        self.count(len(blocks))
        for index, block in enumerate(blocks):
            self.trail[-1] = index
            if isinstance(block, (Paragraph, Heading, ListItem)):
                place.paragraph()
            if isinstance(block, ListItem):
                result.append(self.item(block, numbers))
                continue
            numbers = []
            if isinstance(block, Paragraph):
                if block.align not in _ALIGNS:
                    raise self.refuse(".align", message("model.align", align=block.align))
                content = self.inlines(block.content)
                result.append(block if content is block.content else Paragraph(content, block.align))
            elif isinstance(block, Table):
                result.extend(self.table(block, depth))
            elif isinstance(block, Heading):
                if not 0 <= block.level <= MAX_HEADING_LEVEL:
                    cause = message("model.heading-level", level=block.level, most=MAX_HEADING_LEVEL)
                    raise self.refuse(".level", cause)
                result.append(Heading(block.level, self.inlines(block.content)))
            elif isinstance(block, PageBreak) and self.in_note:
                self.repaired("page-break-in-note")
            elif isinstance(block, (PageBreak, Rule)):
                result.append(block)
            else:
                raise self.refuse("", message("model.block", type=type(block).__name__))
        self.trail.pop()
        self.places.pop()
        return tuple(result)

    def item(self, item: ListItem, numbers: list[int]) -> ListItem:
        if not 0 <= item.level <= MAX_LIST_LEVEL:
            cause = message("model.list-level", level=item.level, most=MAX_LIST_LEVEL)
            raise self.refuse(".level", cause)
        level = min(item.level, len(numbers))
        if level != item.level:
            self.repaired("list-level")
        number = None
        if item.ordered:
            before = numbers[level] if level < len(numbers) else 0
            number = before + 1 if item.number is None else item.number
            if not 0 <= number <= MAX_NUMBER:
                cause = message("model.list-number", number=number, most=MAX_NUMBER)
                raise self.refuse(".number", cause)
        del numbers[level:]
        numbers.append(number or 0)
        return ListItem(level, item.ordered, number, self.inlines(item.content))

    def is_normal(self, cells: Sequence[Cell], depth: int) -> bool:
        """Whether `cells`, in a table at `depth`, are normal already: each is empty or has one plain text."""
        texts: list[str] = []
        for cell in cells:
            blocks = cell.content
            if blocks == ():
                continue
            if type(blocks) is not tuple or len(blocks) > 1:
                return False
            only = blocks[0]
            if type(only) is not Paragraph or only.align not in _ALIGNS or not _is_text(only.content):
                return False
            texts.append(only.content[0].text)  # type: ignore[union-attr]
        # One search over all characters takes a fraction of the time of one for each text.
        together = "".join(texts)
        if len(together) > _WEIGHED_TOGETHER:
            for text in texts:
                self.weight.use(text)
        if not is_plain_text(together) or depth >= MAX_DEPTH or self.parts > MAX_PARTS - 2 * len(texts):
            return False
        self.parts += 2 * len(texts)
        return True

    def cell_content(self, blocks: Sequence[Block], depth: int) -> tuple[Block, ...]:
        if not blocks:
            return ()
        return normal_content(self.blocks(blocks, depth))

    def table(self, table: Table, depth: int) -> list[Block]:
        place = self.places[-1]
        place.table()
        self.trail.append(".caption")
        caption = self.inlines(table.caption)
        self.trail[-1] = ".rows"
        rows = table.rows
        self.count(sum(map(len, rows)))
        columns = grid.width(rows)
        if columns <= grid.MAX_COLUMNS and len(rows) * columns <= grid.MAX_SLOTS:
            self.slots.spend(len(rows), columns)  # before any work that takes time for each slot
        if not grid.is_full(rows):
            rows = self.repaired_rows(rows)
        if not rows or not grid.width(rows):
            self.trail.pop()
            self.repaired("table-empty")
            return [Paragraph(caption)] if caption else []
        self.trail += [0, 0, ".content"]
        done: list[tuple[Cell, ...]] = []
        starts: list[list[int]] = []  # of each row, the columns of its cells; computed only when needed
        for number, row in enumerate(rows):
            if type(row) is tuple and self.is_normal(row, depth):
                done.append(row)
                continue
            cells: list[Cell] = []
            for index, cell in enumerate(row):
                if self.is_normal((cell,), depth):
                    cells.append(cell)
                    continue
                starts = starts or [
                    [slot.column for slot in line if slot.anchor] for line in grid.placed(rows)
                ]
                self.trail[-3], self.trail[-2] = number, index
                place.row, place.column = number + 1, starts[number][index] + 1
                content = self.cell_content(cell.content, depth + 1)
                cells.append(cell if content is cell.content else Cell(content, cell.colspan, cell.rowspan))
            done.append(tuple(cells))
        del self.trail[-4:]
        header_rows = grid.header_rows(done, table.header_rows)
        header_columns = grid.header_columns(done, table.header_columns, header_rows)
        shares = grid.shares(tuple(table.columns)) if len(table.columns) == grid.width(done) else ()
        if table.columns and not shares:
            place.row = 0
            self.repaired("column-widths")
        return [Table(tuple(done), shares, header_rows, header_columns, caption)]

    def repaired_rows(self, rows: Sequence[Sequence[Cell]]) -> tuple[tuple[Cell, ...], ...]:
        place = in_words(self.places)
        pieces = [
            [grid.Piece(cell.content, max(cell.colspan, 1), max(cell.rowspan, 1)) for cell in row]
            for row in rows
        ]
        return grid.from_spans(
            pieces,
            lambda code, where, count: self.notify(code, f"{place} {where}", count),
            budget=self.repair_slots,
        ).rows

    # --- inlines ---

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not inlines:
            return inlines if type(inlines) is tuple else ()
        self.count(len(inlines))
        if _is_text(inlines) and is_plain_text(inlines[0].text):  # type: ignore[union-attr]
            self.weight.use(inlines[0].text)  # type: ignore[union-attr]
            return inlines
        result: list[Inline] = []
        self.trail += [".content", 0]
        for index, inline in enumerate(inlines):
            self.trail[-1] = index
            if type(inline) is Text:
                self.text(inline, result)
            else:
                self.other(inline, result)
        del self.trail[-2:]
        return merged(result)

    def text(self, inline: Text, result: list[Inline]) -> None:
        """Append the lines of `inline` with line breaks between them."""
        self.weight.use(inline.text)
        self.characters(inline.text, ".text")
        if not _KNOWN_MARKS.issuperset(inline.marks):
            raise self.refuse(".marks", message("model.marks", marks=repr(inline.marks)))
        marks, link = _marks(inline.marks), self.link(inline.link)
        if len(marks) < len(set(inline.marks)):
            self.repaired("mark-clash")
        lines = LINE_END.split(inline.text)
        self.count(2 * (len(lines) - 1))
        for number, line in enumerate(lines):
            if number:
                result.append(LineBreak())
            if line:
                result.append(Text(line, marks, link))

    def other(self, inline: Inline, result: list[Inline]) -> None:
        """Append the normal form of `inline`, which is not a text."""
        if isinstance(inline, (BookmarkStart, BookmarkEnd)):
            self.characters(inline.name, ".name")
            if isinstance(inline, BookmarkStart) and inline.columns is not None:
                first, last = inline.columns
                if not 0 <= first <= last:
                    self.repaired("bookmark-columns")
                    inline = BookmarkStart(inline.name)
            self.edges.append(inline)
            self.edge_places.append(in_words(self.places))
            result.append(inline)
        elif isinstance(inline, Image):
            result.extend(self.image(inline))
        elif isinstance(inline, LineBreak):
            result.append(inline)
        elif not isinstance(inline, Note):
            raise self.refuse("", message("model.inline", type=type(inline).__name__))
        elif self.in_note:
            self.repaired("note-nested")
            self.nested.extend(inline.content)
        else:
            result.append(self.note(inline))

    def characters(self, text: str, field: str) -> None:
        found = None if text.isprintable() else FORBIDDEN.search(text)
        if found:
            character = f"U+{ord(found.group()):04X}"
            raise self.refuse(field, message("model.character", character=character))

    def link(self, link: str | None) -> str | None:
        if not link or not self.is_usable(link, ".link"):
            return None
        return link

    def is_usable(self, address: str, field: str) -> bool:
        """Whether a report can hold `address`; where not, reports the repair."""
        if len(address) > MAX_ADDRESS:
            self.notify("too-long", f"{in_words(self.places)}, the address {address[:60]}…", len(address))
            return False
        self.characters(address, field)
        if not is_safe_link(address):
            self.repaired("unsafe-link")
            return False
        self.weight.use(address)
        return True

    def image(self, image: Image) -> list[Inline]:
        self.weight.use(image.alt)
        self.characters(image.alt, ".alt")
        for field, size in ((".width", image.width), (".height", image.height)):
            if size is not None and not 1 <= size <= MAX_PIXELS:
                raise self.refuse(field, message("model.picture-size", size=size, most=MAX_PIXELS))
        if _SHA256.fullmatch(image.resource):
            self.shown.add(image.resource)
        elif not image.resource or not self.is_usable(image.resource, ".resource"):
            if not image.resource:
                self.repaired("unsafe-link")
            kept: list[Inline] = []
            self.text(Text(image.alt), kept)
            return kept
        return [Image(image.resource, image.alt, image.width, image.height, self.link(image.link))]

    def note(self, note: Note) -> Note:
        outer = self.edges, self.edge_places
        self.edges, self.edge_places, self.in_note = [], [], True
        self.trail.append(".content")
        content = self.blocks(note.content, 1, "note")
        while self.nested:
            inner, self.nested = self.nested, []
            content += self.blocks(inner, 1, "note")
        self.trail.pop()
        content = normal_content(self.paired(content))
        (self.edges, self.edge_places), self.in_note = outer, False
        return Note(content, note.kind)

    def paired(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """The blocks of the flow that was just walked, with its bookmark edges paired."""
        repairs = pair(self.edges, self.edge_places, self.names, self.notify)
        return apply(repairs, blocks) if repairs else blocks


def _is_text(inlines: Sequence[Inline]) -> bool:
    """Whether `inlines` are one text without marks or link; does not check its characters."""
    if type(inlines) is not tuple or len(inlines) != 1:
        return False
    only = inlines[0]
    return type(only) is Text and only.text != "" and not only.marks and only.link is None


def _marks(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    if len(marks) < 2:
        return tuple(marks)
    kept = set(marks)
    if "superscript" in kept:
        kept.discard("subscript")
    return tuple(mark for mark in MARKS if mark in kept)


# --- pictures --------------------------------------------------------------------------------------


def _resources(shown: set[str], resources: Mapping[str, Resource]) -> FrozenMap[str, Resource]:
    kept: dict[str, Resource] = {}
    for key in sorted(shown):
        resource = resources.get(key)
        if resource is None:
            raise ModelError(message("model.picture-missing"), where=f"$.resources.{key}")
        if not resource.data:
            raise ModelError(message("model.picture-empty"), where=f"$.resources.{key}")
        if resource_key(resource.data) != key:
            raise ModelError(message("model.picture-name"), where=f"$.resources.{key}")
        if not _MEDIA_TYPE.fullmatch(resource.media_type):
            cause = message("model.media-type", type=resource.media_type[:80])
            raise ModelError(cause, where=f"$.resources.{key}.media_type")
        kept[key] = resource
    return FrozenMap(kept)
