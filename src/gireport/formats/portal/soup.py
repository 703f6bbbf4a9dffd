"""A BeautifulSoup document of the tree that a browser builds, and the amount of text in each of its elements.

It is built from Lexbor's tree, not parsed again: two parsers would disagree on where an element ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any, TypeGuard

from bs4 import BeautifulSoup
from bs4.builder import HTMLTreeBuilder
from bs4.element import Comment, NavigableString, PageElement, Tag
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from ...errors import LimitError
from ...limits import HTML_DEPTH
from ...markup.reader import css
from ...markup.reader.tree import END_ID, Node
from ...markup.vocabulary import BLOCK_ELEMENTS, HIDDEN_ELEMENTS, TABLE_ELEMENTS, TEXT_ELEMENTS, VOID_ELEMENTS
from ...model.messages import message
from .vocabulary import selector_parts

BLOCKS = BLOCK_ELEMENTS | TABLE_ELEMENTS | {"ucapcontent", "ucaptitle", "option"}
TABLE_PARTS = TABLE_ELEMENTS - {"table"}
LONG_TEXT = 300
"""Characters outside links; an element with more text is never chrome, nor is one with a table of data."""
_MAX_BUTTON = 40
"""Characters of an element that counts as a link because a script handles a click on it."""
DATA_CELLS = 4
"""The least number of cells of a table of data; such a table also has two rows and no table in a cell."""


class _TreeBuilder(HTMLTreeBuilder):
    """Builds a BeautifulSoup document from a Lexbor tree."""

    NAME = "lexbor"
    features: list[str] = []  # noqa: RUF012 - an attribute of bs4; nobody selects this builder by name

    def __init__(self, root: Node) -> None:
        # Keep white space and class names as they are.
        super().__init__(multi_valued_attributes={}, preserve_whitespace_tags={"html"})
        self._root = root

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        """Nothing is decoded: the tree exists already."""
        yield markup, None, None, False

    def feed(self, _markup: Any) -> None:
        """Hand over the nodes one by one, without recursion, because trees may be deep."""
        soup = self.soup
        assert soup is not None
        node: Node | None = self._root
        stack: list[Node] = []
        while node is not None or stack:
            if node is None:
                node = stack.pop()
                soup.handle_endtag(node.tag or "")
                node = node.next if stack else None
                continue
            if node.is_text_node:
                soup.handle_data(node.text_content or "")
            elif node.is_comment_node:
                soup.endData()
                soup.handle_data(node.comment_content or "")
                soup.endData(Comment)
            elif node.is_element_node and node.id != END_ID:
                if len(stack) > HTML_DEPTH:
                    raise LimitError(message("markup.too-deep", limit=HTML_DEPTH))
                attributes = {name: value or "" for name, value in node.attributes.items()}
                soup.handle_starttag(node.tag or "", None, None, attributes)
                stack.append(node)
                node = node.first_child
                continue
            node = node.next


def soup_of(tree: LexborHTMLParser) -> BeautifulSoup:
    """The BeautifulSoup document of `tree`.

    Raises:
        LimitError: elements nest deeper than `HTML_DEPTH`.
    """
    assert tree.root is not None
    return BeautifulSoup("<>", builder=_TreeBuilder(tree.root))


# Elements whose text is not escaped (HTML Standard 13.3).
_RAW_TEXT_ELEMENTS = TEXT_ELEMENTS - {"title", "textarea"} | {"plaintext"}


def html_of(root: Tag, whole: bool = False) -> str:
    """The HTML of the content of `root` (`whole`: of the element too), written without recursion.

    BeautifulSoup's own `decode` takes twice the time, and escapes the text of elements such as `script`.
    """
    out: list[str] = []
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter([root] if whole else root.contents))]
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if stack:
                out.append(f"</{tag.name}>")
        elif isinstance(child, Tag):
            out.append(_start_tag(child))
            if child.name not in VOID_ELEMENTS:
                stack.append((child, iter(child.contents)))
        elif isinstance(child, Comment):
            out.append(f"<!--{child}-->")
        elif isinstance(child, NavigableString):
            out.append(child if tag.name in _RAW_TEXT_ELEMENTS else escape(child, quote=False))
    return "".join(out)


def _start_tag(tag: Tag) -> str:
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in tag.attrs.items())
    # The parser drops a line end at the start of these.
    line_end = "\n" if tag.name in ("pre", "listing", "textarea") else ""
    return f"<{tag.name}{attributes}>{line_end}"


def attribute(tag: Tag, name: str) -> str:
    """The value of an attribute; empty where it is absent."""
    return str(tag.attrs.get(name, ""))


class Selectors:
    """Some selectors of `containers.json`, to match elements against."""

    def __init__(self, selectors: tuple[str, ...]) -> None:
        self._known: dict[str, list[tuple[str, str]]] = {}
        for selector in selectors:
            tag, kind, name = selector_parts(selector)
            self._known.setdefault(f"{kind}{name}" if kind else f"<{tag}", []).append((tag, selector))

    def match(self, tag: Tag) -> str:
        """The first selector that `tag` matches; empty for none."""
        attributes = tag.attrs
        keys = [f"<{tag.name}"]
        if "id" in attributes:
            keys.append(f"#{attribute(tag, 'id').lower()}")
        if "class" in attributes:
            keys += (f".{name}" for name in attribute(tag, "class").lower().split())
        for key in keys:
            for name, selector in self._known.get(key, ()):
                if name in ("", tag.name):
                    return selector
        return ""


def compact(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def text_of(tag: Tag) -> str:
    """The text of `tag`, a space between any two strings, white space folded."""
    return " ".join(" ".join(string for string in tag.strings if is_text(string)).split())


def joined_text_of(tag: Tag) -> str:
    """The text of `tag`, nothing between two strings, white space folded: a title that elements divide."""
    return " ".join("".join(string for string in tag.strings if is_text(string)).split())


def is_text(string: PageElement) -> TypeGuard[NavigableString]:
    """Whether `string` is text of the page, not a comment, script or style."""
    return type(string) is NavigableString


class Size(Struct):
    """The amount of content of an element. Characters are counted without white space.

    `text`: all characters; `linked`: those in links; `weight`: those outside links and chrome; `tables`:
    tables of data; `cells` and `rows`: of the table whose part the element is.
    """

    text: int = 0
    linked: int = 0
    weight: int = 0
    links: int = 0
    pictures: int = 0
    tables: int = 0
    cells: int = 0
    rows: int = 0
    nested: bool = False  # contains a table

    def add(self, other: Size) -> None:
        """Add the size of an inner element."""
        self.text += other.text
        self.linked += other.linked
        self.weight += other.weight
        self.links += other.links
        self.pictures += other.pictures
        self.tables += other.tables
        self.nested |= other.nested

    @property
    def unlinked(self) -> int:
        """Characters outside links."""
        return self.text - self.linked


_NOTHING = Size()


class Sizes:
    """The sizes of `root` and all elements in it, found in one pass forward and one backward.

    Elements for which `is_chrome` is true get no weight; `chrome` has the `id()` of each.
    """

    def __init__(self, root: Tag, is_chrome: Callable[[Tag, Size], bool]) -> None:
        self.chrome: set[int] = set()
        self._data: set[int] = set()
        self._hidden: set[int] = set()
        self._is_chrome = is_chrome
        self.elements: list[Tag] = [root]
        self._sizes: dict[int, Size] = {id(root): Size()}
        for each in root.descendants:
            if isinstance(each, Tag):
                self.elements.append(each)
                self._sizes[id(each)] = Size()
            elif is_text(each) and each.parent is not None:
                count = len(compact(each))
                size = self._sizes[id(each.parent)]
                size.text += count
                size.weight += count
        for tag in reversed(self.elements[1:]):
            self._add_to_parent(tag)

    def _add_to_parent(self, tag: Tag) -> None:
        """Complete the size of `tag`, whose content is counted, and add it to its parent."""
        size = self._sizes[id(tag)]
        parent = tag.parent
        assert parent is not None
        outer = self._sizes[id(parent)]
        if tag.name in HIDDEN_ELEMENTS or _is_hidden(tag):
            self._sizes[id(tag)] = Size()
            self._hidden.add(id(tag))
            return
        if tag.name == "a" or ("onclick" in tag.attrs and size.text <= _MAX_BUTTON and not size.links):
            size.linked, size.weight = size.text, 0
            size.links = int(bool(tag.attrs.get("href") or tag.name != "a"))
        elif tag.name == "img":
            size.pictures = 1
        elif tag.name in ("td", "th"):
            outer.cells += 1
        elif tag.name == "table":
            if not size.tables and size.rows >= 2 and size.cells >= DATA_CELLS and not size.nested:
                size.tables = 1
                self._data.add(id(tag))
            size.nested = True
        if self._is_chrome(tag, size):
            self.chrome.add(id(tag))
            size.weight = size.tables = 0
        if tag.name == "tr":
            outer.rows += int(size.cells > 0)
        if tag.name in ("tr", "tbody", "thead", "tfoot"):
            outer.cells += size.cells
            outer.rows += size.rows
        outer.add(size)

    def of(self, tag: Tag) -> Size:
        """The size of `tag`."""
        return self._sizes.get(id(tag), _NOTHING)

    def is_shown(self, tag: Tag) -> bool:
        """Whether no element around `tag` is hidden."""
        return not any(id(above) in self._hidden for above in tag.parents)

    def is_data(self, tag: Tag) -> bool:
        """Whether `tag` is a table of data."""
        return id(tag) in self._data


def _is_hidden(tag: Tag) -> bool:
    style = tag.attrs.get("style")
    return "hidden" in tag.attrs or bool(style and css.parse_style(str(style)).hidden)
