"""Days on which a desk is closed besides: a snow day, an inventory (interaction.md §2.4)."""

from dataclasses import replace

from bot.desks.commands import HoursClosed
from bot.desks.settings import refuse_in_file, write
from bot.engine.scene import Scene
from bot.speech.cards import Card, Part, Text, fitting
from bot.speech.plain import clean, one_line
from bot.speech.reply import Reply

OPEN_AGAIN = frozenset({"open", "abierto", "none"})
LONGEST_NOTE = 200


def closed(scene: Scene, command: HoursClosed) -> Reply:
    """Closed on that day, with the reason that askers read; "open" takes it back. What the clock waits for moves."""
    refuse_in_file(scene, ("desk.closed",))
    say, desk = scene.say, scene.work.desk
    if command.day is None or command.day < desk.calendar.local_date(scene.request.at):
        raise scene.refuse("Please choose a day from today on.")
    note = one_line(clean(command.text))[:LONGEST_NOTE]
    days = dict(desk.closed)
    if note.casefold() in OPEN_AGAIN:
        days.pop(command.day, None)
        title = say("The desk is open on {day}, as on any such day.", day=say.day(command.day))
    else:
        days[command.day] = note or say("Closed")
        title = say("The desk is closed on {day}: {note}.", day=say.day(command.day), note=days[command.day])
    write(scene, replace(desk, closed=tuple(sorted(days.items()))))
    today = desk.calendar.local_date(scene.request.at)
    coming: list[Part] = [
        Text(f"{say.day(day)} · {why}") for day, why in scene.work.desk.closed if day >= today and day != command.day
    ]
    return Reply(card=Card(title, *fitting(coming, title=title)))
