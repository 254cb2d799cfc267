"""Whispers: what one person is told, and nobody else.

Where it goes: into the acknowledgement (commands), in place of the whisper that was pressed (``response_url``), beside
the message that was pressed (``chat.postEphemeral``), or into direct messages where the room refuses. A whisper is no
slot: where Slack loses it, the person asks again.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence

import structlog
from aiohttp import ClientError, ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.inbound import Back
from adapters.slack.modal import view
from adapters.slack.pictures import NotReady, Pictures, is_not_ready, names_a_file
from adapters.slack.render import Json, message
from bot.engine.errors import Later, PlatformError, Rejected, Unsure
from bot.speech.cards import Actions, Button, Card
from bot.speech.forms import Form
from bot.speech.reply import File

MOST_PATIENCE = 30.0  # seconds that a whisper waits for Slack's pace before it is given up
_UNTIL_KNOWN = (0.0, 1.0, 2.0, 4.0)  # seconds before each try to show a picture that was just sent up
log = structlog.get_logger(__name__)


class Whispers:
    """Tells people things through ``client``, with ``pictures``; ``direct`` gives the channel of a person's direct
    messages."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: ClientSession,
        direct: Callable[[str], Awaitable[str]],
        pictures: Pictures,
    ) -> None:
        self._client, self._session, self._direct, self._pictures = client, session, direct, pictures

    async def tell(self, back: Back, card: Card) -> None:
        """Show ``card`` to whoever spoke, by the nearest way that works. Never raises for what Slack refuses.

        Where Slack does not take a picture in time its words stand for it."""
        try:
            if not card.pictures or not await self._with_pictures(back, card):
                await self._patiently(back, message(card, whisper=True))
        except PlatformError as refused:
            log.warning("a whisper was lost", why=type(refused).__name__, detail=refused.why)

    async def _with_pictures(self, back: Back, card: Card) -> bool:
        """Send up the card's pictures, and show it as soon as Slack knows them; False where it does not."""
        for wait in _UNTIL_KNOWN:
            try:
                await asyncio.sleep(wait)
                await self._patiently(back, message(card, whisper=True, files=await self._pictures.files(card)))
            except Rejected as refused:
                if not isinstance(self._pictures.meaning(card, refused), Later):
                    return False
            except Later:
                return False
            else:
                self._pictures.shown(card)
                return True
        return False

    async def _patiently(self, back: Back, shown: Json) -> None:
        try:
            await self._by_nearest_way(back, shown)
        except Later as later:
            if later.seconds > MOST_PATIENCE:
                raise
            await asyncio.sleep(later.seconds)
            await self._by_nearest_way(back, shown)

    async def _by_nearest_way(self, back: Back, shown: Json) -> None:
        if back.replaces and await self._answer(back, shown):
            return
        if back.direct:
            await self._post(back.channel, back.under, shown)
            return
        if back.channel and await self._beside(back, shown):
            return
        if not back.replaces and await self._answer(back, shown):
            return
        await self._post(await self._direct(back.user), "", shown)

    async def _beside(self, back: Back, shown: Json) -> bool:
        """Only for them, in the channel; False where the channel refuses (they or we are not in it)."""
        if back.under:
            shown = {**shown, "thread_ts": back.under}
        try:
            await call(self._client.chat_postEphemeral(channel=back.channel, user=back.user, **shown))
        except Rejected as refused:
            if is_not_ready(refused):
                raise
            return False
        return True

    async def _answer(self, back: Back, shown: Json) -> bool:
        """To the address that came with what they did; False where it is spent (5 uses in 30 minutes)."""
        if not back.response_url:
            return False
        about: Json = {"response_type": "ephemeral", "replace_original": back.replaces}
        if back.under:
            about["thread_ts"] = back.under
        try:
            async with self._session.post(back.response_url, json={**shown, **about}) as answer:
                if answer.status != 200 and _has_pictures(shown) and names_a_file(_json(await answer.read())):
                    raise NotReady("a picture is not known yet")
                return answer.status == 200
        except (ClientError, TimeoutError, OSError) as lost:
            raise Unsure(f"the answer was lost ({type(lost).__name__})") from lost

    async def _post(self, channel: str, thread: str, shown: Json) -> None:
        if thread:
            shown = {**shown, "thread_ts": thread}
        shown = {**shown, "unfurl_links": False, "unfurl_media": False}
        await call(self._client.chat_postMessage(channel=channel, **shown))

    async def give(self, back: Back, files: Sequence[File]) -> None:
        """Give files to whoever spoke, in their direct messages: a file in a channel would be everybody's."""
        uploads = [{"content": each.data, "filename": each.name, "title": each.name} for each in files]
        try:
            channel = back.channel if back.direct else await self._direct(back.user)
            await call(self._client.files_upload_v2(file_uploads=uploads, channel=channel))
        except PlatformError as refused:
            log.warning("files were not given", why=type(refused).__name__, detail=refused.why)

    async def open(self, back: Back, form: Form, label: str) -> None:
        """Open ``form``. Where nothing was pressed, or Slack's three seconds are over, whisper a button for it."""
        if back.trigger:
            try:
                await call(self._client.views_open(trigger_id=back.trigger, view=view(form, back.origin)))
            except PlatformError as refused:
                log.info("a form was not opened", why=refused.why)
            else:
                return
        await self.tell(back, door(form, label))


def _has_pictures(shown: Json) -> bool:
    return any(block["type"] == "image" for block in shown["blocks"])


def _json(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def door(form: Form, label: str) -> Card:
    """A card with one button that opens ``form``."""
    return Card(form.title, Actions(Button(label, form.does, style="primary")))
