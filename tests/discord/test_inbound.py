"""What Discord's interactions mean: every recorded payload parses, through discord.py's own objects."""

from datetime import UTC, datetime
from typing import Any

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.inbound import NO_WORDS, OLD_BUTTON, OLD_MENU, Inbound
from adapters.discord.spoken import Garbled, Home, Spoken
from adapters.discord.tree import ASKED_BY, MARK_ANSWER, TRACK
from bot.engine.request import Place
from bot.people.commands import RosterList
from bot.people.model import Identity
from bot.questions.commands import Ask, AskedBy, Claim, Duplicate, HandOff, MarkAnswer, Status, Track
from bot.speech.command import Command
from bot.speech.grammar import write
from bot.table import GRAMMAR
from tests.discord import payloads as say
from tests.discord.payloads import ANA, APPLICATION, ASK, BO, DIRECT, FORUM, GUILD, NUMBER, POST

INBOUND = Inbound(GRAMMAR)
HOME = Home("springfield", GUILD, FORUM)
COMMAND, PRESSED, FORM = 2, 3, 5


def spoken(said: discord.Interaction) -> Spoken:
    found = INBOUND.interaction(said, HOME)
    assert isinstance(found, Spoken)
    return found


def garbled(said: discord.Interaction) -> Garbled:
    found = INBOUND.interaction(said, HOME)
    assert isinstance(found, Garbled)
    return found


def command(kind: int, data: dict[str, Any], **about: Any) -> Command:
    return spoken(say.interaction(kind, data, **about)).request.command


# ── commands ─────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_slash_command() -> None:
    found = spoken(say.interaction(COMMAND, say.slash("opendata", "ask", dataset="DS-17", text="Is a < b?")))
    request, back = found.request, found.back
    assert request.id == f"discord:int:{NUMBER}"
    assert request.desk == "springfield"
    assert request.who.identity == Identity("discord", GUILD, ANA)
    assert (request.who.name, request.who.locale) == ("Ana", "es-ES")
    assert request.where == Place("discord", GUILD, ASK)
    assert request.at == datetime(2016, 4, 30, 11, 18, 25, 796_000, tzinfo=UTC)
    assert request.command == Ask(dataset="DS-17", text="Is a < b?")
    assert (back.user, back.channel, back.direct, back.replaces) == (ANA, ASK, False, False)
    assert back.turn is not None
    assert (back.turn.id, back.turn.token, back.turn.application) == (NUMBER, "t0ken", APPLICATION)


async def test_it_is_the_same_request_when_it_comes_again() -> None:
    one, two = (spoken(say.interaction(COMMAND, say.slash("opendata", "ask", text="Why?"))) for _ in range(2))
    assert one.request == two.request


async def test_a_command_of_two_words() -> None:
    assert command(COMMAND, say.slash("opendata-admin", "roster", "list")) == RosterList()


async def test_ids_and_people_as_they_are_typed() -> None:
    assert command(COMMAND, say.slash("champion", "duplicate", question="q142", of="118")) == Duplicate(142, 118)
    data = say.slash("champion", "handoff", question="142", to=f"<@{BO}>", text="please")
    assert command(COMMAND, data) == HandOff(142, f"@{BO}", "please")


async def test_a_name_that_was_chosen_brings_its_number() -> None:
    assert command(COMMAND, say.slash("opendata", "ask", dataset="Street Trees (DS-1)")) == Ask(dataset="DS-1")
    assert command(COMMAND, say.slash("opendata", "ask", text="Trees (DS-1)")) == Ask(text="Trees (DS-1)")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (say.slash("opendata", "ask", share="loudly"), "“loudly” is not one of: named, unnamed, private."),
        (say.slash("opendata", "ask", deadline="soon"), "“soon” is not a date. Write it like 2026-10-14."),
        (say.slash("opendata", "status", question="x"), "“x” is not a number such as Q-142."),
        (say.slash("opendata", "dance"), "I don't know “dance”. Try `/opendata help`."),
    ],
)
async def test_other_words_are_explained(data: dict[str, Any], sentence: str) -> None:
    found = garbled(say.interaction(COMMAND, data))
    assert found.sentence == sentence
    assert found.back.locale == "es-ES"


async def test_a_command_in_direct_messages_is_said_to_nobody_else() -> None:
    found = spoken(say.direct(COMMAND, say.slash("opendata", "status")))
    assert found.request.where == Place("discord", GUILD, person=ANA)
    assert found.request.who.identity == Identity("discord", GUILD, ANA)
    assert (found.back.channel, found.back.direct) == (DIRECT, True)


async def test_a_command_in_a_post_stands_in_the_thread_of_its_forum() -> None:
    found = spoken(say.interaction(COMMAND, say.slash("champion", "claim"), channel=POST))
    assert found.request.where == Place("discord", GUILD, FORUM, POST)
    assert found.back.channel == POST


@given(st.text(), st.text())
def test_no_words_break_a_command(dataset: str, text: str) -> None:
    """Without a connection and its loop there are no interactions: the command alone."""
    from adapters.discord.options import chosen

    line, values, _ = chosen(say.slash("opendata", "ask", dataset=dataset, text=text))
    assert line == "opendata ask"
    assert set(values) == {"dataset", "text"}


# ── buttons ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "line", [Claim(142), Ask(dataset="DS-1", share="named"), Status(7), HandOff(1, "@Maria Lopez")]
)
async def test_a_button_says_its_line(line: Command) -> None:
    said = say.interaction(PRESSED, say.pressed(write(line)), message=say.message("Card"))
    found = spoken(said)
    assert found.request.command == line
    assert found.request.where == Place("discord", GUILD, ASK, NUMBER)
    assert not found.back.replaces
    assert found.back.turn is not None
    assert found.back.turn.on_message


async def test_a_button_on_a_whisper_is_replaced_and_belongs_to_the_room() -> None:
    whisper = say.message("Card", flags=1 << 6 | 1 << 15)
    found = spoken(say.interaction(PRESSED, say.pressed("champion claim Q-1"), message=whisper))
    assert found.back.replaces
    assert found.back.turn is not None
    assert found.back.turn.layout
    assert found.request.where == Place("discord", GUILD, ASK)


async def test_a_button_in_a_thread_belongs_to_the_thread() -> None:
    message = say.message("Card", channel_id=POST)
    found = spoken(say.interaction(PRESSED, say.pressed("champion claim Q-1"), channel=POST, message=message))
    assert found.request.where == Place("discord", GUILD, FORUM, POST)


@pytest.mark.parametrize("line", ["", "opendata dance", "champion claim Q-x", "🌳", "opendata heard hello", "a" * 100])
async def test_a_line_that_nobody_wrote_is_explained(line: str) -> None:
    assert garbled(say.interaction(PRESSED, say.pressed(line), message=say.message("Card"))).sentence == OLD_BUTTON


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_form_is_its_line_completed() -> None:
    data = say.submitted("opendata ask topic:Trees", text=" Why?\r\nReally. ", dataset="", share=["=named"])
    found = spoken(say.interaction(FORM, data))
    assert found.request.command == Ask(topic="Trees", share="named", text="Why?\nReally.")
    assert found.back.turn is not None
    assert found.back.turn.by_form
    assert found.back.line == "opendata ask topic:Trees"
    assert found.back.typed == ("Why?\nReally.", "named")


async def test_a_form_opened_from_a_card_belongs_to_the_card() -> None:
    data = say.submitted("opendata reply Q-7", text="2024")
    found = spoken(say.interaction(FORM, data, message=say.message("Card")))
    assert found.request.where.thread == NUMBER


async def test_nothing_that_was_chosen_is_nothing() -> None:
    assert command(FORM, say.submitted("opendata ask", text="Why?", share=[])) == Ask(text="Why?")


async def test_a_faulty_form_keeps_its_line_and_its_words() -> None:
    found = garbled(say.interaction(FORM, say.submitted("opendata ask", text="Why?", deadline="soon")))
    assert found.sentence == "“soon” is not a date. Write it like 2026-10-14."
    assert (found.back.line, found.back.typed) == ("opendata ask", ("Why?", "soon"))


# ── menus ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_message_from_its_menu() -> None:
    target = say.message(f"Ask <@{BO}>", mentions=[say.user(BO, "bo")])
    number = f"discord:msg:{NUMBER}"
    found = spoken(say.interaction(COMMAND, say.on_message(TRACK, target)))
    assert found.request.command == Track(f"@{ANA}", "Ask @Bo", number)
    assert found.request.where == Place("discord", GUILD, ASK, NUMBER)
    found = spoken(say.interaction(COMMAND, say.on_message(MARK_ANSWER, target), channel=POST))
    assert found.request.command == MarkAnswer(f"@{ANA}", "Ask @Bo", number)
    assert found.request.where == Place("discord", GUILD, FORUM, POST)


@pytest.mark.parametrize(
    "target",
    [say.message(""), say.message("x", author=say.user("5", "other", bot=True)), say.message("x", webhook_id="9")],
)
async def test_a_message_without_words_of_a_person(target: dict[str, Any]) -> None:
    assert garbled(say.interaction(COMMAND, say.on_message(TRACK, target))).sentence == NO_WORDS


async def test_a_person_from_their_menu() -> None:
    assert command(COMMAND, say.on_person(ASKED_BY, BO)) == AskedBy(f"@{BO}")


async def test_a_menu_of_former_days() -> None:
    assert garbled(say.interaction(COMMAND, say.on_message("Pin", say.message("x")))).sentence == OLD_MENU
    assert garbled(say.interaction(COMMAND, say.on_person("Poke", BO))).sentence == OLD_MENU
