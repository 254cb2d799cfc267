"""What people do about projects: by the commands that they say, each with a line in the ledger where it was done."""

from datetime import datetime, timedelta
from itertools import count
from random import Random

from benchmarks.showcase_year.cities import DATASETS, City
from benchmarks.showcase_year.ledger import Choice, Fate, Ledger
from benchmarks.showcase_year.plan import Act, title
from benchmarks.year.city import SLACK
from bot.engine.app import App
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.showcase.commands import Approve, DecideNews, RemoveIt, TellNews, WithdrawIt
from bot.showcase.model import Project, ProjectState
from bot.showcase.moves import Part, move
from bot.showcase.rotation.commands import ShowcasePause, ShowcaseResume, ShowcaseSchedule
from bot.showcase.showing import show
from bot.speech.command import Command

_numbers = count(1)


class Acting:
    """People of one city, at one moment, at one copy of the service."""

    def __init__(self, app: App, store: Store, city: City, ledger: Ledger, random: Random, now: datetime) -> None:
        self._app, self._store, self._city, self._ledger = app, store, city, ledger
        self._random, self._now = random, now

    async def does(self, act: Act) -> None:
        """Do it, unless it cannot be done any more."""
        if act.what in ("pause", "resume"):
            await self._pauses(act.what)
            return
        if act.what == "regret":
            await self._regrets()
            return
        project = await self._project(act)
        if project is None and act.what == "approve":
            project = await self._sends(act)
        if project is not None:
            await getattr(self, f"_{act.what}")(act, project)

    async def _project(self, act: Act) -> Project | None:
        """The project as it stands; None where nobody has sent it in yet."""
        named = title(act.desk, act.project)
        number = next((each.number for each in self._ledger.fates.values() if each.named == named), 0)
        return await self._store.look(self._slug, lambda work: work.projects.get(number))

    @property
    def _slug(self) -> str:
        return self._city.desk.slug

    async def _sends(self, act: Act) -> Project:
        """Somebody sends a project in. (How that is done in chat is no matter of the rotation.)"""
        who, named = self._city.maker(act.maker), title(act.desk, act.project)
        link = f"https://{named.rpartition(' ')[2]}.example/"
        datasets = tuple(self._random.sample(range(1, len(DATASETS) + 1), 2))

        def sent(work: Work) -> Project:
            maker = work.people.caller(Caller(who, f"Maker {act.maker}"), self._now).number
            made = Project(0, named, link, link, "Shows the shady way.", datasets, maker, Place(who.platform, who.team),
                           self._now, state=ProjectState.REVIEW)  # fmt: skip
            return work.projects.add(made)

        made = await self._store.write(self._slug, sent)
        self._ledger.fates[made.number] = Fate(made.number, act.maker, named)
        return made

    async def _says(self, who: Identity, command: Command) -> None:
        place = self._city.rooms[f"{SLACK}/triage"] if who == self._city.coordinator else Place(who.platform, who.team)
        request = Request(f"year:{next(_numbers)}", self._slug, Caller(who, who.user), place, self._now, command)
        await self._app.handle(request)

    # ── what is decided ──────────────────────────────────────────────────────────────────────────────────────

    async def _approve(self, act: Act, project: Project) -> None:
        fate = self._ledger.fates[project.number]
        if project.state is not ProjectState.REVIEW:
            return
        await self._says(self._city.coordinator, Approve(project.number, project.edition))
        fate.approved = fate.approved or self._now
        fate.away = [(since, until or self._now) for since, until in fate.away]

    async def _edit(self, act: Act, project: Project) -> None:
        """Its maker changes it, so it is looked at anew. (How that is done in chat is no matter of the rotation.)"""
        if project.state is not ProjectState.APPROVED:
            return

        def edited(work: Work) -> None:
            changed = move(project, "edit", (Part.MAKER,), edition=project.edition + 1)
            show(work, work.projects.save(changed))

        await self._store.write(self._slug, edited)
        self._ledger.fates[project.number].away.append((self._now, None))

    async def _tell(self, act: Act, project: Project) -> None:
        if project.state is ProjectState.APPROVED:
            await self._says(self._city.maker(act.maker), TellNews(project.number, "It works without a network now."))

    async def _decide(self, act: Act, project: Project) -> None:
        if not project.fresh or project.state is not ProjectState.APPROVED:
            return
        yes = self._random.random() < 0.85
        decision = DecideNews(project.number, project.edition, "approve" if yes else "decline")
        await self._says(self._city.coordinator, decision)
        if yes:
            self._ledger.fates[project.number].news.append(self._now)

    async def _withdraw(self, act: Act, project: Project) -> None:
        await self._ends(project, self._city.maker(act.maker), WithdrawIt(project.number, "yes"))

    async def _remove(self, act: Act, project: Project) -> None:
        await self._ends(project, self._city.coordinator, RemoveIt(project.number, "It is not theirs"))

    async def _ends(self, project: Project, who: Identity, command: Command) -> None:
        fate = self._ledger.fates[project.number]
        if fate.ended is None:
            await self._says(who, command)
            fate.ended = self._now

    async def _regrets(self) -> None:
        """Whoever made what was shown last takes it back."""
        every = await self._store.look(self._slug, lambda work: work.projects.of((ProjectState.APPROVED,)))
        shown = [(each.shown_at, each.number, each) for each in every if each.shown_at is not None]
        if shown:
            project = max(shown)[-1]
            who = self._city.maker(self._ledger.fates[project.number].maker)
            await self._ends(project, who, WithdrawIt(project.number, "yes"))

    # ── turns ────────────────────────────────────────────────────────────────────────────────────────────────

    async def _next(self, act: Act, project: Project) -> None:
        await self._chooses(project, ShowcaseSchedule(project.number, "next"))

    async def _skip(self, act: Act, project: Project) -> None:
        await self._chooses(project, ShowcaseSchedule(project.number, "skip"))

    async def _usual(self, act: Act, project: Project) -> None:
        await self._chooses(project, ShowcaseSchedule(project.number, "usual"))

    async def _on(self, act: Act, project: Project) -> None:
        day = (self._now + timedelta(days=self._random.randint(1, 25))).date()
        await self._chooses(project, ShowcaseSchedule(project.number, on=day))

    async def _chooses(self, project: Project, command: ShowcaseSchedule) -> None:
        """Only what waits can be chosen: of anything else the ledger would not know that it was refused."""
        waits = project.state is ProjectState.APPROVED and project.shown_at is None
        if waits:
            await self._says(self._city.coordinator, command)
            self._ledger.choices.append(Choice(self._now, project.number, command.turn or "on", command.on))

    async def _pauses(self, what: str) -> None:
        await self._says(self._city.coordinator, ShowcasePause() if what == "pause" else ShowcaseResume())
        far = datetime.max.replace(tzinfo=self._now.tzinfo)
        if what == "pause":
            self._ledger.paused.append((self._now, far))
        else:
            self._ledger.paused = [(since, self._now if until == far else until) for since, until in
                                   self._ledger.paused]  # fmt: skip
