"""The guarded XML parser: no DTD, no entities, no network, no unbounded tree."""

from __future__ import annotations

import pytest

from gireport.errors import DamagedFileError, LimitError, UnsafeFileError
from gireport.limits import XML_TEXT
from gireport.losses import Losses
from gireport.safe import xml
from gireport.safe.sizes import xml_nodes
from gireport.safe.xml import parse


def test_elements_come_without_comments_and_instructions():
    root = parse(b"<?xml version='1.0'?><a><!-- c --><?p i?><b>t</b>u</a>", "part")
    assert [child.tag for child in root] == ["b"]
    assert root[0].tail == "u"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_a_declared_encoding_is_followed(encoding):
    name = "UTF-16" if encoding == "utf-16" else encoding
    data = f"<?xml version='1.0' encoding='{name}'?><a>政府𠀀</a>".encode(encoding)
    assert parse(data, "part").text == "政府𠀀"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "dtd", ["<!DOCTYPE a>", '<!DOCTYPE a [<!ENTITY x "y">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">']
)
def test_a_document_type_declaration_is_refused(dtd, encoding):
    text = f"<?xml version='1.0' encoding='{encoding}'?>{' ' * 5000}{dtd}<a/>"
    with pytest.raises(UnsafeFileError, match="has a document type declaration"):
        parse(text.encode(encoding), "word/x.xml")


def test_a_declaration_that_only_names_a_dtd_is_skipped_where_that_is_asked_for():
    assert (
        parse(b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "a.dtd"><a>b</a>', "part", bare_dtd=True).text == "b"
    )
    for subset in (b'<!DOCTYPE a [<!ENTITY x "y">]>', b'<!DOCTYPE a SYSTEM "a.dtd" [<!ENTITY x "y">]>'):
        with pytest.raises(UnsafeFileError):
            parse(subset + b"<a/>", "part", bare_dtd=True)
    with pytest.raises(DamagedFileError):
        parse(b'<!DOCTYPE a SYSTEM "a.dtd"><a>&x;</a>', "part", bare_dtd=True)


def test_an_entity_without_a_declaration_is_damage():
    with pytest.raises(DamagedFileError, match="not well-formed"):
        parse(b"<a>&who;</a>", "part")


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"<a></b>", b"plain", b"<a/><b/>", b"<a>\x00</a>", b"<a>\xff</a>"]
)
def test_what_is_not_well_formed_is_named_with_its_place(data):
    with pytest.raises(DamagedFileError, match=r"part is not well-formed XML") as caught:
        parse(data, "part")
    assert caught.value.where.startswith("line ")


def test_an_undeclared_prefix_is_forgiven_with_a_loss():
    """W37"""
    losses = Losses()
    root = parse(b"<a><b r:id='1'>text</b></a>", "part", losses)
    assert root[0].text == "text"
    assert [loss.code for loss in losses] == ["xml-repaired"]


def test_depth_is_limited():
    with pytest.raises(LimitError, match="deeper than 256"):
        parse(b"<a>" * 300 + b"</a>" * 300, "part")
    with pytest.raises(LimitError, match="deeper than 256"):
        parse(b"<a>" * 100_000, "part")
    assert parse(b"<a>" * 250 + b"</a>" * 250, "part") is not None


def test_nodes_and_bytes_are_limited(monkeypatch):
    monkeypatch.setattr(xml.limits, "XML_NODES", 100)
    with pytest.raises(LimitError, match="more than 100 tags"):
        parse(b"<a>" + b"<b/>" * 100 + b"</a>", "part")
    monkeypatch.setattr(xml.limits, "PART_BYTES", 50)
    with pytest.raises(LimitError, match="limit is 50"):
        parse(b"<a>" + b" " * 100 + b"</a>", "part")


def test_the_same_id_twice_is_no_damage():
    """O19"""
    losses = Losses()
    root = parse(b'<a><b xml:id="x">1</b><b xml:id="x">2</b><b xml:id="3 4"/></a>', "part", losses)
    assert [child.text for child in root] == ["1", "2", None]
    assert not list(losses)


def test_no_file_that_a_document_names_is_opened(tmp_path):
    """A file that would make the parse fail, were it read."""
    (tmp_path / "trap.dtd").write_text("not a dtd <<<")
    text = f'<?xml version="1.0"?><!--{" " * 5000}--><!DOCTYPE a SYSTEM "{(tmp_path / "trap.dtd").as_uri()}"><a/>'  # noqa: E501
    with pytest.raises(UnsafeFileError):
        parse(text.encode(), "part")


@pytest.mark.parametrize("wide", ["😀", "&#x1F600;"])
def test_text_counts_for_more_in_a_large_part_with_a_wide_character(wide):
    much = "<p>" + "a" * (9 * 2**20)
    assert xml_nodes(f"{much}{wide}</p>".encode()) > 1.5 * xml_nodes(f"{much}审</p>".encode())
    assert xml_nodes(f"<p>a{wide}</p>".encode()) == xml_nodes(b"<p>a</p>") == 2


@pytest.mark.parametrize(("start", "end"), [(b"<a>", b"</a>"), (b"<a b='", b"'/>"), (b"<a><!--", b"--></a>")])
def test_a_text_that_is_too_long_is_named_as_such_and_not_as_damage(start, end):
    with pytest.raises(LimitError, match="part has a text or an attribute of more than 10000000 bytes"):
        parse(start + b"x" * (XML_TEXT + 1000) + end, "part")
