"""Loading by hand: what an operator names becomes the catalogue's, silently, and in small transactions."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from adapters.portals.outcome import Ending, Outcome
from bot.catalog.portals import BY_HAND, Step, StepKind
from bot.engine.ports import Store, Work
from frontdoor.reading import Progress, Reading
from frontdoor.sighted import Sighted
from frontdoor.taking_in import TakingIn


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of it: how many datasets are ``new``, ``changed`` and ``gone``, and how many are those of a portal of
    the desk already (``elsewhere``), which are left to it."""

    outcome: Outcome
    new: int = 0
    changed: int = 0
    gone: int = 0
    elsewhere: int = 0


async def load_by_hand(
    store: Store,
    desk: str,
    source: tuple[str, str],
    at: datetime,
    reading: Reading,
    progress: Progress | None = None,
    writing: Callable[[int], None] = lambda left: None,
) -> Loaded:
    """Make what was loaded by hand equal to a listing (its kind and its address). A listing that was not read to its
    end, or has nothing in it, changes nothing. ``writing`` is told how many datasets are left to write."""
    known = await store.look(desk, lambda work: work.seen.known(BY_HAND))
    sighted = Sighted(lambda: known)
    outcome = await reading.read(*source, "", sighted.take, progress)
    if outcome.ending is not Ending.COMPLETE or not sighted.sightings:
        return Loaded(outcome)
    elsewhere = await store.look(desk, _portals_ids)
    shown = {each.portal_id for each in sighted.sightings}
    read = ((each, each.read()) for each in sighted.sightings if each.portal_id not in elsewhere)
    fresh = [Step(StepKind.ADD, 0, record, each.print) for each, record in read if record is not None]
    back = [Step(StepKind.BACK, known[name].number) for name in shown if name in known and known[name].gone]
    gone = [Step(StepKind.RETIRE, each.number) for name, each in known.items() if name not in shown and not each.gone]
    taking, steps = TakingIn(store, desk, BY_HAND), [*fresh, *back, *gone]
    for first in range(0, len(steps), MOST):
        writing(len(steps) - first)
        await taking.learn(steps[first : first + MOST], at, 0)
    await taking.switch(lambda work: None)
    new = sum(name not in known or known[name].gone for name in shown - elsewhere)
    return Loaded(outcome, new, len(fresh) + len(back) - new, len(gone), len(shown & elsewhere))


MOST = 1_000  # datasets between two words about how far we are


def _portals_ids(work: Work) -> set[str]:
    return {name for portal in work.portals.all() for name in work.seen.known(portal.number)}
