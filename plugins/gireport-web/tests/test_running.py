"""A second `gireport serve --open` opens the page of the server that runs."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import GIREPORT, serving

from gireport_web.running import runs_at


def open_again(port: int, folder: Path) -> tuple[int, str, str]:
    """Exit status, standard error, and the address that the browser was given."""
    browser = folder / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {folder}/opened\n')
    browser.chmod(0o755)
    environment = {**os.environ, "GIREPORT_LANG": "en", "BROWSER": f"{browser} %s"}
    command = [GIREPORT, "serve", "--open", "--token", "secret", "--port", str(port)]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60, cwd=folder
    )
    opened = folder / "opened"
    return done.returncode, done.stderr, opened.read_text().strip() if opened.exists() else ""


def test_the_page_of_the_server_that_runs_is_opened_without_the_token(tmp_path):
    with serving("--workers", "1") as server:
        status, told, opened = open_again(urlsplit(server.address).port or 0, tmp_path)
    assert (status, opened) == (0, server.address)
    assert told == f"gireport: it runs already; opening {server.address}\n"


@contextmanager
def program(answer: bytes, slowly: bytes = b"") -> Iterator[int]:
    """The port of a program that answers with `answer` at once, then with `slowly`, 20 bytes a second."""

    def serve() -> None:
        with suppress(OSError):
            peer, _ = listener.accept()
            with peer:
                peer.recv(4096)
                peer.sendall(answer)
                for byte in slowly:
                    peer.sendall(bytes([byte]))
                    time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
    thread.join(5)


OK = b"HTTP/1.0 200 OK\r\n\r\n"


@pytest.mark.parametrize("answer", [OK + b"[" * 4000, OK + b"[]", OK + b'{"status": 1}', b"SSH-2.0\r\n", b""])
def test_what_another_program_answers_is_not_of_gireport(answer):
    with program(answer) as port:
        assert runs_at("127.0.0.1", port) is False


@pytest.mark.parametrize(
    "answer", [OK, b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", b"HTTP/1.0 200 OK\r\nX: "]
)
def test_a_program_that_answers_byte_after_byte_is_not_waited_for(answer):
    with program(answer, slowly=b" " * 200) as port:
        start = time.monotonic()
        assert runs_at("127.0.0.1", port, seconds=0.5) is False
        assert time.monotonic() - start < 3


def test_a_port_of_another_program_is_an_error(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0)
        status, told, opened = open_again(other.getsockname()[1], tmp_path)
    assert (status, opened) == (2, "")
    assert "cannot listen at 127.0.0.1" in told
