"""Mending: an announcement that a platform refuses for good is told to the coordinators, who may try it again."""

from dataclasses import replace

from bot.catalog.announcing.commands import AnnounceAgain, NotAnnounced
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.questions.needs import whom
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply, sentence

REASON = 300  # characters


def not_announced(scene: Scene, command: NotAnnounced) -> Reply:
    """Coordinators read why a room did not get an announcement; what was found is kept, and one press tries again."""
    work, number = scene.work, command.announcement
    if work.finds.announcement(number) is None:
        return NOTHING
    for person, place, say in whom(work, scene.request.at):
        title = say("New data could not be announced on {platform}.", platform=platform_name(command.platform))
        again = button(
            say("Try again"), AnnounceAgain(number), "primary", say("Announce {id} again", id=f"AN-{number}")
        )
        why = Text(cut(command.text, REASON) or "—")
        card = Card(title, why, Text(say("Nothing is lost. Mend it, then try again.")), Actions(again))
        work.slots.hang(Slot(f"AN-{number}/undelivered/{person}", place, card, labels=(IN_HOURS,)))
    return NOTHING


def again(scene: Scene, command: AnnounceAgain) -> Reply:
    """The same card in the same rooms; where it is shown already nothing changes for those who read it."""
    work, name = scene.work, f"AN-{command.announcement}/card"
    slots = [slot for slot in work.slots.hanging(f"AN-{command.announcement}") if slot.name == name]
    if not slots:
        raise scene.refuse("I can't find that announcement any more.", "E-NOTFOUND")
    for slot in slots:  # an equal slot would stay as it is: the title, which no channel shows, makes it another
        work.slots.hang(replace(slot, title=scene.request.at.isoformat()))
    return sentence(scene.say("I am trying again."))
