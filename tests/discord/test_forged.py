"""What nobody should be able to read or do by sending what no client of Discord's would send, or by being unlucky."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from adapters.discord.homes import Homes
from adapters.discord.inbound import PRIVATE_THREAD, Inbound
from adapters.discord.seal import Seal
from adapters.discord.spoken import Garbled, Home
from adapters.discord.tree import MARK_ANSWER, SUGGEST, TRACK
from bot.people.model import Identity
from bot.questions.commands import Changed, Posted, TakenBack
from tests.discord import payloads as say
from tests.discord.conftest import GRAMMAR, Town
from tests.discord.payloads import GUILD, HIDDEN

ROOM = "ask-open-data"


async def pressed(town: Town, who: str, channel: str, ts: str, custom_id: str) -> str:
    """What somebody is told whose client sends a ``custom_id`` of its own making."""
    data = {"custom_id": custom_id, "component_type": 2}
    await town.pocket.core.interactions.deliver(3, who, channel, data, ts)  # type: ignore[arg-type]
    await town.adapter.quiet()
    return town.pocket.sight.whispers(who)[-1].text


async def test_nobody_reads_the_answer_to_another_ones_message(town: Town) -> None:
    ts = (await town.pocket.hands.say("bo", ROOM, "@champions ask Where are the secret trees?")).ts
    await town.pocket.idle()
    (line,) = town.said_in(ROOM)
    (button,) = line.controls
    assert town.bo.id in str(button["custom_id"])
    stolen = str(button["custom_id"]).replace(town.bo.id, town.ana.id)
    for forged in (f"~read {ts} {town.ana.id}", f"~read {ts}  {town.ana.id}", stolen):
        told = await pressed(town, town.ana.id, town.ask.id, line.ts, forged)
        assert "Este botón es de otros tiempos." in told
    assert "secret" not in str([each.text for each in town.pocket.sight.whispers("ana")])


def test_a_seal_is_the_apps_own_and_fits() -> None:
    message, reader = str(2**63), str(2**63 - 1)
    line = Seal("token").line(message, reader)
    assert len(line) <= 100
    assert Seal("token").opened(line) == (message, reader)
    assert Seal("another").opened(line) is None
    for forged in (
        "~read",
        "~read 1 2",
        "~read 1 2 ",
        f"{line} x",
        line[:-1],
        line.replace("~read", "~reed"),
        "é é é é",
    ):
        assert Seal("token").opened(forged) is None


async def test_what_was_said_in_a_private_thread_stays_there() -> None:
    inbound, home = Inbound(GRAMMAR), Home("springfield", GUILD)
    for menu in (TRACK, MARK_ANSWER, SUGGEST):
        found = inbound.interaction(say.interaction(2, say.on_message(menu, say.message("Psst")), channel=HIDDEN), home)
        assert isinstance(found, Garbled)
        assert found.sentence == PRIVATE_THREAD


# ── what Discord shows to nobody else ────────────────────────────────────────────────────────────────────────


async def test_a_private_channels_name_is_not_told(town: Town) -> None:
    names = {each["name"]: each["id"] for each in town.pocket.core.backend.guild()["channels"]}
    said = f"@champions In <#{names[ROOM]}> and <#{names['champions-triage']}>?"
    await town.pocket.hands.post("bo", "questions", "Where?", said)
    await town.pocket.idle()
    await town.adapter.quiet()
    (command,) = town.desk.commands
    assert isinstance(command, Posted)
    assert f"#{ROOM}" in command.text
    assert "triage" not in command.text


async def test_a_post_that_is_deleted_as_a_whole_is_taken_back(town: Town) -> None:
    post = (await town.pocket.hands.post("bo", "questions", "Where?", "The secret garden")).thread
    opened = (await town.pocket.hands.open_thread("bo", ROOM, "Lunch", (await _says(town, "Lunch?")))).thread
    number = f"discord:msg:{post}"
    town.desk.became = frozenset({number, f"discord:msg:{opened}"})
    town.pocket.delete_channel(opened)
    town.pocket.delete_channel(post)
    await town.pocket.idle()
    await town.adapter.quiet()
    assert [each for each in town.desk.commands if isinstance(each, TakenBack)] == [TakenBack(number)]


async def _says(town: Town, text: str) -> str:
    return (await town.pocket.hands.say("bo", ROOM, text)).ts


async def test_a_deletion_counts_though_we_were_shut_out_or_discord_is_in_trouble(town: Town) -> None:
    made = await town.pocket.hands.open_thread("bo", ROOM, "Trees")
    await town.pocket.hands.archive("bo", made.thread)
    first, second = await _under(town, made.thread), await _under(town, made.thread)
    town.desk.became = frozenset({f"discord:msg:{first}", f"discord:msg:{second}"})
    await town.pocket.hands.archive("bo", made.thread)
    await town.restart()
    town.pocket.faults.break_down("get channel", status=503, times=9)
    await town.pocket.hands.delete("bo", made.thread, first)
    await town.pocket.idle()
    await town.adapter.quiet()
    assert TakenBack(f"discord:msg:{first}") in town.desk.commands


async def _under(town: Town, thread: str) -> str:
    return (await town.pocket.hands.say("bo", ROOM, "Words", thread=thread)).ts


async def test_an_edit_that_discord_hides_from_us_takes_no_words_away(town: Town) -> None:
    """Without Message Content, what no longer mentions us comes without words: they are not known to be none."""
    post = (await town.pocket.hands.post("bo", "questions", "Where?", "@champions The elms")).thread
    await town.pocket.idle()
    town.desk.became = frozenset({f"discord:msg:{post}"})
    await town.pocket.hands.edit("bo", post, post, "The oaks")
    await town.pocket.idle()
    await town.adapter.quiet()
    assert town.desk.commands == [Posted("Where?\nThe elms")]


async def test_a_post_with_another_title_says_other_words(town: Town) -> None:
    post = (await town.pocket.hands.post("bo", "questions", "Where is 555-0100?", "@champions The elms")).thread
    await town.pocket.idle()
    town.desk.became = frozenset({f"discord:msg:{post}"})
    town.pocket.core.threads.change(post, {"name": "Where?"}, {})
    await town.pocket.idle()
    await town.adapter.quiet()
    assert town.desk.commands[1:] == [Changed(f"discord:msg:{post}", "Where?\nThe elms")]
    town.desk.became = frozenset()
    town.pocket.core.threads.change(post, {"name": "Who?"}, {})
    await town.pocket.idle()
    await town.adapter.quiet()
    assert len(town.desk.commands) == 2


# ── several servers ──────────────────────────────────────────────────────────────────────────────────────────


class OneDesk:
    """Who is known, by their id, and on which server they were last heard."""

    known: Mapping[str, str] = {"7": "2", "8": "9"}

    async def look(self, desk: str, see: Any) -> Any:
        def known(who: Identity) -> Any:
            team = self.known.get(who.user)
            return SimpleNamespace(identity=Identity("discord", who.team or team, who.user)) if team else None

        return see(SimpleNamespace(people=SimpleNamespace(known=known)))


async def test_in_direct_messages_a_desk_with_two_servers_is_one_desk() -> None:
    async def desk_of(guild: str) -> str | None:
        return None

    homes = Homes(OneDesk(), desk_of)  # type: ignore[arg-type]
    homes.learn(Home("springfield", "1", ask="11"))
    homes.learn(Home("springfield", "2", ask="11"))
    assert await homes.of("", "7") == Home("springfield", "2", ask="11")
    assert await homes.of("", "8") == Home("springfield", "1", ask="11")
    assert await homes.of("", "stranger") == Home("springfield", "1", ask="11")
