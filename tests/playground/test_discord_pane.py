"""The Discord pane in a real browser, on the pocket Discord, with a very small bot of discord.py behind it."""

import re

import pytest
from playwright.async_api import expect

from adapters.playground.demo import ASK, GENERAL, NEWS, TRIAGE
from tests.playground.on_discord import AMARA, ROSA, Pane, pane
from tests.playground.seated import desk

__all__ = ["desk", "pane"]
pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_question_is_asked_claimed_answered_and_confirmed(pane: Pane) -> None:
    page, it = pane.page, pane.it
    await pane.ask("Why does the map miss the trees on *Elm* Street?")
    whisper = it.get_by_role("article", name="Only you can see this")
    await expect(whisper).to_contain_text("Your question is Q-13.")

    await pane.desk.sit("Amara Delisle")
    await expect(it.get_by_text("Your question is")).to_have_count(0)
    await pane.go(TRIAGE)
    await it.get_by_role("button", name="Claim").click()
    await expect(it.get_by_text("@Amara Delisle is looking into this.")).to_be_visible()
    await it.get_by_role("button", name="Answer").click()
    await page.get_by_role("textbox", name="Answer").fill("The map shows city-owned trees only.")
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)

    await pane.desk.sit("Rosa Almendariz")
    await pane.go(ASK)
    post = it.get_by_role("listitem").filter(has_text="trees on *Elm* Street?")
    await expect(post).to_contain_text("Open")
    await post.get_by_role("button").click()
    await expect(it.get_by_role("heading", level=3)).to_contain_text("trees on *Elm* Street?")
    await expect(it.get_by_text("Post Open")).to_be_visible()
    await expect(it.get_by_text("asked: “Why does the map miss the trees on *Elm* Street?”")).to_be_visible()
    await expect(it.get_by_role("article").filter(has_text="city-owned trees only")).to_be_visible()
    await expect(it.get_by_text("(edited)")).to_be_visible()
    await it.get_by_role("button", name="This solved it").click()
    await expect(it.get_by_role("article").filter(has_text="Q-13 · Solved")).to_have_count(1)
    await it.get_by_role("button", name="Back to #ask-open-data").click()
    await expect(it.get_by_role("list", name="Posts").get_by_role("listitem")).to_have_count(1)


async def test_a_command_opens_its_fields_and_an_option_completes_itself(pane: Pane) -> None:
    page, it = pane.page, pane.it
    await pane.box.focus()
    await page.keyboard.type("/open")
    hints = it.get_by_role("listbox", name="Suggestions").get_by_role("option")
    await expect(hints).to_have_text([re.compile("^/opendata ask")])
    await page.keyboard.press("Enter")
    form = it.get_by_role("form", name="/opendata ask")
    await expect(form.get_by_role("textbox", name="question")).to_be_focused()
    await expect(form.get_by_role("textbox", name="question")).to_have_accessible_description(
        re.compile(r"Your question \(optional\)")
    )
    await page.keyboard.type("How many trees?")
    await page.keyboard.press("Tab")
    search = form.get_by_role("combobox", name="dataset")
    await expect(search).to_be_focused()
    await page.keyboard.type("street t")
    options = page.get_by_role("listbox", name="dataset").get_by_role("option")
    await expect(options).to_have_text(["Street Trees (dataset)"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(search).to_have_value("Street Trees (dataset)")
    await page.keyboard.press("Enter")
    question = page.get_by_role("dialog", name="Ask a question").get_by_role("textbox", name="Your question")
    await expect(question).to_have_value("How many trees?")
    await expect(question).to_have_accessible_description(re.compile("One question at a time"))
    await expect(form).to_have_count(0)
    await page.get_by_label("Share").select_option("Without my name")
    await page.keyboard.press("Control+Enter")
    await expect(it.get_by_text("Your question is")).to_be_visible()
    assert pane.bot.asked[13].dataset == "Street Trees"


async def test_the_fields_of_a_command_are_left_with_escape_and_nothing_is_sent(pane: Pane) -> None:
    await pane.write("/opendata ask Why are")
    form = pane.it.get_by_role("form", name="/opendata ask")
    await expect(form.get_by_role("textbox", name="question")).to_have_value("Why are")
    await pane.page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(pane.box).to_be_focused()
    assert pane.pocket.sight.modal(ROSA) is None


async def test_a_form_that_is_not_complete_says_so_and_keeps_the_focus(pane: Pane) -> None:
    page = pane.page
    await pane.write("/opendata ask")
    form = page.get_by_role("dialog", name="Ask a question")
    question = form.get_by_role("textbox", name="Your question")
    await expect(question).to_be_focused()
    await form.get_by_role("button", name="Submit").click()
    await expect(question).to_have_attribute("aria-invalid", "true")
    await expect(question).to_have_accessible_description(re.compile("This field is required"))
    await expect(question).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(form).to_have_count(0)
    await expect(pane.box).to_be_focused()
    assert pane.pocket.sight.modal(ROSA) is None


async def test_a_post_is_opened_with_a_tag_and_answered_in(pane: Pane) -> None:
    page, it = pane.page, pane.it
    await pane.go(ASK)
    await it.get_by_role("button", name="New post").click()
    await expect(it.get_by_role("textbox", name="Title")).to_be_focused()
    await it.get_by_role("button", name="Post", exact=True).click()
    await expect(it.get_by_role("alert")).to_have_text("A post needs a title and a message.")
    await it.get_by_role("textbox", name="Title").fill("Trees on Elm Street")
    await it.get_by_role("textbox", name="Message").fill("Where are they?")
    await it.get_by_text("Tags (optional)").click()
    await expect(it.get_by_role("checkbox", name="Solved")).to_have_count(0)  # only the app sets the states
    await it.get_by_role("checkbox", name="Trees and parks").check()
    await it.get_by_role("button", name="Post", exact=True).click()
    await expect(it.get_by_role("heading", level=3, name="Trees on Elm Street")).to_be_visible()
    await expect(it.get_by_text("Post Trees and parks")).to_be_visible()
    await pane.write("I mean the north end.")
    await expect(it.get_by_role("article")).to_have_count(2)
    (post,) = pane.pocket.sight.posts(ASK)
    assert [each.text for each in post["messages"]] == ["Where are they?", "I mean the north end."]
    await pane.pocket.hands.archive(ROSA, post["id"])
    await expect(it.get_by_text("archived: a message wakes it up")).to_be_visible()
    await pane.write("One more thing.")
    await expect(it.get_by_text("archived: a message wakes it up")).to_have_count(0)
    assert page.url.startswith(pane.desk.playground.url)


async def test_a_message_is_answered_threaded_changed_and_tracked(pane: Pane) -> None:
    page, it = pane.page, pane.it
    said = await pane.pocket.hands.say(AMARA, GENERAL, "Does anybody know the **tree** map?")
    await it.get_by_role("button", name=re.compile("^Reply to Amara")).click()
    await expect(it.get_by_text("Replying to Amara Delisle Do not reply")).to_be_visible()
    await expect(pane.box).to_be_focused()
    await pane.write("I do")
    mine = it.get_by_role("article").filter(has_text="I do")
    await expect(mine).to_contain_text("Replying to Amara Delisle: Does anybody")
    await mine.get_by_role("button", name=re.compile("^More for")).press("ArrowDown")
    await expect(page.get_by_role("menuitem", name="Track as data question")).to_be_focused()
    await page.get_by_role("menuitem", name="Edit message").click()
    editor = it.get_by_role("textbox", name="Change your message")
    await editor.fill("I do not")
    await editor.press("Enter")
    await expect(it.get_by_text("I do not")).to_be_visible()
    await it.get_by_role("button", name=re.compile("^More for the message from Amara")).click()
    await page.get_by_role("menuitem", name="Open a thread").click()
    await expect(it.get_by_role("heading", level=3)).to_contain_text("Does anybody know")
    await pane.write("In the thread")
    await it.get_by_role("button", name="Back to #general").click()
    await expect(it.get_by_role("button", name=re.compile(r"^Thread: .*\(1 message\)"))).to_be_visible()
    await it.get_by_role("button", name=re.compile("^More for the message from Amara")).click()
    await page.get_by_role("menuitem", name="Track as data question").click()
    await expect(page.get_by_role("textbox", name="Your question")).to_have_value("Does anybody know the **tree** map?")
    assert said.ts


async def test_a_digest_of_the_second_kind_of_components_is_whole(pane: Pane) -> None:
    await pane.bot.digest()
    await pane.go(NEWS)
    card = pane.it.get_by_role("article")
    await expect(card.get_by_role("heading", name="This week")).to_be_visible()
    await expect(card.get_by_role("listitem")).to_have_text(["3 questions", "2 answers"])
    await expect(card).to_contain_text("Nobody waits.")
    await expect(card.get_by_role("button", name="See the queue")).to_be_visible()
    await expect(card.get_by_text("not shown here")).to_have_count(0)


async def test_an_only_you_message_is_dismissed_and_goes_with_a_reload(pane: Pane) -> None:
    it = pane.it
    for _ in range(2):
        await pane.write("/champion queue")
    whispers = it.get_by_role("article", name="Only you can see this")
    await expect(whispers).to_have_count(2)
    await expect(whispers.first).to_contain_text("Rosa Almendariz used /champion")
    await whispers.first.get_by_role("button", name="Dismiss message").click()
    await expect(whispers).to_have_count(1)
    await it.get_by_role("button", name="Reload Discord").click()
    await expect(whispers).to_have_count(0)


async def test_a_command_that_nobody_answers_is_told_in_words(pane: Pane) -> None:
    await pane.write("/nothing at all")
    await expect(pane.page.get_by_role("status")).to_contain_text("There is no command /nothing at all")
    await expect(pane.box).to_have_value("/nothing at all")
    await pane.bot.stop()
    await pane.write("/champion queue")
    await expect(pane.it.get_by_text("Discord says: The application did not respond")).to_be_visible()
