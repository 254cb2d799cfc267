"""Links to a dataset's page that people share: a small card where the desk allows it (interaction.md, section 2.5).

Once a day for each dataset and room, so that nobody reads the same card twice; and never in practice or while the desk
is paused. The card is everybody's: in the desk's language, and without anything that is not public.
"""

from dataclasses import replace
from datetime import datetime

from bot.catalog.commands import Shared
from bot.catalog.handlers import champion_of, good_for
from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import is_room
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Facts, Text, room_in
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import words

DESCRIBED = 200  # characters: the link leads to all of it


def shared_dataset(work: Work, room: Place, address: str, at: datetime) -> tuple[int, str] | None:
    """The dataset that an address leads to, with the day at the desk; None where nothing is to be shown there.

    For the adapter, on a reader, before anything is written down.
    """
    if not _is_allowed(work, room):
        return None
    found = work.catalog.at(address)
    return (found.number, work.desk.calendar.local_date(at).isoformat()) if found else None


def _is_allowed(work: Work, room: Place) -> bool:
    names = work.desk.links.get(room.platform, ())
    is_named = any(is_room(work, room, name) for name in names)
    return is_named and not work.condition.is_paused and not work.desk.practice


def shared(scene: Scene, command: Shared) -> Reply:
    """The small card of a dataset."""
    work, dataset = scene.work, scene.work.catalog.dataset(command.dataset)
    if dataset is None or not _is_allowed(work, scene.request.where.room):
        return NOTHING
    return Reply(card=_card(replace(scene, say=words(work.desk.language)), dataset), once=True)


def _card(scene: Scene, dataset: Dataset) -> Card:
    say, title = scene.say, f"{dataset.short_number} · {cut(dataset.title, 200)}"
    rows = [(say("Champion"), (champion_of(scene, dataset) or say("nobody yet"),))]
    if dataset.modified:
        rows.append((say("Last update"), (say.day(dataset.modified, scene.work.desk.timezone),)))
    ask = Actions(button(say("Ask about it"), q.Ask(dataset=dataset.short_number), "primary"))
    parts = (Facts(tuple(rows)), *good_for(scene, dataset), ask)
    about = cut(dataset.description, min(DESCRIBED, room_in(*parts, title=title)))
    return Card(title, *((Text(about),) if about else ()), *parts)
