"""The laws, for Markdown."""

from __future__ import annotations

from gireport.formats.markdown import FORMAT
from gireport.testing.contract import contract

TestMarkdown = contract(FORMAT)
