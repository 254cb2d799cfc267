"""Holding: what a person looks at before it is posted (interaction.md, sections 4.3 a, 4.3 p and 6.5)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions.answer_views import LEAST_TEXT
from bot.questions.commands import moderating as m
from bot.questions.model import Question
from bot.questions.moderation.limits import deed
from bot.questions.moderation.model import Pace
from bot.questions.moderation.sensitive import is_sensitive
from bot.questions.moves import Role
from bot.questions.moving import act, question_of, roles_of
from bot.questions.needs import whom
from bot.questions.taking_back import put_by
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text, room_in
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark

MOST_LINKS = 3
MOST_MENTIONS = 4  # different ones (judgement)
LOOKED_AT_WITHIN = 4  # working hours: what somebody whose question is held is promised
NEW = timedelta(hours=1)
CLOCKS_DIFFER = timedelta(minutes=1)
RAID = 15  # questions of new members …
RAID_WITHIN = timedelta(minutes=10)  # … within so long
RAID_ENDS = timedelta(minutes=30)  # after so long without another one
# A link counts once, with or without "https://" and "www."; two that are run together count twice.
_LINK = re.compile(
    r"(?:https?://(?:www\.)?|www\.|(?<![\w@./-])(?:[a-z0-9-]+\.)+[a-z]{2,}/)(?:(?!https?://|www\.)\S)*", re.IGNORECASE
)
_EVERYBODY = re.compile(r"@(?:everyone|here|channel)\b|<!(?:everyone|here|channel)", re.IGNORECASE)
_SOMEBODY = re.compile(r"@\w[\w.-]*")


class Why(StrEnum):
    """Why a question is held before it is posted."""

    WORDS = "words"
    LINKS = "links"
    MENTIONS = "mentions"
    NEW = "new"
    RAID = "raid"
    REPORTED = "reported"


REASONS: dict[Why, str] = {
    Why.WORDS: mark("it may be a threat, a person in danger, or a legal claim."),
    Why.LINKS: mark("it has more than 3 links."),
    Why.MENTIONS: mark("it calls many people."),
    Why.NEW: mark("whoever asked joined less than an hour ago."),
    Why.REPORTED: mark("two champions say that it is not a question."),
}


def why_held(scene: Scene, text: str, pace: Pace) -> Why | None:
    """Why a person has to look first; None for what is posted at once. Nobody on the roster is held."""
    if scene.person.is_champion:
        return None
    if needs_a_person(scene, text):
        return Why.WORDS
    if count_links(text) > MOST_LINKS:
        return Why.LINKS
    if "@" in text and (_EVERYBODY.search(text) or len(set(_SOMEBODY.findall(text))) > MOST_MENTIONS):
        return Why.MENTIONS
    if not _is_new(scene):
        return None
    if _is_raid(scene):
        return Why.RAID
    return Why.NEW if scene.request.who.joined and pace.last is None else None


def needs_a_person(scene: Scene, text: str) -> bool:
    """Whether words may be a threat, a person in danger, or a legal claim; nobody on the roster is meant."""
    return not scene.person.is_champion and is_sensitive(text)


def count_links(text: str) -> int:
    """How many links a text has; most have none, and are dismissed by that."""
    return sum(1 for _ in _LINK.finditer(text)) if "/" in text or "www." in text.casefold() else 0


def _is_new(scene: Scene) -> bool:
    """Where the platform says when somebody joined, that counts; elsewhere, when we first heard of them."""
    came = scene.request.who.joined or scene.person.since
    return came is not None and -CLOCKS_DIFFER <= scene.request.at - came < NEW


def _is_raid(scene: Scene) -> bool:
    """Whether raid mode is on, or has to be from now on; each new member who asks prolongs it."""
    work, at = scene.work, scene.request.at
    condition = work.condition
    if condition.is_raided(at):
        # Written at most once in ten minutes: every process reads its desk again after each change.
        if condition.raid_until and condition.raid_until - at < RAID_ENDS - RAID_WITHIN:
            work.moderation.change(replace(condition, raid_until=at + RAID_ENDS))
        return True
    if work.moderation.newcomers(at - RAID_WITHIN, at - RAID_WITHIN - NEW) < RAID:
        return False
    work.moderation.change(replace(condition, raid_until=at + RAID_ENDS))
    work.moderation.note(replace(deed(scene, "raid"), by=0, platform=""))
    for number, place, say in whom(work, at):
        work.slots.hang(Slot(f"raid/{at:%Y%m%dT%H%M%S}/{number}", place, _raid_card(say)))
    return True


def _raid_card(say: Words) -> Card:
    title = say("Many new people ask at once. Their questions are held.")
    actions = Actions(
        button(say("See what is held"), q.Queue("all"), "primary"), button(say("Turn it off"), m.RaidOff())
    )
    ends = Text(say("This ends by itself after 30 quiet minutes. On Discord, slow mode in the channel helps as well."))
    return Card(title, ends, actions)


def raid_off(scene: Scene, command: m.RaidOff) -> Reply:
    """New members' questions are posted again; what is held already stays until somebody has looked."""
    say, condition = scene.say, scene.work.condition
    if not condition.is_raided(scene.request.at):
        return sentence(say("Raid mode is off already."))
    scene.work.moderation.change(replace(condition, raid_until=None))
    scene.work.moderation.note(deed(scene, "raid_off"))
    for slot in scene.work.slots.hanging("raid"):
        if slot.card.buttons:
            scene.work.slots.hang(replace(slot, card=Card(say("Raid mode is off."))))
    return sentence(say("Raid mode is off. What is held stays held: see `/champion queue all`."))


def tell_coordinators(work: Work, question: Question, why: Why, at: datetime) -> None:
    """A card in each coordinator's direct messages, with what can be done; a raid has one notice of its own."""
    if why is Why.RAID:
        return
    for number, place, say in whom(work, at):
        name = f"{question.id}/held/{question.entries}/{number}"
        work.slots.hang(Slot(name, place, held_card(question, why, say) if number else unread_card(question, say)))


def unread_card(question: Question, say: Words) -> Card:
    """What the champions' room reads where no coordinator can be written to: never the words that are held."""
    title = say("{id} is held. A coordinator has to look.", id=question.id)
    queue = button(say("See what is held"), q.Queue("all"), "primary")
    return Card(
        title, Text(say("No coordinator takes direct messages yet, so its words wait for one.")), Actions(queue)
    )


def words_to_read(work: Work, question: Question, text: str, at: datetime) -> None:
    """Tell the coordinators at once of words that came after the question, and may need somebody now."""
    for number, place, say in whom(work, at):
        title = say("{id}: what was added needs a person now.", id=question.id)
        actions = Actions(
            button(say("More"), q.More(question.number), "primary", say("More for {id}", id=question.id)),
            button(say("Mute"), m.Mute(question.number), hint=say("Mute whoever asked {id}", id=question.id)),
        )
        room = max(room_in(actions, title=title) - 40, LEAST_TEXT)
        shown = [Text(say("“{text}”", text=cut(text, room)))] if number else []
        name = f"{question.id}/added/{at:%Y%m%dT%H%M%S}/{number}"
        work.slots.hang(Slot(name, place, Card(title, *shown, actions)))


def held_card(question: Question, why: Why, say: Words) -> Card:
    """What a coordinator reads of a held question: the words, why it is held, and what can be done."""
    number, id = question.number, question.id
    title = say("{id} is held: {why}", id=id, why=say(REASONS[why]))
    actions = Actions(
        button(say("Release the hold"), q.ReleaseHold(number), "primary", say("Release the hold on {id}", id=id)),
        button(say("Remove"), q.Remove(number), hint=say("Remove {id}", id=id)),
        button(say("Mute"), m.Mute(number), hint=say("Mute whoever asked {id}", id=id)),
    )
    text = cut(question.text, max(room_in(actions, title=title) - 40, LEAST_TEXT))
    return Card(title, Text(say("“{text}”", text=text)), actions)


def held_slots(work: Work, question: Question) -> Iterator[Slot]:
    """The coordinators' cards of a question that was held."""
    return (slot for slot in work.slots.hanging(question.id) if slot.name.startswith(f"{question.id}/held/"))


def looked_at(scene: Scene, question: Question) -> None:
    """Somebody has looked: the other coordinators' cards say so, and offer nothing more."""
    who = scene.work.roster.name(scene.person.number)
    for slot in held_slots(scene.work, question):
        card = Card(scene.say("{champion} let {id} go on.", champion=who, id=question.id))
        scene.work.slots.hang(replace(slot, card=card))


def held_reply(scene: Scene, question: Question, why: Why) -> Reply:
    """What its author reads: that a person looks first, and by when. Whoever may be in danger reads where help is."""
    say, desk = scene.say, scene.work.desk
    status = Actions(button(say("Where it stands"), q.Status(question.number)))
    if why is Why.WORDS:
        return read_first(scene, question)
    by = desk.calendar.add_working_hours(scene.request.at, LOOKED_AT_WITHIN)
    title = say("Thank you. Your question is {id}.", id=question.id)
    told = say("A person will check this first, by {when}.", when=say.moment(by, desk.timezone))
    return Reply(card=Card(title, Text(told), status))


def read_first(scene: Scene, question: Question) -> Reply:
    """What whoever may be in danger reads: that a person reads it, where help is, and no more."""
    status = Actions(button(scene.say("Where it stands"), q.Status(question.number)))
    line = [Text(scene.work.desk.emergency)] if scene.work.desk.emergency else []
    return Reply(card=Card(scene.say("A person will read this."), *line, status))


def report(scene: Scene, command: m.Report) -> Reply:
    """ "Not a question": noted for the first champion who says so, held for the second (interaction.md, 6.1). What a
    coordinator says holds at once."""
    question, say = question_of(scene, command.question), scene.say
    by = _reporters(scene.work, question)
    if Role.COORDINATOR not in roles_of(scene.person, question):
        if scene.person.number in by:
            raise scene.refuse("You said so already. A second champion can have {id} held.", id=question.id)
        if not by:
            changed = act(scene, question, "report")
            return sentence(say("Noted. If a second champion says so too, {id} is held.", id=changed.id))
        act(scene, question, "report")
        question = question_of(scene, question.number)
    changed = act(scene, question, "hold")
    put_by(scene.work, changed)
    if by:
        tell_coordinators(scene.work, changed, Why.REPORTED, scene.request.at)
    return sentence(say("{id} is held. Its card no longer shows the text.", id=changed.id))


def _reporters(work: Work, question: Question) -> set[int]:
    """Who said so since somebody last looked."""
    by = set[int]()
    for entry in work.questions.history(question.number):
        if entry.verb == "report":
            by.add(entry.by)
        elif entry.verb == "release_hold":
            by.clear()
    return by
