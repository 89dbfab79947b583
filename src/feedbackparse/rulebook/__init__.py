"""rules/*.toml -> checked, compiled rules; which rule wins."""

from feedbackparse.rulebook.check import check_rules
from feedbackparse.rulebook.compiled import Rule, Rulebook
from feedbackparse.rulebook.load import load_rules
from feedbackparse.rulebook.quick import quicken, read_group, span_of

__all__ = ["Rule", "Rulebook", "check_rules", "load_rules", "quicken", "read_group", "span_of"]
