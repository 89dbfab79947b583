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

_POLICY = (
    "default-src 'none'; script-src {script}; style-src {style}; img-src 'none'; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def render(name: str, **values: Any) -> str:
    """The page ``name`` (page, index): its template with its own style and script."""
    style = read_asset("base.css") + read_asset(f"{name}.css")
    script = read_asset(f"{name}.js")
    policy = _POLICY.format(script=digest(script), style=digest(style))
    return environment().get_template(f"{name}.html").render(style=style, script=script, policy=policy, **values)


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
