"""What the sample city's people asked before: lived through again, request by request, at its own time.

The same requests come in that people would have made, and the cards are shown by the same pump. What only the digest is
to count of the weeks before is written down at once (weeks.py).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from adapters.playground import city
from adapters.playground.city import PastQuestion
from adapters.playground.clock import DemoClock
from bot.desk import Desk
from bot.engine.request import Caller, Place, Request
from bot.people.hours import Calendar
from bot.people.model import Identity
from bot.questions.commands import Ask as AskIt
from bot.questions.commands import Assign, Clarify, Post, PostAnswer, Solved, WriteAnswer
from bot.questions.commands import Claim as ClaimIt
from bot.speech.command import Command
from bot.speech.reply import Reply
from frontdoor.serving import Service
from frontdoor.weeks import Weeks, on_working_day

_DRAFT, _QUESTION = re.compile(r"\bD-(\d+)\b"), re.compile(r"\bQ-(\d+)\b")
# When on its day each step was taken: a plausible morning and afternoon, in this order.
_TIMES = {
    "asked": time(9, 40),
    "claimed": time(10, 55),
    "clarified": time(11, 20),
    "answered": time(14, 5),
    "solved": time(16, 10),
}


@dataclass(frozen=True, slots=True)
class _Step:
    """Something somebody did to a past question at a moment."""

    at: datetime
    what: str
    question: int  # its place in the list


async def relive(service: Service, desk: Desk, clock: DemoClock, teams: Mapping[str, str]) -> None:
    """Have the past questions asked, claimed, answered and solved, oldest step first; then it is now again. Between
    them the weeks before are written down.

    ``teams`` is by platform the workspace or server where it happens: questions are asked where they say, and
    champions answer from Slack."""
    past = city.past_questions()
    now = clock.now()
    life, weeks = _Life(service, desk, teams, past), Weeks(service.app.store, desk, teams, now)
    for step in sorted(_steps(past, desk.calendar, now, desk.timezone), key=lambda each: each.at):
        clock.ahead = step.at - now
        await weeks.up_to(step.at)
        await life.take(step)
        while await service.pump.once():
            pass
    clock.reset()
    await weeks.up_to(now)


def _steps(past: tuple[PastQuestion, ...], calendar: Calendar, now: datetime, zone: str) -> Iterator[_Step]:
    for index, question in enumerate(past):
        for what, usual in _TIMES.items():
            days = getattr(question.days_ago, what)
            if days is not None:
                shift = timedelta(minutes=7 * (index % 5))
                yield _Step(on_working_day(calendar, now, days, usual, zone) + shift, what, index)


class _Life:
    """The past questions as they come to life: which number each was given."""

    def __init__(self, service: Service, desk: Desk, teams: Mapping[str, str], past: tuple[PastQuestion, ...]) -> None:
        self._service, self._desk, self._teams, self._past = service, desk, teams, past
        self._numbers: dict[int, int] = {}
        self._residents = {each.id: each for each in city.residents()}
        self._by_name = {each.name: each for each in city.residents()}

    async def take(self, step: _Step) -> None:
        """Say what was said then."""
        past = self._past[step.question]
        number = self._numbers.get(step.question, 0)
        champion = self._by_name[past.champion].id if past.champion else ""
        match step.what:
            case "asked":
                asked = await self._say(step, past.asker, AskIt(dataset=past.dataset, text=past.text))
                posted = await self._say(step, past.asker, Post(_first(_DRAFT, asked), past.share), "post")
                self._numbers[step.question] = _first(_QUESTION, posted)
            case "claimed":
                await self._claim(step, number, champion, past.champion)
            case "clarified":
                await self._say(step, champion, Clarify(number, text=past.need))
            case "answered":
                answer = WriteAnswer(number, caveat=past.caveat, source=past.source, text=past.answer)
                written = await self._say(step, champion, answer)
                await self._say(step, champion, PostAnswer(_first(_DRAFT, written)), "post")
            case "solved":
                await self._say(step, past.asker, Solved(number))

    async def _claim(self, step: _Step, number: int, champion: str, name: str) -> None:
        """An internal champion works on what was sent to them: a coordinator gives it to them."""
        if "Internal" not in self._residents[champion].role:
            await self._say(step, champion, ClaimIt(number))
            return
        coordinator = next(each.id for each in self._residents.values() if each.role.startswith("Coordinator"))
        await self._say(step, coordinator, Assign(number, name))

    async def _say(self, step: _Step, user: str, command: Command, part: str = "") -> Reply:
        resident, past = self._residents[user], self._past[step.question]
        platform = past.platform if user == past.asker else "slack"
        team, account = self._teams[platform], resident.accounts[platform]
        who = Caller(Identity(platform, team, account), resident.name, resident.locale)
        where = Place(platform, team)
        id = f"past:{step.question}:{step.what}:{part}"
        return await self._service.app.handle(Request(id, self._desk.slug, who, where, step.at, command))


def _first(pattern: re.Pattern[str], reply: Reply) -> int:
    """The first number of that kind that a reply shows, in its words or on its buttons."""
    card = reply.card
    texts = [card.title, *(button.line for button in card.buttons)] if card else []
    found = next((match for text in texts if (match := pattern.search(text))), None)
    if found is None:
        raise ValueError(f"a past question went wrong: {card.title if card else reply}")
    return int(found[1])
