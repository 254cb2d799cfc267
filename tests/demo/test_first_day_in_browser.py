"""A coordinator's first day in a real browser: from an empty database to a first answered question.

``CHAMPIONS_SCREENSHOTS=FOLDER`` keeps a picture of each step, to be looked at.
"""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from frontdoor.demo import PORTAL, start_empty
from tests.demo.test_demo_in_browser import page_of, picture, sit, write

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def presses(page: Page, card: str, button: str) -> None:
    """Press a button on the newest card with these words."""
    await newest(page, card).get_by_role("button", name=button).click()


def newest(page: Page, words: str) -> Locator:
    return page.locator("#slack").get_by_role("article").filter(has_text=words).last


async def sees(page: Page, words: str, shot: str) -> None:
    await expect(newest(page, words)).to_be_visible()
    await picture(page, f"first-day-{shot}")


async def test_six_steps_lead_to_a_first_answered_question(browser: Browser, tmp_path: Path) -> None:
    demo = await start_empty(tmp_path)
    async with page_of(browser, demo) as page:
        await sit(page, "Imani Thornquist")
        await write(page, f"/opendata-admin setup {demo.code}")
        await sees(page, "You are a coordinator now.", "0-welcome")
        await presses(page, "You are a coordinator now.", "Begin")
        await the_six_steps(page)


async def the_six_steps(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    await sees(page, "Step 1 of 6: Where", "1-where")
    await presses(page, "Step 1 of 6: Where", "Use suggested")
    await sees(page, "I can use the channels.", "1-where-found")
    await presses(page, "I can use the channels.", "Next: Who")
    await sees(page, "Step 2 of 6: Who", "2-who")
    await presses(page, "Step 2 of 6: Who", "Add a champion")
    await dialog.get_by_role("textbox", name="The name that askers read").fill("Noor Castellane")
    await picture(page, "first-day-2-adding")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await presses(page, "Step 2 of 6: Who", "Go on")
    await sees(page, "Step 3 of 6: When", "3-when")
    await presses(page, "Step 3 of 6: When", "Change")
    await picture(page, "first-day-3-changing")
    await dialog.get_by_role("button", name="Save").click()
    await presses(page, "Askers will read", "Next: What")
    await sees(page, "Step 4 of 6: What", "4-what")
    await presses(page, "Step 4 of 6: What", "Name the portal")
    await dialog.get_by_role("textbox", name="Its web address").fill(PORTAL)
    await dialog.get_by_role("button", name="Save").click()
    await sees(page, "Is this yours?", "4-what-found")
    await presses(page, "Is this yours?", "Yes, take them over")
    await sees(page, "datasets are known.", "4-what-read")
    await presses(page, "datasets are known.", "Next: Fairness")
    await sees(page, "Step 5 of 6: Fairness", "5-fair")
    await presses(page, "Step 5 of 6: Fairness", "Our records officer knows")
    await sees(page, "Step 6 of 6: Try it", "6-try")
    await presses(page, "Step 6 of 6: Try it", "Ask a test question")
    await dialog.get_by_role("textbox", name="Your question").fill("How old is the oldest tree on Elm Street?")
    await dialog.get_by_role("button", name="Look before posting").click()
    await presses(page, "Check before we post", "Post with my name")
    await sees(page, "only the champions' room sees this", "6-try-asked")
    await write(page, "/opendata-admin setup")
    await presses(page, "Q-1 waits for its answer.", "Answer Q-1")
    await dialog.get_by_role("textbox", name="Your answer").fill("It was planted in 1871.")
    await dialog.get_by_role("button", name="Look before posting").click()
    await newest(page, "It was planted in 1871.").get_by_role("button", name="Post answer").click()
    await expect(page.locator("#slack").get_by_text("Posted. Q-1 is answered.")).to_be_visible()
    await write(page, "/opendata-admin setup")
    await sees(page, "Q-1 is answered. Everything works.", "6-try-answered")
    await presses(page, "Q-1 is answered. Everything works.", "Go live")
    await sees(page, "The desk is open. Anybody can ask now.", "7-open")
