"""Departing: a platform says that somebody is no longer there (interaction.md, section 4.3 k).

Who leaves one platform and stays on another has not left. Whoever says something again is back.
"""

from collections.abc import Sequence

from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.people.commands import HasLeft, RosterRemove
from bot.people.model import Champion, Identity, Level
from bot.questions.model import OWNED, Question, State
from bot.questions.moves import Role
from bot.questions.moving import account_named, act, next_news
from bot.questions.needs import need, whom
from bot.questions.passing import reoffered
from bot.questions.views import button
from bot.questions.without_asker import asker_left
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Card, Part, Text
from bot.speech.plain import cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import Words, words

MOST = 500  # questions that are looked at
LISTED = 300  # characters of their numbers
IN_HINT = 30  # characters of a name: a hint holds 75, in every language
_SYSTEM = frozenset({Role.SYSTEM})


def has_left(scene: Scene, command: HasLeft) -> Reply:
    """Nothing more is written to the account. Where it was somebody's last one, what they asked and what they hold is
    seen to; once, however often it is said."""
    work, at = scene.work, scene.request.at
    person = account_named(scene, command.account)
    if person is None or not work.people.leave(person.identity, at):
        return NOTHING
    _say_no_more(scene, person.identity)
    if not work.people.is_there(person.number):
        asker_left(scene, person.number)
    champion = work.roster.get(person.number)
    if champion is not None and champion.has_left:
        _champion_left(scene, champion)
    return NOTHING


def _say_no_more(scene: Scene, account: Identity) -> None:
    for team in {"", account.team}:  # an account that was never heard from names no workspace
        scene.work.slots.clear(Place(account.platform, team, person=account.user))


def _champion_left(scene: Scene, champion: Champion) -> None:
    """All that they hold goes back to the queue, with a note; all that was to be theirs goes to others; coordinators
    are told. They are offered nothing until they are back."""
    work, me, say = scene.work, champion.number, words(scene.work.desk.language)
    note = say("{champion} has left.", champion=champion.public_name)
    held = work.questions.queue(owner=me, states=tuple(OWNED), limit=MOST)
    for each in held:
        reoffered(scene, each, "release", note, (me,), roles=_SYSTEM, promised=next_news(scene))
    for each in work.questions.queue(states=(State.OFFERED, State.ANSWERED, *OWNED), limit=MOST):
        _passed_by(scene, each, me)
    for number, place, told in whom(work, scene.request.at):
        name = f"left/{me}/{scene.request.at:%Y%m%dT%H%M%S}/{number}"
        work.slots.hang(Slot(name, place, _left_card(scene, champion, held, told), labels=(IN_HOURS,)))


def _passed_by(scene: Scene, question: Question, me: int) -> None:
    """What was offered or passed to them, or asked of them inside, is offered to somebody else; a second look that they
    were asked for is a coordinator's to see to."""
    if question.second == me:
        question = act(scene, question, "step_aside", roles=_SYSTEM)
        name = scene.work.roster.name(me)
        need(scene.work, question, scene.request.at,
             lambda say: say("{champion} cannot take a second look at it.", champion=name))  # fmt: skip
    if question.offered_to == me and question.state is State.OFFERED:
        reoffered(scene, question, "route", "", (me,), roles=_SYSTEM)
    elif question.handoff_to == me:
        act(scene, question, "handoff_decline", roles=_SYSTEM)
    elif question.backup == me and question.level == Level.INTERNAL.value and question.state is State.CLAIMED:
        act(scene, question, "deescalate", roles=_SYSTEM, level=Level.EXTERNAL.value, backup=0)


def _left_card(scene: Scene, champion: Champion, held: Sequence[Question], say: Words) -> Card:
    platform = platform_name(scene.request.where.platform)
    title = say("{champion} has left {platform}.", champion=champion.public_name, platform=platform)
    parts: list[Part] = []
    if held:
        ids = cut(", ".join(each.id for each in held), LISTED)
        parts.append(Text(say("Back in the queue, from what they held: {ids}.", ids=ids)))
    parts.append(Text(say("They are offered nothing until they are back.")))
    off = button(say("Take off the roster"), RosterRemove(str(champion.number)),
                 hint=say("Take {champion} off the roster", champion=cut(champion.public_name, IN_HINT)))  # fmt: skip
    return Card(title, *parts, Actions(off))
