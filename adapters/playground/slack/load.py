"""Sending envelopes as fast as the app acknowledges them, for benchmarks."""

import asyncio
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from adapters.playground.slack import payloads
from adapters.playground.slack.core import Core
from adapters.playground.slack.sight import Sight
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Channel


@dataclass(slots=True)
class Tally:
    """What a load run saw: milliseconds from sending to acknowledgement, acknowledgements, errors by name."""

    latencies: list[float] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)

    def add(self, receipt: Receipt, seconds: float) -> None:
        """Count one envelope."""
        if receipt.outcome != "acknowledged":
            self.errors[receipt.outcome] = self.errors.get(receipt.outcome, 0) + 1
            return
        self.latencies.append(round(seconds * 1000, 4))
        self.answers.append(receipt.payload)


class Load:
    """Drives the app over its open connections."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def add_routes(self, app: web.Application) -> None:
        """Add the control addresses to the server (loopback only, like all of it)."""
        app.router.add_post("/control/load", self.serve)
        app.router.add_get("/control/people", self.people)
        app.router.add_get("/control/sees", self.sees)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Run a load; see the README for what is asked and answered."""
        asked = await request.json()
        started, spent = time.perf_counter(), time.process_time()
        tally = await self.drive(asked["payloads"], int(asked.get("in_flight", 16)))
        seconds = time.perf_counter() - started
        answer: Json = {"seconds": seconds, "latencies_ms": tally.latencies, "acks": len(tally.latencies)}
        answer |= {"errors": tally.errors, "processor_seconds": time.process_time() - spent}
        if asked.get("keep_answers"):
            answer["answers"] = tally.answers
        return web.json_response(answer)

    async def people(self, request: web.Request) -> web.StreamResponse:
        """Who is there and where: ids of people and channels."""
        workspace = self._core.workspace
        people = {person.name: person.id for person in workspace.people.values()}
        return web.json_response({"people": people, "channels": {c.name: c.id for c in workspace.channels.values()}})

    async def sees(self, request: web.Request) -> web.StreamResponse:
        """What one person sees."""
        return web.json_response(Sight(self._core).what_sees(request.query["user"]))

    async def drive(self, items: list[Json], in_flight: int) -> Tally:
        """Send every item, at most ``in_flight`` at a time, and wait for all."""
        tally = Tally()
        left = iter(self._payloads(items))
        await asyncio.gather(*(self._worker(left, tally) for _ in range(max(1, in_flight))))
        return tally

    async def _worker(self, left: Iterator[tuple[str, Json]], tally: Tally) -> None:
        sockets = self._core.sockets
        for kind, payload in left:
            started = time.perf_counter()
            future = await sockets.send(kind, payload, accepts_response_payload=True)
            receipt = Receipt("no_connection") if future is None else await self._answer(future)
            tally.add(receipt, time.perf_counter() - started)

    async def _answer(self, future: "asyncio.Future[Receipt]") -> Receipt:
        try:
            async with asyncio.timeout(self._core.sockets.ack_seconds):
                return await future
        except TimeoutError:
            return Receipt("timeout")

    def _payloads(self, items: list[Json]) -> Iterator[tuple[str, Json]]:
        turns = itertools.cycle(self._turns())
        for item in items:
            if "payload" in item:
                yield item["type"], item["payload"]
                continue
            user, channel = next(turns)
            user, place = item.get("user", user), self._core.workspace.channels[item.get("channel", channel.id)]
            yield item["type"], payloads.slash_command(self._core, user, place, item["command"], item.get("text", ""))

    def _turns(self) -> list[tuple[str, Channel]]:
        workspace = self._core.workspace
        inside = [(user, c) for c in workspace.channels.values() for user in c.members if user != workspace.bot.id]
        if not inside:
            raise web.HTTPConflict(text="there is nobody in any channel to type a command")
        return inside
