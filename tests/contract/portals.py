"""What every kind of portal must do. A kind's test subclasses :class:`PortalContract` with its ``kind`` and ``native``.

The kind is loaded as the front door loads it, and reads a real HTTP server on loopback through the real fetching.
"""

import asyncio
import gzip
import re
from typing import Any, ClassVar

import pytest
from yarl import URL

from adapters.portals.reading import Ending, Outcome
from frontdoor.kinds import kind_named
from tests.contract import bad_days
from tests.contract.portal import INTERNAL, PORTAL, Answer, Native, Portal, Reader

_RAW = re.compile(r"Error\b|Exception|Traceback|errno|\bNone\b", re.IGNORECASE)


def require_plain(outcome: Outcome) -> None:
    """An incomplete outcome says why in sentences, concludes nothing, and has the next reading read all."""
    assert outcome.ending is Ending.INCOMPLETE, outcome
    assert outcome.why.endswith("."), outcome.why
    assert not _RAW.search(outcome.why), outcome.why
    assert outcome.validators.pages == ()


class PortalContract:
    """Subclass it, with the kind's name in ``PORTALS`` and how its portals write."""

    kind: ClassVar[str]
    native: ClassVar[Native]
    paged: ClassVar[bool] = True  # whether its listings have several pages

    @pytest.fixture
    def reader(self) -> Reader:
        return Reader(kind_named(self.kind))

    def portal(self, *listed: Any, **how: Any) -> Portal:
        return Portal(self.native, list(listed) or self.native.records(8), **how)

    def _second(self) -> int:
        return 1 if self.paged else 0

    async def test_a_listing_is_read_whole_and_each_dataset_once(self, reader: Reader) -> None:
        async with self.portal() as portal:
            outcome = await reader.read(portal)
        assert (outcome.ending, outcome.why) == (Ending.COMPLETE, "")
        assert len(reader.seen) == sum(map(len, reader.pages)) == outcome.datasets == 8
        assert len(reader.pages) == outcome.pages == (3 if self.paged else 1)
        assert len(set(reader.seen.values())) == 8, "datasets that differ have prints that differ"
        assert reader.steps[-1].datasets == 8
        assert all("desk@gullbay.example" in each for each in portal.agents)

    async def test_every_dataset_can_be_read(self, reader: Reader) -> None:
        async with self.portal() as portal:
            page = await asyncio.to_thread(
                reader.kind.page, portal.body(URL(reader.kind.first(portal.url))), portal.url
            )
            found = [(each.portal_id, each.read()) for each in page.sightings]
        assert found
        for portal_id, published in found:
            assert published is not None
            assert published.dataset.portal_id == portal_id
            assert published.dataset.title
            assert published.columns == tuple(sorted(published.columns))

    async def test_the_same_bytes_are_not_parsed_again(self, reader: Reader) -> None:
        async with self.portal() as portal:
            first = await reader.read(portal)
            second = await reader.read(portal, first.validators)
            assert (second.ending, second.validators, reader.pages) == (Ending.UNCHANGED, first.validators, [])
            portal.listed[-1] = self.native.renamed(portal.listed[-1])
            third = await reader.read(portal, second.validators)
        assert third.ending is Ending.COMPLETE
        assert len(reader.seen) == 8

    async def test_another_order_is_no_change_and_another_title_is_one(self, reader: Reader) -> None:
        records = self.native.records(2)
        async with self.portal(*records) as portal:
            first = await reader.read(portal)
            before = reader.seen
            portal.listed = [self.native.otherwise(each) for each in reversed(records)]
            second = await reader.read(portal, first.validators)
            assert second.ending is Ending.COMPLETE, "what differs in its bytes is parsed"
            assert reader.seen == before
            portal.listed = [self.native.renamed(records[0]), records[1]]
            await reader.read(portal)
        assert list(reader.seen) == list(before)
        assert [reader.seen[each] == before[each] for each in before] == [False, True]

    async def test_broken_records_are_told_and_the_others_stay(self, reader: Reader) -> None:
        records, broken = self.native.records(2), self.native.broken()
        async with self.portal(records[0], *broken, records[1]) as portal:
            outcome = await reader.read(portal)
        assert outcome.ending is Ending.COMPLETE, outcome.why
        assert len(reader.seen) == 2
        assert sum(each.left_out for each in outcome.troubles) == len(broken)
        assert all(str(each).endswith(".") for each in outcome.troubles)

    async def test_an_empty_listing_is_empty(self, reader: Reader) -> None:
        async with self.portal() as portal:
            portal.listed = []
            outcome = await reader.read(portal)
        assert (outcome.ending, outcome.datasets, len(portal.asked)) == (Ending.COMPLETE, 0, 1)

    @pytest.mark.parametrize(
        "spoiled",
        [
            bad_days.WEB_PAGE, bad_days.EMPTY, bad_days.SOMETHING_ELSE, bad_days.BROKEN_GZIP, bad_days.CUT_GZIP_FILE,
            bad_days.BOMB, bad_days.BOMB_FILE, bad_days.TO_THE_INSIDE, bad_days.TO_A_NUMBER, bad_days.IN_CIRCLES,
            bad_days.status(404), bad_days.status(500), bad_days.status(429),
        ],
        ids=[
            "web page", "empty", "something else", "broken gzip", "cut gzip file", "bomb", "bomb in a file", "inside",
            "to a number", "circles", "404", "500", "429",
        ],
    )  # fmt: skip
    async def test_a_bad_day_concludes_nothing(self, reader: Reader, spoiled: Answer) -> None:
        """Once from the beginning, and once in the middle of the listing."""
        for bad in ({-1: spoiled}, dict.fromkeys(range(self._second(), 9), spoiled)):
            async with self.portal(spoil=bad) as portal:
                outcome = await reader.read(portal)
            require_plain(outcome)
            assert outcome.datasets == len(reader.seen) == (3 if -1 not in bad and self.paged else 0)

    async def test_half_a_listing_is_told(self, reader: Reader) -> None:
        async with self.portal() as portal:
            portal.spoil[self._second()] = bad_days.half(lambda request: portal.body(request.url))
            require_plain(await reader.read(portal))
            assert len(reader.seen) == (3 if self.paged else 0)

    async def test_a_listing_that_breaks_off_is_asked_for_again(self, reader: Reader) -> None:
        async with self.portal() as portal:
            portal.spoil[self._second()] = bad_days.breaks_off(lambda request: portal.body(request.url))
            outcome = await reader.read(portal)
        assert (outcome.ending, len(reader.seen)) == (Ending.COMPLETE, 8)

    @pytest.mark.parametrize(
        ("spoiled", "rest"),
        [(bad_days.status(429, Retry_After="30"), 30), (bad_days.status(503, Retry_After="5"), 5)],
        ids=["429", "503"],
    )
    async def test_we_wait_as_long_as_the_portal_asks(self, reader: Reader, spoiled: Answer, rest: float) -> None:
        async with self.portal(spoil={self._second(): spoiled}) as portal:
            outcome = await reader.read(portal)
        assert (outcome.ending, len(reader.seen)) == (Ending.COMPLETE, 8)
        assert [each for each in reader.rests if each > 1] == [pytest.approx(rest, abs=1)]

    async def test_we_do_not_wait_for_hours(self, reader: Reader) -> None:
        spoiled = bad_days.status(429, Retry_After="7200")
        async with self.portal(spoil={-1: spoiled}) as portal:
            outcome = await reader.read(portal)
            again = await reader.read(portal)
        assert outcome.retry_after == 7200
        assert "Try again in 120 minutes." in outcome.why
        assert len(portal.asked) == 1, "it asked to be left alone, and was"
        assert again.retry_after is not None
        assert again.retry_after > 7000

    async def test_three_gigabytes_are_not_read(self, reader: Reader) -> None:
        endless = bad_days.Endless()
        async with self.portal(spoil={self._second(): endless}) as portal:
            outcome = await reader.read(portal)
        require_plain(outcome)
        assert "larger than 1 MB" in outcome.why
        assert endless.sent < 50_000_000

    async def test_a_portal_that_hangs_is_left(self, reader: Reader) -> None:
        async with self.portal(spoil={self._second(): bad_days.hangs}) as portal:
            outcome = await reader.read(portal, seconds=0.1)
        require_plain(outcome)
        assert "did not finish within 0.1 seconds" in outcome.why

    async def test_gzip_is_opened(self, reader: Reader) -> None:
        for headers in ({"Content-Encoding": "gzip"}, {}):
            async with self.portal(rewrite=gzip.compress, headers=headers) as portal:
                outcome = await reader.read(portal)
            assert (outcome.ending, len(reader.seen)) == (Ending.COMPLETE, 8)

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
    async def test_other_encodings_are_read_or_told(self, reader: Reader, encoding: str) -> None:
        def rewrite(body: bytes) -> bytes:
            return body.decode().encode(encoding, "replace")

        async with self.portal(rewrite=rewrite) as portal:
            outcome = await reader.read(portal)
        if outcome.ending is Ending.COMPLETE:
            assert len(reader.seen) == 8
        else:
            require_plain(outcome)

    async def test_a_next_page_inside_our_network_is_not_asked_for(self, reader: Reader) -> None:
        for address in (f"http://{INTERNAL}/page/2", "http://169.254.169.254/page/2", "file:///etc/passwd", "//["):
            async with self.portal(rewrite=lambda body, to=address: self.native.leading(body, to)) as portal:
                outcome = await reader.read(portal)
            if outcome.ending is not Ending.COMPLETE:
                require_plain(outcome)
            assert all(URL(each).host != INTERNAL for each in portal.asked)

    async def test_pages_that_lead_in_a_circle_end(self, reader: Reader) -> None:
        async with self.portal() as portal:
            first = URL(reader.kind.first(portal.url))
            portal.rewrite = lambda body: self.native.leading(portal.native.answer(portal.listed, first), str(first))
            outcome = await reader.read(portal)
        assert len(portal.asked) <= 3
        if self.paged:
            require_plain(outcome)

    async def test_a_total_that_lies_is_told(self, reader: Reader) -> None:
        async with self.portal(rewrite=lambda body: self.native.claiming(body, 5_000)) as portal:
            outcome = await reader.read(portal)
        assert len(portal.asked) < 10
        assert len(reader.seen) == 8
        if self.native.claiming(portal.body(URL(portal.asked[0])), 1) != portal.body(URL(portal.asked[0])):
            require_plain(outcome)
            assert "says that it has 5000 datasets, and gave 8" in outcome.why

    async def test_a_name_that_changes_its_answer_leads_nowhere(self, reader: Reader) -> None:
        async with self.portal(headers={"Connection": "close"}) as portal:
            reader.leads[PORTAL] = ["127.0.0.1", "10.0.0.1"]
            first = await reader.read(portal)
            outcome = first if self.paged else await reader.read(portal)
        require_plain(outcome)
        assert "not on the public internet" in outcome.why
        assert len(portal.asked) == 1

    async def test_two_who_read_at_once_take_turns(self, reader: Reader) -> None:
        other = Reader(reader.kind)
        async with self.portal() as portal:
            both = await asyncio.gather(reader.read(portal, pause=30), other.read(portal, pause=30))
        assert [each.ending for each in both] == [Ending.COMPLETE] * 2
        assert portal.most_at_once == 1
        assert len(reader.rests) + len(other.rests) == len(portal.asked) - 1


def kinds_with_a_contract() -> set[str]:
    """The kinds whose contract stands in the test modules that were imported."""
    return {each.kind for each in PortalContract.__subclasses__()}
