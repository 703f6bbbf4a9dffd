"""Renders tokens as HTML, as CommonMark's examples do; no space for a soft break in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import east_asian_width

from markdown_it.token import Token

from ....losses import Losses
from ....markup.writer.escape import attribute
from ....markup.writer.escape import text as escaped
from ....model.messages import message
from ....model.patterns import compiled_later
from .footnotes import Footnotes

# GFM 6.11, disallowed raw HTML: such an element would swallow the Markdown after it.
_DISALLOWED = compiled_later(
    "<(?=/?(?:title|textarea|xmp|iframe|noembed|noframes|plaintext)(?:[\\s/>]|$))", re.IGNORECASE
)
_TAB = '<span style="white-space:pre-wrap">\t</span>'
# pandoc's attributes of a heading, with an identifier that links can name.
_ATTRIBUTES = compiled_later(r"(?<!\\)\{[ \t]*#([^\s{}]+)(?:[ \t][^{}]*)?\}[ \t]*$")
_HANGUL = (
    ("\u1100", "\u11ff"),
    ("\u3130", "\u318f"),
    ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"),
    ("\uffa0", "\uffdc"),
)
"""The first and the last character of each range."""
# Tokens without text of their own: the text after them is beside the text before them.
_INVISIBLE = frozenset(
    f"{name}_{edge}" for name in ("strong", "em", "s", "link") for edge in ("open", "close")
)


class Renderer:
    """Renders the tokens of one text, with its footnotes."""

    def __init__(self, notes: Footnotes, losses: Losses, lines_before: int) -> None:
        self._notes = notes
        self._losses = losses
        self._lines_before = lines_before
        self._line = 0  # of the current block, from 1
        self._raw: list[tuple[str, int]] = []  # raw HTML in the output, and its line

    def blocks(self, tokens: Sequence[Token]) -> str:
        """The HTML of a stream of blocks."""
        parts: list[str] = []
        for index, token in enumerate(tokens):
            if token.type == "inline":
                self._line = token.map[0] + 1 if token.map else 0
                parts.append(self.inlines(token.children or []))
            elif token.hidden:
                parts.append("\n")
            elif token.type == "heading_open":
                parts.append(f"<{token.tag}{_identity(tokens[index + 1])}>")
            elif token.type == "html_block":
                self._line = token.map[0] + 1 if token.map else 0
                parts.append(self._raw_html(token))
            elif token.type in ("fence", "code_block"):
                self._line = token.map[0] + 1 if token.map else 0
                if token.info.strip():
                    detail = message("markdown.code-info", info=token.info[:200])
                    self._losses.note("not-kept", self._where(), 1, detail)
                parts.append(f"<pre><code>{escaped(token.content)}</code></pre>\n")
            elif token.type == "footnote_definition":
                parts.append(self._definition(token))
            else:
                parts.append(_tag(token))
                if token.nesting < 1:
                    parts.append("\n")
        return "".join(parts)

    def inlines(self, tokens: Sequence[Token]) -> str:
        """The HTML of the inlines of one block."""
        parts: list[str] = []
        for index, token in enumerate(tokens):
            if "title" in token.attrs:
                title = " ".join(str(token.attrs["title"]).split())
                detail = message("markdown.link-title", title=title[:200])
                self._losses.note("not-kept", self._where(), 1, detail)
            if token.type == "text":
                parts.append(_text(token.content, tokens[index + 1 : index + 2]))
            elif token.type == "softbreak":
                parts.append("" if _joins(tokens, index) else "\n")
            elif token.type == "hardbreak":
                parts.append("<br>\n")
            elif token.type == "code_inline":
                parts.append(f"<code>{_text(token.content, ())}</code>")
            elif token.type == "html_inline":
                parts.append(self._raw_html(token))
            elif token.type == "image":
                alt = _alternative(token.children or [])
                parts.append(
                    f"<img{attribute('src', str(token.attrs.get('src', '')))}{attribute('alt', alt)}>"
                )
            elif token.type == "footnote_reference":
                number = token.meta["number"]
                target = attribute("href", f"#{self._notes.prefix}{number}")
                parts.append(f'<sup><a{target} role="doc-noteref">{number}</a></sup>')
            else:
                parts.append(_tag(token))
        return "".join(parts)

    def _raw_html(self, token: Token) -> str:
        html = _DISALLOWED.sub("&lt;", token.content)
        self._raw.append((html, self._line))
        return html

    def place(self, html: str, start: int) -> str:
        """The line of the Markdown with the raw HTML that is before `start` in the rendered `html`."""
        end = line = 0
        for raw, first in self._raw:
            found = html.find(raw, end)
            if found < 0 or found > start:
                break
            end = found + len(raw)
            line = first + raw.count("\n", 0, max(start - 1 - found, 0))
        return f"line {self._lines_before + line}" if line else "the text"

    def _where(self) -> str:
        return f"line {self._lines_before + self._line}" if self._line else ""

    def _definition(self, token: Token) -> str:
        """A definition without a reference, as text; empty for another, which `notes` renders."""
        label = token.meta["label"]
        if label in self._notes.numbers:
            return ""
        label_text = escaped(f"[^{token.meta['shown']}]:")
        return f"<p>{label_text}</p>\n{self.blocks(self._notes.definitions[label].tokens)}"

    def notes(self) -> str:
        """The section of the footnotes with a reference; empty where there are none."""
        if not self._notes.numbers:
            return ""
        items = [
            f'<li{attribute("id", f"{self._notes.prefix}{number}")} role="doc-footnote">'
            f"{self.blocks(self._notes.definitions[label].tokens)}</li>\n"
            for label, number in self._notes.numbers.items()
        ]
        return f'<section role="doc-endnotes" class="footnotes">\n<ol>\n{"".join(items)}</ol>\n</section>\n'


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    attributes = "".join(
        attribute(name, str(value)) for name, value in token.attrs.items() if name != "title"
    )
    return f"<{token.tag}{attributes}>"


def _text(content: str, after: Sequence[Token]) -> str:
    """A text as HTML. Tabs are kept, which a browser would fold, except at the end of a line."""
    if "\t" in content and after and after[0].type in ("softbreak", "hardbreak"):
        content = content.rstrip(" \t")
    return escaped(content).replace("\t", _TAB)


def _identity(inline: Token) -> str:
    """The `id` attribute of a heading by pandoc's attributes, which are removed from its text."""
    found = _ATTRIBUTES.search(inline.content)
    last = inline.children[-1] if inline.children else None
    if found is None or last is None or last.type != "text":
        return ""
    end = _ATTRIBUTES.search(last.content)
    if end is None:
        return ""
    last.content = last.content[: end.start()].rstrip(" \t")
    return attribute("id", end.group(1))


def _alternative(tokens: Sequence[Token]) -> str:
    """The plain text of a picture's description (CommonMark 6.4)."""
    parts: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "image":
            parts.append(_alternative(token.children or []))
        elif token.type == "footnote_reference" or not token.content:
            continue
        else:
            parts.append(token.content)
    return "".join(parts)


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether the line end at `index` is between wide characters, and so not a space (CSS Text 3, 4.1.3)."""
    return _is_wide(_beside(tokens, range(index - 1, -1, -1), -1)) and _is_wide(
        _beside(tokens, range(index + 1, len(tokens)), 0)
    )


def _beside(tokens: Sequence[Token], indexes: range, edge: int) -> str:
    for index in indexes:
        token = tokens[index]
        if token.type == "text":
            if token.content:
                return token.content[edge]
        elif token.type not in _INVISIBLE:
            break
    return ""


def _is_wide(character: str) -> bool:
    if not character or east_asian_width(character) not in "WFH":
        return False
    return not any(first <= character <= last for first, last in _HANGUL)
