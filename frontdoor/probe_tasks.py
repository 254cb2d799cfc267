"""``champions catalog probe``: what kind of portal is behind an address, before anybody relies on it."""

from collections.abc import Iterator
from typing import TypedDict

from adapters.portals.probing import NotRecognised, Recognised, probe
from adapters.portals.rules import FetchRules
from bot.config import Config
from bot.speech.plain import clean, one_line
from frontdoor.kinds import kind_named

CALLED = {
    "socrata": "Socrata",
    "ckan": "CKAN",
    "dcat": "DCAT-US 1.1 (data.json)",
    "dcat_us3": "DCAT-US 3.0 (data.json)",
    "dcat_ap": "DCAT-AP (linked data)",
    "arcgis": "ArcGIS Hub",
    "opendatasoft": "Opendatasoft",
    "udata": "udata",
    "feed": "RSS or Atom feed",
}


class Told(TypedDict):
    """What ``--json`` prints. ``kind`` is "" where nothing was recognised, and ``why`` says so."""

    kind: str
    address: str
    polled: str
    datasets: int
    exact: bool
    titles: list[str]
    wrong: list[str]
    why: str
    tried: list[dict[str, str]]


async def probed(config: Config, url: str, allow_loopback: bool) -> Told:
    """Look what is behind ``url``. Raises ``PortalError`` where it cannot be asked at all."""
    rules = FetchRules(allow_loopback=allow_loopback, contact=config.public_url or "no contact given")
    try:
        found = await probe(url, rules, kind_named)
    except NotRecognised as wrong:
        tried = [{"address": address, "answer": answer} for address, answer in wrong.tried]
        return Told(kind="", address=url, polled="", datasets=0, exact=False, titles=[], wrong=[], why=wrong.sentence,
                    tried=tried)  # fmt: skip
    return _told(found)


def _told(found: Recognised) -> Told:
    return Told(
        kind=found.kind, address=found.address, polled=found.polled, datasets=found.datasets, exact=found.exact,
        titles=list(found.titles), wrong=list(found.wrong), why="", tried=[],
    )  # fmt: skip


def lines(told: Told) -> Iterator[str]:
    """The same for people. What the portal wrote is plain text on one line each."""
    if not told["kind"]:
        yield told["why"]
        yield from (f"  {_plain(each['address'])}\n      {_plain(each['answer'])}" for each in told["tried"])
        return
    count = f"{told['datasets']:,}" if told["exact"] else f"at least {told['datasets']:,}"
    yield f"kind      {CALLED[told['kind']]}"
    yield f"polled    {_plain(told['polled'])}"
    yield f"datasets  {count}"
    yield from (f"          {_plain(each)}" for each in told["titles"])
    yield from (f"but       {each}" for each in told["wrong"])
    yield f'in desk.yml, under sources:\n  - {{kind: {told["kind"]}, url: "{_plain(told["address"])}"}}'


def _plain(text: str) -> str:
    return one_line(clean(text))
