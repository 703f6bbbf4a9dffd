"""The prose of a report, read: words, clauses, statements, lists. `statements` says what is read and what is not.

The vocabulary is in `words.json`; which rows of the tables a statement is held against, in `claims.json`.
"""

from __future__ import annotations

from .clauses import Clause, flat, sentences_of
from .lexer import Lexer, Token, plain
from .lists import Division, broken_lists
from .state import Statement
from .statements import Reader

__all__ = [
    "Clause",
    "Division",
    "Lexer",
    "Reader",
    "Statement",
    "Token",
    "broken_lists",
    "flat",
    "plain",
    "sentences_of",
]
