"""The guarded XML parser: every XML part is parsed here and nowhere else.

No DTD, no entities, no network, nothing read from beside the part; nodes, depth and bytes are limited.
"""

from __future__ import annotations

import re

from lxml import etree

from .. import limits
from ..errors import DamagedFileError, LimitError, UnsafeFileError
from ..losses import Losses
from . import nodes

Element = etree._Element

_DEPTH = etree.XPath("boolean(" + "/*" * (limits.XML_DEPTH + 1) + ")")
# What libxml2 reports and a document can be read in spite of: its name → whether it is worth a loss.
# Never set collect_ids=False to be rid of the last two: libxml2 then loads the external DTD, wherever it is.
_FORGIVEN = {"NS_ERR_UNDEFINED_NAMESPACE": True, "DTD_ID_REDEFINED": False, "DTD_XMLID_VALUE": False}

# A document type declaration that only names a DTD: without a subset of its own it declares nothing.
_BARE_DTD = re.compile(rb"<!DOCTYPE\s[^\[\]<>]*>")
_HEAD = 4096


def _parser(recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
        recover=recover,
    )


def parse(
    data: bytes, part: str, losses: Losses | None = None, *, packed: bool = False, bare_dtd: bool = False
) -> Element:
    """The root element of the XML in `data`; `part` names it in errors.

    An undeclared namespace prefix is forgiven, with a loss (W37), and so is the same `xml:id` twice (O19). With
    `bare_dtd` a declaration that only names a DTD is passed over, as old programs write one in some parts.
    `packed` says that a `Package` gave the bytes: what starts as XML does was weighed there.

    Raises:
        DamagedFileError: not well formed.
        UnsafeFileError: a document type declaration.
        LimitError: more bytes, elements and attributes or depth than the limits allow.
    """
    if len(data) > limits.PART_BYTES:
        raise LimitError(f"{part} has {len(data)} bytes; the limit is {limits.PART_BYTES}")
    if not (packed and nodes.is_xml(data)):
        nodes.check(nodes.nodes(data), part)
    if bare_dtd:
        data = _BARE_DTD.sub(b"", data[:_HEAD], count=1) + data[_HEAD:]
    if b"<!DOCTYPE" in data[:_HEAD]:
        raise _dtd(part)
    parser = _parser(recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        root = _forgive(
            data, part, error, [(entry.type_name, entry.message) for entry in parser.error_log], losses
        )
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _dtd(part)
    if _DEPTH(root):
        raise LimitError(f"{part} nests elements deeper than {limits.XML_DEPTH}")
    return root


def listed(element: Element) -> list[Element]:
    """The children of `element`: a slice is the fastest way to them, which the stubs do not know."""
    return element[:]  # type: ignore[index,return-value]


def _dtd(part: str) -> UnsafeFileError:
    return UnsafeFileError(f"{part} has a document type declaration (DTD), which office documents never have")


def _forgive(
    data: bytes, part: str, error: etree.XMLSyntaxError, log: list[tuple[str, str]], losses: Losses | None
) -> Element:
    """The root in spite of the errors in `log`, where they are all of the forgiven kinds; else raise."""
    if any("Excessive depth" in message for _, message in log):
        raise LimitError(f"{part} nests elements deeper than {limits.XML_DEPTH}") from None
    if any(name == "ERR_RESOURCE_LIMIT" or "too big" in message for name, message in log):
        raise LimitError(f"{part} has a text or an attribute of more than {limits.XML_TEXT} bytes") from None
    if log and all(name in _FORGIVEN for name, _ in log):
        root = etree.fromstring(data, _parser(recover=True))
        count = sum(_FORGIVEN[name] for name, _ in log)
        if root is not None:
            if losses is not None and count:
                losses.note("xml-repaired", part, count, "a namespace prefix is not declared")
            return root
    line, column = error.position
    raise DamagedFileError(
        f"{part} is not well-formed XML", where=f"line {line} column {column}", hint="get the file again"
    ) from None
