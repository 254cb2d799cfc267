"""Pages that were the same so far: put aside unread, in case that a later one is not."""

import tempfile
from collections.abc import Iterator
from types import TracebackType
from typing import IO

from adapters.portals.body import Body


class Waiting:
    """The pages since the first. All but the newest lie in a temporary file, so that memory holds one page."""

    def __init__(self) -> None:
        self._newest: tuple[Body, str] | None = None
        self._file: IO[bytes] | None = None
        self._kept: list[tuple[int, str]] = []  # size and address

    def __enter__(self) -> "Waiting":
        return self

    def __exit__(self, kind: type[BaseException] | None, wrong: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            self._file.close()

    def put(self, body: Body, address: str) -> None:
        """Put a page behind the others."""
        if self._newest is not None:
            self._file = self._file or tempfile.TemporaryFile()  # noqa: SIM115 (closed by __exit__)
            self._file.writelines(self._newest[0].pieces)
            self._kept.append((self._newest[0].size, self._newest[1]))
        self._newest = body, address

    def take(self) -> Iterator[tuple[bytes, str]]:
        """All pages and their addresses in order; none is kept any more."""
        kept, newest, file = self._kept, self._newest, self._file
        self._kept, self._newest = [], None
        if file is not None:
            file.seek(0)
            for size, address in kept:
                yield file.read(size), address
        if newest is not None:
            yield newest[0].whole(), newest[1]
