"""``python -m feedbackparse``: the same as the command ``feedbackparse``."""

from feedbackparse.cli import main

main()
