"""What a portal's polls add up to, held in memory: for a replay, and to try the detector without a database."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.catalog.memory import Findings, Known, Memory, Status
from bot.catalog.sighting import Published


@dataclass
class Register:
    """All that was ever seen on one portal. ``known`` finds it under its present id and under every id it had."""

    memory: Memory = field(default_factory=Memory)
    known: dict[str, Known] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    _ids: dict[int, set[str]] = field(default_factory=dict)

    def learn(self, findings: Findings, at: datetime) -> None:
        """Remember what a poll made at ``at`` said. Of a quarantined one only what concerns the portal as a whole."""
        self.memory = findings.memory
        if findings.status is Status.QUARANTINED:
            return
        for record in (*findings.new, *findings.published_later, *findings.backlog):
            self._keep(len(self.numbers) + 1, record, findings)
        for number, record in (*findings.changed, *findings.moved):
            self._keep(number, record, findings)
        for number in findings.missing:
            self._mark(number, missing_since=at)
        for number in findings.back:
            self._mark(number, missing_since=None, gone=False)
        for number in findings.retired:
            self._mark(number, gone=True)

    def number(self, number: int) -> Known:
        """The dataset with this short number, which must be known."""
        return self.known[self.numbers[number]]

    def _keep(self, number: int, record: Published, findings: Findings) -> None:
        portal_id = record.dataset.portal_id
        former = self.numbers.get(number)
        before = self.known[former] if former else None
        each = Known(
            number,
            portal_id,
            findings.prints[portal_id],
            record.dataset.title,
            record.created,
            record.published,
            record.columns,
            record.stopped,
            record.correction,
            before.missing_since if before else None,
            before.gone if before else False,
        )
        self._put(each)

    def _mark(self, number: int, **fields: object) -> None:
        self._put(replace(self.number(number), **fields))  # type: ignore[arg-type]

    def _put(self, each: Known) -> None:
        ids = self._ids.setdefault(each.number, set())
        ids.add(each.portal_id)
        self.known.update(dict.fromkeys(ids, each))
        self.numbers[each.number] = each.portal_id
