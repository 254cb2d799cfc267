"""Pictures that somebody linked to: hostile ones refused, honest ones made anew."""

import gzip
import io
import struct
import zlib
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from adapters.links.image import fetch_image, made_anew
from adapters.links.rules import LinkError, LinkRules
from tests.portals.conftest import Handler, Serve

RULES = LinkRules(allow_loopback=True)
PLACE = b"40.8508 -73.8448"


def drawn(kind: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **how: Any) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size, how.pop("color", "teal")).save(out, kind, **how)
    return out.getvalue()


def telling(orientation: int = 1) -> Pillow.Exif:
    exif = Pillow.Exif()
    exif[0x010E] = PLACE.decode()  # ImageDescription
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (40.0, 51.0, 3.0)  # GPSLatitude
    return exif


def answering(body: bytes, status: int = 200, **headers: str) -> Handler:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})

    return answer


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
async def test_a_picture_becomes_a_png_without_a_word_of_where_it_was_taken(serve: Serve, kind: str) -> None:
    notes = PngInfo()
    notes.add_text("Comment", PLACE.decode())
    how: dict[str, Any] = {"pnginfo": notes} if kind == "PNG" else {"comment": PLACE} if kind == "GIF" else {}
    body = drawn(kind, exif=telling(), **how) + PLACE
    assert PLACE in body
    image = await fetch_image(await serve(answering(body, Content_Type="text/html")), RULES)
    assert (image.width, image.height) == (60, 40)
    assert PLACE not in image.png
    with Pillow.open(io.BytesIO(image.png)) as kept:
        assert kept.format == "PNG"
        assert (kept.info, dict(kept.getexif())) == ({}, {})
        assert kept.convert("RGB").getpixel((30, 20)) == pytest.approx((0, 128, 128), abs=6)


def test_a_wide_picture_is_made_narrow_a_long_one_short_and_a_turned_one_upright() -> None:
    assert sized(drawn("PNG", (2_400, 1_200))) == (1_200, 600)
    assert sized(drawn("PNG", (500, 4_500))) == (267, 2_400)
    assert sized(drawn("JPEG", (2_000, 1_500), exif=telling(6))) == (1_200, 1_600)
    assert sized(drawn("PNG", (3, 2))) == (3, 2)


def sized(body: bytes) -> tuple[int, int]:
    made = made_anew(body, RULES)
    with Pillow.open(io.BytesIO(made.png)) as kept:
        assert kept.size == (made.width, made.height)
    return made.width, made.height


@pytest.mark.parametrize(
    ("mode", "color", "seen"),
    [
        ("P", 0, (0, 0, 0, 255)),
        ("1", 1, (255, 255, 255, 255)),
        ("LA", (90, 0), (90, 90, 90, 0)),
        ("RGBA", (9, 8, 7, 128), (9, 8, 7, 128)),
        ("I;16", 0x8000, (128, 128, 128, 255)),
    ],
)
def test_every_way_to_write_colours_is_seen_as_it_was_meant(mode: str, color: Any, seen: tuple[int, ...]) -> None:
    made = made_anew(drawn("PNG", mode=mode, color=color), RULES)
    with Pillow.open(io.BytesIO(made.png)) as kept:
        assert kept.convert("RGBA").getpixel((5, 5)) == seen


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_a_moving_picture_the_first_moment_is_kept(kind: str) -> None:
    out = io.BytesIO()
    first, then = (Pillow.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    first.save(out, kind, save_all=True, append_images=[then])
    with Pillow.open(io.BytesIO(made_anew(out.getvalue(), RULES).png)) as kept:
        assert getattr(kept, "n_frames", 1) == 1
        assert kept.convert("RGB").getpixel((10, 10)) == pytest.approx((255, 0, 0), abs=6)


def test_what_is_too_large_to_send_is_made_smaller_until_it_fits() -> None:
    noise = Pillow.effect_noise((1_200, 1_600), 90).convert("RGB")
    channels = [Pillow.effect_noise(noise.size, 90) for _ in range(3)]
    out = io.BytesIO()
    Pillow.merge("RGB", channels).save(out, "JPEG", quality=95)
    made = made_anew(out.getvalue(), RULES)
    assert len(made.png) <= 4 * 1024**2
    assert made.width < 1_200


def claiming(width: int, height: int, notes: bytes = b"") -> bytes:
    """A small PNG that says it is as large as that, with packed notes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    beside = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(notes)) if notes else b""
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + beside + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


def many_scans(count: int) -> bytes:
    """A JPEG that is painted over again and again: each scan is a few bytes, and a pass over all of it."""
    whole = drawn("JPEG", (2_000, 2_000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * count + whole[-2:]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (claiming(60_000, 60_000), "more than 25 million pixels"),
        (claiming(5_001, 5_000), "more than 25 million pixels"),
        (claiming(10_000, 10_000), "more than 25 million pixels"),
        (claiming(50, 50), "damaged or cut short"),
        (claiming(50, 50, bytes(64 * 1024**2)), "damaged or cut short"),
        (many_scans(4_000), "damaged or cut short"),
        (drawn("PNG", (400, 400))[:-60], "damaged or cut short"),
        (drawn("JPEG", (400, 400))[:900], "damaged or cut short"),
        (drawn("GIF", (400, 400))[:120], "damaged or cut short"),
        (drawn("WEBP", (400, 400))[:60], "damaged or cut short"),
        (drawn("BMP"), "no picture that I can show"),
        (drawn("TIFF"), "no picture that I can show"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture that I can show"),
        (b"<!doctype html><title>Hydrants</title>", "no picture that I can show"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "no picture that I can show"),
        (b"\x89PNG\r\n\x1a\n", "damaged|no picture"),
        (b"GIF89a", "damaged|no picture"),
        (b"RIFF\x10\x00\x00\x00WEBP", "damaged|no picture"),
        (b"", "no picture that I can show"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[:12]!r}, {len(value)} bytes",
)  # fmt: skip
async def test_what_is_no_picture_or_a_trap_is_refused_in_words(serve: Serve, body: bytes, says: str) -> None:
    with pytest.raises(LinkError, match=says) as no:
        await fetch_image(await serve(answering(body, Content_Type="image/png")), RULES)
    assert not no.value.forbidden


async def test_packed_bodies_are_opened_within_bounds_and_large_ones_not_read(serve: Serve) -> None:
    packed = gzip.compress(drawn("PNG"))
    assert (await fetch_image(await serve(answering(packed, Content_Encoding="gzip")), RULES)).width == 60
    bomb = gzip.compress(bytes(64 * 1024**2))
    assert len(bomb) < 100_000
    with pytest.raises(LinkError, match="larger than 10 MB"):
        await fetch_image(await serve(answering(bomb, Content_Encoding="gzip")), RULES)
    with pytest.raises(LinkError, match="damaged"):
        await fetch_image(await serve(answering(b"no gzip at all", Content_Encoding="gzip")), RULES)
    with pytest.raises(LinkError, match="larger than 1 MB"):
        await fetch_image(await serve(answering(bytes(2 * 1024**2))), replace(RULES, most_bytes=1024**2))


async def test_a_body_without_an_announced_end_is_left_at_the_bound(serve: Serve) -> None:
    sent = 0

    async def pour(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(4_000):
            await response.write(bytes(64 * 1024))
            sent += 64 * 1024
        return response

    with pytest.raises(LinkError, match="larger than 1 MB"):
        await fetch_image(await serve(pour), replace(RULES, most_bytes=1024**2))
    assert sent < 200 * 1024**2


async def test_a_missing_picture_and_one_behind_a_redirect_to_us(serve: Serve) -> None:
    with pytest.raises(LinkError, match="HTTP 404"):
        await fetch_image(await serve(answering(b"", 404)), RULES)
    with pytest.raises(LinkError, match="not on the public internet") as no:
        await fetch_image(await serve(answering(b"", 302, Location="https://192.168.0.1/a.png")), RULES)
    assert no.value.forbidden
