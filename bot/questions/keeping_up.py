"""Keeping up: who wants to hear how a question goes on, or what is answered about a dataset or a topic
(interaction.md, sections 2.2, 3.2 and 6.2).

Nobody gets a direct message who has not said yes to it, in so many words.
"""

from dataclasses import dataclass
from typing import Any

from bot.engine.askers import Follow
from bot.engine.errors import Refusal
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.people.commands import Messages
from bot.questions import commands as q
from bot.questions.board import ASKED, refresh
from bot.questions.moving import question_of
from bot.questions.naming import subject_of
from bot.questions.views import button
from bot.questions.wording import STATE_FOR_ALL, heading
from bot.speech.cards import LINE_LENGTH, Actions, Button, Card, Note, Part, Text, fitting
from bot.speech.command import Command
from bot.speech.forms import Choice, Form, Pick
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark

MOST = 30  # interaction.md, section 6.5
WAYS = {"dm": mark("By direct message"), "digest": mark("In the digest")}
SHOWN = {**WAYS, ASKED: mark("Because you asked the same")}
TOLD_OF = {
    "question": mark("We write to you when it is answered, corrected or closed."),
    "dataset": mark("We write to you when a question about it is answered, and when it changes."),
    "topic": mark("We write to you when a question about it is answered, and when new data on it comes."),
}


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is followed: as it is stored, as people read it, and as a command names it."""

    kind: str
    key: str
    shown: str
    named: dict[str, Any]


def follow(scene: Scene, command: q.Follow) -> Reply:
    """Follow something: by direct message where the person has said yes to those, else they are asked first."""
    about = _subject(scene, command)
    before = scene.work.follows.one(scene.person.number, about.kind, about.key)
    _may_follow_one_more(scene, before)
    how = command.how or (before.how if before else "") or ("dm" if scene.person.messages == "dm" else "")
    if how == "digest":
        return _followed(scene, about, how)
    if scene.person.messages in ("none", "thread"):
        return _no_messages(scene, about)
    return _followed(scene, about, how) if scene.person.messages == "dm" else _may_we(scene, about)


def _may_follow_one_more(scene: Scene, before: Follow | None) -> None:
    if before is not None and before.how:
        return
    followed = [each for each in scene.work.follows.of(scene.person.number) if each.how]
    if len(followed) >= MOST:
        raise scene.refuse(
            "You follow {count} things, which is the most. Stop one first with `/opendata unfollow`.",
            "E-LIMIT", count=len(followed),
        )  # fmt: skip


def _may_we(scene: Scene, about: _Subject) -> Reply:
    say = scene.say
    title = say("May we write to you directly about {what}?", what=about.shown)
    only = say("Only for that, and you can stop it any time with `/opendata me messages`.")
    buttons = _that_fit(
        (say("Yes, write to me"), q.WriteMe(**about.named), "primary"),
        (say("No, in the digest"), q.Follow(**about.named, how="digest"), ""),
    )
    return Reply(card=Card(title, Text(say(TOLD_OF[about.kind])), Text(only), *buttons))


def _no_messages(scene: Scene, about: _Subject) -> Reply:
    say = scene.say
    title = say("You chose to get no direct messages, so we send you none.")
    buttons = _that_fit(
        (say("Follow in the digest"), q.Follow(**about.named, how="digest"), "primary"),
        (say("Change my messages"), Messages(), ""),
    )
    return Reply(card=Card(title, *buttons))


def _that_fit(*buttons: tuple[str, Command, str]) -> list[Part]:
    """The buttons whose lines every platform carries: a topic may have a very long name."""
    made = [button(*each) for each in buttons if len(write(each[1])) <= LINE_LENGTH]
    return [Actions(*made)] if made else []


def write_me(scene: Scene, command: q.WriteMe) -> Reply:
    """ "Yes, write to me": remembered, and said once where we shall write, so that closed messages show at once."""
    about, say = _subject(scene, command), scene.say
    _may_follow_one_more(scene, scene.work.follows.one(scene.person.number, about.kind, about.key))
    if scene.person.messages != "dm":
        scene.work.people.set_messages(scene.person.number, "dm")
        account = scene.person.identity
        place = Place(account.platform, account.team, person=account.user)
        title = say("You asked us to write to you here.")
        how = Text(say("It is about what you follow. Stop it any time with `/opendata me messages`."))
        scene.work.slots.hang(Slot(f"follows/{scene.person.number}", place, Card(title, how)))
    return _followed(scene, about, "dm")


def _followed(scene: Scene, about: _Subject, how: str) -> Reply:
    say = scene.say
    scene.work.follows.put(Follow(scene.person.number, about.kind, about.key, how), scene.request.at)
    title = say("You follow {what}.", what=about.shown)
    weekly = say("Once a week we write to you what became of it, and you find it with `/opendata status`.")
    in_list = weekly if scene.person.messages == "dm" else say("You find it with `/opendata status`.")
    told = Text(say(TOLD_OF[about.kind]) if how == "dm" else in_list)
    return Reply(card=Card(title, told, *_that_fit((say("Stop following"), q.Unfollow(**about.named), ""))))


def unfollow(scene: Scene, command: q.Unfollow) -> Reply:
    """Follow something no longer; without a name, the list of what is followed."""
    say = scene.say
    if not command.subject:
        return _listed(scene)
    about = _subject(scene, command)
    before = scene.work.follows.one(scene.person.number, about.kind, about.key)
    if before is None or not before.how:
        return sentence(say("You do not follow {what}.", what=about.shown))
    scene.work.follows.put(Follow(scene.person.number, about.kind, about.key), scene.request.at)
    return sentence(say("You follow {what} no longer.", what=about.shown))


def _listed(scene: Scene) -> Reply:
    say = scene.say
    followed = [each for each in scene.work.follows.of(scene.person.number) if each.how]
    if not followed:
        return sentence(say("You follow nothing yet. Press Follow on a question, or use `/opendata follow`."))
    title = say.many("You follow {count} thing.", "You follow {count} things.", len(followed))
    lines = [Text(each) for each in follow_lines(scene)]
    stops = [
        Button(cut(each.subject if each.kind == "topic" else shown_id(each), 30), line)
        for each in followed[:5]
        if len(line := write(q.Unfollow(**_named(each)))) <= LINE_LENGTH
    ]
    actions: list[Part] = [Text(say("Press one to stop following it.")), Actions(*stops)] if stops else []
    return Reply(card=Card(title, *fitting(lines, *actions, title=title), *actions))


def closed_messages(scene: Scene) -> list[Note]:
    """A word for whoever wants direct messages and takes none: what we wrote could not be shown there."""
    account = scene.person.identity
    place = Place(account.platform, account.team, person=account.user)
    if scene.person.messages != "dm" or not scene.work.slots.is_refused(place):
        return []
    return [Note(scene.say("We could not write to you directly: your direct messages are closed. It is all here."))]


def follow_lines(scene: Scene) -> list[str]:
    """What a person follows, one line each: a question with where it stands, a dataset, a topic."""
    return [_line(scene, each) for each in scene.work.follows.of(scene.person.number) if each.how]


def _line(scene: Scene, followed: Follow) -> str:
    say = scene.say
    way = say(SHOWN[followed.how])
    if followed.kind == "question":
        question = scene.work.questions.get(int(followed.subject))
        shown = heading(question, STATE_FOR_ALL, scene.work.roster, say) if question else shown_id(followed)
    elif followed.kind == "dataset":
        dataset = scene.work.catalog.dataset(int(followed.subject))
        shown = f"{shown_id(followed)} · {cut(dataset.title, 120)}" if dataset else shown_id(followed)
    else:
        shown = say("topic: {topic}", topic=followed.subject)
    return f"{shown} ({way})"


def shown_id(followed: Follow) -> str:
    """The number by which people know what is followed: "Q-142", "DS-17"; a topic is its own name."""
    prefix = {"question": "Q-", "dataset": "DS-"}.get(followed.kind, "")
    return f"{prefix}{followed.subject}"


def _named(followed: Follow) -> dict[str, Any]:
    value = int(followed.subject) if followed.kind == "question" else shown_id(followed)
    return {followed.kind: value}


def me_too(scene: Scene, command: q.MeToo) -> Reply:
    """One more who wants to know: counted once, followed, and shown on the cards."""
    say, person = scene.say, scene.person.number
    scene.work.questions.one_at_a_time(command.question)  # many may press at once, and each is counted
    about, question = _question(scene, command.question), question_of(scene, command.question)
    before = scene.work.follows.one(person, "question", about.key)
    if before is None or not before.too:
        how = (before.how if before else "") or ("dm" if scene.person.messages == "dm" else "digest")
        scene.work.follows.put(Follow(person, "question", about.key, how, too=True), scene.request.at)
        question = scene.work.questions.wind(question.but(demand=scene.work.follows.wanted_by(question.number)))
        refresh(scene.work, question)
    title = say.many(
        "Noted. {count} person wants to know this too.", "Noted. {count} people want to know this too.", question.demand
    )
    offer: list[Part] = []
    if not scene.person.messages:
        offer = [Actions(button(say("Write to me when it is answered"), q.WriteMe(question.number)))]
    return Reply(card=Card(title, Text(say("You follow {what}.", what=about.shown)), *offer))


def _subject(scene: Scene, command: Any) -> _Subject:
    """What a command is about. Refuses with a sentence where that is not clear or cannot be followed."""
    if command.question:
        return _question(scene, command.question)
    found = subject_of(scene, command.dataset, command.topic)
    if found.trouble:
        raise Refusal(found.sentence, "E-NOTFOUND")
    if found.dataset:
        dataset = scene.work.catalog.dataset(found.dataset)
        shown = f"DS-{found.dataset}"
        name = f"{cut(dataset.title, 120)} ({shown})" if dataset else shown
        return _Subject("dataset", str(found.dataset), name, {"dataset": shown})
    if not found.topic:
        raise scene.refuse("Say what to follow: a question like Q-142, a dataset, or a topic.")
    return _Subject("topic", found.topic, found.topic, {"topic": found.topic})


def _question(scene: Scene, number: int) -> _Subject:
    question = question_of(scene, number)
    if question.asker.number == scene.person.number:
        raise scene.refuse("You asked {id} yourself, so you hear of it anyway.", id=question.id)
    if question.is_private:
        raise scene.refuse("{id} is private, so nobody can follow it.", id=question.id)
    return _Subject("question", str(number), question.id, {"question": number})


def follow_form(scene: Scene, command: q.Follow) -> Form:
    """What to follow, and how to hear of it."""
    say = scene.say
    return Form(
        say("Follow"),
        write(q.Follow()),
        (
            Pick("question", say("A question"), "question"),
            Pick("dataset", say("A dataset"), "dataset", value=command.dataset, shown=command.dataset[:70]),
            Pick("topic", say("A topic"), "topic", value=command.topic, shown=command.topic[:70]),
            ways(say, command.how),
        ),
        say("Continue"),
    )


def ways(say: Words, chosen: str) -> Choice:
    """The ways to hear of something, as a field."""
    options = tuple((each, say(label)) for each, label in WAYS.items())
    return Choice("how", say("How do you want to hear of it?"), options, chosen, required=False)
