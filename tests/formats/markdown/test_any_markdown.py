"""Markdown of any kind, put together from pieces of its syntax."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gireport.errors import GireportError
from gireport.formats.markdown import FORMAT
from gireport.losses import Losses
from gireport.model import encode, normal
from gireport.testing import laws

WORDS = [f"词{number:02}" for number in range(40)]
PIECES = (
    "# |## |===\n|---\n|- |1. |7) |* |> |    |```\n|~~~|`|**|*|_|~~|[|]|(|)|![|[^1]|[^1]: |[r]: |: |Table: |"
    "+---+---+\n|+===+===+\n|<u>|</u>|<div>|</div>|<p>|<table>|<td>|<tr>|</table>|<a id=x>|<br>|<!-- -->|&amp;|&#9;|"  # noqa: E501
    "\\|\n|\n\n|\n\n|\n    |  \n|\t| |　|\u00a0|{#i}|a|http://a.cn|<http://a.cn>|:--|"
)


@st.composite
def markdown(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A text, and the words that stand in it, each of them once."""
    pieces = draw(st.lists(st.sampled_from([*PIECES.split("|"), "|", "|", "| "]), max_size=40))
    words = iter(WORDS)
    text = "".join(piece + (next(words) if draw(st.booleans()) else "") for piece in pieces)
    return text, [word for word in WORDS if word in text]


@given(markdown())
def test_what_was_read_from_any_markdown_is_written_and_comes_back(given_):
    """Laws 1 and 8."""
    report = laws.only_our_errors(lambda data: FORMAT.reader(data, Losses()), given_[0].encode())
    if report is not None:
        laws.round_trip(FORMAT, report)


@given(markdown())
def test_every_word_is_in_the_report_or_under_a_loss(given_):
    """Law 5."""
    text, words = given_
    losses = Losses()
    try:
        report = FORMAT.reader(text.encode(), losses)
    except GireportError:
        return
    assert report == normal(report)
    kept = encode(report).decode() + " ".join(loss.detail for loss in losses)
    assert [word for word in words if word not in kept] == []
