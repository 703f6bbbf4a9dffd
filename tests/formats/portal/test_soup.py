"""The BeautifulSoup document of a page."""

from __future__ import annotations

import gireport
from gireport.losses import Losses
from gireport.model.walk import inline_text
from support import sites

ZOOM = sites.BY_NAME["zoom"]


LINE = "本机关认真贯彻落实条例，全年主动公开政府信息八十六条，未发生泄密事件。"


LINES = "".join(f"<p>{number}、{LINE}</p>" for number in range(6))


def read(inner, site=ZOOM, **options):
    """The report in a page whose article is `inner`, and its losses by code."""
    losses = Losses()
    data = inner if isinstance(inner, bytes) else sites.page(site, inner, **options)
    return gireport.read(data, "portal", losses=losses), {loss.code: loss for loss in losses}


def test_exact_text_comes_through_the_search():
    """Kept spaces, signs and elements of raw text come through the search unchanged."""
    inner = f"{LINES}<pre>\n\n甲   乙</pre><p>&lt;b&gt; &amp;amp; “'\"</p><p title='\"&lt;'>　　丙<span style='white-space:pre'>   </span>丁</p><xmp>a & <i></xmp>"  # noqa: E501
    report, _ = read(inner)
    lines = [inline_text(block.content) for block in report.body[-4:]]
    assert lines == ["\n甲   乙", "<b> &amp; “'\"", "　　丙   丁", "a & <i>"]
