"""A server for the tests: `gireport serve` as a process of its own, on a free port."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

GIREPORT = str(Path(sys.executable).with_name("gireport"))


class Answer(NamedTuple):
    """What a request was answered with."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(NamedTuple):
    """A server that runs: its address (ends with /) and its process."""

    address: str
    process: subprocess.Popen[str]

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Send one request."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path.lstrip("/"), body, named, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def post(self, path: str, files: Mapping[str, tuple[str, bytes]], **fields: Any) -> Answer:
        """Post a form; `files` are the name and bytes of a file for each field."""
        headers = fields.pop("headers", {})
        kind, body = form(files, fields)
        return self.ask(path, "POST", body, Content_Type=kind, **headers)


def form(files: Mapping[str, tuple[str, bytes]], fields: Mapping[str, str]) -> tuple[str, bytes]:
    """Return the media type and the bytes of a form."""
    mark = uuid.uuid4().hex
    parts = []
    for name, value in fields.items():
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    for name, (file_name, data) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n\r\n'
        parts.append(head.encode() + data + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join(parts) + f"--{mark}--\r\n".encode()


@contextmanager
def serving(*options: str) -> Iterator[Server]:
    """Run a server; it is stopped at the end."""
    environment = {**os.environ, "GIREPORT_LANG": "en"}
    process = subprocess.Popen(
        [GIREPORT, "serve", "--port", "0", *options], stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        assert "http://" in line, line + process.stderr.read()
        yield Server("http://" + line.split("http://")[1].split()[0], process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        process.stderr.close()
