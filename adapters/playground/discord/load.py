"""Sending interactions as fast as the app acknowledges them, for benchmarks."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from adapters.playground.discord import commanding, controls
from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, NoSuchThing
from adapters.playground.discord.interactions import Kind
from adapters.playground.discord.sight import Sight
from adapters.playground.discord.threads import FORUM
from adapters.playground.discord.typed import NotSent


@dataclass(frozen=True, slots=True)
class Shot:
    """One interaction to send."""

    kind: Kind
    user: str
    channel: str
    data: Json
    message: str = ""


@dataclass(slots=True)
class Tally:
    """What a load run saw: milliseconds from sending to acknowledgement, acknowledgements, errors by name."""

    latencies: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)


class Load:
    """Drives the app over its open connections."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def add_routes(self, app: web.Application) -> None:
        """Add the control addresses to the server (loopback only, like all of it)."""
        app.router.add_post("/control/load", self.serve)
        app.router.add_post("/control/pace", self.pace)
        app.router.add_get("/control/people", self.people)
        app.router.add_get("/control/sees", self.sees)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Run a load; see the README for what is asked and answered."""
        asked = await request.json()
        try:
            shots = list(self._shots(asked["payloads"]))
        except (NotSent, NoSuchThing, KeyError, TypeError) as wrong:
            raise web.HTTPBadRequest(text=f"no such interaction: {wrong!r}") from wrong
        started, spent = time.perf_counter(), time.process_time()
        tally = await self.drive(shots, int(asked.get("in_flight", 16)))
        seconds = time.perf_counter() - started
        answer: Json = {"seconds": seconds, "latencies_ms": tally.latencies, "acks": len(tally.latencies)}
        answer |= {"errors": tally.errors, "processor_seconds": time.process_time() - spent}
        if asked.get("keep_answers"):
            answer["answers"] = tally.answers
        return web.json_response(answer)

    async def pace(self, request: web.Request) -> web.StreamResponse:
        """Keep Discord's pace from now on (``{"on": true}``), or let every call pass."""
        self._core.pace.on = bool((await request.json())["on"])
        return web.json_response({"on": self._core.pace.on})

    async def people(self, request: web.Request) -> web.StreamResponse:
        """Who is there and where: ids of people and channels."""
        people = {each.name: each.id for each in self._core.people.by_id.values()}
        channels = {each["name"]: each["id"] for each in self._core.backend.guild()["channels"]}
        return web.json_response({"people": people, "channels": channels})

    async def sees(self, request: web.Request) -> web.StreamResponse:
        """What one person sees."""
        return web.json_response(Sight(self._core).what_sees(request.query["user"]))

    async def drive(self, shots: list[Shot], in_flight: int) -> Tally:
        """Send every interaction, at most ``in_flight`` at a time, and wait for all."""
        tally, left = Tally(), iter(shots)
        await asyncio.gather(*(self._worker(left, tally) for _ in range(max(1, in_flight))))
        return tally

    async def _worker(self, left: Iterator[Shot], tally: Tally) -> None:
        interactions = self._core.interactions
        for shot in left:
            started = time.perf_counter()
            receipt = await interactions.deliver(shot.kind, shot.user, shot.channel, shot.data, shot.message)
            if not receipt.acknowledged:
                name = "timeout" if self._core.gateway.sessions else "no_connection"
                tally.errors[name] = tally.errors.get(name, 0) + 1
                continue
            tally.latencies.append(round((time.perf_counter() - started) * 1000, 4))
            tally.answers.append(receipt.answer)

    def _shots(self, items: list[Json]) -> Iterator[Shot]:
        turns = itertools.cycle(self._turns())
        for item in items:
            user, channel = next(turns)
            user, channel = item.get("user", user), item.get("channel", channel)
            if "data" in item:
                yield Shot(Kind(item["kind"]), user, channel, item["data"], item.get("message", ""))
            elif "custom_id" in item:
                yield self._press(user, channel, item)
            else:
                line = item.get("line") or f"{item['command']} {item.get('text', '')}"
                yield Shot(Kind.COMMAND, user, channel, commanding.command_data(self._core, user, channel, line, {}))

    def _press(self, user: str, channel: str, item: Json) -> Shot:
        message = self._core.backend.message(channel, item["message"])
        if message is None:
            raise NoSuchThing(f"there is no message {item['message']} in {channel}")
        control = controls.find(message["components"], item["custom_id"])
        data = controls.touched(self._core, control, item.get("selected"))
        return Shot(Kind.COMPONENT, user, channel, data, message["id"])

    def _turns(self) -> list[tuple[str, str]]:
        backend = self._core.backend
        people = [user for user in self._core.people.by_id if user != backend.bot_id]
        places = [each["id"] for each in backend.guild()["channels"] if each["type"] != FORUM]
        inside = [(user, place) for place in places for user in people if backend.sees(user, place)]
        if not inside:
            raise web.HTTPConflict(text="there is nobody in any channel to use a command")
        return inside
