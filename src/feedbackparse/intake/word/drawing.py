"""What a drawing holds that can be read: text boxes, WordArt, diagrams; the rest is counted.

Source: ECMA-376 part 1 §20.4 (drawings), §21.4 (diagrams), part 3 §9 (AlternateContent), part 4 §14 (VML).
"""

from __future__ import annotations

from lxml import etree

from feedbackparse.intake.word.names import DIAGRAM, MC, UNDERSTOOD, A, M, V, W
from feedbackparse.intake.word.tally import Tally

BOX = W + "txbxContent"
ART = V + "textpath"
BODY = A + "txBody"
PLAN = DIAGRAM + "relIds"
_ALTERNATE = MC + "AlternateContent"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_PICTURES = frozenset({A + "blip", V + "imagedata"})
_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_WORDED = (M + "t", *(W + name for name in "t sym numPr drawing pict object pStyle altChunk".split()))
"""Elements without one of which a box has nothing to show."""


def choose_branch(element: etree._Element) -> etree._Element | None:
    """Of an AlternateContent, the one branch that counts: what we understand, else the fallback."""
    last = None
    for branch in element:
        if branch.tag == MC + "Fallback":
            return branch
        if branch.tag == MC + "Choice":
            last = branch
            wanted = (branch.get("Requires") or "").split()
            if wanted and all(branch.nsmap.get(prefix) in UNDERSTOOD for prefix in wanted):
                return branch
    return last


def find_anchors(drawing: etree._Element, tally: Tally) -> list[etree._Element]:
    """The text boxes, WordArt and diagrams of one drawing, in order, each once."""
    found: list[etree._Element] = []
    ahead = [drawing]
    while ahead:
        element = ahead.pop()
        tag = element.tag
        if tag == BOX:
            if next(element.iter(*_WORDED), None) is not None:
                found.append(element)
        elif tag in (ART, PLAN, BODY):
            found.append(element)
        elif tag == _ALTERNATE:
            branch = choose_branch(element)
            ahead.extend([branch] if branch is not None else [])
        elif _is_hidden(element):
            tally.note("hidden-text", "隐藏图形")
        else:
            if tag in _PICTURES:
                tally.note("pictures", "图片")
            elif tag == _CHART:
                tally.note("pictures", "图表")
            ahead.extend(reversed(element))
    return found


def _is_hidden(element: etree._Element) -> bool:
    """Whether this shape is set not to be shown."""
    if element.tag.startswith(V):
        return "visibility:hidden" in (element.get("style") or "").replace(" ", "")
    properties = next((child for child in element if child.tag == _PROPERTIES), None)
    return properties is not None and properties.get("hidden", "0") in ("1", "true", "on")


def read_art(element: etree._Element) -> str:
    """The words of WordArt, a line each."""
    return " ".join((element.get("string") or "").split("\n")).replace("\r", "").strip()
