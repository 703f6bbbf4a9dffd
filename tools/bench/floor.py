"""The floor of a conversion in Python: start the interpreter, unzip, let lxml parse; nothing is written."""

import sys
import zipfile

from lxml import etree

PARTS = {"docx": "word/document.xml", "odt": "content.xml"}


def parse(file: object, source: str) -> "etree._Element":
    """The tree of the main part of a package of the format `source`."""
    with zipfile.ZipFile(file) as package:
        return etree.fromstring(package.read(PARTS[source]), etree.XMLParser(huge_tree=True))


if __name__ == "__main__":
    parse(sys.argv[2], sys.argv[1])
