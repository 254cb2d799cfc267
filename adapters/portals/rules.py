"""How far reading a portal may go, and how politely."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from adapters.outside.addresses import Lookup, system_lookup


@dataclass(frozen=True, slots=True)
class FetchRules:
    """How far a fetch may go. The defaults suit every catalogue we know; Chicago's has under 2 MB."""

    most_bytes: int = 200 * 1024**2  # for one page: for what travels and for what it unpacks to, each
    seconds: float = 120.0  # on the network for one page, redirects included
    allow_loopback: bool = False  # only the front door may say True
    contact: str = "no contact given"  # where a portal's keepers can turn to: a mailbox or a page
    lookup: Lookup = system_lookup
    # For a listing of many pages (adapters.portals.reading):
    whole_bytes: int = 1024**3
    whole_seconds: float = 3600.0  # pauses and waits included
    most_pages: int = 10_000
    pause: float = 1.0  # seconds between two requests to one host, whoever asks
    tries: int = 4  # for one page, where the portal is busy or breaks off
    patience: float = 120.0  # the longest wait that a portal may ask for; where it asks for more, we stop
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep  # how a pause is made
