"""Forms as modals: nothing of them is dropped, and everything that was typed comes back."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from simcord.components import validate_modal

from adapters.discord.modal import modal
from adapters.discord.options import entered, offered, picked
from bot.questions.commands import Ask
from bot.speech.cards import DoesNotFit
from bot.speech.command import args_of
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.words import languages
from bot.table import COMMANDS
from tests.discord.conftest import Town, title
from tests.questions.test_previews import lacking, scene
from tests.slack.strategies import forms

ROOM = "ask-open-data"
TEXT = TextInput("text", "Your question", value="Where?", multiline=True)
SHARE = Choice("share", "Post it", (("named", "With my name"), ("", "Ask me later")), value="named", required=False)
DATASET = Pick("dataset", "Dataset", "dataset", value="DS-17", shown="Street Trees")
FORM = Form("Ask a question", "opendata ask", (TEXT, SHARE, DATASET), intro="A *champion* answers.")
FORMS = [row for row in COMMANDS if row.form is not None and "draft" not in args_of(row.command)]


def words_of(shown: dict[str, Any]) -> str:
    """Everything that stands in a modal before somebody types."""
    said = []
    for each in shown["components"]:
        said += [each.get("content", ""), each.get("label", ""), each.get("description", "")]
    return "".join(said).replace("\\", "")


def test_a_form_says_the_line_that_it_completes() -> None:
    shown = modal(FORM)
    assert (shown["custom_id"], shown["title"]) == ("opendata ask", "Ask a question")
    intro, text, share, dataset = shown["components"]
    assert intro == {"type": 10, "content": "A \\*champion\\* answers."}
    assert (text["label"], text["component"]["style"], text["component"]["value"]) == ("Your question", 2, "Where?")
    assert [each["value"] for each in share["component"]["options"]] == ["=named", "="]
    assert (share["component"]["required"], share["component"]["min_values"]) == (False, 0)
    assert dataset["component"]["value"] == "Street Trees (DS-17)"
    validate_modal(shown)


@given(forms)
@settings(max_examples=200)
def test_every_form_that_can_be_built_is_one_that_discord_shows(form: Form) -> None:
    try:
        shown = modal(form)
    except DoesNotFit:
        assert len(form.intro) > 100 * len(form.inputs) - 100
    else:
        validate_modal(shown)


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.command.__name__)
@pytest.mark.parametrize("tongue", languages())
def test_every_form_of_the_table_is_shown_whole(row: Any, tongue: str) -> None:
    form = row.form(scene(tongue), lacking(row.command(), row))
    shown = modal(form)
    validate_modal(shown)
    said = words_of(shown)
    assert form.intro in said
    assert all(each.label in said for each in form.inputs)


def test_an_intro_finds_room_where_all_five_places_are_taken() -> None:
    inputs = tuple(replace(TEXT, name=f"field{n}") for n in range(5))
    intro = "A champion answers. " + "Please say where and when. " * 8
    shown = modal(Form("Ask", "opendata ask", inputs, intro=intro))
    validate_modal(shown)
    assert len(shown["components"]) == 5
    under = " ".join(each["description"] for each in shown["components"] if "description" in each)
    assert under.split() == intro.split()
    with pytest.raises(DoesNotFit, match="finds no room"):
        modal(Form("Ask", "opendata ask", inputs, intro=intro * 4))


def test_what_was_written_before_is_not_cut_by_a_short_field() -> None:
    shown = modal(Form("Ask", "opendata ask", (replace(TEXT, value="x" * 900, max_length=500),)))
    assert shown["components"][0]["component"]["max_length"] == 900


@given(st.from_regex(r"(DS|Q)-\d{1,5}", fullmatch=True), st.text(min_size=1, max_size=70))
def test_what_was_offered_is_what_is_picked(number: str, name: str) -> None:
    assert picked(offered(number, name)) == number
    assert picked(offered(number, "")) == number


def test_values_of_older_forms_are_read_too() -> None:
    row = {"type": 1, "components": [{"type": 4, "custom_id": "text", "value": "Where?"}]}
    assert entered({"components": [row, {"type": 10, "id": 3}]}) == {"text": "Where?"}


# ── over the wire ────────────────────────────────────────────────────────────────────────────────────────────


async def opened_form(town: Town) -> None:
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask")
    assert town.pocket.sight.modal("bo") is not None


async def test_a_form_is_the_command_completed_and_answered_where_it_was_opened(town: Town) -> None:
    await opened_form(town)
    assert town.desk.writes == 0
    done = await town.pocket.hands.submit("bo", "", {"Your question": "Where?", "share": "With my name"})
    assert done.acknowledged
    assert town.desk.commands == [Ask(text="Where?", share="named")]
    assert title(await town.whispered("bo")) == "Ask heard"


async def test_faults_come_back_with_every_word_and_the_form_opens_again(town: Town) -> None:
    await opened_form(town)
    words = "The trees of Elm Street. " * 90
    await town.pocket.hands.submit("bo", "", {"text": words, "dataset": "Street Trees"})
    await town.adapter.quiet()
    whispers = town.pocket.sight.whispers("bo")
    assert title(whispers[0]) == "Please shorten this to 200 characters."
    said = " ".join(each.text for each in whispers)
    assert said.count("Elm Street") == 90
    assert "Street Trees" in said
    await town.pocket.hands.press("bo", ROOM, whispers[0].ts, "Edit")
    assert town.pocket.sight.modal("bo") is not None


async def test_a_slow_form_is_acknowledged_in_time_and_its_faults_come_with_the_words(town: Town) -> None:
    await opened_form(town)
    town.desk.hold = asyncio.Event()
    done = await town.pocket.hands.submit("bo", "", {"text": "x" * 201})
    assert done.acknowledged
    assert done.seconds < 3.0
    town.desk.hold.set()
    whisper = await town.whispered("bo")
    assert title(whisper) == "Please shorten this to 200 characters."
    assert "x" * 201 in whisper.text


async def test_a_form_that_still_lacks_something_cannot_open_itself_again(town: Town) -> None:
    await opened_form(town)
    await town.pocket.hands.submit("bo", "", {"text": "\u200b \u200b"})  # signs that nobody sees
    whisper = await town.whispered("bo")
    assert whisper.labels == ["Open the form"]
    await town.pocket.hands.press("bo", ROOM, whisper.ts, "Open the form")
    assert town.pocket.sight.modal("bo") is not None


async def test_a_spent_moment_leaves_a_button_that_opens_the_form(town: Town) -> None:
    town.pocket.faults.refuse(10062, "interaction callback")
    await town.pocket.hands.slash("bo", ROOM, "/opendata ask")
    await town.adapter.quiet()
    whisper = (town.pocket.sight.whispers("bo") or town.said_in(town.pocket.direct_messages("bo")))[-1]
    assert whisper.labels == ["Open the form"]
