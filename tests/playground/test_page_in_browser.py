"""The page in a real browser, on the pocket Slack, with a very small bot behind it."""

import re

import pytest
from playwright.async_api import expect
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.demo import ASK, TRIAGE
from tests.contract.pictures import PNG
from tests.playground.seated import NOOR, ROSA, Desk, desk

__all__ = ["desk"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_is_asked_claimed_answered_and_confirmed(desk: Desk) -> None:
    page = desk.page
    await desk.ask("Why does the map miss the trees on Elm Street?")
    await expect(page.get_by_text("Only you can see this")).to_be_visible()
    await expect(page.get_by_text("You will hear from us within 2 working days.")).to_be_visible()
    await expect(page.get_by_role("complementary")).to_contain_text("Noor Castellane looks after Street Trees")

    await desk.sit("Noor Castellane")
    await expect(page.get_by_text("You will hear from us")).to_have_count(0)
    await desk.go(TRIAGE)
    await page.get_by_role("button", name="Claim Q-13").click()
    await expect(page.get_by_text("Noor Castellane is looking into this.")).to_be_visible()
    await page.get_by_role("button", name="Answer Q-13").click()
    await page.get_by_role("textbox", name="Answer").fill("The map shows city-owned trees only.")
    await page.get_by_role("button", name="Post answer").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await desk.sit("Rosa Almendariz")
    await expect(page.get_by_text("The map shows city-owned trees only.")).to_be_visible()
    await page.get_by_role("button", name="Q-13: this solved it").click()
    await expect(page.get_by_role("article").filter(has_text="Q-13 · Solved")).to_have_count(1)
    await page.get_by_role("tab", name="State").click()
    await expect(page.get_by_role("tabpanel").locator("[aria-current=step]")).to_contain_text("Solved")


async def test_the_second_to_claim_is_told_who_was_first(desk: Desk) -> None:
    await desk.ask("Why?")
    await desk.sit("Amara Delisle")
    await desk.go(TRIAGE)
    await desk.page.get_by_role("button", name="Claim Q-13").click()
    await expect(desk.page.get_by_text("Amara Delisle is looking into this.")).to_be_visible()
    await desk.sit("Noor Castellane")
    await desk.go(TRIAGE)
    await desk.page.get_by_role("button", name="Claim Q-13").click()
    whisper = desk.page.get_by_role("article", name="Only you can see this")
    await expect(whisper).to_contain_text("Amara Delisle claimed Q-13 just now.")


async def test_the_tour_leads_through_the_seats(desk: Desk) -> None:
    page = desk.page
    await page.get_by_role("button", name="Tour").click()
    first = page.get_by_role("region", name="1 of 5: Ask on Discord")
    await expect(first).to_contain_text("Devan Lindh, who is on Discord only.")
    await page.get_by_role("button", name="Begin a question").click()
    await expect(page.locator("#discord-box")).to_have_value("/opendata ask")
    await expect(page.locator("#discord-box")).to_be_focused()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Take that seat").click()
    await expect(page.get_by_role("radio", name="Noor Castellane")).to_be_checked()
    await expect(desk.slack.get_by_role("heading", level=3, name=TRIAGE)).to_be_visible()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Take that seat").click()
    await expect(page.get_by_role("radio", name="Devan Lindh")).to_be_checked()
    await expect(page.locator("#discord").get_by_role("heading", level=3, name=ASK)).to_be_visible()
    for _ in range(2):
        await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Done").click()
    await expect(page.locator("#tour")).to_be_hidden()


async def test_loading_slack_anew_takes_only_you_messages_away(desk: Desk) -> None:
    await desk.write("/champion queue")
    await expect(desk.page.get_by_text("Nothing waits for you.")).to_be_visible()
    await desk.page.get_by_role("button", name="Reload Slack").click()
    await expect(desk.page.get_by_text("Nothing waits for you.")).to_have_count(0)


async def test_a_command_in_a_thread_is_refused_as_slack_refuses_it(desk: Desk) -> None:
    await desk.write("A message to reply to")
    await desk.page.get_by_role("button", name=re.compile("^Reply in thread to Rosa")).click()
    reply = desk.page.get_by_role("textbox", name="Reply in this thread")
    await reply.fill("/opendata status")
    await reply.press("Enter")
    await expect(desk.page.get_by_text("/opendata is not supported in threads. Sorry!")).to_be_visible()


async def test_a_message_is_changed_and_deleted_by_who_wrote_it(desk: Desk) -> None:
    page = desk.page
    await desk.write("Frist words")
    await page.get_by_role("button", name=re.compile("^More for")).click()
    await page.get_by_role("menuitem", name="Edit message").click()
    editor = page.get_by_role("textbox", name="Change your message")
    await expect(editor).to_be_focused()
    await editor.fill("First words")
    await editor.press("Enter")
    await expect(page.get_by_text("First words")).to_be_visible()
    await expect(page.get_by_text("(edited)")).to_be_visible()
    await page.get_by_role("button", name=re.compile("^More for")).click()
    await page.get_by_role("menuitem", name="Delete message").click()
    await expect(page.get_by_text("First words")).to_have_count(0)


async def test_what_is_new_elsewhere_is_marked_in_words_too(desk: Desk) -> None:
    page = desk.page
    news = page.get_by_role("button", name=re.compile(r"data-news\s*\(new\)"))
    await expect(news).to_have_count(0)
    await desk.playground.slack.hands.say(NOOR, "data-news", "New data")
    await expect(news).to_be_visible()
    await expect(page.get_by_role("radio", name=re.compile(r"Casey Wendell.*\(new\)"))).to_have_count(1)
    await news.click()
    await expect(page.get_by_text("New data")).to_be_visible()
    await expect(news).to_have_count(0)


async def test_direct_messages_with_the_app_begin_by_writing(desk: Desk) -> None:
    await desk.go("champions")
    await desk.write("Hello there")
    await expect(desk.page.get_by_role("article").filter(has_text="Hello there")).to_have_count(1)
    direct = desk.playground.slack.direct_messages(ROSA)
    assert [each.text for each in desk.playground.slack.sight.messages(direct.id)] == ["Hello there"]


async def test_the_clock_is_moved_and_the_next_message_stands_under_its_day(desk: Desk) -> None:
    page = desk.page
    await page.get_by_role("button", name="Friday 17:30").click()
    await expect(page.get_by_role("group", name="Clock")).to_contain_text("Fri, Nov 27, 2026, 5:30")
    await desk.sit("Casey Wendell")
    await desk.write("On a Friday evening")
    await expect(page.get_by_text("Friday, November 27, 2026")).to_be_visible()
    await page.get_by_role("button", name="Back to now").click()
    await expect(page.get_by_role("group", name="Clock")).to_contain_text("Mon, Nov 23, 2026, 10:00")


async def test_the_number_of_a_question_brings_it_into_the_panel(desk: Desk) -> None:
    page = desk.page
    await desk.ask("First?")
    await desk.ask("Second?")
    panel = page.get_by_role("complementary")
    await expect(panel).to_contain_text("Q-14")
    await page.get_by_role("article").filter(has_text="First?").get_by_role("button", name="Q-13").click()
    await expect(panel).to_contain_text("Q-13")
    await expect(panel.get_by_role("tab", name="Why this person")).to_have_attribute("aria-selected", "true")
    await panel.get_by_role("tab", name="Why this person").press("ArrowRight")
    await expect(panel.get_by_role("tab", name="History")).to_be_focused()
    await expect(panel.get_by_role("tabpanel", name="History")).to_contain_text("Rosa Almendariz")


async def test_a_picture_is_shown_from_the_pages_own_address_and_has_its_words(desk: Desk) -> None:
    files, pocket = desk.playground.slack.core.files, desk.playground.slack
    file, _ = files.start("bars.png", "Two bars, 3 and 5")
    file.body = PNG
    files.finish(file.id, "")
    shown = {"type": "image", "slack_file": {"id": file.id}, "alt_text": "Two bars, 3 and 5"}
    client = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url, retry_handlers=[])
    await client.chat_postMessage(channel=f"#{ASK}", text="Bars", blocks=[shown])
    picture = desk.slack.get_by_role("img", name="Two bars, 3 and 5")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("async (node) => { await node.decode(); return node.naturalWidth; }") == 1
