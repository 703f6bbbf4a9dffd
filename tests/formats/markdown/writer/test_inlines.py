"""Links and addresses."""

from __future__ import annotations

import pytest

from gireport.formats.markdown import FORMAT
from gireport.model import (
    ListItem,
    Paragraph,
    Report,
    Text,
    normal,
)
from gireport.testing import laws


def paragraph(*texts: Text | str) -> Paragraph:
    return Paragraph(tuple(Text(text) if isinstance(text, str) else text for text in texts))


@pytest.mark.parametrize("address", ["https://example.org/", "http://a.b/c?d=e#f"])
def test_an_item_that_is_nothing_but_its_own_address_is_written(write, address):
    """CommonMark 4.6, 6.5: an autolink alone on its line begins no block of HTML, as a tag would."""
    alone = (Text(address, (), address),)
    report = normal(Report(body=(ListItem(0, True, 1, alone), Paragraph(alone), ListItem(0, content=alone))))
    assert write(*report.body) == f"1. <{address}>\n\n<{address}>\n\n- <{address}>\n"
    laws.round_trip(FORMAT, report)


def test_an_address_that_holds_a_reference_to_a_character_is_no_autolink(write):
    """CommonMark 6.5: some programs read `&amp;` in one as `&`, some do not."""
    address = "https://example.org/?a&amp;b"
    report = normal(Report(body=(paragraph(Text(address, (), address)),)))
    assert (
        write(*report.body)
        == f"[https\\://example.org/?a\\&amp;b](<{address.replace('&', chr(92) + '&')}>)\n"
    )
    laws.round_trip(FORMAT, report)
    plain = "https://example.org/?a=1&b=2"
    assert write(paragraph(Text(plain, (), plain))) == f"<{plain}>\n"
