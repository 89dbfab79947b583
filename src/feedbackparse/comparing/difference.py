"""The difference of two wordings, as a reader sees it: ［-left out-］［+put in+］."""

from __future__ import annotations

from rapidfuzz.distance import Indel


def tell_difference(old: str, new: str) -> str:
    """``new`` with what it leaves out of ``old`` and puts in marked; alike stretches shorter than two
    characters between marks are marked with them."""
    left, right, parts = "", "", []
    for step in Indel.opcodes(old, new):
        words = old[step.src_start : step.src_end]
        if step.tag == "equal" and (len(words) > 1 or not (left or right)):
            parts += [marked(left, right), words]
            left = right = ""
        elif step.tag == "equal":
            left, right = left + words, right + words
        else:
            left, right = left + words, right + new[step.dest_start : step.dest_end]
    return "".join((*parts, marked(left, right)))


def marked(left: str, right: str) -> str:
    return (f"［-{left}-］" if left else "") + (f"［+{right}+］" if right else "")
