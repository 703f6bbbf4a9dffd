"""The interface for programs: the bytes and errors of the command line; what is refused; how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from serving import GIREPORT, Server, serving

import gireport
from gireport_web import openapi
from gireport_web.interface import ROUTES
from gireport_web.problems import STATUS, UNREADABLE
from support.bad import BAD

ROOT = Path(__file__).resolve().parents[3]
REPORT = ROOT / "fixtures" / "reports" / "2021.json"
PORTALS = sorted((ROOT / "fixtures" / "portal").rglob("*.html"))
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving("--workers", "1") as found:
        yield found


class Named(io.BytesIO):
    """Bytes with a name."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(data)
        self.name = name


def by_command_line(data: bytes, name: str, to: str) -> tuple[bytes, str]:
    """What `gireport convert` makes of a file: its bytes, or the code and the line of its error."""
    out = io.BytesIO()
    try:
        gireport.convert(Named(data, name), out, to_format=to)
    except gireport.GireportError as error:
        return b"", f"{error.code} {error.message('zh')}"
    return out.getvalue(), ""


def by_server(server: Server, data: bytes, name: str, to: str) -> tuple[bytes, str]:
    answer = server.post("/api/convert", {"file": (name, data)}, to=to)
    if answer.status == 200:
        return answer.body, ""
    problem = json.loads(answer.body)
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status
    return b"", f"{problem['code']} {problem['detail']}"


def files_to_convert() -> list[Path]:
    kinds = {".docx", ".odt", ".html", ".htm"}
    return sorted(one for one in CORPUS.rglob("*") if one.suffix.lower() in kinds) if CORPUS.is_dir() else []


def test_a_conversion_has_the_bytes_of_the_command_line(server: Server) -> None:
    for path in (REPORT, *PORTALS[:4], *files_to_convert()[::40]):
        data = path.read_bytes()
        for to in ("docx", "html"):
            assert by_server(server, data, path.name, to) == by_command_line(data, path.name, to), path.name


@pytest.mark.deep
def test_every_file_of_the_corpus_has_the_bytes_and_errors_of_the_command_line(server: Server) -> None:
    files = files_to_convert()
    if not files:
        pytest.skip("../shared/corpus is not there")
    for path in files:
        data = path.read_bytes()
        assert by_server(server, data, path.name, "docx") == by_command_line(data, path.name, "docx"), path


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_one_clear_sentence_and_the_server_lives(server: Server, name: str) -> None:
    file_name, data, _ = BAD[name]
    found = by_server(server, data, file_name, "json")
    assert found == by_command_line(data, file_name, "json")
    assert "\n" not in found[1]
    assert server.ask("/healthz").status == 200


def test_findings_figures_and_comparisons_are_those_of_the_command_line(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(REPORT.read_bytes())
    (tmp_path / "b.json").write_bytes(REPORT.with_name("2019.json").read_bytes())
    a, b = [(name, (tmp_path / name).read_bytes()) for name in ("a.json", "b.json")]

    def line(*arguments: str) -> bytes:
        command = [GIREPORT, "--lang", "en", *arguments]
        return subprocess.run(command, capture_output=True, cwd=tmp_path, check=False).stdout

    answer = server.post("/api/check?lang=en", {"file": b, "previous": a})
    assert answer.body.strip() == line("check", "b.json", "--previous", "a.json", "--format", "json").strip()
    answer = server.post("/api/compare", {"a": a, "b": b})
    assert answer.body.strip() == line("compare", "a.json", "b.json", "--format", "json").strip()
    for to in ("csv", "jsonl"):
        assert server.post("/api/figures", {"file": a}, to=to).body == line("data", "a.json", "--to", to)
    assert server.post("/api/figures", {"file": a}, bom="true").body[:3] == b"\xef\xbb\xbf"


def test_the_description_has_each_route_and_the_answers_hold_to_it(server: Server) -> None:
    described = json.loads(server.ask("/api").body)
    assert described["openapi"].startswith("3.1")
    assert {one.path for one in ROUTES} - {"/api"} == set(described["paths"])
    assert set(openapi.OPERATIONS) == set(described["paths"])
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert references <= set(described["components"]["schemas"])

    def holds(body: bytes, name: str) -> None:
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        jsonschema.validate(json.loads(body), schema)

    file = ("a.json", REPORT.read_bytes())
    holds(server.ask("/healthz").body, "Health")
    holds(server.ask("/api/formats").body, "FormatList")
    holds(server.post("/api/check", {"file": file}).body, "Findings")
    holds(server.post("/api/compare", {"a": file, "b": file}).body, "Comparison")
    holds(server.post("/api/check", {}).body, "ProblemDocument")


# --- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "evil.example:80"}, 421),
        ({"Host": "localhost:1"}, 200),
        ({"Host": "192.0.2.7"}, 200),
        ({"Host": "[::1]:9"}, 200),
    ],
)
def test_a_request_to_another_name_is_refused(server: Server, headers: dict[str, str], status: int) -> None:
    assert server.ask("/healthz", **headers).status == status


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_another_site_cannot_post(server: Server, headers: dict[str, str]) -> None:
    file = ("a.json", REPORT.read_bytes())
    for path in ("/api/check", "/documents"):
        answer = server.post(path, {"file": file}, headers=headers)
        assert (answer.status, json.loads(answer.body)["code"]) == (403, "origin")


def test_every_answer_has_the_headers_that_keep_it_safe(server: Server) -> None:
    for path in ("/", "/static/main.js", "/healthz", "/nothing", "/static/../app.py"):
        headers = server.ask(path).headers
        assert "script-src 'self'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"], path
        assert headers["x-content-type-options"] == "nosniff", path
    file = ("a.json", REPORT.read_bytes())
    name = json.loads(server.post("/documents", {"file": file}).body)["id"]
    assert server.ask(f"/documents/{name}/report").headers["content-security-policy"].startswith("sandbox")
    assert "attachment" in server.ask(f"/documents/{name}/file?to=html").headers["content-disposition"]


def test_what_the_page_loads_is_all_its_own() -> None:
    folder = ROOT / "plugins/gireport-web/src/gireport_web/static"
    for path in folder.iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z]", re.sub(r"^\s*//.*$", "", text, flags=re.M)), path.name
        assert "innerHTML" not in text, path.name


def test_an_upload_above_the_limit_is_refused_and_no_byte_of_it_is_needed(server: Server) -> None:
    host, _, port = server.address.removeprefix("http://").strip("/").partition(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            b"POST /api/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n"
            b"Content-Type: multipart/form-data; boundary=x\r\n\r\n"
        )
        assert b" 413 " in connection.recv(2000)


def test_a_token_is_asked_for_where_one_is_set() -> None:
    with serving("--workers", "1", "--token", "s3cret") as server:
        assert server.ask("/healthz").status == 200
        assert server.ask("/").status == 401
        assert server.ask("/api/formats", Authorization="Bearer wrong").status == 401
        assert server.ask("/api/formats", Authorization="Bearer s3cret").status == 200
        assert server.ask("/", Cookie="gireport-token=s3cret").status == 200
        assert server.ask("/?token=wrong").status == 401


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_it_does_not_serve_the_network_without_a_token(host: str) -> None:
    done = subprocess.run(
        [GIREPORT, "--lang", "en", "serve", "--host", host, "--port", "0"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        f"gireport: at {host}, everybody in the network could use the server"
        " (set a token with --token, or use --trust-network if everybody there may use it)\n"
    )


def test_a_port_in_use_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [GIREPORT, "serve", "--port", port], capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert port in done.stderr
    assert done.stderr.count("\n") == 1


# --- documents that are held -------------------------------------------------------------------------------


def test_a_document_is_held_corrected_downloaded_and_let_go(server: Server) -> None:
    report = gireport.read(REPORT)
    figure = gireport.figures(report)[0]
    view = json.loads(server.post("/documents", {"file": ("a.docx", gireport.write(report, "docx"))}).body)
    at = f"/documents/{view['id']}"
    body = json.dumps({"cell": figure.cell, "text": "99"}).encode()
    changed = json.loads(server.ask(f"{at}/corrections", "POST", body).body)
    assert changed["corrections"] == [
        {"cell": figure.cell, "path": list(figure.path), "before": figure.raw.strip(), "after": "99"}
    ]
    found = gireport.read(server.ask(f"{at}/file?to=odt").body, "odt")
    assert [one.key for one in gireport.figures(found) if one.raw == "99"] == [figure.key]
    assert server.ask(f"{at}/file?to=csv").body.startswith(b"\xef\xbb\xbf")
    back = json.loads(server.ask(f"{at}/corrections/last", "DELETE").body)
    assert (back["corrections"], back["findings"]) == ([], view["findings"])
    for wrong in (
        b"",
        b"{",
        b'{"cell": "9 r9 c9", "text": "1"}',
        b'{"cell": "1 r3 c2", "text": "many"}',
        b"x" * 9999,
    ):
        assert server.ask(f"{at}/corrections", "POST", wrong).status in (400, 413)
    assert json.loads(server.ask(at).body)["corrections"] == []
    assert server.ask(at, "DELETE").status == 204
    assert json.loads(server.ask(at).body)["code"] == "no-document"


# --- how it ends -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("busy", [False, True])
def test_it_ends_within_two_seconds_and_leaves_no_process(busy: bool) -> None:
    with serving("--workers", "2") as server:
        file = ("a.json", REPORT.read_bytes())
        assert server.post("/api/check", {"file": file}).status == 200
        children = _children(server.process.pid)
        assert children
        if busy:
            long = "<!DOCTYPE html><html><body>" + "<table><tr><td>1</td></tr></table>" * 30_000
            work = threading.Thread(target=_post_and_forget, args=(server, ("a.html", long.encode())))
            work.start()
            time.sleep(0.5)
        start = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(10)
        assert time.monotonic() - start < 2
        if busy:
            work.join()
        time.sleep(0.2)
        assert not [one for one in children if os.path.exists(f"/proc/{one}/cmdline") and _runs(one)]
        assert server.process.stderr is not None
        assert server.process.stderr.read() == ""  # nothing of a document is logged


def _post_and_forget(server: Server, file: tuple[str, bytes]) -> None:
    with suppress(OSError):  # the server ends meanwhile
        server.post("/api/convert", {"file": file}, to="docx")


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task").glob("*/children")
    if not Path("/proc/self/task").is_dir():
        pytest.skip("no /proc here")
    return [int(one) for file in found for one in file.read_text().split()]


def _runs(process: int) -> bool:
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


# --- the documentation -------------------------------------------------------------------------------------


def test_the_readme_lists_the_status_of_each_code() -> None:
    text = (ROOT / "plugins/gireport-web/README.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.*?) \| (\d+) \|", text, re.M)
    listed = {code: int(status) for codes, status in rows for code in re.findall(r"`([\w-]+)`", codes)}
    assert listed == {code: status for code, status in STATUS.items() if status != UNREADABLE}


def test_the_examples_of_the_readme_run(server: Server, tmp_path: Path) -> None:
    text = (ROOT / "plugins/gireport-web/README.md").read_text("utf-8")
    commands = re.findall(r"^curl .*(?:\\\n.*)*", text, re.M)
    assert len(commands) >= 5
    for name in ("report.docx", "last-year.docx", "old.docx", "new.docx"):
        (tmp_path / name).write_bytes(gireport.write(gireport.read(REPORT), "docx"))
    for command in commands:
        line = command.replace("http://127.0.0.1:8765/", server.address).replace("\\\n", " ")
        done: Any = subprocess.run(
            ["bash", "-c", f"{line} --fail-with-body -s -S"],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=False,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr)
    assert (tmp_path / "report.html").stat().st_size > 1000
