"""A second `gireport serve --open` opens the page of the server that runs."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from serving import GIREPORT, serving


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


def test_a_port_of_another_program_is_an_error(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        other.settimeout(0)
        status, told, opened = open_again(other.getsockname()[1], tmp_path)
    assert (status, opened) == (2, "")
    assert "cannot listen at 127.0.0.1" in told
