"""The Discord pane in a browser, with a very small bot of discord.py behind it, for the tests of the pane."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.playground.seated import Desk
from tests.playground.small_discord_bot import SmallDiscordBot

ROSA, AMARA = "300000000000000011", "300000000000000004"  # as they are on Discord


class Pane:
    """The Discord pane, and the bot behind it."""

    def __init__(self, desk: Desk, bot: SmallDiscordBot) -> None:
        self.desk, self.page, self.bot, self.pocket = desk, desk.page, bot, desk.playground.discord
        self.box = self.page.locator("#discord-box")

    @property
    def it(self) -> Locator:
        return self.page.locator("#discord")

    async def go(self, channel: str) -> None:
        await self.it.get_by_role("navigation").get_by_role("button", name=channel).click()
        await expect(self.it.get_by_role("heading", level=3, name=channel)).to_be_visible()

    async def write(self, words: str) -> None:
        await self.box.fill(words)
        await self.box.press("Enter")

    async def ask(self, question: str) -> None:
        await self.write(f"/opendata ask question: {question}")
        await self.page.get_by_role("dialog", name="Ask a question").wait_for()
        await self.page.get_by_label("Share").select_option("With my name")
        await self.page.get_by_role("button", name="Submit").click()
        await expect(self.page.get_by_role("dialog")).to_have_count(0)


@pytest_asyncio.fixture(loop_scope="session")
async def pane(desk: Desk) -> AsyncIterator[Pane]:
    bot = SmallDiscordBot(desk.playground.discord)
    await bot.go()
    yield Pane(desk, bot)
    await bot.stop()
