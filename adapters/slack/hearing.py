"""What Bolt hears: each payload is read, handled, acknowledged, and answered.

Nothing is acknowledged before it is kept. Where a deadline forces it (three seconds for commands, buttons and forms)
the acknowledgement goes out after 1.5 s and means received. An event that failed stays unacknowledged, so that Slack
delivers it again.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from datetime import datetime
from typing import Any, NamedTuple, get_args

import orjson
import structlog
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack.departed import departed
from adapters.slack.faces import Faces
from adapters.slack.homes import Homes
from adapters.slack.inbound import MARK_ANSWER, SUGGEST, TRACK, Back, Garbled, Inbound, Json, Spoken
from adapters.slack.links import Links
from adapters.slack.modal import field_errors, options, view
from adapters.slack.recall import Recall
from adapters.slack.render import message
from adapters.slack.turns import Turns
from adapters.slack.typed import decode
from bot.engine.app import App, Failed
from bot.engine.beside import Beside, card_of, card_of_words, done_within
from bot.engine.errors import frames_of
from bot.engine.ports import Work
from bot.engine.request import Caller, Request
from bot.people.model import Identity
from bot.speech.cards import Card
from bot.speech.forms import FieldError, Pickable
from bot.speech.reply import Reply
from bot.speech.words import said_in
from bot.suggest import suggest
from bot.watching.commands import Noticed
from bot.watching.handlers import is_worth_an_offer

_MENDED = ("message_changed", "message_deleted")
PATIENCE = 1.5  # seconds until an acknowledgement goes out before the answer is known
NOTHING: Json = {}
CLEAR: Json = {"response_action": "clear"}
log = structlog.get_logger(__name__)


class Heard(NamedTuple):
    """How one payload is acknowledged: 500 asks Slack to deliver it again; ``body`` is JSON, or empty."""

    status: int = 200
    body: str = ""


class Hearing(AsyncMiddleware):
    """Hears everything that comes, as the middleware before all others.

    Here and not in listeners, because Bolt asks each listener in turn whether it wants a payload, and gathers some
    thirty arguments each time it asks: twice the work of all the rest. Our own table needs one look.
    """

    def __init__(
        self,
        app: App,
        inbound: Inbound,
        beside: Beside[Back],
        faces: Faces,
        clock: Callable[[], datetime],
        recall: Recall,
        read_back: Callable[[], Awaitable[None]],
        homes: Homes,
        removed: Callable[[], Awaitable[None]],
        invited: Callable[[], Coroutine[Any, Any, None]],
        links: Links,
    ) -> None:
        """``read_back`` returns when what ``recall`` has to tell is handled and answered; ``removed`` is told when the
        app was removed from the workspace, ``invited`` when it was let into a channel."""
        self._app, self._inbound, self._beside, self._faces, self._clock = app, inbound, beside, faces, clock
        self._homes, self._removed, self._links, self._invited = homes, removed, links, invited
        self._recall, self._read_back, self._turns = recall, read_back, Turns()
        self._kinds: Mapping[str, Callable[[Json], Awaitable[Json]]] = {
            "command": self._command,
            "event_callback": self._event,
            "block_actions": self._action,
            "view_submission": self._submission,
            "block_suggestion": self._suggestion,
            "message_action": self._message_shortcut,
            "shortcut": self._shortcut,
        }

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """The acknowledgement of one envelope of Socket Mode."""
        heard = await self.hear(req.body)
        return BoltResponse(status=heard.status, body=heard.body)

    async def hear(self, body: Json) -> Heard:
        """The acknowledgement of one payload; status 500 keeps it back. What nobody asked for is acknowledged."""
        hear = self._kinds.get("command" if "command" in body else body.get("type", ""))
        if hear is None:
            return Heard()
        try:
            answer = await hear(body)
        except Failed:  # written down by the app already
            return Heard(500)
        except Exception as fault:  # Bolt would write the payload, and so people's words, into the log
            log.error("a payload was not handled", fault=type(fault).__name__, frames=frames_of(fault))
            return Heard(500)
        return Heard(body=_written(answer) if answer else "")

    async def _command(self, body: Json) -> Json:
        """A slash command: its answer is the acknowledgement."""
        spoken = self._inbound.command(body, self._clock())
        if isinstance(spoken, Garbled):
            return _whispered(await self._garbled(spoken))
        reply = await self._soon(spoken)
        if reply is None:
            return _whispered(await self._beside.working(spoken.request))
        if reply.form or reply.errand or reply.files:
            rest = Reply(form=reply.form, errand=reply.errand, files=reply.files)
            self._beside.spawn(self._beside.show(spoken.request, spoken.back, rest))
        card = None if reply.form else card_of(reply)
        if card is not None and card.pictures:  # an acknowledgement does not wait until they are sent up
            self._beside.spawn(self._beside.show(spoken.request, spoken.back, Reply(card=card)))
            return NOTHING
        return _whispered(card) if card else NOTHING

    async def _action(self, body: Json) -> Json:
        """A pressed button."""
        return await self._acted(self._inbound.action(body))

    async def _shortcut(self, body: Json) -> Json:
        """The global shortcut."""
        return await self._acted(self._inbound.shortcut(body))

    async def _message_shortcut(self, body: Json) -> Json:
        """A shortcut on a message."""
        if body["callback_id"] not in (TRACK, MARK_ANSWER, SUGGEST):
            return NOTHING
        return await self._acted(self._inbound.message_shortcut(body))

    async def _acted(self, spoken: Spoken | Garbled | None) -> Json:
        if isinstance(spoken, Garbled):
            self._beside.spawn(self._tell(spoken))
        elif spoken is not None:
            reply = await self._soon(spoken)
            if reply is not None and not reply.is_nothing:
                self._beside.spawn(self._beside.show(spoken.request, spoken.back, reply))
        return NOTHING

    async def _submission(self, body: Json) -> Json:
        """A form that was filled in: faults stand at its fields, the answer is whispered where it was opened."""
        spoken = self._inbound.submission(body, self._clock())
        if isinstance(spoken, Garbled):
            return field_errors([FieldError(spoken.field, (await self._garbled(spoken)).title)], body["view"])
        reply = await self._soon(spoken)
        if reply is None:
            return CLEAR
        if reply.errors:
            return field_errors(reply.errors, body["view"])
        if reply.form:
            return {"response_action": "update", "view": view(reply.form, spoken.back.origin)}
        self._beside.spawn(self._beside.show(spoken.request, spoken.back, reply))
        return CLEAR

    async def _event(self, body: Json) -> Json:
        """A message or a mention; it is acknowledged when it is kept, and not where that failed.

        What was said before we came is in Slack's keeping, and is read back. Slack delivers it again as well ("Events
        API", retries): that waits, or it would be answered first, without a word about why the answer comes so late.
        """
        event = body["event"]
        if event.get("type") in ("message", "app_mention"):
            if self._recall.covers(event.get("channel", ""), event.get("ts", "")):
                self._beside.spawn(self._said_before(event))  # beside: it takes nobody's place in the connection
            else:
                await self._said(event)
        elif event.get("type") == "app_home_opened" and event.get("tab", "home") == "home":
            self._beside.spawn(self._homes.show(event["user"]))
        elif event.get("type") == "user_change":
            if (left := departed(event, self._inbound.desk, self._inbound.team)) is not None:
                await self._app.handle(left)
        elif event.get("type") == "member_joined_channel" and event.get("user") == self._inbound.bot_user:
            self._beside.spawn(self._invited())
        elif event.get("type") == "link_shared":
            await self._links.shared(event)
        elif is_end(event):
            await self._removed()
        return NOTHING

    async def _said_before(self, event: Json) -> None:
        await self._read_back()
        await self._said(event, late=True)  # changes nothing, unless it could not be read back

    async def _said(self, event: Json, *, late: bool = False) -> None:
        mended = event.get("subtype") in _MENDED
        spoken = self._inbound.mended(event) if mended else self._inbound.message(event)
        if not (late and isinstance(spoken, Spoken) and spoken.request.command.fleeting):
            await self._heard(spoken)
        self._recall.note(event.get("channel", ""), event.get("ts", ""))

    async def _heard(self, spoken: Spoken | Garbled | None) -> None:
        if isinstance(spoken, Garbled):
            self.tell(spoken)
        elif spoken is not None:
            async with self._turns.of(spoken.about or spoken.request.id):
                reply = await self._app.handle(await self.named(spoken)) if await self.counts(spoken) else Reply()
            self.answer(spoken, reply)

    async def counts(self, spoken: Spoken) -> bool:
        """Whether something that was said or changed concerns us."""
        where, about, request = spoken.request.where, spoken.about, spoken.request
        if isinstance(request.command, Noticed):
            return await self._app.look(self._inbound.desk, lambda work: is_worth_an_offer(work, request))
        if about:
            return bool(await self._app.look(self._inbound.desk, lambda work: work.traces.of(about)))
        if spoken.if_ours:
            return bool(await self._app.look(self._inbound.desk, lambda work: work.slots.subject_at(where)))
        return True

    async def named(self, spoken: Spoken) -> Request:
        """The request with what Slack knows of whoever speaks."""
        return await self._faces.on(spoken.request)

    def tell(self, garbled: Garbled) -> None:
        """Say that words are no command, once."""
        if self._beside.first(garbled.id):
            self._beside.spawn(self._tell(garbled))

    async def _tell(self, garbled: Garbled) -> None:
        await self._beside.tell(garbled.back, await self._garbled(garbled))

    async def _garbled(self, garbled: Garbled) -> Card:
        """What is wrong with words that are no command, in the language of whoever typed them."""
        who = Caller(Identity("slack", self._inbound.team, garbled.back.user))
        say = await self._beside.words_of(self._inbound.desk, who)
        return card_of_words(said_in(say, garbled.sentence), garbled.typed)

    def answer(self, spoken: Spoken, reply: Reply) -> None:
        """Show a reply to whoever wrote a message, once: a mention arrives in two events."""
        if not reply.is_nothing and self._beside.first(spoken.request.id):
            self._beside.spawn(self._beside.show(spoken.request, spoken.back, reply))

    async def _suggestion(self, body: Json) -> Json:
        """Somebody types into a searchable select: what the desk knows by these words."""
        who, what, typed = self._inbound.caller_of(body), body["action_id"], decode(body.get("value", ""))
        if what not in get_args(Pickable):
            return options(())

        def see(work: Work) -> tuple[tuple[str, str], ...]:
            return suggest(work, who.identity, what, typed)

        return options(await self._app.look(self._inbound.desk, see))

    async def _soon(self, spoken: Spoken) -> Reply | None:
        """The reply, or None where it takes too long: then it is whispered when it comes."""
        request = await self._faces.on(spoken.request)
        coming: asyncio.Task[Any] = self._beside.spawn(self._replied(request))
        if await done_within(coming, PATIENCE):
            reply: Reply = coming.result()
            return reply
        self._beside.spawn(self._beside.show_late(spoken.request, spoken.back, coming))
        return None

    async def _replied(self, request: Request) -> Reply:
        """The reply to something that was done by hand, after which the person's Home may say something else."""
        reply = await self._beside.reply_to(request)
        if self._homes.is_open(user := request.who.identity.user):
            self._beside.spawn(self._homes.show(user, anew=False))
        return reply


def is_end(event: Json) -> bool:
    """Whether an event says that we may do nothing there any more ("app_uninstalled", "tokens_revoked")."""
    revoked = event.get("type") == "tokens_revoked" and bool((event.get("tokens") or {}).get("bot"))
    return revoked or event.get("type") == "app_uninstalled"


def _written(answer: Json) -> str:
    """The answer as JSON; Bolt would write it too, at ten times the price."""
    try:
        return orjson.dumps(answer).decode()
    except orjson.JSONEncodeError:  # half a surrogate pair, which only an escape can carry
        return json.dumps(answer)


def _whispered(card: Card) -> Json:
    return {"response_type": "ephemeral", **message(card, whisper=True)}
