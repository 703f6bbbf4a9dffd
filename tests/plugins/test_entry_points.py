"""Plugins are found by their files as `importlib.metadata` finds them."""

from __future__ import annotations

import pytest

from gireport.plugins import entry_points


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))

    def lay(folder, points, name="some-dist"):
        made = tmp_path / folder
        made.mkdir()
        (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.5\n\nName: no\n")
        (made / "entry_points.txt").write_text(points)

    return lay


def same() -> list[entry_points.EntryPoint]:
    """What is found, the same both ways."""
    by_files = entry_points._by_files()
    assert by_files is not None
    in_order = sorted(by_files, key=lambda one: (one.name, one.module))
    theirs = sorted(entry_points._by_metadata(), key=lambda one: (one.name, one.module))
    assert in_order == theirs
    return in_order


def test_what_is_installed_here_is_found_both_ways():
    assert {"text", "dask"} <= {one.name for one in same()}


def test_sections_comments_spaces_attributes_and_extras_are_read(place):
    place(
        "some_dist-1.5.dist-info",
        "[console_scripts]\ngireport2 = a:b\n\n[gireport]\n# a comment\nplain=mod_a\n"
        "with attribute = mod.b : thing.inner\nextra = mod_c:x [more]\n[other]\nno = mod_d\n",
    )
    found = {one.name: one for one in same()}
    assert found["plain"] == entry_points.EntryPoint("plain", "mod_a", "", "some-dist", "1.5")
    assert found["with attribute"].module == "mod.b"
    assert found["with attribute"].attribute == "thing.inner"
    assert found["extra"].attribute == "x"
    assert "no" not in found
    assert "gireport2" not in found


def test_of_two_distributions_of_one_name_the_first_counts(place):
    place("gireport_text-9.dist-info", "[gireport]\nmine = json\n", name="Gireport.Text")
    found = {one.name for one in same()}
    assert "mine" in found
    assert "text" not in found


def test_an_entry_point_loads_what_it_names():
    assert (
        entry_points.EntryPoint("x", "json", "decoder.JSONDecoder", "d", "1").load().__name__ == "JSONDecoder"
    )


def test_an_archive_among_the_places_is_looked_into_by_the_library(tmp_path, monkeypatch):
    (tmp_path / "some.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    monkeypatch.syspath_prepend(str(tmp_path / "some.zip"))
    assert entry_points._by_files() is None
    assert {"text", "dask"} <= {one.name for one in entry_points.find_entry_points()}


@pytest.mark.parametrize(
    ("source", "module", "attribute", "expected"),
    [
        ("def gireport_formats(): ...", "made_plugin", "", False),
        ("def gireport_steps(): ...", "made_plugin", "", True),
        ("from made_other import gireport_steps\ndef gireport_formats(): ...", "made_plugin", "", True),
        ("from made_other import *\ndef gireport_formats(): ...", "made_plugin", "", True),
        ("from made_other import  *\ndef gireport_formats(): ...", "made_plugin", "", True),
        ("from made_other import my_steps", "made_plugin", "", True),  # defines no hook itself
        ("@hookimpl(specname=NAME)\ndef gireport_formats(): ...", "made_plugin", "", True),
        ("globals().update(hooks)\ndef gireport_formats(): ...", "made_plugin", "", True),
        ("thing = 1", "made_plugin", "thing", True),  # the object may come from anywhere
        ("", "made_missing", "", True),
    ],
)
def test_a_plugin_may_have_steps_when_its_source_names_the_hook(
    tmp_path, monkeypatch, source, module, attribute, expected
):
    (tmp_path / "made_plugin.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    point = entry_points.EntryPoint("made", module, attribute, "made", "1")
    assert entry_points.may_have("gireport_steps", point) is expected


def test_a_plugin_in_a_package_is_looked_at_without_importing_it(tmp_path, monkeypatch):
    (tmp_path / "made_package").mkdir()
    (tmp_path / "made_package" / "__init__.py").write_text("raise ImportError('imported')")
    (tmp_path / "made_package" / "plugin.py").write_text("def gireport_steps(): ...")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert entry_points.may_have(
        "gireport_steps", entry_points.EntryPoint("made", "made_package.plugin", "", "made", "1")
    )
