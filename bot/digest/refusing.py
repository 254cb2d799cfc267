"""Refusing: a platform does not show a digest. The champions' room hears that somebody does not get theirs."""

from bot.digest.commands import DigestPreview, DigestRefused
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.questions.board import triage_rooms
from bot.questions.needs import whom
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import words

REASON = 300  # characters


def digest_refused(scene: Scene, command: DigestRefused) -> Reply:
    """Said once for each digest and platform, where somebody reads it: what was refused directly in the champions'
    rooms, what a room refused to the coordinators."""
    work, say = scene.work, words(scene.work.desk.language)
    name = f"digest/refused/{command.audience}/{command.period}/{command.platform}"
    where = [(place, say) for place in triage_rooms(work)]
    if command.audience == "public":
        where = [(place, theirs) for _, place, theirs in whom(work, scene.request.at)]
    for place, theirs in where:
        title = theirs("A digest could not be shown on {platform}.", platform=platform_name(command.platform))
        look = button(theirs("Look at it"), DigestPreview(command.audience, command.period))
        card = Card(title, Text(cut(command.text, REASON) or "—"), Actions(look))
        work.slots.hang(Slot(name, place, card, labels=(IN_HOURS,)))
    return NOTHING
