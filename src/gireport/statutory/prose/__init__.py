"""Reads the prose of a report: words, clauses, statements and lists.

`statements` says which clauses it reads.

The vocabulary is in `words.json`. `claims.json` says which rows of the tables a statement is compared with.
"""

from __future__ import annotations

from .clauses import Clause, flatten, sentences_of
from .lexer import Lexer, Token, plain
from .lists import BrokenList, broken_lists
from .state import Statement
from .statements import Reader

__all__ = [
    "BrokenList",
    "Clause",
    "Lexer",
    "Reader",
    "Statement",
    "Token",
    "broken_lists",
    "flatten",
    "plain",
    "sentences_of",
]
