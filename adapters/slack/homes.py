"""The Home tab: one page for each person, published when they open it and after what they did themselves.

Source: Slack's "App Home" and views.publish (at most 100 blocks; Tier 4, some hundred calls a minute). A page is only
kept fresh for people who have opened theirs since we came, and nothing is sent where it would say the same again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.calls import call
from adapters.slack.faces import Faces
from adapters.slack.render import Json, blocks, plain
from bot.desks.commands import Help
from bot.desks.home import Section, home
from bot.engine.app import App
from bot.engine.errors import PlatformError, Rejected
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity

MOST_BLOCKS = 100
HEADER = 150  # characters of a header block
MOST_KEPT = 5_000  # people whose Home is kept fresh; the others open theirs again
log = structlog.get_logger(__name__)


class Homes:
    """The Home tabs of one workspace, shown through ``client``."""

    def __init__(
        self, app: App, client: AsyncWebClient, desk: str, team: str, faces: Faces, clock: Callable[[], datetime]
    ) -> None:
        self._app, self._client, self._faces, self._clock = app, client, faces, clock
        self._desk, self._team = desk, team
        self._showing: dict[str, Json] = {}

    def is_open(self, user: str) -> bool:
        """Whether somebody has opened their Home since we came."""
        return user in self._showing

    async def show(self, user: str, *, anew: bool = True) -> None:
        """Publish somebody's Home as it is now; not ``anew``: only where it says something else than before.

        Never raises for what Slack refuses: the page is shown again with the next opening.
        """
        view = home_view(await self._sections(user))
        if not anew and self._showing.get(user) == view:
            return
        if len(self._showing) >= MOST_KEPT:
            self._showing.clear()
        self._showing[user] = view
        try:
            await call(self._client.views_publish(user_id=user, view=view))
        except PlatformError as refused:
            self._showing[user] = {}
            log.info("a home was not shown", why=refused.why)

    async def _sections(self, user: str) -> tuple[Section, ...]:
        who = Caller(Identity("slack", self._team, user))
        where = Place("slack", self._team, person=user)
        looks = await self._faces.on(Request("", self._desk, who, where, self._clock(), Help()))
        away = self._app.away()
        return await self._app.look(self._desk, lambda work: home(work, looks, away))


def home_view(sections: Sequence[Section]) -> Json:
    """The view of a Home: each section with its heading. Raises Rejected where it holds more than Slack shows."""
    shown: list[Json] = []
    for number, section in enumerate(sections):
        shown += [{"type": "divider"}] if number else []
        shown.append({"type": "header", "text": plain(section.heading[:HEADER])})
        shown += blocks(section.card, row=f"home-{number}")
    if len(shown) > MOST_BLOCKS:
        raise Rejected(f"a Home holds {MOST_BLOCKS} blocks, not {len(shown)}")
    return {"type": "home", "blocks": shown}
