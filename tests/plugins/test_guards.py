"""A function of a plugin is guarded when it runs: what it gives, and what it raises."""

from __future__ import annotations

from msgspec.structs import replace

from gireport.hooks import Format
from gireport.losses import Losses
from gireport.model import Paragraph, Report, Text
from gireport.plugins.guards import guarded_format

FORMAT = Format(
    "mine", "Mine", (".mine",), ("text/x-mine",), bool, None, lambda report, losses: b"", frozenset()
)


def test_what_a_plugin_s_reader_gives_is_put_in_normal_form():
    loose = Report(body=(Paragraph((Text("a"), Text("b"))),))
    format_ = guarded_format(replace(FORMAT, reader=lambda data, losses: loose), "p")
    assert format_.reader(b"", Losses()).body == (Paragraph((Text("ab"),)),)
