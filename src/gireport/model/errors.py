"""The root of gireport's error tree, and the errors that the model itself raises.

The whole tree is drawn in `gireport.errors`; it starts here because the model imports nothing of ours.
"""

from __future__ import annotations


class GireportError(Exception):
    """Anything that gireport refuses: what is wrong, where, and what to do about it.

    `cause` is one sentence without a full stop, `hint` says what to do (may be empty), `where` is a place
    in the input (may be empty), `source` is the file's name, which the edge fills in. `code` is by default that of
    the class; `docs/errors.md` lists them.
    """

    exit_status = 3
    code = "error"
    """What programs know the error by: it stays the same where its sentence is worded otherwise."""

    def __init__(
        self, cause: str, *, hint: str = "", where: str = "", source: str = "", code: str = ""
    ) -> None:
        super().__init__(cause)
        self.code = code or type(self).code
        self.cause = cause
        self.hint = hint
        self.where = where
        self.source = source

    def __str__(self) -> str:
        """One line: `FILE: cause at WHERE (hint)`, without the parts that are not known."""
        line = f"{self.source}: {self.cause}" if self.source else self.cause
        if self.where:
            line += f" at {self.where}"
        if self.hint:
            line += f" ({self.hint})"
        return " ".join(line.split())


class ModelError(GireportError):
    """A value that no report can hold; `where` is its JSON path, such as `$.body[3].content[0].text`."""

    code = "model"


class LimitError(GireportError):
    """More than a limit allows: the input is refused before it costs memory or time."""

    code = "limit"
