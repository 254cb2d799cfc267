"""Habits: what somebody does next about a question, and when. The seed decides; the product decides what comes of it.

After each change of a question exactly one next thing is planned. Where another change comes first, that plan is void
and another one is made; where nothing is planned, the clock has the next word.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from benchmarks.year import city
from benchmarks.year.city import Citizen
from bot.desk import Desk
from bot.people.model import Level
from bot.questions import commands as q
from bot.questions.model import Question, State
from bot.speech.command import Command

_REASONS = ("no_data", "not_city_data", "other")


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody says something about a question at a moment, if it has not moved before."""

    at: datetime
    who: Citizen
    command: Command
    question: int = 0
    version: int = 0
    tries: int = 0


class Habits:
    """Everybody's habits. ``champions`` and ``askers`` are by their number on the desk, as soon as they have one."""

    def __init__(self, random: Random, desk: Desk, people: dict[int, Citizen]) -> None:
        self._random, self._desk, self._people = random, desk, people

    def next(self, question: Question, at: datetime) -> Act | None:
        """What comes next for a question, if it is anybody's to do; None where it lies until the clock rings."""
        plan = _PLANS.get(question.state)
        found = plan(self, question) if plan else None
        if found is None:
            return None
        who, command, hours = found
        moment = self._at_work(who, at, hours) if who.row is not None else self._any_time(at, hours)
        return Act(moment, who, command, question.number, question.version)

    # ── when ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _at_work(self, who: Citizen, at: datetime, hours: float) -> datetime:
        own = self._desk.calendar.with_hours(who.row.hours if who.row else "")
        return own.add_working_hours(at, self._random.expovariate(1 / hours)) + self.moment()

    def _any_time(self, at: datetime, hours: float) -> datetime:
        return at + timedelta(hours=self._random.expovariate(1 / hours)) + self.moment()

    def moment(self) -> timedelta:
        """No two people do something in the same second."""
        return timedelta(seconds=self._random.uniform(1, 59), microseconds=self._random.randrange(1000))

    def _chooses(self, **chances: float) -> str:
        """One of these by their chances; "" for what is left to a hundred."""
        drawn = self._random.uniform(0, 100)
        for name, chance in chances.items():
            drawn -= chance
            if drawn < 0:
                return name
        return ""

    # ── who ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _somebody(self, *levels: Level, but: tuple[int, ...] = ()) -> Citizen:
        fitting = [
            each for n, each in sorted(self._people.items()) if each.row and each.row.level in levels and n not in but
        ]
        return self._random.choice(fitting)

    def _named(self, who: Citizen) -> str:
        return who.name

    def coordinator(self) -> Citizen:
        """One of the coordinators."""
        return self._somebody(Level.COORDINATOR)

    # ── what ─────────────────────────────────────────────────────────────────────────────────────────────────

    def unclaimed(self, question: Question) -> "Plan":
        """The one who was asked takes it, or somebody else, or nobody for a while."""
        number, asked = question.number, self._people.get(question.offered_to)
        what = self._chooses(claim=66, other=6, route=5, answer=6, assign=4, duplicate=2, hold=1)
        if not what or asked is None:
            return None
        match what:
            case "claim":
                return asked, q.Claim(number), 3
            case "answer":
                return asked, self._answer(number), 4
            case "route":
                return asked, q.Route(number, topic=self._random.choice(self._desk.topics).name), 3
            case "assign":
                return self.coordinator(), q.Assign(number, self._named(self._somebody(Level.EXTERNAL))), 5
            case "hold":
                return self.coordinator(), q.Hold(number, city.marker("note", number)), 4
            case "duplicate":
                return asked, q.Duplicate(number, max(1, number - self._random.randint(1, 40))), 4
            case _:
                return self._somebody(Level.EXTERNAL), q.Claim(number), 4

    def homeless(self, question: Question) -> "Plan":
        """Nobody fits: a coordinator finds somebody."""
        what = self._chooses(assign=75, route=10)
        if what == "route":
            return self.coordinator(), q.Route(question.number, topic=self._random.choice(self._desk.topics).name), 4
        target = self._named(self._somebody(Level.EXTERNAL))
        return (self.coordinator(), q.Assign(question.number, target), 5) if what else None

    def held(self, question: Question) -> "Plan":
        """A coordinator has looked."""
        return self.coordinator(), q.ReleaseHold(question.number), 3

    def claimed(self, question: Question) -> "Plan":
        """What its owner does, or the one to whom it is being passed."""
        number, owner = question.number, self._people[question.owner]
        target = self._people.get(question.handoff_to)
        if target is not None and (answer := self._chooses(accept=70, decline=15)):
            return target, q.Accept(number) if answer == "accept" else q.Decline(number, "No time just now"), 3
        what = self._chooses(
            answer=58, clarify=13, snooze=4, handoff=4, escalate=4, note=4, release=3, close=3, helper=2,
            still=2 if not question.rung else 0, withdraw=1,
        )  # fmt: skip
        match what:
            case "answer":
                return owner, self._answer(number), 8
            case "clarify":
                return owner, q.Clarify(number, text="Which years do you mean?"), 5
            case "snooze":
                until = self._desk.calendar.local_date(question.changed_at) + timedelta(self._random.randint(9, 25))
                return owner, q.Snooze(number, until, "refresh"), 5
            case "handoff":
                others = self._somebody(Level.EXTERNAL, but=(question.owner,))
                return owner, q.HandOff(number, self._named(others), "Can you look?"), 5
            case "escalate" if question.level != "executive":
                return owner, q.Escalate(number, text=city.marker("note", number)), 5
            case "note":
                return owner, q.NoteIt(number, city.marker("note", number)), 5
            case "release":
                return owner, q.Release(number, city.marker("note", number)), 6
            case "close":
                return owner, q.Close(number, self._random.choice(_REASONS), "Ask the county."), 8
            case "helper":
                return self._somebody(Level.EXTERNAL, but=(question.owner,)), self._answer(number), 6
            case "withdraw":
                return self._people[question.asker.number], q.Withdraw(number), 10
            case _ if question.rung and self._random.random() < 0.6:
                return owner, q.StillOnIt(number), 4
            case _:
                return None

    def waiting(self, question: Question) -> "Plan":
        """The asker replies, or withdraws, or is silent."""
        what = self._chooses(reply=30 if question.rung else 55, withdraw=3)
        asker = self._people[question.asker.number]
        if not what:
            return None
        return asker, (q.Tell(question.number, "From 2020 on") if what == "reply" else q.Withdraw(question.number)), 30

    def asleep(self, question: Question) -> "Plan":
        """Mostly it sleeps."""
        return (self._people[question.owner], q.Wake(question.number), 20) if self._random.random() < 0.2 else None

    def answered(self, question: Question) -> "Plan":
        """The asker says whether it helped, or nothing."""
        number, asker = question.number, self._people[question.asker.number]
        match self._chooses(solved=50, reject=10, comment=6, withdraw=2):
            case "solved":
                return asker, q.Solved(number), 20
            case "reject":
                return asker, q.NotYet(number, "It is from 2019"), 20
            case "comment":
                return asker, q.Tell(number, "Thank you for looking"), 20
            case "withdraw":
                return asker, q.Withdraw(number, "answer"), 40
            case _:
                return None

    def over(self, question: Question) -> "Plan":
        """Now and then it is taken up again."""
        asker = self._people[question.asker.number]
        match self._chooses(reopen=4, withdraw=1):
            case "reopen":
                return asker, q.Reopen(question.number, "The link is broken"), 200
            case "withdraw":
                return asker, q.Withdraw(question.number, "nothing"), 300
            case _:
                return None

    def duplicate(self, question: Question) -> "Plan":
        """Now and then it is another matter after all."""
        asker = self._people[question.asker.number]
        return (asker, q.Different(question.number), 30) if self._random.random() < 0.2 else None

    def _answer(self, number: int) -> q.WriteAnswer:
        caveat = "Only what the city itself counts." if self._random.random() < 0.3 else ""
        return q.WriteAnswer(number, caveat=caveat, text=f"It is in the yearly file. {city.marker('answer', number)}")


Plan = tuple[Citizen, Command, float] | None
_PLANS: dict[State, Callable[[Habits, Question], Plan]] = {
    State.OFFERED: Habits.unclaimed,
    State.UNROUTED: Habits.homeless,
    State.HELD: Habits.held,
    State.CLAIMED: Habits.claimed,
    State.WAITING_ASKER: Habits.waiting,
    State.SNOOZED: Habits.asleep,
    State.ANSWERED: Habits.answered,
    State.SOLVED: Habits.over,
    State.CLOSED: Habits.over,
    State.DUPLICATE: Habits.duplicate,
}
