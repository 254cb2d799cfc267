"""Fetching, from a real server on loopback that behaves as portals do on bad days, and from files."""

import asyncio
import gzip
import lzma
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from adapters.portals import PortalError, dcat
from adapters.portals.fetch import FetchRules, fetch
from tests.portals.conftest import Handler, Serve

CATALOG = (Path(__file__).parent / "fixtures" / "gull_bay.data.json").read_bytes()
RULES = FetchRules(allow_loopback=True, seconds=20, most_bytes=1_000_000, contact="desk@portalder.example")


def answering(status: int = 200, body: bytes = CATALOG, **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, body=body, headers=named)

    return answer


async def test_a_catalogue_is_fetched_with_our_name_on_it_and_watched(serve: Serve) -> None:
    seen: list[dict[str, str]] = []
    steps: list[tuple[int, int | None]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(dict(request.headers))
        return web.Response(body=CATALOG)

    body = await fetch(await serve(answer), rules=RULES, progress=lambda *step: steps.append(step))
    assert body == CATALOG
    assert "desk@portalder.example" in seen[0]["User-Agent"]
    assert "Cookie" not in seen[0]
    assert steps[-1] == (len(CATALOG), len(CATALOG))


async def test_a_contact_cannot_smuggle_a_header(serve: Serve) -> None:
    seen: list[dict[str, str]] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(dict(request.headers))
        return web.Response(body=CATALOG)

    await fetch(await serve(answer), rules=replace(RULES, contact="a\r\nX-Evil: 1"))
    assert "X-Evil" not in seen[0]


async def test_gzip_on_the_way_is_opened(serve: Serve) -> None:
    url = await serve(answering(body=gzip.compress(CATALOG), Content_Encoding="gzip"))
    assert await fetch(url, rules=RULES) == CATALOG


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
async def test_a_packed_file_on_the_web_is_opened(serve: Serve, pack: Callable[[bytes], bytes]) -> None:
    assert await fetch(await serve(answering(body=pack(CATALOG))), rules=RULES) == CATALOG


@pytest.mark.parametrize(
    ("status", "headers", "says", "wait"),
    [
        (401, {}, "wants a password", None),
        (403, {}, "does not let us read", None),
        (404, {}, "nothing at this address", None),
        (410, {}, "gone for good", None),
        (418, {}, "HTTP 418", None),
        (204, {}, "HTTP 204", None),
        (429, {"Retry_After": "120"}, "slow down. Try again in 120 seconds", 120),
        (429, {"Retry_After": "soon"}, "slow down. Try again later", None),
        (429, {"Retry_After": "Thu, 01 Jan 2015 00:00:00 GMT"}, "slow down. Try again later", 0),
        (500, {}, r"trouble of its own \(HTTP 500\). Try again later", None),
        (503, {"Retry_After": "30"}, r"\(HTTP 503\). Try again in 30 seconds", 30),
    ],
)
async def test_refusals_are_told_in_a_sentence(
    serve: Serve, status: int, headers: dict[str, str], says: str, wait: float | None
) -> None:
    with pytest.raises(PortalError, match=says) as refusal:
        await fetch(await serve(answering(status, b"" if status == 204 else b"no", **headers)), rules=RULES)
    assert refusal.value.retry_after == wait


async def test_a_web_page_with_status_200_is_no_catalogue(serve: Serve) -> None:
    url = await serve(answering(body=b"<html><body>We will be back soon</body></html>"))
    with pytest.raises(PortalError, match="web page instead of its catalogue"):
        await dcat.read(url, rules=RULES)


async def test_an_answer_that_breaks_off_is_noticed(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": str(len(CATALOG))})
        await response.prepare(request)
        await response.write(CATALOG[:300])
        assert request.transport is not None
        request.transport.close()
        return response

    with pytest.raises(PortalError, match="stopped in the middle"):
        await fetch(await serve(answer), rules=RULES)


async def test_json_that_is_cut_short_by_the_portal_itself_is_noticed(serve: Serve) -> None:
    with pytest.raises(PortalError, match="stops in the middle"):
        await dcat.read(await serve(answering(body=CATALOG[:400])), rules=RULES)


async def test_a_body_over_the_cap_is_not_read_to_its_end(serve: Serve) -> None:
    sent = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(4_000):
            await response.write(b"x" * 100_000)
            sent += 100_000
        return response

    with pytest.raises(PortalError, match="larger than 1 MB"):
        await fetch(await serve(answer), rules=replace(RULES, most_bytes=1024**2))
    assert sent < 100_000_000


async def test_an_announced_size_over_the_cap_is_refused_at_once(serve: Serve) -> None:
    steps: list[tuple[int, int | None]] = []
    url = await serve(answering(body=b"x" * 50_000))
    with pytest.raises(PortalError, match="larger than"):
        await fetch(url, rules=replace(RULES, most_bytes=10_000), progress=lambda *step: steps.append(step))
    assert steps == []


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
async def test_a_small_file_may_not_unpack_to_a_huge_one(serve: Serve, pack: Callable[[bytes], bytes]) -> None:
    url = await serve(answering(body=pack(b"0" * 5_000_000)))
    with pytest.raises(PortalError, match="larger than"):
        await fetch(url, rules=RULES)


async def test_a_portal_that_never_finishes_is_left(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        return web.Response()

    with pytest.raises(PortalError, match=r"did not finish within 0\.2 seconds"):
        await fetch(await serve(answer), rules=replace(RULES, seconds=0.2))


async def test_redirects_are_followed_and_may_be_relative(serve: Serve) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/data.json":
            raise web.HTTPMovedPermanently("/moved/data.json?v=2")
        return web.Response(body=request.path_qs.encode())

    assert await fetch(await serve(answer), rules=RULES) == b"/moved/data.json?v=2"


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("http://169.254.169.254/latest/meta-data", "public internet"),
        ("http://10.0.0.1/data.json", "public internet"),
        ("http://[::ffff:192.168.0.1]/", "public internet"),
        ("http://2130706433/", "not a complete web address|cannot reach|broke|public internet"),
        ("file:///etc/passwd", "https://"),
        ("https://", "https://|not one|complete"),
    ],
)
async def test_redirects_to_where_we_do_not_go_are_refused(serve: Serve, target: str, says: str) -> None:
    with pytest.raises(PortalError, match=says):
        await fetch(await serve(answering(302, Location=target)), rules=RULES)


async def test_an_endless_round_of_redirects_ends(serve: Serve) -> None:
    with pytest.raises(PortalError, match="sent us on more than 5 times"):
        await fetch(await serve(answering(307, Location="/data.json")), rules=RULES)


async def test_loopback_is_refused_unless_the_front_door_allows_it(serve: Serve) -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        return web.Response(body=CATALOG)

    url = await serve(answer)
    for address in (url, url.replace("127.0.0.1", "localhost")):
        with pytest.raises(PortalError, match="not on the public internet"):
            await fetch(address, rules=replace(RULES, allow_loopback=False))
    assert asked == []


async def test_a_name_is_looked_up_once_and_cannot_change_its_answer(serve: Serve) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    async def lookup(host: str, port: int) -> list[str]:
        asked.append(host)
        return next(answers)

    url = (await serve(answering())).replace("127.0.0.1", "portal.example")
    rules = replace(RULES, lookup=lookup)
    assert await fetch(url, rules=rules) == CATALOG
    assert asked == ["portal.example"]
    with pytest.raises(PortalError, match="not on the public internet"):
        await fetch(url, rules=rules)


async def test_a_name_that_nobody_knows() -> None:
    async def lookup(host: str, port: int) -> list[str]:
        raise OSError("unknown")

    with pytest.raises(PortalError, match=r"No host is known by the name portal\.example"):
        await fetch("http://portal.example/data.json", rules=replace(RULES, lookup=lookup))


async def test_a_port_where_nobody_listens(unused_tcp_port: int) -> None:
    with pytest.raises(PortalError, match=r"cannot reach 127\.0\.0\.1"):
        await fetch(f"http://127.0.0.1:{unused_tcp_port}/data.json", rules=RULES)


@pytest.mark.parametrize(
    ("name", "pack"), [("data.json", bytes), ("data.json.gz", gzip.compress), ("data.json.xz", lzma.compress)]
)
async def test_files_are_read_and_opened(tmp_path: Path, name: str, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(pack(CATALOG))
    steps: list[tuple[int, int | None]] = []
    assert await fetch(str(path), progress=lambda *step: steps.append(step)) == CATALOG
    assert steps[-1] == (path.stat().st_size, path.stat().st_size)


async def test_files_of_several_packed_pieces_are_whole(tmp_path: Path) -> None:
    path = tmp_path / "data.json.gz"
    path.write_bytes(gzip.compress(CATALOG[:100]) + gzip.compress(CATALOG[100:]))
    assert await fetch(str(path)) == CATALOG


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
async def test_a_packed_file_cut_short_is_noticed(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "data.json.packed"
    path.write_bytes(pack(CATALOG)[:-20])
    with pytest.raises(PortalError, match="damaged or cut short"):
        await fetch(str(path))


async def test_paths_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(PortalError, match="There is no file"):
        await fetch(str(tmp_path / "none.json"))
    with pytest.raises(PortalError, match="is not a file"):
        await fetch(str(tmp_path))
    with pytest.raises(PortalError, match="cannot be read"):
        await fetch("a\x00b")


async def test_a_file_over_the_cap_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.json"
    path.write_bytes(CATALOG)
    with pytest.raises(PortalError, match="larger than"):
        await fetch(str(path), rules=FetchRules(most_bytes=100))
