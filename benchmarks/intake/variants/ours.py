"""Ours, as ``champions run`` serves it: the sample city's desk, its whole catalogue, and every question on its walls.

Before it is ready, as many questions as will be claimed are asked and posted through the app, and the pump shows
their cards. Between two rounds the walls may catch up without Slack's pace, so that no variant is disturbed by what an
earlier round has left to do. While a round is measured, app, pump and pace are those of production.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import cycle, islice

from adapters.playground import city
from adapters.portals.fetch import FetchRules
from adapters.slack.pace import Pace
from benchmarks.intake.commands import CHAMPIONS, texts
from benchmarks.intake.variants.process import Job, Rest, run
from bot.config import Config
from bot.engine.ports import Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity, Level
from bot.questions.commands import Ask, Post
from bot.speech.cards import Actions
from bot.speech.reply import Reply
from bot.table import GRAMMAR
from frontdoor import logs
from frontdoor.serving import Service, system_clock
from frontdoor.settling import load_catalog, read_source, settle_desk
from storage.open import migrate, open_store

BESIDE_EACH_OTHER = 32
NO_LIMIT = 1_000_000
LOOK_EVERY = 0.05  # seconds


class Tide(Pace):
    """Slack's pace, which can be lifted."""

    lifted = False

    def wait(self, channel: str) -> float:
        """The seconds to wait before the next message in ``channel``; none while the pace is lifted."""
        return 0.0 if self.lifted else super().wait(channel)


class Seeding:
    """Brings a service to where a desk in use would be."""

    def __init__(self, service: Service, job: Job, desk: str) -> None:
        self._service, self._job, self._desk = service, job, desk
        self._team = job.pocket["team_id"]
        self._ask_room = job.pocket["channels"]["ask-open-data"]

    async def champions(self) -> None:
        """Let the first people of the pocket be champions who may take anything, as often as they like."""
        at = system_clock()

        def write(work: Work) -> None:
            rows = [replace(each.row, max_open=NO_LIMIT) for each in work.roster.champions]
            work.people.save_roster(rows, at)
            may = [each for each in work.roster.champions if each.level in (Level.EXTERNAL, Level.COORDINATOR)]
            for user, champion in zip(self._job.pocket["people"][:CHAMPIONS], may, strict=False):
                work.people.pin(Identity("slack", self._team, user), champion.number, at)

        await self._service.store.write(self._desk, write)

    async def questions(self) -> None:
        """Ask and post as many questions as will be claimed, each by somebody in the pocket."""
        askers = self._job.pocket["people"][CHAMPIONS:]
        waiting = list(enumerate(islice(zip(texts(NO_LIMIT), cycle(askers), strict=False), self._job.claims)))

        async def work_off() -> None:
            while waiting:
                number, (text, asker) = waiting.pop()
                await self._question(number, text, asker)

        async with asyncio.TaskGroup() as group:
            for _ in range(BESIDE_EACH_OTHER):
                group.create_task(work_off())

    async def _question(self, number: int, text: str, asker: str) -> None:
        preview = await self._service.app.handle(self._request(f"ask:{number}", asker, Ask(text=text)))
        draft = next(each for each in map(GRAMMAR.read, _lines(preview)) if isinstance(each, Post))
        thanks = await self._service.app.handle(self._request(f"post:{number}", asker, draft))
        if thanks.card is None or "Q-" not in thanks.card.title:
            raise RuntimeError(f"a question could not be posted: {thanks}")

    def _request(self, name: str, user: str, command: Ask | Post) -> Request:
        who = Caller(Identity("slack", self._team, user), user)
        where = Place("slack", self._team, self._ask_room)
        return Request(f"seed:{name}", self._desk, who, where, system_clock(), command)


def _lines(reply: Reply) -> list[str]:
    parts = reply.card.parts if reply.card is not None else ()
    return [button.line for part in parts if isinstance(part, Actions) for button in part.buttons]


@asynccontextmanager
async def ours(job: Job) -> AsyncIterator[Rest]:
    """Hear, decide, keep, acknowledge, and keep the walls equal."""
    logs.set_up("WARNING")
    url = f"sqlite:///{job.database}"
    await asyncio.to_thread(migrate, url)
    store = open_store(url)
    desk = await settle_desk(store, city.desk_file(), lambda _: None)
    await store.save_desk(replace(desk, limits=replace(desk.limits, open=NO_LIMIT)))
    listing = await read_source(str(city.catalog_file()), None, FetchRules())
    await load_catalog(store, desk.slug, listing)
    service, tide = Service(store), Tide()
    tokens = {"slack_bot_token": job.pocket["bot_token"], "slack_app_token": job.pocket["app_token"]}
    service.add_slack(Config(database_url=url, slack_api_url=job.pocket["api_url"], **tokens), pace=tide)

    async def rest() -> None:
        tide.lifted = True
        # Nothing tells when the walls are equal, so this has to look.
        while (await service.app.look(desk.slug, lambda work: work.slots.backlog(system_clock()))).waiting:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_EVERY)
        tide.lifted = False

    async with service:
        seeding = Seeding(service, job, desk.slug)
        await seeding.champions()
        await seeding.questions()
        await rest()
        yield rest


if __name__ == "__main__":
    run(ours)
