"""Starting up: what is wrong is said at once, in sentences that tell how to mend it."""

from typing import Any

import pytest

from adapters.discord import DiscordAdapter, DiscordNotReady, tree
from adapters.discord.arrival import Arrival, look_around
from adapters.discord.manifest import invitation, manifest, permissions
from adapters.discord.permissions import HISTORY, IN_THREADS, MANAGE, NEEDED, SEND, VIEW, in_channel, missing, on_server
from adapters.playground.discord import PocketDiscord
from bot.desk import Desk
from bot.engine.app import App
from bot.engine.request import Place
from bot.table import COMMANDS
from tests.discord.conftest import TABLE, TAGS, DeskOnDiscord, Ticks, adapter_for, settled, small_desk


def adapter_of(pocket: PocketDiscord, *, slug: str | None = "springfield", **channels: str) -> DiscordAdapter:
    app, _ = small_desk(**channels)
    return adapter_for(pocket, app, slug=slug)


async def troubles(adapter: DiscordAdapter) -> tuple[str, ...]:
    with pytest.raises(DiscordNotReady) as not_ready:
        await adapter.start()
    assert adapter.troubles == not_ready.value.troubles
    assert not adapter.connected
    return not_ready.value.troubles


def first_sentences(found: tuple[str, ...]) -> list[str]:
    return [each.split(".")[0] for each in found]


# ── who and where we are ─────────────────────────────────────────────────────────────────────────────────────


async def test_the_rooms_are_found_by_name_or_id_and_remembered() -> None:
    async with PocketDiscord() as pocket:
        town = settled(pocket, Ticks())
        town.adapter = adapter_of(pocket)
        app, desk = small_desk(ask=town.forum.id, triage="#champions-triage")
        adapter = adapter_for(pocket, app)
        await adapter.start()
        triage = pocket.core.backend.guild()["channels"][-1]["id"]
        assert desk.rooms == {
            "discord/ask": Place("discord", pocket.guild_id, town.forum.id),
            "discord/triage": Place("discord", pocket.guild_id, triage),
        }
        assert adapter.troubles == adapter.warnings == ()
        assert adapter.connected
        await adapter.stop()
        await adapter.listen()
        assert not adapter.connected


async def test_every_trouble_is_said_in_one_go() -> None:
    async with PocketDiscord() as pocket:
        pocket.add_channel("ask-open-data", bot=False)
        found = await troubles(adapter_of(pocket, ask="ask-open-data", triage="#nowhere"))
        assert first_sentences(found) == [
            "In #ask-open-data I lack: View Channels",
            "I can't find #nowhere (channels, discord, triage)",
        ]
        assert "allow: View Channels" in found[0]


async def test_a_wrong_token_is_named() -> None:
    async with PocketDiscord() as pocket:
        app, _ = small_desk(ask="x")
        (found,) = await troubles(adapter_for(pocket, app, token="MTAw.wrong.wrong"))
        assert found.startswith("The token does not work")
        assert "DISCORD_TOKEN" in found


async def test_a_server_of_no_desk_is_named() -> None:
    async with PocketDiscord() as pocket:
        (found,) = await troubles(adapter_of(pocket, slug=None, ask="x"))
        assert "belongs to no desk" in found
        assert pocket.guild_id in found


async def test_a_discord_that_is_away_is_named_once_and_no_token_is_blamed() -> None:
    pocket = PocketDiscord()
    await pocket.start()
    adapter, address = adapter_of(pocket, ask="x"), pocket.api_url
    await pocket.stop()
    (found,) = await troubles(adapter)
    assert found.startswith(f"{address} does not answer as Discord does:")
    assert "DISCORD_API_URL" in found
    assert "token" not in found


async def test_a_gateway_that_is_away_is_named() -> None:
    async with PocketDiscord() as pocket:
        town = settled(pocket, Ticks())
        adapter = adapter_for(pocket, town.app, gateway_url="ws://127.0.0.1:9/", arriving=1.0)
        (found,) = await troubles(adapter)
        assert found.startswith("ws://127.0.0.1:9/ does not let me in")
        assert "DISCORD_GATEWAY_URL" in found


async def test_an_intent_that_is_switched_off_is_named() -> None:
    async with PocketDiscord() as pocket:
        town = settled(pocket, Ticks())
        (found,) = await troubles(adapter_for(pocket, town.app, message_content=True))
        assert found.startswith("I may not read what people write without calling me.")
        assert "Message Content Intent" in found


async def test_a_server_that_has_put_us_out_is_named_and_no_token_is_blamed() -> None:
    async with PocketDiscord() as pocket:
        adapter = adapter_of(pocket, ask="x")
        pocket.core.backend.leave(pocket.bot_user_id)  # between the list of servers and the look at this one
        (found,) = await troubles(adapter)
        assert found.startswith("I can't look around on Pocket:")
        assert f"client_id={pocket.application_id}" in found
        assert "DISCORD_TOKEN" not in found


class Nowhere:
    """A Discord on which the app is on no server."""

    async def send(self, method: str, path: str) -> Any:
        return [] if path.endswith("/guilds") else {"id": "7", "username": "champions", "flags": 0}


async def test_an_app_on_no_server_is_told_how_to_be_invited() -> None:
    async def desk_for(guild: str) -> Desk | None:
        return None

    arrival = Arrival()
    await look_around(Nowhere(), desk_for, arrival, message_content=False)  # type: ignore[arg-type]
    (found,) = arrival.troubles
    assert found.startswith("I am on no server. Invite me: https://discord.com/oauth2/authorize?client_id=7&")


# ── rooms ────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_room_that_can_wait_is_a_warning() -> None:
    async with PocketDiscord() as pocket:
        pocket.add_channel("ask-open-data")
        pocket.add_channel("champions-triage", kind="private")
        pocket.add_channel("data-news", bot=False)
        pocket.add_channel("ideas", kind="forum")
        rooms = {"ask": "ask-open-data", "triage": "champions-triage", "news": "data-news", "showcase": "ideas"}
        adapter = adapter_of(pocket, **rooms)
        await adapter.start()
        assert first_sentences(adapter.warnings) == [
            "In #data-news I lack: View Channels",
            "#ideas is a forum (channels, discord, showcase)",
        ]
        await adapter.stop()


async def test_triage_may_be_on_another_platform() -> None:
    async with PocketDiscord() as pocket:
        pocket.add_channel("ask-open-data")
        (found,) = await troubles(adapter_of(pocket, ask="ask-open-data"))
        assert found.startswith("desk.yml names no channel for triage. Write it there")
        channels = {"discord": {"ask": "ask-open-data"}, "slack": {"ask": "a", "triage": "b"}}
        desk = DeskOnDiscord(Desk("springfield", "Springfield", channels=channels))
        adapter = adapter_for(pocket, App(desk, TABLE))  # type: ignore[arg-type]
        await adapter.start()
        assert set(desk.rooms) == {"discord/ask"}
        await adapter.stop()


async def test_a_triage_room_that_everybody_reads_is_a_warning() -> None:
    async with PocketDiscord() as pocket:
        for name in ("ask-open-data", "champions-triage"):
            pocket.add_channel(name)
        adapter = adapter_of(pocket, ask="ask-open-data", triage="champions-triage")
        await adapter.start()
        assert first_sentences(adapter.warnings) == ["Everybody can read #champions-triage"]
        await adapter.stop()


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (TAGS[:-1], ["#questions lacks the tags Solved"]),
        ([*TAGS[1:], "open"], ["In #questions everybody can set the tags Open"]),
        ([*TAGS, *(f"Topic {n}" for n in range(11))], ["#questions has 16 tags"]),
    ],
)
async def test_a_forum_whose_tags_are_not_as_they_should_be(tags: list[Any], said: list[str]) -> None:
    async with PocketDiscord() as pocket:
        pocket.add_channel("questions", kind="forum", tags=tags)
        pocket.add_channel("triage", kind="private")
        adapter = adapter_of(pocket, ask="questions", triage="triage")
        await adapter.start()
        assert first_sentences(adapter.warnings) == said
        await adapter.stop()


async def test_each_permission_that_a_room_lacks_is_named() -> None:
    async with PocketDiscord() as pocket:
        forum = pocket.add_channel("questions", kind="forum", tags=TAGS)
        pocket.add_channel("triage", kind="private")
        pocket.core.backend.deny(forum.id, pocket.bot_user_id, MANAGE.bit | HISTORY.bit)
        (found,) = await troubles(adapter_of(pocket, ask="questions", triage="triage"))
        assert found.startswith("In #questions I lack: Manage Threads, Read Message History.")


async def test_the_permissions_of_the_invitation_are_enough_and_none_is_too_many() -> None:
    async with PocketDiscord(permissions=permissions()) as pocket:
        town = settled(pocket, Ticks())
        await town.adapter.start()
        assert town.adapter.warnings == ()
        await town.adapter.stop()
    assert sum(each.bit for each in NEEDED) == permissions()


async def test_the_doctor_sees_green_and_red_without_a_start() -> None:
    async with PocketDiscord() as pocket:
        pocket.add_channel("ask-open-data")
        adapter = adapter_of(pocket, ask="ask-open-data", triage="nowhere")
        checks = await adapter.check()
        assert [ok for ok, _, _ in checks] == [True, True, False]
        assert all(fix for ok, _, fix in checks if not ok)


# ── permissions and the invitation ───────────────────────────────────────────────────────────────────────────

GUILD, ROLE, ME = "1", "2", "3"
MEMBER = {"user": {"id": ME}, "roles": [ROLE]}
ROLES = [{"id": GUILD, "permissions": str(VIEW.bit)}, {"id": ROLE, "permissions": str(SEND.bit)}]


def overwrite(who: str, allow: int = 0, deny: int = 0) -> dict[str, str]:
    return {"id": who, "allow": str(allow), "deny": str(deny)}


def test_permissions_add_up_over_roles() -> None:
    assert on_server({"id": GUILD, "owner_id": "9"}, ROLES, MEMBER) == VIEW.bit | SEND.bit
    assert on_server({"id": GUILD, "owner_id": ME}, ROLES, MEMBER) & MANAGE.bit
    admin = [*ROLES[:1], {"id": ROLE, "permissions": "8"}]
    assert on_server({"id": GUILD, "owner_id": "9"}, admin, MEMBER) & MANAGE.bit


@pytest.mark.parametrize(
    ("overwrites", "left"),
    [
        ([], VIEW.bit | SEND.bit),
        ([overwrite(GUILD, deny=SEND.bit)], VIEW.bit),
        ([overwrite(GUILD, deny=SEND.bit), overwrite(ROLE, allow=SEND.bit)], VIEW.bit | SEND.bit),
        ([overwrite(ROLE, allow=SEND.bit), overwrite(ME, deny=SEND.bit)], VIEW.bit),
        ([overwrite(ME, allow=IN_THREADS.bit)], VIEW.bit | SEND.bit | IN_THREADS.bit),
        ([overwrite(GUILD, deny=VIEW.bit)], 0),
        ([overwrite("77", allow=MANAGE.bit)], VIEW.bit | SEND.bit),
    ],
)
def test_a_channel_takes_and_gives(overwrites: list[dict[str, str]], left: int) -> None:
    channel = {"permission_overwrites": overwrites}
    assert in_channel(VIEW.bit | SEND.bit, channel, GUILD, [ROLE], ME) == left


def test_who_cannot_look_into_a_channel_hears_of_nothing_else() -> None:
    assert missing(SEND.bit, (VIEW, SEND, HISTORY)) == [VIEW]
    assert missing(VIEW.bit, (VIEW, SEND)) == [SEND]


def test_the_manifest_says_why_each_thing_is_asked_for() -> None:
    said = manifest(COMMANDS, "123")
    assert "client_id=123" in said
    assert "scope=bot+applications.commands" in said
    assert f"permissions={permissions()}" in said
    assert all(each.name in said and each.why in said for each in NEEDED)
    assert "Message Content" in said
    assert "APPLICATION_ID" not in said
    assert "client_id=APPLICATION_ID&" in manifest(COMMANDS)
    assert all(each["name"] in said for each in tree.commands(COMMANDS))
    assert invitation("123").startswith("https://discord.com/oauth2/authorize?")
