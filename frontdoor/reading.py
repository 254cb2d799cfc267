"""How a portal is read, whichever kind it is: by the rules for addresses that people name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from adapters.portals import probing, reading
from adapters.portals.fetch import is_web
from adapters.portals.listing import PortalError
from adapters.portals.outcome import Ending, Outcome, Step
from adapters.portals.page import Page
from adapters.portals.probing import Recognised
from adapters.portals.rules import FetchRules
from adapters.portals.validators import from_text
from frontdoor.kinds import kind_named

Progress = Callable[[Step], None]


class Reading(Protocol):
    """Reads portals by the kind and the address that a desk's settings give."""

    async def read(
        self, kind: str, url: str, before: str, take: Callable[[Page], None], progress: Progress | None = None,
        *, language: str = "",
    ) -> Outcome:  # fmt: skip
        """Read a listing to its end; ``before`` are the validators of the last time, as text. Of texts in several
        languages those in ``language`` are taken. Raises nothing for what is outside: the outcome says what was
        wrong."""

    async def look(self, kind: str, url: str) -> Page:
        """The first page. Raises ``PortalError`` with a plain sentence."""

    async def probe(self, url: str) -> Recognised:
        """What kind of portal is behind a web address. Raises ``PortalError`` where none is recognised."""


@dataclass(frozen=True)
class PortalReading:
    """Reads from the web; a file only where ``folder`` is given, beside which it stands: whoever names portals in chat
    must not reach into this machine."""

    rules: FetchRules = field(default_factory=FetchRules)
    folder: Path | None = None

    async def read(
        self, kind: str, url: str, before: str, take: Callable[[Page], None], progress: Progress | None = None,
        *, language: str = "",
    ) -> Outcome:  # fmt: skip
        """Read a listing to its end."""
        try:
            found, address = kind_named(kind, language), self._address(url)
        except PortalError as wrong:
            return Outcome(Ending.INCOMPLETE, why=wrong.sentence)
        return await reading.read(found, address, self.rules, before=from_text(before), take=take, progress=progress)

    async def look(self, kind: str, url: str) -> Page:
        """The first page. Raises ``PortalError``."""
        return await reading.look(kind_named(kind), self._address(url), self.rules)

    async def probe(self, url: str) -> Recognised:
        """What kind of portal is behind a web address, by what it answers. Raises ``PortalError``."""
        return await probing.probe(url, self.rules, kind_named)

    def _address(self, url: str) -> str:
        if is_web(url) or (self.folder is not None and Path(url).is_absolute()):
            return url
        if self.folder is None:
            raise PortalError("A portal's address begins with https:// or http://.")
        return str(self.folder / url)
