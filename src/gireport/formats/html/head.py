"""The metadata in the head of a page: one table of names for the reader and the writer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...markup.vocabulary import OFFICE_GENERATORS, OFFICE_METAS, TECHNICAL_METAS
from ...markup.writer.escape import attribute, text
from ...model.chars import is_safe_link
from ...model.types import DEFAULT_LANGUAGE, Meta

if TYPE_CHECKING:  # writing does not import the parser
    from selectolax.lexbor import LexborHTMLParser

_PREFIX = "gireport."
_EXTRA_PREFIX = "gireport.extra."
# Fields of `Meta` that no element of HTML has: each is a meta with our prefix.
_OWN_FIELDS = ("organ", "document_number", "index_number")
# Names of our metas → a field.
_PREFIXED = {f"{_PREFIX}{field}": field for field in (*_OWN_FIELDS, "published", "source_url")}
# Metas of the national rules for portals (国办发〔2017〕47号, annex 网页设计规范), names in lower case → a
# field.
_FIELD_METAS = {"description": "description", "keywords": "keywords", "pubdate": "published"}
# Other metas of the rules that a field fills. The writer adds them to the meta that keeps the field; where
# `Meta.extra` has the name, it writes that value instead.
_REPEATED = {"ArticleTitle": "title", "ContentSource": "organ", "Url": "source_url"}
_NATIONAL = frozenset(
    {
        *("SiteName", "SiteDomain", "SiteIDCode"),
        *("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"),
        *("Author", "Image", *_REPEATED),
    }
)


class _Metas:
    """The named metas of a page, sorted by what they are for."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.fields: dict[str, str] = {}
        self.others: dict[str, list[str]] = {}  # a name that is not a field → its contents
        self.extra: dict[str, str] = {}  # written by gireport
        self.has_no_title = False  # the report had none, though the page has a `title` element
        self.year: int | None = None
        self._new_names = dict.fromkeys(TECHNICAL_METAS, "")  # an empty name: not kept
        if _is_from_office(tree):
            self._new_names |= OFFICE_METAS
        for node in tree.css("meta[name]"):
            attributes = node.attributes
            name = attributes.get("name") or ""
            if name == "gireport.title":
                self.has_no_title = "content" not in attributes
            self._add(name, attributes.get("content") or "")

    def _add(self, name: str, content: str) -> None:
        lower = name.lower()
        if name == "gireport.title":
            self.fields["title"] = content
        elif name.startswith(_EXTRA_PREFIX):
            self.extra[name.removeprefix(_EXTRA_PREFIX)] = content
        elif name == "gireport.year" and content.isdecimal() and len(content) <= 4:
            self.year = int(content)
        elif name in _PREFIXED:
            self.fields[_PREFIXED[name]] = content
        elif lower in _FIELD_METAS and not self.fields.get(_FIELD_METAS[lower]):
            self.fields[_FIELD_METAS[lower]] = content
        elif content and (kept_name := self._new_names.get(lower, name)):
            self.others.setdefault(kept_name, []).append(content)


def read(tree: LexborHTMLParser, resolve: Callable[[str], str]) -> Meta:
    """The metadata of a page: its title, language, address, description, keywords and other named metas."""
    metas = _Metas(tree)
    fields = metas.fields
    extra = {name: "\n".join(contents) for name, contents in metas.others.items()}
    keywords = fields.pop("keywords", "")
    title = _title(tree)
    fields.setdefault("title", title)
    if metas.has_no_title:
        fields.pop("title")
    canonical = tree.css_first('link[rel="canonical"]')
    if canonical is not None and "source_url" not in fields:
        address = canonical.attributes.get("href") or ""
        fields["source_url"] = resolve(address) if is_safe_link(address) else ""
    for name, field in _REPEATED.items():
        if extra.get(name) in (fields.get(field, ""), title):
            extra.pop(name, None)  # it repeats the field
    root = tree.root
    language = (root.attributes.get("lang") or "") if root is not None else ""
    return Meta(
        **fields,
        year=metas.year,
        keywords=(keywords,),
        language=language or DEFAULT_LANGUAGE,
        extra={**extra, **metas.extra},
    )


def _title(tree: LexborHTMLParser) -> str:
    """The text of the `title` element, not that of a drawing; empty for none."""
    titles = (node for node in tree.css("title") if node.parent is None or node.parent.tag != "svg")
    title = next(titles, None)
    return folded(title.text()) if title is not None else ""


def _is_from_office(tree: LexborHTMLParser) -> bool:
    generator = tree.css_first('meta[name="generator"]')
    return generator is not None and (generator.attributes.get("content") or "").startswith(OFFICE_GENERATORS)


def folded(title: str) -> str:
    """A title with its white space folded, as browsers show it (HTML Standard, `document.title`)."""
    return " ".join(part for part in title.replace("\n", " ").replace("\t", " ").split(" ") if part)


def write(meta: Meta, window_title: str) -> str:
    """The lines of the head; `window_title` is the page's title where the report has none."""
    lines = ['<meta charset="utf-8">', '<meta name="viewport" content="width=device-width, initial-scale=1">']
    title = folded(meta.title or window_title)
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
    repeated = {"ArticleTitle": title, "ContentSource": meta.organ}
    if meta.source_url is not None:
        address = meta.source_url
        if is_safe_link(address) and address == address.strip():
            lines.append(f'<link rel="canonical"{attribute("href", address)}>')
            repeated["Url"] = address
        else:
            lines.append(_meta("gireport.source_url", address))
    national = {name: value for name, value in meta.extra.items() if name in _NATIONAL and value}
    lines += (_meta(name, value) for name, value in {**repeated, **national}.items() if value)
    for field in _OWN_FIELDS:
        value = getattr(meta, field)
        if value is not None:
            lines.append(_meta(f"{_PREFIX}{field}", value))
    if meta.year is not None:
        lines.append(_meta("gireport.year", str(meta.year)))
    # A meta of the rules is read back as it is, unless the reader could drop it as a repetition of a field.
    lines += (
        _meta(f"{_EXTRA_PREFIX}{name}", value)
        for name, value in meta.extra.items()
        if name not in national or name in _REPEATED
    )
    return "".join(f"{line}\n" for line in lines)


def _meta(name: str, content: str) -> str:
    return f"<meta{attribute('name', name)}{attribute('content', content)}>"
