"""The same run on a Dask cluster: a real scheduler and two worker processes, one of which is killed on the way."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse.batch import Step, drive
from feedbackparse.errors import OutputProblem
from tests.batch import poison
from tests.batch.poison import write_poison, write_reports
from tests.batch.test_resume import files_of

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and the two workers."""
    place = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": ROOT}

    def launch(module: str, *options: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-W", "ignore", "-m", module, "--scheduler-file", str(place), "--no-dashboard"]
        return subprocess.Popen([*command, *options], **quiet)  # type: ignore[call-overload,no-any-return]

    scheduler = launch("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    local = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path / "dask"))
    workers: list[subprocess.Popen[bytes]] = []
    try:
        wait_for(place)
        workers += [launch("distributed.cli.dask_worker", *local) for _ in range(2)]
        yield json.loads(place.read_text(encoding="utf-8"))["address"], workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def wait_for(place: Path) -> None:
    end = time.monotonic() + 60
    while not (place.exists() and place.read_text(encoding="utf-8").endswith("}")):
        assert time.monotonic() < end, "the scheduler did not start"
        time.sleep(0.1)


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_costs_no_result(
    cluster: tuple[str, list[subprocess.Popen[bytes]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, workers = cluster
    monkeypatch.setattr(drive, "work", poison.work)
    sources = tmp_path / "报告"
    write_reports(sources, 120)
    bad = [write_poison(sources / f"报告00{at}0毒.txt", act) for at, act in enumerate(("segmentation fault", "hang"))]
    killed: list[int] = []

    def kill_one(step: Step) -> None:
        if step.done == 30 and not killed:
            workers[0].kill()
            killed.append(workers[0].wait())

    for home in ("a", "b"):
        (tmp_path / home).mkdir()
    options = {"tables": tmp_path / "a" / "表", "seconds": 10.0}
    done = fp.convert(sources, tmp_path / "a" / "台账.xlsx", engine=address, progress=kill_one, **options)  # type: ignore[arg-type]
    assert killed
    assert {v.file: v.status for v in done.verdicts if not v.taken} == {
        bad[0].name: "crashed",
        bad[1].name: "timed-out",
    }
    assert len(done.verdicts) == 122
    fp.convert(sources, tmp_path / "b" / "台账.xlsx", tmp_path / "b" / "表", seconds=10.0, workers=2)
    assert files_of(tmp_path / "a") == files_of(tmp_path / "b")


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from feedbackparse.batch import engines

    monkeypatch.setattr(engines, "CONNECT", 1.0)
    write_reports(tmp_path / "报告", 1)
    with pytest.raises(OutputProblem, match="no-scheduler"):
        fp.convert(tmp_path / "报告", tmp_path / "台账.xlsx", engine="tcp://127.0.0.1:9")
