"""Home: what concerns one person, on one page that only they see (interaction.md, section 2.5).

By role: everybody reads where their questions stand, champions what waits for them, coordinators whether it all works.
It says what ``status``, ``queue`` and ``health`` say, because it asks the same handlers; none of them writes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.catalog.commands import Find
from bot.desks import handlers
from bot.desks.commands import Health, Help
from bot.engine.ports import Work
from bot.engine.request import Request
from bot.engine.scene import Scene
from bot.people.persons import Person
from bot.questions.championing import queue
from bot.questions.commands import Ask, Queue, Status
from bot.questions.following import status
from bot.questions.views import button
from bot.showcase.making import concerns, overview
from bot.speech.cards import Actions, Card, Text
from bot.speech.words import known_language, words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    card: Card


def home(work: Work, request: Request, away: Mapping[str, datetime]) -> tuple[Section, ...]:
    """The sections of somebody's Home, read at ``request.at``; who it is and where they look stand in ``request``.

    ``away`` names the platforms that cannot be reached, and since when.
    """
    person = work.people.known(request.who.identity) or _stranger(work, request)
    say = words(person.language)
    scene = Scene(request, work, person, say, away=away)
    shown = [(work.desk.name, _doors(scene)), (say("My questions"), status(scene, Status()).card)]
    if concerns(scene):
        shown.append((say("My projects"), overview(scene)))
    if person.is_champion:
        shown.append((say("My queue"), queue(scene, Queue("mine")).card))
    if person.is_coordinator:
        shown.append((say("Desk health"), handlers.health(scene, Health()).card))
    return tuple(Section(heading, card) for heading, card in shown if card is not None)


def _stranger(work: Work, request: Request) -> Person:
    language = known_language(request.who.locale or work.desk.language)
    return Person(0, request.who.name, request.who.identity, language)


def _doors(scene: Scene) -> Card:
    say = scene.say
    return Card(
        say("Ask about the city's data, and follow your question to its answer."),
        Text(say("Only you can see this page.")),
        Actions(button(say("Ask"), Ask(), "primary"), button(say("Search"), Find()), button(say("Help"), Help())),
    )
