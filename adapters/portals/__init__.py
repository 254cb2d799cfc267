"""Portals: each module here turns one portal's native pages into datasets, and knows nothing else.

A module offers ``parse(body: bytes) -> Listing``, which touches no network, and ``read(source, ...)``,
which fetches first. Shared by all: what comes out (``listing``), how texts, dates and addresses are tidied
(``tidy``), and how pages are fetched safely (``fetch``, ``unpack``; the addresses themselves: ``adapters.outside``).
"""

from adapters.portals.listing import Listing, PortalError, Trouble

__all__ = ["Listing", "PortalError", "Trouble"]
