"""The nine weeks before the demonstration begins, written down at once: enough past to make a digest worth reading.

Each question moves by the table of moves, at moments of its own, so that its history is one that could have been. What
is over hangs nowhere any more; what is open has its cards. Nothing rings for any of them: they were lived through.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adapters.playground import city
from adapters.playground.city import OldQuestion
from bot.desk import Desk
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place
from bot.people.hours import Calendar
from bot.people.model import Identity
from bot.people.persons import Person
from bot.questions.board import show
from bot.questions.model import Answer, Asker, CloseReason, Entry, Question, Share, State
from bot.questions.moves import Role, move
from bot.showcase.addresses import canonical
from bot.showcase.model import Project, ProjectState, Stage
from frontdoor.practice import drawn

_VERDICT_HOURS = 5  # from the answer to what its asker said of it
_ASSUMED_HOURS = 7 * 8
_SHOWN = frozenset({State.UNROUTED, State.OFFERED, State.CLAIMED})
_ASKER, _CLOCK = frozenset({Role.ASKER}), frozenset({Role.SYSTEM})
_CHAMPION = frozenset({Role.CHAMPION, Role.OWNER})


def on_working_day(calendar: Calendar, now: datetime, days: int, usual: time, zone: str) -> datetime:
    """``usual`` on the day that lies ``days`` working days back; always before now."""
    day = calendar.local_date(now)
    left = days
    while left > 0:
        day -= timedelta(days=1)
        moment = datetime.combine(day, usual, ZoneInfo(zone))
        left -= calendar.works_today(moment)
    at = datetime.combine(day, usual, ZoneInfo(zone)).astimezone(now.tzinfo)
    return min(at, now - timedelta(minutes=40))


class Weeks:
    """What is still to be written of them, the oldest first."""

    def __init__(self, store: Store, desk: Desk, teams: Mapping[str, str], now: datetime) -> None:
        self._store, self._desk, self._teams, self._now = store, desk, teams, now
        self._residents = {each.id: each for each in city.residents()}
        moments = [(self._day(each.days, time.fromisoformat(each.time.zfill(5))), each) for each in city.weeks()]
        self._left = sorted(moments, key=lambda each: each[0])
        self._is_done = False

    async def up_to(self, at: datetime) -> None:
        """Write what was asked before a moment: numbers follow each other as they would have."""
        due = [each for each in self._left if each[0] < at]
        self._left = self._left[len(due) :]
        if due:
            await self._store.write(self._desk.slug, lambda work: self._write(work, due))
        if not self._left and not self._is_done:
            self._is_done = True
            await self._store.write(self._desk.slug, self._beside)

    def _day(self, days: int, usual: time) -> datetime:
        return on_working_day(self._desk.calendar, self._now, days, usual, self._desk.timezone)

    def _write(self, work: Work, due: list[tuple[datetime, OldQuestion]]) -> None:
        for at, old in due:
            question, entry = self._asked(work, at, old)
            for verb, moment, by, roles, changes in self._moves(work, at, old, question):
                if moment < self._now:
                    question, entry = move(question, verb, by, roles, moment, **changes)
                    question = work.questions.save(question, entry)
                    if verb == "answer":
                        work.questions.add_answer(Answer(question.number, by, moment, old.answer, platform="slack"))
            if question.state in _SHOWN:
                show(work, question, entry)

    def _person(self, work: Work, id: str, platform: str, at: datetime) -> tuple[Person, Place]:
        resident, team = self._residents[id], self._teams[platform]
        identity = Identity(platform, team, resident.accounts[platform])
        return work.people.caller(Caller(identity, resident.name, resident.locale), at), Place(platform, team)

    def _asked(self, work: Work, at: datetime, old: OldQuestion) -> tuple[Question, Entry]:
        resident, team = self._residents[old.asker], self._teams[old.on]
        identity = Identity(old.on, team, resident.accounts[old.on])
        person = work.people.caller(Caller(identity, resident.name, resident.locale), at)
        asker = Asker(person.number, person.name, person.language, old.on, team, identity.user, person.messages)
        where, language = Place(old.on, team), person.language
        fresh = Question(
            0, old.text, asker, Share.NAMED, where, at, at, language, topic=old.topic, demand=old.people - 1
        )
        to = State.HELD if old.end == "held" else State.UNROUTED if old.end == "unclaimed" else State.OFFERED
        question, entry = move(fresh, "submit", person.number, {Role.ASKER}, at, to=to)
        saved = work.questions.add(question, entry)
        return saved, Entry(saved.number, 1, "submit", entry.before, entry.after, entry.by, at)

    def _moves(
        self, work: Work, at: datetime, old: OldQuestion, question: Question
    ) -> Iterator[tuple[str, datetime, int, frozenset[Role], dict[str, Any]]]:
        """What became of it: the verb, when, by whom, as what, and what it is about."""
        asker, later = question.asker.number, self._desk.calendar.add_working_hours
        by = next((each.number for each in work.roster.champions if each.public_name == old.champion), 0)
        if not by:
            return
        claimed = later(at, old.claimed)
        yield "claim", claimed, by, _CHAMPION, {}
        if old.end == "no_data":
            yield "close", later(claimed, 2), by, _CHAMPION, {"close_reason": CloseReason.NO_DATA}
        if not old.answered:
            return
        answered = later(at, old.answered)
        yield "answer", answered, by, _CHAMPION, {}
        match old.end:
            case "solved":
                yield "confirm", later(answered, _VERDICT_HOURS), asker, _ASKER, {}
            case "assumed":
                yield "assume", later(answered, _ASSUMED_HOURS), 0, _CLOCK, {}
            case "rejected":
                yield "reject", later(answered, _VERDICT_HOURS), asker, _ASKER, {}
                yield "answer", later(answered, 3 * _VERDICT_HOURS), by, _CHAMPION, {}
                yield "confirm", later(answered, 4 * _VERDICT_HOURS), asker, _ASKER, {}

    def _beside(self, work: Work) -> None:
        """What people searched for, and what they built."""
        for built in city.projects():
            maker, place = self._person(work, built.maker, built.platform, self._now)
            sent, approved = (self._day(built.days_ago.get(name, 0), time(13)) for name in ("sent", "approved"))
            uses = tuple(work.catalog.matches(each, 1)[0].number for each in built.datasets)
            fresh = Project(
                0, built.title, built.url, canonical(built.url), built.does,
                uses, maker.number, place, sent, Stage(built.stage), built.runs, built.help_wanted, built.licence,
                work.pictures.keep(drawn(built.image)) if built.image else "", built.alt, ProjectState.REVIEW,
            )  # fmt: skip
            if "approved" in built.days_ago:
                by = work.roster.coordinators[0].number
                fresh = replace(fresh, state=ProjectState.APPROVED, approved_at=approved, decided_by=by)
            work.projects.add(fresh)
        for old in city.searches():
            day = self._desk.calendar.local_date(self._day(old.days, time(12)))
            for _ in range(old.times):
                work.search.count(day, old.in_vain)
            if not old.in_vain and old.times > 5:
                work.follows.note_helped("question", 1, day)
