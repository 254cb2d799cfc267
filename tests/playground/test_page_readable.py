"""The page for every reader: contrast, names, narrow screens, and words that would like to be more."""

from typing import Literal

import pytest
from playwright.async_api import expect

from adapters.playground.demo import ASK
from adapters.playground.slack import posting
from tests.playground.seated import ROSA, Desk, desk

__all__ = ["desk"]
pytestmark = pytest.mark.asyncio(loop_scope="session")
HOSTILE = (
    "<img src=x onerror=alert(1)> <script>alert(1)</script> <!channel> [x](javascript:alert(1)) \u202eevil \"' &amp;?"
)


async def test_on_a_narrow_screen_the_panel_comes_when_it_is_called(desk: Desk) -> None:
    page = desk.page
    await page.set_viewport_size({"width": 800, "height": 700})
    panel = page.get_by_role("complementary")
    await expect(panel).to_be_hidden()
    button = page.get_by_role("button", name="Behind")
    await button.click()
    await expect(panel).to_be_visible()
    await expect(button).to_have_attribute("aria-expanded", "true")
    await button.click()
    await expect(panel).to_be_hidden()


async def test_hostile_words_stay_words_everywhere(desk: Desk) -> None:
    page = desk.page
    await desk.ask(HOSTILE)
    await desk.write(HOSTILE)
    await expect(page.get_by_role("article").filter(has_text="<img src=x onerror=alert(1)>")).to_have_count(2)
    assert await page.locator(".messages img[src='x'], .messages script, a[href^=javascript]").count() == 0
    pings = desk.playground.slack.sight.pings(everyone=True)
    assert {called for _, called in pings} == {f"@{ROSA}"}  # whom the card names, and nobody that the words call


async def test_links_lead_to_the_web_only_and_lie_open(desk: Desk) -> None:
    pocket = desk.playground.slack
    parts = [{"type": "link", "url": url, "text": url} for url in ("https://data.example/d", "javascript:alert(1)")]
    blocks = [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}]
    ask = pocket.workspace.channel_named(ASK)
    assert ask is not None
    posting.post(pocket.core, ask, posting.Content("", blocks), user=pocket.bot_user_id)
    link = desk.page.get_by_role("link", name="https://data.example/d")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(desk.page.get_by_text("javascript:alert(1)")).to_be_visible()
    await expect(desk.page.get_by_role("link", name="javascript")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 800])
async def test_words_are_readable_and_nothing_hangs_over(desk: Desk, width: int) -> None:
    page = desk.page
    await page.set_viewport_size({"width": width, "height": 800})
    await desk.ask("Why does the map miss the trees on Elm Street? " + "W" * 300)
    await expect(page.get_by_role("article").filter(has_text="Q-13 · Waiting")).to_have_count(1)
    for look in LOOKS:
        await page.emulate_media(color_scheme=look, reduced_motion="reduce")
        assert await page.evaluate(OVERHANG) <= 0, look
        assert await page.evaluate(CONTRASTS) == [], look


async def test_every_control_has_a_name(desk: Desk) -> None:
    await desk.ask("Why?")
    nameless = await desk.page.evaluate(NAMELESS)
    assert nameless == []


LOOKS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OVERHANG = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# The contrast of every visible text with the nearest opaque ground under it (WCAG 2.2, 1.4.3): those below 4.5 to 1.
CONTRASTS = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((v) => v / 255).map((v) =>
      v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode.parentElement;
    const words = walk.currentNode.data.trim();
    if (!words || !node.checkVisibility() || node.closest(".unseen, noscript, :disabled")) continue;
    const [a, b] = [light(rgba(getComputedStyle(node).color)), light(ground(node))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) found.push(`${words.slice(0, 40)}: ${contrast.toFixed(2)}`);
  }
  return found;
}"""

# Controls that a screen reader could not name.
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, textarea, select, [role=tab]")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute("aria-label") || node.textContent.trim() || node.labels?.length))
  .map((node) => node.outerHTML.slice(0, 120))"""
