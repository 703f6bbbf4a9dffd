"""What a page's head says of the report: one table of names for the reader and the writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...markup.facts import MACHINERY_METAS, OFFICE_METAS, OFFICE_NAMES
from ...markup.writer.escape import attribute, text
from ...model.chars import is_safe_link
from ...model.types import DEFAULT_LANGUAGE, Meta

if TYPE_CHECKING:  # writing needs no parser
    from selectolax.lexbor import LexborHTMLParser

_OWN = "gireport."
_EXTRA = "gireport.extra."
# Fields of `Meta` that no element of HTML has, each a meta of its own.
_FIELDS = ("organ", "document_number", "index_number")
# Names of metas in the national rules for portals (国办发〔2017〕47号, annex 网页设计规范) that hold a field, in lower case.
_NAMES = {"description": "description", "keywords": "keywords", "pubdate": "published"}
# The rules' other names. Those that a field fills are written beside what keeps the field; where `Meta.extra` has
# one of them, that is written in its place.
_FILLED = {"ArticleTitle": "title", "ContentSource": "organ", "Url": "source_url"}
_NATIONAL = frozenset(
    {
        *("SiteName", "SiteDomain", "SiteIDCode"),
        *("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
        *("Author", "Image", *_FILLED),
    }
)


def read(tree: LexborHTMLParser, resolve: Callable[[str], str]) -> Meta:
    """The metadata of a page: its title, language, address, description, keywords and named metas."""
    fields: dict[str, str] = {}
    said: dict[str, list[str]] = {}  # a name that is no field → all that is said of it
    own: dict[str, str] = {}
    untitled = False
    year: int | None = None
    renamed = {**dict.fromkeys(MACHINERY_METAS, ""), **(OFFICE_METAS if _is_office(tree) else {})}
    for node in tree.css("meta[name]"):
        attributes = node.attributes
        name, content = attributes.get("name") or "", attributes.get("content") or ""
        lower = name.lower()
        if name == "gireport.title":
            untitled = "content" not in attributes
            fields["title"] = content
        elif name.startswith(_EXTRA):
            own[name.removeprefix(_EXTRA)] = content
        elif name == "gireport.year" and content.isdecimal() and len(content) <= 4:
            year = int(content)
        elif name.startswith(_OWN) and name.removeprefix(_OWN) in (*_FIELDS, "published", "source_url"):
            fields[name.removeprefix(_OWN)] = content
        elif lower in _NAMES and not fields.get(_NAMES[lower]):
            fields[_NAMES[lower]] = content
        elif content and (kept := renamed.get(lower, name)):
            said.setdefault(kept, []).append(content)
    extra = {name: "\n".join(contents) for name, contents in said.items()}
    keywords = fields.pop("keywords", "")
    titles = (node for node in tree.css("title") if node.parent is None or node.parent.tag != "svg")
    title = next(titles, None)
    shown = folded(title.text()) if title is not None else ""
    fields.setdefault("title", shown)
    if untitled:
        fields.pop("title")
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and "source_url" not in fields:
        address = canonical.attributes.get("href") or ""
        fields["source_url"] = resolve(address) if is_safe_link(address) else ""
    for name, field in _FILLED.items():
        if extra.get(name) in (fields.get(field, ""), shown):
            extra.pop(name, None)  # it says again what is known
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    return Meta(
        **fields,
        year=year,
        keywords=(keywords,),
        language=language or DEFAULT_LANGUAGE,
        extra={**extra, **own},
    )


def _is_office(tree: LexborHTMLParser) -> bool:
    generator = tree.css_first('meta[name="generator"]')
    return generator is not None and (generator.attributes.get("content") or "").startswith(OFFICE_NAMES)


def folded(title: str) -> str:
    """A title as browsers show it (HTML Standard, `document.title`)."""
    return " ".join(part for part in title.replace("\n", " ").replace("\t", " ").split(" ") if part)


def write(meta: Meta, shown_title: str) -> str:
    """The head's lines; `shown_title` stands in the window's frame where the report has no title."""
    lines = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">']
    title = folded(meta.title or shown_title)
    lines.append(f"<title>{text(title)}</title>")
    if meta.title is None:
        lines.append('<meta name="gireport.title">')
    elif folded(meta.title) != meta.title:
        lines.append(_meta("gireport.title", meta.title))
    if meta.description is not None:
        lines.append(_meta("Description", meta.description))
    if meta.keywords:
        lines.append(_meta("Keywords", ", ".join(meta.keywords)))
    if meta.published is not None:
        lines.append(_meta("PubDate", meta.published))
    filled = {"ArticleTitle": title, "ContentSource": meta.organ}
    if meta.source_url is not None:
        address = meta.source_url
        if is_safe_link(address) and address == address.strip():
            lines.append(f'<link rel="canonical"{attribute("href", address)}>')
            filled["Url"] = address
        else:
            lines.append(_meta("gireport.source_url", address))
    national = {name: value for name, value in meta.extra.items() if name in _NATIONAL and value}
    lines += (_meta(name, value) for name, value in {**filled, **national}.items() if value)
    for name in _FIELDS:
        value = getattr(meta, name)
        if value is not None:
            lines.append(_meta(f"{_OWN}{name}", value))
    if meta.year is not None:
        lines.append(_meta("gireport.year", str(meta.year)))
    # A name of the rules keeps itself, unless the reader could take its value for that of a field.
    lines += (
        _meta(f"{_EXTRA}{name}", value)
        for name, value in meta.extra.items()
        if name not in national or name in _FILLED
    )
    return "".join(f"{line}\n" for line in lines)


def _meta(name: str, content: str) -> str:
    return f"<meta{attribute('name', name)}{attribute('content', content)}>"
