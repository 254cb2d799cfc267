"""The Discord pane for every reader: Markdown, pictures, contrast, names, keys, and words that want to be more."""

import struct
import zlib
from io import BytesIO
from typing import Any

import discord
import pytest
from playwright.async_api import expect

from adapters.playground.demo import ASK, GENERAL
from tests.playground.on_discord import AMARA, Pane, pane
from tests.playground.seated import desk
from tests.playground.test_page_readable import CONTRASTS, HOSTILE, LOOKS, NAMELESS, OVERHANG

__all__ = ["desk", "pane"]
pytestmark = pytest.mark.asyncio(loop_scope="session")
MARKED = """# Heading
**bold *inside*** and _slanted_ and __under__ and ~~gone~~ and `a*b*c`
-# small print
> quoted
1. first
2. second
[the data](https://data.example/d) <https://data.example/e> <@300000000000000004> <#{ask}> \\*plain\\* 2 * 3 * 4
```
code **stays**
```
"""


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# A PNG of one grey pixel (PNG specification, sections 5.3 and 11.2).
PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0\x80")),
        _chunk(b"IEND", b""),
    )
)


async def say(pane: Pane, words: str, **more: Any) -> None:
    await pane.bot.channel(GENERAL).send(words, **more)


async def test_markdown_is_drawn_as_far_as_the_bot_uses_it(pane: Pane) -> None:
    await say(pane, MARKED.format(ask=pane.bot.channel(ASK).id))
    card = pane.it.get_by_role("article")
    await expect(card.get_by_role("heading", name="Heading")).to_be_visible()
    for tag, words in {"strong": "bold inside", "strong em": "inside", "u": "under", "s": "gone"}.items():
        await expect(card.locator(tag)).to_have_text(words)
    await expect(card.locator("p > em")).to_have_text("slanted")
    await expect(card.locator("p > code")).to_have_text("a*b*c")
    await expect(card.locator(".context")).to_have_text("small print")
    await expect(card.locator("blockquote")).to_have_text("quoted")
    await expect(card.locator("pre")).to_have_text("code **stays**")
    await expect(card.get_by_role("listitem")).to_have_text(["first", "second"])
    await expect(card.get_by_role("link")).to_have_text(["the data", "https://data.example/e"])
    await expect(card.locator(".mention")).to_have_text(["@Amara Delisle", f"#{ASK}"])
    await expect(card).to_contain_text("*plain* 2 * 3 * 4")


async def test_moments_are_written_as_the_reader_writes_them(pane: Pane) -> None:
    await say(pane, "By <t:1795618800:D>, <t:1795618800:R>.")
    await expect(pane.it.get_by_text("By 25 de noviembre de 2026, pasado mañana.")).to_be_visible()
    await pane.desk.sit("Casey Wendell")
    await expect(pane.it.get_by_text("By November 25, 2026, in 2 days.")).to_be_visible()


async def test_hostile_words_stay_words_everywhere(pane: Pane) -> None:
    await pane.write(HOSTILE)
    await pane.pocket.hands.post(AMARA, ASK, HOSTILE[:90], HOSTILE)
    await say(pane, f"**{HOSTILE}** [x](javascript:alert(1)) <javascript:alert(1)> [y](data:text/html,z)")
    await expect(pane.it.get_by_role("article").filter(has_text="<img src=x onerror=alert(1)>")).to_have_count(2)
    await pane.go(ASK)
    await pane.it.get_by_role("list", name="Posts").get_by_role("button").click()
    await expect(pane.it.get_by_role("heading", level=3, name="<img src=x")).to_be_visible()
    bad = ".messages img[src='x'], .messages script, a[href^=javascript], a[href^=data]"
    assert await pane.page.locator(bad).count() == 0


async def test_a_picture_lies_on_this_machine_and_has_its_words(pane: Pane) -> None:
    file = discord.File(BytesIO(PNG), "chart.png", description="Two bars, 3 and 5")
    await say(pane, "A chart", file=file)
    picture = pane.it.get_by_role("img", name="Two bars, 3 and 5")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("async (node) => { await node.decode(); return node.naturalWidth; }") == 1


async def test_the_keys_go_to_the_pane_one_works_in_and_to_the_other(pane: Pane) -> None:
    page = pane.page
    await page.keyboard.press("Alt+Shift+KeyM")
    await expect(page.locator("#slack-box")).to_be_focused()
    await page.keyboard.press("Alt+Shift+KeyO")
    await expect(pane.box).to_be_focused()
    await page.keyboard.press("Alt+Shift+KeyC")
    await expect(pane.it.get_by_role("button", name=GENERAL)).to_be_focused()
    await pane.write("One")
    await pane.write("Two")
    await expect(pane.it.get_by_role("article")).to_have_count(2)
    await page.keyboard.press("Alt+Shift+KeyL")
    await page.keyboard.press("ArrowUp")
    await page.keyboard.press("End")
    await expect(pane.it.get_by_role("article").filter(has_text="Two")).to_be_focused()
    await pane.desk.sit("Noor Castellane")
    await page.keyboard.press("Alt+Shift+KeyM")
    await expect(page.locator("#slack-box")).to_be_focused()
    await expect(pane.it).to_contain_text("Noor Castellane is not on Discord.")


@pytest.mark.parametrize("width", [1600, 1280, 700, 360])
async def test_words_are_readable_and_nothing_hangs_over(pane: Pane, width: int) -> None:
    page = pane.page
    await page.set_viewport_size({"width": width, "height": 800})
    await pane.ask("Why does the map miss the trees on Elm Street? " + "W" * 300)
    await pane.bot.digest()
    await expect(pane.it.get_by_text("Your question is")).to_have_count(1)
    for channel in (GENERAL, ASK, "data-news"):
        await pane.go(channel)
        for look in LOOKS:
            await page.emulate_media(color_scheme=look, reduced_motion="reduce")
            assert await page.evaluate(OVERHANG) <= 0, look
            assert await page.evaluate(CONTRASTS) == [], look
        assert await page.evaluate(NAMELESS) == []


async def test_on_a_narrow_screen_the_panes_stand_one_under_the_other(pane: Pane) -> None:
    await pane.page.set_viewport_size({"width": 800, "height": 900})
    above, below = [await pane.page.locator(name).bounding_box() for name in ("#slack", "#discord")]
    assert above is not None
    assert below is not None
    assert above["x"] == below["x"]
    assert above["y"] + above["height"] <= below["y"]
