"""The .docx reader: from the parts of a WordprocessingML package to a report."""

from .entry import read

__all__ = ["read"]
