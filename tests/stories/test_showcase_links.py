"""A project's link and picture, looked at for real: a server on loopback behind the bot's own eyes (section 3.7)."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

from adapters.links.rules import LinkRules
from bot.engine.ports import Work
from frontdoor.links import WebLooking
from tests.links.test_image import PLACE, drawn, telling
from tests.stories.people import Somebody
from tests.stories.projects import hangs
from tests.stories.town import Town

ALT = "A map with a line along the shady side"
INSIDE = "http://10.0.0.7/admin"


async def the_web(request: web.Request) -> web.StreamResponse:
    match request.path:
        case "/app":
            return web.Response(text="Shade Finder")
        case "/map.jpg":
            return web.Response(body=drawn("JPEG", (1_500, 900), exif=telling()) + PLACE, content_type="image/jpeg")
        case "/page.png":
            return web.Response(text="<html>no picture</html>", content_type="text/html")
        case "/inside":
            raise web.HTTPFound(INSIDE)
    raise web.HTTPNotFound


@pytest.fixture
async def home(town: Town) -> AsyncIterator[URL]:
    """Where projects are on the web of this town."""
    app = web.Application()
    app.router.add_get("/{path:.*}", the_web)
    async with TestServer(app) as server:
        town.service.looks_at_links_by(WebLooking(LinkRules(allow_loopback=True, seconds=20)))
        yield server.make_url("/")


async def describes(who: Somebody, link: str) -> None:
    await who.types("/opendata showcase")
    await who.fills(title="Shade Finder", link=link, text="Finds the shady way", dataset="DS-1", stage="in use")


async def changes_the_link(who: Somebody, link: str) -> None:
    await who.presses("Change it")
    await who.fills(title="Shade Finder", link=link, text="Finds the shady way", dataset="DS-1", stage="in use")


async def pictures(who: Somebody, address: str, alt: str = ALT) -> None:
    await who.fills(picture=address, alt=alt)


async def test_a_picture_is_shown_without_telling_where_it_was_taken(town: Town, home: URL) -> None:
    ana = town.ana
    await describes(ana, str(home / "app"))
    await ana.presses("Say more about it")
    await pictures(ana, str(home / "page.png"))
    ana.sees_only_you("This is no picture that I can show.", "What you wrote is kept.")
    await ana.presses("Change it")
    await pictures(ana, INSIDE.replace("admin", "map.png"))
    ana.sees_only_you("I do not go to 10.0.0.7")
    await ana.presses("Change it")
    await pictures(ana, str(home / "map.jpg"))
    preview = ana.sees_only_you("Made with the city's data: Shade Finder")
    assert preview.pictures == (ALT,)
    await ana.presses("Send for review")
    card = next(each for each in town.room("triage").cards() if "S-1:" in each.text)
    await town.kofi.presses("Approve", on=card)
    shown = await hangs(town, purpose="news")
    assert shown.pictures == (ALT,)
    assert shown.has("Shade Finder", "Finds the shady way")
    png = await town.sees(picture_of_the_first)
    assert png.startswith(b"\x89PNG")
    assert PLACE not in png


def picture_of_the_first(work: Work) -> bytes:
    project = work.projects.get(1)
    assert project is not None
    return work.pictures.get(project.image) or b""


async def test_links_are_followed_with_care_and_nothing_is_lost(town: Town, home: URL) -> None:
    ana = town.ana
    await describes(ana, INSIDE)
    ana.sees_only_you("I do not go to 10.0.0.7", "What you wrote is kept.")
    await changes_the_link(ana, str(home / "gone"))
    ana.sees_only_you("The link did not answer", "HTTP 404", "You can go on")
    await ana.presses("Look at it")
    ana.sees_only_you("Its link did not answer when we looked.")
    await changes_the_link(ana, str(home / "inside"))
    refused = ana.sees_only_you("I do not go to 10.0.0.7", "What you wrote is kept.")
    assert refused.buttons == ("Change it",)
    await changes_the_link(ana, str(home / "app"))
    ana.sees_only_you("Kept. Do you want to say more?")
    await ana.presses("Look at it")
    assert not ana.sees_only_you("Made with the city's data: Shade Finder").has("did not answer")
