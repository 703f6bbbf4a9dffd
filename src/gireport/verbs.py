"""What do `read`, `write`, `convert` and `export` do? The verbs of the library.

Their annotations are types, not texts: `help(gireport.read)` shows what may be given.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, cast, overload

from msgspec import Struct

from .errors import GireportError, NoArticleError, OptionError, UsageError
from .losses import Loss, Losses
from .model import Report, normal
from .model.messages import Message, message
from .plugins.discovery import BUILTIN
from .plugins.registry import Registry
from .plugins.values import Format, Step
from .safe.input import DocxDocument, LibraryDocument, OdtDocument, SavedDocument, Source, name_of
from .safe.input import load as load
from .safe.output import Target, write_file


class Conversion(Struct, frozen=True):
    """What `convert` did: the report that went through, and what either side could not keep."""

    report: Report
    losses: tuple[Loss, ...]


@cache
def default_registry() -> Registry:
    """The registry that the verbs use when they are given none."""
    return Registry()


def read(
    source: Source | LibraryDocument,
    format: str | None = None,
    *,
    losses: Losses | None = None,
    registry: Registry | None = None,
    **options: Any,
) -> Report:
    """Read a report from `source`: bytes, the path of a file, or a file open for reading bytes.

    `source` may also be a document of another library: a `docx.document.Document` (python-docx), an odfpy
    `OpenDocument` of text, a `BeautifulSoup` document or a `Tag` in one.

    `format` names the format; without it the file's name or the library tells, else the content. `losses`
    collects what the reader could not keep. `options` are the format's own.

    Raises:
        GireportError: see the tree in `gireport.errors`.
    """
    book = registry or default_registry()
    losses = _collector(losses)
    given = _saved(source)
    with _from(name_of(given)):
        candidates = _candidates(given, format, book) if options else ()
        _check_options(options, candidates)
        data, chosen = _loaded(given, format, book)
        if options and candidates != (chosen,):  # an option that another format has
            _check_options(options, (chosen,))
        return _decode(given, data, chosen, losses, options, book)


def write(
    report: Report,
    format: str,
    *,
    losses: Losses | None = None,
    registry: Registry | None = None,
    **options: Any,
) -> bytes:
    """The bytes of `report` in `format`. `losses` collects what the format could not keep.

    Raises:
        UsageError: there is no such format or option.
        ModelError: the report holds what no report can hold; `where` is its JSON path.
        LimitError: its tables are larger, or nest deeper, than a report may.
    """
    losses = _collector(losses)
    chosen = (registry or default_registry()).for_writing("", format)
    _check_options(options, (), chosen)
    from .model.typed import check_types

    check_types(report)
    return encode(normal(report, losses.note), chosen, losses, **options)


def encode(report: Report, chosen: Format, losses: Losses, **options: Any) -> bytes:
    """Return the bytes of `report`, which is in normal form already, in the format `chosen`.

    `options` are options that the format has.
    """
    assert chosen.writer is not None
    return chosen.writer(report, losses, **options)


@overload
def export(
    report: Report, kind: Literal["docx"], *, losses: Losses | None = None, **options: Any
) -> DocxDocument: ...


@overload
def export(
    report: Report, kind: Literal["odt"], *, losses: Losses | None = None, **options: Any
) -> OdtDocument: ...


def export(
    report: Report, kind: Literal["docx", "odt"], *, losses: Losses | None = None, **options: Any
) -> DocxDocument | OdtDocument:
    """Give `report` as a document of another library, so that the caller can go on editing it.

    `"docx"` gives a `docx.document.Document` of python-docx, `"odt"` an `OpenDocument` of odfpy, which is
    what odfpy's `OpenDocumentText()` gives too.

    `losses` collects what the format could not keep; `options` are those of the format's writer.

    Raises:
        UsageError: `kind` is neither, or the format has no such option.
        ModelError, LimitError: as for `write`.
    """
    from .objects import expect_export_kind, open_document

    expect_export_kind(kind)
    return open_document(write(report, kind, losses=losses, **options), kind)


def convert(
    source: Source | LibraryDocument,
    target: Target,
    *,
    from_format: str | None = None,
    to_format: str | None = None,
    outline: bool = True,
    metadata: bool = True,
    drop_bookmarks: str | None = None,
    losses: Losses | None = None,
    registry: Registry | None = None,
    **options: Any,
) -> Conversion:
    """Convert `source` to `target`, paths or files open for bytes. A file is written whole or not at all.
    `source` may be whatever `read` takes.

    `outline` makes headings of numbered paragraphs where a report has none; `metadata` fills absent fields of
    the metadata from the title and the signature, where the target has a place for them. `drop_bookmarks`
    leaves out the bookmarks whose name matches the pattern (`_Toc*`). `losses` collects what either side
    could not keep. `options` are those of the two formats: each gets the ones that it has.

    Raises:
        GireportError: see the tree in `gireport.errors`.
    """
    book = registry or default_registry()
    losses = _collector(losses)
    if not isinstance(drop_bookmarks, str | None):
        raise UsageError(message("usage.drop-bookmarks", type=type(drop_bookmarks).__name__))
    writer = book.for_writing(name_of(target), to_format)
    given = _saved(source)
    candidates = _candidates(given, from_format, book) if options else ()
    _check_options(options, candidates, writer)
    with _from(name_of(given)):
        data, reader = _loaded(given, from_format, book)
        if options and candidates != (reader,):  # an option that another format has
            _check_options(options, (reader,), writer)
        report = _decode(given, data, reader, losses, _of(options, reader.read_options), book)
        metadata = metadata and has_metadata(writer, options)
        report = stepped(report, losses, book, outline=outline, metadata=metadata)
    if drop_bookmarks is not None:
        from .model.bookmarks import without

        report = without(report, drop_bookmarks)
    write_file(target, encode(report, writer, losses, **_of(options, writer.write_options)))
    return Conversion(report, tuple(losses))


def stepped(
    report: Report, losses: Losses, registry: Registry, *, outline: bool = True, metadata: bool = True
) -> Report:
    """`report` after each step in turn; without `outline` or `metadata` that one is left out.

    Raises:
        PluginError: a plugin's step failed, or gave something else than a report.
    """
    taken = {"outline": outline, "metadata": metadata}
    for plugin, step in registry.steps:
        if plugin != BUILTIN:
            report = _after(report, plugin, step, losses)
        elif taken[step.name]:
            report = step.apply(report)
    return report


def has_metadata(writer: Format, options: dict[str, Any]) -> bool:
    """Whether what `writer` writes with `options` has a place for metadata.

    Where it has none, metadata that was taken from the text would be told as a loss, though it stands there.
    """
    return "metadata" in writer.keeps and not options.get("fragment")


def _after(report: Report, plugin: str, step: Step, losses: Losses) -> Report:
    """What a plugin's step makes of `report`, in normal form."""
    done = step.apply(report)
    if done is report:
        return report
    from .plugins.guards import normal_report

    return normal_report(done, losses, message("plugins.task-step", name=step.name), plugin)


def _collector(losses: Losses | None) -> Losses:
    """What a verb tells losses to.

    Raises:
        UsageError: `losses` collects none.
    """
    if losses is not None and not isinstance(losses, Losses):
        raise UsageError(message("usage.losses-type", type=type(losses).__name__))
    return Losses() if losses is None else losses


def _saved(source: Source | LibraryDocument) -> Source | SavedDocument:
    """Return a document of another library as a file in memory, and any other source as it is."""
    if isinstance(source, bytes | bytearray | memoryview | str | os.PathLike):
        return source
    from .objects import saved_document

    return saved_document(source) or cast("Source", source)


def _candidates(given: Source | SavedDocument, format: str | None, book: Registry) -> tuple[Format, ...]:
    """Return the formats of which one will read `given`, without a look into a file.

    Raises:
        UsageError: there is no format `format`, or it cannot read the document.
    """
    if isinstance(given, SavedDocument):
        return (_format_of(given, format, book),)
    return book.may_read(name_of(given), format)


def _loaded(given: Source | SavedDocument, format: str | None, book: Registry) -> tuple[bytes, Format]:
    """Return the bytes of `given` and the format that reads them.

    Raises:
        GireportError: `given` cannot be loaded, or no format reads it.
    """
    if isinstance(given, SavedDocument):
        return given.data, _format_of(given, format, book)
    data = load(given)
    return data, book.for_reading(name_of(given), data, format)


def _format_of(document: SavedDocument, format: str | None, book: Registry) -> Format:
    """Return the format that reads the document of another library.

    Raises:
        UsageError: `format` names another kind of file.
    """
    known = [book.named(name) for name in document.formats]
    if format is None:
        return next((one for one in known if one.sniff(document.data)), known[-1])
    chosen = book.named(format)
    if chosen.name not in document.formats:
        raise UsageError(
            message(
                "objects.other-format", document=document.title, format=chosen.name, names=document.formats
            )
        )
    return chosen


def _decode(
    given: Source | SavedDocument,
    data: bytes,
    chosen: Format,
    losses: Losses,
    options: dict[str, Any],
    book: Registry,
) -> Report:
    """Return the report in `data`; of a page that only attaches it, that in the file that lies beside the
    page.
    """
    assert chosen.reader is not None
    try:
        return chosen.reader(data, losses, **options)
    except NoArticleError as error:
        attached = _attached(given, error, book)
        if not attached:
            raise
    losses.note("attached-report", "the page", 1, message("common.attached", file=os.path.basename(attached)))
    with _from(attached):
        data, chosen = _loaded(attached, None, book)
        assert chosen.reader is not None
        return chosen.reader(data, losses)  # where that only attaches a report too, this one is not followed


def _attached(given: Source | SavedDocument, error: NoArticleError, book: Registry) -> str:
    """Return the path of the one file beside the page `given` that the page attaches; else an empty text."""
    if not error.attachments or not isinstance(given, str | os.PathLike):
        return ""
    from .safe.beside import file_beside

    documents = (one for one in book.formats if one.reader and one.name not in ("html", "portal"))
    suffixes = frozenset(suffix for one in documents for suffix in one.suffixes)
    return file_beside(name_of(given), error.attachments, suffixes)


@contextmanager
def _from(name: str) -> Iterator[None]:
    """Errors inside are those of the input `name`, where they name no other file."""
    try:
        yield
    except GireportError as error:
        error.source = error.source or name
        raise


# --- options ---------------------------------------------------------------------------------------


def _of(options: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name in known}


def _check_options(
    options: dict[str, Any], readers: Collection[Format], writer: Format | None = None
) -> None:
    """Raise `OptionError` for an option that neither one of `readers` nor `writer` has."""
    if not options:
        return
    known = frozenset[str]().union(*(reader.read_options for reader in readers))
    if writer:
        known |= writer.write_options
    for option in options:
        if option not in known:
            raise OptionError(_owner([reader.name for reader in readers], writer), option, known)


def _owner(readers: Collection[str], writer: Format | None) -> str | Message:
    """Return `html` or `html to docx`; leaves the reader out when there are several candidates."""
    names = list(readers) if len(readers) == 1 else []
    if writer and writer.name not in names:
        names.append(writer.name)
    if len(names) > 1:
        return message("usage.owner-two", reader=names[0], writer=names[1])
    return message("usage.owner-one", format=names[0]) if names else message("usage.the-input")
