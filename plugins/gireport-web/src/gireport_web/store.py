"""Where are the documents that editors work on? In memory, for an hour, under names that nobody can guess."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from gireport.losses import Loss
from gireport.model.messages import message

from .problems import problem
from .work import Correction, Document

SECONDS = 3600.0
"""Of a document's life, counted from the moment it was opened."""
MOST = 200
"""Documents that are held at a time."""
MOST_BYTES = 200 * 1024 * 1024
"""Of all documents together."""
MOST_CORRECTIONS = 2000
"""Of one document."""
_NAME_BYTES = 32


class Held(Struct):
    """A document with what could not be kept of it and the report of the year before, until `end` (seconds of
    the store's clock).
    """

    document: Document
    losses: tuple[Loss, ...]
    end: float
    previous: Document | None = None

    @property
    def size(self) -> int:
        """Bytes of both documents."""
        return len(self.document.data) + (len(self.previous.data) if self.previous else 0)


class Store:
    """Holds documents by name. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, Held] = {}

    def __len__(self) -> int:
        self.sweep()
        return len(self._held)

    def put(self, document: Document, losses: tuple[Loss, ...]) -> str:
        """Hold `document`; return its name, 256 random bits as text.

        Raises:
            Problem: as many are held as may be.
        """
        self.sweep()
        self._make_sure_of_room(len(document.data), len(self._held) + 1)
        name = secrets.token_urlsafe(_NAME_BYTES)
        self._held[name] = Held(document, losses, self._clock() + SECONDS)
        return name

    def get(self, name: str) -> Held:
        """Return the document called `name`.

        Raises:
            Problem: there is none, or its time is over.
        """
        self.sweep()
        held = self._held.get(name)
        if held is None:
            raise problem("no-document", message("web.no-document"))
        return held

    def set_previous(self, name: str, previous: Document | None) -> None:
        """Put the report of the year before beside the document `name`.

        Raises:
            Problem: there is no such document, or no room.
        """
        held = self.get(name)
        if previous is not None:
            self._make_sure_of_room(len(previous.data), len(self._held))
        held.previous = previous

    def correct(self, name: str, corrections: tuple[Correction, ...]) -> None:
        """Give the document `name` these `corrections` in the place of those that it has.

        Raises:
            Problem: there is no such document, or they are too many.
        """
        held = self.get(name)
        if len(corrections) > MOST_CORRECTIONS:
            raise problem("usage", message("web.many-corrections", most=MOST_CORRECTIONS))
        held.document = replace(held.document, corrections=corrections)

    def forget(self, name: str) -> None:
        """Let the document `name` go."""
        self._held.pop(name, None)

    def sweep(self) -> None:
        """Let the documents go whose time is over."""
        now = self._clock()
        for name in [name for name, held in self._held.items() if held.end <= now]:
            del self._held[name]

    def _make_sure_of_room(self, more: int, count: int) -> None:
        if count > MOST or sum(held.size for held in self._held.values()) + more > MOST_BYTES:
            raise problem("full", message("web.full"), 3, Retry_After="600")
