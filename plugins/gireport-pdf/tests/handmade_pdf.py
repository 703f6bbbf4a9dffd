"""Writes small PDFs by hand: text, lines, pictures, links at given places (points from the top left)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

HEIGHT = 842
_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_MAP = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <ffff> endcodespacerange\n"
    + b"".join(
        b"64 beginbfrange\n"
        + b"".join(b"<%02x00> <%02xff> <%02x00>\n" % (high, high, high) for high in range(first, first + 64))
        + b"endbfrange\n"
        for first in range(0, 256, 64)
    )
    + b"endcmap end end"
)


def text(x: float, y: float, words: str, size: float = 16, font: str = "F", extra: str = "") -> str:
    """`words` from `x` on the baseline `y`, each character as wide as `size`; `extra` are operators before.

    The font is not in the file: PDFium passes over a text of one character. /L is Helvetica, which it has.
    """
    codes = words.encode("utf-16-be").hex()
    return f"q BT {extra} /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y} Tm <{codes}> Tj ET Q\n"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line of half a point."""
    return f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S\n"


def thin(x0: float, y0: float, x1: float, y1: float) -> str:
    """A line that is drawn as a filled rectangle, as some programs do."""
    return f"{x0 - 0.3} {HEIGHT - y1 - 0.3} {x1 - x0 + 0.6} {y1 - y0 + 0.6} re f\n"


def picture(x: float, y: float, width: float, height: float) -> str:
    """The picture /P, with its top left corner at `x`, `y`."""
    return f"q {width} 0 0 {height} {x} {HEIGHT - y - height} cm /P Do Q\n"


def pdf(
    *pages: str, info: str = "", links: Sequence[tuple[float, float, float, float, str]] = (), turned: int = 0
) -> bytes:
    """A PDF of A4 pages with this content; `links` (edges and address) are on each."""
    made = objects(*pages, links=links, turned=turned)
    return assembled([*made, f"<<{info}>>".encode()], f"/Info {len(made) + 1} 0 R")


def objects(
    *pages: str, links: Sequence[tuple[float, float, float, float, str]] = (), turned: int = 0
) -> list[bytes]:
    """The objects of such a PDF: catalogue, pages, fonts, the picture, then each page and its content."""
    notes = "".join(
        f"<</Type/Annot/Subtype/Link/Rect[{x0} {HEIGHT - y1} {x1} {HEIGHT - y0}]/A<</S/URI/URI({address})>>>>"
        for x0, y0, x1, y1, address in links
    )
    kids = " ".join(f"{number} 0 R" for number in range(9, 9 + 2 * len(pages), 2))
    made = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        *(_font(name) for name in ("SimFang", "SimFang-Bold", "SimHei")),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        stream(_MAP),
        stream(
            bytes(range(48)),
            "/Type/XObject/Subtype/Image/Width 4/Height 4/BitsPerComponent 8/ColorSpace/DeviceRGB",
        ),
    ]
    for number, content in enumerate(pages):
        made.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 {HEIGHT}]/Rotate {turned}"
            f"/Contents {10 + 2 * number} 0 R/Annots[{notes}]/Resources<</XObject<</P 8 0 R>>"
            "/Font<</F 3 0 R/B 4 0 R/H 5 0 R/L 6 0 R>>>>>>".encode()
        )
        made.append(stream(content.encode()))
    return made


def _font(name: str) -> bytes:
    return (
        f"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+{name}/Encoding/Identity-H/ToUnicode 7 0 R"
        "/DescendantFonts"
        f"[<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+{name}/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor"
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4"
        "/FontBBox[0 -200 1000 800]/Ascent 800/Descent -200/CapHeight 800/ItalicAngle 0/StemV 80>>>>]>>"
    ).encode()


def stream(data: bytes, entries: str = "") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data)
    return f"<<{entries}/Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream"


def assembled(made: Sequence[bytes], trailer: str = "") -> bytes:
    """The file of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, one in enumerate(made, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = f"xref\n0 {len(made) + 1}\n0000000000 65535 f \n".encode()
    tail = f"trailer\n<</Size {len(made) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF".encode()
    return out + head + table + tail


def encrypted(page: str, password: bytes) -> bytes:
    """A PDF that RC4 encrypts (ISO 32000-1, 7.6.3, revision 2); an empty password asks no question."""
    user, identity, rights = (
        (password + _PAD)[:32],
        b"0123456789abcdef",
        (-44).to_bytes(4, "little", signed=True),
    )
    owner = _rc4(hashlib.md5(b"owner" + _PAD[:27]).digest()[:5], user)
    key = hashlib.md5(user + owner + rights + identity).digest()[:5]
    made = objects(page)
    for number, one in enumerate(made, 1):
        head, mark, rest = one.partition(b">>stream\n")
        if mark:
            own = hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]
            made[number - 1] = head + mark + _rc4(own, rest.removesuffix(b"\nendstream")) + b"\nendstream"
    made.append(f"<</Filter/Standard/V 1/R 2/P -44/O<{owner.hex()}>/U<{_rc4(key, _PAD).hex()}>>>".encode())
    return assembled(made, f"/Encrypt {len(made)} 0 R/ID[<{identity.hex()}><{identity.hex()}>]")


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
