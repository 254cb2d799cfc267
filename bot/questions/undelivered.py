"""Undelivered: what a platform refuses for good, or what somebody keeps deleting (interaction.md, section 4.3 j, m).

Whoever looks after the question reads why in the champions' room, and a coordinator is asked to find another way. The
words themselves are on record and lose nothing.
"""

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.questions import commands as q
from bot.questions.board import calling, triage_rooms
from bot.questions.model import Question
from bot.questions.needs import need
from bot.questions.wording import platform_name
from bot.speech.cards import Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import words

IN_PUBLIC = frozenset({"card", "line", "found", "pointer"})
TO_ASKER = frozenset({"asker", "dm", "keep"})
TO_CHAMPIONS = frozenset({"triage", "desk", "nudge", "handoff", "inside", "owner"})
REASON = 300  # characters


def undelivered(scene: Scene, command: q.Undelivered) -> Reply:
    """Said once for a question and a reason, however many of its cards are refused."""
    work, kind = scene.work, command.card.partition("/")[0]
    question = work.questions.get(command.question)
    if question is None or kind not in IN_PUBLIC | TO_ASKER | TO_CHAMPIONS or _was_told(work, question, command):
        return NOTHING
    _tell_champions(work, question, command)
    if kind not in TO_ASKER:  # many people take no direct messages: that is no matter for a coordinator
        where, why = platform_name(command.platform), cut(command.text, REASON)
        need(
            work, question, scene.request.at,
            lambda say: say("it cannot be shown on {platform}: {why} Please find another way.",
                            platform=where, why=why),
        )  # fmt: skip
    return NOTHING


def _tell_champions(work: Work, question: Question, command: q.Undelivered) -> None:
    say = words(work.desk.language)
    for room in triage_rooms(work):
        owner = calling(work, question.owner, room) if question.owner else say("whoever takes it")
        told = Text(*say.spans("For {champion}: nothing is lost, it is on record.", champion=owner))
        card = Card(_title(question, command, work), Text(cut(command.text, REASON)), told)
        name, parent = f"{question.id}/undelivered/{question.entries}", f"{question.id}/triage"
        work.slots.hang(Slot(name, room, card, parent, labels=(IN_HOURS,)))


def _title(question: Question, command: q.Undelivered, work: Work) -> str:
    say = words(work.desk.language)
    return say("{id} cannot be shown on {platform}.", id=question.id, platform=platform_name(command.platform))


def _was_told(work: Work, question: Question, command: q.Undelivered) -> bool:
    title, why = _title(question, command, work), Text(cut(command.text, REASON))
    told = (each.card for each in work.slots.hanging(question.id) if "/undelivered/" in each.name)
    return any(each.title == title and why in each.parts for each in told)
