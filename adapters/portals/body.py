"""The bytes of one answer, kept within bounds, in the pieces in which they came.

A poll mostly finds what it knows: then the pieces are never put together, which would cost as much as comparing them.
"""

import asyncio
from collections.abc import Callable, Iterable
from hashlib import sha256

from adapters.portals.unpack import is_packed, too_large, unpack

# Bytes read so far, and the whole size where it is known. Called in the event loop, so it must be quick.
Progress = Callable[[int, int | None], None]


class Body:
    """The bytes read so far, told to whoever watches."""

    def __init__(self, most: int, progress: Progress | None = None) -> None:
        self._pieces: list[bytes] = []
        self._most = most
        self._progress = progress
        self.size = 0

    @property
    def pieces(self) -> Iterable[bytes]:
        """All of them, in order."""
        return self._pieces

    def expect(self, total: int | None) -> None:
        """Raise ``PortalError`` at once where more is announced than we take."""
        if total is not None and total > self._most:
            raise too_large(self._most)

    def add(self, piece: bytes, total: int | None) -> None:
        """Keep what came. Raises ``PortalError`` where it is more than we take."""
        self.size += len(piece)
        if self.size > self._most:
            raise too_large(self._most)
        self._pieces.append(piece)
        if self._progress is not None:
            self._progress(self.size, total)

    async def open(self) -> "Body":
        """The same with gzip and xz opened. Raises ``PortalError`` where they are damaged."""
        if self._pieces and is_packed(self._pieces[0] if len(self._pieces[0]) > _HEAD else self.whole()):
            opened = await asyncio.to_thread(unpack, self.whole(), self._most)
            self._pieces, self.size = [opened], len(opened)
        return self

    def whole(self) -> bytes:
        """All of it in one piece."""
        if len(self._pieces) != 1:
            self._pieces = [b"".join(self._pieces)]
        return self._pieces[0]

    def digest(self) -> str:
        """The digest of the bytes, in hexadecimal, however they are cut into pieces."""
        made = sha256()  # twice as fast as BLAKE2 on processors that have instructions for it, as most do
        for each in self._pieces:
            made.update(each)
        return made.hexdigest()


_HEAD = 6  # bytes that tell what is packed
