"""The stage on which the stories play on Slack: the pocket Slack with the real adapter. Only here is Slack known."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from html import unescape
from typing import Any

import yaml

from adapters.playground.slack import Done, PocketSlack, Team
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.workspace import Message
from adapters.slack.manifest import manifest
from adapters.slack.pace import Pace
from adapters.slack.render import fallback
from bot.config import Config
from bot.engine.slots import Slot
from bot.table import COMMANDS
from frontdoor.serving import Service
from tests.stories.desk import Resident
from tests.stories.shown import Shown, ShownForm
from tests.stories.slack_eyes import entered, marked_up, seen
from tests.stories.stage import Held

ROOMS = {"ask": "ask-open-data", "triage": "champions-triage", "news": "data-news", "square": "town-square"}
_FEATURES = yaml.safe_load(manifest(COMMANDS))["features"]
_FEATURE_NAMES = ("command", "description", "usage_hint", "should_escape")
_COMMANDS = [{name: each[name] for name in _FEATURE_NAMES} for each in _FEATURES["slash_commands"]]
_SHORTCUTS = [
    {"callback_id": each["callback_id"], "name": each["name"], "kind": each["type"]} for each in _FEATURES["shortcuts"]
]
_QUICK = 10_000.0  # messages a second: the pocket holds nobody to Slack's pace
_CALLS = {"post": "chat.postMessage", "edit": "chat.update"}
_UNHEARD = ("dispatch_failed", "operation_timeout")  # the message stands there, and Slack tells of it again


class SlackStage:
    """A workspace with the town's people in it."""

    name = "slack"
    tells_who_deletes = True

    def __init__(
        self, now: Callable[[], datetime], people: Iterable[Resident], team: Team | None = None, *, http: bool = False
    ) -> None:
        self.http = http
        self.pocket = PocketSlack(
            clock=now, team=team, commands=_COMMANDS, shortcuts=_SHORTCUTS, retry_delays=(0.0, 0.1, 1.0),
            unfurl_domains=("elmford.example",),
        )  # fmt: skip
        residents = list(people)
        for each in residents:
            self.pocket.add_person(each.handle, each.name, id=each.id, email=each.email, locale=each.locale)
        for purpose, name in ROOMS.items():
            private = purpose == "triage"
            inside = [each.id for each in residents if each.champion or not private]
            self.pocket.add_channel(name, inside, kind="group" if private else "channel")

    async def start(self) -> None:
        """Open the platform."""
        await self.pocket.start()

    async def stop(self) -> None:
        """Close it."""
        await self.pocket.stop()

    def join(self, service: Service, url: str) -> None:
        """Put the real adapter on, pointed here."""
        config = Config(
            database_url=url,
            slack_api_url=self.pocket.api_url,
            slack_bot_token=self.pocket.bot_token,
            slack_app_token="" if self.http else self.pocket.app_token,
            slack_signing_secret=self.pocket.signing_secret if self.http else "",
            listen=("127.0.0.1", 0),
        )
        self.adapter = service.add_slack(config, pace=Pace(_QUICK, int(_QUICK)))

    async def connected(self) -> None:
        """Wait until the adapter hears."""
        if self.adapter.door is not None:
            self.pocket.deliver_to(f"{self.adapter.door.url}/slack/events")
            return
        await self.pocket.sockets.connected()

    async def quiet(self, within: float) -> None:
        """Wait until everything that was said is answered."""
        await self.pocket.idle(within)
        await self.adapter.quiet()

    def cut_off(self) -> None:
        """The line to the adapter breaks."""
        self.pocket.sockets.drop()

    async def goes(self) -> None:
        """The adapter is gone; nothing goes wrong any more."""
        self.pocket.faults.clear()
        await self.adapter.stop()

    def holds(self, call: str) -> Held:
        """The next post or edit takes effect, and its answer does not come."""
        return self.pocket.faults.hold(_CALLS[call])

    def breaks(self, kind: str, call: str, times: int) -> None:
        """So many of the next posts or edits go wrong."""
        match kind:
            case "late_answer":
                self.pocket.faults.late_answer(0.02, _CALLS[call], times=times)
            case "refuse":
                self.pocket.faults.refuse("fatal_error", _CALLS[call], times=times)
            case _:
                getattr(self.pocket.faults, kind)(method=_CALLS[call], times=times)

    def mends(self) -> None:
        """Nothing goes wrong any more."""
        self.pocket.faults.clear()

    def mark(self, at: datetime) -> str:
        """The mark of a room that was heard up to this moment."""
        return f"{at.timestamp():.6f}"

    async def changes_connection(self) -> None:
        """Slack asks the adapter to connect anew, and it does."""
        await self.pocket.sockets.disconnect("refresh_requested")
        await self.pocket.sockets.connected()

    async def deletes(self, shown: Shown) -> None:
        """Somebody deletes a message of the bot."""
        await self.pocket.hands.delete(self.pocket.bot_user_id, shown.room, shown.id)

    async def leaves(self, user: str) -> None:
        """Somebody's account is deactivated."""
        await self.pocket.hands.leave(user)

    async def comes_anew(self, user: str) -> None:
        """Slack does not tell when somebody came."""

    def shuts_out(self, room: str) -> None:
        """The bot may no longer post in a room: it was archived."""
        found = self.pocket.workspace.channel_named(ROOMS[room])
        assert found is not None
        found.archived = True

    def says_everything_twice(self) -> None:
        """From now on the platform delivers every payload a second time, as Slack does when in doubt."""
        sockets, once = self.pocket.core.sockets, self.pocket.core.sockets.deliver

        async def twice(kind: str, payload: Any, **extra: object) -> Receipt:
            receipt = await once(kind, payload, **extra)
            await once(kind, payload, **{**extra, "retry_attempt": 1, "retry_reason": "timeout"})
            return receipt

        setattr(sockets, "deliver", twice)  # noqa: B010

    # ── hands ────────────────────────────────────────────────────────────────────────────────────────────────

    async def type(self, user: str, room: str, line: str) -> None:
        """Type a command."""
        _went_well(await self.pocket.hands.slash(user, _channel(room), line))

    async def say(self, user: str, room: str, text: str, thread: str = "") -> str:
        """Write a message, or a reply under one; its id."""
        done = await self.pocket.hands.say(user, _channel(room), text, thread or None)
        _went_well(done, *_UNHEARD)
        return done.ts

    async def change(self, user: str, shown: Shown, text: str) -> None:
        """Edit one's own message."""
        _went_well(await self.pocket.hands.edit(user, shown.room, shown.id, text), *_UNHEARD)

    async def take_back(self, user: str, shown: Shown) -> None:
        """Delete one's own message."""
        _went_well(await self.pocket.hands.delete(user, shown.room, shown.id), *_UNHEARD)

    async def press(self, user: str, shown: Shown, label: str) -> None:
        """Press a button."""
        _went_well(await self.pocket.hands.press(user, shown.room, shown.id, label))

    async def fill(self, user: str, values: Mapping[str, str]) -> None:
        """Fill in the form before somebody and send it; what stands in a searchable field is searched for first."""
        form = self.pocket.sight.modal(user)
        assert form is not None, f"there is no form before {user}"
        given: dict[str, Any] = {}
        for name, value in values.items():
            element = next(each["element"] for each in form["blocks"] if each.get("block_id") == name)
            given[name] = await self._picked(user, form["id"], element, value)
        _went_well(await self.pocket.hands.submit(user, form["id"], given), "incomplete")

    async def _picked(self, user: str, form: str, element: Mapping[str, Any], value: str) -> str:
        if element["type"] != "external_select" or not value:
            return value
        done = await self.pocket.hands.suggest(user, form, element["action_id"], value)
        _went_well(done)
        assert done.options, f"nothing was offered for {value!r}"
        return str(done.options[0]["value"])

    async def suggested(self, user: str, name: str, typed: str) -> list[str]:
        """What a searchable field of the form offers for what was typed."""
        form = self.pocket.sight.modal(user)
        assert form is not None, f"there is no form before {user}"
        element = next(each["element"] for each in form["blocks"] if each.get("block_id") == name)
        done = await self.pocket.hands.suggest(user, form["id"], element["action_id"], typed)
        _went_well(done)
        return [each["text"]["text"] for each in done.options]

    async def message_menu(self, user: str, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""
        callback = next(each["callback_id"] for each in _SHORTCUTS if each["name"] == name)
        _went_well(await self.pocket.hands.shortcut(user, callback, shown.room, shown.id))

    async def menu(self, user: str, name: str) -> None:
        """Choose something from the menu that is everywhere."""
        callback = next(each["callback_id"] for each in _SHORTCUTS if each["name"] == name)
        _went_well(await self.pocket.hands.shortcut(user, callback))

    # ── eyes ─────────────────────────────────────────────────────────────────────────────────────────────────

    def only_you(self, user: str) -> list[Shown]:
        """Everything that only this person sees, oldest first: only-you messages and direct ones of the bot."""
        direct = self.pocket.sight.messages(self.pocket.direct_messages(user).id)
        threads = [reply for each in direct for reply in self._replies(each)]
        told = [each for each in [*direct, *threads] if each.by_bot]
        return [seen(each) for each in sorted([*told, *self.pocket.sight.whispers(user)], key=lambda each: each.ts)]

    def files(self, user: str) -> list[bytes]:
        """The files that the bot gave to somebody alone, oldest first."""
        direct = self.pocket.sight.messages(self.pocket.direct_messages(user).id)
        ids = [found for each in direct for found in re.findall(r"/files/(F\w+)/", each.text)]
        return [self.pocket.core.files.body(each) for each in ids]

    def direct(self, user: str) -> list[Shown]:
        """What the bot has written to somebody directly, threads included."""
        messages = self.pocket.sight.messages(self.pocket.direct_messages(user).id)
        everything = [*messages, *(reply for each in messages for reply in self._replies(each))]
        return [seen(each) for each in everything if each.by_bot]

    def room(self, room: str) -> list[Shown]:
        """What stands in a room, threads not opened."""
        return [seen(each) for each in self.pocket.sight.messages(_channel(room))]

    def thread(self, shown: Shown) -> list[Shown]:
        """What stands under a message."""
        return [seen(each) for each in self.pocket.sight.messages(shown.room, thread=shown.id)[1:]]

    def everything(self) -> list[Message]:
        """Every message and only-you message that there is, as the platform keeps it."""
        workspace = self.pocket.core.workspace
        said = [each for channel in workspace.channels.values() for each in channel.messages.values()]
        return said + [each for whispers in workspace.whispers.values() for each in whispers]

    def form(self, user: str) -> ShownForm | None:
        """The form before somebody."""
        found = self.pocket.sight.modal(user)
        if found is None:
            return None
        labels = {each["block_id"]: each["label"]["text"] for each in found["blocks"] if each["type"] == "input"}
        state = found.get("state", {}).get("values", {})
        values = {name: entered(next(iter(state.get(name, {}).values()), {})) for name in labels}
        return ShownForm(found["id"], found["title"]["text"], values, labels, found["errors"])

    async def reads(self, user: str) -> None:
        """Read whatever the bot has for somebody: it stands before them."""

    def showing(self, slot: Slot) -> list[str]:
        """The text of every message that carries a slot's key."""
        marked = [each for each in self.everything() if each.metadata]
        keys = [(each, (each.metadata or {})["event_payload"]["key"]) for each in marked]
        return [unescape(each.text) for each, key in keys if key == slot.key]

    def shown_as(self, slot: Slot) -> str:
        """What :meth:`showing` gives of a slot."""
        return unescape(fallback(slot.card))

    def marked_up(self) -> list[str]:
        """Every piece of text of ours that the platform would read as more than words."""
        return marked_up([each for each in self.everything() if each.by_bot])

    def reloads(self, user: str) -> None:
        """Somebody opens their client anew: only-you messages and forms are gone."""
        self.pocket.hands.reload(user)

    def public_words(self) -> list[str]:
        """Everything in every message of the bot that more than one person sees, controls and all."""
        return [str(each) for each in self.everything() if each.by_bot and not each.only_for]

    def called(self) -> list[str]:
        """Everybody whom a message of the bot called for attention."""
        return [who for _, who in self.pocket.sight.pings()]

    def _replies(self, message: Message) -> list[Message]:
        return self.pocket.core.workspace.channels[message.channel].replies(message.ts)


def _channel(room: str) -> str:
    return ROOMS.get(room, room)


def _went_well(done: Done, *but_for: str) -> None:
    assert not done.refused or done.refused in but_for or done.errors, f"the platform says: {done.refused}"
