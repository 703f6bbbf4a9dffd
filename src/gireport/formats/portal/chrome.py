"""Chrome: what a site puts around and into its articles. Told by element, by class and by the words of a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from bs4.element import NavigableString, PageElement, Tag
from msgspec import Struct, field

from ...markup.vocabulary import BOOKMARK
from .facts import chrome, containers
from .soup import BLOCKS, TABLE_PARTS, Size, Sizes, attribute, is_text, squeezed, text_of

LONG = 300
"""Characters outside links from which nothing is taken for chrome; nor is anything with a table of data."""

# Elements that hold the text itself: a word in their class or id says too little.
_OF_TEXT = TABLE_PARTS | {
    "a",
    "b",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "img",
    "li",
    "p",
    "strong",
    "sub",
    "sup",
    "u",
}
_OF_PARTS = frozenset({"header", "footer"})
"""Elements that in an `article` are its own head and foot."""
_SENTENCE = re.compile("[^。]{20}。")
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}部分"
)
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_SIGNED = re.compile(r"(?<![：:\d])\d{4}年\d{1,2}月\d{1,2}日$")
_LONGEST_LINE = 160
_MOST_LINES = 100  # at either end
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_GAPS = re.compile(r"[\s|｜\[\]【】()（）·>]+")


def is_furniture(tag: Tag, size: Size) -> bool:
    """Whether `tag` is chrome by its name, id or class, and holds nothing that could be the article's."""
    table = chrome()
    if size.tables or size.own > LONG or tag.name in _OF_TEXT:
        return False
    if tag.name in table.elements:
        return not (tag.name in _OF_PARTS and (tag.find_parent("article") or _is_of_article(tag, size)))
    if BOOKMARK in tag.attrs:
        return False  # its id is a bookmark's name
    named = f"{attribute(tag, 'id')} {attribute(tag, 'class')}"
    return bool(named.strip()) and _is_named_so(named) and not _says_something(tag, size)


def _is_named_so(named: str) -> bool:
    table = chrome()
    return not (
        table.words.isdisjoint(_words(named))
        and table.names.isdisjoint(named.lower().replace("-", "").replace("_", "").split())
    )


def _says_something(tag: Tag, size: Size) -> bool:
    """Whether `tag` holds what only an article does: a sentence of some length, a heading, or what signs it."""
    if size.text > LONG:
        return False
    said = squeezed(text_of(tag))
    if is_chrome_line(said):
        return False
    return bool(_SENTENCE.search(said)) or _is_of_article(tag, size)


def _is_of_article(tag: Tag, size: Size) -> bool:
    """Whether `tag` holds a numbered heading, the date that signs an article, or a line right before such a date."""
    if size.text > LONG or 2 * size.linked > size.text:
        return False
    said = squeezed(text_of(tag))
    if _HEADING.match(said) or _SIGNED.search(said):
        return True
    after = tag.find_next_sibling()
    return after is not None and not size.links and bool(_DATE.fullmatch(squeezed(text_of(after))))


def of_article(tags: Iterable[Tag], root: Tag, sizes: Sizes) -> set[int]:
    """The `id`s of those of the chrome `tags` that are named as parts of the article `root`, too, and stand within it.

    They have no link and are no line of chrome; text that is no chrome stands before and after them.
    """
    named = [
        tag
        for tag in tags
        if not sizes.of(tag).links
        and _words(f"{attribute(tag, 'id')} {attribute(tag, 'class')}") & chrome().words <= chrome().parts
        and tag.name not in chrome().elements
    ]
    if not named:
        return set()
    places: dict[int, int] = {}
    inside: set[int] = set()  # what stands in chrome
    first = last = -1
    for place, each in enumerate(root.descendants):
        places[id(each)] = place
        if id(each) in sizes.chrome or id(each.parent) in inside:
            inside.add(id(each))
        elif is_text(each) and each.strip():
            first, last = (first if first >= 0 else place), place
    return {
        id(tag)
        for tag in named
        if first < places.get(id(tag), -1) < last and not is_chrome_line(text_of(tag))
    }


@lru_cache(maxsize=4096)
def _words(named: str) -> frozenset[str]:
    """The words of an id or class in lower case: of `bread-crumb topNav` bread, crumb, top, nav."""
    return frozenset(word.lower() for word in _WORDS.findall(named))


class Run(Struct):
    """A line as the page shows it: the strings between two edges of blocks, or line breaks."""

    block: Tag
    strings: list[NavigableString] = field(default_factory=list)
    pictures: list[Tag] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, with a gap between any two elements: style sheets set them apart."""
        return " ".join(" ".join(self.strings).split())


def runs(root: Tag) -> Iterator[Run]:
    """The lines in `root` that show anything, in reading order."""
    run = Run(root)
    breaks = 0
    key: tuple[int, int] = (0, 0)
    for each in root.descendants:
        if isinstance(each, Tag) and each.name in ("br", "hr"):
            breaks += 1
        if not (isinstance(each, NavigableString) and is_text(each) and each.strip()) and not (
            isinstance(each, Tag) and each.name == "img"
        ):
            continue
        block = _block_of(each, root)
        if (id(block), breaks) != key:
            if run.strings or run.pictures:
                yield run
            run, key = Run(block), (id(block), breaks)
        if isinstance(each, Tag):
            run.pictures.append(each)
        else:
            run.strings.append(each)
    if run.strings or run.pictures:
        yield run


def _block_of(each: NavigableString | Tag, root: Tag) -> Tag:
    for above in each.parents:
        if above is root or above.name in BLOCKS:
            return above
    return root


def strip(root: Tag, title: str, is_attachment: Callable[[Tag], bool]) -> list[str]:
    """Take the chrome off the lines at either end of the article `root`; what went.

    Lines of the title are passed over at the start. A list of attachments goes with the line over it that names
    it, since the attachments are told in the metadata; so do other links under 相关阅读, 上一篇 and the like.
    """
    lines = list(runs(root))
    gone: list[Run] = []
    dates: list[Run] = []  # chrome if a line of chrome follows
    wanted = squeezed(title)
    for place, run in enumerate(lines[:_MOST_LINES]):
        said = squeezed(run.text)
        if is_chrome_line(run.text) or _is_code(lines, place):
            gone += [*dates, run]
            dates = []
        elif re.fullmatch(chrome().beside, said):
            dates.append(run)
        elif not (said and wanted and said in wanted):
            break
    gone += _tail(lines[max(len(gone), len(lines) - _MOST_LINES) :], is_attachment)
    texts = [run.text for run in gone]
    tables = {id(table): table for run in gone if (table := run.block.find_parent("table")) is not None}
    for run in gone:
        _take_out(run, root)
    for table in tables.values():
        if table is not root and not table.find("img") and not text_of(table):
            table.extract()
    return texts


def _tail(lines: list[Run], is_attachment: Callable[[Tag], bool]) -> list[Run]:
    """Those of `lines` that are chrome at their end, the last one first."""
    table = chrome()
    gone: list[Run] = []
    pending: list[Run] = []  # links, with no line over them as yet that names them
    attached = True  # whether all of them are attachments
    for place in range(len(lines) - 1, -1, -1):
        run = lines[place]
        said, links = squeezed(run.text), _links(run)
        is_chrome = is_chrome_line(run.text) or _is_code(lines, place)
        headed = re.fullmatch(table.attachments_head, said) or (
            links and _is_headed(run) and all(map(is_attachment, links))
        )
        if re.fullmatch(table.links_head, said) or (attached and headed):
            gone += [*pending, run]
            pending, attached = [], True
        elif is_chrome and attached:
            gone.append(run)
        elif links or (pending and (is_chrome or re.fullmatch(table.beside, said))):
            pending.append(run)
            attached = attached and all(map(is_attachment, links))
        else:
            break
    return gone


def _is_code(lines: list[Run], place: int) -> bool:
    """Whether a line is the picture that a telephone takes (二维码): the line before or after it says so."""
    run = lines[place]
    if run.text or len(run.pictures) != 1:
        return False
    scan = re.compile(chrome().scan)
    return any(scan.fullmatch(squeezed(one.text)) for one in lines[max(place - 1, 0) : place + 2])


def _is_headed(run: Run) -> bool:
    """Whether a line of links begins with what names attachments."""
    return bool(re.fullmatch(chrome().attachments_head, squeezed(run.strings[0])))


def _links(run: Run) -> list[Tag]:
    """The links of a line that is nothing but links, and dates, sizes or what names attachments beside them."""
    beside = re.compile(f"{chrome().beside}|{chrome().attachments_head}")
    links: list[Tag] = []
    for string in run.strings:
        link = next((above for above in string.parents if above.name == "a"), None)
        if link is not None:
            links.append(link)
        elif not beside.fullmatch(squeezed(string)):
            return []
    return links


def _take_out(run: Run, root: Tag) -> None:
    """Take a line's strings and pictures out, with the elements that are then empty."""
    for each in (*run.strings, *run.pictures):
        above = each.parent
        each.extract()
        while above is not None and above is not root and above.parent is not None and _is_bare(above):
            outer = above.parent
            above.extract()
            above = outer


def _is_bare(tag: Tag) -> bool:
    if tag.name in ("td", "th"):
        return False  # a table keeps its cells
    return all(
        not (child.strip() and is_text(child)) if isinstance(child, NavigableString) else _is_script(child)
        for child in tag.contents
    )


def _is_script(child: PageElement) -> bool:
    return isinstance(child, Tag) and child.name in ("script", "style")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Whole lines; parts that make a line chrome; parts that do not; labels whose value follows."""
    table = chrome()
    return (
        re.compile("|".join(table.lines)),
        re.compile("|".join(table.tokens)),
        re.compile("|".join(table.weak)),
        re.compile(
            f"(?:(?P<strong>{'|'.join(table.labels)})|{'|'.join(table.weak_labels)})[：:](?P<value>[^。；]*)"
        ),
    )


def is_chrome_line(text: str) -> bool:
    """Whether a line is nothing but chrome: `来源：县政府办 发布时间：2024-01-15 字体：大 中 小 打印`."""
    if not text or len(text) > _LONGEST_LINE:
        return False
    whole, token, weak, label = _patterns()
    if whole.fullmatch(text) or whole.fullmatch(squeezed(text)) or token.fullmatch(squeezed(text)):
        return True
    strong = False
    takes_value = False
    for part in filter(None, _GAPS.split(_joined(text))):
        found = label.fullmatch(part)
        if found:
            strong = strong or bool(found["strong"])
            takes_value = not found["value"]
        elif token.fullmatch(part):
            strong, takes_value = True, False
        elif weak.fullmatch(part) or takes_value:
            takes_value = False
        else:
            return False
    return strong


_SPACED = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[：:])|(?<=[：:])\s+")


def _joined(text: str) -> str:
    """`text` with no space before or after a colon."""
    return _SPACED.sub("", text)


_STAND_IN = re.compile(
    r"|data:.*|.*(?:load|lazy|blank|place_?holder|spacer|pixel|transparent|grey|gray|1x1|default)[^/]*",
    re.IGNORECASE,
)


def show_pictures(elements: Iterable[Tag]) -> None:
    """Give each picture that a script shows late its own address for that of the one that stands in for it."""
    for picture in elements:
        if picture.name != "img":
            continue
        later = next(filter(None, (attribute(picture, name).strip() for name in containers().lazy)), "")
        if later and _STAND_IN.fullmatch(attribute(picture, "src").strip()):
            picture["src"] = later


def without_page_breaks(root: Tag) -> bool:
    """Take out the marks that stand between the pages of an article; whether there were any."""
    mark = containers().page_break
    marked = [each for each in root.strings if mark in each]
    for string in marked:
        string.replace_with(NavigableString(string.replace(mark, "")))
    return bool(marked)
