"""What does `gireport convert` do with its values? One document to another, and a word about its losses."""

from __future__ import annotations

from ..errors import UsageError
from ..losses import Losses
from ..model.messages import message
from ..verbs import convert
from .common import (
    losses_json,
    once,
    refuse_folder,
    same_file,
    source_of,
    target_of,
    tell_losses,
    write_output,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..plugins.registry import Registry


def convert_document(
    source: str,
    target: str,
    *,
    registry: Registry,
    from_format: str | None = None,
    to_format: str | None = None,
    strict: bool = False,
    losses_file: str | None = None,
    reference_doc: str | None = None,
    style: str | None = None,
    fragment: bool = False,
    base_url: str | None = None,
    no_outline: bool = False,
    no_metadata: bool = False,
    drop_bookmarks: str | None = None,
) -> int:
    """Convert `source` to `target` (`-` is a standard stream) and return the exit status.

    Raises:
        GireportError: see the tree in `gireport.errors`.
    """
    once(source, reference_doc)
    taken = (source, target, reference_doc, style)
    if losses_file is not None and (
        losses_file == target or any(same_file(losses_file, one) for one in taken)
    ):
        raise UsageError(message("usage.losses-file-taken"), source=losses_file)
    if any(same_file(target, one) for one in (source, reference_doc, style)):
        raise UsageError(message("usage.out-is-input"), source=target)
    refuse_folder(target)
    reference = None if reference_doc is None else source_of(reference_doc)
    given = {
        "reference_doc": reference,
        "style": style,
        "fragment": fragment or None,
        "base_url": base_url,
    }
    losses = Losses()
    convert(
        source_of(source),
        target_of(target),
        from_format=from_format,
        to_format=to_format,
        outline=not no_outline,
        metadata=not no_metadata,
        drop_bookmarks=drop_bookmarks,
        losses=losses,
        registry=registry,
        **{name: value for name, value in given.items() if value is not None},
    )
    tell_losses(losses)
    if losses_file is not None:
        write_output(losses_file, losses_json(source, losses))
    return 1 if strict and losses.grave else 0
