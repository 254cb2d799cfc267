"""The whole demonstration in a real browser: the real bot, a real database, a person at each step.

``CHAMPIONS_SCREENSHOTS=FOLDER`` keeps a picture of each step, to be looked at.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from frontdoor.demo import Demo, start

pytestmark = pytest.mark.asyncio(loop_scope="session")
CHICAGO = "native/dcat_us_socrata/cityofchicago_20200722.data.json.xz"


@asynccontextmanager
async def playing(browser: Browser, folder: Path, catalog: str | None = None) -> AsyncIterator[Page]:
    async with page_of(browser, await start(folder, 0, catalog)) as page:
        yield page


@asynccontextmanager
async def page_of(browser: Browser, demo: Demo) -> AsyncIterator[Page]:
    """The page of a demonstration, past its tour; nothing on it may have gone wrong by the end."""
    context = await browser.new_context(viewport={"width": 1600, "height": 900}, color_scheme="light")
    page = await context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        await page.goto(demo.playground.url)
        await page.locator("html[data-ready]").wait_for()
        await page.get_by_role("button", name="Skip the tour").click()
        yield page
        assert faults == []
    finally:
        await context.close()
        await demo.stop()


async def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("CHAMPIONS_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def sit(page: Page, name: str) -> None:
    await page.get_by_role("radio", name=name).check()


async def go(page: Page, channel: str, pane: str = "slack") -> None:
    there = page.locator(f"#{pane}")
    await there.get_by_role("navigation").get_by_role("button", name=channel).click()
    await expect(there.get_by_role("heading", level=3, name=channel)).to_be_visible()


async def write(page: Page, words: str, pane: str = "slack") -> None:
    await page.locator(f"#{pane}-box").fill(words)
    await page.locator(f"#{pane}-box").press("Enter")


def card(pane: Locator, words: str) -> Locator:
    """The last card with these words in a pane."""
    return pane.get_by_role("article").filter(has_text=words).last


async def through_it_all(page: Page, city: str, dataset: str, shown: str, seat: str, number: str) -> None:
    """On Slack alone: Casey asks about a dataset, ``seat`` claims and answers, Casey confirms."""
    await sit(page, "Casey Wendell")
    await ask_on_slack(page, dataset, shown, number, city)
    await sit(page, seat)
    await claim_and_answer_on_slack(page, number, city)
    await sit(page, "Casey Wendell")
    await confirm_on_slack(page, number, city)


async def ask_on_slack(page: Page, dataset: str, shown: str, number: str, city: str) -> None:
    slack = page.locator("#slack")
    await write(page, f'/opendata ask dataset:"{dataset}" Does this file include last year as well?')
    preview = card(slack, "Check before we post")
    await expect(preview).to_contain_text(shown)
    await picture(page, f"{city}-1-preview")
    await preview.get_by_role("button", name="Post with my name").click()
    await expect(slack.get_by_text(f"Thank you, Casey Wendell. Your question is {number}.")).to_be_visible()
    await picture(page, f"{city}-2-posted")


async def claim_and_answer_on_slack(page: Page, number: str, city: str) -> None:
    slack = page.locator("#slack")
    await go(page, "champions-triage")
    await slack.get_by_role("button", name=f"Claim {number}").click()
    await expect(slack.get_by_text(f"{number} is yours. Thank you.")).to_be_visible()
    await picture(page, f"{city}-3-claimed")
    await slack.get_by_role("button", name=f"Answer {number}").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Your answer").fill("Yes. It goes back to 2018, month by month.")
    await picture(page, f"{city}-4-answering")
    await form.get_by_role("button", name="Look before posting").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await slack.get_by_role("button", name="Post answer").last.click()
    await expect(slack.get_by_text(f"Posted. {number} is answered.")).to_be_visible()


async def confirm_on_slack(page: Page, number: str, city: str) -> None:
    slack = page.locator("#slack")
    await go(page, "ask-open-data")
    await expect(slack.get_by_role("article").filter(has_text=f"{number} · Answered").first).to_be_visible()
    await picture(page, f"{city}-5-answered")
    await slack.get_by_role("button", name=f"{number}: this solved it").first.click()
    await expect(slack.get_by_role("article").filter(has_text=f"{number} · Solved").first).to_be_visible()
    await page.get_by_role("tab", name="History").click()
    await expect(page.get_by_role("tabpanel")).to_contain_text("From answered to solved")
    await picture(page, f"{city}-6-solved")


async def test_port_alder_from_question_to_confirmed_answer(browser: Browser, tmp_path: Path) -> None:
    async with playing(browser, tmp_path) as page:
        await through_it_all(page, "port-alder", "Street Trees", "Street Trees", "Noor Castellane", "Q-13")


async def test_asked_on_discord_answered_from_slack_and_confirmed_on_discord(browser: Browser, tmp_path: Path) -> None:
    async with playing(browser, tmp_path) as page:
        discord = page.locator("#discord")
        await sit(page, "Devan Lindh")
        await expect(page.locator("#slack")).to_contain_text("Devan Lindh is not on Slack.")
        await page.locator("#discord-box").press_sequentially("/opendata as")
        await page.keyboard.press("Enter")
        form = discord.get_by_role("form", name="/opendata ask")
        await form.get_by_role("textbox", name="text").fill("Does this file include last year as well?")
        await form.get_by_role("combobox", name="dataset").press_sequentially("street tr")
        await page.get_by_role("option", name="Street Trees").click()
        await picture(page, "discord-to-slack-1-asking")
        await form.get_by_role("button", name="Send command").click()
        preview = card(discord, "Check before we post")
        await expect(preview).to_contain_text("Street Trees")
        await preview.get_by_role("button", name="Post with my name").click()
        await expect(discord.get_by_text("Thank you, Devan Lindh. Your question is Q-13.")).to_be_visible()
        await picture(page, "discord-to-slack-2-asked")

        await sit(page, "Noor Castellane")
        await expect(discord).to_contain_text("Noor Castellane is not on Discord.")
        await claim_and_answer_on_slack(page, "Q-13", "discord-to-slack")

        await sit(page, "Devan Lindh")
        await go(page, "ask-open-data", "discord")
        post = discord.get_by_role("list", name="Posts").get_by_role("listitem").first
        await expect(post).to_contain_text("Answered")
        await post.get_by_role("button", name="Does this file include last year").click()
        await expect(card(discord, "It goes back to 2018, month by month.")).to_be_visible()
        await picture(page, "discord-to-slack-5-answered")
        await discord.get_by_role("button", name="This solved it").first.click()
        await expect(card(discord, "Q-13 · Solved")).to_be_visible()
        await page.get_by_role("tab", name="History").click()
        await expect(page.get_by_role("tabpanel")).to_contain_text("From answered to solved")
        await picture(page, "discord-to-slack-6-solved")


async def test_asked_on_slack_answered_from_discord_and_confirmed_on_slack(browser: Browser, tmp_path: Path) -> None:
    async with playing(browser, tmp_path) as page:
        discord = page.locator("#discord")
        await sit(page, "Casey Wendell")
        await ask_on_slack(page, "Street Trees", "Street Trees", "Q-13", "slack-to-discord")

        await sit(page, "Amara Delisle")
        await go(page, "champions-triage", "discord")
        await card(discord, "Q-13 · Unclaimed").get_by_role("button", name="Claim").click()
        await expect(discord.get_by_text("Q-13 is yours. Thank you.")).to_be_visible()
        await picture(page, "slack-to-discord-3-claimed")
        await card(discord, "Q-13 · Claimed").get_by_role("button", name="Answer").click()
        form = page.get_by_role("dialog")
        await form.get_by_role("textbox", name="Your answer").fill("Yes. It goes back to 2018, month by month.")
        await picture(page, "slack-to-discord-4-answering")
        await form.get_by_role("button", name="Submit").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await discord.get_by_role("button", name="Post answer").last.click()
        await expect(discord.get_by_text("Posted. Q-13 is answered.")).to_be_visible()

        await sit(page, "Casey Wendell")
        await confirm_on_slack(page, "Q-13", "slack-to-discord")


async def test_a_real_citys_catalogue_works_the_same(browser: Browser, tmp_path: Path) -> None:
    data = os.environ.get("CHAMPIONS_DATA")
    if not data:
        pytest.skip("CHAMPIONS_DATA is not set: it names a folder with real cities' catalogues.")
    async with playing(browser, tmp_path, str(Path(data) / CHICAGO)) as page:
        await through_it_all(page, "chicago", "Food Inspections", "Food Inspections", "Noor Castellane", "Q-1")


async def test_a_resident_who_writes_in_spanish_reads_spanish(browser: Browser, tmp_path: Path) -> None:
    async with playing(browser, tmp_path) as page:
        await sit(page, "Rosa Almendariz")
        await write(page, "/opendata ask ¿Cuántos árboles hay en el parque?")
        await expect(page.get_by_text("Revise antes de publicar")).to_be_visible()
        await picture(page, "spanish-1-preview")
        slack = page.locator("#slack")
        await slack.get_by_role("button", name="Publicar con mi nombre").last.click()
        await expect(slack.get_by_text("Gracias, Rosa Almendariz. Su pregunta es Q-13.")).to_be_visible()
        await sit(page, "Noor Castellane")
        await claim_and_answer_on_slack(page, "Q-13", "spanish")
        await sit(page, "Rosa Almendariz")
        await go(page, "ask-open-data")
        await expect(slack.get_by_role("article").filter(has_text="Q-13 · Respondida").first).to_be_visible()
        await picture(page, "spanish-5-answered")
        await slack.get_by_role("button", name="Q-13: esto lo resolvió").first.click()
        await expect(slack.get_by_role("article").filter(has_text="Q-13 · Resuelta").first).to_be_visible()
        await write(page, "/opendata me privacy")
        await expect(slack.get_by_text("Qué guardamos de usted")).to_be_visible()
        await picture(page, "spanish-6-privacy")
