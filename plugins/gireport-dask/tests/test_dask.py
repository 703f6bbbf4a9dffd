"""A batch on a real cluster gives what a local one gives, also when a worker is killed in its middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import gireport
from gireport.errors import UsageError
from gireport.model import Paragraph, Report, Text
from support.batches import manifest, outputs

BIN = Path(sys.executable).parent
COUNT = 80
LOCAL = ("--host", "127.0.0.1", "--no-dashboard")
ONE = ("--nworkers", "1", "--nthreads", "1", "--no-nanny")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("inputs")
    for number in range(COUNT):
        body = tuple(Paragraph((Text(f"{number}.{line}"),)) for line in range(300))
        (path / f"{number:04}.docx").write_bytes(gireport.write(Report(body=body), "docx"))
    (path / "0070x.docx").write_bytes(b"no")
    return path


@pytest.fixture(scope="module")
def quiet(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("quiet")
    rows = list(gireport.batch([folder], to=("html", "json"), out=out))
    assert len(rows) == COUNT + 1
    return out


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers on loopback: its address, and the workers' processes."""
    file = tmp_path / "scheduler.json"
    log = (tmp_path / "log").open("wb")
    local = {"stdout": log, "stderr": log, "cwd": tmp_path, "start_new_session": True}
    scheduler = subprocess.Popen(
        [BIN / "dask", "scheduler", *LOCAL, "--port", "0", "--scheduler-file", file],
        **local,
    )
    (tmp_path / "scheduler.pid").write_text(str(scheduler.pid))
    running = [scheduler]
    try:
        limit = time.monotonic() + 30
        while not file.is_file() or not file.read_bytes().endswith(b"}"):
            assert time.monotonic() < limit, (tmp_path / "log").read_text()
            time.sleep(0.05)
        address = json.loads(file.read_text())["address"]
        workers = [
            subprocess.Popen(
                [BIN / "dask", "worker", address, *LOCAL, *ONE, "--name", name],
                **local,
            )
            for name in ("one", "two")
        ]
        running += workers
        yield address, workers
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        log.close()


def batch(folder, out, *more):
    command = [
        BIN / "gireport",
        "batch",
        folder,
        "--to",
        "html",
        "--to",
        "json",
        "--out",
        out,
        "--engine",
        "dask",
    ]
    return subprocess.Popen([*map(str, command), *more], stderr=subprocess.PIPE)


def wait_for_bytes(running, path, count):
    limit = time.monotonic() + 60
    while not path.is_file() or len(path.read_bytes()) < count:
        assert time.monotonic() < limit
        assert running.poll() is None, running.stderr.read()
        time.sleep(0.01)


def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(cluster, folder, quiet, tmp_path):
    address, workers = cluster
    out = tmp_path / "out"
    running = batch(folder, out, "--scheduler", address)
    wait_for_bytes(running, out / "manifest.jsonl", 5000)
    os.killpg(workers[0].pid, signal.SIGKILL)
    done = len(manifest(out))
    _, said = running.communicate(timeout=120)
    assert 5 < done < COUNT - 20, "the worker was not killed in the middle"
    assert running.returncode == 1, said
    assert f"{COUNT} of {COUNT + 1} converted, 1 failed".encode() in said
    assert manifest(out) == manifest(quiet)
    assert outputs(out) == outputs(quiet)


def test_a_cluster_that_stands_does_the_same_batch_again(cluster, tmp_path):
    address, _ = cluster
    (tmp_path / "in").mkdir()
    for number in range(6):
        (tmp_path / "in" / f"{number}.html").write_text(f"<!DOCTYPE html><p>{number}")
    for _ in range(3):
        run = gireport.batch(
            tmp_path / "in", to="json", out=tmp_path / "out", engine="dask", scheduler=address
        )
        assert [row.error for row in run] == [None] * 6


def test_a_scheduler_that_is_lost_is_reported_in_one_line(cluster, folder, tmp_path):
    address, _ = cluster
    running = batch(folder, tmp_path / "out", "--scheduler", address)
    wait_for_bytes(running, tmp_path / "out" / "manifest.jsonl", 2000)
    os.killpg(int((tmp_path / "scheduler.pid").read_text()), signal.SIGKILL)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 2
    lines = [line for line in said.decode().splitlines() if "0070x" not in line]
    error = "the connection to the Dask scheduler is lost"
    assert lines == [f"gireport: {error} (check the cluster, then run the batch again with resume)"]
    assert not list((tmp_path / "out").glob(".*"))


def test_without_an_address_a_local_cluster_does_the_batch(folder, quiet, tmp_path):
    running = batch(folder, tmp_path / "out", "--jobs", "2")
    _, said = running.communicate(timeout=120)
    assert running.returncode == 1, said
    assert manifest(tmp_path / "out") == manifest(quiet)
    assert outputs(tmp_path / "out") == outputs(quiet)


def test_limits_hold_on_the_cluster_too(tmp_path):
    rows = 400
    table = "<table>" + "<tr><td>x</td></tr>" * rows + "</table>"
    (tmp_path / "slow.html").write_text(f"<!DOCTYPE html>{table * 40}")
    (row,) = gireport.batch(
        [tmp_path / "slow.html"], to="docx", out=tmp_path / "out", engine="dask", seconds=0.05
    )
    assert row.error.startswith("it takes longer than the limit of 0.05 s")


def test_an_address_where_no_scheduler_answers_is_wrong_usage(tmp_path):
    (tmp_path / "a.html").write_text("<p>x")
    for address in ("tcp://127.0.0.1:9", "nonsense://x"):
        run = gireport.batch(
            [tmp_path / "a.html"], to="json", out=tmp_path / "out", engine="dask", scheduler=address
        )
        with pytest.raises(UsageError, match="no Dask scheduler answers"):
            list(run)
