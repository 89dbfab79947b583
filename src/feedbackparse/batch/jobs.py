"""What a run has to read: a job a file, those in old formats together, for they share a call of the converter."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from feedbackparse.sources import Found

GROUP = 12
"""Files in old formats that are read by one call."""
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files begin that need a converter."""


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read."""

    order: tuple[int, ...]
    """Its place in the run: number of the file, and number in the archive."""
    path: Path
    name: str
    """As the user knows it; that of a member behind its archive's."""
    member: str | None = None
    """Its entry in the archive."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A file that turned out to be an archive: its members are jobs of their own."""

    job: Job
    members: tuple[tuple[str, str], ...]
    """Entry and readable name of each."""

    def jobs(self) -> Iterator[Job]:
        for at, (entry, shown) in enumerate(self.members):
            yield Job((*self.job.order, at), self.job.path, f"{self.job.name}/{shown}", entry)


def plan_jobs(files: deque[Found]) -> Iterator[tuple[Job, ...]]:
    """The jobs in the order of the run, in groups that one call does; a file is let go once it is planned."""
    group: list[Job] = []
    for number in range(len(files)):
        file = files.popleft()
        job = Job((number,), file.path.absolute(), file.name)
        if not is_old(job.path):
            yield (job,)
            continue
        group.append(job)
        if len(group) == GROUP:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def is_old(path: Path) -> bool:
    """Whether a file is in a format that a converter must read."""
    try:
        with path.open("rb") as file:
            return file.read(8).startswith(_OLD)
    except OSError:
        return False
