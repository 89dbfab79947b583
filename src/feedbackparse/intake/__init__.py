"""file -> Blocks: the only stage that knows file formats."""

from __future__ import annotations

from feedbackparse.intake.files import Intake, read_data, read_file
from feedbackparse.intake.limits import DEFAULT, Limits
from feedbackparse.intake.refusals import REFUSALS

__all__ = ["DEFAULT", "REFUSALS", "Intake", "Limits", "read_data", "read_file"]
