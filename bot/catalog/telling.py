"""What coordinators are told of the desk's portals: one that shows too little, or that nobody can read; once each."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from bot.catalog.commands import AwaitPortal, Polled, TrustPortal
from bot.catalog.detecting import trusted
from bot.catalog.portals import Portal, Told
from bot.catalog.rules import Rules
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.questions.needs import whom
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words, words

RULES = Rules()
MOST_LISTED = 5  # portals in ``health``


def news_of(portal: Portal, at: datetime) -> Told:
    """What coordinators should know of a portal now."""
    if portal.is_quarantined:
        return Told.QUARANTINE
    return Told.AWAY if portal.is_away(at) else Told.NOTHING


def has_news(portal: Portal, at: datetime) -> bool:
    """Whether that is not what they were told."""
    return news_of(portal, at) is not portal.told


def host(portal: Portal) -> str:
    """The portal as people know it: its host, or the name of its file."""
    return cut(urlsplit(portal.url).hostname or portal.url.rpartition("/")[2], 100)


def polled(scene: Scene, command: Polled) -> Reply:
    """Tell the coordinators what they do not know yet; nobody in practice or while the desk is paused."""
    work, at = scene.work, scene.request.at
    portal = work.portals.get(command.portal)
    if portal is None or not has_news(portal, at) or work.condition.is_paused or work.desk.practice:
        return NOTHING
    if portal.told:
        _settle(work, portal)
    if news_of(portal, at):
        for number, place, say in whom(work, at):
            name = f"portal/{portal.number}/{at:%Y%m%dT%H%M%S}/{number}"
            work.slots.hang(Slot(name, place, _card(portal, say), labels=(IN_HOURS,)))
    work.portals.told(portal.number, news_of(portal, at))
    return NOTHING


def _settle(work: Work, portal: Portal) -> None:
    """What was told last is over: the same cards say so, and ask for nothing any more."""
    hanging = work.slots.hanging(f"portal/{portal.number}")
    last = max((_told_at(slot) for slot in hanging), default="")
    for slot in hanging:
        if _told_at(slot) == last:
            work.slots.hang(replace(slot, card=_over(portal, words(work.desk.language))))


def _told_at(slot: Slot) -> str:
    return slot.name.split("/")[2]


def _over(portal: Portal, say: Words) -> Card:
    shows = say.many("It shows {count} dataset.", "It shows {count} datasets.", portal.shown)
    return Card(say("{portal} is read as usual again.", portal=host(portal)), Text(shows))


def _card(portal: Portal, say: Words) -> Card:
    if not portal.is_quarantined:
        title = say("{portal} could not be read for a day.", portal=host(portal))
        more = say("I go on trying. Until then the catalogue stays as it is.")
        return Card(title, Text(cut(portal.trouble, 400)), Text(more))
    title = say(
        "{portal} shows {count} of {usual} datasets.",
        portal=host(portal), count=portal.shown, usual=portal.memory.size,
    )  # fmt: skip
    return Card(
        title,
        Text(
            say("That may be a fault of the portal, so I take nothing from it. Nothing is announced and nothing goes.")
        ),
        Actions(
            button(say("It is right"), TrustPortal(portal.number), hint=say("{portal} is right", portal=host(portal))),
            button(say("Wait"), AwaitPortal(portal.number), "primary", say("Wait for {portal}", portal=host(portal))),
        ),
    )


def trust(scene: Scene, command: TrustPortal) -> Reply:
    """What the portal shows is all there is: the next reading counts, and it is due at once."""
    portal, say = _quarantined(scene, command.portal), scene.say
    if portal.reading_until is not None and portal.reading_until > scene.request.at:
        raise scene.refuse("{portal} is being read just now. Please press again in a few minutes.", portal=host(portal))
    scene.work.portals.save(replace(portal, memory=trusted(portal.memory), next_at=None, validators=""))
    return sentence(
        say("Thank you. I read {portal} again now, and believe what it shows.", portal=host(portal)),
        say("What it does not show is missing from today, and gone in {days} days.", days=RULES.retired_after.days),
    )


def wait(scene: Scene, command: AwaitPortal) -> Reply:
    """Nothing changes until the portal shows more."""
    portal, say = _quarantined(scene, command.portal), scene.say
    return sentence(say("Good. I look again each time {portal} is read, and tell you.", portal=host(portal)))


def _quarantined(scene: Scene, number: int) -> Portal:
    portal = scene.work.portals.get(number)
    if portal is None or portal.left_at is not None:
        raise scene.refuse("The desk has no such portal.")
    if not portal.is_quarantined:
        raise scene.refuse("{portal} is read as usual again.", portal=host(portal))
    return portal


def health_of(work: Work, say: Words) -> Iterator[str]:
    """A line for each portal: when it was read, how much it shows, and what is wrong with it."""
    every = work.portals.all()
    for portal in every[:MOST_LISTED]:
        yield cut(" ".join(_state_of(portal, say, work.desk.timezone)), 300)
    if len(every) > MOST_LISTED:
        yield say("and {count} more", count=len(every) - MOST_LISTED)


def _state_of(portal: Portal, say: Words, timezone: str) -> Iterator[str]:
    name, shown, memory = host(portal), portal.shown, portal.memory
    if memory.quarantined_at is not None:
        yield say(
            "{portal} shows {count} of {usual} datasets since {moment}. Nothing is taken from it.", portal=name,
            count=shown, usual=memory.size, moment=say.moment(memory.quarantined_at, timezone),
        )  # fmt: skip
    elif memory.baseline_at is None:
        yield say("{portal} is read for the first time: {count} datasets so far.", portal=name, count=shown)
    elif portal.polled_at is not None:
        yield say(
            "{portal} shows {count} datasets. Read on {moment}.", portal=name, count=shown,
            moment=say.moment(portal.polled_at, timezone),
        )  # fmt: skip
    if portal.failing_since is not None:
        yield say("It cannot be read since {moment}.", moment=say.moment(portal.failing_since, timezone))
        yield portal.trouble


def are_fine(work: Work, at: datetime) -> bool:
    """Whether no portal needs anybody."""
    return not any(news_of(portal, at) for portal in work.portals.all())
