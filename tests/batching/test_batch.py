"""A batch gives what its inputs give one by one, in their order, whatever becomes of each."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import msgspec
import pytest

import gireport
from gireport.errors import PluginError, UsageError
from gireport.plugins.jobs import Job, Row, Task
from gireport.plugins.registry import Registry
from support import reports, unruly
from support.batches import outputs

GIREPORT = str(Path(sys.executable).with_name("gireport"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_outputs_are_what_convert_writes_and_the_rows_say_so_in_input_order(tmp_path):
    files = reports.folder(tmp_path / "in", 10)
    out = tmp_path / "out"
    rows = list(gireport.batch([tmp_path / "in"], to=("html", "json"), out=out, outline=False))
    assert [row.input for row in rows] == [str(file) for file in files]
    for file, row in zip(files, rows, strict=True):
        assert row.error is None
        assert row.hash == digest(file)
        assert row.outputs == (f"{file.stem}.html", f"{file.stem}.json")
        report = gireport.read(file)
        assert (out / row.outputs[0]).read_bytes() == gireport.write(report, "html")
        assert (out / row.outputs[1]).read_bytes() == gireport.write(report, "json")
        assert row.hashes == tuple(digest(out / name) for name in row.outputs)
    lines = (out / "manifest.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["input"] for line in lines] == [row.input for row in rows]


def test_findings_and_figures_stand_beside_the_outputs(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    text = gireport.write(gireport.read(file), "json").decode()
    file = tmp_path / "in" / "wrong.json"
    file.write_text(re.sub(r'("text": ?)"36"', r'\1"37"', text, count=1), "utf-8")
    (row,) = gireport.batch([file], to=(), out=tmp_path / "out", figures=True, findings=True)
    wrong = gireport.check(gireport.read(file))
    found = json.loads((tmp_path / "out" / "wrong.findings.json").read_text("utf-8"))
    assert [one["code"] for one in found["findings"]] == [one.code for one in wrong]
    assert row.findings["error"] == sum(one.severity == "error" for one in wrong) > 0
    lines = (tmp_path / "out" / "wrong.figures.jsonl").read_text("utf-8").splitlines()
    figures = gireport.figures(gireport.read(file))
    assert [json.loads(line)["key"] for line in lines] == [one.key for one in figures]
    assert len(lines) > 100


def test_the_number_of_processes_changes_nothing(tmp_path):
    reports.folder(tmp_path / "in", 12)
    (tmp_path / "in" / "0003a.docx").write_bytes(b"PK no")
    trees = []
    for jobs in (1, 3):
        out = tmp_path / f"out{jobs}"
        rows = list(gireport.batch([tmp_path / "in"], to="html", out=out, jobs=jobs))
        trees.append((outputs(out), [(row.input, row.error, row.hashes) for row in rows]))
    assert trees[0] == trees[1]


def test_one_bad_file_never_stops_the_rest(tmp_path):
    env = unruly.installed(tmp_path / "site")
    folder = tmp_path / "in"
    reports.folder(folder, 8)
    for what in ("sleep", "eat", "die", "raise", "print"):
        (folder / f"0002-{what}.unruly").write_bytes(what.encode())
    (folder / "0004-empty.docx").write_bytes(b"")
    (folder / "0004-scan.pdf").write_bytes(b"%PDF-1.7")
    limits = ("--jobs", "2", "--time-limit", "2", "--memory-limit", "300")
    done = subprocess.run(
        [GIREPORT, "batch", folder, "--to", "html", "--out", tmp_path / "out", *limits],
        env=env,
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    lines = (tmp_path / "out" / "manifest.jsonl").read_text("utf-8").splitlines()
    rows = {Path(row["input"]).name: row for row in map(json.loads, lines)}
    assert list(rows) == sorted(rows)
    assert len(rows) == 15
    errors = {name: row["error"] for name, row in rows.items() if row["error"]}
    assert errors["0002-sleep.unruly"] == (
        "it takes longer than the limit of 2 s (raise the time limit, or divide the document)"
    )
    assert errors["0002-eat.unruly"] == (
        "it needs more memory than the limit of 300 MiB (raise the memory limit, or divide the document)"
    )
    assert errors["0002-die.unruly"].startswith("the worker process ended while working on it (signal 6")
    assert "KeyError" in errors["0002-raise.unruly"]
    assert "the plugin unruly failed to read" in errors["0002-raise.unruly"]
    assert errors["0004-empty.docx"] == "the file is empty (get the file again)"
    assert "PDF" in errors["0004-scan.pdf"]  # said by us, or by a plugin that reads PDF
    assert len(errors) == 6
    for name, row in rows.items():
        assert bool(row["outputs"]) is (name not in errors), name
    assert len(outputs(tmp_path / "out")) == 9


def test_a_resumed_batch_does_again_only_what_is_not_as_the_manifest_says(tmp_path):
    files = reports.folder(tmp_path / "in", 9)
    out = tmp_path / "out"
    first = list(gireport.batch([tmp_path / "in"], to="html", out=out))
    files[1].write_bytes(files[3].read_bytes())  # another format than its name says
    files[2].write_bytes(gireport.write(reports.numbered(77), "html"))  # changed
    (out / "0004.html").unlink()  # output gone
    (out / "0005.html").write_bytes(b"edited")  # output changed
    (tmp_path / "in" / "new.docx").write_bytes(gireport.write(reports.numbered(5), "docx"))  # new
    files[8].unlink()  # gone: its row stays
    run = gireport.batch([tmp_path / "in"], to="html", out=out, resume=True)
    rows = {Path(row.input).name: row for row in run}
    assert run.skipped == 4
    assert rows["0001.odt"].error is not None
    assert [rows[files[number].name] for number in (0, 3, 6, 7)] == [first[number] for number in (0, 3, 6, 7)]
    assert (out / "0002.html").read_bytes() == gireport.write(reports.numbered(77), "html")
    assert rows["0002.html"].hash != first[2].hash
    for name in ("0004", "0005"):
        number = int(name)
        assert (out / f"{name}.html").read_bytes() == gireport.write(gireport.read(files[number]), "html")
    lines = [json.loads(line)["input"] for line in (out / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert lines == [*rows_in_order(rows), str(files[8])]


def rows_in_order(rows: dict[str, Row]) -> list[str]:
    return [row.input for row in rows.values()]


def test_another_task_is_done_again(tmp_path):
    reports.folder(tmp_path / "in", 2)
    out = tmp_path / "out"
    list(gireport.batch([tmp_path / "in"], to="html", out=out))
    run = gireport.batch([tmp_path / "in"], to="html", out=out, resume=True, fragment=True)
    assert len(list(run)) == 2
    assert run.skipped == 0
    assert not (out / "0000.html").read_bytes().startswith(b"<!DOCTYPE")


def test_a_run_that_is_left_early_leaves_whole_files_and_ends_its_workers(tmp_path):
    reports.folder(tmp_path / "in", 40)
    out = tmp_path / "out"
    rows = iter(gireport.batch([tmp_path / "in"], to="html", out=out, jobs=2))
    first = [next(rows) for _ in range(3)]
    rows.close()
    assert not [path for path in out.iterdir() if path.name.startswith(".")]
    for row in first:
        assert digest(out / row.outputs[0]) == row.hashes[0]
    run = gireport.batch([tmp_path / "in"], to="html", out=out, resume=True)
    assert len(list(run)) == 40
    assert run.skipped >= 3


def test_nothing_is_begun_for_a_task_that_cannot_be_done(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    out = tmp_path / "out"
    for wrong, message in (
        ({"to": "docxx"}, "did you mean docx"),
        ({"to": ()}, "has nothing to write"),
        ({"to": "html", "engine": "none"}, "there is no engine 'none' \\(use one of: local"),
        ({"to": "html", "colour": "red"}, "html has no option 'colour' .it has 'fragment'."),
        ({"to": "html", "out": "hdfs://h/x"}, "give the path of a local file for the manifest"),
    ):
        with pytest.raises(UsageError, match=message):
            gireport.batch([file], **{"out": out, **wrong})
    assert not out.exists()


def test_a_batch_reads_from_addresses_and_writes_to_them(tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    files = reports.folder(tmp_path / "in", 5)
    there = f"file://{tmp_path}/there"
    run = gireport.batch(
        [f"file://{tmp_path}/in", f"file://{tmp_path}/nowhere.docx"],
        to="json",
        out=there,
        manifest=tmp_path / "m.jsonl",
        outline=False,
    )
    rows = list(run)
    assert [row.error is None for row in rows] == [True] * 5 + [False]
    assert rows[5].error.startswith("it cannot be read: FileNotFoundError")
    for file in files:
        assert (tmp_path / "there" / f"{file.stem}.json").read_bytes() == gireport.write(
            gireport.read(file), "json"
        )
    again = gireport.batch(
        [f"file://{tmp_path}/in"],
        to="json",
        out=there,
        manifest=tmp_path / "m.jsonl",
        outline=False,
        resume=True,
    )
    assert len(list(again)) == 5
    assert again.skipped == 5


class Backwards:
    """An engine that does its jobs in this process, the last first."""

    room = 4

    def __init__(self, task: Task, jobs: int, scheduler: str) -> None:
        from gireport.batching.conversion import Bench

        self.bench, self.held, self.most = Bench(task), [], 0

    def submit(self, job: Job) -> None:
        self.held.append(job)
        self.most = max(self.most, len(self.held))
        assert self.most <= self.room

    def next_done(self):
        return self.bench.do(self.held.pop())

    def close(self, stop: bool) -> None:
        assert not self.held or stop


def test_rows_come_in_input_order_from_an_engine_that_works_backwards(tmp_path):
    from gireport.batching import Batch
    from gireport.hooks import Engine

    files = reports.folder(tmp_path / "in", 11)
    run = gireport.batch([tmp_path / "in"], to="html", out=tmp_path / "out")
    assert isinstance(run, Batch)
    run._engine = Engine("backwards", "", Backwards)
    assert [row.input for row in run] == [str(file) for file in files]


def test_a_name_that_is_no_text_is_converted_like_any_other(tmp_path):
    report = gireport.write(reports.numbered(1), "docx")
    (tmp_path / "in").mkdir()
    with open(os.fsencode(tmp_path / "in") + b"/b\xff.docx", "wb") as file:
        file.write(report)
    for skipped in (0, 1):
        run = gireport.batch([tmp_path / "in"], to="html", out=tmp_path / "out", resume=True)
        (row,) = run
        assert row.error is None
        assert row.outputs == ("b\\xff.html",)
        assert (tmp_path / "out" / row.outputs[0]).is_file()
        assert run.skipped == skipped


def test_what_lies_in_the_current_folder_is_not_imported_by_workers(tmp_path):
    reports.folder(tmp_path / "in", 1)
    (tmp_path / "msgspec.py").write_text("raise SystemExit('imported')")
    done = subprocess.run(
        [GIREPORT, "batch", "in", "--to", "html", "--out", "out"], cwd=tmp_path, capture_output=True
    )
    assert done.returncode == 0, done.stderr


def test_an_input_is_never_written_over(tmp_path):
    (file,) = reports.folder(tmp_path, 1, ("html",))
    before = file.read_bytes()
    with pytest.raises(UsageError, match="would write over this input"):
        gireport.batch([file], to="html", out=tmp_path)
    assert file.read_bytes() == before
    list(gireport.batch([file], to="json", out=tmp_path))


def test_an_input_is_not_written_over_by_another_name_either(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1, ("html",))
    (tmp_path / "way").symlink_to("in")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / file.name).symlink_to(file)
    before = file.read_bytes()
    for out in ("way", "out"):
        with pytest.raises(UsageError, match="would write over this input"):
            gireport.batch([file], to="html", out=tmp_path / out, fragment=True)
    with pytest.raises(UsageError, match="would write over this input"):
        gireport.batch([file], to="html", out=f"file://{tmp_path}/in", manifest=tmp_path / "m", fragment=True)
    assert file.read_bytes() == before


def test_the_manifest_is_no_input_and_no_output(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    before = file.read_bytes()
    for manifest, message in (
        (file, "would write over this input"),
        (tmp_path / "out" / "0000.html", "its own manifest"),
    ):
        with pytest.raises(UsageError, match=message):
            gireport.batch([file], to="html", out=tmp_path / "out", manifest=manifest)
    assert file.read_bytes() == before


def test_limits_that_are_none_and_names_that_are_none_are_wrong_usage(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    nan, inf = float("nan"), float("inf")
    for wrong in (
        *({"jobs": jobs} for jobs in (0, -1)),
        *({"seconds": seconds} for seconds in (0, -1, nan, inf, 1e18)),
        *({"mebibytes": size} for size in (0, -1, 2**70)),
        {"inputs": [""]},
        {"inputs": [file, ""]},
        {"out": ""},
        {"out": os.fsdecode(b"o\xff")},
        {"reference_doc": Path("a.docx"), "to": "docx"},
    ):
        with pytest.raises(UsageError):
            gireport.batch(**{"inputs": [file], "to": "html", "out": tmp_path / "out", **wrong})
    assert not (tmp_path / "out").exists()


def test_a_format_named_twice_is_written_once(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    (row,) = gireport.batch(file, to=("html", ".html", "HTM"), out=tmp_path / "out")
    assert row.outputs == ("0000.html",)


def test_two_formats_of_one_suffix_are_not_written_over_one_another(tmp_path, monkeypatch):
    book = Registry()
    pages = book.named("html")
    others = {"html": pages, "pages": msgspec.structs.replace(pages, name="pages")}
    monkeypatch.setattr(book, "for_writing", lambda _, name: others[name])
    with pytest.raises(UsageError, match="html, pages write files of the same name"):
        gireport.batch("a.docx", to=("html", "pages"), out=tmp_path / "out", registry=book)


def test_another_version_of_a_plugin_is_another_task():
    task = Task(("html",), "out", plugins=("text 1",))
    assert task.fingerprint() != Task(("html",), "out", plugins=("text 2",)).fingerprint()
    assert task.fingerprint() == Task(("html",), "there", plugins=("text 1",)).fingerprint()


def test_the_local_engine_takes_no_scheduler(tmp_path):
    (file,) = reports.folder(tmp_path / "in", 1)
    with pytest.raises(UsageError, match="the engine local has no scheduler"):
        list(gireport.batch(file, to="html", out=tmp_path / "out", scheduler="tcp://127.0.0.1:1"))


def test_an_engine_that_tells_of_a_job_twice_is_named(tmp_path):
    from gireport.hooks import Engine

    class Twice(Backwards):
        def next_done(self):
            return self.bench.do(self.held[0])

    reports.folder(tmp_path / "in", 3)
    run = gireport.batch(tmp_path / "in", to="html", out=tmp_path / "out")
    run._engine = Engine("twice", "", Twice)
    with pytest.raises(PluginError, match="the engine returned a job that it was not given"):
        list(run)


def test_documents_in_a_package_are_converted_from_where_they_are(tmp_path):
    pytest.importorskip("fsspec", reason="fsspec is an extra")
    with ZipFile(tmp_path / "a.zip", "w") as package:
        for file in reports.folder(tmp_path / "in", 5):
            package.write(file, f"in/{file.name}")
        package.writestr("in/scan.docx", b"no")
    rows = list(gireport.batch(f"zip://in::file://{tmp_path}/a.zip", to="json", out=tmp_path / "out"))
    assert [row.error is None for row in rows] == [True] * 5 + [False]
    assert rows[5].error.startswith("this is not a .docx")
    assert (tmp_path / "out" / "0000.json").is_file()


def test_an_engine_that_cannot_start_leaves_the_old_manifest(tmp_path):
    from gireport.hooks import Engine

    def refuse(task, jobs, scheduler):
        raise UsageError("nobody there")

    reports.folder(tmp_path / "in", 2)
    list(gireport.batch([tmp_path / "in"], to="html", out=tmp_path / "out"))
    before = (tmp_path / "out" / "manifest.jsonl").read_bytes()
    run = gireport.batch([tmp_path / "in"], to="html", out=tmp_path / "out")
    run._engine = Engine("refuse", "", refuse)
    with pytest.raises(UsageError, match="nobody there"):
        list(run)
    assert (tmp_path / "out" / "manifest.jsonl").read_bytes() == before


def test_a_manifest_that_cannot_be_written_is_reported_in_one_line(tmp_path):
    reports.folder(tmp_path / "in", 1)
    for manifest, status in (("memory://x/m.jsonl", 2), (str(tmp_path), 4), ("/dev/full", 4)):
        done = subprocess.run(
            [
                GIREPORT,
                "batch",
                tmp_path / "in",
                "--to",
                "html",
                "--out",
                tmp_path / "out",
                "--manifest",
                manifest,
            ],
            capture_output=True,
        )
        assert done.returncode == status, (manifest, done.stderr)
        assert done.stderr.count(b"\n") == 1, done.stderr


def test_a_worker_that_is_killed_from_outside_costs_the_one_job_at_most(tmp_path):
    reports.folder(tmp_path / "in", 60)
    run = iter(gireport.batch([tmp_path / "in"], to="html", out=tmp_path / "out", jobs=2))
    rows = [next(run) for _ in range(3)]
    for process in _children():
        os.kill(process, signal.SIGKILL)
    rows += run
    assert len(rows) == 60
    lost = [row for row in rows if row.error]
    assert len(lost) <= 2
    assert all(row.error.startswith("the worker process ended while working on it (signal 9") for row in lost)


def _children() -> list[int]:
    """The worker processes of this one."""
    listed = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    found = [int(number) for path in listed for number in path.read_text().split()]
    return [one for one in found if b"gireport.batching.worker" in Path(f"/proc/{one}/cmdline").read_bytes()]
