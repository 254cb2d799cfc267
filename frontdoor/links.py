"""Links that people give: looked at, and pictures fetched and kept, outside any transaction."""

from dataclasses import dataclass, field
from typing import Protocol

from adapters.links.checking import Checked, check_link
from adapters.links.image import Image, fetch_image
from adapters.links.rules import LinkError, LinkRules
from bot.engine.ports import Store
from bot.engine.request import Request
from bot.showcase.commands import LinkChecked, TakeImage
from bot.showcase.sketch import DEAD, FINE, FORBIDDEN
from bot.speech.command import Command
from bot.speech.reply import Errand
from bot.speech.words import Told, told


class Looking(Protocol):
    """Looks at addresses that people name. Raises ``LinkError`` with a sentence."""

    async def check(self, url: str) -> Checked:
        """What answers there."""

    async def image(self, url: str) -> Image:
        """The picture that is there, made anew."""


@dataclass(frozen=True)
class WebLooking:
    """Looks on the web."""

    rules: LinkRules = field(default_factory=LinkRules)

    async def check(self, url: str) -> Checked:
        """What answers there."""
        return await check_link(url, self.rules)

    async def image(self, url: str) -> Image:
        """The picture that is there, made anew."""
        return await fetch_image(url, self.rules)


@dataclass(frozen=True)
class LinkErrands:
    """The errands of projects. ``text`` of each is the draft's number and the address."""

    store: Store
    looking: Looking

    async def link(self, request: Request, errand: Errand) -> Command:
        """See what answers at a project's link."""
        draft, url = _meant(errand)
        try:
            checked = await self.looking.check(url)
        except LinkError as wrong:
            return LinkChecked(draft, url, FORBIDDEN if wrong.forbidden else DEAD, wrong.sentence)
        if checked.works:
            return LinkChecked(draft, url, FINE)
        return LinkChecked(draft, url, DEAD, _answered(checked))

    async def image(self, request: Request, errand: Errand) -> Command:
        """Fetch a project's picture, and keep it."""
        draft, url = _meant(errand)
        try:
            image = await self.looking.image(url)
        except LinkError as wrong:
            return TakeImage(draft, url, trouble=wrong.sentence)
        kept = await self.store.write(request.desk, lambda work: work.pictures.keep(image.png))
        return TakeImage(draft, url, kept)


def _meant(errand: Errand) -> tuple[int, str]:
    draft, _, url = errand.text.partition(" ")
    return int(draft), url


def _answered(checked: Checked) -> Told:
    return told("The answer is HTTP {status}.", status=checked.status)
