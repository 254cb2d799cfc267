"""A headless Chromium for tests of pages."""

import os
import shutil
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

if TYPE_CHECKING:
    from playwright.async_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MUST_BE_THERE = "CHAMPIONS_REQUIRE_BROWSER"
SENTENCE = "There is no Chromium on this machine. Install one (Debian: apt-get install chromium) to test the page."


def chromium() -> str:
    """The path of the machine's Chromium; without one the test is skipped, or fails where one is required."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is not None:
        return found
    if os.environ.get(MUST_BE_THERE) == "1":
        pytest.fail(SENTENCE)
    pytest.skip(SENTENCE)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> "AsyncIterator[Browser]":
    """One browser for all tests; each opens a context of its own, which shares nothing with another's, and closes it.
    Such a file says ``pytestmark = pytest.mark.asyncio(loop_scope="session")``, and its fixtures that open pages have
    that scope too. It stands in ``tests/conftest.py``: a file that imports it would have another one.
    """
    from playwright.async_api import async_playwright  # only who opens a page pays for it

    path = chromium()
    async with async_playwright() as playwright:
        # Containers often run as root, where Chromium's sandbox does not start; the tests only visit loopback.
        opened = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        await opened.close()
