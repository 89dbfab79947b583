"""The pages of the window: templates in the look of the review page; everything is escaped."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from feedbackparse.review import shell as review

if TYPE_CHECKING:
    from jinja2 import Environment

ASSETS = {"window.css": "text/css; charset=utf-8", "window.js": "text/javascript; charset=utf-8"}
"""What pages load, from the window itself."""


def render(name: str, **values: Any) -> str:
    """The page ``name``."""
    return environment().get_template(f"{name}.html").render(**values)


def serve_asset(name: str) -> str:
    """A style or script; the style begins with that of the review page."""
    return (review.read_asset("base.css") if name.endswith(".css") else "") + read_asset(name)


@cache
def read_asset(name: str) -> str:
    text = (files("feedbackparse.window") / "assets" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(read_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
