"""Metadata: core, custom and application properties."""

from __future__ import annotations

import io

import docx

from gireport.formats.docx.names import CUSTOM_NS
from gireport.model import Meta


def custom(document) -> dict[str, str]:
    root = document.xml("docProps/custom.xml")
    return {each.get("name"): each[0].text for each in root.iterfind(f"{{{CUSTOM_NS}}}property")}


def test_fields_with_a_core_property_are_written_there(written):
    meta = Meta(
        title="报告",
        keywords=("公开", "年报"),
        description="说明",
        language="en",
        extra={"creator": "甲", "subject": "乙", "category": "丙"},
    )
    document = written(meta=meta)
    properties = docx.Document(io.BytesIO(document.data)).core_properties
    assert properties.title == "报告"
    assert properties.keywords == "公开, 年报"
    assert properties.comments == "说明"
    assert properties.language == "en"
    assert (properties.author, properties.subject, properties.category) == ("甲", "乙", "丙")
    assert "docProps/custom.xml" not in document.members


def test_other_fields_are_custom_properties(written):
    meta = Meta(organ="县政府", year=2023, document_number="〔2024〕3号", extra={"有效性": "有 效"})
    assert custom(written(meta=meta)) == {
        "gireport.organ": "县政府",
        "gireport.year": "2023",
        "gireport.document_number": "〔2024〕3号",
        "有效性": "有 效",
    }


def test_keys_that_collide_with_other_properties_get_a_prefix(written):
    meta = Meta(
        organ="县政府", extra={"gireport.organ": "1", "GIREPORT.x": "2", "A": "3", "a": "4", "Creator": "5"}
    )
    assert custom(written(meta=meta)) == {
        "gireport.organ": "县政府",
        "gireport.extra.gireport.organ": "1",
        "gireport.extra.GIREPORT.x": "2",
        "A": "3",
        "gireport.extra.a": "4",
        "gireport.extra.Creator": "5",
    }


def test_the_language_is_stated_and_no_time_is(written):
    core = written().members["docProps/core.xml"]
    assert b"<dc:language>zh-CN</dc:language>" in core
    assert b"dcterms" not in core


def test_properties_have_numbers_from_two(written):
    """ECMA-376 part 1, 22.3.2.2."""
    root = written(meta=Meta(organ="甲", extra={"x": "y"})).xml("docProps/custom.xml")
    assert [each.get("pid") for each in root] == ["2", "3"]
