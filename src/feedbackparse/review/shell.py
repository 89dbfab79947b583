"""The frame of every page: templates, one style and one script inline, and the policy that allows only these.

jinja2 is imported only when a page is made, and escapes everything.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPTS = {
    "page": ("names", "sides", "detail", "panels", "folding", "filters", "keys", "start"),
    "index": ("list",),
}
"""The parts of each page's script, in their order."""

_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src 'none'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def render(name: str, **values: Any) -> str:
    """The page ``name`` (page, index): its template with its own style and script."""
    style = read_asset("base.css") + read_asset(f"{name}.css")
    script = join_script(name)
    policy = _POLICY.format(script=digest(script), style=digest(style))
    return environment().get_template(f"{name}.html").render(style=style, script=script, policy=policy, **values)


@cache
def join_script(name: str) -> str:
    """The parts of a page's script as one function that runs when the page is there.

    The page learns at once that there is a script, so that it is laid out for it from the start.
    """
    parts = "".join(read_asset(f"{name}/{part}.js") for part in SCRIPTS[name])
    begin = 'document.documentElement.classList.add("live");\ndocument.addEventListener("DOMContentLoaded", () => {\n'
    return f'"use strict";\n{begin}{parts}}});\n'


@cache
def read_asset(name: str) -> str:
    text = (files("feedbackparse.review") / "assets" / name).read_text(encoding="utf-8")
    return text.replace("\r\n", "\n")


@cache
def digest(text: str) -> str:
    """A source of the policy: the hash of an inline element's words."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    frame = Environment(
        loader=FunctionLoader(read_asset),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    frame.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return frame
