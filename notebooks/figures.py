"""Figures whose Chinese can be read on any machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib.pyplot as plt
import numpy as np
from matplotlib import font_manager
from matplotlib.colors import Colormap, LinearSegmentedColormap

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

FONTS = [
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Noto Sans CJK JP",  # the name under which older matplotlib knows the whole collection
]
BLUE, GREEN, AMBER, RED, GREY, PALE = "#4a6fa5", "#2f7d5b", "#e0a526", "#b8402a", "#8d949c", "#d9dde2"

SHARES = LinearSegmentedColormap.from_list("shares", ["#e7a58d", "#f7ecd9", "#8fc1a5"])
"""Colours of a share, from nothing to all; text can be read on each."""
AMOUNTS = LinearSegmentedColormap.from_list("amounts", ["#f4f6f8", "#b9cbe2", "#4a6fa5", "#22406e"])
"""Colours of an amount, from none to much."""


def choose_fonts() -> list[str]:
    """Those of FONTS that are installed; where none is, the one of pylopdf-fonts-zh-cn (SIL Open Font License)."""
    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in FONTS if name in installed]
    if found:
        return found
    from pylopdf_fonts_zh_cn import sans_path

    font_manager.fontManager.addfont(sans_path())
    return [font_manager.FontProperties(fname=sans_path()).get_name()]


def set_up_figures() -> None:
    """Fonts and looks of all figures that follow."""
    plt.rcParams |= {
        "font.family": [*choose_fonts(), "DejaVu Sans"],
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.titlelocation": "left",
        "figure.constrained_layout.use": True,
        "legend.frameon": False,
    }


def draw_heat_map(axes: Axes, values: pd.DataFrame, texts: pd.DataFrame, colours: Colormap, largest: float) -> None:
    """One cell a value, its text in it, row and column names round it; a cell without a value is grey."""
    if values.empty:
        axes.text(0.5, 0.5, "没有可画的内容", ha="center", va="center", transform=axes.transAxes)
        axes.axis("off")
        return
    numbers = values.astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    shades = colours.with_extremes(bad="#eceef0")
    axes.imshow(np.ma.masked_invalid(numbers), cmap=shades, vmin=0, vmax=largest, aspect="auto")
    axes.set_xticks(range(len(values.columns)), labels=list(values.columns))
    axes.set_yticks(range(len(values.index)), labels=list(values.index))
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)
    axes.set_xticks(np.arange(0.5, len(values.columns) - 1), minor=True)
    axes.set_yticks(np.arange(0.5, len(values.index) - 1), minor=True)
    axes.grid(which="minor", color="white", linewidth=1.5)
    axes.tick_params(which="minor", length=0, top=False, bottom=False)
    for (row, column), number in np.ndenumerate(numbers):
        red, green, blue, _ = shades(number / largest)
        dark = not np.isnan(number) and 0.3 * red + 0.59 * green + 0.11 * blue < 0.66
        axes.text(
            column, row, str(texts.iat[row, column]), ha="center", va="center", fontsize=9,
            color="white" if dark else "#30353a",
        )  # fmt: skip
