"""Faces: names and languages from Slack's profiles, asked once, and never in the way."""

from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack
from adapters.slack.faces import KEPT_UNKNOWN, Faces
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.commands import Status

NOW = datetime(2026, 10, 9, 14, tzinfo=UTC)


def said_by(user: str) -> Request:
    who = Caller(Identity("slack", "T1", user), "handle")
    return Request("slack:act:1", "desk", who, Place("slack"), NOW, Status())


def asked_for(pocket: PocketSlack) -> int:
    return sum(each.method == "users.info" for each in pocket.calls)


async def test_somebody_is_called_by_their_name_and_greeted_in_their_language() -> None:
    async with PocketSlack() as pocket:
        rosa = pocket.add_person("rosa", "Rosa Almendariz", locale="es-ES")
        faces = Faces(AsyncWebClient(pocket.bot_token, base_url=pocket.api_url, retry_handlers=[]))
        met = await faces.on(said_by(rosa.id))
        assert (met.who.name, met.who.locale) == ("Rosa Almendariz", "es-ES")
        await faces.on(said_by(rosa.id))
        assert asked_for(pocket) == 1


async def test_a_profile_that_slack_does_not_tell_keeps_nobody_waiting_and_is_asked_for_again() -> None:
    now = [0.0]
    async with PocketSlack() as pocket:
        rosa = pocket.add_person("rosa", "Rosa Almendariz", locale="es-ES")
        pocket.faults.refuse("fatal_error", "users.info")
        faces = Faces(AsyncWebClient(pocket.bot_token, base_url=pocket.api_url, retry_handlers=[]), lambda: now[0])
        unmet = await faces.on(said_by(rosa.id))
        assert (unmet.who.name, unmet.who.locale) == ("handle", "")
        now[0] = KEPT_UNKNOWN + 1
        assert (await faces.on(said_by(rosa.id))).who.locale == "es-ES"
