"""What a page's head says of the report: one table of names for the reader and the writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...markup.writer.escape import attribute, text
from ...model.chars import is_safe_link
from ...model.types import DEFAULT_LANGUAGE, Meta

if TYPE_CHECKING:  # writing needs no parser
    from selectolax.lexbor import LexborHTMLParser

_OWN = "gireport."
_EXTRA = "gireport.extra."
# Fields of `Meta` that no element of HTML has, each a meta of its own.
_FIELDS = ("organ", "published", "document_number", "index_number")
# Standard names of portals (国办发〔2017〕47号, annex 网页设计规范) and of HTML, in lower case.
_NAMES = {"description": "description", "keywords": "keywords", "pubdate": "published"}
_MACHINERY = frozenset(
    {
        "viewport",
        "generator",
        "progid",
        "originator",
        "robots",
        "renderer",
        "format-detection",
        "theme-color",
        "referrer",
        "charset",
    }
)


def read(tree: LexborHTMLParser, resolve: Callable[[str], str]) -> Meta:
    """The metadata of a page: its title, language, address, description, keywords and named metas."""
    fields: dict[str, str] = {}
    extra: dict[str, str] = {}
    untitled = False
    year: int | None = None
    for node in tree.css("meta[name]"):
        attributes = node.attributes
        name, content = attributes.get("name") or "", attributes.get("content") or ""
        lower = name.lower()
        if name == "gireport.title":
            untitled = "content" not in attributes
            fields["title"] = content
        elif name.startswith(_EXTRA):
            extra[name.removeprefix(_EXTRA)] = content
        elif name == "gireport.year" and content.isdecimal() and len(content) <= 4:
            year = int(content)
        elif name.startswith(_OWN) and name.removeprefix(_OWN) in (*_FIELDS, "source_url"):
            fields[name.removeprefix(_OWN)] = content
        elif lower in _NAMES and not fields.get(_NAMES[lower]):
            fields[_NAMES[lower]] = content
        elif name and content and lower not in _MACHINERY:
            extra[name] = f"{extra[name]}\n{content}" if name in extra else content
    keywords = fields.pop("keywords", "")
    if "title" not in fields:
        titles = (node for node in tree.css("title") if node.parent is None or node.parent.tag != "svg")
        title = next(titles, None)
        fields["title"] = folded(title.text()) if title is not None else ""
    if untitled:
        fields.pop("title")
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and "source_url" not in fields:
        address = canonical.attributes.get("href") or ""
        fields["source_url"] = resolve(address) if is_safe_link(address) else ""
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    return Meta(
        **fields,
        year=year,
        keywords=(keywords,),
        language=language or DEFAULT_LANGUAGE,
        extra=extra,
    )


def folded(title: str) -> str:
    """A title as browsers show it (HTML Standard, `document.title`)."""
    return " ".join(part for part in title.replace("\n", " ").replace("\t", " ").split(" ") if part)


def write(meta: Meta, shown_title: str) -> str:
    """The head's lines; `shown_title` stands in the window's frame where the report has no title."""
    lines = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">']
    lines.append(f"<title>{text(folded(meta.title or shown_title))}</title>")
    if meta.title is None:
        lines.append('<meta name="gireport.title">')
    elif folded(meta.title) != meta.title:
        lines.append(_meta("gireport.title", meta.title))
    if meta.description is not None:
        lines.append(_meta("description", meta.description))
    if meta.keywords:
        lines.append(_meta("keywords", ", ".join(meta.keywords)))
    if meta.source_url is not None:
        address = meta.source_url
        if is_safe_link(address) and address == address.strip():
            lines.append(f'<link rel="canonical"{attribute("href", address)}>')
        else:
            lines.append(_meta("gireport.source_url", address))
    for name in _FIELDS:
        value = getattr(meta, name)
        if value is not None:
            lines.append(_meta(f"{_OWN}{name}", value))
    if meta.year is not None:
        lines.append(_meta("gireport.year", str(meta.year)))
    lines += (_meta(f"{_EXTRA}{name}", value) for name, value in meta.extra.items())
    return "".join(f"{line}\n" for line in lines)


def _meta(name: str, content: str) -> str:
    return f"<meta{attribute('name', name)}{attribute('content', content)}>"
