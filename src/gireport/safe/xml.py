"""XML: the only place that parses XML parts.

No DTD, no entities, no network, no other file is read; the number of nodes, the depth and the bytes are
limited.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import itemgetter

from lxml import etree

from .. import limits
from ..errors import DamagedFileError, LimitError, UnsafeFileError
from ..losses import Losses
from ..model.messages import message
from .sizes import check_xml_nodes, is_xml, part_in_words, xml_nodes

Element = etree._Element

_DEPTH = etree.XPath("boolean(" + "/*" * (limits.XML_DEPTH + 1) + ")")
# Errors of libxml2 in spite of which a document is read → whether each is reported as a loss.
# Do not silence the last two by collect_ids=False: libxml2 then loads the external DTD, wherever it is.
_REPAIRABLE = {"NS_ERR_UNDEFINED_NAMESPACE": True, "DTD_ID_REDEFINED": False, "DTD_XMLID_VALUE": False}

# A document type declaration that names a DTD and has no internal subset: it declares nothing itself.
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

    An undeclared namespace prefix is repaired, with a loss (W37); the same `xml:id` twice is accepted (O19).
    With `bare_dtd` a document type declaration that only names a DTD is ignored: old programs write one in
    some parts. `packed` says that the bytes come from a `Package`, which has already counted the nodes of
    XML.

    Raises:
        DamagedFileError: not well formed.
        UnsafeFileError: a document type declaration.
        LimitError: more bytes, elements and attributes or depth than the limits allow.
    """
    if len(data) > limits.PART_BYTES:
        raise LimitError(
            message("safe.part-bytes", part=part_in_words(part), count=len(data), limit=limits.PART_BYTES)
        )
    if not (packed and is_xml(data)):
        check_xml_nodes(xml_nodes(data), part)
    if bare_dtd:
        data = _BARE_DTD.sub(b"", data[:_HEAD], count=1) + data[_HEAD:]
    if b"<!DOCTYPE" in data[:_HEAD]:
        raise _dtd(part)
    parser = _parser(recover=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        root = _repaired(
            data, part, error, [(entry.type_name, entry.message) for entry in parser.error_log], losses
        )
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise _dtd(part)
    if _DEPTH(root):
        raise _too_deep(part)
    return root


listed: Callable[[Element], list[Element]] = itemgetter(slice(None))
"""The children of an element as a list: `element[:]`, four times as fast as `list(element)`."""


def _dtd(part: str) -> UnsafeFileError:
    return UnsafeFileError(message("safe.dtd", part=part_in_words(part)))


def _too_deep(part: str) -> LimitError:
    return LimitError(message("safe.part-depth", part=part_in_words(part), limit=limits.XML_DEPTH))


def _repaired(
    data: bytes, part: str, error: etree.XMLSyntaxError, log: list[tuple[str, str]], losses: Losses | None
) -> Element:
    """The root element where all errors in `log` are repairable; raises for any other error."""
    if any("Excessive depth" in text for _, text in log):
        raise _too_deep(part) from None
    if any(name == "ERR_RESOURCE_LIMIT" or "too big" in text for name, text in log):
        raise LimitError(message("safe.part-text", part=part_in_words(part), limit=limits.XML_TEXT)) from None
    if log and all(name in _REPAIRABLE for name, _ in log):
        root = etree.fromstring(data, _parser(recover=True))
        count = sum(_REPAIRABLE[name] for name, _ in log)
        if root is not None:
            if losses is not None and count:
                losses.note("xml-repaired", part, count, message("safe.prefix-undeclared"))
            return root
    line, column = error.position
    raise DamagedFileError(
        message("safe.malformed", part=part_in_words(part)), where=f"line {line} column {column}"
    ) from None
