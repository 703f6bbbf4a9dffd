"""Write `fixtures/pairs/docx`: each row of docx cases as a smallest file, the way some program writes it.

What the files say stands in `pairs_docx.py`; here is what each program puts round it, and the package. The
bytes are the same on every machine and every day: nothing is compressed, and the zip's dates are fixed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pairs_docx import PAIRS, Pair

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "pairs" / "docx"

_OPEN = "http://schemas.openxmlformats.org"
_MICROSOFT = "http://schemas.microsoft.com/office"
OFFICE = f"{_OPEN}/officeDocument/2006/relationships"
_PACKAGE = f"{_OPEN}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NAMESPACES = {
    "wpc": f"{_MICROSOFT}/word/2010/wordprocessingCanvas",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": OFFICE,
    "m": f"{_OPEN}/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp14": f"{_MICROSOFT}/word/2010/wordprocessingDrawing",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "w14": f"{_MICROSOFT}/word/2010/wordml",
    "w15": f"{_MICROSOFT}/word/2012/wordml",
    "wpg": f"{_MICROSOFT}/word/2010/wordprocessingGroup",
    "wpi": f"{_MICROSOFT}/word/2010/wordprocessingInk",
    "wps": f"{_MICROSOFT}/word/2010/wordprocessingShape",
    "a": f"{_OPEN}/drawingml/2006/main",
    "pic": f"{_OPEN}/drawingml/2006/picture",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "dgm": f"{_OPEN}/drawingml/2006/diagram",
    "wne": f"{_MICROSOFT}/word/2006/wordml",
}
_STRICT = {
    f"{_OPEN}/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
    f"{_OPEN}/wordprocessingml/2006/": "http://purl.oclc.org/ooxml/wordprocessingml/",
    f"{_OPEN}/drawingml/2006/": "http://purl.oclc.org/ooxml/drawingml/",
}


# --- what programs put round the content ------------------------------------------------------------


def _counter() -> Iterator[str]:
    number = 0x1A2B3C00
    while True:
        number += 0x11
        yield f"{number:08X}"


def _word(xml: str) -> str:
    """Microsoft Word: revision ids, paragraph ids, an East Asian font hint in each run."""
    ids = _counter()
    revision = 'w:rsidR="00A77B3E" w:rsidRDefault="00D34C11"'
    xml = re.sub(
        "<w:p(?=>|/>)", lambda _: f'<w:p w14:paraId="{next(ids)}" w14:textId="77777777" {revision}', xml
    )
    xml = re.sub(
        "<w:tr>", lambda _: f'<w:tr w:rsidR="00A77B3E" w14:paraId="{next(ids)}" w14:textId="77777777">', xml
    )
    return xml.replace(
        "<w:r><w:t", '<w:r w:rsidRPr="00B15F6A"><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t'
    )


def _wps(xml: str) -> str:
    """WPS Writer: paragraph ids without revision ids, the languages in each run and paragraph mark."""
    ids = _counter()
    facts = '<w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
    xml = re.sub("<w:p>(?!<w:pPr>)", f"<w:p><w:pPr>{facts}</w:pPr>", xml)
    xml = re.sub("<w:p(?=>|/>)", lambda _: f'<w:p w14:paraId="{next(ids)}"', xml)
    return xml.replace("<w:r><w:t", f"<w:r>{facts}<w:t")


def _libreoffice(xml: str) -> str:
    """LibreOffice Writer: a style and empty run properties everywhere."""
    facts = '<w:pPr><w:pStyle w:val="Normal"/><w:bidi w:val="0"/><w:rPr></w:rPr></w:pPr>'
    xml = re.sub("<w:p>(?!<w:pPr>)", f"<w:p>{facts}", xml).replace("<w:p/>", f"<w:p>{facts}</w:p>")
    return xml.replace("<w:r><w:t", "<w:r><w:rPr></w:rPr><w:t")


def _google(xml: str) -> str:
    """Google Docs: zero revision ids, numbered paragraph ids, `w:rtl` in each run."""
    number = iter(range(1, 1 << 20))
    zeros = 'w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000"'
    xml = re.sub("<w:p(?=>|/>)", lambda _: f'<w:p {zeros} w14:paraId="{next(number):08X}"', xml)
    return xml.replace(
        "<w:r><w:t",
        '<w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"><w:rPr><w:rtl w:val="0"/></w:rPr><w:t',  # noqa: E501
    )


def _plain(xml: str) -> str:
    """pandoc, python-docx and other generators: nothing."""
    return xml


DRESS: dict[str, Callable[[str], str]] = {
    "word": _word,
    "wps": _wps,
    "libreoffice": _libreoffice,
    "google": _google,
    "plain": _plain,
}
_SECTION = (
    '<w:sectPr w:rsidR="00A77B3E">{}<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'  # noqa: E501
    '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
)

# --- the package --------------------------------------------------------------------------------------


def _root(name: str, inner: str) -> str:
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    return f'{_HEAD}<w:{name} {spaces} mc:Ignorable="w14 w15 wp14">{inner}</w:{name}>'


def _relationships(rows: Mapping[str, tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{kind if "/" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target or target.startswith("javascript:") else "")
        + "/>"
        for id_, (kind, target) in rows.items()
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _types(pair: Pair, members: Mapping[str, bytes | str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{name.rstrip("123")}+xml"/>'
        for name in pair.parts
    )
    extensions = sorted({name.rpartition(".")[2] for name in members} - {"xml", "rels"})
    defaults = "".join(
        f'<Default Extension="{each}" ContentType="{_MEDIA.get(each, "application/octet-stream")}"/>'
        for each in extensions
    )
    main = f'<Override PartName="/{pair.main}" ContentType="{pair.content_type}"/>'
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{defaults}{main}{overrides}</Types>'
    )


_MEDIA = {"png": "image/png", "svg": "image/svg+xml", "emf": "image/x-emf"}


def members(pair: Pair) -> dict[str, bytes | str]:
    """The names and contents of the package of `pair`, in their order."""
    dress = DRESS[pair.by]
    rows = dict(pair.links)
    for number, name in enumerate(pair.parts, 1):
        rows[f"rId10{number}"] = (name.rstrip("123"), f"{name}.xml")
    references = "".join(
        f'<w:{rows[id_][0]}Reference w:type="{kind}" r:id="{id_}"/>'
        for id_, kind in zip(
            (id_ for id_ in rows if rows[id_][0] in ("header", "footer")), _PAGES, strict=False
        )
    )
    document = pair.document or _root(
        "document", f"<w:body>{pair.body}{_SECTION.format(references)}</w:body>"
    )
    folder, _, file = pair.main.rpartition("/")
    result: dict[str, bytes | str] = {
        "_rels/.rels": _relationships({"rId1": ("officeDocument", pair.main)}),
        pair.main: dress(document),
        f"{folder}/_rels/{file}.rels": _relationships(rows),
    }
    for name, inner in pair.parts.items():
        result[f"{folder}/{name}.xml"] = dress(_root(_ROOTS.get(name.rstrip("123"), name), inner))
    result.update(pair.members)
    result = {"[Content_Types].xml": _types(pair, result), **result}
    if pair.strict:
        result = {name: _stricter(data) if isinstance(data, str) else data for name, data in result.items()}
    return result


_ROOTS = {"header": "hdr", "footer": "ftr"}
_PAGES = ("default", "default", "first", "first", "even", "even")


def _stricter(xml: str) -> str:
    for old, new in _STRICT.items():
        xml = xml.replace(old, new)
    return xml


def package(pair: Pair) -> bytes:
    """The bytes of the .docx of `pair`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in members(pair).items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            file.writestr(info, data)
    return out.getvalue()


def main() -> None:
    """Write the files that changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, pair in PAIRS.items():
        path = FOLDER / f"{name}.docx"
        data = package(pair)
        if not path.exists() or path.read_bytes() != data:
            path.write_bytes(data)


if __name__ == "__main__":
    main()
