"""Everything inside the pocket, in one bundle that its parts pass around."""

import asyncio
import secrets
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.playground.changes import Changes
from adapters.playground.slack.faults import Faults
from adapters.playground.slack.moments import Moments
from adapters.playground.slack.triggers import Triggers
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Workspace

if TYPE_CHECKING:
    from adapters.playground.slack.events import Events
    from adapters.playground.slack.files import Files
    from adapters.playground.slack.pace import Pace
    from adapters.playground.slack.response_urls import ResponseUrls
    from adapters.playground.slack.socket_mode import Sockets
    from adapters.playground.slack.views import Views

_CALLS_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command the app has, for hints. ``should_escape`` turns typed ``@names`` into
    ``<@U…|name>``."""

    command: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut the app has: ``kind`` is ``global`` or ``message``."""

    callback_id: str
    name: str
    kind: str = "global"


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call that came in. ``error`` is empty where it was answered ok."""

    method: str
    args: Json
    at: datetime
    error: str = ""


@dataclass(eq=False)
class Core:
    """The parts. Every part may use every other; none keeps another's state."""

    moments: Moments
    changes: Changes
    workspace: Workspace
    triggers: Triggers
    faults: Faults
    pace: "Pace"
    bot_token: str
    app_token: str
    signing_secret: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    unfurl_domains: tuple[str, ...] = ()
    url: str = ""
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_CALLS_KEPT))
    sockets: "Sockets" = field(init=False)
    events: "Events" = field(init=False)
    views: "Views" = field(init=False)
    response_urls: "ResponseUrls" = field(init=False)
    files: "Files" = field(init=False)
    _tasks: set["asyncio.Task[Any]"] = field(default_factory=set)

    codes: set[str] = field(default_factory=set)

    def renew_token(self) -> None:
        """The bot token so far is worth nothing from now on."""
        self.bot_token = "xoxb-pocket-" + secrets.token_hex(8)

    def record(self, method: str, args: Json, error: str = "") -> None:
        """Write a call into the log. The log is bounded: the oldest calls go first."""
        self.calls.append(Call(method, args, self.moments.clock(), error))

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
