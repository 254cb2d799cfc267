"""Recognising a portal by its address, on a real HTTP server on loopback that answers as portals do."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given, settings
from hypothesis import strategies as st
from yarl import URL

from adapters.portals import PortalError
from adapters.portals.probing import FILES, TRIES, NotRecognised, Recognised, probe
from adapters.portals.recognising import hints, is_page, kinds_of, named
from adapters.portals.rules import FetchRules
from frontdoor.kinds import kind_named
from frontdoor.probe_tasks import CALLED, lines, probed
from tests.contract.test_portals_json import ArcGisNative, CkanNative, OpendatasoftNative, UdataNative
from tests.contract.test_portals_linked import DcatApNative, FeedNative

FIXTURES = Path(__file__).parent / "fixtures"
HOME = "<!doctype html><html><head><title>Data</title>{}</head><body>{}</body></html>"
HOST = "data.gullbay.example"


class Site:
    """A city's portal: what is at each path. ``asked`` are the paths in order, with what was asked."""

    def __init__(self, pages: dict[str, bytes | Callable[[URL], bytes] | int], home: str = "") -> None:
        self.pages = {"/": HOME.format("", home).encode(), **pages}
        self.asked: list[str] = []
        self.hosts: set[str] = set()

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.hosts.add(request.host)
        found = self.pages.get(request.path, 404)
        if isinstance(found, int):
            return web.Response(status=found, text="no")
        if callable(found):
            found = found(request.url)
        return web.Response(body=found, content_type="text/html" if is_page(found) else "application/octet-stream")


Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


async def probing(site: Site | Answer, path: str = "/", **rules: Any) -> Any:
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer if isinstance(site, Site) else site)
    server = TestServer(app)
    await server.start_server()

    async def lookup(host: str, port: int) -> list[str]:
        return ["127.0.0.1" if host == HOST else "10.0.0.1"]

    kept = FetchRules(**{"allow_loopback": True, "lookup": lookup, "pause": 0.0, "seconds": 5, **rules})
    try:
        return await probe(f"http://{HOST}:{server.port}{path}", kept, kind_named)
    finally:
        await server.close()


def answering(native: Any, count: int = 8) -> Callable[[URL], bytes]:
    return lambda url: native.answer(native.records(count), url)


SOCRATA = json.dumps(
    {
        "results": [
            {
                "resource": {"id": "k3x9-2mpq", "name": "Clam Flats", "createdAt": "2020-01-01T00:00:00.000Z"},
                "permalink": "https://data.gullbay.example/d/k3x9-2mpq",
                "metadata": {},
                "classification": {},
            }
        ],
        "resultSetSize": 1,
    }
).encode()

HOMES: dict[str, tuple[str, bytes | Callable[[URL], bytes], int]] = {
    "ckan": ("/api/3/action/package_search", answering(CkanNative()), 8),
    "socrata": ("/api/catalog/v1", SOCRATA, 1),
    "opendatasoft": ("/api/explore/v2.1/catalog/datasets", answering(OpendatasoftNative()), 8),
    "udata": ("/api/1/datasets/", answering(UdataNative()), 8),
    "arcgis": ("/api/search/v1/collections/dataset/items", answering(ArcGisNative()), 8),
    "dcat": ("/data.json", (FIXTURES / "gull_bay.data.json").read_bytes(), 3),
    "dcat_us3": ("/data.json", (FIXTURES / "gull_bay.dcat_us3.json").read_bytes(), 4),
    "dcat_ap": ("/catalog.rdf", answering(DcatApNative()), 8),
}


@pytest.mark.parametrize("kind", HOMES)
async def test_a_portal_is_recognised_by_its_home_page(kind: str) -> None:
    path, body, count = HOMES[kind]
    site = Site({path: body})
    found = await probing(site)
    assert isinstance(found, Recognised)
    assert (found.kind, found.datasets, found.exact) == (kind, count, True)
    assert len(found.titles) == min(3, count)
    assert URL(found.polled).path == path
    assert kind_named(kind).first(found.address) == found.polled
    assert len(site.asked) == len(set(site.asked)) <= len(TRIES) + len(FILES) + 1, "nothing is asked twice"


@pytest.mark.parametrize("kind", HOMES)
async def test_a_portal_is_recognised_by_its_listing(kind: str) -> None:
    path, body, count = HOMES[kind]
    site = Site({path: body})
    found = await probing(site, path)
    assert (found.kind, found.datasets, len(site.asked)) == (kind, count, 1)


async def test_what_a_home_page_bears_marks_of_is_tried_first() -> None:
    path, body, _ = HOMES["udata"]
    site = Site({path: body}, home='<script src="/static/udata.js"></script>')
    assert (await probing(site)).kind == "udata"
    assert len(site.asked) == 2
    assert "page_size=20" in site.asked[1], "few records are asked for"


async def test_a_portal_below_a_path_and_a_page_of_it() -> None:
    ckan = answering(CkanNative())
    for pasted in ("/opendata", "/opendata/dataset/clams"):
        site = Site({"/opendata/api/3/action/package_search": ckan, pasted: HOME.encode()})
        found = await probing(site, pasted)
        assert (found.kind, URL(found.polled).path) == ("ckan", "/opendata/api/3/action/package_search")


async def test_a_feed_that_a_home_page_names_comes_last() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/new.rss">'
    home = HOME.format(link, "").encode()
    found = await probing(Site({"/": home, "/new.rss": answering(FeedNative())}))
    assert (found.kind, URL(found.address).path) == ("feed", "/new.rss")
    assert any("only what is newest" in each for each in found.wrong)
    both = await probing(Site({"/": home, "/new.rss": answering(FeedNative()), "/data.json": HOMES["dcat"][1]}))
    assert both.kind == "dcat"


async def test_linked_data_that_a_home_page_names() -> None:
    link = '<link rel="alternate" type="text/turtle" href="cat/all">'
    found = await probing(Site({"/": HOME.format(link, "").encode(), "/cat/all": answering(DcatApNative(), 2)}))
    assert (found.kind, found.datasets, URL(found.polled).path) == ("dcat_ap", 2, "/cat/all")


async def test_what_will_be_missing_is_said() -> None:
    bare = json.dumps({"conformsTo": "v1.1", "dataset": [{"identifier": "a", "title": "A"}, {"title": "B"}]}).encode()
    found = await probing(Site({"/data.json": bare}), "/data.json")
    assert [each.split(":")[0] for each in found.wrong] == [
        "It says of no dataset when it was made or published",
        "It says of no dataset who publishes it",
        "It says of no dataset where people read about it",
        "1 of its records on the first page cannot be used.",
    ]


async def test_where_nothing_is_recognised_all_that_was_tried_is_told() -> None:
    site = Site({"/data.json": b'{"dataset": []}', "/catalog.rdf": HOME.encode()})
    with pytest.raises(NotRecognised, match="I recognise no portal at") as refusal:
        await probing(site)
    tried = {URL(address).path: told for address, told in refusal.value.tried}
    assert tried["/"] == "There is a web page there, no listing."
    assert tried["/data.json"] == "There is no dataset in it that we can use."
    assert tried["/catalog.ttl"].startswith("There is nothing at this address.")
    assert len(tried) == len(site.asked) == len(TRIES) + len(FILES) + 1


@pytest.mark.parametrize("status", [500, 503, 429])
async def test_a_portal_in_trouble_is_not_asked_on(status: int) -> None:
    site = Site({"/": status})
    with pytest.raises(PortalError, match=r"trouble of its own|slow down"):
        await probing(site)
    assert len(site.asked) == 1


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://internal.example/", "file:///etc/passwd",
     "https://desk:secret@data.example/", "//[", "http://", "data.json", ""],
)  # fmt: skip
async def test_no_inner_address_is_asked(address: str) -> None:
    async def lookup(host: str, port: int) -> list[str]:
        return ["10.0.0.1"]

    with pytest.raises(PortalError) as refusal:
        await probe(address, FetchRules(lookup=lookup, pause=0.0), kind_named)
    assert "secret" not in refusal.value.sentence


async def test_a_home_page_cannot_lead_inside() -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{to}">'
        for to in ("http://internal.example/feed", "file:///etc/passwd", "http://169.254.169.254/feed")
    )
    site = Site({"/": HOME.format(links, "").encode()})
    with pytest.raises(NotRecognised) as refusal:
        await probing(site)
    inside = [told for address, told in refusal.value.tried if URL(address).host != HOST]
    assert inside
    assert all("not on the public internet" in told for told in inside)


async def test_a_redirect_is_followed_and_what_it_leads_to_is_not_asked_twice() -> None:
    path, body, _ = HOMES["ckan"]
    site = Site({"/home": HOME.encode(), path: body})

    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path == "/":
            raise web.HTTPFound("/home")
        return await site.answer(request)

    found = await probing(answer)
    assert (found.kind, URL(found.polled).path) == ("ckan", path)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_whatever_is_answered_is_looked_at(body: bytes) -> None:
    for start in (b"", b"{", b'{"dataset":', b"<", b"<html>", b"<link rel=alternate type=text/turtle href="):
        assert set(kinds_of(start + body)) <= set(CALLED)
        assert set(hints(start + body)) <= set(CALLED)
        assert all(
            kind in CALLED and address.startswith("http") for kind, address in named(start + body, "https://x.y")
        )


async def test_what_people_and_programs_read(tmp_path: Path) -> None:
    from bot.config import Config

    site = Site({"/data.json": HOMES["dcat"][1]})
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    async with TestServer(app) as server:
        told = await probed(Config(database_url=f"sqlite:///{tmp_path}/x"), str(server.make_url("/data.json")), True)
        nothing = await probed(
            Config(database_url=f"sqlite:///{tmp_path}/x"), str(server.make_url("/data.json?")), True
        )
    assert nothing["kind"] == "dcat"
    said = "\n".join(lines(told))
    assert "DCAT-US 1.1" in said
    assert "datasets  3" in said
    assert f'- {{kind: dcat, url: "{told["address"]}"}}' in said
    assert json.loads(json.dumps(told))["titles"] == told["titles"]
    refused = {**told, "kind": "", "why": "Nothing.", "tried": [{"address": "https://x/\x1b[31m", "answer": "No."}]}
    assert "\x1b" not in "\n".join(lines(refused))  # type: ignore[arg-type]
