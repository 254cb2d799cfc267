"""``champions demo``: the real bot on a practice Slack and a practice Discord, with a made-up city or with a real
city's catalogue."""

import asyncio
import errno
import tempfile
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from adapters.playground import city
from adapters.playground.clock import DemoClock
from adapters.playground.demo import build
from adapters.playground.page import Playground
from adapters.portals.listing import PortalError
from adapters.portals.outcome import Ending, Outcome
from adapters.portals.page import Page
from adapters.portals.probing import Recognised, seen
from adapters.portals.rules import FetchRules
from adapters.slack.manifest import manifest
from adapters.slack.pace import Pace
from bot.config import Config
from bot.desk import Desk, Source
from bot.engine.app import App
from bot.engine.scene import Door
from bot.people.roster import read_roster
from bot.speech.command import args_of
from bot.speech.grammar import usage
from bot.table import COMMANDS, ROOTS
from frontdoor.errors import CannotStart
from frontdoor.kinds import kind_named
from frontdoor.loading import load_by_hand
from frontdoor.panel import panel
from frontdoor.past import relive
from frontdoor.polling import Polling
from frontdoor.practice import PracticeLooking
from frontdoor.reading import PortalReading, Progress
from frontdoor.serving import Service, stopped_by_signal
from frontdoor.settling import apply_roster, read_desk_file, settle_in_chat
from storage.open import migrate, open_store
from storage.store import SqlStore

Tell = Callable[[str], None]
# The pocket does not hold us to Slack's pace; waiting a second for each card would only make the demonstration slow.
_QUICK = 1_000.0
PORTAL = "https://data.portalder.example"


@dataclass(frozen=True)
class Demo:
    """A running demonstration."""

    playground: Playground
    service: Service
    desk: Desk
    clock: DemoClock
    code: str = ""

    async def stop(self) -> None:
        """Stop the bot first, then the practice platforms that it talks to."""
        await self.service.stop()
        await self.playground.stop()


async def demonstrate(port: int, browser: bool, catalog: str | None, tell: Tell, empty: bool = False) -> None:
    """Serve the demonstration on loopback until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="champions-demo-") as folder:
        tell("Practice. Nothing is sent, and nothing is kept when you stop.")
        demo = await (start_empty(Path(folder), port, tell) if empty else start(Path(folder), port, catalog, tell))
        try:
            tell(f"Open {demo.playground.url} in your browser. Press Ctrl-C here to stop.")
            if browser:
                await asyncio.to_thread(webbrowser.open, demo.playground.url)
            await stopped_by_signal()
        finally:
            await demo.stop()


async def start(folder: Path, port: int = 0, catalog: str | None = None, tell: Tell = lambda line: None) -> Demo:
    """Start everything on loopback with the database in ``folder``; what was asked before is lived through again."""
    clock = DemoClock()
    desk = read_desk_file(city.desk_file())
    desk = _borrowed(desk, catalog) if catalog else replace(desk, sources=(Source("dcat", PORTAL),))
    store, playground, config = await _opened(folder, clock, desk, port)
    await store.save_desk(desk)
    await apply_roster(store, desk.slug, read_roster(city.roster_file().read_bytes(), "roster.csv"))
    try:
        count = await _filled(store, desk, catalog, clock)
    except BaseException:
        await playground.stop()
        await store.close()
        raise
    tell(f"{count} datasets, {len(city.residents())} people")
    service = await _connected(store, playground, config, clock, desk)
    if catalog is None:
        await relive(service, desk, clock, {"slack": playground.slack.team_id, "discord": playground.discord.guild_id})
    # Before anybody moves the clock: what it is moved past would not have been written down yet.
    await service.clock.keep_appointments()
    service.begin()
    clock.watch(service.clock.hurry)
    return Demo(playground, service, desk, clock)


async def start_empty(folder: Path, port: int = 0, tell: Tell = lambda line: None) -> Demo:
    """Start as on a first day: people and channels are there, and a desk that knows nothing. Whoever says ``code`` as
    they would on a real first day sets it up. Port Alder's portal answers at ``PORTAL``, and nothing else is read."""
    clock = DemoClock()
    fresh = Desk("open-data-desk", "Open Data Desk", holidays="US-MA")
    store, playground, config = await _opened(folder, clock, fresh, port)
    desk = await settle_in_chat(store)
    service = await _connected(store, playground, config, clock, desk)
    service.begin()
    clock.watch(service.clock.hurry)
    code = await store.make_code(desk.slug)
    tell(f"Take Imani Thornquist's seat and say: /opendata-admin setup {code}")
    tell(f"When you are asked for the portal: {PORTAL}")
    return Demo(playground, service, desk, clock, code)


async def _filled(store: SqlStore, desk: Desk, catalog: str | None, clock: DemoClock) -> int:
    """Fill the catalogue from the practice portal, or from what somebody named; gives how many datasets that is."""
    if catalog is None:
        portals = await Polling(App(store, COMMANDS), clock.now, _PracticeReading()).read_desk(desk)
        return sum(each.shown for each in portals)
    reading = PortalReading(FetchRules(allow_loopback=True), Path())
    loaded = await load_by_hand(store, desk.slug, ("dcat", catalog), clock.now(), reading)
    if loaded.outcome.ending is not Ending.COMPLETE:
        raise CannotStart(loaded.outcome.why)
    return loaded.outcome.datasets


class _PracticeReading(PortalReading):
    """Port Alder's portal answers; nothing outside is read."""

    async def read(
        self, kind: str, url: str, before: str, take: Callable[[Page], None], progress: Progress | None = None,
        *, language: str = "",
    ) -> Outcome:  # fmt: skip
        if not url.startswith(PORTAL):
            return Outcome(Ending.INCOMPLETE, why=_NOTHING_OUTSIDE)
        return await _AT_HOME.read("dcat", str(city.catalog_file()), before, take, progress)

    async def look(self, kind: str, url: str) -> Page:
        if not url.startswith(PORTAL):
            raise PortalError(_NOTHING_OUTSIDE)
        return await _AT_HOME.look("dcat", str(city.catalog_file()))

    async def probe(self, url: str) -> Recognised:
        page = await self.look("dcat", url)
        return seen("dcat", kind_named("dcat"), page, url) or Recognised("dcat", url, url, 0, True, ())


_AT_HOME = PortalReading(folder=city.catalog_file().parent)
_NOTHING_OUTSIDE = f"In practice nothing outside is read. The practice portal is {PORTAL}."


async def _opened(folder: Path, clock: DemoClock, desk: Desk, port: int) -> tuple[SqlStore, Playground, Config]:
    """A new database in ``folder``, the practice platforms on loopback, and what connects to them."""
    url = f"sqlite:///{folder / 'demo.sqlite3'}"
    await asyncio.to_thread(migrate, url)
    store = open_store(url)
    playground = _playground(clock, desk)
    try:
        await playground.start(port)
    except OSError as error:
        await store.close()
        why = "is taken" if error.errno == errno.EADDRINUSE else f"cannot be used ({error.strerror})"
        raise CannotStart(f"Port {port} {why}. Choose another: make demo PORT=9000") from error
    return store, playground, _config(playground, url)


async def _connected(store: SqlStore, playground: Playground, config: Config, clock: DemoClock, desk: Desk) -> Service:
    """The real bot on the practice platforms; it does not post yet."""
    service = Service(store, clock.now)
    service.reads_portals_by(_PracticeReading())
    service.looks_at_links_by(PracticeLooking())
    service.add_slack(config, pace=Pace(_QUICK, int(_QUICK)))
    service.add_discord(config)

    async def look_behind(subject: str) -> dict[str, Any]:
        return await panel(service.app, desk.slug, subject, clock.now())

    playground.panel = look_behind
    await service.connect()
    return service


def _borrowed(desk: Desk, catalog: str) -> Desk:
    """The made-up city's desk with somebody else's catalogue: its people stay, its promise stays."""
    name = Path(catalog).name.split(".json")[0].split(".xz")[0]
    return replace(desk, name=f"Practice desk with {name[:60]}", sources=())


def _config(playground: Playground, url: str) -> Config:
    slack, discord = playground.slack, playground.discord
    return Config(
        database_url=url,
        slack_bot_token=slack.bot_token,
        slack_app_token=slack.app_token,
        slack_api_url=slack.api_url,
        discord_token=discord.bot_token,
        discord_api_url=discord.api_url,
        discord_gateway_url=discord.gateway_url,
    )


def _playground(clock: DemoClock, desk: Desk) -> Playground:
    """The practice Slack has what the real one gets: the commands and shortcuts of our own manifest. The practice
    Discord gets its commands from the adapter."""
    features = yaml.safe_load(manifest(COMMANDS))["features"]
    shortcuts = [
        {"callback_id": each["callback_id"], "name": each["name"], "kind": each["type"]}
        for each in features["shortcuts"]
    ]
    about = {each["command"]: each for each in features["slash_commands"]}
    commands = [_worded(root, about[f"/{root}"]) for root in ROOTS]

    def works(day: date) -> bool:
        return desk.calendar.works_today(datetime.combine(day, time(12), ZoneInfo(desk.timezone)))

    return build(clock, commands=commands, shortcuts=shortcuts, desk=desk.name, zone=desk.timezone, works=works)


def _worded(root: str, about: dict[str, Any]) -> dict[str, Any]:
    rows = [row for row in COMMANDS if row.command.root == root and row.door is Door.TYPED]
    verbs = [
        {
            "verb": row.command.verb,
            "hint": usage(row.command).removeprefix(f"/{root} {row.command.verb}").strip()
            if args_of(row.command)
            else "",
            "summary": row.summary,
        }
        for row in rows
    ]
    return {
        "command": f"/{root}",
        "description": about["description"],
        "usage_hint": about["usage_hint"],
        "verbs": verbs,
    }
