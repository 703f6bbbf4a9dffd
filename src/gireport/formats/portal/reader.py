"""Reads a portal page: its article, and what the page says of it."""

from __future__ import annotations

from html import escape

from bs4 import BeautifulSoup
from bs4.element import Tag
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from ... import limits
from ...losses import Losses
from ...markup.page import base_of, open_page
from ...markup.reader import Fragment, read_blocks, read_tree
from ...markup.reader.addresses import Resolver
from ...markup.vocabulary import TITLE_CLASS
from ...model import Block, Heading, Image, Paragraph, Report, Table, Text, normal
from ...model.walk import inline_text
from . import absent, chrome, container, metadata, source_line
from .attachments import MOST, Attachment, attachment, is_attachment
from .described import describe, other_day, shown_title
from .facts import chrome as chrome_table
from .soup import Size, Sizes, attribute, grown, source, squeezed, text_of

_NEXT = 3
"""Characters of 下一页."""


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the portal page `data`, in normal form.

    `base_url` is the page's own address; without it the page's `Url` meta or canonical link is taken. Links,
    pictures and attachments are made absolute by it, or by what the page's `base` element makes of it.

    Raises:
        NoArticleError: the page holds no article; the line says what it is instead.
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    tree, html = open_page(data, losses)
    if html.count("<") > limits.PORTAL_TAGS:
        return _whole(tree, html, losses, base_url)
    return _Page(tree, losses, base_url).report()


def _whole(tree: LexborHTMLParser, html: str, losses: Losses, base_url: str | None) -> Report:
    """A page that is too large to look for its article: all of it, and its metas."""
    losses.note("article-not-sought", "the page", 1, f"it has more than {limits.PORTAL_TAGS} tags")
    metas = (node.attributes for node in tree.css("meta[name]"))
    said = metadata.metas((each.get("name") or "", each.get("content") or "") for each in metas)
    fragment = read_tree(tree, html, losses, base_of(tree, base_url, losses))
    meta = describe(said, {}, said.get("title", ""), base_url, "", (), losses)
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)


class _Page:
    """One page on its way to a report."""

    def __init__(self, tree: LexborHTMLParser, losses: Losses, base_url: str | None) -> None:
        self.losses = losses
        self.soup = grown(tree)
        metas = self.soup.find_all("meta")
        self.said = metadata.metas((attribute(tag, "name"), attribute(tag, "content")) for tag in metas)
        self.url = _own_address(self.soup, self.said, base_url)
        self.base = base_of(tree, self.url, losses)
        self.resolve = Resolver(self.base)
        self.labels = metadata.labels(self.soup)
        self.marked = container.between_marks(self.soup)
        self.body = self.soup.body or self.soup

    def report(self) -> Report:
        """Find the article, take the chrome off, read it."""
        block = self.labels.block
        page = Sizes(self.body, lambda tag, size: tag is block or chrome.is_furniture(tag, size))
        article = container.choose(self.body, page, self.marked)
        root = article.root if article else self.soup.new_tag("div")
        shown, title = shown_title(self.soup, self.said, page, root)
        attached = self._attached(root if article else self.body)
        continued = self._next_page(page)
        whole = page.of(root).text
        beside = source_line.told_beside(self.body, root, title) if article else {}
        dropped = self._strip(root, page, title)
        rest = Sizes(root, lambda *_: False)
        left = rest.of(root)
        chrome.show_pictures(rest.elements)
        framed = absent.frames((rest if article else page).elements, self.resolve)
        bare = _without(left, root, title)
        absent.check(article, root, bare, rest, attached, framed, self.soup, page, self.resolve)
        assert article is not None
        self.losses.note("article-found", "", 1, article.why)
        self._tell_chrome(whole - left.text, dropped, page.of(self.body).text - whole)
        fragment = self._read(root, shown)
        if continued:
            self.losses.note("article-continues", "the article's end", 1, continued)
        html = self.soup.find("html")
        language = attribute(html, "lang") if isinstance(html, Tag) else ""
        labels = self._with_source_line(beside)
        meta = describe(self.said, labels, title, self.url, language, attached, self.losses)
        blocks = _with_title(fragment.blocks, title)
        report = normal(Report(meta, blocks, fragment.resources), self.losses.note)
        _tell_pictures(report, self.losses)
        return report

    def _with_source_line(self, beside: dict[str, str]) -> dict[str, str]:
        """The block of labels with what only the line under the title says, and a day that no meta says."""
        said = self.said
        only = {
            name: value
            for name, value in beside.items()
            if name not in said or (name == "published" and other_day(said[name], value))
        }
        return only | self.labels.values

    def _attached(self, root: Tag) -> list[Attachment]:
        """The files that the article or what follows it attaches, each address once."""
        found: dict[str, Attachment] = {}
        elements = chrome_table().elements
        for link in root.find_all_next("a"):  # those in it, too
            if is_attachment(link) and not any(above.name in elements for above in link.parents):
                one = attachment(link, self.resolve)
                found.setdefault(one.address, one)
        return list(found.values())[:MOST]

    def _next_page(self, page: Sizes) -> str:
        """The address of the article's next page; empty where it has none."""
        for link in page.elements:
            if (
                link.name == "a"
                and page.of(link).text <= _NEXT
                and squeezed(link.get_text()) in ("下一页", "下页")
            ):
                address = attribute(link, "href").strip()
                if address and not address.startswith(("#", "javascript:")):
                    return self.resolve(address)
        return ""

    def _strip(self, root: Tag, page: Sizes, title: str) -> str:
        """Take the chrome out of the article; what it said."""
        said = ["#PAGE_BREAK#"] if chrome.without_page_breaks(root) else []
        tags = [tag for tag in page.elements if id(tag) in page.chrome]
        kept = chrome.of_article(tags, root, page)
        for tag in tags:
            above = list(tag.parents)
            if (
                id(tag) not in kept
                and any(one is root for one in above)
                and not any(map(page.is_data, above))
            ):
                said.append(text_of(tag))
                tag.extract()
        return " ".join([*said, *chrome.strip(root, title, is_attachment)])

    def _tell_chrome(self, inside: int, said: str, around: int) -> None:
        """Note what is left out: in the article with its words, around it by its length."""
        if inside > 0:
            self.losses.note("chrome", "", inside, f"in the article: {said[:200]}")
        if around > 0:
            self.losses.note("chrome", "", around, "characters around the article")

    def _read(self, root: Tag, title: str) -> Fragment:
        """The blocks of the article, under the style sheets of the page and the title that stands outside."""
        styles = "".join(
            source(style, whole=True) for style in self.soup.find_all("style") if style.find_parent("head")
        )
        heading = ""
        if title and not _begins_with(root, title):
            heading = f'<h1 class="{TITLE_CLASS}">{escape(title)}</h1>'
        return read_blocks(styles + heading + source(root), self.losses, self.base)


def _without(size: Size, root: Tag, title: str) -> Size:
    """The size of an article without its title."""
    name = squeezed(title)
    there = name and name in squeezed(root.get_text())
    return replace(size, text=size.text - len(name)) if there else size


def _own_address(soup: BeautifulSoup, said: dict[str, str], base_url: str | None) -> str | None:
    """The page's own address: as given, as its `Url` meta says, as its canonical link says."""
    if base_url:
        return base_url
    canonical = next(
        (link for link in soup.find_all("link") if attribute(link, "rel").lower() == "canonical"), None
    )
    for address in (said.get("source_url", ""), attribute(canonical, "href") if canonical else ""):
        if address.lower().startswith(("http://", "https://")):
            return address
    return None


def _with_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """`blocks`, where their first heading says the title, with that at the level of one."""
    at = next((at for at, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if at is None:
        return blocks
    first = blocks[at]
    assert isinstance(first, Heading)
    if not first.level or not title or squeezed(inline_text(first.content)) != squeezed(title):
        return blocks
    return (*blocks[:at], Heading(0, first.content), *blocks[at + 1 :])


def _begins_with(root: Tag, title: str) -> bool:
    """Whether the first lines of the article say its title, in one line or in several."""
    wanted, said = squeezed(title), ""
    for run in chrome.runs(root):
        said += squeezed(run.text)
        if len(said) >= len(wanted):
            break
    return said.startswith(wanted)


def _tell_pictures(report: Report, losses: Losses) -> None:
    """Note where a section that has a table of the form shows a picture and no table."""
    if not any(isinstance(block, Paragraph) and _is_picture(block) for block in report.body):
        return
    from ...statutory.fact import facts

    for section in facts(report).sections:
        blocks = report.body[section.start : section.end]
        if section.number in (2, 3, 4) and not any(isinstance(block, Table) for block in blocks):
            pictures = [block for block in blocks if isinstance(block, Paragraph) and _is_picture(block)]
            if pictures:
                image = next(inline for inline in pictures[0].content if isinstance(inline, Image))
                losses.note(
                    "picture-table",
                    f"section {section.numeral or section.number} {section.title}",
                    len(pictures),
                    image.resource[:200],
                )


def _is_picture(block: Paragraph) -> bool:
    """Whether a paragraph shows a picture and no text."""
    return any(isinstance(inline, Image) for inline in block.content) and not any(
        isinstance(inline, Text) and inline.text.strip() for inline in block.content
    )
