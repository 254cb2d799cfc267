"""Leaving: a platform says that the app was removed from a workspace (Slack's app_uninstalled and tokens_revoked).

Its tokens are deleted with the same commit. The desk is told where it still can be: the coordinators in their direct
messages elsewhere, and the champions' rooms of other places.
"""

from collections.abc import Iterator

from bot.desks.commands import Removed
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.engine.vault import Left
from bot.questions.board import accounts_of, triage_rooms
from bot.questions.wording import platform_name
from bot.speech.cards import Card, Text
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import Words, words


def removed(scene: Scene, command: Removed) -> Reply:
    """Write down that we are gone from there, and tell those who can be told; once, however often it is said."""
    there, at, work = scene.request.where, scene.request.at, scene.work
    if work.workspaces.leave(there.platform, there.team, at):
        left = Left(there.platform, there.team, at)
        for place, say in _whom(scene, there):
            title = say("The app was removed from a workspace.")
            card = Card(title, Text(sentence_of(left, say, work.desk.timezone)))
            work.slots.hang(Slot(f"removed/{there.platform}/{there.team}/{at:%Y%m%dT%H%M%S}", place, card))
    return NOTHING


def sentence_of(left: Left, say: Words, timezone: str) -> str:
    """Where the app was removed, since when, and what brings it back; for ``health`` too."""
    return say(
        "The app was removed from {platform} ({workspace}) on {moment}. What it should show there waits. To bring it "
        "back, an admin installs it there again.",
        platform=platform_name(left.platform), workspace=left.team, moment=say.moment(left.at, timezone),
    )  # fmt: skip


def _whom(scene: Scene, there: Place) -> Iterator[tuple[Place, Words]]:
    work = scene.work
    for each in work.roster.coordinators:
        person = work.people.person(each.number)
        for account in accounts_of(work, each.number):
            # An account that was never heard from names no workspace: it may be there.
            if account.platform != there.platform or account.team not in ("", there.team):
                yield (
                    Place(account.platform, account.team, person=account.user),
                    words(person.language if person else work.desk.language),
                )
    for room in triage_rooms(work):
        if (room.platform, room.team) != (there.platform, there.team):
            yield room, words(work.desk.language)
