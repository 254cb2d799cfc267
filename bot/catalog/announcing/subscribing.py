"""Which channels hear of new data, and of what: kept with the settings (interaction.md, sections 3.6 and 7.1)."""

from dataclasses import replace

from bot.catalog.announcing.commands import AnnounceSubscribe, AnnounceUnsubscribe
from bot.desk import Desk
from bot.desks.announce_section import MOST_ROOMS
from bot.desks.fields import distinct
from bot.desks.looking import FOR_EVERYBODY
from bot.desks.model import Hearing
from bot.desks.settings import refuse_in_file
from bot.desks.settings import write as save
from bot.engine.scene import Scene
from bot.questions.guide import same, topics_known
from bot.speech.cards import Card, Part, Text, fitting
from bot.speech.forms import Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Errand, Reply
from bot.speech.words import Words

MOST_EACH = 200  # topics, departments or words of one channel
LONGEST = 80
_PATHS = ("announce.rooms", "announce")


def subscribe(scene: Scene, command: AnnounceSubscribe) -> Reply:
    """A channel hears of new data: of all of it where nothing is named, else of that too."""
    refuse_in_file(scene, _PATHS)
    say, desk = scene.say, scene.work.desk
    room, named = _room(scene, command.channel), _named(scene, command)
    before = _hearing(desk, room)
    if before is None and len(desk.announce.hearings) >= MOST_ROOMS:
        raise scene.refuse("These are too many channels. Take one away first.")
    after = _more(before, named) if before is not None and _is_some(named) else replace(named, room=room)
    save(scene, _with(desk, room, after))
    title = say("{room} hears of: {what}", room=room, what=_told(after, say))
    looks = any(name.endswith(room.partition("/")[1] + room.partition("/")[2]) for name in scene.work.rooms)
    return Reply(card=_card(scene, title), errand=None if looks else Errand("channels"))


def unsubscribe(scene: Scene, command: AnnounceUnsubscribe) -> Reply:
    """A channel hears of one thing no longer, or of nothing at all."""
    refuse_in_file(scene, _PATHS)
    say, desk = scene.say, scene.work.desk
    room, named = _room(scene, command.channel), _named(scene, command)
    before = _hearing(desk, room)
    if before is None:
        raise scene.refuse("{room} has no subscription of its own.", room=room)
    after = _less(before, named) if _is_some(named) else None
    save(scene, _with(desk, room, after if after is not None and _is_some(after) else None))
    left = _hearing(scene.work.desk, room)
    if left is not None:
        return Reply(card=_card(scene, say("{room} hears of: {what}", room=room, what=_told(left, say))))
    if room.endswith("/news"):
        return Reply(card=_card(scene, say("{room} hears of all new data again.", room=room)))
    return Reply(card=_card(scene, say("{room} hears of no new data any more.", room=room)))


def _room(scene: Scene, said: str) -> str:
    """The room as the settings name it: its platform, and "news" or its name."""
    platform = scene.request.who.identity.platform
    before, slash, name = one_line(clean(said)).partition("/")
    where, name = (before, name) if slash and before in scene.work.desk.channels else (platform, one_line(clean(said)))
    name = name.strip().removeprefix("#").strip()
    if not name or len(name) > LONGEST or any(sign.isspace() or sign in "/#" for sign in name):
        raise scene.refuse("Please name one channel, like #traffic-data.")
    if name.casefold() in FOR_EVERYBODY:
        raise scene.refuse("Please choose a channel of its own. Everybody is in #{channel}.", channel=name)
    is_news = name.casefold() in ("news", scene.work.desk.channel(where, "news").removeprefix("#").casefold())
    return f"{where}/news" if is_news else f"{where}/#{name}"


def _named(scene: Scene, command: AnnounceSubscribe | AnnounceUnsubscribe) -> Hearing:
    """What the command names, topics by their right names."""
    topic, department, keyword = (
        one_line(clean(each))[:LONGEST] for each in (command.topic, command.department, command.keyword)
    )
    known = [each.name for each in topics_known(scene.work.desk, scene.work.roster)]
    found = next((each for each in known if same(each, topic)), "")
    if topic and not found and isinstance(command, AnnounceSubscribe):
        raise scene.refuse("I don't know the topic “{topic}”. The topics are: {topics}.",
                           topic=cut(topic, 60), topics=cut(", ".join(known), 800) or "—")  # fmt: skip
    return Hearing("", *((each,) if each else () for each in (found or topic, department, keyword)))


def _is_some(hearing: Hearing) -> bool:
    return bool(hearing.topics or hearing.departments or hearing.keywords)


def _hearing(desk: Desk, room: str) -> Hearing | None:
    return next((each for each in desk.announce.hearings if each.room.casefold() == room.casefold()), None)


def _more(before: Hearing, named: Hearing) -> Hearing:
    return Hearing(
        before.room,
        distinct((*before.topics, *named.topics))[:MOST_EACH],
        distinct((*before.departments, *named.departments))[:MOST_EACH],
        distinct((*before.keywords, *named.keywords))[:MOST_EACH],
    )


def _less(before: Hearing, named: Hearing) -> Hearing:
    def without(had: tuple[str, ...], gone: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in had if not any(same(each, other) for other in gone))

    return Hearing(
        before.room,
        without(before.topics, named.topics),
        without(before.departments, named.departments),
        without(before.keywords, named.keywords),
    )


def _with(desk: Desk, room: str, hearing: Hearing | None) -> Desk:
    others = [each for each in desk.announce.hearings if each.room.casefold() != room.casefold()]
    hearings = (*others, *([hearing] if hearing is not None else []))
    return replace(desk, announce=replace(desk.announce, hearings=hearings))


def _told(hearing: Hearing, say: Words) -> str:
    """What a room hears, in a line."""
    parts = [
        say("topics {names}", names=", ".join(hearing.topics)) if hearing.topics else "",
        say("departments {names}", names=", ".join(hearing.departments)) if hearing.departments else "",
        say("words {names}", names=", ".join(hearing.keywords)) if hearing.keywords else "",
    ]
    return cut("; ".join(each for each in parts if each), 600) or say("all new data")


def _card(scene: Scene, title: str) -> Card:
    """What was done, and what every channel hears now."""
    say, hearings = scene.say, scene.work.desk.announce.hearings
    title = cut(title, 700)
    lines: list[Part] = [Text(cut(f"{each.room}: {_told(each, say)}", 300)) for each in hearings]
    rest = Text(say("The other news channels hear of all new data."))
    return Card(title, *fitting(lines, rest, title=title), rest)


def subscribe_form(scene: Scene, command: AnnounceSubscribe | AnnounceUnsubscribe) -> Form:
    """Which channel, and what of."""
    refuse_in_file(scene, _PATHS)
    say, joins = scene.say, isinstance(command, AnnounceSubscribe)
    intro = say("Name nothing more for all new data.") if joins else say("Name nothing more to end it whole.")
    return Form(
        say("A channel for new data") if joins else say("Hear no longer"),
        write(type(command)()),
        (
            TextInput("channel", say("Channel"), command.channel[:LONGEST], "#traffic-data", max_length=LONGEST),
            Pick("topic", say("A topic"), "topic", command.topic, command.topic[:70]),
            TextInput("department", say("A department"), command.department, required=False, max_length=LONGEST),
            TextInput("keyword", say("A word"), command.keyword, required=False, max_length=LONGEST),
        ),
        say("Save"),
        intro,
    )
