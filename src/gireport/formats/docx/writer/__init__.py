"""The docx writer."""

from .document import write

__all__ = ["write"]
