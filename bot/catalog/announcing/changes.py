"""Changes of datasets that people rely on: told to those whom they concern, once, and to nobody else (§3.6).

That is who follows the dataset, and who asked about it and has an answer. What one look finds is one message for each
of them, in the desk's hours: somebody may build on a column that is gone today.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.catalog.announcing.people import asker_called, direct, seeing, where_asked
from bot.catalog.announcing.views import titled
from bot.catalog.finds import Find, FindKind, FindState
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.slots import IN_HOURS, Slot
from bot.questions import commands as q
from bot.questions.model import Question
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Button, Card, Part, Text, fitting
from bot.speech.plain import cut
from bot.speech.words import Words, words

TOLD_AT_ONCE = frozenset({FindKind.MATERIAL, FindKind.RETIRED, FindKind.REPLACED})
LOOKED_AT = 200  # of the newest questions about a dataset
_COLUMN, _MOST_COLUMNS, _SAID = 60, 10, 300


@dataclass(slots=True)
class _Reader:
    """Somebody who is told directly: in which language, and of what."""

    place: Place
    language: str
    finds: list[Find] = field(default_factory=list)


def tell_of_changes(work: Work) -> None:
    """Tell of every change that waits."""
    finds = work.finds.of(FindState.WAITING, TOLD_AT_ONCE)
    true = [each for each in finds if each.kind is FindKind.MATERIAL or work.finds.ending(each.dataset).gone]
    work.finds.settle([each for each in finds if each not in true], FindState.SKIPPED)
    work.finds.settle(true, FindState.SHOWN)
    readers: dict[int, _Reader] = {}
    for find in true:
        _gather(work, find, readers)
    for number, reader in readers.items():
        card = change_card(work, reader.finds, words(reader.language))
        name = f"change/{reader.finds[-1].number}/{number}"
        work.slots.hang(Slot(name, reader.place, card, labels=(IN_HOURS,)))


def _gather(work: Work, find: Find, readers: dict[int, _Reader]) -> None:
    """Who is told of a find directly; who is told where they asked is told at once."""
    reached: set[int] = set()
    for person in work.follows.hearing(0, find.dataset, ""):
        if person.identity.user:
            reached.add(person.number)
            readers.setdefault(person.number, _Reader(direct(person), person.language)).finds.append(find)
    for question in _askers(work, find.dataset):
        where = where_asked(work, question)
        if where is None or question.asker.number in reached:
            continue
        place, parent = where
        if place.person and not place.channel:
            reader = readers.setdefault(question.asker.number, _Reader(place, question.asker.language))
            reader.finds.append(find)
        else:
            say = words(question.asker.language)
            card = change_card(work, [find], say, Text(*say.spans("{asker}, you asked about it.",
                                                                  asker=asker_called(question, say))))  # fmt: skip
            name = f"{question.id}/changed/{find.number}"
            work.slots.hang(Slot(name, place, card, parent, labels=(IN_HOURS,)))


def _askers(work: Work, dataset: int) -> Iterator[Question]:
    """The newest answered question of each asker about a dataset."""
    seen: set[int] = set()
    for number in work.finds.asked_about(dataset, LOOKED_AT):
        question = work.questions.get(number)
        if question is not None and question.asker.number not in seen:
            seen.add(question.asker.number)
            yield question


def change_card(work: Work, finds: Sequence[Find], say: Words, *beside: Part) -> Card:
    """What has changed, dataset by dataset, with a way to look and to ask."""
    datasets = list(dict.fromkeys(each.dataset for each in finds))
    columns = [each for each in finds if each.removed or each.renamed]
    title = say.many("A dataset that you may rely on has changed", "{count} datasets that you may rely on have changed",
                     len(datasets))  # fmt: skip
    if len(columns) == len(finds):
        title = say("A column you may rely on has changed")
    lines = [each for find in finds for each in change_lines(work, find, say)]
    actions, more = Actions(*_ways(datasets, finds, say)), Text(say("and {count} more", count=9_999))
    shown = fitting(lines, *beside, actions, title=title)
    if len(shown) < len(lines):
        shown = fitting(lines, *beside, more, actions, title=title)
        shown.append(Text(say("and {count} more", count=len(lines) - len(shown))))
    return Card(title, *beside, *shown, actions)


def change_lines(work: Work, find: Find, say: Words) -> Iterator[Part]:
    """What has changed in one dataset, a line for each thing."""
    dataset = work.catalog.dataset(find.dataset)
    name = Bold(f"DS-{find.dataset} {titled(dataset, 120)}" if dataset else f"DS-{find.dataset}")
    for told in _told(work, find, say):
        yield Text(name, ": ", told)


def _told(work: Work, find: Find, say: Words) -> Iterator[str]:
    if find.kind is FindKind.REPLACED:
        successor = work.catalog.dataset(find.successor)
        named = f"DS-{find.successor} {titled(successor, 120)}" if successor else f"DS-{find.successor}"
        yield say("It is replaced by {dataset}.", dataset=named) if find.successor else say("It is replaced.")
    if find.kind is FindKind.RETIRED:
        yield say("It has left the portal.")
    if find.removed:
        yield say("These columns are gone: {names}.", names=_columns(find.removed))
    if find.renamed:
        renamed = (
            say("{before} is now {after}", before=cut(a, _COLUMN), after=cut(b, _COLUMN)) for a, b in find.renamed
        )
        yield say("Columns have other names: {names}.", names=_columns(renamed))
    if find.stopped:
        yield say("It is no longer kept up: {what}", what=cut(find.stopped, _SAID))
    if find.corrected:
        yield say("It was corrected: {what}", what=cut(find.corrected, _SAID))


def _columns(names: Iterable[str]) -> str:
    every = list(names)
    more = [f"+ {len(every) - _MOST_COLUMNS}"] if len(every) > _MOST_COLUMNS else []
    return ", ".join([*(cut(each, 2 * _COLUMN) for each in every[:_MOST_COLUMNS]), *more])


def _ways(datasets: Sequence[int], finds: Sequence[Find], say: Words) -> list[Button]:
    if len(datasets) > 1:
        return [seeing(each, say) for each in datasets[:5]]
    id = f"DS-{datasets[0]}"
    successors = dict.fromkeys(each.successor for each in finds if each.successor and each.successor != datasets[0])
    ask = button(say("Ask about it"), q.Ask(dataset=id), "primary", say("Ask about {id}", id=id))
    return [seeing(datasets[0], say), ask, *(seeing(each, say) for each in list(successors)[:2])]
