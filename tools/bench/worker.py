"""One program in Python, by its own library: one conversion, or one more for each line of standard input.

    python worker.py PROGRAM FROM TO IN OUT    converts once and ends
    python worker.py PROGRAM FROM TO IN        does one for each line, and answers with its processor seconds

It runs in the environment of the program that it measures, and imports nothing else.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

SUFFIXES = {"markdown": "md"}
Convert = Callable[[bytes], "str | bytes"]


def gireport(source: str, target: str) -> Convert:
    """Read and write, as in the readme."""
    import gireport

    return lambda data: gireport.write(gireport.read(data, source), target)


def floor(source: str, target: str) -> Convert:
    """Unzip and parse: see `floor.py`."""
    from floor import parse
    from lxml import etree

    return lambda data: etree.QName(parse(io.BytesIO(data), source)).localname


def mammoth(source: str, target: str) -> Convert:
    """The two functions of mammoth."""
    import mammoth

    convert = {"html": mammoth.convert_to_html, "markdown": mammoth.convert_to_markdown}[target]
    return lambda data: convert(io.BytesIO(data)).value


def markitdown(source: str, target: str) -> Convert:
    """MarkItDown without plugins, told which format comes."""
    from markitdown import MarkItDown, StreamInfo

    converter = MarkItDown(enable_plugins=False)
    info = StreamInfo(extension="." + SUFFIXES.get(source, source))
    return lambda data: converter.convert_stream(io.BytesIO(data), stream_info=info).markdown


def docling(source: str, target: str) -> Convert:
    """The backends of docling-slim: its `DocumentConverter` also imports torch, which is not needed here."""
    from docling.backend.html_backend import HTMLDocumentBackend
    from docling.backend.md_backend import MarkdownDocumentBackend
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.backend.opendocument_backend import OdtDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    format_, backend = {
        "docx": (InputFormat.DOCX, MsWordDocumentBackend),
        "odt": (InputFormat.ODT, OdtDocumentBackend),
        "html": (InputFormat.HTML, HTMLDocumentBackend),
        "markdown": (InputFormat.MD, MarkdownDocumentBackend),
    }[source]
    name = "in." + SUFFIXES.get(source, source)

    def convert(data: bytes) -> str:
        document = InputDocument(
            path_or_stream=io.BytesIO(data), format=format_, backend=backend, filename=name
        )
        if not document.valid:
            raise SystemExit("docling refuses the file")
        return _of_docling(document._backend.convert(), target)

    return convert


def docling_rs(source: str, target: str) -> Convert:
    """docling's reader in Rust; the writers are docling's own, in Python."""
    from docling_rs import DocumentConverter, DocumentStream

    converter = DocumentConverter()
    name = "in." + SUFFIXES.get(source, source)
    return lambda data: _of_docling(
        converter.convert(DocumentStream(name=name, stream=io.BytesIO(data))).document, target
    )


def _of_docling(document: object, target: str) -> str:
    """The text of a `DoclingDocument` in the format `target`."""
    if target == "json":
        return json.dumps(document.export_to_dict())
    return document.export_to_html() if target == "html" else document.export_to_markdown()


PROGRAMS = {
    "gireport": gireport,
    "floor": floor,
    "mammoth": mammoth,
    "markitdown": markitdown,
    "docling": docling,
    "docling-rs": docling_rs,
}


def main(program: str, source: str, target: str, path: str, out: str = "") -> None:
    """See the module."""
    data = Path(path).read_bytes()
    convert = PROGRAMS[program](source, target)
    if out:
        made = convert(data)
        Path(out).write_bytes(made.encode("utf-8") if isinstance(made, str) else made)
        return
    for _ in sys.stdin:
        start = time.process_time()
        convert(data)
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
