"""Reviewing: the usage notes that wait for a yes, the oldest first, for whoever the digest tells of them."""

from bot.catalog.commands import DecideNote, ReviewNotes
from bot.catalog.notes import UsageNote
from bot.catalog.noting import note_lines
from bot.engine.scene import Scene
from bot.questions.views import button
from bot.speech.cards import Actions, Bold, Card, Part, Text, room_in
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence

AT_ONCE = 4  # notes; each has a row of buttons
_MOST = 100


def review(scene: Scene, command: ReviewNotes) -> Reply:
    """As many as one message holds; those that come after them are counted."""
    say, found = scene.say, scene.work.notes.waiting(_MOST)
    if not found:
        return sentence(say("No usage note waits for a yes."))
    title = say.many("{count} usage note waits for a yes.", "{count} usage notes wait for a yes.", len(found))
    parts: list[Part] = []
    shown = 0
    for note in found[:AT_ONCE]:
        more, rest = _parts(scene, note), _rest(scene, len(found))
        if shown and not room_in(*parts, *more, rest, title=title, page=True):
            break
        parts, shown = [*parts, *more], shown + 1
    left = len(found) - shown
    return Reply(card=Card(title, *parts, *([_rest(scene, left)] if left else []), page=True))


def _rest(scene: Scene, count: int) -> Text:
    return Text(scene.say("and {count} more, once these are decided", count=count))


def _parts(scene: Scene, note: UsageNote) -> list[Part]:
    say, dataset = scene.say, scene.work.catalog.dataset(note.dataset)
    name = cut(dataset.title, 120) if dataset else f"DS-{note.dataset}"
    author = scene.work.roster.name(note.author, say("a champion"))
    return [
        Text(Bold(f"{note.id} · {name}"), f" — {author}"),
        *note_lines(note, say),
        Actions(
            button(say("Approve"), DecideNote(note.number, "approve"), hint=say("Approve {id}", id=note.id)),
            button(say("Decline"), DecideNote(note.number, "decline"), hint=say("Decline {id}", id=note.id)),
        ),
    ]
