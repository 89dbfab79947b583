"""What the walk passes over, by name: marks that hold no text, and text that is left out on purpose.

An element in none of these sets and without a reader is reported as ``unknown-element``.
Source: ECMA-376 part 1 §17 (the content models of p, r, body, tc); outline.md, Word, last point.
"""

from __future__ import annotations

from feedbackparse.intake.word.names import W14, M, W


def _name(space: str, names: str) -> frozenset[str]:
    return frozenset(space + name for name in names.split())


MARKS = _name(
    W,
    "bookmarkStart bookmarkEnd proofErr permStart permEnd commentRangeStart commentRangeEnd"
    " moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart"
    " customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart"
    " customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd"
    " lastRenderedPageBreak softHyphen separator continuationSeparator footnoteRef endnoteRef"
    " annotationRef pgNum background",
) | _name(
    W14,
    "customXmlConflictInsRangeStart customXmlConflictInsRangeEnd customXmlConflictDelRangeStart"
    " customXmlConflictDelRangeEnd",
)
"""Elements that hold no text: ranges, marks of proofing, places of page breaks."""

PROPERTIES = _name(
    W,
    "pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr smartTagPr customXmlPr fldData rubyPr tblPrEx"
    " sectPr dirPr bdoPr numberingChange hyperlinkPr",
) | _name(
    M,
    "rPr ctrlPr fPr accPr barPr boxPr borderBoxPr dPr eqArrPr funcPr groupChrPr limLowPr limUppPr mPr"
    " naryPr phantPr radPr sPrePr sSubPr sSubSupPr sSupPr oMathParaPr argPr",
)
"""Elements that say how something looks; their readers look into them where they must."""

LEFT_OUT = _name(W, "delText delInstrText instrText rt contentPart movie")
"""Text that a reader does not see: deleted text, field codes, the reading over a ruby base, ink."""

PASSED_OVER = MARKS | PROPERTIES | LEFT_OUT

GONE = _name(W, "del moveFrom") | _name(W14, "conflictDel")
"""Revisions that take their content out of the final document."""

ARRIVED = _name(W, "ins moveTo") | _name(W14, "conflictIns")
"""Revisions that bring their content in."""
