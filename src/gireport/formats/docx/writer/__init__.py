"""The .docx writer: from a report to the bytes of a WordprocessingML package."""

from .entry import write

__all__ = ["write"]
