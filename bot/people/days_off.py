"""Public holidays of a country or a state, by the ``holidays`` package, one year at a time."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

from bot.engine.errors import ChampionsError
from bot.hints import nearest, quoted

_REGION = re.compile(r"([A-Za-z]{2})(?:[-_ ](.+))?")


class RegionError(ChampionsError, ValueError):
    """There are no holidays known for this region; the message says what to write."""


@lru_cache(maxsize=256)
def region(text: str) -> str:
    """``text`` as the holiday calendars name it: "us-ma" and "US-Massachusetts" are "US-MA"; "" stays "".

    A region is an ISO 3166-1 country code, or one with a subdivision. Raises :class:`RegionError`.
    """
    if not text.strip():
        return ""
    found = _REGION.fullmatch(text.strip())
    if not found:
        raise RegionError(f"{quoted(text)} is not a holiday region. Write a country like 'DE', or 'US-MA' for a state.")
    country = found[1].upper()
    known = _country(country)
    return f"{country}-{_part(country, found[2], known)}" if found[2] else country


@lru_cache(maxsize=512)
def holidays_in(area: str, year: int) -> Mapping[date, str]:
    """The public holidays of ``area`` (as :func:`region` gives it) in ``year``, with their names."""
    if not area:
        return {}
    country, _, part = area.partition("-")
    return dict(holidays.country_holidays(country, subdiv=part or None, years=year))


def _country(country: str) -> holidays.HolidayBase:
    try:
        return holidays.country_holidays(country)
    except NotImplementedError:
        raise RegionError(
            f"No holidays are known for {quoted(country)}. Write a two-letter country code like 'US' or "
            "'CA', or leave it empty and list your own closed days."
        ) from None


def _part(country: str, text: str, known: holidays.HolidayBase) -> str:
    names: dict[str, str] = {part.casefold(): part for part in known.subdivisions}
    names |= {alias.casefold(): part for alias, part in known.subdivisions_aliases.items()}
    part = names.get(text.casefold())
    if part is None:
        # Two letters look like half of all the codes: only a name is worth a guess.
        guess = nearest(text, known.subdivisions_aliases) if len(text) > 3 else ""
        hint = f"; did you mean '{country}-{known.subdivisions_aliases[guess]}'?" if guess else "."
        raise RegionError(f"'{country}' has no region {quoted(text)} in the holiday calendars{hint}")
    return part
