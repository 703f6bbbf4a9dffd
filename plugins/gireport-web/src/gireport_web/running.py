"""Does a server of gireport answer at an address already?"""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer

_SECONDS = 5.0
"""How long the whole answer may take."""
_MOST_BYTES = 4096


def runs_at(host: str, port: int, seconds: float = _SECONDS) -> bool:
    """Whether gireport answers `GET /healthz` at `host` (an address without brackets) and `port`, within
    `seconds`.
    """
    connection = http.client.HTTPConnection(host, port, timeout=seconds)
    try:
        connection.connect()
        with _deadline(connection.sock, seconds):
            connection.request("GET", "/healthz")
            state = json.loads(connection.getresponse().read(_MOST_BYTES))
    except (OSError, http.client.HTTPException, ValueError, RecursionError):
        return False
    finally:
        connection.close()
    return isinstance(state, dict) and {"status", "workers", "documents"} <= state.keys()


@contextmanager
def _deadline(connection: socket.socket, seconds: float) -> Iterator[None]:
    """End the connection after `seconds`.

    The time limit of a socket is that of one read, so a peer that sends a byte now and then never exceeds it.
    """

    def end() -> None:
        with suppress(OSError):  # it is closed already
            connection.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
