"""A headless Chromium for tests of pages."""

import os
import shutil
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all tests of a file; each test opens pages of its own and closes them. Such a file says
    ``pytestmark = pytest.mark.asyncio(loop_scope="module")``, and its fixtures that open pages have that scope too.
    """
    path = chromium()
    async with async_playwright() as playwright:
        # Containers often run as root, where Chromium's sandbox does not start; the tests only visit loopback.
        opened = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        await opened.close()
