"""Links that people share: under one to a dataset's page stands its small card, where the desk allows it.

Source: Slack's "Unfurling links in messages", "link_shared" and "chat.unfurl". A card under a link is an attachment,
and there Slack has refused rich text ("invalid_blocks"): its words stand in plain text objects, in which nothing is
read as markup either.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.inbound import Back
from adapters.slack.render import Json, attached
from bot.catalog.commands import Shared
from bot.catalog.sharing import shared_dataset
from bot.engine.app import App
from bot.engine.beside import Beside
from bot.engine.errors import PlatformError, Rejected
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.speech.cards import Card

MOST_LINKS = 3  # cards under one message
# "cannot_unfurl_url" may mean that Slack has not seen our acknowledgement yet.
PATIENCE = 1.0  # seconds
log = structlog.get_logger(__name__)


class Links:
    """Shows datasets under their links in one workspace. Nobody is written down for having shared one."""

    def __init__(
        self, app: App, beside: Beside[Back], client: AsyncWebClient, desk: str, team: str,
        clock: Callable[[], datetime], patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        self._app, self._beside, self._client, self._clock = app, beside, client, clock
        self._desk, self._team, self._patience = desk, team, patience

    async def shared(self, event: Json) -> None:
        """Somebody shared links; what is only being written yet is nobody's business. Raises Failed where it was not
        kept."""
        if event.get("source", "conversations_history") != "conversations_history":
            return
        cards: dict[str, Card] = {}
        for address in dict.fromkeys(str(each.get("url", "")) for each in event.get("links", ())):
            card = await self._card(event["channel"], address) if len(cards) < MOST_LINKS else None
            if card is not None:
                cards[address] = card
        if cards:
            self._beside.spawn(self._show(event["channel"], event["message_ts"], cards))

    async def _card(self, channel: str, address: str) -> Card | None:
        room, at = Place("slack", self._team, channel), self._clock()
        found = await self._app.look(self._desk, lambda work: shared_dataset(work, room, address, at))
        if found is None:
            return None
        dataset, day = found
        # The id says it all: each dataset once a day in each room, however often it is shared or delivered.
        number = f"slack:link:{self._team}:{channel}:DS-{dataset}:{day}"
        nobody = Caller(Identity("slack", self._team, ""))
        return (await self._app.handle(Request(number, self._desk, nobody, room, at, Shared(dataset)))).card

    async def _show(self, channel: str, ts: str, cards: dict[str, Card]) -> None:
        try:
            await self._put(channel, ts, cards, buttons=True)
        except Rejected:
            await asyncio.sleep(self._patience)
            await self._again(channel, ts, cards)
        except PlatformError as lost:
            _lost(lost)

    async def _again(self, channel: str, ts: str, cards: dict[str, Card]) -> None:
        """Once more as it is, then without buttons: the card says what matters without them too."""
        for buttons in (True, False):
            try:
                return await self._put(channel, ts, cards, buttons=buttons)
            except PlatformError as refused:
                _lost(refused)

    async def _put(self, channel: str, ts: str, cards: dict[str, Card], *, buttons: bool) -> None:
        shown: dict[str, Any] = {address: attached(card, buttons=buttons) for address, card in cards.items()}
        await call(self._client.chat_unfurl(channel=channel, ts=ts, unfurls=shown))


def _lost(refused: PlatformError) -> None:
    log.warning("a card under a link was not shown", why=type(refused).__name__, detail=refused.why)
