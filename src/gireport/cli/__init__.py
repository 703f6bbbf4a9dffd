"""The command line: `gireport convert`, `inspect`, `formats`, `plugins`, `schema`."""

from .main import main

__all__ = ["main"]
