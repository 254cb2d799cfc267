"""The page in a browser, with somebody's seat taken, for the tests of the page."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest_asyncio
from playwright.async_api import Browser, Dialog, Locator, Page, expect

from adapters.playground.clock import DemoClock
from adapters.playground.demo import sample
from adapters.playground.page import Playground
from tests.playground.small_bot import COMMANDS, SHORTCUTS, SmallBot

NOOR, ROSA = "U0ALDER02", "U0ALDER11"  # as they are on Slack
MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@dataclass
class Desk:
    """The page in a browser, the playground under it and the bot behind it. What one does, one does on Slack."""

    page: Page
    playground: Playground
    bot: SmallBot
    troubles: list[str]

    @property
    def slack(self) -> Locator:
        return self.page.locator("#slack")

    async def sit(self, name: str) -> None:
        await self.page.get_by_role("radio", name=name).check()
        await expect(self.page.get_by_role("radio", name=name)).to_be_checked()

    async def go(self, channel: str) -> None:
        await self.slack.get_by_role("navigation").get_by_role("button", name=channel).click()
        await expect(self.slack.get_by_role("heading", level=3, name=channel)).to_be_visible()

    async def write(self, words: str) -> None:
        box = self.page.locator("#slack-box")
        await box.fill(words)
        await box.press("Enter")

    async def ask(self, question: str) -> None:
        await self.write(f"/opendata ask {question}")
        await self.page.get_by_role("dialog", name="Ask a question").wait_for()
        await self.page.get_by_role("button", name="Post question").click()
        await expect(self.page.get_by_role("dialog")).to_have_count(0)


@pytest_asyncio.fixture(loop_scope="session")
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    playground = await sample(DemoClock(lambda: MONDAY), commands=COMMANDS, shortcuts=SHORTCUTS)
    bot = SmallBot(playground.slack)
    playground.panel = bot.panel
    await bot.start()
    context = await browser.new_context(viewport={"width": 1600, "height": 900})
    page = await context.new_page()
    page.set_default_timeout(10_000)
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("dialog", lambda dialog: _alarmed(dialog, troubles))
    await page.goto(playground.url)
    await page.locator("html[data-ready]").wait_for()
    await page.get_by_role("button", name="Skip the tour").click()
    yield Desk(page, playground, bot, troubles)
    await context.close()
    await bot.stop()
    await playground.stop()
    assert troubles == []


async def _alarmed(dialog: Dialog, troubles: list[str]) -> None:
    troubles.append(f"a script ran: {dialog.message}")
    await dialog.dismiss()
