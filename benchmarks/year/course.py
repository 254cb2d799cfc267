"""The course of the year: time jumps from one due thing to the next, and three times something breaks."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from benchmarks.year import city
from benchmarks.year.city import DISCORD, Citizen
from benchmarks.year.deployment import ANY, NONE, Deployment, Moved
from benchmarks.year.habits import Act, Habits
from benchmarks.year.walls import Walls
from bot.engine.request import Request
from bot.people.commands import Away, Back
from bot.people.model import Level
from bot.questions import commands as q
from bot.questions.model import Share
from bot.speech.cards import Button
from bot.speech.command import Command
from bot.speech.reply import Reply
from bot.table import GRAMMAR

START = datetime(2026, 1, 2, 13, 0, tzinfo=UTC)
DAY = timedelta(days=1)
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Plan:
    """How large a year is."""

    questions: int = 2_000
    days: int = 365
    seed: int = 1

    @property
    def asked_within(self) -> timedelta:
        """New questions come in the first nineteen twentieths."""
        return timedelta(days=self.days * 0.95)


@dataclass(frozen=True, slots=True)
class Outage:
    """Something is down from a moment until another: ``discord``, or the ``process``."""

    what: str
    since: datetime
    until: datetime


class Course:
    """One year. :meth:`run` lives it; what it leaves behind is judged elsewhere."""

    def __init__(self, url: str, plan: Plan) -> None:
        self.plan, self.random = plan, Random(plan.seed)
        self.time = Moved(START)
        self.walls = Walls(self.time.read)
        self.champions = city.champions(self.walls.teams)
        self.askers = city.askers(self.walls.teams)
        self.walls.fill(self.champions, self.askers)
        self.deployment = Deployment(url, self.walls, self.time)
        self.people: dict[int, Citizen] = {}
        self.habits = Habits(self.random, self.deployment.desk, self.people)
        self.outages = tuple(_outages(plan))
        self.sure: set[tuple[int, int]] = set()
        self.repeats: list[str] = []
        self._acts: list[tuple[datetime, int, Act]] = []
        self._numbers, self._texts = count(), count(1)
        self._posted, self._killed, self._rings = 0, False, START

    async def run(self) -> None:
        """Live it from the first day to the last."""
        await self.deployment.settles(self.champions)
        await self._meets_champions()
        for moment in self._when_asked():
            self._puts(Act(moment, self.random.choice(self.askers), q.Ask()))
        for act in self._leaves():
            self._puts(act)
        ends, day = START + self.plan.days * DAY, START
        while (moment := await self._next(day)) < ends:
            self.time.to(moment)
            await self._breaks_or_mends()
            await self._moment(moment)
            if moment >= day:
                await self._morning()
                day = moment + DAY
        self.time.to(ends)
        await self.deployment.shows()

    async def _meets_champions(self) -> None:
        """Their numbers on the desk."""
        by_name = {each.name: each for each in self.champions}
        known = await self.deployment.store.look(self.deployment.desk.slug, lambda work: work.roster.champions)
        self.people.update({each.number: by_name[each.public_name] for each in known})

    # ── one moment ───────────────────────────────────────────────────────────────────────────────────────────

    async def _next(self, day: datetime) -> datetime:
        moments = [day, *(moment for each in self.outages for moment in (each.since, each.until))]
        soon = [each for each in moments if each > self.time.now or each == day]
        if self._acts:
            soon.append(self._acts[0][0])
        if self.deployment.is_up:
            self._rings = await self.deployment.next_ring()
            soon.append(self._rings)
        return max(min(soon), self.time.now)

    async def _moment(self, moment: datetime) -> None:
        while self._acts and self._acts[0][0] <= moment:
            await self._does(heappop(self._acts)[2])
        if self.deployment.is_up:
            if self._rings <= moment:
                await self._ring(moment)
            self._plans()
            await self.deployment.shows()

    async def _ring(self, moment: datetime) -> None:
        """The clock ticks, now and then twice. What stays due is looked at again a minute later, as in use."""
        await self.deployment.clock.ring()
        if self.random.random() < 0.05:
            await self.deployment.clock.ring()
        if await self.deployment.next_ring() <= moment:
            self.time.to(moment + timedelta(minutes=1))

    async def _morning(self) -> None:
        if self.deployment.is_up:
            await self.deployment.clock.forget()
        if self.time.now.day % 7 == 0:
            self.walls.sweep()

    def _plans(self) -> None:
        """For each question that has moved, what comes next."""
        moved, notebook = sorted(self.deployment.notebook.moved), self.deployment.notebook
        notebook.moved.clear()
        for number in moved:
            act = self.habits.next(notebook.questions[number], self.time.now)
            if act is not None:
                self._puts(act)

    def _puts(self, act: Act) -> None:
        heappush(self._acts, (act.at, next(self._numbers), act))

    # ── what people do ───────────────────────────────────────────────────────────────────────────────────────

    async def _does(self, act: Act) -> None:
        if not self._can_be_said(act):
            later = self.habits.moment() * self.random.randint(30, 600)
            self._puts(replace(act, at=max(self._back(act.who), self.time.now) + later))
            return
        standing = self.deployment.notebook.questions.get(act.question)
        if act.question and (standing is None or standing.version != act.version):
            return
        match act.command:
            case q.Ask():
                await self._asks(act)
            case q.WriteAnswer():
                await self._answers(act)
            case _ if not act.question:  # a leave may move whatever they hold
                await self._says(act.who, act.command, ANY, "triage")
            case _:
                await self._says_and_confirms(act)

    def _can_be_said(self, act: Act) -> bool:
        return self.deployment.is_up and self.walls.walls[act.who.home.platform].connected

    def _back(self, who: Citizen) -> datetime:
        return max(each.until for each in self.outages if each.what in ("process", who.home.platform))

    async def _asks(self, act: Act) -> None:
        """A question, through its preview; where that comes to nothing somebody else asks something later."""
        if self._posted >= self.plan.questions:
            return
        number = next(self._texts)
        share = self.random.choices(list(Share), (70, 18, 12))[0]
        text = city.question(self.random, number)
        if share is Share.PRIVATE:
            text = f"{text} {city.marker('private', number)}"
        reply = await self._says(act.who, q.Ask(share=share.value, text=text), NONE)
        if preview := _button(reply, q.Preview):
            reply = await self._says(act.who, preview, NONE)
        before = len(self.deployment.notebook.questions)
        post = _button(reply, q.Post)
        if isinstance(post, q.Post):
            await self._says(act.who, replace(post, share=share.value), before + 1)
        if len(self.deployment.notebook.questions) == before:
            self._puts(replace(act, at=self.time.now + self.habits.moment() * 60, who=self.random.choice(self.askers)))
            return
        self._posted += 1
        asker = self.deployment.notebook.questions[before + 1].asker.number
        self.people[asker] = act.who

    async def _answers(self, act: Act) -> None:
        reply = await self._says(act.who, act.command, NONE, "triage")
        if post := _button(reply, q.PostAnswer):
            await self._says(act.who, post, act.question, "triage")

    async def _says_and_confirms(self, act: Act) -> None:
        room = "triage" if act.who.row else "ask"
        reply = await self._says(act.who, act.command, act.question, room)
        again = _button(reply, type(act.command))
        moved = self.deployment.notebook.questions[act.question].version != act.version
        if moved:
            return
        if again is not None and again != act.command and self.random.random() < 0.4:
            self.sure.add((act.question, self.deployment.notebook.questions[act.question].entries + 1))
            await self._says(act.who, again, act.question, room)
        elif act.tries < _TRIES:  # refused: they, or somebody else, do something else later
            self.deployment.notebook.moved.add(act.question)

    async def _says(self, who: Citizen, command: Command, about: int, room: str = "ask") -> Reply:
        account = self.random.choice(who.accounts) if len(who.accounts) > 1 else who.home
        if not self.walls.walls[account.platform].connected:
            account = who.home
        request = self.deployment.request(who, command, account, room)
        reply = await self.deployment.hears(request, about)
        if self.random.random() < 0.03:
            await self._again(request, reply, about)
        return reply

    async def _again(self, request: Request, reply: Reply, about: int) -> None:
        """The platform delivers the same thing twice: nothing may come of it but the same reply."""
        book = self.deployment.notebook
        before = dict(book.questions)
        again = await self.deployment.hears(request, about)
        if book.questions != before or (again != reply and reply.form is None):
            self.repeats.append(f"{request.id}: {type(request.command).__name__} came twice and was not the same")

    # ── what is planned from the start ───────────────────────────────────────────────────────────────────────

    def _when_asked(self) -> Iterator[datetime]:
        """Mostly by day and on weekdays, but people ask at night as well."""
        given = 0
        while given < self.plan.questions:
            moment = START + self.random.random() * self.plan.asked_within
            by_day = 14 <= moment.hour < 23
            if self.random.random() < (1.0 if by_day else 0.25) * (1.0 if moment.weekday() < 5 else 0.3):
                given += 1
                yield moment

    def _leaves(self) -> Iterator[Act]:
        """Each champion is away three or four times a year, for some days or weeks, mostly with cover."""
        for who in self.champions:
            if who.row is None or who.row.level is Level.EXECUTIVE:
                continue
            for _ in range(max(1, self.plan.days // 100)):
                first = START + timedelta(days=self.random.uniform(2, self.plan.days - 3))
                last = first + timedelta(days=self.random.randint(2, 18))
                cover = self.random.choice([each for each in self.champions[:8] if each is not who]).name
                held = self.random.choice(("keep", "pass", "release"))
                yield Act(first, who, Away(last.date(), cover if held == "pass" else "", held))
                if self.random.random() < 0.5:
                    yield Act(first + (last - first) * self.random.uniform(0.3, 0.9), who, Back())

    async def _breaks_or_mends(self) -> None:
        """Discord is down for a day and a half, the process for four, and the pump is killed while it shows cards."""
        now, deployment = self.time.now, self.deployment
        down = {each.what for each in self.outages if each.since <= now < each.until}
        self.walls.walls[DISCORD].connected = DISCORD not in down
        if "process" in down and deployment.is_up:
            await deployment.falls_over()
        elif "process" not in down and not deployment.is_up:
            await deployment.begins()
        if "pump" not in down and not deployment.pumps:
            deployment.new_pump()
        if "pump" in down and not self._killed:
            self._killed = True
            for wall in self.walls.walls.values():
                wall.kill_in = 2


def _outages(plan: Plan) -> Iterator[Outage]:
    """Each begins in working hours, when much is on its way, and ends in the night before a working day."""
    for what, part, days in (("discord", 0.25, 1.5), ("process", 0.5, 4.0), ("pump", 0.75, 0.05)):
        begins = START + timedelta(days=int(plan.days * part), hours=3.6)
        begins += timedelta(days=(1 - begins.weekday()) % 7)  # a Tuesday
        until = begins + timedelta(days=days) if what == "pump" else (begins + timedelta(days)).replace(hour=8)
        yield Outage(what, begins, until)


def _button(reply: Reply, kind: type[Command]) -> "Command | None":
    """The command on the first button of that kind."""
    said: list[Button] = list(reply.card.buttons) if reply.card else []
    found = (GRAMMAR.read(each.line) for each in said)
    return next((each for each in found if type(each) is kind), None)
