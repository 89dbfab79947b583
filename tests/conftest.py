"""What all tests share: ``--accept``, the tools that some tests need, and how hard Hypothesis tries."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import open_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TOOLS = {"libreoffice": "soffice", "browser": "chromium"}
"""Marker of a test -> the program that it needs."""

settings.register_profile(
    "project", max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "project"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the expectations of corpora/ from the parses")


def missing_tools() -> dict[str, str]:
    """The markers whose program is not on this machine."""
    return {marker: program for marker, program in TOOLS.items() if shutil.which(program) is None}


def pytest_configure() -> None:
    """In CI a missing tool is an error."""
    if os.environ.get("FEEDBACKPARSE_REQUIRE_TOOLS") and missing_tools():
        raise pytest.UsageError(f"FEEDBACKPARSE_REQUIRE_TOOLS: {', '.join(missing_tools().values())} is missing")


def pytest_report_header(config: pytest.Config) -> list[str]:
    return [f"NOT RUN: tests marked {marker}, for {tool} is missing" for marker, tool in missing_tools().items()]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and say so, what needs a tool that is not here."""
    out = [item for item in items if any(item.get_closest_marker(marker) for marker in missing_tools())]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in pytest_report_header(config):
        terminalreporter.write_line(line, yellow=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of the tests that need one; one a process."""
    with open_browser() as opened:
        yield opened


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))
