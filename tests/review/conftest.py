"""A page of the browser, and what it must not do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import Watched, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    """A page that must load nothing but itself and complain of nothing."""
    with open_page(browser) as opened:
        yield opened
        assert opened.complaints == []
        assert {address for address in opened.requests if not address.startswith("file:")} == set()
