"""gireport as on Windows, simulated: `support/windows/sitecustomize.py` says what is.

No Windows machine runs these tests. `docs/windows.md` lists every place that asks which system it is on.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gireport.batching import inputs
from gireport.errors import WriteError
from gireport.safe.output import write_file
from gireport.safe.reasons import reason_of

ROOT = Path(__file__).resolve().parents[1]
REPORT = ROOT / "fixtures" / "reports" / "2021.json"
GIREPORT = str(Path(sys.executable).with_name("gireport"))
POSIX_ONLY = frozenset({"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"})
ASKS = re.compile(
    r"sys\.platform|os\.name|(?:has|get)attr\((?:os|signal|subprocess|os\.path), \"|winerror|# Windows only"
)
"""How code asks which system it is on, or what that has."""


def sources() -> Iterator[Path]:
    yield from (ROOT / "src").rglob("*.py")
    yield from ROOT.glob("plugins/*/src/**/*.py")


# --- what the code says -------------------------------------------------------------------------------


def is_guard(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "sys.platform" in ast.unparse(node.test)


def unguarded(node: ast.AST) -> Iterator[str]:
    """The modules of POSIX systems alone that are imported outside of `if sys.platform …`."""
    if is_guard(node):
        return
    if isinstance(node, ast.Import):
        yield from POSIX_ONLY & {name.name.partition(".")[0] for name in node.names}
    if isinstance(node, ast.ImportFrom) and not node.level:
        yield from POSIX_ONLY & {(node.module or "").partition(".")[0]}
    for child in ast.iter_child_nodes(node):
        yield from unguarded(child)


def test_no_module_of_posix_systems_alone_is_imported_unguarded():
    found = {}
    for path in sources():
        text = path.read_text("utf-8")
        if any(f"import {name}" in text or f"from {name}" in text for name in POSIX_ONLY):
            found[path.relative_to(ROOT).as_posix()] = [*unguarded(ast.parse(text))]
    assert found
    assert {path: names for path, names in found.items() if names} == {}


def test_an_unguarded_import_is_found():
    assert [*unguarded(ast.parse("def f():\n    import fcntl\n"))] == ["fcntl"]
    assert [*unguarded(ast.parse("from pwd import getpwnam\n"))] == ["pwd"]
    assert [*unguarded(ast.parse("if sys.platform != 'win32':\n    import fcntl\n"))] == []


def test_the_page_names_every_module_that_asks_which_system_it_is_on():
    asking = {path.relative_to(ROOT).as_posix() for path in sources() if ASKS.search(path.read_text("utf-8"))}
    rows = re.findall(r"^\| `([\w/.-]+\.py)`", (ROOT / "docs" / "windows.md").read_text("utf-8"), re.M)
    named = {row if row.startswith("plugins/") else f"src/gireport/{row}" for row in rows}
    assert named == asking


def test_the_tests_that_the_page_names_are_there():
    page = (ROOT / "docs" / "windows.md").read_text("utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py|plugins/[\w/-]+/test_\w+\.py)`", page))
    assert named
    assert [path for path in sorted(named) if not (ROOT / path).is_file()] == []


# --- parts --------------------------------------------------------------------------------------------


class SystemOf:
    """A module with another value of one attribute, for the code of one module alone."""

    def __init__(self, module: object, **values: object) -> None:
        self._module = module
        self.__dict__.update(values)

    def __getattr__(self, name: str) -> object:
        return getattr(self._module, name)


def test_names_in_an_archive_stay_in_the_output_folder(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("2024:a.docx", "nul.docx", "..\\..\\b.docx", "folder/c.docx", "folder/c?.docx"):
            archive.writestr(name, b"")
    names = [f"zip://{what}::{tmp_path / 'a.zip'}" for what in ("*.docx", "folder")]
    monkeypatch.setattr(inputs, "os", SystemOf(os, name="nt"))
    stems = {one.stem for one in inputs.Inputs(names, {".docx"}, str(tmp_path / "out"), ("html",))}
    assert stems == {"2024_a", "_nul", ".._.._b", "c", "c_"}


def windows_error(number: int, winerror: int) -> OSError:
    """An error as Windows raises it, with its own number beside Python's."""
    error = OSError(number, "")
    error.winerror = winerror
    return error


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (windows_error(13, 32), "another program uses it"),
        (windows_error(2, 206), "the name is too long"),
        (windows_error(22, 123), "the name has a character that the system does not allow"),
        (windows_error(13, 5), "permission denied"),
        (windows_error(2, 2), "no such file or folder"),
    ],
)
def test_a_number_of_windows_has_its_own_reason(error, reason):
    assert reason_of(error).text("en") == reason


def test_a_target_that_word_has_open_stays_and_the_advice_is_to_close_it(tmp_path, monkeypatch):
    target = tmp_path / "a.docx"
    target.write_bytes(b"old")

    def replace(*_paths: str) -> None:
        raise windows_error(13, 5)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(WriteError) as failed:
        write_file(target, b"new")
    assert "close it if Word or WPS has it open" in failed.value.message("en")
    assert "请先关闭" in failed.value.message("zh")
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]
    assert target.read_bytes() == b"old"


# --- a simulated system -------------------------------------------------------------------------------


def environment(encoding: str, interface: str) -> dict[str, str]:
    """The environment of a Windows with the console `encoding` and the language `interface` (a number)."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT / "tests" / "support" / "windows"),
        "PYTHONIOENCODING": encoding,
        "PYTHONWARNDEFAULTENCODING": "1",
        "SIMULATED_UI": interface,
        "SIMULATED_ANSI": encoding,
    }


CHINESE = environment("cp936", "0x0804")
WESTERN = environment("cp1252", "0x0409")


def run(
    *command: object, env: dict[str, str], cwd: Path, **kwargs: object
) -> subprocess.CompletedProcess[bytes]:
    given = [str(part) for part in command]
    return subprocess.run(given, env=env, cwd=cwd, capture_output=True, timeout=100, check=False, **kwargs)


PROBE = """
import os, signal, sys, threading
assert sys.platform == "win32" and os.name == "nt"
assert not hasattr(os, "killpg") and not hasattr(signal, "SIGKILL")
try:
    import fcntl
except ImportError:
    pass
else:
    raise AssertionError("fcntl is there")
from pathlib import Path
from gireport.batching import manifest, worker
from gireport.batching.storage import on_this_machine
from gireport.cli.batch import _name
from gireport.cli.plain import plain_call
from gireport.errors import UsageError
assert on_this_machine("file:///C:/x") == "C:/x"
assert plain_call(["convert", "a.docx", "a.html"]) is not None
assert plain_call(["convert", "*.docx", "a.html"]) is None
assert signal.SIGBREAK in worker.ENDING
assert _name("年报.docx".encode("gbk")) == _name("年报.docx".encode()) == "年报.docx"
first = manifest.Manifest(Path("m.jsonl"), resume=False)
try:
    manifest.Manifest(Path("m.jsonl"), resume=False)
except UsageError as error:
    print(error.message("en"), flush=True)
first.close()
manifest.Manifest(Path("m.jsonl"), resume=True).close()
worker._alarm(100)
worker._alarm(0)
worker._alarm(0.1)
while True:
    pass
"""


def test_a_process_there_locks_its_manifest_and_ends_itself_when_a_job_takes_too_long(tmp_path):
    done = run(sys.executable, "-c", PROBE, env=CHINESE, cwd=tmp_path)
    assert b"another batch" in done.stdout, done.stderr
    assert done.returncode == 1
    assert b"Timeout (" in done.stderr


OFFICE = """
import subprocess
from pathlib import Path
from types import SimpleNamespace
from gireport_libreoffice import office, supervisor
assert supervisor.hold(Path(".")) is None
supervisor.sweep(Path("."))
supervisor.subprocess = SimpleNamespace(run=lambda command, **_how: print(*command))
supervisor.kill(SimpleNamespace(pid=7))
"""


def test_libreoffice_is_ended_there_with_all_that_it_started(tmp_path):
    pytest.importorskip("gireport_libreoffice", reason="the plugin gireport-libreoffice is not installed")
    done = run(sys.executable, "-c", OFFICE, env=CHINESE, cwd=tmp_path)
    assert done.stdout == b"taskkill /F /T /PID 7\n", done.stderr


def test_an_editor_with_a_chinese_windows_converts_and_checks(tmp_path):
    made = run(GIREPORT, "convert", REPORT, "年报.docx", "--strict", env=CHINESE, cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, b"")
    found = run(GIREPORT, "check", "年报.docx", env=CHINESE, cwd=tmp_path)
    assert (found.returncode, found.stdout.decode("gbk")) == (0, "年报.docx：没有发现问题\n")
    drawn = run(GIREPORT, "inspect", "年报.docx", env=CHINESE, cwd=tmp_path)
    assert drawn.returncode == 0, drawn.stderr
    assert "本年新收" in drawn.stdout.decode("gbk")


def test_a_console_without_chinese_shows_what_it_can_and_stops_nothing(tmp_path):
    drawn = run(GIREPORT, "inspect", REPORT, env=WESTERN, cwd=tmp_path)
    assert drawn.returncode == 0, drawn.stderr
    assert rb"\u603b" in drawn.stdout
    missing = run(GIREPORT, "check", "年报.docx", "--lang", "zh", env=WESTERN, cwd=tmp_path)
    assert missing.returncode == 3
    assert missing.stderr.count(b"\n") == 1


def test_a_batch_runs_there_in_processes_of_its_own(tmp_path):
    names = str(REPORT).encode("gbk") + b"\r\n"
    done = run(
        GIREPORT,
        "batch",
        "-",
        "--to",
        "md",
        "--out",
        "o",
        "--jobs",
        "1",
        env=CHINESE,
        cwd=tmp_path,
        input=names,
    )
    assert done.returncode == 0, done.stderr.decode("gbk")
    (row,) = (tmp_path / "o" / "manifest.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["outputs"] == ["2021.md"]
    assert (tmp_path / "o" / "2021.md").is_file()


def test_the_page_for_editors_is_served_there(tmp_path):
    pytest.importorskip("gireport_web", reason="the plugin gireport-web is not installed")
    command = [GIREPORT, "serve", "--port", "0", "--workers", "1"]
    with subprocess.Popen(command, env=CHINESE, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline().decode("gbk")
            address = re.search(r"http://\S+?/", line)
            assert address, line + process.stderr.read().decode("gbk")
            with urllib.request.urlopen(address[0]) as page:
                assert "<title>" in page.read().decode("utf-8")
        finally:
            process.kill()
