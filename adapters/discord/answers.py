"""Answers: what one person is told, and how it gets to them.

An interaction takes one first answer within three seconds and more of them for fifteen minutes (Discord's "Receiving
and Responding to Interactions"). Where that is over it is told in direct messages; where those are closed, a short
line without a private word says where to look. A plain message has no only-you answer on Discord at all: in a channel
it gets a line that everybody may read, with a button behind which the answer is.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeVar
from zlib import crc32

import structlog

from adapters.discord.calls import Wire, code_of
from adapters.discord.modal import modal
from adapters.discord.render import COMPONENTS_V2, EPHEMERAL, Json, files, message
from adapters.discord.seal import Seal
from adapters.discord.spoken import Back, Turn
from adapters.discord.turns import CALLBACK, FOLLOW_UPS, ORIGINAL, Turns
from bot.engine.errors import Gone, Later, PlatformError, Rejected, Unsure
from bot.speech.cards import Actions, Button, Card, Note
from bot.speech.forms import Form
from bot.speech.reply import File
from bot.speech.words import Words, words

MOST_PATIENCE = 30.0  # seconds that an answer waits for Discord's pace before it is given up
FIRST_PAUSE = 0.1  # seconds before what may not have arrived is told again; twice as long each time
_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE, _THINKING, _LATER, _CHANGE, _CHOICES, _FORM = 4, 5, 6, 7, 8, 9
_ANSWERED_BEFORE = 40060
T = TypeVar("T")
log = structlog.get_logger(__name__)


class Answers:
    """Tells people things. None of its methods raises for what Discord refuses."""

    def __init__(self, wire: Wire, turns: Turns, seal: Seal) -> None:
        self._wire, self._turns, self.seal = wire, turns, seal

    # ── the first answer ─────────────────────────────────────────────────────────────────────────────────────

    async def open(self, back: Back, form: Form, label: str) -> None:
        """Open ``form``. Where that cannot be any more (or a form was just sent in) show a button that opens it."""
        turn = back.turn
        if turn is not None and not turn.by_form and not turn.answered:
            try:
                await self._respond(turn, _FORM, modal(form))
            except PlatformError as refused:
                log.info("a form was not opened", why=refused.why)
            else:
                return
        await self.tell(back, Card(form.title, Actions(Button(label, form.does, style="primary"))))

    async def defer(self, back: Back) -> None:
        """Say that it was received: Discord waits for the answer then."""
        turn = back.turn
        if turn is None or turn.answered:
            return
        try:
            if back.replaces:
                await self._respond(turn, _LATER)
            else:
                await self._respond(turn, _THINKING, {"flags": EPHEMERAL})
                turn.waiting = True
        except PlatformError as refused:
            log.warning("an acknowledgement was refused", why=type(refused).__name__, detail=refused.why)

    async def nothing(self, back: Back, say: Words) -> None:
        """There is nothing to tell: end the waiting."""
        turn = back.turn
        if turn is None or (turn.answered and not turn.waiting):
            return
        if turn.on_message and not turn.answered:
            try:
                await self._respond(turn, _LATER)
            except PlatformError as refused:
                log.warning("an acknowledgement was refused", why=type(refused).__name__, detail=refused.why)
        else:
            await self.tell(back, Card(say("Done.")))

    async def offer(self, turn: Turn, choices: Iterable[tuple[str, str]]) -> None:
        """What an option completes to: (value, name) pairs."""
        offered = [{"name": name, "value": value} for value, name in choices]
        try:
            await self._respond(turn, _CHOICES, {"choices": offered})
        except PlatformError as refused:  # they typed on: another one is under way
            log.info("choices came too late", why=refused.why)

    async def _respond(self, turn: Turn, kind: int, data: Json | None = None, card: Card | None = None) -> None:
        """The first answer. Where its fate is unknown it is given again: Discord takes only one."""
        body: Json = {"type": kind} | ({"data": data} if data is not None else {})
        given = files(card) if card is not None else []
        sent = 0

        async def respond() -> None:
            nonlocal sent
            sent += 1
            try:
                await self._turns.send(turn, "POST", CALLBACK, body, given)
            except Rejected as refused:
                if sent == 1 or code_of(refused) != _ANSWERED_BEFORE:
                    raise

        await patiently(respond, again=True)
        turn.answered = True

    # ── every answer ─────────────────────────────────────────────────────────────────────────────────────────

    async def tell(self, back: Back, card: Card) -> None:
        """Show ``card`` to whoever spoke, by the nearest way that works.

        To words in a channel only the card's title and buttons are shown, since everybody may read them there.
        """
        await self._surely(back, card, more=False)

    async def add(self, back: Back, card: Card) -> None:
        """Show one more card, below what was told before."""
        await self._surely(back, card, more=True)

    async def give(self, back: Back, files: Sequence[File]) -> None:
        """Give files to whoever spoke: beside the answer that only they see, else in their direct messages."""
        given = [(each.name, each.data) for each in files]
        named = [{"id": number, "filename": each.name} for number, each in enumerate(files)]
        body: Json = {"content": "", "attachments": named, "allowed_mentions": {"parse": []}}
        turn = back.turn
        try:
            if turn is not None and turn.answered:
                shown = body | {"flags": EPHEMERAL}
                await patiently(lambda: self._turns.send(turn, "POST", FOLLOW_UPS, shown, given))
                return
            channel = back.channel if back.direct else await self._direct_with(back)
            await self._wire.send("POST", _MESSAGES, json=body, files=given, channel_id=channel)
        except PlatformError as refused:
            log.warning("files were not given", why=type(refused).__name__, detail=refused.why)

    async def _surely(self, back: Back, card: Card, *, more: bool) -> None:
        try:
            await patiently(lambda: self._by_nearest_way(back, card, more=more))
        except PlatformError as refused:
            log.warning("an answer was lost", why=type(refused).__name__, detail=refused.why)

    async def _by_nearest_way(self, back: Back, card: Card, *, more: bool) -> None:
        if back.turn is None:
            await self._under_message(back, card)
            return
        try:
            await self._by_turn(back, back.turn, card, more=more)
        except (Rejected, Gone, Unsure) as over:
            log.info("told by another way", why=over.why)
            await self._directly(back, card)

    async def _by_turn(self, back: Back, turn: Turn, card: Card, *, more: bool) -> None:
        """By the interaction: as its first answer, in place of what stands there, or as one more."""
        in_place = not more and (back.replaces or turn.waiting)
        if not turn.answered:
            try:
                shown = _shown(card, turn, anew=not back.replaces)
                return await self._respond(turn, _CHANGE if back.replaces else _MESSAGE, shown, card)
            except Rejected as refused:
                if code_of(refused) != _ANSWERED_BEFORE:
                    raise
                turn.answered = True
        if in_place:
            try:
                shown = _shown(card, turn, anew=False)
                await patiently(lambda: self._turns.send(turn, "PATCH", ORIGINAL, shown, files(card)), again=True)
                turn.waiting = False
                return
            except Gone:  # they put the message away
                turn.waiting = False
        await self._turns.send(turn, "POST", FOLLOW_UPS, message(card, whisper=True), files(card))

    # ── where there is no turn any more ──────────────────────────────────────────────────────────────────────

    async def _directly(self, back: Back, card: Card) -> None:
        """In direct messages; where those are closed, a hint in the channel that says nothing."""
        try:
            await self._post(back, await self._direct_with(back), message(card), card)
        except Rejected:
            if back.direct or not back.channel:
                raise
            say = words(back.locale)
            hint = message(Card(say("Please check `/opendata status`.")), whisper=True, person=back.user)
            await self._post(back, back.channel, hint | {"flags": hint["flags"] & ~EPHEMERAL})

    async def _under_message(self, back: Back, card: Card) -> None:
        shown = card if back.direct else _open(card)
        await self._reply(back, _plain(shown), shown)

    async def point(self, back: Back, sentence: str, label: str, *notes: Note) -> None:
        """Say under somebody's message that there is an answer, with a button that shows it to them alone."""
        card = Card(sentence, *notes, Actions(Button(label, self.seal.line(back.message, back.user), style="primary")))
        called = message(card, person=back.user)
        try:
            await self._reply(back, called | {"allowed_mentions": {"parse": []}})  # they are here: nobody is called
        except PlatformError as refused:
            log.warning("an answer was lost", why=type(refused).__name__, detail=refused.why)

    async def _reply(self, back: Back, shown: Json, card: Card | None = None) -> None:
        """Under their message; where we may not write, in their direct messages."""
        under = {"message_reference": {"message_id": back.message, "fail_if_not_exists": False}}
        try:
            await self._post(back, back.channel, shown | under, card)
        except Rejected:
            if back.direct:
                raise
            await self._post(back, await self._direct_with(back), shown, card)

    async def _direct_with(self, back: Back) -> str:
        about = {"recipient_id": back.user}
        opened = await patiently(lambda: self._wire.send("POST", "/users/@me/channels", json=about), again=True)
        return str(opened["id"])

    async def _post(self, back: Back, channel: str, shown: Json, card: Card | None = None) -> None:
        """At most once, however often it has to be tried: by the nonce Discord knows it again."""
        about = crc32(json.dumps(shown, sort_keys=True).encode())
        spoken = back.message or (back.turn.id if back.turn is not None else "")
        body = shown | {"nonce": f"{about:08x}{spoken[-17:]}", "enforce_nonce": True}
        given = files(card) if card is not None else ()
        post = lambda: self._wire.send("POST", _MESSAGES, json=body, files=given, channel_id=channel)  # noqa: E731
        await patiently(post, again=True)


async def patiently(tell: Callable[[], Awaitable[T]], *, again: bool = False) -> T:
    """Tell something, and once more each time that Discord asks to wait. What may be told ``again``, since it is shown
    once all the same, is repeated as well where nobody knows whether it arrived. Raises what is left after
    ``MOST_PATIENCE`` seconds."""
    loop = asyncio.get_running_loop()
    end, pause = loop.time() + MOST_PATIENCE, FIRST_PAUSE
    while True:
        try:
            return await tell()
        except Later as later:
            if loop.time() + later.seconds > end:
                raise
            await asyncio.sleep(later.seconds)
        except Unsure:
            if not again or loop.time() + pause > end:
                raise
            await asyncio.sleep(pause)
            pause *= 2


def _open(card: Card) -> Card:
    """What everybody may read of it: the sentence, and what can be pressed."""
    return Card(card.title, *(part for part in card.parts if isinstance(part, Actions)))


def _plain(card: Card) -> Json:
    shown = message(card, whisper=True)
    return shown | {"flags": shown["flags"] & ~EPHEMERAL}


def _shown(card: Card, turn: Turn, *, anew: bool) -> Json:
    """The card as a new only-you message, or in place of the one that stands there: Components V2 where that is."""
    if anew:
        shown = message(card, whisper=True)
        turn.layout = bool(shown["flags"] & COMPONENTS_V2)
        return shown
    shown = message(card, whisper=True, v2=turn.layout)
    turn.layout = bool(shown["flags"] & COMPONENTS_V2)
    return {"content": None, "embeds": [], "attachments": []} | shown | {"flags": shown["flags"] & ~EPHEMERAL}
