"""The picture that a link leads to, made anew so that nothing comes along but what one sees."""

import asyncio
import io
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import aiohttp
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from adapters.links.reaching import reached
from adapters.links.rules import LinkError, LinkRules
from bot.speech.words import Told, told

FORMATS: Final = ("PNG", "JPEG", "GIF", "WEBP")
_ACCEPT = "image/png, image/jpeg, image/webp, image/gif"
_CHUNK = 256 * 1024
_MOST_PNG = 4 * 1024**2  # what travels to each platform, and lies in the database: noise alone takes more
_SMALLER = 0.75
_TALLEST = 2  # times as tall as wide: a longer one would fill the channel
_ANY_WRAPPING = 47  # zlib: 15 bits of window, and +32 for gzip's or zlib's own head
_OK = 200
_JPEG, _SCAN = b"\xff\xd8", b"\xff\xda"
_MOST_SCANS = 100  # cameras and programs write about ten; each may cost a pass over the whole picture for a few bytes
# One at a time, and beside what other threads do: opening a large photograph takes two hundred megabytes.
_OPENING = ThreadPoolExecutor(1, "pictures")
_BROKEN = (OSError, EOFError, SyntaxError, ValueError, OverflowError, IndexError, KeyError, TypeError, zlib.error)


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it is kept and shown: a PNG, and its size in pixels."""

    png: bytes
    width: int
    height: int


async def fetch_image(url: str, rules: LinkRules) -> Image:
    """The picture at ``url``, at most ``rules.widest`` pixels wide, as a PNG.

    Raises ``LinkError`` with a sentence where :func:`check_link` would, and where there is no picture that we take.
    """
    async with reached(url, rules, _ACCEPT) as response:
        if response.status != _OK:
            raise LinkError(told("There is no picture: the answer is HTTP {count}.", count=response.status))
        body = await _read(response, rules.most_bytes)
    return await asyncio.get_running_loop().run_in_executor(_OPENING, made_anew, body, rules)


def made_anew(body: bytes, rules: LinkRules) -> Image:
    """The picture in ``body``, whatever its name or its header says: PNG, JPEG, GIF or WebP by its bytes.

    It is drawn again from its pixels, so that no metadata comes along: a photograph tells where it was taken, when
    and with whose telephone, and the maker does not see that they publish it. Of a moving picture the first moment is
    kept. Blocks: run it in a thread. Raises ``LinkError``.
    """
    if body.startswith(_JPEG) and body.count(_SCAN) > _MOST_SCANS:
        raise LinkError(_damaged())
    try:
        with Pillow.open(io.BytesIO(body), formats=FORMATS) as found:
            if found.width * found.height > rules.most_pixels:
                raise LinkError(_too_many(rules))
            seen = _pixels(found, rules.widest)
    except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as bomb:
        raise LinkError(_too_many(rules)) from bomb
    except UnidentifiedImageError as other:
        raise LinkError(told("This is no picture that I can show. Give a PNG, JPEG, GIF or WebP.")) from other
    except _BROKEN as broken:
        raise LinkError(_damaged()) from broken
    return _small_enough(seen)


def _pixels(found: Pillow.Image, widest: int) -> Pillow.Image:
    """What one sees, upright, no larger than it is shown: never the file's own palette, profile or notes."""
    room, either_way = (widest, widest * _TALLEST), (widest * _TALLEST, widest * _TALLEST)
    found.draft("RGB", either_way)  # a JPEG is opened no larger than it is needed
    found.load()
    seen = _in_colour(found)
    seen.thumbnail(either_way)
    ImageOps.exif_transpose(seen, in_place=True)
    seen.thumbnail(room)
    plain = Pillow.new(seen.mode, seen.size)
    plain.paste(seen)
    return plain


def _in_colour(found: Pillow.Image) -> Pillow.Image:
    """Eight bits each of red, green and blue, and of transparency where there is any."""
    if found.mode.startswith("I"):  # sixteen bits of grey: what is above eight would all be white
        found = found.convert("I").point(lambda value: value / 256).convert("L")
    mode = "RGBA" if found.has_transparency_data else "RGB"
    return found if found.mode == mode else found.convert(mode)


def _small_enough(seen: Pillow.Image) -> Image:
    while len(png := _written(seen)) > _MOST_PNG:
        seen = seen.resize((max(1, int(seen.width * _SMALLER)), max(1, int(seen.height * _SMALLER))))
    return Image(png, seen.width, seen.height)


def _written(seen: Pillow.Image) -> bytes:
    out = io.BytesIO()
    seen.save(out, "PNG")
    return out.getvalue()


async def _read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The body, unpacked where it travelled packed. Raises ``LinkError`` where it is larger than ``most``."""
    if (response.content_length or 0) > most:
        raise LinkError(_too_large(most))
    body = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > most:
            raise LinkError(_too_large(most))
    return await asyncio.to_thread(_unpacked, bytes(body), response.headers.get("Content-Encoding", ""), most)


def _unpacked(body: bytes, wrapped: str, most: int) -> bytes:
    """We ask that nothing is packed, and open what is all the same: to one byte more than there is room for."""
    if wrapped.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        return body
    try:
        whole = zlib.decompressobj(_ANY_WRAPPING).decompress(body, most + 1)
    except zlib.error as broken:
        raise LinkError(_damaged()) from broken
    if len(whole) > most:
        raise LinkError(_too_large(most))
    return whole


def _damaged() -> Told:
    return told("The picture is damaged or cut short. Save it again and try once more.")


def _too_large(most: int) -> Told:
    return told("The picture is larger than {count} MB. Give a smaller one.", count=most // 1024**2)


def _too_many(rules: LinkRules) -> Told:
    millions = rules.most_pixels // 1_000_000
    return told("The picture has more than {count} million pixels. Give a smaller one.", count=millions)
