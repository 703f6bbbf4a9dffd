"""Words are completed in the real shells, and a question of a shell disturbs nobody's line."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from gireport.cli.completion import SHELLS

BIN = Path(sys.executable).parent
GIREPORT = str(BIN / "gireport")
PATIENCE = 60
"""Seconds for an answer; an idle machine gives it in a quarter of a second."""


def environment(**more):
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "GIREPORT_LANG": "en", **more}


def offered(*words, shell="bash", **more):
    """What a shell is told may stand at the place of the last of `words`."""
    question = {
        "COMP_WORDS": "\n".join(("gireport", *words)),
        "COMP_CWORD": words[-1] if shell == "fish" else str(len(words)),
        "_GIREPORT_COMPLETE": f"{shell}_complete",
    }
    done = subprocess.run([GIREPORT], capture_output=True, text=True, env=environment(**question, **more))
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if line]  # bash and zsh skip an empty one


@pytest.mark.parametrize(
    ("words", "among"),
    [
        (["c"], ["plain,convert", "plain,check", "plain,compare", "plain,completion"]),
        (["ser"], ["plain,serve"]),
        (["serve", "--tr"], ["plain,--trust-network"]),
        (["convert", "--from", "do"], ["plain,doc", "plain,docx"]),
        (["convert", "a.docx", "--to", "p"], ["plain,pdf"]),
        (["convert", "--from", "p"], ["plain,pdf", "plain,portal"]),
        (["convert", "--to=mark"], ["plain,markdown"]),
        (["convert", "--to", "=", "mark"], ["plain,markdown"]),  # as bash divides it
        (["data", "--to", "="], ["plain,csv", "plain,jsonl", "plain,parquet", "plain,xlsx"]),
        (["convert", "--from", "=", "docx", "--to", "=", "mark"], ["plain,markdown"]),
        (["convert", "--from", "=", "docx", "a.docx", "b"], ["file,b"]),
        (["data", "in", "--to", ""], ["plain,csv", "plain,jsonl", "plain,parquet", "plain,xlsx"]),
        (["convert", "--style", ""], ["plain,gbt9704", "plain,plain"]),
        (["convert", "--style", "our"], ["file,our"]),
        (["check", "--off", "GI30"], [f"plain,GI30{number}" for number in range(1, 10)]),
        (["check", "--lang", ""], ["plain,zh", "plain,en"]),
        (["check", "--previous", ""], ["file,"]),
        (["check", "a.docx", "b"], ["file,b"]),
        (["batch", "in", "--out", ""], ["dir,"]),
        (["batch", "in", "--engine", "l"], ["plain,local"]),
        (["--no-plugin", "te"], ["plain,text"]),
        (["completion", ""], ["plain,bash", "plain,zsh", "plain,fish"]),
        (["new", "--organ", ""], []),
        (["nothing", "--x"], []),
        (["--no-plugin", "nothing", "convert", "--from", ""], []),
    ],
)
def test_commands_options_and_values_are_offered(words, among):
    assert offered(*words) == among


def test_what_is_offered_has_its_text_in_the_language_of_the_run():
    en, zh = offered("conv", shell="zsh"), offered("conv", shell="zsh", GIREPORT_LANG="zh")
    assert en == ["plain", "convert", "Convert the document IN to OUT; `-` is standard input or output."]
    assert zh == ["plain", "convert", "把文档 IN 转换成 OUT；“-” 表示标准输入或标准输出。"]
    assert offered("check", "--off", "GI301", shell="fish")[0].startswith("plain,GI301\t")
    assert offered("convert", "--strict", shell="zsh")[2].startswith("Exit with 1 ")


def test_a_question_that_no_shell_asks_gets_no_answer():
    for asked in ("", "bash", "tcsh_complete", "bash_run"):
        done = subprocess.run(
            [GIREPORT, "--version"], capture_output=True, env=environment(_GIREPORT_COMPLETE=asked)
        )
        assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_the_same_by_command_and_by_variable(shell):
    by_command = subprocess.run([GIREPORT, "completion", shell], capture_output=True, check=True).stdout
    asked = environment(_GIREPORT_COMPLETE=f"{shell}_source")
    assert subprocess.run([GIREPORT], capture_output=True, env=asked, check=True).stdout == by_command
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell}")
    assert subprocess.run([shell, "-n"], input=by_command, capture_output=True).returncode == 0


# --- the shells themselves --------------------------------------------------------------------------------


def needs(shell):
    return pytest.mark.skipif(shutil.which(shell) is None, reason=f"there is no {shell}")


@contextmanager
def terminal(command, folder):
    """A shell on a terminal: `type_(text, until)` writes and returns what the terminal shows then."""
    pty = pytest.importorskip("pty", reason="this system has no terminals of this kind")
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        start_new_session=True,
        env=environment(TERM="dumb", HOME=str(folder), PS1="$ ", PROMPT="$ ", INPUTRC="/dev/null"),
    )
    os.close(theirs)

    def type_(text, until):
        os.write(ours, text.encode())
        seen, end = "", time.monotonic() + PATIENCE
        while until not in seen and time.monotonic() < end:
            if select.select([ours], [], [], 0.5)[0]:
                seen += os.read(ours, 4096).decode("utf-8", "replace")
        assert until in seen
        return seen

    try:
        yield type_
    finally:
        process.kill()
        process.wait()
        os.close(ours)


@needs("bash")
def test_bash_completes(tmp_path):
    (tmp_path / "annual report.docx").write_bytes(b"")
    with terminal(["bash", "--norc", "--noprofile", "-i"], tmp_path) as type_:
        type_('eval "$(gireport completion bash)"; echo rea""dy\n', "ready")
        type_("gireport conv\t", "convert ")
        type_("ann\t", "annual\\ report.docx ")
        type_("x --to mark\t", "markdown ")
        type_("--ref\t", "--reference-doc ")
        type_("x --from=port\t", "al ")


@needs("zsh")
def test_zsh_completes(tmp_path):
    (tmp_path / "report.docx").write_bytes(b"")
    with terminal(["zsh", "-f", "-i"], tmp_path) as type_:
        type_(
            "autoload -Uz compinit; compinit -u -D; unsetopt zle_bracketed_paste; echo lo''aded\n", "loaded"
        )
        type_('eval "$(gireport completion zsh)"; echo rea""dy\n', "ready")
        type_("gireport conv\t", "convert")
        type_(" rep\t", "report.docx")
        type_("x --to mark\t", "markdown")


@needs("fish")
@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("gireport conv", "convert\tConvert the document IN to OUT; `-` is standard input or output."),
        ("gireport convert rep", "report.docx"),
        ("gireport data x --to js", "jsonl"),
        ("gireport check --stri", "--strict\tExit with 1 on a warning too."),
    ],
)
def test_fish_completes(tmp_path, line, wanted):
    (tmp_path / "report.docx").write_bytes(b"")
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"gireport completion fish | source; complete -C '{line}'"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment(HOME=str(tmp_path)),
        timeout=PATIENCE,
    )
    assert any(found.startswith(wanted) for found in done.stdout.splitlines()), done
