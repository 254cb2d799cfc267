"""Links that somebody gave: followed with care, from a real server on loopback."""

import asyncio
from dataclasses import replace

import pytest
from aiohttp import web
from yarl import URL

from adapters.links.checking import Checked, check_link
from adapters.links.rules import LinkError, LinkRules
from tests.portals.conftest import Serve

RULES = LinkRules(allow_loopback=True, contact="desk@portalder.example")


async def by_path(request: web.Request) -> web.StreamResponse:
    match request.path:
        case "/moved" | "/moved-and-closed":
            moved = web.Response(status=302, headers={"Location": "/page"})
            if request.path != "/moved":
                moved.force_close()
            return moved
        case "/inside":
            return web.Response(status=307, headers={"Location": "http://169.254.169.254/latest/meta-data"})
        case "/file":
            return web.Response(status=302, headers={"Location": "file:///etc/passwd"})
        case "/circle":
            return web.Response(status=301, headers={"Location": "/circle"})
        case "/nowhere":
            return web.Response(status=301)
        case "/missing":
            return web.Response(status=404)
        case "/people-only":
            return web.Response(status=403)
    return web.Response(text="A map of hydrants")


def at(address: str, path: str) -> str:
    return str(URL(address).with_path(path))


async def test_a_link_is_followed_to_its_end_and_what_is_there_is_told(serve: Serve) -> None:
    home = await serve(by_path)
    assert await check_link(at(home, "/moved"), RULES) == Checked(at(home, "/page"), 200)
    assert (await check_link(at(home, "/moved"), RULES)).works
    gone = await check_link(at(home, "/missing"), RULES)
    assert (gone.status, gone.works) == (404, False)
    assert (await check_link(at(home, "/nowhere"), RULES)).status == 301
    assert (await check_link(at(home, "/people-only"), RULES)).works


@pytest.mark.parametrize("path", ["/inside", "/file", "/circle"])
async def test_a_redirect_leads_nowhere_that_we_would_not_go_ourselves(serve: Serve, path: str) -> None:
    with pytest.raises(LinkError, match=r"not on the public internet|begins with https|on and on") as no:
        await check_link(at(await serve(by_path), path), RULES)
    assert no.value.forbidden is (path != "/circle")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://10.1.2.3/",
            "http://localhost/",
            "https://u:p@hydrants.example/",
        ),
        *(
            "http://2130706433/",
            "http://0x7f.1/",
            "http://[::ffff:127.0.0.1]/",
            "gopher://hydrants.example/",
            "hydrants",
        ),
    ],
)
async def test_addresses_of_our_own_network_are_refused_however_they_are_written(address: str) -> None:
    with pytest.raises(LinkError) as no:
        await check_link(address, LinkRules(seconds=5))
    assert no.value.forbidden


async def test_a_name_that_answers_otherwise_the_second_time_is_refused_the_second_time(serve: Serve) -> None:
    home = URL(await serve(by_path))
    asked: list[str] = []

    async def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.7"]

    rules = replace(RULES, lookup=lookup)
    address = str(home.with_host("rebinding.example").with_path("/moved-and-closed"))
    with pytest.raises(LinkError, match=r"rebinding\.example.*not on the public internet") as no:
        await check_link(address, rules)
    assert no.value.forbidden
    assert len(asked) == 2


async def test_what_hangs_is_left_and_what_nobody_serves_is_told(serve: Serve) -> None:
    arrived = asyncio.Event()

    async def hang(request: web.Request) -> web.StreamResponse:
        arrived.set()
        await asyncio.Event().wait()
        return web.Response()

    with pytest.raises(LinkError, match="no whole answer within 1 seconds") as slow:
        await check_link(await serve(hang), replace(RULES, seconds=1))
    assert arrived.is_set()
    assert not slow.value.forbidden

    async def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(LinkError, match=r"No host is known by the name gone\.example"):
        await check_link("https://gone.example/", replace(RULES, lookup=unknown))
    with pytest.raises(LinkError, match="cannot be reached"):
        await check_link("http://127.0.0.1:9/", RULES)
