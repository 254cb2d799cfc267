"""The app of the year with a notebook: which request was behind each line of history, and which questions moved."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.engine.app import App
from bot.engine.ports import Work
from bot.engine.request import Request
from bot.questions.model import OPEN, Question
from bot.speech.reply import Reply

_MANY = 1_000
FAR = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass
class Notebook:
    """What outlives a fall of the app: each question as it stood last, causes and owners by question and line,
    and what moved."""

    questions: dict[int, Question] = field(default_factory=dict)
    causes: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    owners: dict[tuple[int, int], int] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)
    requests: int = 0

    def note(self, request: Request, found: list[Question]) -> None:
        """Write down what a request changed."""
        self.requests += 1
        for question in found:
            before = self.questions.get(question.number)
            known = before.entries if before else 0
            for line in range(known + 1, question.entries + 1):
                self.causes.setdefault((question.number, line), []).append(request.id)
                self.owners[question.number, line] = question.owner
            if before is None or question.version != before.version:
                self.questions[question.number] = question
                self.moved.add(question.number)


class Heard(App):
    """The app. A command that names no question may have moved any that is open: then all of them are looked at."""

    notebook: Notebook
    about: int = 0
    due: tuple[tuple[int, datetime], ...] | None = None  # what is due next, where it was read since it last changed

    async def handle(self, request: Request) -> Reply:
        """As the app does, and note what came of it."""
        about, self.about = self.about or getattr(request.command, "question", 0), 0
        self.due = self.due if about < 0 else None
        reply = await super().handle(request)
        if about >= 0:
            see = lambda work: (_seen(work, about), work.questions.due(FAR, 1))  # noqa: E731
            found, self.due = await self.look(request.desk, see)
            self.notebook.note(request, found)
        return reply

    async def next_due(self, desk: str) -> datetime:
        """When something is due next, be the desk open then or not."""
        if self.due is None:
            self.due = await self.look(desk, lambda work: work.questions.due(FAR, 1))
        return self.due[0][1] if self.due else FAR


def _seen(work: Work, about: int) -> list[Question]:
    if about:
        found = work.questions.get(about)
        return [found] if found else []
    return list(work.questions.queue(states=[each.value for each in OPEN], limit=_MANY))
