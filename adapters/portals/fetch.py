"""Fetching one file, from a path or from the web: bounded in size and time, in one try."""

import asyncio
import re
import stat
from pathlib import Path

from adapters.portals.body import Body, Progress
from adapters.portals.listing import PortalError
from adapters.portals.rules import FetchRules
from adapters.portals.web import open_web

__all__ = ["FetchRules", "Progress", "fetch", "is_web", "read_file"]

_CHUNK = 4 * 1024**2
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


async def fetch(source: str, *, rules: FetchRules | None = None, progress: Progress | None = None) -> bytes:
    """Return what is at ``source``, a web address or a path, with gzip and xz opened.

    Raises ``PortalError`` with a sentence that says what to do, and no other error for what is outside.
    """
    rules = rules or FetchRules()
    if not is_web(source):
        return (await read_file(source, rules, progress)).whole()
    async with open_web(rules) as web:
        return (await web.get(source, progress=progress)).body


def is_web(source: str) -> bool:
    """Whether ``source`` is an address, not a path."""
    return _HAS_SCHEME.match(source) is not None


async def read_file(source: str, rules: FetchRules, progress: Progress | None = None) -> Body:
    """Return what is in the file at a path, with gzip and xz opened. Raises ``PortalError`` with a sentence."""
    path, body = Path(source), Body(rules.most_bytes, progress)
    try:
        total = await asyncio.to_thread(_size, path)
        body.expect(total)
        with await asyncio.to_thread(path.open, "rb") as file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                body.add(chunk, total)
    except FileNotFoundError:
        raise PortalError(f"There is no file {path}. Check the path.") from None
    except PermissionError:
        raise PortalError(f"We may not read {path}. Give this account the right to read it.") from None
    except (OSError, ValueError) as wrong:
        raise PortalError(f"The file {path} cannot be read ({type(wrong).__name__}).") from wrong
    return await body.open()


def _size(path: Path) -> int:
    known = path.stat()
    if not stat.S_ISREG(known.st_mode):  # a folder, or a device that never ends
        raise PortalError(f"{path} is not a file. Name the data.json itself.")
    return known.st_size
