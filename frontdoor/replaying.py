"""A portal's past, played through the detector: what the bot would have announced, held back and followed."""

import bz2
import gzip
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from adapters.portals import data_json
from adapters.portals.listing import PortalError
from adapters.portals.page import Page
from bot.catalog.detecting import Rules, detect
from bot.catalog.memory import Findings, Status
from bot.catalog.remembering import Register
from bot.catalog.sighting import Published, Sighting
from bot.engine.errors import ChampionsError
from frontdoor.kinds import kind_named

Reader = Callable[[bytes, str], Page]

_UNPACKED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.decompress,
    ".xz": lzma.decompress,
    ".bz2": bz2.decompress,
}
# 2022-06-07T23-52-16+00-00.json, 2022-06-07T23-52-16Z.json, 2022-06-07.json, 20190104.json; fractions of a second too.
_TIME = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T_ ]?(\d\d)[-:]?(\d\d)(?:[-:]?(\d\d)(?:[.,]\d+)?)?)?\s*(Z|[+-]\d\d[-:]?\d\d)?",
    re.IGNORECASE,
)
_FEWEST = 3


class Line(TypedDict):
    """What one poll would have led to. The ids are as the portal writes them; of a poll that is held, ``new`` and
    ``published_later`` are what waits for a coordinator, and nobody hears of it without one."""

    at: str
    status: str
    new: list[str]
    published_later: list[str]
    material: list[str]
    retired: list[str]
    why: str


@dataclass
class Replay:
    """The polls in a folder, one after the other. ``left_out`` are files whose names are no times."""

    read: Reader
    files: list[tuple[datetime, Path]]
    left_out: list[Path]
    rules: Rules = field(default_factory=Rules)
    register: Register = field(default_factory=Register)
    written: dict[str, str] = field(default_factory=dict)
    rewritten: int = 0

    def lines(self) -> Iterator[Line]:
        """Judge poll after poll, as the bot would have at the time."""
        for at, file in self.files:
            try:
                yield self._poll(at, file)
            except (PortalError, OSError, EOFError, lzma.LZMAError) as wrong:
                yield _line(at, Status.QUARANTINED, f"{file.name} cannot be read: {wrong}")

    def _poll(self, at: datetime, file: Path) -> Line:
        unpack = _UNPACKED.get(file.suffix.casefold(), bytes)
        page = self.read(unpack(file.read_bytes()), "")
        findings = self._judged(page, at)
        line = self._told(at, findings)
        self.register.learn(findings, at)
        return line

    def _judged(self, page: Page, at: datetime) -> Findings:
        memory = self.register.memory if page.shows_all else replace(self.register.memory, size=0)
        findings = detect(memory, self.register.known, self._noted(page), at, self.rules)
        return findings if page.shows_all else replace(findings, missing=(), retired=(), replaced=())

    def _noted(self, page: Page) -> Iterator[Sighting]:
        self.rewritten = 0
        for sighting in page.sightings:
            written = sighting.written or sighting.portal_id
            self.rewritten += self.written.get(sighting.portal_id, written) != written
            self.written[sighting.portal_id] = written
            yield sighting

    def _status(self, findings: Findings) -> tuple[Status, str]:
        """What the detector says; but where a portal wrote its identifiers anew around ids that stayed, which the
        detector never notices, a reader of the portal's past is told of that, too."""
        if findings.status is not Status.OK or self.rewritten < max(
            _FEWEST, self.rules.migrated * findings.memory.size
        ):
            return findings.status, findings.why
        return Status.MIGRATED, f"{self.rewritten} identifiers are written anew around the same ids. {findings.why}"

    def _told(self, at: datetime, findings: Findings) -> Line:
        line = _line(at, *self._status(findings))
        line["new"] = self._ids(findings.new)
        line["published_later"] = self._ids(findings.published_later)
        line["material"] = self._ids(change.published for change in findings.material)
        retired = (self.register.number(number).portal_id for number in findings.retired)
        line["retired"] = [self.written.get(each, each) for each in retired]
        return line

    def _ids(self, records: "Iterator[Published] | tuple[Published, ...]") -> list[str]:
        return [self.written[record.dataset.portal_id] for record in records]


def replay(kind: str, folder: Path) -> Replay:
    """The replay of the polls in ``folder``, in the order of their times. Raises ``ChampionsError`` with a sentence
    for a kind that is not known and a folder without a single poll."""
    found = sorted((at, file) for file in folder.iterdir() if file.is_file() and (at := time_of(file.name)))
    named = {file for _, file in found}
    if not found:
        raise ChampionsError(f"{folder} has no file whose name is a time, as in 2022-06-07T23-52-16Z.json.")
    left_out = [each for each in sorted(folder.iterdir()) if each.is_file() and each not in named]
    return Replay(_reader(kind), found, left_out)


def _reader(kind: str) -> Reader:
    """What reads a page of this kind of portal, or a ``data.json``, which most kinds offer beside their own."""
    native = kind_named(kind)

    def read(body: bytes, address: str) -> Page:
        try:
            return native.page(body, address)
        except PortalError:
            try:
                return data_json.page(body, address)
            except PortalError:
                pass
            raise  # the sentence of the kind that was asked for

    return read


def time_of(name: str) -> datetime | None:
    """The time that a file's name begins with, in UTC where it says no zone; None where it is none."""
    found = _TIME.match(name)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(each or 0) for each in found.groups()[:6])
    zone = found[7] or "Z"
    offset = "+0000" if zone in "Zz" else zone[0] + re.sub(r"\D", "", zone)
    try:
        written = f"{year:04}{month:02}{day:02}{hour:02}{minute:02}{second:02}{offset}"
        return datetime.strptime(written, "%Y%m%d%H%M%S%z").astimezone(UTC)
    except ValueError:
        return None


def summary(lines: list[Line]) -> dict[str, int]:
    """How often each status came, and how much in all: ``announced`` leaves out what was held."""
    counted = Counter(line["status"] for line in lines)
    found = {"polls": len(lines)} | {status.value: counted[status.value] for status in Status}
    announced = [line for line in lines if line["status"] != Status.HELD]
    found["announced"] = sum(len(line["new"]) + len(line["published_later"]) for line in announced)
    held = [line for line in lines if line["status"] == Status.HELD]
    found["held_back"] = sum(len(line["new"]) + len(line["published_later"]) for line in held)
    found["changed"] = sum(len(line["material"]) for line in lines)
    found["gone"] = sum(len(line["retired"]) for line in lines)
    return found


def _line(at: datetime, status: Status, why: str) -> Line:
    return Line(at=at.isoformat(), status=status.value, new=[], published_later=[], material=[], retired=[], why=why)
