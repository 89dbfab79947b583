"""rules/*.toml -> checked, compiled rules; which rule wins."""

from feedbackparse.rulebook.check import check_rules
from feedbackparse.rulebook.compiled import Rule, Rulebook
from feedbackparse.rulebook.load import load_rules

__all__ = ["Rule", "Rulebook", "check_rules", "load_rules"]
