"""Mending: an announcement that a platform refuses for good is told to the coordinators, who may try it again."""

from dataclasses import replace

from bot.catalog.announcing.commands import AnnounceAgain, NotAnnounced
from bot.engine.scene import Scene
from bot.questions.needs import tell_coordinators
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Card, Text
from bot.speech.command import Command
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words

REASON = 300  # characters


def not_announced(scene: Scene, command: NotAnnounced) -> Reply:
    """Coordinators read why a room did not get an announcement; what was found is kept, and one press tries again."""
    work, number = scene.work, command.announcement
    if work.finds.announcement(number) is None:
        return NOTHING

    def told(say: Words) -> Card:
        title = say("New data could not be announced on {platform}.", platform=platform_name(command.platform))
        hint = say("Announce {id} again", id=f"AN-{number}")
        return refused_card(title, command.text, AnnounceAgain(number), hint, say)

    tell_coordinators(work, scene.request.at, f"AN-{number}/undelivered", told)
    return NOTHING


def refused_card(title: str, why: str, again: Command, hint: str, say: Words) -> Card:
    """What a platform did not take, why, and a way to try it once more."""
    way = button(say("Try again"), again, "primary", hint)
    mend = Text(say("Nothing is lost. Mend it, then try again."))
    return Card(title, Text(cut(why, REASON) or "—"), mend, Actions(way))


def again(scene: Scene, command: AnnounceAgain) -> Reply:
    """The same card in the same rooms; where it is shown already nothing changes for those who read it."""
    if not hang_again(scene, f"AN-{command.announcement}", "card"):
        raise scene.refuse("I can't find that announcement any more.", "E-NOTFOUND")
    return sentence(scene.say("I am trying again."))


def hang_again(scene: Scene, about: str, which: str) -> int:
    """Want the cards of that name once more, wherever they hang; gives how many there are."""
    slots = [slot for slot in scene.work.slots.hanging(about) if slot.name == f"{about}/{which}"]
    for slot in slots:  # an equal slot would stay as it is: the title, which no channel shows, makes it another
        scene.work.slots.hang(replace(slot, title=scene.request.at.isoformat()))
    return len(slots)
