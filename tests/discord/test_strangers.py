"""Strangers: whoever invites an app that its owner has not closed gets no part in the desk."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from adapters.discord.arrival import Arrival, look_around
from adapters.discord.homes import is_home
from bot.desk import Desk
from bot.engine.request import Place


class Servers:
    """A Discord on which the app is on several servers, which all have channels of the same names."""

    def __init__(self, *guilds: str) -> None:
        self._guilds = guilds

    async def send(self, method: str, path: str, guild_id: str = "", **ids: str) -> Any:
        match path.replace("/guilds/{guild_id}", "/server"):
            case "/users/@me/guilds":
                return [{"id": each, "name": f"Town {each}"} for each in self._guilds]
            case "/server":
                return {"id": guild_id, "name": f"Town {guild_id}", "owner_id": "7"}
            case "/server/channels":
                names = ("questions", "triage") if guild_id != "30" else ("lobby",)
                return [{"id": f"{guild_id}{at}", "name": name, "type": 0} for at, name in enumerate(names)]
            case "/server/roles":
                return [{"id": guild_id, "permissions": "0"}]
            case "/server/members/{user_id}":
                return {"user": {"id": "7"}, "roles": []}
        return {"id": "7", "username": "champions", "flags": 0}


@pytest.mark.parametrize(
    ("listed", "guilds", "at_home"),
    [((), ("10", "30"), ["10"]), (("10", "20"), ("10", "20"), ["10", "20"]), ((), ("10", "20"), None)],
)
async def test_a_strangers_server_with_rooms_of_the_same_names_is_not_the_desks(
    listed: tuple[str, ...], guilds: tuple[str, ...], at_home: list[str] | None
) -> None:
    desk = Desk("springfield", "Springfield", channels={"discord": {"ask": "questions", "triage": "triage"}})
    desk = replace(desk, workspaces={"discord": listed} if listed else {})

    async def desk_for(guild: str) -> Desk | None:
        return desk

    arrival = Arrival()
    await look_around(Servers(*guilds), desk_for, arrival, message_content=False)  # type: ignore[arg-type]
    if at_home is None:
        (found,) = arrival.troubles
        assert "List the desk's own under workspaces, discord: Town 10 ('10'), Town 20 ('20')." in found
    else:
        assert (arrival.troubles, [each.guild for each in arrival.homes]) == ((), at_home)


def test_a_server_is_home_that_is_listed_or_has_the_rooms() -> None:
    rooms = {"discord/ask": Place("discord", "10", "1"), "slack/ask": Place("slack", "T1", "C1")}
    desk = Desk("springfield", "Springfield")
    for workspaces, there, homes in (
        ({}, {}, ["10", "20"]),
        ({}, rooms, ["10"]),
        ({"discord": ("20",)}, rooms, ["20"]),
        ({"slack": ("T1",)}, rooms, ["10"]),
    ):
        work: Any = SimpleNamespace(desk=replace(desk, workspaces=workspaces), rooms=there)
        assert [each for each in ("10", "20") if is_home(work, each)] == homes
