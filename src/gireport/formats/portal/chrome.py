"""Removes chrome, what a site puts around and into its articles: elements by name, lines by their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from bs4.element import NavigableString, PageElement, Tag

from ...markup.vocabulary import BOOKMARK
from ...model.patterns import compiled_later
from .lines import Line, is_chrome_line, lines_of
from .soup import LONG_TEXT, TABLE_PARTS, Size, Sizes, attribute, compact, is_text, text_of
from .vocabulary import chrome, containers

# Elements that contain the text itself: a word in their class or id is not enough.
_TEXT_ELEMENTS = TABLE_PARTS | frozenset(
    ["a", "b", "em", "h1", "h2", "h3", "h4", "h5", "h6", "img", "li", "p", "strong", "sub", "sup", "u"]
)
_ARTICLE_PARTS = frozenset({"header", "footer"})
"""Elements that inside an `article` are the head and foot of the article."""
_SENTENCE = compiled_later("[^。]{20}。")
_NUMBERED_HEADING = compiled_later(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}部分"
)
_DATE = compiled_later(r"\d{4}年\d{1,2}月\d{1,2}日")
_SIGNATURE_DATE = compiled_later(r"(?<![：:\d])\d{4}年\d{1,2}月\d{1,2}日$")
_MAX_LINES = 100  # that are examined at either end
_WORDS = compiled_later(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PLACEHOLDER = compiled_later(
    r"|data:.*|.*(?:load|lazy|blank|place_?holder|spacer|pixel|transparent|grey|gray|1x1|default)[^/]*",
    re.IGNORECASE,
)

# --- elements ----------------------------------------------------------------------------------------


def is_chrome_element(tag: Tag, size: Size) -> bool:
    """Whether `tag` is chrome by its name, id or class, without content that could be the article's."""
    table = chrome()
    if size.tables or size.unlinked > LONG_TEXT or tag.name in _TEXT_ELEMENTS:
        return False
    if tag.name in table.elements:
        is_part = tag.name in _ARTICLE_PARTS
        return not (is_part and (tag.find_parent("article") or _has_mark_of_article(tag, size)))
    if BOOKMARK in tag.attrs:
        return False  # the id is the name of a bookmark
    names = f"{attribute(tag, 'id')} {attribute(tag, 'class')}"
    return bool(names.strip()) and _has_chrome_name(names) and not _has_article_text(tag, size)


def _has_chrome_name(names: str) -> bool:
    table = chrome()
    return not (
        table.words.isdisjoint(_words(names))
        and table.names.isdisjoint(names.lower().replace("-", "").replace("_", "").split())
    )


def _has_article_text(tag: Tag, size: Size) -> bool:
    """Whether `tag` contains a sentence of some length, a heading, or the signature of an article."""
    if size.text > LONG_TEXT:
        return False
    text = compact(text_of(tag))
    if is_chrome_line(text):
        return False
    return bool(_SENTENCE.search(text)) or _has_mark_of_article(tag, size)


def _has_mark_of_article(tag: Tag, size: Size) -> bool:
    """Whether `tag` has a numbered heading first, the date of a signature last, or such a date after it."""
    if size.text > LONG_TEXT or 2 * size.linked > size.text:
        return False
    text = compact(text_of(tag))
    if _NUMBERED_HEADING.match(text) or _SIGNATURE_DATE.search(text):
        return True
    after = tag.find_next_sibling()
    return after is not None and not size.links and bool(_DATE.fullmatch(compact(text_of(after))))


def parts_of_article(tags: Iterable[Tag], root: Tag, sizes: Sizes) -> set[int]:
    """The `id()` of those chrome elements `tags` that are parts of the article `root` after all.

    Their names are also used for parts of an article (`header`, `tools`); they have no link, are not a line
    of chrome, and text that is not chrome stands before and after them.
    """
    candidates = [
        tag
        for tag in tags
        if not sizes.of(tag).links
        and _words(f"{attribute(tag, 'id')} {attribute(tag, 'class')}") & chrome().words <= chrome().parts
        and tag.name not in chrome().elements
    ]
    if not candidates:
        return set()
    positions: dict[int, int] = {}
    in_chrome: set[int] = set()
    first = last = -1  # text that is not chrome
    for position, each in enumerate(root.descendants):
        positions[id(each)] = position
        if id(each) in sizes.chrome or id(each.parent) in in_chrome:
            in_chrome.add(id(each))
        elif is_text(each) and each.strip():
            first, last = (first if first >= 0 else position), position
    return {
        id(tag)
        for tag in candidates
        if first < positions.get(id(tag), -1) < last and not is_chrome_line(text_of(tag))
    }


@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    """The words of an id or class in lower case: bread, crumb, top, nav in `bread-crumb topNav`."""
    return frozenset(word.lower() for word in _WORDS.findall(names))


# --- lines -------------------------------------------------------------------------------------------


def remove_lines(root: Tag, title: str, is_attachment: Callable[[Tag], bool]) -> list[str]:
    """Remove the lines of chrome at the start and end of the article `root`; their texts.

    Lines of the title at the start stay. A list of attachments is removed with the line over it, because the
    metadata has the attachments; so are other links under 相关阅读, 上一篇 and the like.
    """
    lines = list(lines_of(root))
    removed: list[Line] = []
    dates: list[Line] = []  # chrome if a line of chrome follows
    compact_title = compact(title)
    for position, line in enumerate(lines[:_MAX_LINES]):
        text = compact(line.text)
        if is_chrome_line(line.text) or _is_qr_code(lines, position):
            removed += [*dates, line]
            dates = []
        elif re.fullmatch(chrome().beside_links, text):
            dates.append(line)
        elif not (text and compact_title and text in compact_title):
            break
    removed += _chrome_at_end(lines[max(len(removed), len(lines) - _MAX_LINES) :], is_attachment)
    texts = [line.text for line in removed]
    tables = {id(table): table for line in removed if (table := line.block.find_parent("table")) is not None}
    for line in removed:
        _remove_line(line, root)
    for table in tables.values():
        if table is not root and not table.find("img") and not text_of(table):
            table.extract()
    return texts


def _chrome_at_end(lines: list[Line], is_attachment: Callable[[Tag], bool]) -> list[Line]:
    """The chrome at the end of `lines`, the last line first."""
    table = chrome()
    found: list[Line] = []
    links_below: list[Line] = []  # lines of links; chrome if a heading for them stands above
    are_attachments = True
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        text, links = compact(line.text), _links(line)
        is_chrome = is_chrome_line(line.text) or _is_qr_code(lines, position)
        heads_attachments = re.fullmatch(table.attachments_head, text) or (
            links and _begins_with_attachments_head(line) and all(map(is_attachment, links))
        )
        if re.fullmatch(table.links_head, text) or (are_attachments and heads_attachments):
            found += [*links_below, line]
            links_below, are_attachments = [], True
        elif is_chrome and are_attachments:
            found.append(line)
        elif links or (links_below and (is_chrome or re.fullmatch(table.beside_links, text))):
            links_below.append(line)
            are_attachments = are_attachments and all(map(is_attachment, links))
        else:
            break
    return found


def _is_qr_code(lines: list[Line], position: int) -> bool:
    """Whether a line is a QR code (二维码): one picture, with a caption that says so before or after it."""
    line = lines[position]
    if line.text or len(line.pictures) != 1:
        return False
    caption = re.compile(chrome().qr_caption)
    nearby = lines[max(position - 1, 0) : position + 2]
    return any(caption.fullmatch(compact(each.text)) for each in nearby)


def _begins_with_attachments_head(line: Line) -> bool:
    return bool(re.fullmatch(chrome().attachments_head, compact(line.strings[0])))


def _links(line: Line) -> list[Tag]:
    """The links of a line that has nothing beside them but dates, sizes or 相关附件; else none."""
    beside = re.compile(f"{chrome().beside_links}|{chrome().attachments_head}")
    links: list[Tag] = []
    for string in line.strings:
        link = next((above for above in string.parents if above.name == "a"), None)
        if link is not None:
            links.append(link)
        elif not beside.fullmatch(compact(string)):
            return []
    return links


def _remove_line(line: Line, root: Tag) -> None:
    """Remove the strings and pictures of a line, and the elements around them that are then empty."""
    for each in (*line.strings, *line.pictures):
        above = each.parent
        each.extract()
        while above is not None and above is not root and above.parent is not None and _is_empty(above):
            outer = above.parent
            above.extract()
            above = outer


def _is_empty(tag: Tag) -> bool:
    if tag.name in ("td", "th"):
        return False  # a table keeps its cells
    return all(
        not (child.strip() and is_text(child)) if isinstance(child, NavigableString) else _is_script(child)
        for child in tag.contents
    )


def _is_script(child: PageElement) -> bool:
    return isinstance(child, Tag) and child.name in ("script", "style")


# --- what scripts of a site change -------------------------------------------------------------------


def set_lazy_pictures(elements: Iterable[Tag]) -> None:
    """Give each picture that a script loads later its own address in place of the placeholder's."""
    for picture in elements:
        if picture.name != "img":
            continue
        later = next(filter(None, (attribute(picture, name).strip() for name in containers().lazy)), "")
        if later and _PLACEHOLDER.fullmatch(attribute(picture, "src").strip()):
            picture["src"] = later


def remove_page_breaks(root: Tag) -> bool:
    """Remove the texts that mark the pages of an article; False where there are none."""
    mark = containers().page_break
    marked = [each for each in root.strings if mark in each]
    for string in marked:
        string.replace_with(NavigableString(string.replace(mark, "")))
    return bool(marked)
