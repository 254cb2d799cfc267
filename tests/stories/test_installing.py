"""Workspaces install the app by themselves: one deployment, several workspaces, each with its desk; and the way out."""

import json
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from cryptography.fernet import Fernet

from adapters.playground.slack import Team
from adapters.playground.slack.several import Several
from adapters.slack.pace import Pace
from bot.config import Config
from bot.engine.errors import Later
from bot.engine.request import Place
from bot.engine.vault import Locked
from frontdoor.serving import Service
from storage.open import open_store
from storage.vault import SqlVault
from tests.contract.platform import lease
from tests.stories import desk as elm
from tests.stories.slack_stage import SlackStage
from tests.stories.town import Town, TownClock

TEAMS = ("T0ONE", "T0TWO", "T0NOBODYS")
KEY, NEWER = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@dataclass
class Installed:
    """One deployment, and three workspaces: two of desks, one of nobody."""

    url: str
    several: Several
    stages: list[SlackStage]
    towns: list[Town]
    clock: TownClock
    keys: tuple[str, ...] = (KEY,)
    service: Service = field(init=False)

    @property
    def at(self) -> str:
        """Where the deployment listens."""
        return str(self.service.platforms["slack"].door.url)

    async def starts(self) -> None:
        """Start the one service that both towns are served by."""
        self.service = Service(open_store(self.url), self.clock.read, self._machine)
        config = Config(
            database_url=self.url,
            slack_signing_secret="0123456789abcdef" * 2,
            slack_client_id="1.2",
            slack_client_secret="fedcba9876543210" * 2,
            slack_api_url=self.several.api_url,
            secret_keys=self.keys,
            listen=("127.0.0.1", 0),
        )
        adapter = self.service.add_slack(config, pace=Pace(10_000.0, 10_000))
        for stage, town in zip(self.stages, [*self.towns, None], strict=True):
            stage.adapter = adapter
            stage.pocket.core.signing_secret = config.slack_signing_secret
            if town is not None:
                town.service = self.service
        await self.service.start()
        for stage in self.stages:
            stage.pocket.deliver_to(f"{self.at}/slack/events")

    def _machine(self) -> datetime:
        for town in self.towns:
            town._machine()
        return self.clock.machine()

    async def begins(self) -> tuple[str, str, str]:
        """Open the page: where it leads, the state in it, and the cookie."""
        async with aiohttp.ClientSession() as browser, browser.get(
            f"{self.at}/slack/install", allow_redirects=False
        ) as answer:  # fmt: skip
            assert answer.status == 302
            leads = answer.headers["Location"]
            return leads, parse_qs(urlsplit(leads).query)["state"][0], answer.headers["Set-Cookie"].partition(";")[0]

    async def ends(self, code: str, state: str, cookie: str) -> tuple[int, str]:
        """Come back from Slack."""
        about = {"params": {"code": code, "state": state}, "headers": {"Cookie": cookie}}
        url = f"{self.at}/slack/oauth_redirect"
        async with aiohttp.ClientSession() as browser, browser.get(url, **about) as answer:  # type: ignore[arg-type]
            return answer.status, await answer.text()

    async def installs(self, number: int) -> tuple[int, str]:
        """An admin of that workspace installs the app."""
        _, state, cookie = await self.begins()
        return await self.ends(self.stages[number].pocket.consent(), state, cookie)

    async def app_is_removed(self, number: int) -> None:
        """An admin of that workspace removes the app."""
        await self.stages[number].pocket.remove_app()
        await self.stages[number].pocket.idle()


@pytest.fixture
async def deployed(store_url: str) -> AsyncIterator[Installed]:
    clock = TownClock()
    stages = [SlackStage(clock.read, elm.EVERYBODY, Team(team, team, team.lower()), http=True) for team in TEAMS]
    towns = [Town(store_url, elm.another_desk(f"desk-{n}", TEAMS[n]), stages[n], clock) for n in (0, 1)]
    store = open_store(store_url)
    for town in towns:
        await elm.settle(store, town.desk)
    await store.close()
    async with stages[0].pocket, stages[1].pocket, stages[2].pocket, Several([s.pocket for s in stages]) as several:
        deployed = Installed(store_url, several, stages, towns, clock)
        await deployed.starts()
        yield deployed
        await deployed.service.stop()


async def test_each_workspace_is_served_by_its_own_desk(deployed: Installed) -> None:
    leads, _, _ = await deployed.begins()
    assert urlsplit(leads).path == "/oauth/v2/authorize"
    assert "chat:write" in parse_qs(urlsplit(leads).query)["scope"][0]
    assert (await deployed.installs(0))[0] == 200
    assert "The app is installed" in (await deployed.installs(1))[1]
    one, two = deployed.towns
    await one.ana.asks("Why does the tree map miss Elm Street?")
    await two.eve.asks("Which street floods?")
    one.room("ask").shows("Q-1", "Elm Street")
    two.room("ask").shows("Q-1", "street floods")
    await two.maria.answers("Q-1", "Main Street, each spring.")
    two.room("ask").shows("Q-1", "Answered")
    one.room("ask").has_no("floods", "Main Street")


async def test_a_workspace_of_no_desk_gets_a_sentence_and_its_token_goes_back(deployed: Installed) -> None:
    before = deployed.stages[2].pocket.bot_token
    status, page = await deployed.installs(2)
    assert status == 403
    assert "T0NOBODYS belongs to no desk here" in page
    assert deployed.stages[2].pocket.bot_token != before
    done = await deployed.stages[2].pocket.hands.slash(elm.ANA.id, "ask-open-data", "/opendata help")
    assert done.answer is None


async def test_a_state_is_good_once_in_time_and_in_one_browser(
    deployed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    consent = deployed.stages[0].pocket.consent
    _, state, cookie = await deployed.begins()
    assert (await deployed.ends(consent(), state, "slack-app-oauth-state=other"))[0] == 400
    assert (await deployed.ends(consent(), state + "x", cookie + "x"))[0] == 400
    assert (await deployed.ends(consent(), state, cookie))[0] == 200
    assert (await deployed.ends(consent(), state, cookie))[0] == 400
    _, late, cookie = await deployed.begins()
    deployed.clock.moves(minutes=11)
    status, page = await deployed.ends(consent(), late, cookie)
    assert (status, "older than ten minutes" in page) == (400, True)
    _, state, cookie = await deployed.begins()
    assert (await deployed.ends("made-up", state, cookie))[0] == 401
    assert "made-up" not in caplog.text


async def test_tokens_lie_sealed_and_open_with_an_older_key(
    deployed: Installed, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await deployed.installs(0)
    token = deployed.stages[0].pocket.bot_token
    assert token not in caplog.text
    assert token not in repr(deployed.service.platforms["slack"]._credentials)
    if deployed.url.startswith("sqlite"):
        with sqlite3.connect(deployed.url.removeprefix("sqlite:///")) as link:
            rows = link.execute("SELECT team, sealed FROM workspaces").fetchall()
        assert {team: bool(sealed) for team, sealed in rows} == {"T0ONE": True, "T0TWO": False}
        assert token not in str(rows)
    store = open_store(deployed.url)
    with pytest.raises(Locked, match=r"SECRET_KEYS does not open the tokens of slack T0ONE"):
        await SqlVault(store, [NEWER]).secrets("slack")
    await SqlVault(store, [NEWER, KEY]).secrets("slack")
    sealed_anew = await SqlVault(store, [NEWER]).secrets("slack")
    assert json.loads(sealed_anew["T0ONE"])["bot_token"] == token
    await store.close()


async def test_after_a_restart_everybody_is_served_again(deployed: Installed) -> None:
    await deployed.installs(0)
    await deployed.service.stop()
    deployed.keys = (NEWER, KEY)
    await deployed.starts()
    await deployed.towns[0].ana.asks("Why does the tree map miss Elm Street?")
    deployed.towns[0].room("ask").shows("Q-1", "Elm Street")


async def test_where_the_app_is_removed_nothing_is_kept_and_nothing_tried(deployed: Installed) -> None:
    await deployed.installs(0)
    await deployed.installs(1)
    one, two = deployed.towns
    await one.ana.asks("Why does the tree map miss Elm Street?")
    await deployed.app_is_removed(0)
    assert list(await SqlVault(deployed.service.store, [KEY]).secrets("slack")) == ["T0TWO"]  # type: ignore[arg-type]
    assert [each.team for each in await one.sees(lambda work: work.workspaces.gone())] == ["T0ONE"]
    calls = len(deployed.stages[0].pocket.calls)
    with pytest.raises(Later, match="not installed in that workspace"):
        await deployed.service.platforms["slack"].post(lease(Place("slack", "T0ONE", "C1")))
    await two.eve.asks("Which street floods?")
    assert len(deployed.stages[0].pocket.calls) == calls
    await two.kofi.types("/opendata-admin health")
    two.kofi.sees_only_you("Everything works.")

    deployed.clock.moves(hours=1)
    assert (await deployed.installs(0))[0] == 200
    assert await one.sees(lambda work: work.workspaces.gone()) == ()
    await one.ana.types("/opendata status")
    one.ana.sees_only_you("You have 1 open question.")


async def test_a_token_that_no_longer_works_keeps_nobody_from_the_others(deployed: Installed) -> None:
    await deployed.installs(0)
    await deployed.installs(1)
    await deployed.service.stop()
    deployed.stages[0].pocket.core.renew_token()
    await deployed.starts()
    assert any("T0ONE: The bot token does not work" in each for each in deployed.service.platforms["slack"].warnings)
    await deployed.towns[1].eve.asks("Which street floods?")
    (gone,) = await deployed.towns[0].sees(lambda work: work.workspaces.gone())
    assert gone.at - deployed.clock.now < timedelta(seconds=1)


async def test_two_workspaces_of_one_desk_keep_their_own_rooms_and_share_their_questions(deployed: Installed) -> None:
    """A room that is not there yet is found when the bot is let in, without a restart."""
    await deployed.service.stop()
    store = open_store(deployed.url)
    one, two = deployed.towns[0], Town(deployed.url, deployed.towns[0].desk, deployed.stages[2], deployed.clock)
    await store.save_desk(replace(one.desk, workspaces={"slack": ("T0ONE", "T0NOBODYS")}))
    await store.close()
    pocket = deployed.stages[2].pocket
    triage = pocket.workspace.channel_named("champions-triage")
    assert triage is not None
    del triage.members[pocket.bot_user_id]
    await deployed.starts()
    two.service = deployed.service
    deployed.towns.append(two)
    await deployed.installs(0)
    await deployed.installs(2)
    await two.ana.asks("Why does the tree map miss Elm Street?")
    two.room("ask").shows("Q-1", "Elm Street")
    one.room("ask").has_no("Elm Street")
    one.room("triage").shows("Q-1", "Elm Street")
    assert two.room("triage").cards() == []
    await pocket.hands.invite_bot(elm.MARIA.id, "champions-triage")
    await two.settles()
    await one.eve.asks("Which street floods?")
    one.room("ask").shows("Q-2", "street floods")
    two.room("ask").has_no("street floods")
    for town in (one, two):
        town.room("triage").shows("Q-2", "street floods")
    await two.maria.types("/champion answer Q-2 Main Street, each spring.")
    await two.maria.presses("Post answer")
    one.room("ask").shows("Q-2", "Answered")
