"""Serving: the rooms joined into one running deployment, and taken apart again in good order."""

import asyncio
import contextlib
import importlib
import signal
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

import structlog

from adapters import PLATFORMS
from adapters.clock import Clock
from adapters.links.rules import LinkRules
from adapters.portals.fetch import FetchRules
from bot.config import Config
from bot.desk import Desk
from bot.engine.app import App
from bot.engine.catching_up import CatchingUp
from bot.engine.ports import Store
from bot.engine.pump import LEASE_SECONDS, Pump
from bot.questions.drawing import drawn
from bot.questions.late import Late
from bot.table import COMMANDS, GRAMMAR
from frontdoor import memory
from frontdoor.errands import Errands
from frontdoor.errors import CannotStart
from frontdoor.links import LinkErrands, Looking, WebLooking
from frontdoor.members import Members
from frontdoor.painting import paint
from frontdoor.polling import Polling
from frontdoor.reading import PortalReading, Reading
from frontdoor.refused import tell_of_departed, tell_of_refused
from frontdoor.settling import settle_desk, settle_in_chat
from storage.open import make_if_new, open_store
from storage.store import SqlStore

log = structlog.get_logger(__name__)
Now = Callable[[], datetime]
Tell = Callable[[str], None]


def system_clock() -> datetime:
    """The time of the machine, in UTC."""
    return datetime.now(UTC)


class Service:
    """One running deployment: a store, the app, a pump, the clock, and the platforms that have tokens."""

    def __init__(
        self,
        store: Store,
        now: Now = system_clock,
        pump_clock: Now = system_clock,
        lease_seconds: float = LEASE_SECONDS,
    ) -> None:
        """``now`` dates what people do; ``pump_clock`` is the machine's time, by which leases run out."""
        self.store, self.now = store, now
        self.platforms: dict[str, Any] = {}
        self.pump = Pump(
            store, self.platforms, pump_clock, lease_seconds, drawn, hours_of(store, now),
            lambda lease, why: tell_of_refused(self.app, now, lease, why),
            lambda lease: tell_of_departed(self.app, now, lease),
        )  # fmt: skip
        self.app = App(store, COMMANDS, self.pump.away)
        self.app.paint = paint
        self.members = Members(self.app, self.platforms, now)
        self.reads_portals_by(PortalReading())
        self.looks_at_links_by(WebLooking())
        self.clock = Clock(self.app, store, now)
        self.catching_up = CatchingUp(self.app, self.platforms, Late(), now)
        self._tasks: list[asyncio.Task[None]] = []
        self._reading: asyncio.Task[None] | None = None

    def reads_portals_by(self, reading: Reading) -> None:
        """How portals are read, when they are due and when a coordinator names one."""
        self.polling = Polling(self.app, self.now, reading)
        self.app.errands |= Errands(self.store, self.platforms, self.polling, self.members).by_name

    def looks_at_links_by(self, looking: Looking) -> None:
        """How links are looked at, and pictures fetched, that people give with their projects."""
        errands = LinkErrands(self.store, looking)
        self.app.errands |= {"link": errands.link, "image": errands.image}

    def add_slack(self, config: Config, **more: Any) -> Any:
        """Put Slack on, by its tokens; nothing connects before :meth:`start`."""
        more |= {"bot_token": config.slack_bot_token, "app_token": config.slack_app_token}
        more |= {"signing_secret": config.slack_signing_secret, "listen": config.listen}
        more |= {"api_url": config.slack_api_url, "read_back": self.catching_up.done}
        if config.installs_slack:
            more |= {"credentials": self._credentials(config), "desk_of": self._listed_desk_of("slack")}
        return self._add("slack", "SlackAdapter", more)

    def _credentials(self, config: Config) -> Any:
        from adapters.slack.installing import Credentials  # only who installs over HTTP pays for it
        from storage.vault import SqlVault

        if not isinstance(self.store, SqlStore):
            raise CannotStart("Tokens can only be kept in a database.")
        vault = SqlVault(self.store, config.secret_keys)
        return Credentials(config.slack_client_id, config.slack_client_secret, vault)

    def add_discord(self, config: Config, **more: Any) -> Any:
        """Put Discord on, by its token; nothing connects before :meth:`start`."""
        more |= {"token": config.discord_token, "api_url": config.discord_api_url}
        more |= {"gateway_url": config.discord_gateway_url}
        return self._add("discord", "DiscordAdapter", more)

    def _add(self, platform: str, kind: str, about: dict[str, Any]) -> Any:
        """Import a platform's adapter, and give it what every one of them needs."""
        about |= {"grammar": GRAMMAR, "table": COMMANDS, "clock": self.now}
        about.setdefault("desk_of", self._desk_of(platform))
        adapter = getattr(importlib.import_module(PLATFORMS[platform]), kind)(self.app, **about)
        self.platforms[platform] = adapter
        return adapter

    def _desk_of(self, platform: str) -> Any:
        async def desk_of(team: str) -> str | None:
            return await desk_of_team(self.store, platform, team)

        return desk_of

    def _listed_desk_of(self, platform: str) -> Any:
        """Where anybody can install the app, only a workspace that a desk lists is a desk's."""

        async def desk_of(team: str) -> str | None:
            return await self.store.desk_of(platform, team)

        return desk_of

    async def start(self) -> None:
        """Connect every platform, then pump and tick."""
        await self.connect()
        self.begin()

    async def connect(self) -> None:
        """Connect every platform; people are heard from now on."""
        for platform in self.platforms.values():
            await platform.start()

    def begin(self) -> None:
        """Start to pump and to tick."""
        memory.look_seldom()
        self.store.on_hung(self.pump.wake)
        self._tasks = [asyncio.create_task(self.pump.run(), name="pump")]
        self._tasks += [asyncio.create_task(p.listen(), name=p.name) for p in self.platforms.values()]
        self._reading = asyncio.create_task(self.catching_up.run(), name="catching up")
        self.clock.each_minute(self.catching_up.remember)
        self.clock.each_minute(self.members.look_once_a_day)
        self.clock.each_minute(self._poll)
        self.clock.start()

    async def _poll(self) -> None:
        await self.polling.tick()

    async def stop(self) -> None:
        """Take nothing new, finish what is in flight, and close the database last."""
        self.clock.stop()
        await self.polling.stop()
        if self._reading is not None:  # what is still unread is read after the next start
            self._reading.cancel()
            await asyncio.wait([self._reading])
        for platform in self.platforms.values():
            await platform.stop()
        await self.catching_up.remember()
        await self.pump.stop()
        for task in self._tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await self.store.close()

    async def __aenter__(self) -> "Service":
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


def hours_of(store: Store, now: Now) -> Callable[[str], Awaitable[float]]:
    """For the pump: how many seconds a desk stays closed, by the clock ``now``; 0 while it is open."""

    async def closed_for(slug: str) -> float:
        desk, at = await store.look(slug, lambda work: work.desk), now()
        return (desk.calendar.next_open(at) - at).total_seconds()

    return closed_for


async def desk_of_team(store: Store, platform: str, team: str) -> str | None:
    """The desk that a workspace belongs to; where there is only one desk and it lists none, it is that one."""
    known = await store.desk_of(platform, team)
    if known is not None:
        return known
    desks = await store.desks()
    listing = [desk for desk in desks if team in desk.workspaces.get(platform, ())]
    if not listing and len(desks) == 1 and not desks[0].workspaces.get(platform):
        listing = list(desks)
    if not listing:
        return None
    await store.bind(listing[0].slug, platform, team)
    return listing[0].slug


async def run(config: Config, tell: Tell) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises CannotStart with a sentence for whatever has to be put right first."""
    if await asyncio.to_thread(make_if_new, config.database_url):
        tell(f"database {config.database} is new and was made")
    store = open_store(config.database_url)
    try:
        desk = await _settled(store, config, tell)
    except BaseException:
        await store.close()
        raise
    service = Service(store)
    rules = FetchRules(contact=config.public_url or "no contact given")
    service.reads_portals_by(PortalReading(rules, config.desk_file.parent if config.desk_file else None))
    service.looks_at_links_by(WebLooking(LinkRules(contact=rules.contact)))
    if config.has_slack:
        service.add_slack(config, links=any(each.links for each in await store.desks()))
    if config.has_discord:
        service.add_discord(config, message_content=bool(desk.watch.get("discord")))
    tell(f"database {config.database}")
    tell(f"desk     {desk.name} ({desk.slug})")
    try:
        await service.start()
    except BaseException:
        await service.stop()
        raise
    stop = told_to_stop()  # people are heard by now: from here on, the end is an orderly one
    for name, platform in service.platforms.items():
        tell(f"{name:<8} {getattr(platform, 'heard', 'connected')}")
        for warning in platform.warnings:
            tell(f"{name:<8} {warning}")
    filling = asyncio.create_task(_fill(service, desk, tell))
    try:
        await _first_coordinator(store, desk, tell, on_discord=config.has_discord)
        tell("ready    press Ctrl-C to stop")
        await stop.wait()
        tell("stopping what is in flight is finished first")
    finally:
        filling.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await filling
        await service.stop()
    tell("stopped")


async def _settled(store: Store, config: Config, tell: Tell) -> Desk:
    if config.desk_file is not None:
        return await settle_desk(store, config.desk_file, tell, config.public_url)
    return await settle_in_chat(store, config.public_url)


async def _fill(service: Service, desk: Desk, tell: Tell) -> None:
    """Read what is due at once, so that datasets complete from the first minute."""
    for portal in await service.polling.read_desk(desk, only_due=True):
        tell(f"catalog  {portal.trouble or f'{portal.shown} datasets from {portal.url}'}")


async def _first_coordinator(store: Store, desk: Desk, tell: Tell, *, on_discord: bool) -> None:
    if await store.look(desk.slug, lambda work: bool(work.roster.coordinators)):
        return
    code = await store.make_code(desk.slug)
    tell(f"desk     no coordinator yet: say `/opendata-admin setup {code}` in the chat, once")
    if on_discord:
        tell("desk     on Discord only those who may manage the server are shown that command")


async def stopped_by_signal() -> None:
    """Wait for Ctrl-C or SIGTERM."""
    await told_to_stop().wait()


def told_to_stop() -> asyncio.Event:
    """Is set by Ctrl-C and SIGTERM, which from now on do nothing else."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    return stop
