"""Everything inside the pocket, in one bundle that its parts pass around."""

import asyncio
from collections import deque
from collections.abc import Coroutine, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.playground.changes import Changes
from adapters.playground.discord.errors import Json
from adapters.playground.discord.faults import Faults
from adapters.playground.moments import Moments

if TYPE_CHECKING:
    from adapters.playground.discord.backend import Backend
    from adapters.playground.discord.gateway import Gateway
    from adapters.playground.discord.interactions import Interactions
    from adapters.playground.discord.messages import Nonces
    from adapters.playground.discord.pace import Pace
    from adapters.playground.discord.people import People
    from adapters.playground.discord.threads import Threads

_CALLS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Call:
    """One REST call that came in: its route's name, its path arguments and body, its status, and Discord's
    error code (0 where it went well)."""

    method: str
    path: str
    args: Mapping[str, str]
    body: Any
    at: datetime
    status: int = 200
    error: int = 0


@dataclass(eq=False)
class Core:
    """The parts. Every part may use every other; none keeps another's state."""

    moments: Moments
    changes: Changes
    faults: Faults
    bot_token: str
    guild_locale: str
    url: str = ""
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_CALLS_KEPT))
    under_way: int = 0
    backend: "Backend" = field(init=False)
    people: "People" = field(init=False)
    gateway: "Gateway" = field(init=False)
    interactions: "Interactions" = field(init=False)
    threads: "Threads" = field(init=False)
    pace: "Pace" = field(init=False)
    nonces: "Nonces" = field(init=False)
    _nonce: str = ""
    _tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    @property
    def files_url(self) -> str:
        """Where attachments are to be had."""
        return f"{self.url}files/"

    @property
    def gateway_url(self) -> str:
        """Where the gateway is to be had."""
        return self.url.replace("http://", "ws://", 1) + "gateway/"

    @contextmanager
    def marked(self, nonce: str) -> Iterator[None]:
        """The message that the app makes meanwhile bears this nonce in its event."""
        self._nonce = nonce
        try:
            yield
        finally:
            self._nonce = ""

    def heard(self, event: str, payload: Json) -> None:
        """Something happened in the backend: the app may hear of it, and everybody sees it."""
        if event == "MESSAGE_CREATE" and self._nonce:
            payload["nonce"] = self._nonce
        self.people.note(event, payload)
        self.gateway.announce(event, payload)
        self.changes.bump()

    def spawn(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        """Run something beside, until the pocket stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def cancel_all(self) -> None:
        """End what still runs beside."""
        running = list(self._tasks)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
