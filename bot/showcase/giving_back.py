"""What was written is said again to whoever wrote it where it can't be taken: nothing that was typed is lost."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bot.engine.errors import Refusal
from bot.engine.scene import Scene
from bot.speech.cards import Actions, Card, Text
from bot.speech.command import Command
from bot.speech.plain import cut
from bot.speech.reply import Reply

C = TypeVar("C", bound=Command)
# Whatever somebody writes in their own words, of all the commands about projects.
_WORDS = ("title", "link", "text", "picture", "alt", "runs", "help_wanted", "licence")
_MOST = 1_400


def giving_back(handler: Callable[[Scene, C], Reply]) -> Callable[[Scene, C], Reply]:
    """The same handler, which gives the words back where it refuses. It has written nothing before it does."""

    @wraps(handler)
    def handle(scene: Scene, command: C) -> Reply:
        try:
            return handler(scene, command)
        except Refusal as no:
            said = "\n".join(filter(None, (getattr(command, each, "") for each in _WORDS)))
            if not said:
                raise
            kept = Text(scene.say("Here is what you wrote, so that it is not lost:"))
            ways = [Actions(*no.buttons)] if no.buttons else []
            return Reply(card=Card(no.sentence, kept, Text(cut(said, _MOST)), *ways))

    return handle
