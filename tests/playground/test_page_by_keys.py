"""The page by keyboard: hints, forms, menus, and where the focus is."""

import re

import pytest
from playwright.async_api import expect

from adapters.playground.demo import ASK, TRIAGE
from tests.playground.seated import NOOR, ROSA, Desk, desk

__all__ = ["desk"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_focus_stays_on_what_was_pressed(desk: Desk) -> None:
    page = desk.page
    await desk.ask("Why?")
    await desk.sit("Noor Castellane")
    await desk.go(TRIAGE)
    claim = page.get_by_role("button", name="Claim Q-13")
    await claim.press("Enter")
    await expect(page.get_by_text("Noor Castellane is looking into this.")).to_be_visible()
    await expect(claim).to_be_focused()
    answer = page.get_by_role("button", name="Answer Q-13")
    await answer.press("Enter")
    await expect(page.get_by_role("textbox", name="Answer")).to_be_focused()
    await page.get_by_role("button", name="Cancel").press("Enter")
    await expect(answer).to_be_focused()


async def test_words_that_could_not_be_sent_are_kept(desk: Desk) -> None:
    page, box = desk.page, desk.page.locator("#slack-box")
    await page.route("**/play/do", lambda route: route.fulfill(status=409, json={"sentence": "Not just now."}))
    await desk.write("Do not lose me")
    await expect(page.get_by_role("status")).to_contain_text("Not just now.")
    await expect(box).to_have_value("Do not lose me")
    desk.troubles.clear()  # the browser itself reports the refused request as an error


async def test_commands_are_hinted_and_taken_with_keys_alone(desk: Desk) -> None:
    page, box = desk.page, desk.page.locator("#slack-box")
    await page.keyboard.press("Alt+Shift+KeyM")
    await expect(box).to_be_focused()
    await page.keyboard.type("/cha")
    hints = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    await expect(hints).to_have_text([re.compile("^/champion")])
    active = await box.get_attribute("aria-activedescendant")
    assert active == await hints.first.get_attribute("id")
    await page.keyboard.press("Enter")
    await expect(box).to_have_value("/champion ")
    await expect(hints).to_have_text([re.compile("^queue"), re.compile("^claim")])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Tab")
    await expect(box).to_have_value("/champion claim ")
    await expect(page.get_by_text("/champion claim [question]")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_text("/champion claim [question]")).to_be_hidden()
    await page.keyboard.type("13")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Nothing waits for you.")).to_be_visible()
    await expect(box).to_be_focused()
    await expect(box).to_have_value("")


async def test_a_form_tells_its_errors_where_a_screen_reader_finds_them(desk: Desk) -> None:
    page = desk.page
    await desk.write("/opendata ask")
    form = page.get_by_role("dialog", name="Ask a question")
    question = form.get_by_role("textbox", name="Your question")
    await expect(question).to_be_focused()
    await question.fill("No mark at its end")
    await form.get_by_role("button", name="Post question").click()
    await expect(question).to_have_attribute("aria-invalid", "true")
    await expect(question).to_have_accessible_description(re.compile("end your question with a question mark"))
    await expect(question).to_be_focused()
    await expect(question).to_have_value("No mark at its end")
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(page.locator("#slack-box")).to_be_focused()
    assert desk.playground.slack.sight.modal(ROSA) is None


async def test_a_dataset_is_searched_for_and_chosen_by_keys(desk: Desk) -> None:
    page = desk.page
    await desk.write("/opendata ask How many trees?")
    search = page.get_by_role("combobox", name="Dataset")
    await search.press_sequentially("tre")
    options = page.get_by_role("listbox", name="Dataset").get_by_role("option")
    await expect(options).to_have_text(["Street Trees", "Street Sweeping Schedule", "Tree Planting Requests"])
    await search.press("ArrowDown")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await search.press("Enter")
    await expect(search).to_have_value("Street Trees")
    await search.fill("Street Tr")
    await page.get_by_role("button", name="Post question").click()
    await expect(search).to_have_accessible_description(re.compile("Choose one from the list"))
    await search.press("ArrowDown")
    await expect(options).to_have_count(1)
    await options.first.click()
    await page.get_by_role("button", name="Post question").click()
    await expect(page.get_by_role("article").filter(has_text="Q-13")).to_have_count(2)
    assert desk.bot.asked[13].dataset == "Street Trees"


async def test_a_reply_half_written_and_its_focus_outlive_what_others_do(desk: Desk) -> None:
    page = desk.page
    await desk.write("A message to reply to")
    await page.get_by_role("button", name=re.compile("^Reply in thread to Rosa")).click()
    reply = page.get_by_role("textbox", name="Reply in this thread")
    await expect(reply).to_be_focused()
    await page.keyboard.type("Half a rep")
    await desk.playground.slack.hands.say(NOOR, ASK, "Somebody else writes")
    await expect(page.get_by_text("Somebody else writes")).to_be_visible()
    await expect(reply).to_be_focused()
    await page.keyboard.type("ly")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="1 reply")).to_have_attribute("aria-expanded", "true")
    thread = desk.playground.slack.sight.messages(ASK)[0].ts
    assert [each.text for each in desk.playground.slack.sight.messages(ASK, thread=thread)][1:] == ["Half a reply"]


async def test_a_message_menu_is_used_with_keys(desk: Desk) -> None:
    page = desk.page
    await desk.write("Which trees are missing?")
    await page.get_by_role("button", name=re.compile("^More for the message from Rosa")).press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Track as data question")).to_be_focused()
    await page.keyboard.press("End")
    await expect(page.get_by_role("menuitem", name="Delete message")).to_be_focused()
    await page.keyboard.press("Home")
    await page.keyboard.press("Enter")
    question = page.get_by_role("textbox", name="Your question")
    await expect(question).to_have_value("Which trees are missing?")
