"""How much memory a document may take, and what it took: where the system can tell.

Where Python has ``resource``, the limit holds within the process (RLIMIT_AS): a document that asks for more gets
a MemoryError, and the worker goes on. Elsewhere, and for what gets past it, ``child`` watches from outside and ends
the worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

_SLACK = 256 * 1024**2
"""Address space is not all memory; what is watched from outside is."""


@contextmanager
def limit_memory(more: int) -> Iterator[None]:
    """Within, the process gets no more than so many bytes beyond what it has."""
    try:
        import resource
    except ImportError:
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_AS)
    wanted = psutil.Process().memory_info().vms + more + _SLACK
    most = wanted if before[1] == resource.RLIM_INFINITY else min(wanted, before[1])
    resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def reset_peak() -> None:
    """Begin to measure anew, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def read_peak() -> int:
    """The most bytes of memory that this process held since ``reset_peak``; where the system cannot say, since
    it began, or now."""
    info = psutil.Process().memory_info()
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii", errors="replace").splitlines() if status.exists() else []
    for line in lines:
        if line.startswith("VmHWM"):
            return int(line.split()[1]) * 1024
    return int(getattr(info, "peak_wset", info.rss))
