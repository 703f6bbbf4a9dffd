"""Files that cannot be read, each made here: damaged, of another kind, or made to do harm."""

from __future__ import annotations

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)

_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="word/document.xml"/></Relationships>"""


def package(parts: dict[str, str | bytes]) -> bytes:
    """A zip package of `parts`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            # A time of its own would make the same test another one a moment later.
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(body: str = "", *, document: str | bytes | None = None) -> bytes:
    """A smallest .docx with `body` inside w:body, or with the whole main part `document`."""
    if document is None:
        document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return package({"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document})


def ole(stream: str) -> bytes:
    """The head of an OLE file with one stream called `stream`."""
    return OLE + stream.encode("utf-16-le") + bytes(2048)


def zip_bomb(part: str = "word/styles.xml") -> bytes:
    """A .docx with a part that inflates to 60 MiB of nothing."""
    out = io.BytesIO(docx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file, file.open(part, "w") as made:
        for _ in range(60):
            made.write(bytes(1 << 20))
    return out.getvalue()


def overlapping() -> bytes:
    """A .docx whose zip directory names one stored file twice."""
    data = bytearray(docx(document="<a/>" * 4000))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        infos = file.infolist()
    # The directory's record of the last file is made to point at the file before it.
    place = data.rfind(infos[-1].header_offset.to_bytes(4, "little"))
    data[place : place + 4] = (infos[-2].header_offset + 8).to_bytes(4, "little")
    return bytes(data)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&c;&f;</w:t></w:r></w:p></w:body></w:document>'
)
WIDE = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
DEEP = docx("<w:sdt><w:sdtContent>" * 20_000)
PAGE = "<!DOCTYPE html><html><body><p>一、总体情况</p><table><tr><td>1</td>"

BAD: dict[str, tuple[str, bytes, str]] = {
    "an empty file": ("empty.docx", b"", "the file is empty"),
    "an empty page": ("empty.html", b"", "the file is empty"),
    "a zip cut short": ("cut.docx", docx("<w:p/>" * 5000)[:-60], "cut short or damaged"),
    "an encrypted document": ("secret.docx", ole("EncryptedPackage"), "encrypted"),
    "an old Word document": ("old.docx", ole("WordDocument"), "old Word document (.doc)"),
    "a workbook": (
        "book.docx",
        package({"[Content_Types].xml": _TYPES, "xl/workbook.xml": "<workbook/>", "word/x": ""}),
        "an Excel workbook (.xlsx)",
    ),
    "a zip bomb": ("bomb.docx", zip_bomb(), "zip bomb"),
    "entries that overlap": ("overlap.docx", overlapping(), "overlap"),
    "a document type declaration": ("dtd.docx", docx(document=LAUGHS), "DTD"),
    "a table of 10⁹ columns": ("wide.docx", docx(WIDE), "1000000000 columns"),
    "elements nested too deep": ("deep.docx", DEEP, "deeper than"),
    "XML that is not well formed": ("broken.docx", docx("<w:p><w:r>"), "not well-formed XML at line 1"),
    "a package without its main part": (
        "nothing.docx",
        package({"word/none.xml": "<a/>"}),
        "the main part of the document is missing",
    ),
    "a page cut off in a tag": ("cut.html", (PAGE + "<td cla").encode(), "cut off"),
    "a page that is a PDF": ("page.html", b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "JSON that is none": ("report.json", b'{"gireport": "1", ', "not JSON"),
    "JSON of somebody else": ("package.json", b'{"name": "x"}', "not a gireport report"),
}
"""What it is → file name, bytes, what the error must say."""
