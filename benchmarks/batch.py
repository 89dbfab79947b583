"""``python -m benchmarks.batch``: many documents, to Parquet and to a workbook, on one worker and on two.

Each run is a process of its own with a new store. With ``--record`` the table is written to benchmarks/BATCH.md.
Time is the clock on the wall: measure on a machine that does nothing else, or compare runs of one table only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from benchmarks.document import write_report
from benchmarks.word_files import print_plain, write_word

TARGETS = ("tables", "workbook")
_SHORT = ("关于第{0}号单位整改情况的报告", "1.关于会议记录不完整的问题{0}。", "整改情况：已补记{0}份。")
BATCH = Path(__file__).with_name("BATCH.md")
_RUN = """
import json, sys, time
import feedbackparse as fp
from feedbackparse.batch.ceilings import read_peak
sources, home, workers, workbook = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4] == "workbook"
begin, mine = time.perf_counter(), time.process_time()
ends = {}
def tell(step):
    ends["read"] = time.perf_counter() - begin
if workbook:
    done = fp.convert(sources, f"{home}/l.xlsx", workers=workers, store=f"{home}/s", progress=tell)
else:
    done = fp.convert(sources, None, f"{home}/t", workers=workers, store=f"{home}/s", progress=tell)
print(json.dumps({
    "seconds": time.perf_counter() - begin, "read": ends["read"], "own": time.process_time() - mine,
    "peak": read_peak(), "verdicts": len(done.verdicts), "taken": sum(v.taken for v in done.verdicts),
    "workbook": done.written is not None,
}))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run."""

    documents: int
    workers: int
    target: str
    seconds: float
    own: float
    """Seconds of the processor that the main process took."""
    peak: int
    """Bytes of the main process."""
    verdicts: int
    fits: bool

    @property
    def rate(self) -> float:
        return self.documents / self.seconds


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure runs over many documents.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument(
        "--paragraphs", type=int, default=80, help="at least 24; 3 for short texts: what a run itself costs"
    )
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--targets", nargs="+", choices=TARGETS, default=TARGETS)
    parser.add_argument("--record", action="store_true", help=f"write {BATCH.name}")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = list(measure_all(Path(folder), args))
    page = print_page(runs, args.paragraphs)
    print(page)
    if args.record:
        BATCH.write_text(page, encoding="utf-8", newline="\n")
    lost = [run for run in runs if run.verdicts != run.documents]
    return int(bool(lost))


def measure_all(home: Path, args: argparse.Namespace) -> Iterator[Measured]:
    for size in sorted(args.sizes):
        sources = write_sources(home / str(size), size, args.paragraphs)
        for target in args.targets:
            for workers in args.workers:
                yield measure(sources, home / "run", size, workers, target)


def write_sources(folder: Path, count: int, paragraphs: int) -> Path:
    """Reports, each of other words, as plain Word files; of three paragraphs as text files."""
    folder.mkdir()
    if paragraphs == len(_SHORT):
        for at in range(count):
            (folder / f"{at:05d}.txt").write_text("\n".join(_SHORT).format(at), encoding="utf-8")
        return folder
    write_word(folder / "template.docx", [])
    with zipfile.ZipFile(folder / "template.docx") as package:
        parts = {name: package.read(name) for name in package.namelist()}
    (folder / "template.docx").unlink()
    head, mark, tail = parts.pop("word/document.xml").partition(b"<w:sectPr")
    for at in range(count):
        body = "".join(map(print_plain, write_report(paragraphs, at))).encode()
        data = BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
            for name, part in (*parts.items(), ("word/document.xml", head + body + mark + tail)):
                package.writestr(name, part)
        (folder / f"{at:05d}.docx").write_bytes(data.getvalue())
    return folder


def measure(sources: Path, home: Path, size: int, workers: int, target: str) -> Measured:
    home.mkdir()
    command = [sys.executable, "-c", _RUN, str(sources), str(home), str(workers), target]
    told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    shutil.rmtree(home)
    print(f"{size} documents, {workers} workers, {target}: {told}", file=sys.stderr)
    return Measured(
        size, workers, target, told["seconds"], told["own"], told["peak"], told["verdicts"],
        target == "tables" or told["workbook"],
    )  # fmt: skip


def print_page(runs: Sequence[Measured], paragraphs: int) -> str:
    first = {(run.target, run.workers): run for run in reversed(runs)}
    thousand = {(run.target, run.workers): run for run in runs if run.documents == 1000} or first
    one = {(run.target, run.documents): run for run in sorted(runs, key=lambda run: -run.workers)}
    lines = [
        "| to | documents | workers | seconds | documents a second | times one worker | of the rate at 1,000 |"
        " peak memory, MiB | times that at 1,000 | verdicts |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for run in sorted(runs, key=lambda run: (run.target, run.documents, run.workers)):
        base = thousand[run.target, run.workers]
        target = run.target if run.fits else f"{run.target} (does not fit: tables)"
        lines.append(
            f"| {target} | {run.documents:,} | {run.workers} | {run.seconds:.1f} | {run.rate:.1f} "
            f"| {one[run.target, run.documents].seconds / run.seconds:.2f} | {run.rate / base.rate:.0%} "
            f"| {run.peak / 2**20:.0f} | {run.peak / base.peak:.2f} | {run.verdicts:,} |"
        )
    return f"""# Many documents

Written by `python -m benchmarks.batch --record`. Reports of {paragraphs} paragraphs, each of other
words. Seconds are on the wall and hold the start of the workers; memory is the peak of the main process.
Python {platform.python_version()}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors{tell_load()}.

{chr(10).join(lines)}
"""


def tell_load() -> str:
    """How busy the machine was in the last quarter of an hour, where it says so."""
    return f"; load of the last 15 minutes {os.getloadavg()[2]:.1f}" if hasattr(os, "getloadavg") else ""


if __name__ == "__main__":
    raise SystemExit(main())
