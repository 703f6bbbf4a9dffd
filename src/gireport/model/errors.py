"""The root of gireport's error tree, and the errors that the model itself raises.

`gireport.errors` draws the whole tree. The root stands here because the model imports nothing of ours.
"""

from .messages import Language, Message, message

_SOURCES = {
    "<stdin>": message("common.standard-input"),
    "<stdout>": message("common.standard-output"),
    "the reference document": message("common.reference-document"),
}
"""`source` of an error that is not the name of a file → its words; programs get the source as it is."""


class GireportError(Exception):
    """Anything that gireport refuses: what is wrong, where, in which file, and what to do about it.

    `cause` is a message of the catalogue, or one sentence without a full stop that stands for both languages.
    `hint` says what to do; by default it is the message's own. `where` is a place in the input, `source` the
    file's name, which the outermost function fills in. `code` is by default that of the class;
    `docs/errors.md` lists them. The attributes `cause` and `hint` are English; `message` gives either
    language.
    """

    exit_status = 3
    code = "error"
    """The name of the error for programs. It stays the same when the sentence changes."""

    def __init__(
        self,
        cause: str | Message,
        *,
        hint: str | Message = "",
        where: str = "",
        source: str = "",
        code: str = "",
    ) -> None:
        self._texts = (cause, hint)
        self._more_hints: tuple[Message, ...] = ()
        super().__init__(self._cause("en"))
        self.code = code or type(self).code
        self.where = where
        self.source = source

    @property
    def cause(self) -> str:
        """What is wrong, in English; a new text stands for both languages."""
        return self._cause("en")

    @cause.setter
    def cause(self, text: str) -> None:
        self._texts = (text, self._texts[1])

    @property
    def hint(self) -> str:
        """What to do, in English; a new text stands for both languages."""
        return self._hint("en")

    @hint.setter
    def hint(self, text: str) -> None:
        self._texts = (self._texts[0], text)

    @property
    def reason(self) -> str | Message:
        """The cause in both languages, to stand inside another message or as the detail of a loss."""
        return self._texts[0]

    def _cause(self, language: Language) -> str:
        cause = self._texts[0]
        return cause.text(language) if isinstance(cause, Message) else cause

    def _hint(self, language: Language) -> str:
        cause, hint = self._texts
        if isinstance(hint, Message):
            hint = hint.text(language)
        hint = hint or (cause.hint(language) if isinstance(cause, Message) else "")
        hints = (hint, *(one.text(language) for one in self._more_hints))
        return ("；" if language == "zh" else "; ").join(filter(None, hints))

    def add_hint(self, hint: Message) -> None:
        """Say `hint` after what the hint says already."""
        self._more_hints += (hint,)

    def message(self, language: Language = "en") -> str:
        """Return one line: the file, what is wrong, where, and what to do; a part that is not known is left
        out.
        """
        known = _SOURCES.get(self.source)
        source = known.text(language) if known else self.source
        if language == "zh":
            line = f"{source}：{self._cause('zh')}" if source else self._cause("zh")
            if self.where:
                from .places import place_in_words

                line += f"，位置：{place_in_words(self.where, 'zh')}"
            hint = self._hint("zh")
            line += f"（{hint}）" if hint else ""
        else:
            line = f"{source}: {self.cause}" if source else self.cause
            if self.where:
                line += f" at {self.where}"
            if self.hint:
                line += f" ({self.hint})"
        return " ".join(line.split())

    def __str__(self) -> str:
        """Return the message in English."""
        return self.message("en")


class ModelError(GireportError):
    """A value that no report can hold; `where` is its JSON path, such as `$.body[3].content[0].text`."""

    code = "model"


class LimitError(GireportError):
    """More than a limit allows: the input is refused before it costs memory or time."""

    code = "limit"
