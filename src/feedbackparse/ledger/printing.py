"""How a sheet prints: A4 landscape, as wide as the page, numbered."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties


def set_up_page(worksheet: Any, colour: str, pages: int = 1) -> None:
    """A4 landscape, as wide as the page, numbered."""
    worksheet.sheet_properties.tabColor = colour
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.page_setup.paperSize = 9
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.fitToWidth = pages
    worksheet.page_setup.fitToHeight = 0
    worksheet.page_setup.pageOrder = "overThenDown"
    margins = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    worksheet.oddFooter.left.text = "&A"
    worksheet.oddFooter.center.text = "第 &P 页，共 &N 页"
