"""Taking in: what a poll found, step by step, each with the news of it. Pure but for the unit of work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.catalog.finds import Find, FindKind
from bot.catalog.memory import Findings, Status
from bot.catalog.portals import Step, StepKind
from bot.catalog.sighting import Published
from bot.engine.work import Work


def steps_of(findings: Findings, *, tells: bool, absence: bool = True) -> Iterator[Step]:
    """What is to be done, in order: a successor is there before what it replaces goes. Without ``tells`` there is no
    news in it; without ``absence`` (a feed, half a listing) nothing is concluded from what was not shown."""
    prints = findings.prints
    new, later = (FindKind.NEW.value, FindKind.LATER.value) if tells else ("", "")
    held = tells and findings.status is Status.HELD
    for news, every in ((new, findings.new), (later, findings.published_later)):
        yield from (replace(_showing(StepKind.ADD, 0, each, prints), news=news, held=held) for each in every)
    yield from (_showing(StepKind.ADD, 0, each, prints) for each in findings.backlog)
    for kind, pairs in ((StepKind.MOVE, findings.moved), (StepKind.CHANGE, findings.changed)):
        yield from (_showing(kind, number, each, prints) for number, each in pairs)
    yield from (Step(StepKind.BACK, number) for number in findings.back)
    if absence:
        yield from (Step(StepKind.MISS, number) for number in findings.missing)
        yield from _going(findings, tells=tells)
    if tells:
        yield from (
            Step(
                StepKind.MATERIAL, each.number, news=FindKind.MATERIAL.value, removed=each.removed,
                renamed=each.renamed, stopped=each.stopped, corrected=each.corrected,
            )
            for each in findings.material
        )  # fmt: skip


def _showing(kind: StepKind, number: int, shown: Published, prints: Mapping[str, bytes]) -> Step:
    return Step(kind, number, shown, prints.get(shown.dataset.portal_id, b""))


def _going(findings: Findings, *, tells: bool) -> Iterator[Step]:
    replaced = dict(findings.replaced)
    for number in dict.fromkeys((*findings.retired, *replaced)):
        successor = replaced.get(number, "")
        kind = FindKind.REPLACED if successor else FindKind.RETIRED
        yield Step(StepKind.RETIRE, number, news=kind.value if tells else "", successor=successor)


def take_in(work: Work, portal: int, steps: Sequence[Step], at: datetime) -> None:
    """Write steps into the catalogue, and the news of them beside: one with the other, or neither. ``at`` is the moment
    of the poll; said twice it changes nothing."""
    finds = [(step.held, find) for step in steps if (find := _taken(work, portal, step, at)) is not None]
    for held in (False, True):
        work.finds.add([find for each, find in finds if each is held], held=held)


def _taken(work: Work, portal: int, step: Step, at: datetime) -> Find | None:
    """Do what one step says; gives the news of it."""
    match step.kind:
        case StepKind.ADD:
            number = work.seen.add(portal, step, at)
            return _new(number, step, at) if number and step.news else None
        case StepKind.MOVE | StepKind.CHANGE:
            work.seen.change(portal, step)
            return None
        case StepKind.BACK | StepKind.MISS | StepKind.RETIRE:
            successor = work.seen.mark(step, portal, at)
            return Find(step.number, FindKind(step.news), at, successor=successor) if step.news else None
        case StepKind.MATERIAL:
            return Find(
                step.number, FindKind.MATERIAL, at, removed=step.removed, renamed=step.renamed, stopped=step.stopped,
                corrected=step.corrected,
            )  # fmt: skip


def _new(number: int, step: Step, at: datetime) -> Find | None:
    shown = step.published
    if shown is None:
        return None
    kind = FindKind(step.news)
    return Find(number, kind, at, made=shown.published if kind is FindKind.LATER else shown.created)
