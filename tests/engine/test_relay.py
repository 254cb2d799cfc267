"""One conversation on two platforms: what crosses is signed, what is somebody's own stays, and nothing comes back."""

from __future__ import annotations

import pytest

from bot.questions import commands as q
from bot.questions.model import Entry
from storage.store import SqlStore
from tests.engine.relay import ANA, EVE, MARIA, Town
from tests.stories import desk as elm

SLACK_MARIA, SLACK_THEO, BOT = elm.MARIA.id, elm.THEO.id, "100000000000000099"
ANSWERED, SENT = "Answered from Slack. Asked on Discord.", "Sent from Slack. Asked on Discord."


@pytest.fixture
async def town(sqlite_store: SqlStore) -> Town:
    """Open on both platforms; nobody has asked anything yet."""
    town = Town(sqlite_store)
    await town.opens()
    return town


async def history(town: Town, number: int) -> tuple[Entry, ...]:
    return await town.store.look(town.slug, lambda work: work.questions.history(number))


async def test_a_question_is_shown_where_it_was_asked_and_to_champions_everywhere(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?")
    assert "Elm St" in town.reads("discord", "ask")
    assert town.cards("slack", "ask") == []
    for platform in ("slack", "discord"):
        assert "“Why is Elm St missing?” — Ana Ruiz (Discord, public)" in town.reads(platform, "triage")


async def test_what_is_said_from_another_platform_says_so(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    await town.says("slack", SLACK_MARIA, "champion clarify Q-1 Which years?")
    assert "To answer well, we need one thing: Which years?" in town.reads("discord", "ask")
    assert town.reads("discord", "ask").count(SENT) == 1
    await town.says("discord", ANA, q.Heard("2024"), town.thread("discord", "ask"), "Ana Ruiz")
    await town.says("slack", SLACK_THEO, "champion answer Q-1 I also know.")
    await town.says("slack", SLACK_THEO, "champion post D-2 helping:as_helper")
    assert town.reads("discord", "ask").count(SENT) == 2
    await town.answers("slack", SLACK_MARIA, "Q-1 City trees only.")
    assert town.reads("discord", "ask").count(ANSWERED) == 2, "on the card and in the thread"
    assert [each.platform for each in await history(town, 1)] == [
        *("discord", "slack", "slack", "discord", "slack", "slack"),
    ]


async def test_what_is_said_on_the_same_platform_says_nothing_of_it(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?")
    await town.says("discord", MARIA, "champion claim Q-1")
    await town.says("discord", MARIA, "champion clarify Q-1 Which years?")
    await town.answers("discord", MARIA, "Q-1 City trees only.")
    assert "City trees only." in town.reads("discord", "ask")
    for platform in ("slack", "discord"):
        assert "Asked on" not in town.reads(platform, "ask") + town.reads(platform, "triage")


async def test_nobody_is_called_and_no_account_is_named_across(town: Town) -> None:
    await town.says("slack", elm.EVE.id, "opendata status", name="Eve Marsh")
    await town.asks("discord", ANA, f"Does <@{EVE}> know, or @{EVE}? WATERWORKS@U does.")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    await town.says("slack", SLACK_MARIA, f"champion clarify Q-1 Ask @{elm.EVE.id} or @U0NOBODY1")
    await town.says("slack", SLACK_MARIA, "champion handoff Q-1 to:Theo Lund")
    await town.answers("slack", SLACK_MARIA, f"Q-1 @{elm.EVE.id} told me.")
    assert "Eve Marsh told me." in town.reads("discord", "ask")
    assert "Ask Eve Marsh or somebody" in town.reads("discord", "ask")
    shown = town.everything("slack")
    assert "Ana Ruiz" in shown
    assert not any(each in shown for each in (ANA, EVE, MARIA))
    assert not any(each in town.everything("discord") for each in (elm.EVE.id, SLACK_MARIA))


async def test_the_askers_follow_ups_reach_the_champions_everywhere_and_chatter_stays(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    before = len(town.cards("discord", "ask"))
    thread = town.thread("discord", "ask")
    await town.says("discord", ANA, q.Heard("Between 3rd and 5th."), thread, "Ana Ruiz")
    await town.says("discord", EVE, q.Heard("I like elms."), thread, "Eve")
    for platform in ("slack", "discord"):
        assert "For Maria Lopez: the person who asked adds:\nBetween 3rd and 5th." in town.reads(platform, "triage")
        assert "I like elms." not in town.reads(platform, "triage")
    assert town.cards("slack", "ask") == []
    assert len(town.cards("discord", "ask")) == before, "the words stand there already"


async def test_what_was_relayed_does_not_come_back(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    await town.says("discord", ANA, q.Heard("Between 3rd and 5th."), town.thread("discord", "ask"), "Ana Ruiz")
    posted, told = {name: len(wall.posted) for name, wall in town.walls.items()}, len(await history(town, 1))
    # Should an adapter ever hear the bot itself, or somebody repeat what the bot said, it is nobody's follow-up.
    for platform in ("slack", "discord"):
        for room in ("ask", "triage"):
            for card in town.cards(platform, room):
                for speaker in (BOT, SLACK_MARIA if room == "triage" else EVE):
                    heard = q.Heard(f"{card.title} Between 3rd and 5th.")
                    await town.says(platform, speaker, heard, town.thread(platform, room))
    assert {name: len(wall.posted) for name, wall in town.walls.items()} == posted
    assert len(await history(town, 1)) == told


async def test_an_owner_reads_a_private_question_on_the_platform_where_they_took_it(town: Town) -> None:
    await town.asks("discord", ANA, "Why was my tree cut?", "private")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    await town.says("discord", MARIA, "champion queue")
    await town.says("discord", ANA, "opendata reply Q-1 On Elm St.", name="Ana Ruiz")
    on_slack = [each for each in town.walls["slack"].messages.values() if each.room == f"slack/T1///{SLACK_MARIA}"]
    assert [each.card.title for each in on_slack] == [
        "Q-1 is yours. It is private: only you and the coordinators read this.",
        "Q-1: the person who asked adds:",
    ]
    await town.says("discord", MARIA, "champion clarify Q-1 Which years?")
    await town.says("discord", ANA, "opendata reply Q-1 Last year.", name="Ana Ruiz")
    on_discord = [each for each in town.walls["discord"].messages.values() if each.room == f"discord/G1///{MARIA}"]
    assert [each.card.title for each in on_discord] == ["Q-1: the person who asked adds:"]
    assert "tree cut" not in town.reads("slack", "triage") + town.reads("discord", "triage")


async def test_who_joined_two_accounts_goes_by_each_name_where_it_belongs(town: Town) -> None:
    await town.asks("discord", ANA, "Why is Elm St missing?", name="treefan")
    reply = await town.says("slack", elm.ANA.id, "opendata me link", name="Ana Ruiz")
    assert reply.card is not None
    line = next(word for word in str(reply.card.parts[0]).split() if word[4:5] == "-")
    await town.says("discord", ANA, f"opendata me link {line[:9]}", name="treefan")
    await town.says("slack", elm.ANA.id, "opendata reply Q-1 On both sides.", name="Ana Ruiz")
    await town.says("slack", SLACK_MARIA, "champion claim Q-1")
    for platform in ("slack", "discord"):
        assert "treefan" in town.reads(platform, "triage")
        assert "Ana Ruiz" not in town.everything(platform)
