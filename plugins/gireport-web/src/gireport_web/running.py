"""Does a server of gireport answer at an address already?"""

from __future__ import annotations

import http.client
import json

_SECONDS = 5.0
_MOST_BYTES = 4096


def runs_at(host: str, port: int) -> bool:
    """Whether gireport answers `GET /healthz` at `host` (an address without brackets) and `port`."""
    connection = http.client.HTTPConnection(host, port, timeout=_SECONDS)
    try:
        connection.request("GET", "/healthz")
        state = json.loads(connection.getresponse().read(_MOST_BYTES))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(state, dict) and {"status", "workers", "documents"} <= state.keys()
