"""What the words say: masks now; dates, facts and status as they come."""

from feedbackparse.reading.columns import type_labelled
from feedbackparse.reading.masks import find_masks
from feedbackparse.reading.placement import place_masks

__all__ = ["find_masks", "place_masks", "type_labelled"]
