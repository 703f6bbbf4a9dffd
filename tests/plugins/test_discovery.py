"""Plugins are found, loaded or refused by name, and never stop one another."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GIREPORT = str(Path(sys.executable).with_name("gireport"))

GOOD = """
from gireport.hooks import Format, hookimpl
from gireport.model import Paragraph, Report, Text, normal
from gireport.model.walk import text

@hookimpl
def gireport_formats():
    read = lambda data, losses: normal(Report(body=(Paragraph((Text(data.decode()),)),)), losses.note)
    write = lambda report, losses: text(report).encode()
    return [Format("shout", "Shouting", (".shout",), (), lambda data: data.startswith(b"!"), read, write, frozenset())]
"""  # noqa: E501
CLASH = GOOD.replace('"shout"', '"docx"')
TWINS = GOOD.replace("frozenset())]", "frozenset())] * 2")
ENGINE_TWINS = """
from gireport.hooks import Engine, hookimpl

@hookimpl
def gireport_engines():
    return [Engine("mars", "far away", print)] * 2
"""
OLD = "GIREPORT_API = 99\n" + GOOD
RAISES = "raise OSError('no licence key')"
LEAVES = "import sys; sys.exit(9)"
ODD_HOOK = "from gireport.hooks import hookimpl\n@hookimpl\ndef gireport_colours():\n    return []\n"
NOT_A_FORMAT = (
    "from gireport.hooks import hookimpl\n@hookimpl\ndef gireport_formats():\n    return ['docx']\n"
)


STEP = """
from gireport.hooks import Step, hookimpl

@hookimpl
def gireport_steps():
    return [Step("last", "nothing", lambda report: report)]
"""
COMMAND = """
from gireport.hooks import Subcommand, hookimpl, lazy

@hookimpl
def gireport_commands():
    return [Subcommand("greet", "Say good day", lazy("greeting:greet"))]
"""
CHECKS = """
from gireport.hooks import hookimpl
from gireport.statutory import Check, Hit

@hookimpl
def gireport_checks():
    def run(context):
        yield Hit(where="everywhere", found="1")
    return [Check("XX001", "warning", "总是这样", "always so", run)]
"""


@pytest.fixture
def install(tmp_path):
    """Put a distribution with one plugin module where the command finds it."""

    def put(name, code):
        (tmp_path / f"plugin_{name}.py").write_text(code, "utf-8")
        info = tmp_path / f"dist_{name}-1.5.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: dist-{name}\nVersion: 1.5\n")
        (info / "entry_points.txt").write_text(f"[gireport]\n{name} = plugin_{name}\n")

    return put


@pytest.fixture
def run(tmp_path):
    def call(*arguments, data=None):
        environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
        return subprocess.run(
            [GIREPORT, *arguments],
            input=data,
            capture_output=True,
            env=environment,
            check=False,
            cwd=tmp_path,
        )

    return call


def rows(done):
    lines = done.stdout.decode().splitlines()
    return {line.split()[0]: line for line in lines[1:]}


def test_an_installed_plugin_adds_its_format(install, run):
    install("good", GOOD)
    assert "loaded" in rows(run("plugins"))["good"]
    assert "Shouting" in rows(run("formats"))["shout"]
    done = run("convert", "-", "-", "--to", "json", data=b"!hear")
    assert b'"!hear"' in done.stdout
    assert run("convert", "--from", "json", "--to", "shout", "-", "-", data=done.stdout).stdout == b"!hear"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (RAISES, "OSError: no licence key"),
        (LEAVES, "SystemExit: 9"),
        (CLASH, "a format named 'docx' is there already"),
        (CLASH.replace('"docx"', '"md"'), "a format named 'md' is there already"),
        (GOOD.replace('"shout"', "3"), "a format named 3: `name` must be one word, not 3"),
        (GOOD.replace("@hookimpl", ""), "it implements no hook (is hookimpl missing before its functions?)"),
        (STEP.replace('"last"', "None"), "a step named None: `name` must be one word"),
        (COMMAND.replace("greet", "convert"), "gireport itself has a command named 'convert'"),
        (
            COMMAND.replace("Say good day", "a").replace('"a"', "3"),
            "`title` must be a text or a message, not 3",
        ),
        (CHECKS.replace("XX001", "GI301"), "the code GI301 begins as those of gireport's own checks do"),
        (TWINS, "a format named 'shout' stands twice in it"),
        (ENGINE_TWINS, "an engine named 'mars' stands twice in it"),
        (ENGINE_TWINS.replace("mars", "local"), "an engine named 'local' is there already"),
        (OLD, "it is written for hooks of version 99, this gireport has 1"),
        (ODD_HOOK, "unknown hook 'gireport_colours'"),
        (NOT_A_FORMAT, "gireport_formats gave a str, not a Format"),
    ],
)
def test_a_plugin_that_cannot_be_used_is_refused_by_name_and_stops_no_other(install, run, code, reason):
    install("bad", code)
    install("good", GOOD)
    found = rows(run("plugins"))
    assert "dist-bad  " in found["bad"]
    assert "refused" in found["bad"]
    assert reason in found["bad"]
    assert "loaded" in found["good"]
    assert "Word document" in rows(run("formats"))["docx"]
    done = run("convert", "--from", "json", "--to", "md", "-", "-", data=b'{"gireport": "1"}')
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    "call",
    [
        ("convert", "x.mine", "y.html"),
        ("convert", "x.png", "y.html"),
        ("convert", "x", "y.html"),
        ("convert", "x.mine", "y.html", "--from", "mine"),
        ("convert", "x.mine", "y.mine"),
        ("convert", "x.mine", "y.html", "--to", "mine"),
        ("check", "x.mine"),
        ("data", "x.mine", "--to", "mine"),
        ("data", "x.mine", "--out", "y.mine"),
        ("batch", "x.mine", "--to", "mine", "--out", "out"),
        ("batch", "x.mine", "--to", "html", "--out", "out", "--engine", "mine"),
        ("mine", "x.mine"),
    ],
)
def test_where_something_does_not_exist_the_plugin_that_could_not_be_loaded_is_named(
    install, run, tmp_path, call
):
    install("mine", RAISES)
    for name in ("x.mine", "x.png", "x"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n" if name == "x.png" else b"MINE")
    done = run(*call)
    assert done.returncode != 0
    assert done.stderr.endswith(
        b"; dist-mine could not be loaded: OSError: no licence key; see `gireport plugins`)\n"
    )


def test_the_plugin_that_could_not_be_loaded_is_named_in_chinese(install, run):
    install("mine", RAISES)
    said = run("convert", "-", "y.html", "--lang", "zh", data=b"MINE").stderr.decode()
    assert "；插件 dist-mine 没能加载：OSError: no licence key，详见 gireport plugins）\n" in said


READS = GOOD.replace("read, write, frozenset()", "read, None, frozenset()")
WRITES = GOOD.replace("read, write, frozenset()", "None, write, frozenset()").replace(
    '(".shout",)', '(".shout", ".loud")'
)


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")], ids=["reader first", "writer first"])
def test_a_plugin_that_reads_and_one_that_writes_share_a_format(install, run, names):
    install(names[0], READS)
    install(names[1], WRITES)
    found = rows(run("plugins"))
    assert "loaded" in found["a"]
    assert "loaded" in found["b"]
    assert rows(run("formats"))["shout"].split()[1:5] == ["read", "write", ".shout", ".loud"]
    written = run("convert", "-", "-", "--from", "shout", "--to", "shout", data=b"!hear")
    assert written.stdout == b"!hear"
    assert rows(run("--no-plugin", names[1], "formats"))["shout"].split()[1:3] == ["read", ".shout"]


@pytest.mark.parametrize("code", [READS, WRITES, GOOD], ids=["read", "write", "both"])
def test_two_plugins_that_both_read_or_both_write_share_none(install, run, code):
    install("a", code)
    install("b", GOOD if code is not GOOD else READS)
    assert "loaded" in rows(run("plugins"))["a"]
    assert "a format named 'shout' is there already" in rows(run("plugins"))["b"]


def test_an_installed_plugin_adds_its_checks(install, run):
    install("good", GOOD)
    install("rules", CHECKS)
    source = b'{"gireport": "1", "body": []}'
    said = run("check", "--from", "json", "--lang", "en", "-", data=source).stdout.decode()
    assert "XX001" in said
    assert "always so" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("yield Hit", "1 / 0\n        yield Hit", "ZeroDivisionError: division by zero"),
        ('yield Hit(where="everywhere", found="1")', "yield 5", "AttributeError: 'int' object"),
        ("always so", "always {that}", "KeyError: 'that'"),
        ('found="1"', "found=1", "ValidationError: Expected `str`, got `int` - at `$.found`"),
    ],
)
def test_a_check_that_fails_is_reported_in_one_line_with_its_plugin(install, run, old, new, said):
    install("rules", CHECKS.replace(old, new))
    done = run("check", "--from", "json", "-", data=b'{"gireport": "1", "body": []}')
    assert done.returncode == 2
    assert done.stderr.startswith(
        f"gireport: -: the plugin rules failed to run the check XX001: {said}".encode()
    )
    assert done.stderr.count(b"\n") == 1


FAILS = GOOD.replace('data.startswith(b"!")', "1 / 0").replace("data.decode()", "data.nothing()")


def test_a_plugin_that_fails_at_work_is_named_and_stops_no_other(install, run):
    install("bad", FAILS)
    done = run("convert", "-", "-", "--to", "json", data=b"hello")
    assert done.returncode == 3
    assert b"neither its name nor its content says what it is" in done.stderr
    done = run("convert", "--from", "shout", "-", "-", "--to", "json", data=b"hello")
    assert done.stderr.startswith(b"gireport: standard input: the plugin bad failed to read: AttributeError")
    assert done.stderr.count(b"\n") == 1


def test_memory_that_is_not_there_is_reported_in_one_line(install, run):
    install("bad", GOOD.replace("data.decode()", "[].append(bytearray(2**62))"))
    done = run("convert", "--from", "shout", "-", "-", "--to", "json", data=b"hello")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.startswith(b"gireport: there is not enough memory")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            GOOD.replace("losses: normal(", "losses: 'report' or normal("),
            "the plugin bad failed to read: it gave a str, not Report",
        ),
        (GOOD.replace(".encode()\n", "\n"), "the plugin bad failed to write: it gave a str, not bytes"),
        (
            GOOD.replace(
                "normal(Report(body=(Paragraph((Text(data.decode()),)),)), losses.note)",
                "Report(body=('p',))",
            ),
            "the plugin bad failed to read: ",
        ),
    ],
)
def test_a_plugin_that_gives_something_else_is_named(install, run, code, said):
    assert code != GOOD
    install("bad", code)
    done = run("convert", "--from", "shout", "--to", "shout", "-", "-", data=b"!hear")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


ENGINE = """
from gireport.hooks import Engine, hookimpl

class Session:
    room = 2
    def submit(self, job): pass
    def next_done(self): raise KeyError("no answer")
    def close(self, stop): pass

@hookimpl
def gireport_engines():
    return [Engine("mars", "far away", lambda *how: Session())]
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("", "", "do a job: KeyError: 'no answer'"),
        ("lambda *how: Session()", "lambda *how: 1 / 0", "start: ZeroDivisionError: division by zero"),
        ("lambda *how: Session()", "lambda *how: exit(5)", "start: SystemExit: 5"),
        ("submit(self, job): pass", "submit(self, job): job.none", "take a job: AttributeError"),
        ('raise KeyError("no answer")', "return 5", "do a job: it gave a int, not Done"),
    ],
)
def test_an_engine_that_fails_is_reported_in_one_line_with_its_plugin(install, run, tmp_path, old, new, said):
    install("space", ENGINE.replace(old, new))
    (tmp_path / "a.html").write_text("<p>x")
    done = run("batch", tmp_path / "a.html", "--to", "json", "--out", tmp_path / "out", "--engine", "mars")
    assert done.returncode == 2
    assert done.stderr.startswith(f"gireport: the plugin space failed to {said}".encode()), done.stderr
    assert done.stderr.count(b"\n") == 1


def test_the_reason_of_a_refusal_has_both_languages(install, run):
    install("bad", TWINS)
    install("older", OLD)
    found = rows(run("plugins", "--lang", "zh"))
    assert "插件里有两个名为 'shout' 的格式" in found["bad"]
    assert "它是为第 99 版钩子写的" in found["older"]


def test_a_title_may_be_a_message_with_both_languages(install, run):
    install(
        "good",
        "from gireport.model.messages import message\n"
        + GOOD.replace('"Shouting"', 'message("titles.format-pdf")'),
    )
    assert "PDF" in rows(run("formats"))["shout"]


def test_of_two_plugins_with_one_name_the_second_is_refused(install, run, tmp_path):
    install("good", GOOD)
    install("other", GOOD.replace("shout", "scream"))
    points = tmp_path / "dist_other-1.5.dist-info" / "entry_points.txt"
    points.write_text("[gireport]\ngood = plugin_other\n")
    lines = [line for line in run("plugins").stdout.decode().splitlines() if line.startswith("good ")]
    assert ["loaded" in line for line in lines] == [True, False]
    assert "another plugin has this name" in lines[1]


def test_only_a_plugin_that_is_there_can_be_switched_off(install, run):
    install("good", GOOD)
    done = run("--no-plugin", "godo", "formats")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"gireport: there is no plugin 'godo' (did you mean good?)\n"
    done = run("--no-plugin", "builtin", "formats")
    assert done.returncode == 2
    assert (
        done.stderr
        == b"gireport: the built-in formats cannot be switched off (see `gireport plugins` for what can be switched off)\n"  # noqa: E501
    )


def test_a_plugin_that_is_broken_can_be_switched_off(install, run):
    install("bad", RAISES)
    assert "switched off" in rows(run("--no-plugin", "bad", "plugins"))["bad"]


def test_a_plugin_can_be_switched_off(install, run):
    install("good", GOOD)
    assert "switched off" in rows(run("--no-plugin", "good", "plugins"))["good"]
    assert "shout" not in rows(run("--no-plugin", "good", "formats"))


def test_a_plugin_does_not_change_what_a_built_in_format_does(install, run, tmp_path):
    install("good", GOOD)
    source = b'{"gireport": "1", "body": []}'
    assert run("convert", "--from", "json", "--to", "html", "-", "-", data=source).stdout.startswith(
        b"<!DOCTYPE"
    )
    code = "import sys, gireport; gireport.write(gireport.model.Report(), 'json'); print('plugin_good' in sys.modules)"  # noqa: E501
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment)
    assert done.stdout.strip() == b"False"


DATA = """
from gireport.hooks import DataFormat, hookimpl

def write(rows, out):
    count = 0
    for count, row in enumerate(rows, 1):
        out.write(row.key.encode() + b"\\n")
    return count

@hookimpl
def gireport_data_formats():
    return [DataFormat("keys", "keys alone", (".keys",), write)]
"""
REPORT = Path(__file__).resolve().parents[2] / "fixtures" / "reports" / "2021.json"


@pytest.mark.parametrize("how", [("--to", "keys"), ("--out", "all.keys")])
def test_a_plugin_writes_figures(install, run, tmp_path, how):
    install("keys", DATA)
    options = [str(tmp_path / part) if part == "all.keys" else part for part in how]
    done = run("data", REPORT, *options)
    assert (done.returncode, done.stderr) == (0, b"")
    written = done.stdout if "--to" in how else (tmp_path / "all.keys").read_bytes()
    assert written.startswith(b"disclosure.")
    assert written.count(b"\n") == 200


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("return count", "return rows", "the plugin keys failed to write: it gave a generator, not int"),
        ("count = 0", "count = {}[rows]", "the plugin keys failed to write: KeyError"),
    ],
)
def test_a_plugin_that_fails_to_write_figures_is_named(install, run, old, new, said):
    install("keys", DATA.replace(old, new))
    done = run("data", REPORT, "--to", "keys")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"keys", "keys alone"', '"csv", "CSV"', "a data format named 'csv' is there already"),
        ('(".keys",)', '"keys"', "a data format named 'keys': `suffixes` must be a tuple"),
        ('"keys alone"', "None", "`title` must be a text or a message, not None"),
        (", write)", ", None)", "`writer` must be a function, not None"),
        (", write)", ", write, ['bom'])", "`write_options` must be a frozenset of texts"),
    ],
)
def test_a_data_format_with_a_wrong_field_is_refused_with_the_reason(install, run, old, new, reason):
    assert old in DATA
    install("keys", DATA.replace(old, new))
    line = rows(run("plugins"))["keys"]
    assert "refused" in line
    assert reason in line


def test_a_command_of_a_plugin_is_in_the_help_and_its_module_is_imported_when_it_is_called(
    install, run, tmp_path
):
    install("bad", RAISES + "  # gireport_commands")
    install("good", COMMAND)
    (tmp_path / "greeting.py").write_text("print('imported')\nimport click\ngreet = lambda: COMMAND\n")
    code = "COMMAND = click.Command('greet', callback=lambda: print('good day'))"
    (tmp_path / "greeting.py").write_text(
        (tmp_path / "greeting.py").read_text().replace("greet =", f"{code}\ngreet =")
    )
    shown = run("--help").stdout.decode()
    assert "Say good day" in shown
    assert "imported" not in shown
    assert run("greet").stdout.split() == [b"imported", b"good", b"day"]
    assert run("--no-plugin", "good", "greet").returncode == 2


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("raise OSError('no port')", "the plugin good failed to load the command greet: OSError: no port"),
        ("greet = lambda: 3", "the command greet cannot be used: it gave a int, not click.Command"),
    ],
)
def test_a_command_that_cannot_be_loaded_is_one_line(install, run, tmp_path, code, said):
    install("good", COMMAND)
    (tmp_path / "greeting.py").write_text(code)
    done = run("--lang", "en", "greet")
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_the_names_that_no_plugin_may_take_are_those_of_the_command_line():
    from gireport.cli.group import COMMANDS
    from gireport.plugins.admission import OWN_COMMANDS

    assert set(COMMANDS) == OWN_COMMANDS
