import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gireport.safe.pictures import pixels
from gireport.testing.strategies import png

SIZES = st.integers(1, 16383)


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0;"


def bmp(width: int, height: int) -> bytes:
    return b"BM" + b"\0" * 12 + struct.pack("<Iii", 40, width, -height) + b"\0" * 28


def old_bmp(width: int, height: int) -> bytes:
    return b"BM" + b"\0" * 12 + struct.pack("<IHH", 12, width, height) + b"\0" * 4


def jpeg(width: int, height: int) -> bytes:
    exif = b"\xff\xe1" + struct.pack(">H", 10) + b"\xff\xc0\0\0\0\0\0\0"
    table = b"\xff\xc4" + struct.pack(">H", 4) + b"\0\0"
    frame = b"\xff\xff\xc2" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\1\x11\0"
    return b"\xff\xd8" + exif + table + frame + b"\xff\xda\0\2"


def webp_lossy(width: int, height: int) -> bytes:
    return (
        b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0" + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width | 0x4000, height)
    )


def webp_lossless(width: int, height: int) -> bytes:
    return b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + struct.pack("<I", width - 1 | (height - 1) << 14 | 1 << 28)


def webp_extended(width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0" + b"\0\0\0\0" + sides


MAKERS = [gif, bmp, old_bmp, jpeg, webp_lossy, webp_lossless, webp_extended]


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@given(width=SIZES, height=SIZES)
@example(width=16383, height=1)
def test_the_size_of_a_picture_is_read_from_its_header(make, width, height):
    assert pixels(make(width, height)) == (width, height)


def test_the_size_of_a_png_is_read_from_its_header():
    assert pixels(png(31, 17)) == (31, 17)


@pytest.mark.parametrize("make", MAKERS, ids=lambda make: make.__name__)
@given(cut=st.integers(0, 60))
def test_a_header_that_is_cut_short_has_no_size_or_the_whole_one(make, cut):
    assert pixels(make(300, 200)[:cut]) in (None, (300, 200))


@given(
    st.binary(max_size=64), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"BM", b"GIF89a"])
)
def test_any_bytes_have_a_size_of_positive_numbers_or_none(data, start):
    found = pixels(start + data)
    assert found is None or (found[0] > 0 and found[1] > 0)


def test_what_is_no_picture_has_no_size():
    assert pixels(b"<svg/>") is None
    assert pixels(gif(0, 5)) is None
