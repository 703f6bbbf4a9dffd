"""What does `gireport serve` do? It opens the port, says where the page is, and serves until it is ended."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import webbrowser
from collections.abc import Collection

import click
import uvicorn

from gireport.cli.language import text
from gireport.cli.terminal import tell
from gireport.cli.translated import command, option
from gireport.errors import UsageError
from gireport.model.messages import message
from gireport.safe.reasons import reason_of

from .app import application
from .pool import Pool
from .running import runs_at

_GRACE = 1
"""Seconds that requests at work have when the server is stopped."""
_MOST_WORKERS = 64


def load() -> click.Command:
    """Return the command `serve`."""
    return serve


@command("serve", text_key="web.help")
@option("--host", default="127.0.0.1", metavar="ADDRESS", help="web.help-host")
@option("--port", default=8765, type=click.IntRange(0, 65535), metavar="N", help="web.help-port")
@option("--open", "opens", is_flag=True, help="web.help-open")
@option(
    "--workers", default=None, type=click.IntRange(1, _MOST_WORKERS), metavar="N", help="web.help-workers"
)
@option("--token", default="", metavar="TEXT", help="web.help-token")
@option("--trust-network", is_flag=True, help="web.help-trust-network")
@option("--name", "names", multiple=True, metavar="NAME", help="web.help-name")
@click.pass_context
def serve(
    ctx: click.Context,
    host: str,
    port: int,
    opens: bool,
    workers: int | None,
    token: str,
    trust_network: bool,
    names: tuple[str, ...],
) -> int:
    """Serve the page for editors and the interface for programs; `web.help` has the words."""
    if not (_is_loopback(host) or token or trust_network):
        raise UsageError(message("web.open-to-all", host=host))
    try:
        listener = _listener(host, port)
    except UsageError:
        # The icon of an editor was double-clicked once more. The token goes to no program that is not ours.
        address = f"http://{_in_address(host)}:{port}/"
        if not (opens and runs_at(_in_address(host).strip("[]"), port)):
            raise
        tell(text("web.runs-already", address=address))
        webbrowser.open(address)
        return 0
    address = f"http://{_in_address(host)}:{listener.getsockname()[1]}/"

    def ready() -> None:
        tell(text("web.ready", address=address))
        if opens:
            webbrowser.open(f"{address}?token={token}" if token else address)

    pool = Pool(workers or os.cpu_count() or 1, ctx.obj["registry"].switched_off)
    app = application(pool, _names(host, names), token, ready)
    # uvicorn says what is asked for, with names of documents in it; nothing of a document is logged.
    logger = logging.getLogger("uvicorn")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
        proxy_headers=False,
        ws="none",
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        tell(text("web.stopped"))
    return 0


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _in_address(host: str) -> str:
    """`host` as it stands in the address of the page: an address for all interfaces leads nowhere."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)  # noqa: S104
    return f"[{name}]" if ":" in name else name


def _names(host: str, more: Collection[str]) -> set[str]:
    """The host names by which the server is called."""
    return {host, socket.gethostname(), socket.getfqdn(), *more} - {""}


def _listener(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Raises:
        UsageError: the port is in use, or the address is not one of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
        if os.name == "posix":
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(128)
    except OSError as error:
        cause = message("web.no-port", host=host, port=port, reason=reason_of(error))
        raise UsageError(cause) from None
    return found
