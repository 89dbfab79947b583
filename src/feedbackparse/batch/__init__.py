"""Many documents: a verdict for each, results kept as they come, on one machine or a cluster.

Read ``conversion`` first, then ``run`` (one run), ``drive`` (jobs to results), ``work`` (what a worker does with a
file), ``child`` (how a worker dies alone) and ``store`` (what is kept).
"""

from __future__ import annotations

from feedbackparse.batch.conversion import Converted, Filing, convert
from feedbackparse.batch.inspection import audit
from feedbackparse.batch.run import Progress, Reading, Running, Step, open_session

__all__ = ["Converted", "Filing", "Progress", "Reading", "Running", "Step", "audit", "convert", "open_session"]
