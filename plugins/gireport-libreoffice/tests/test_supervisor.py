"""Whatever LibreOffice does and whatever happens to gireport: one line, in time, and nothing is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_office import left_over, wait_until_nothing_is_left

import gireport
from gireport.errors import DamagedFileError, LimitError, PluginError, WriteError
from gireport.model import Paragraph, Report, decode, walk
from gireport_libreoffice import office, supervisor

ROOT = Path(__file__).resolve().parents[3]
RTF = b"{\\rtf1 a}"
REPORT = Report(body=(Paragraph(),))
HANGS = "exec sleep 1000"


def left_nothing(tmp_path):
    office._close()
    wait_until_nothing_is_left(tmp_path)


def test_a_conversion_gives_the_report_and_leaves_nothing(fake, tmp_path):
    assert walk.text(gireport.read(RTF, "rtf")) == "转换好的正文"
    left_nothing(tmp_path)


def test_one_start_serves_many_conversions(fake, tmp_path):
    for _ in range(5):
        gireport.read(RTF, "rtf")
    assert fake.starts == 1
    left_nothing(tmp_path)


@pytest.mark.parametrize(
    ("client", "kind", "message"),
    [
        ("exit 1", DamagedFileError, "LibreOffice cannot open it"),
        ("exit 0", DamagedFileError, "LibreOffice cannot open it"),
        ("kill -SEGV $$", DamagedFileError, "LibreOffice cannot open it"),
        ("sleep 1000 & exit 1", DamagedFileError, "LibreOffice cannot open it"),
        ('echo junk > "$out/document.odt"', DamagedFileError, "what LibreOffice makes of it cannot be read"),
        ('echo junk > "$out/other.odt"', DamagedFileError, "LibreOffice cannot open it"),
    ],
    ids=["fails", "writes nothing", "crashes", "leaves a child", "writes junk", "writes another file"],
)
def test_a_conversion_that_goes_wrong_is_one_line(fake, tmp_path, client, kind, message):
    fake.does(client)
    with pytest.raises(kind, match=message) as caught:
        gireport.read(RTF, "rtf")
    for language in ("zh", "en"):
        assert "\n" not in caught.value.message(language)
    fake.does('cp "$here/good.odt" "$out/document.odt"')
    assert gireport.read(RTF, "rtf").body  # the next one is well
    left_nothing(tmp_path)


@pytest.mark.parametrize("target", ["pdf", "doc", "rtf"])
def test_an_output_of_another_kind_is_refused(fake, target):
    fake.does(f'echo junk > "$out/document.{target}"')
    with pytest.raises(WriteError, match=f"LibreOffice makes no .{target} of it"):
        gireport.write(REPORT, target)


def test_an_output_that_is_not_made_leaves_the_old_file(fake, tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    fake.does("exit 1")
    with pytest.raises(WriteError):
        gireport.convert(gireport.write(REPORT, "json"), target)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("client", "server"),
    [(HANGS, None), ("sleep 1000 & wait", None), ("exit 1", HANGS)],
    ids=["the conversion", "with a child", "the start"],
)
def test_what_hangs_is_ended_within_its_time(fake, tmp_path, client, server):
    fake.does(client, *([server] if server else []))
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"took longer than 0\.5 seconds and was stopped") as caught:
        gireport.read(RTF, "rtf", time_limit=0.5)
    assert time.monotonic() - start < 5
    assert caught.value.code == "time-limit"
    left_nothing(tmp_path)


def test_the_time_limit_stands_in_the_environment_too(fake, monkeypatch):
    monkeypatch.setenv(office.VARIABLE, "0.2")
    fake.does(HANGS)
    with pytest.raises(LimitError, match=r"longer than 0\.2 seconds"):
        gireport.read(RTF, "rtf")


@pytest.mark.parametrize("value", ["0", "-1", "soon", "nan", "inf"])
def test_a_time_limit_that_is_none_is_refused(fake, monkeypatch, value):
    monkeypatch.setenv(office.VARIABLE, value)
    with pytest.raises(gireport.errors.UsageError, match="a number of seconds above 0"):
        gireport.read(RTF, "rtf")


def test_a_program_that_does_not_start_is_one_line(fake, tmp_path):
    fake.does("exit 1", "echo 'no room for a profile' >&2; exit 77")
    with pytest.raises(PluginError, match="LibreOffice does not start: no room for a profile"):
        gireport.read(RTF, "rtf")
    left_nothing(tmp_path)


def test_a_running_program_that_an_earlier_document_has_harmed_is_started_again(fake):
    gireport.read(RTF, "rtf")
    # It fails until it is started once more.
    fake.does('[ $(wc -l < "$here/starts") -ge 2 ] && cp "$here/good.odt" "$out/document.odt"')
    assert gireport.read(RTF, "rtf").body
    assert fake.starts == 2


def test_a_program_that_ended_between_two_conversions_is_started_again(fake):
    fake.does(
        'cp "$here/good.odt" "$out/document.odt"', 'touch "$(dirname "$last")/.~lock.open.txt#"; sleep 0.3'
    )
    gireport.read(RTF, "rtf")
    time.sleep(0.5)
    assert gireport.read(RTF, "rtf").body


@pytest.mark.parametrize("command", ["check", "inspect", "data"])
@pytest.mark.parametrize("name", ["a.wps", "a.rtf"])
def test_commands_take_it_as_any_other_document(fake, tmp_path, command, name):
    report = decode((ROOT / "fixtures" / "reports" / "2021.json").read_bytes())
    odt = gireport.write(report, "odt")
    (fake.folder / "good.odt").write_bytes(odt)
    (tmp_path / "a.odt").write_bytes(odt)
    (tmp_path / name).write_bytes(RTF)
    said = [
        subprocess.run([sys.executable, "-m", "gireport", command, one], cwd=tmp_path, capture_output=True)
        for one in (name, "a.odt")
    ]
    assert said[0].stdout.replace(name.encode(), b"a.odt") == said[1].stdout
    assert said[1].stdout
    wait_until_nothing_is_left(tmp_path)


# --- gireport itself ends ----------------------------------------------------------------------------

CODE = "import gireport; gireport.read(b'{\\\\rtf1 a}', 'rtf'); print('done', flush=True); input()"


def started(until):
    """Another gireport at work, once `until()` holds."""
    process = subprocess.Popen([sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    last = time.monotonic() + 20
    while not until(process) and time.monotonic() < last:
        time.sleep(0.01)
    return process


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_gireport_is_killed_in_the_middle(fake, tmp_path, number):
    fake.does(f'touch "$here/busy"; {HANGS}')
    process = started(lambda _: (fake.folder / "busy").exists())
    process.send_signal(number)
    process.communicate()
    wait_until_nothing_is_left(tmp_path)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_is_left_when_gireport_is_killed_between_two_conversions(fake, tmp_path, number):
    process = started(lambda one: one.stdout.readline())
    process.send_signal(number)
    process.communicate()
    wait_until_nothing_is_left(tmp_path)


def supervisors(folder):
    return [int(one.name.split("-")[2]) for one in folder.glob("gireport-office-*")]


def test_what_a_supervisor_that_is_killed_leaves_is_swept_up_by_the_next(fake, tmp_path):
    gireport.read(RTF, "rtf")
    (number,) = supervisors(tmp_path)
    os.kill(number, signal.SIGKILL)
    while not office._office.ended:
        time.sleep(0.01)
    assert gireport.read(RTF, "rtf").body
    assert number not in supervisors(tmp_path)
    assert fake.starts == 2
    left_nothing(tmp_path)


def test_a_supervisor_that_is_killed_in_the_middle_is_one_line(fake, tmp_path):
    fake.does("kill -KILL $PPID; sleep 1000")
    with pytest.raises(PluginError, match="was ended by another program"):
        gireport.read(RTF, "rtf")
    fake.does('cp "$here/good.odt" "$out/document.odt"')
    assert gireport.read(RTF, "rtf").body
    left_nothing(tmp_path)


def test_a_sweep_leaves_the_folders_of_others(tmp_path):
    """The number of a process says nothing: a container may share the folder and count its own."""
    left, held, elsewhere, notes = (
        tmp_path / f"{supervisor.PREFIX}{name}"
        for name in ("999999999-a", "999999999-b", "999999999-c", "notes")
    )
    for one in (left, held, elsewhere, notes):
        one.mkdir()
    supervisor.hold(left).close()  # as when it was killed
    supervisor.hold(elsewhere).close()
    (elsewhere / "lock").write_text("another-host")
    with supervisor.hold(held):
        supervisor.sweep(tmp_path)
        assert not left.exists()
        assert held.exists()
        assert elsewhere.exists()
        assert notes.exists()
    supervisor.sweep(tmp_path)
    assert not held.exists()


def test_a_supervisor_holds_its_folder_while_it_lives(fake, tmp_path):
    gireport.read(RTF, "rtf")
    supervisor.sweep(tmp_path)
    assert gireport.read(RTF, "rtf").body
    assert fake.starts == 1


def test_a_supervisor_that_says_nothing_is_ended_in_time(fake, tmp_path, monkeypatch):
    gireport.read(RTF, "rtf")
    monkeypatch.setattr(office, "_PATIENCE", 0.2)
    monkeypatch.setattr(office, "_SPARE", 0.1)
    os.kill(office._office._process.pid, signal.SIGSTOP)
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"longer than 0\.2 seconds"):
        gireport.read(RTF, "rtf", time_limit=0.2)
    assert time.monotonic() - start < 5
    assert gireport.read(RTF, "rtf").body
    left_nothing(tmp_path)


def test_a_request_that_fails_in_any_way_is_answered(fake, tmp_path):
    gireport.read(RTF, "rtf")
    assert office._office._ask({"seconds": "soon"}, 5)["state"] == "not-started"
    assert gireport.read(RTF, "rtf").body
    left_nothing(tmp_path)


def test_an_error_without_words_is_answered_with_its_name(fake, tmp_path, monkeypatch, capsys):
    def fail(*_):
        raise MemoryError

    one = supervisor.Supervisor(str(fake.program), tmp_path / "none")
    monkeypatch.setattr(one, "convert", fail)
    monkeypatch.setattr(one, "stop", fail)
    supervisor.answer(one, b"{}")
    assert json.loads(capsys.readouterr().out) == {"state": "not-started", "said": "MemoryError"}


def test_a_process_without_threads_for_the_deadline_is_one_line(fake, tmp_path, monkeypatch):
    def fail(_):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr("threading.Timer.start", fail)
        with pytest.raises(PluginError, match="does not start: can't start new thread"):
            gireport.read(RTF, "rtf")
    assert gireport.read(RTF, "rtf").body
    left_nothing(tmp_path)


SIGNALLED = """
import os, signal, sys, tempfile, threading
from gireport_libreoffice import supervisor
makes, ends = tempfile.mkdtemp, supervisor.Supervisor.end
def mkdtemp(**words):
    folder = makes(**words)
    os.kill(os.getpid(), signal.SIGTERM)
    return folder
def end(self):
    os.kill(os.getpid(), signal.SIGTERM)
    ends(self)
if sys.argv[2] == "start":
    tempfile.mkdtemp = mkdtemp
supervisor.Supervisor.end = end
if sys.argv[2] == "threads":
    def fail(*_): raise RuntimeError("can't start new thread")
    threading.Thread.start = fail
supervisor.main()
"""


def signalled(fake, when):
    return subprocess.Popen(
        [sys.executable, "-c", SIGNALLED, str(fake.program), when],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def test_a_signal_at_the_start_or_at_the_end_of_a_supervisor_leaves_nothing(fake, tmp_path):
    process = signalled(fake, "start")  # its standard input stays open
    assert process.wait(10) == 0
    process.communicate()
    assert list(tmp_path.glob("gireport-office-*")) == []

    process = signalled(fake, "end")
    process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    process.communicate()
    assert list(tmp_path.glob("gireport-office-*")) == []


def test_a_supervisor_without_threads_answers(fake, tmp_path):
    said = signalled(fake, "threads").communicate(b"{}\n", 10)[0].splitlines()
    assert json.loads(said[1]) == {"state": "not-started", "said": "can't start new thread"}
    assert list(tmp_path.glob("gireport-office-*")) == []


def test_nothing_is_left_once_a_process_has_ended_by_itself(fake, tmp_path):
    fake.does(
        'cp "$here/good.odt" "$out/document.odt"',
        'touch "$(dirname "$last")/.~lock.open.txt#"; sleep 1000 & echo $! > "$here/child"; wait',
    )
    process = started(lambda one: one.stdout.readline())
    process.communicate(b"\n", 10)
    if sys.platform == "linux":
        child = (fake.folder / "child").read_text().strip()
        assert not Path(f"/proc/{child}").exists()  # not as a zombie either
    assert left_over(tmp_path) == []
    assert list(tmp_path.glob("gireport-office-*")) == []


def test_the_end_of_a_process_waits_two_seconds_at_most(fake, tmp_path, monkeypatch):
    monkeypatch.setattr(office, "_AT_EXIT", 0.1)
    gireport.read(RTF, "rtf")
    process = office._office._process
    os.kill(process.pid, signal.SIGSTOP)
    start = time.monotonic()
    office._close(office._AT_EXIT, kill=False)
    assert time.monotonic() - start < 2
    os.kill(process.pid, signal.SIGCONT)  # it goes on alone
    assert process.wait(10) == 0
    process.stdout.close()
    wait_until_nothing_is_left(tmp_path)


def test_a_process_that_was_forked_has_a_libreoffice_of_its_own(fake):
    gireport.read(RTF, "rtf")
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if office._office is None else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert gireport.read(RTF, "rtf").body
    assert fake.starts == 1


def test_threads_take_turns(fake):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        read = list(pool.map(lambda _: gireport.read(RTF, "rtf"), range(8)))
    assert len({walk.text(one) for one in read}) == 1
    assert fake.starts == 1


# --- missing -----------------------------------------------------------------------------------------


def test_a_missing_libreoffice_is_one_line_that_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.delenv("GIREPORT_SOFFICE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("gireport_libreoffice.program._USUAL", ())
    with pytest.raises(PluginError) as caught:
        gireport.read(RTF, "rtf")
    for language, words in (("zh", "没有找到 LibreOffice"), ("en", "is not found")):
        line = caught.value.message(language)
        assert "\n" not in line
        for word in (words, "apt install libreoffice-writer", "brew install --cask libreoffice", "Windows"):
            assert word in line


def test_a_variable_that_names_no_program_is_told_by_its_name(monkeypatch, tmp_path):
    monkeypatch.setenv("GIREPORT_SOFFICE", str(tmp_path / "soffice"))
    with pytest.raises(PluginError, match=r"GIREPORT_SOFFICE names .*/soffice', which is not a program"):
        gireport.read(RTF, "rtf")


def test_the_program_is_found_in_its_usual_place(monkeypatch, fake):
    from gireport_libreoffice.program import soffice

    monkeypatch.delenv("GIREPORT_SOFFICE")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("gireport_libreoffice.program._USUAL", (str(fake.program),))
    assert Path(soffice()) == fake.program
