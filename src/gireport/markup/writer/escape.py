"""Escaping: special characters become references, the bytes of pictures become base64."""

from __future__ import annotations

from collections.abc import Mapping

from ...model.types import Resource

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})
_ATTRIBUTE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\u00a0": "&nbsp;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)
_KEY_MARK = "\0"  # before and after the key of a picture; no report can contain this character


def text(value: str) -> str:
    """`value` as the text of an element."""
    return value.translate(_TEXT)


def attribute(name: str, value: str) -> str:
    """The attribute `name` with a space before it."""
    return f' {name}="{value.translate(_ATTRIBUTE)}"'


def data_address(key: str, resource: Resource) -> str:
    """The `data:` address of a picture (RFC 2397), with its key in place of its bytes.

    `embed_pictures` puts the bytes in at the end, so that no step of a writer copies or searches them.
    """
    return f"data:{resource.media_type};base64,{_KEY_MARK}{key}{_KEY_MARK}"


def embed_pictures(markup: str, resources: Mapping[str, Resource]) -> bytes:
    """`markup` in UTF-8, with the base64 of the pictures in place of their keys; each is encoded once."""
    parts = markup.split(_KEY_MARK)
    if len(parts) == 1:
        return markup.encode()
    from base64 import b64encode  # only for pictures

    encoded = {key: b64encode(resources[key].data) for key in dict.fromkeys(parts[1::2])}
    return b"".join(encoded[part] if number % 2 else part.encode() for number, part in enumerate(parts))
