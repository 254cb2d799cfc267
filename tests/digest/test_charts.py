"""Pictures of a digest: the same numbers as its words, readable by everybody, and nothing in them that reaches out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.charts import Chart
from bot.digest.drawing import DARK, LIGHT, Theme, svg
from bot.digest.model import AUDIENCES, Digest, Group
from bot.digest.painting import FONT_FILES, ZOOM, painted
from bot.digest.sections import Section, illustrated
from bot.digest.survival import NO_WAITS
from bot.digest.views import pages, told
from bot.digest.written import as_html
from bot.speech.cards import Picture
from bot.speech.words import Words
from frontdoor.digests import with_pictures
from frontdoor.painting import paint
from tests.digest.pictured import pictured
from tests.digest.test_views import DIGA, EMPTY, SAY, busy
from tests.questions.made import long_texts

PHONE, EDGES = 360, 40
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '"><image href="file:///etc/passwd"/><script>alert(1)</script>&\x0b\u202e]]>'


def charts_of(digest: Digest, audience: str, say: Words = SAY) -> list[tuple[Section, Chart]]:
    return [(each, each.chart) for each in told(digest, audience, say)[1] if each.chart]


def letters(drawing: str) -> list[tuple[str, dict[str, str]]]:
    """Every text of a picture with its style."""
    found = Tree.fromstring(drawing).iter(f"{SVG}text")  # noqa: S314 - our own
    return [(each.text or "", dict(re.findall(r"([\w-]+):([^;]+)", each.get("style", "")))) for each in found]


def numbers(*texts: str) -> set[str]:
    return {each for text in texts for each in re.findall(r"\d+", text)}


@pytest.mark.parametrize("say", [SAY, DIGA], ids=["en", "es"])
@pytest.mark.parametrize(("audience", "count"), [("coordinators", 3), ("champions", 2), ("executive", 1)])
def test_every_number_of_a_picture_stands_in_its_words(say: Words, audience: str, count: int) -> None:
    found = charts_of(pictured(), audience, say)
    assert len(found) == count
    for section, chart in found:
        drawn = [text for text, _ in letters(svg([chart]))]
        assert numbers(*drawn) <= numbers(chart.alt)
        assert numbers(*drawn) <= numbers(section.title, *section.lines, section.note)
        for panel in chart.panels:
            assert all(bar.said in drawn and f"{bar.label}: {bar.said}" in chart.alt for bar in panel.bars)
            assert all(str(bar.value) in bar.said for bar in panel.bars)
        assert len(chart.alt) <= 1024


def test_age_is_explained_in_the_picture_and_what_is_beyond_enough_is_striped() -> None:
    _, ages, loads = (chart for _, chart in charts_of(pictured(), "coordinators"))
    words = " ".join(text for text, _ in letters(svg([ages])))
    assert "Age counts working days since the person asked, minus days we waited for them." in words
    bars = [each.get("fill") for each in Tree.fromstring(svg([loads])).iter(f"{SVG}rect") if each.get("class")]  # noqa: S314
    assert sorted(map(str, bars)) == sorted(["url(#stripes)", LIGHT.bar, LIGHT.bar])


def test_a_phone_shows_every_letter_twelve_pixels_high_or_more_with_an_edge_around_the_picture() -> None:
    for theme in (LIGHT, DARK):
        drawing = svg([chart for _, chart in charts_of(pictured(), "coordinators")], theme, title="A week")
        scale = (PHONE - EDGES) / float(Tree.fromstring(drawing).get("width", "0"))  # noqa: S314
        assert min(float(style["font-size"].removesuffix("px")) * scale for _, style in letters(drawing)) >= 12


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""

    def light(colour: str) -> float:
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_drawn_stands_out_from_its_ground_and_what_is_written_more(theme: Theme) -> None:
    assert min(contrast(each, theme.ground) for each in (theme.bar, theme.beyond, theme.frame)) >= 3
    assert min(contrast(each, theme.ground) for each in (theme.ink, theme.quiet)) >= 4.5


def test_a_picture_is_the_same_every_time_and_its_letters_come_from_the_package() -> None:
    drawing = svg([chart for _, chart in charts_of(pictured(), "coordinators")])
    png = painted(drawing)
    assert png == painted(svg([chart for _, chart in charts_of(pictured(), "coordinators")]))
    assert png != painted(re.sub(r">[^<>]+</text>", "></text>", drawing)), "nothing was written"
    assert all(Path(each).is_file() for each in FONT_FILES)
    assert (png[:8], int.from_bytes(png[16:20])) == (b"\x89PNG\r\n\x1a\n", ZOOM * PHONE)


@given(long_texts(200) | st.just(HOSTILE * 40))
def test_names_are_letters_and_nothing_else_and_pages_hold_their_pictures(name: str) -> None:
    found = charts_of(pictured(name), "coordinators")
    title, sections = told(pictured(name), "coordinators", SAY)
    shown = pages(title, illustrated(sections, {chart: b"png" for _, chart in found}), SAY)
    assert sum(isinstance(part, Picture) for page in shown for part in page.parts) == len(found)
    for _, chart in found:
        root = Tree.fromstring(svg([chart]))  # noqa: S314
        assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
            "svg",
            "defs",
            "pattern",
            "rect",
            "g",
            "path",
            "text",
        }
        assert not [
            value for each in root.iter() for value in each.attrib.values() if ":/" in value or "data:" in value
        ]
        assert all(len(bar.label) <= 24 for panel in chart.panels for bar in panel.bars)
        assert len(chart.alt) <= 1024


async def test_a_hostile_name_can_be_painted_and_shown_on_a_page() -> None:
    title, sections = told(pictured(HOSTILE), "coordinators", SAY)
    shown = await with_pictures(sections)
    page = as_html(title, shown, "en")
    assert page.count('<source media="(prefers-color-scheme: dark)"') == 3
    assert len(re.findall(r'<img alt="[^"<>]{40,}" src="data:image/png;base64,', page)) == 3
    assert "<script" not in page


def test_pages_carry_the_pictures_with_their_words_where_they_were_painted() -> None:
    title, sections = told(pictured(), "coordinators", SAY)
    assert not [part for page in pages(title, sections, SAY) for part in page.parts if isinstance(part, Picture)]
    drawn = [chart for _, chart in charts_of(pictured(), "coordinators")]
    shown = illustrated(sections, {drawn[0]: b"one", drawn[2]: b"three"})
    found = [part for page in pages(title, shown, SAY) for part in page.parts if isinstance(part, Picture)]
    assert [each.png for each in found] == [b"one", b"three"]
    assert [each.alt for each in found] == [chart.alt for chart in drawn][::2]


def test_where_nothing_is_to_be_seen_nothing_is_drawn() -> None:
    assert not [chart for audience in AUDIENCES for _, chart in charts_of(EMPTY, audience)]
    none_open = replace(pictured(), loads=(), past=pictured().past[-2:])
    none_open = replace(none_open, now=replace(none_open.now, open=0, bands=(0, 0, 0, 0)))
    assert charts_of(none_open, "coordinators") == []


def test_a_public_picture_draws_no_small_count_and_none_that_gives_one_away() -> None:
    def asked(*counts: int) -> Digest:
        groups = tuple(Group(f"Topic {chr(65 + at)}", each, 0, 0, 0, NO_WAITS) for at, each in enumerate(counts))
        return replace(busy(), groups={"topic": groups}, now=replace(busy().now, asked=sum(counts)))

    def drawn(digest: Digest) -> list[int]:
        return [bar.value for _, chart in charts_of(digest, "public") for bar in chart.panels[0].bars]

    assert drawn(asked(9, 8, 6, 5)) == [9, 8, 6, 5]
    assert drawn(asked(9, 8, 6, 4)) == [9, 8]  # the rest of 27 is ten; with 6 it would be four
    assert drawn(asked(9, 8, 3, 3)) == [9, 8]
    assert drawn(asked(9, 4)) == []


async def test_pictures_are_painted_in_a_process_of_their_own_and_left_out_where_that_fails() -> None:
    drawings = [svg([chart]) for _, chart in charts_of(pictured(), "coordinators")]
    assert await paint(drawings) == [painted(each) for each in drawings]
    assert await paint([*drawings[:1], "no picture"]) == [b"", b""]
