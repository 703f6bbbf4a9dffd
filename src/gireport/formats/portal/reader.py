"""Reads a portal page: finds the article, removes the chrome, collects the metadata."""

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
from ...model.messages import message
from ...model.walk import inline_text
from . import absent, chrome, container
from .attachments import MAX_ATTACHMENTS, Attachment, attachment_of, frame_addresses, is_attachment
from .labels import find_labels
from .lines import lines_of
from .metadata import are_different_days, merge_metadata, read_line_under_title, read_metas
from .soup import Size, Sizes, attribute, compact, html_of, soup_of, text_of
from .title import find_title
from .vocabulary import chrome as chrome_table

_NEXT_PAGE = ("下一页", "下页")
_MAX_NEXT_PAGE = 3
"""Characters of such a link."""
_SECTIONS_WITH_TABLE = (2, 3, 4)
"""The sections of the statutory report that have a table of the form."""


def read(data: bytes, losses: Losses, /, *, base_url: str | None = None) -> Report:
    """The report in the portal page `data`, in normal form.

    `base_url` is the page's own address; without it, the page's `Url` meta or canonical link counts. Links,
    pictures and attachments are resolved against it, or against the page's `base` element.

    Raises:
        NoArticleError: the page has no article; the message says what it is instead.
        EmptyFileError, WrongKindError, DamagedFileError, LimitError
    """
    tree, html = open_page(data, losses)
    if html.count("<") > limits.PORTAL_TAGS:
        return _read_whole(tree, html, losses, base_url)
    return _PageReader(tree, losses, base_url).report()


def _read_whole(tree: LexborHTMLParser, html: str, losses: Losses, base_url: str | None) -> Report:
    """All of a page that is too large to search for its article, and its metas."""
    detail = message("portal.too-many-tags", limit=limits.PORTAL_TAGS)
    losses.note("article-not-sought", "the page", 1, detail)
    attributes = (node.attributes for node in tree.css("meta[name]"))
    metas = read_metas((each.get("name") or "", each.get("content") or "") for each in attributes)
    fragment = read_tree(tree, html, losses, base_of(tree, base_url, losses))
    meta = merge_metadata(metas, {}, metas.get("title", ""), base_url, "", (), losses)
    return normal(Report(meta, fragment.blocks, fragment.resources), losses.note)


class _PageReader:
    """Reads one page."""

    def __init__(self, tree: LexborHTMLParser, losses: Losses, base_url: str | None) -> None:
        self.losses = losses
        self.soup = soup_of(tree)
        tags = self.soup.find_all("meta")
        self.metas = read_metas((attribute(tag, "name"), attribute(tag, "content")) for tag in tags)
        self.url = _page_address(self.soup, self.metas, base_url)
        self.base = base_of(tree, self.url, losses)
        self.resolve = Resolver(self.base)
        self.labels = find_labels(self.soup)
        self.marked = container.between_marks(self.soup)
        self.body = self.soup.body or self.soup

    def report(self) -> Report:
        """Find the article, remove the chrome, read it.

        Raises:
            NoArticleError: the page has no article.
        """
        label_block = self.labels.element
        sizes = Sizes(self.body, lambda tag, size: tag is label_block or chrome.is_chrome_element(tag, size))
        article = container.choose(self.body, sizes, self.marked)
        root = article.root if article else self.soup.new_tag("div")
        shown_title, title = find_title(self.soup, self.metas, sizes, root)
        attachments = self._attachments(root if article else self.body)
        next_page = self._next_page(sizes)
        length = sizes.of(root).text
        under_title = read_line_under_title(self.body, root, title) if article else {}
        removed = self._remove_chrome(root, sizes, title)
        rest = Sizes(root, lambda *_: False)
        rest_size = rest.of(root)
        chrome.set_lazy_pictures(rest.elements)
        frames = frame_addresses((rest if article else sizes).elements, self.resolve)
        size = _without_title(rest_size, root, title)
        candidate = absent.Candidate(article, root, size, rest, attachments, frames)
        absent.check(candidate, absent.Page(self.soup, sizes, self.resolve))
        assert article is not None
        self.losses.note("article-found", "", 1, article.reason)
        self._note_chrome(length - rest_size.text, removed, sizes.of(self.body).text - length)
        fragment = self._read_article(root, shown_title)
        if next_page:
            self.losses.note("article-continues", "the article's end", 1, next_page)
        html = self.soup.find("html")
        language = attribute(html, "lang") if isinstance(html, Tag) else ""
        labels = self._with_line_under_title(under_title)
        meta = merge_metadata(self.metas, labels, title, self.url, language, attachments, self.losses)
        blocks = _with_title_level(fragment.blocks, title)
        report = normal(Report(meta, blocks, fragment.resources), self.losses.note)
        _note_pictures_of_tables(report, self.losses)
        return report

    def _with_line_under_title(self, under_title: dict[str, str]) -> dict[str, str]:
        """The values of the labels, and those under the title that no meta has or that name another day."""
        metas = self.metas
        added = {
            name: value
            for name, value in under_title.items()
            if name not in metas or (name == "published" and are_different_days(metas[name], value))
        }
        return added | self.labels.values

    def _attachments(self, root: Tag) -> list[Attachment]:
        """The files that are attached in the article or after it, each address once."""
        found: dict[str, Attachment] = {}
        elements = chrome_table().elements
        for link in root.find_all_next("a"):  # includes the links in `root`
            if is_attachment(link) and not any(above.name in elements for above in link.parents):
                attachment = attachment_of(link, self.resolve)
                found.setdefault(attachment.address, attachment)
        return list(found.values())[:MAX_ATTACHMENTS]

    def _next_page(self, sizes: Sizes) -> str:
        """The address of the next page of the article; empty for none."""
        for link in sizes.elements:
            if (
                link.name == "a"
                and sizes.of(link).text <= _MAX_NEXT_PAGE
                and compact(link.get_text()) in _NEXT_PAGE
            ):
                address = attribute(link, "href").strip()
                if address and not address.startswith(("#", "javascript:")):
                    return self.resolve(address)
        return ""

    def _remove_chrome(self, root: Tag, sizes: Sizes, title: str) -> str:
        """Remove the chrome from the article `root`; its text."""
        texts = ["#PAGE_BREAK#"] if chrome.remove_page_breaks(root) else []
        tags = [tag for tag in sizes.elements if id(tag) in sizes.chrome]
        kept = chrome.parts_of_article(tags, root, sizes)
        for tag in tags:
            above = list(tag.parents)
            in_article = any(each is root for each in above)
            if id(tag) not in kept and in_article and not any(map(sizes.is_data, above)):
                texts.append(text_of(tag))
                tag.extract()
        return " ".join([*texts, *chrome.remove_lines(root, title, is_attachment)])

    def _note_chrome(self, inside: int, text: str, around: int) -> None:
        """Note how many characters of chrome are `inside` the article (with their `text`) and `around` it."""
        if inside > 0:
            self.losses.note("chrome", "", inside, message("portal.chrome-inside", text=text[:200]))
        if around > 0:
            self.losses.note("chrome", "", around, message("portal.chrome-around"))

    def _read_article(self, root: Tag, title: str) -> Fragment:
        """The blocks of the article, with the style sheets of the page and a title that stands outside it."""
        styles = "".join(
            html_of(style, whole=True) for style in self.soup.find_all("style") if style.find_parent("head")
        )
        heading = ""
        if title and not _begins_with_title(root, title):
            heading = f'<h1 class="{TITLE_CLASS}">{escape(title)}</h1>'
        return read_blocks(styles + heading + html_of(root), self.losses, self.base)


def _page_address(soup: BeautifulSoup, metas: dict[str, str], base_url: str | None) -> str | None:
    """The page's own address: `base_url`, or that of its `Url` meta or canonical link."""
    if base_url:
        return base_url
    canonical = next(
        (link for link in soup.find_all("link") if attribute(link, "rel").lower() == "canonical"), None
    )
    for address in (metas.get("source_url", ""), attribute(canonical, "href") if canonical else ""):
        if address.lower().startswith(("http://", "https://")):
            return address
    return None


def _without_title(size: Size, root: Tag, title: str) -> Size:
    """The size of an article without its title."""
    text = compact(title)
    contains_title = text and text in compact(root.get_text())
    return replace(size, text=size.text - len(text)) if contains_title else size


def _with_title_level(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """`blocks`, their first heading at level 0 where its text is the title."""
    index = next((index for index, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if index is None:
        return blocks
    first = blocks[index]
    assert isinstance(first, Heading)
    if not first.level or not title or compact(inline_text(first.content)) != compact(title):
        return blocks
    return (*blocks[:index], Heading(0, first.content), *blocks[index + 1 :])


def _begins_with_title(root: Tag, title: str) -> bool:
    """Whether the first lines of the article, one or several, are the title."""
    wanted, text = compact(title), ""
    for line in lines_of(root):
        text += compact(line.text)
        if len(text) >= len(wanted):
            break
    return text.startswith(wanted)


def _note_pictures_of_tables(report: Report, losses: Losses) -> None:
    """Note each section with a picture in place of its table of the form."""
    if not any(isinstance(block, Paragraph) and _is_picture(block) for block in report.body):
        return
    from ...statutory.fact import facts  # its tables load slowly, and few pages need them

    for section in facts(report).sections:
        blocks = report.body[section.start : section.end]
        if section.number not in _SECTIONS_WITH_TABLE or any(isinstance(block, Table) for block in blocks):
            continue
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
    """Whether a paragraph has a picture and no text."""
    return any(isinstance(inline, Image) for inline in block.content) and not any(
        isinstance(inline, Text) and inline.text.strip() for inline in block.content
    )
