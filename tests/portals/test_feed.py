"""Feeds: what is newest, and nothing about what is not in them."""

import socket
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.portals import PortalError, feed
from adapters.portals.feed import KIND
from adapters.portals.page import Page
from bot.catalog.sighting import Published

FIXTURES = Path(__file__).parent / "fixtures"
HERE = "https://data.gullbay.example/feed"


def body(name: str) -> bytes:
    return (FIXTURES / name).read_bytes()


def read(found: Page) -> list[Published]:
    return [published for each in found.sightings if (published := each.read())]


def test_rss() -> None:
    found = KIND.page(body("gull_bay.rss"), HERE)
    clams, paths = read(found)
    assert (clams.dataset.portal_id, clams.dataset.title) == ("k3x9-2mpq", "Clam flats & landing places")
    assert clams.dataset.description == "Where one may dig."
    assert clams.dataset.topics == ("Coast",)
    assert clams.dataset.page == "https://data.gullbay.example/d/k3x9-2mpq"
    assert clams.dataset.department == ""  # its author is a person
    assert clams.dataset.issued == date(2023, 11, 24)
    assert clams.published == datetime(2023, 11, 24, 17, 21, 13, tzinfo=UTC)
    assert (paths.dataset.portal_id, paths.published) == ("paths", None)
    assert [(each.index, each.left_out) for each in found.troubles] == [(2, True)]


def test_atom() -> None:
    (clams,) = read(KIND.page(body("gull_bay.atom"), HERE))
    assert (clams.dataset.portal_id, clams.dataset.title) == ("urn:gullbay:clams", "Clam flats & landing places")
    assert clams.dataset.description == "Where one may dig."
    assert clams.dataset.page == "https://data.gullbay.example/clams"
    assert clams.published == datetime(2026, 2, 10, 13, tzinfo=UTC)
    assert clams.dataset.modified == datetime(2026, 2, 11, 9, tzinfo=UTC)


def test_a_feed_does_not_show_all() -> None:
    found = KIND.page(body("gull_bay.rss"), HERE)
    assert (found.shows_all, found.onward, found.total) == (False, "", None)
    assert KIND.first(HERE) == HERE


def test_a_feed_that_breaks_the_rules_is_read_and_one_that_stops_is_not() -> None:
    found = KIND.page(body("gull_bay.rss").replace(b"<category>Coast</category>", b"<category>Coast & sea"), HERE)
    assert [each.dataset.portal_id for each in read(found)] == ["k3x9-2mpq", "paths"]
    assert "breaks the rules" in found.troubles[0].what
    with pytest.raises(PortalError, match="stops in the middle"):
        KIND.page(body("gull_bay.rss").partition(b"ths</title>")[0], HERE)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "iso-8859-1"])
def test_accents_survive_the_usual_encodings(encoding: str) -> None:
    text = body("gull_bay.rss").decode().replace("Foot paths", "Caminos del Río")
    named = text.replace('encoding="utf-8"', f'encoding="{encoding}"') if encoding == "iso-8859-1" else text
    assert read(KIND.page(named.encode(encoding), HERE))[1].dataset.title == "Caminos del Río"


LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "empty"),
        (b"<!doctype html><html></html>", "web page"),
        (b"{}", "no feed"),
        (b"<catalogue/>", "no feed"),
        (f'<?xml version="1.0"?>{LAUGHS}<rss version="2.0"/>'.encode(), "entities"),
        (f'<?xml version="1.0"?><!-- <r> -->{LAUGHS}<rss version="2.0"/>'.encode("utf-16"), "entities"),
        (
            b'<rss version="2.0"><item ' + b" ".join(b'a%d="1"' % each for each in range(9_000)) + b"/></rss>",
            "unreadable",
        ),
        (b" " * (feed.MOST_BYTES + 1), "larger than"),
    ],
)
def test_what_is_no_feed_gets_a_sentence(sent: bytes, says: str) -> None:
    with pytest.raises(PortalError, match=says):
        KIND.page(sent, HERE)


def test_an_encoding_that_hides_is_not_used() -> None:
    item = "<channel><item><guid>a</guid><title>x&b;</title></item></channel>"
    hidden = f'<?xml version="1.0" encoding="utf-7"?>{LAUGHS}<rss version="2.0">{item}</rss>'.replace("<!", "+ADwAIQ-")
    assert not any("ha" in each.dataset.title for each in read(KIND.page(hidden.encode(), HERE)))


class Reached(BaseException):
    """Somebody reached for the network, or for a file."""


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_feed_is_read_or_explained_and_nothing_is_reached(data: st.DataObject) -> None:
    sent = bytearray(body(data.draw(st.sampled_from(["gull_bay.rss", "gull_bay.atom"]))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(sent) - 1))
        sent[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))

    def reached(*asked: object) -> None:
        raise Reached(asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", reached)
        patch.setattr(socket, "getaddrinfo", reached)
        try:
            found = KIND.page(bytes(sent), HERE)
        except PortalError:
            return
    assert len(read(found)) == len(found.sightings)  # type: ignore[arg-type]


def test_an_address_or_a_path_in_place_of_a_feed_is_only_text() -> None:
    for sent in (b"https://127.0.0.1/feed", str(FIXTURES / "gull_bay.rss").encode()):
        with pytest.raises(PortalError, match="no feed"):
            KIND.page(sent, HERE)
