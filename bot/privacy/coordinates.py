"""Coordinates at house level: four decimals of a degree are about eleven metres, which is one door.

Points that were rounded to three decimals or fewer, also where noughts were written after them, the corners of a map's
extent, and plane coordinates in feet are innocent.
"""

import re
from collections.abc import Iterator

from bot.privacy.cues import words_before, words_of
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading, span

HOUSE_LEVEL = 4  # decimals of a degree
_N = r"[+-]?\d{1,3}[.,]\d{4,15}"
_SIDE = r"(?: ?(?:°|º|deg(?:rees)?\b))? ?(?:[nsewo]\b)?"
_WORD = r"[\"']?\b(?:lat(?:itude?|itud)?|lon(?:g(?:itude?|itud)?)?|lng|long|y|x)\b[\"']?\.?"
_PAIR = re.compile(
    rf"(?<![\w.,$€-])(?P<first>{_N})(?P<unit>{_SIDE})"
    rf"(?P<between>(?: ?[,;/|&] ?| {{1,2}}|, ?(?:and |y )?| (?:and|y) )(?P<word>{_WORD}(?: is| es)? ?[:=]? ?)?"
    rf"(?:[nsewo] )?)(?P<second>{_N})(?![\d])(?P<unit2>{_SIDE})"
)
_DEGREES = re.compile(
    r"(?<![\w.])[nsewo]? ?\d{1,3} ?[°º] ?\d{1,2} ?' ?\d{1,2}(?:[.,]\d{1,6})? ?(?:\"|'')? ?[nsewo]?[ ,;]{1,3}"
    r"[nsewo]? ?\d{1,3} ?[°º] ?\d{1,2} ?' ?\d{1,2}(?:[.,]\d{1,6})? ?(?:\"|'')? ?[nsewo]?\b"
)
_PLUS_CODE = re.compile(r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)")  # Open Location Code
_NAMES = words_of(
    "lat latitude latitud lon lng long longitude longitud coordinates coordinate coords coord coordenadas "
    "coordenada gps geo point location located ubicacion punto geocode geocoded position"
)
_LIST_GOES_ON = re.compile(r" ?, ?[+-]?\d{1,3}[.,]\d")
_LIST_BEFORE = re.compile(r"\d[.,]\d{1,15} ?, ?$")


def coordinates(reading: Reading) -> Iterator[Span]:
    """Pairs of coordinates that point at one house, in degrees (decimal, or with minutes and seconds)."""
    for match in _PAIR.finditer(reading.low):
        if _in_range(match) and _is_precise(match) and _means_a_place(reading.low, match):
            yield Span(match.start(), match.end("second") + len(match["unit2"].rstrip()), Kind.COORDINATES)
    yield from (span(match, Kind.COORDINATES) for match in _DEGREES.finditer(reading.low))
    yield from (span(match, Kind.COORDINATES) for match in _PLUS_CODE.finditer(reading.text))


def _number(written: str) -> float:
    return abs(float(written.replace(",", ".")))


def _in_range(match: re.Match[str]) -> bool:
    """One of them a latitude, the other a longitude, in either order (GeoJSON and WKT put the longitude first)."""
    smaller, larger = sorted((_number(match["first"]), _number(match["second"])))
    return smaller <= 90 and larger <= 180


def _is_precise(match: re.Match[str]) -> bool:
    """A pair is as exact as the coarser of the two; noughts at the end of both were written by a rounding."""
    decimals = [len(re.split("[.,]", match[name])[1].rstrip("0")) for name in ("first", "second")]
    return max(decimals) >= HOUSE_LEVEL


def _means_a_place(low: str, match: re.Match[str]) -> bool:
    before = low[max(0, match.start() - 20) : match.start()]
    if _LIST_GOES_ON.match(low, match.end()) or _LIST_BEFORE.search(before):
        return False
    if match["word"] or match["unit"].strip() or match["unit2"].strip():
        return True
    named = not _NAMES.isdisjoint(words_before(low, match.start())[:8])
    return named or (" and" not in match["between"] and _looks_geographic(match))


def _looks_geographic(match: re.Match[str]) -> bool:
    """Without any word: a sign, as half the world has, or more decimals than a statistic is printed with."""
    first, second = match["first"], match["second"]
    if min(_number(first), _number(second)) < 1 and max(_number(first), _number(second)) < 10:
        return False
    return "-" in first + second or min(len(first.split(".")[-1]), len(second.split(".")[-1])) > HOUSE_LEVEL
