"""file -> Blocks: the only stage that knows file formats."""

from __future__ import annotations

from feedbackparse.intake.archive import Member, is_archive, is_passed_over, list_members, read_member, read_members
from feedbackparse.intake.files import Intake, load_file, read_data, read_file, read_files
from feedbackparse.intake.limits import DEFAULT, Limits
from feedbackparse.intake.refusals import REFUSALS

__all__ = [
    "DEFAULT",
    "REFUSALS",
    "Intake",
    "Limits",
    "Member",
    "is_archive",
    "is_passed_over",
    "list_members",
    "load_file",
    "read_data",
    "read_file",
    "read_files",
    "read_member",
    "read_members",
]
