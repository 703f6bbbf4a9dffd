"""BeautifulSoup over the tree that a browser builds, and how much text stands in each of its elements.

The soup is fed with Lexbor's tree, not with text: two parsers would have two ideas of where an element ends.
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
from .facts import parts

BLOCKS = BLOCK_ELEMENTS | TABLE_ELEMENTS | {"ucapcontent", "ucaptitle", "option"}
TABLE_PARTS = TABLE_ELEMENTS - {"table"}
_CLICKED = 40
"""Characters of an element that a script makes a link."""
DATA_CELLS = 4
"""Of a table that is data, not page layout; it also has two rows and no table inside."""


class _Grown(HTMLTreeBuilder):
    """Feeds the soup from a tree that is there already."""

    NAME = "lexbor"
    features: list[str] = []  # noqa: RUF012 - bs4's own attribute; nothing asks for this builder by name

    def __init__(self, root: Node) -> None:
        # White space and class names are kept as they stand.
        super().__init__(multi_valued_attributes={}, preserve_whitespace_tags={"html"})
        self._root = root

    def prepare_markup(self, markup: Any, *_: Any, **__: Any) -> Iterator[tuple[Any, None, None, bool]]:
        """There is nothing to decode."""
        yield markup, None, None, False

    def feed(self, _markup: Any) -> None:
        """Hand over element by element, with a stack of its own: trees may be deep."""
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
                    raise LimitError(f"the page nests elements deeper than {HTML_DEPTH}")
                attributes = {name: value or "" for name, value in node.attributes.items()}
                soup.handle_starttag(node.tag or "", None, None, attributes)
                stack.append(node)
                node = node.first_child
                continue
            node = node.next


def grown(tree: LexborHTMLParser) -> BeautifulSoup:
    """The soup of `tree`.

    Raises:
        LimitError: elements nest deeper than `HTML_DEPTH`.
    """
    assert tree.root is not None
    return BeautifulSoup("<>", builder=_Grown(tree.root))


# Elements whose text is not escaped (HTML Standard 13.3).
_RAW = TEXT_ELEMENTS - {"title", "textarea"} | {"plaintext"}


def source(root: Tag, whole: bool = False) -> str:
    """The HTML of what is in `root` (`whole`: and of itself), without recursion.

    BeautifulSoup's own `decode` takes twice the time, and escapes the text of elements that browsers take raw.
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
            out.append(_opened(child))
            if child.name not in VOID_ELEMENTS:
                stack.append((child, iter(child.contents)))
        elif isinstance(child, Comment):
            out.append(f"<!--{child}-->")
        elif isinstance(child, NavigableString):
            out.append(child if tag.name in _RAW else escape(child, quote=False))
    return "".join(out)


def _opened(tag: Tag) -> str:
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in tag.attrs.items())
    line = (
        "\n" if tag.name in ("pre", "listing", "textarea") else ""
    )  # the parser drops the first line end in them
    return f"<{tag.name}{attributes}>{line}"


def attribute(tag: Tag, name: str) -> str:
    """An attribute's value; empty where it is absent."""
    return str(tag.attrs.get(name, ""))


class Selectors:
    """Finds which of some selectors an element fits."""

    def __init__(self, selectors: tuple[str, ...]) -> None:
        self._known: dict[str, list[tuple[str, str]]] = {}
        for selector in selectors:
            tag, kind, name = parts(selector)
            self._known.setdefault(f"{kind}{name}" if kind else f"<{tag}", []).append((tag, selector))

    def fit(self, tag: Tag) -> str:
        """The first selector that `tag` fits; empty for none."""
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


def squeezed(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def text_of(tag: Tag) -> str:
    """What `tag` shows, white space folded."""
    return " ".join(" ".join(string for string in tag.strings if is_text(string)).split())


def joined(tag: Tag) -> str:
    """What `tag` says as one line, white space folded: its elements and line breaks are no gaps."""
    return " ".join("".join(string for string in tag.strings if is_text(string)).split())


def is_text(string: PageElement) -> TypeGuard[NavigableString]:
    """Whether `string` is text of the page: no comment, script or style."""
    return type(string) is NavigableString


class Size(Struct):
    """How much stands in an element: characters without white space, those in links, links, pictures, data tables.

    `weight` counts characters outside links and chrome.
    """

    text: int = 0
    linked: int = 0
    weight: int = 0
    links: int = 0
    pictures: int = 0
    tables: int = 0
    cells: int = 0
    rows: int = 0
    nested: bool = False  # a table stands in it

    def add(self, other: Size) -> None:
        """Count what stands in an inner element."""
        self.text += other.text
        self.linked += other.linked
        self.weight += other.weight
        self.links += other.links
        self.pictures += other.pictures
        self.tables += other.tables
        self.nested |= other.nested

    @property
    def own(self) -> int:
        """Characters outside links."""
        return self.text - self.linked


NOTHING = Size()


class Sizes:
    """The sizes of all elements in a soup; one pass forward, one back.

    What `is_chrome` says is chrome weighs nothing, and stands in `chrome` by its `id`.
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
                count = len(squeezed(each))
                size = self._sizes[id(each.parent)]
                size.text += count
                size.weight += count
        for tag in reversed(self.elements[1:]):
            self._fold(tag)

    def _fold(self, tag: Tag) -> None:
        size = self._sizes[id(tag)]
        parent = tag.parent
        assert parent is not None
        outer = self._sizes[id(parent)]
        if tag.name in HIDDEN_ELEMENTS or _hidden(tag):
            self._sizes[id(tag)] = Size()
            self._hidden.add(id(tag))
            return
        if tag.name == "a" or ("onclick" in tag.attrs and size.text <= _CLICKED and not size.links):
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
        return self._sizes.get(id(tag), NOTHING)

    def is_shown(self, tag: Tag) -> bool:
        """Whether nothing around `tag` hides it by its own style."""
        return not any(id(above) in self._hidden for above in tag.parents)

    def is_data(self, tag: Tag) -> bool:
        """Whether `tag` is a table of data."""
        return id(tag) in self._data


def _hidden(tag: Tag) -> bool:
    style = tag.attrs.get("style")
    return "hidden" in tag.attrs or bool(style and css.parse_style(str(style)).hidden)
