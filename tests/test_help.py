"""What a user of the library sees in `help()`: real types in words, without an import of other libraries."""

from __future__ import annotations

import inspect
import pydoc
import subprocess
import sys
from typing import get_type_hints

import pytest

import gireport
from gireport.version import __version__

CALLABLE = sorted(
    name
    for name in gireport.__all__
    if inspect.isfunction(getattr(gireport, name)) or inspect.isclass(getattr(gireport, name))
)
SOURCE = (
    "bytes", "bytearray", "memoryview", "str", "os.PathLike[str]", "IO[bytes]",
    "docx.document.Document", "odf.opendocument.OpenDocument", "bs4.element.Tag",
)  # fmt: skip


def test_the_version_is_an_attribute_of_the_package():
    assert gireport.__version__ == __version__
    assert f"VERSION\n    {__version__}" in pydoc.plain(pydoc.render_doc(gireport))


@pytest.mark.parametrize("name", CALLABLE)
def test_every_public_name_has_types_that_can_be_resolved(name):
    one = getattr(gireport, name)
    get_type_hints(one)
    get_type_hints(one.__init__ if inspect.isclass(one) else one)


@pytest.mark.parametrize("name", CALLABLE)
def test_help_holds_the_types_in_words_and_no_name_in_quotes(name):
    signature = inspect.signature(getattr(gireport, name))
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        assert not isinstance(parameter.annotation, str), parameter
    assert not isinstance(signature.return_annotation, str)


@pytest.mark.parametrize("verb", ["read", "convert"])
def test_help_says_all_that_may_be_read(verb):
    text = pydoc.plain(pydoc.render_doc(getattr(gireport, verb)))
    assert all(one in text for one in SOURCE)
    assert "LibraryDocument" not in text


def test_help_and_type_hints_import_no_other_library():
    code = (
        "import gireport, pydoc, sys, typing\n"
        "pydoc.render_doc(gireport.read); typing.get_type_hints(gireport.read)\n"
        "print(*sorted({'docx', 'odf', 'bs4'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.split() == []
