"""Escalating: external, internal, executive; whose question it is stays the asker's face (interaction.md, 4.1)."""

from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.people.model import Champion, Level
from bot.questions import commands as q
from bot.questions.board import accounts_of, calling, triage_rooms
from bot.questions.forms import question_field
from bot.questions.guide import same
from bot.questions.model import Question, State
from bot.questions.moves import Role
from bot.questions.moving import act, next_news, question_of, roles_of
from bot.questions.needs import need
from bot.questions.ringing import departments_of, internal_for
from bot.questions.views import LEAST_TEXT, button
from bot.speech.cards import Actions, Card, Part, Span, Text, room_in
from bot.speech.forms import Choice, Form, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, words

WHY = 160  # characters of a reason among other lines


def escalate(scene: Scene, command: q.Escalate) -> Reply:
    """One level further in: its owner stays the same, and whoever asked learns only that somebody inside was asked."""
    question, note = question_of(scene, command.question), clean(command.text)[:1_500]
    if question.level == Level.EXECUTIVE.value or (command.to and command.to == question.level):
        raise scene.refuse("{id} was taken there already.", id=question.id)
    if command.to == Level.EXECUTIVE.value or question.level == Level.INTERNAL.value:
        return _to_executive(scene, question, note)
    inner = internal_for(scene, question)
    return _to_internal(scene, question, inner, note) if inner else _nobody(scene, question, note)


def _to_internal(scene: Scene, question: Question, inner: Champion, note: str) -> Reply:
    say, level = scene.say, Level.INTERNAL.value
    changed = act(
        scene, question, "escalate", note=note, level=level, backup=inner.number, promised=next_news(scene)
    )  # fmt: skip
    _tell_inside(scene, changed, inner.number, note)
    told = say("{champion} was asked about {id} in the champions' room.", champion=inner.public_name, id=changed.id)
    return sentence(told, say("You stay the one whom the asker hears from."))


def _tell_inside(scene: Scene, question: Question, number: int, note: str) -> None:
    """They read it in the champions' room, called by name; the words of a private question only directly."""
    work, name = scene.work, f"{question.id}/inside/{question.entries}"
    by, say = work.roster.name(scene.person.number), words(work.desk.language)
    shown = question.but(text="") if question.is_private else question
    account = next(iter(accounts_of(work, number)), None) if question.is_private else None
    for room in triage_rooms(work):
        # Who reads it directly is not called a second time.
        called = work.roster.name(number) if account else calling(work, number, room)
        card = inside_card(shown, by, called, "" if question.is_private else note, say)
        work.slots.hang(Slot(name, room, card, parent=f"{question.id}/triage"))
    if account is not None:
        place = Place(account.platform, account.team, person=account.user)
        work.slots.hang(Slot(name, place, inside_card(question, by, work.roster.name(number), note, say)))


def inside_card(question: Question, by: str, to: Span, note: str, say: Words) -> Card:
    """What the champion inside reads: who asks, what, and the two ways on."""
    number, id = question.number, question.id
    title = say("{id}: {champion} asks for your help", id=id, champion=by)
    called = Text(*say.spans("For {champion}.", champion=to))
    parts: list[Part] = [Text(say("Note: {note}", note=cut(note, 400)))] if note else []
    parts.append(
        Actions(
            button(say("Answer"), q.WriteAnswer(number), "primary", say("Answer {id}", id=id)),
            button(say("Not for me"), q.Deescalate(number), hint=say("{id} is not for me", id=id)),
        )
    )
    text = cut(question.text, max(room_in(called, *parts, title=title) - 40, LEAST_TEXT))
    return Card(title, called, *([Text(say("“{text}”", text=text))] if text else []), *parts)


def _to_executive(scene: Scene, question: Question, note: str) -> Reply:
    """An executive is never called by the bot: a coordinator goes and talks to them (section 4.2)."""
    changed = act(scene, question, "escalate", note=note, level=Level.EXECUTIVE.value)
    by, name, why = scene.work.roster.name(scene.person.number), _executive(scene, changed), cut(note, WHY)
    need(
        scene.work, changed, scene.request.at,
        lambda say: say("{champion} wants it taken to {executive}: {why}",
                        champion=by, executive=name or say("an executive"), why=why),
        quoting=True,
    )  # fmt: skip
    return sentence(scene.say("A coordinator was asked to take {id} to an executive.", id=changed.id))


def _executive(scene: Scene, question: Question) -> str:
    """The name of the department's executive, else of any; empty where the roster has none."""
    every = [each for each in scene.work.roster.champions if each.level is Level.EXECUTIVE and not each.has_left]
    departments = departments_of(scene, question)
    of_theirs = (each for each in every if any(same(each.department, one) for one in departments))
    found = next(of_theirs, next(iter(every), None))
    return found.public_name if found else ""


def _nobody(scene: Scene, question: Question, note: str) -> Reply:
    """Nobody to ask: the level stays, and a coordinator has to find somebody."""
    changed = act(scene, question, "escalate", note=note, level=question.level)
    why = cut(note, WHY)
    need(
        scene.work,
        changed,
        scene.request.at,
        lambda say: say("no internal champion fits: {why}", why=why),
        quoting=True,
    )
    return sentence(scene.say("Nobody inside looks after this. A coordinator was told about {id}.", id=changed.id))


def deescalate(scene: Scene, command: q.Deescalate) -> Reply:
    """Back to where it was; whoever was asked inside may say so too (section 6.1: "back only")."""
    question, say = question_of(scene, command.question), scene.say
    if question.level == Level.EXTERNAL.value:
        raise scene.refuse("Nobody inside was asked about {id}.", id=question.id)
    roles = roles_of(scene.person, question)
    if question.owner and question.backup == scene.person.number:
        roles |= {Role.OWNER}
    backup = question.backup if question.state is State.OFFERED else 0
    note = clean(command.text)[:1_500]
    changed = act(
        scene, question, "deescalate", note=note, roles=roles, level=Level.EXTERNAL.value, backup=backup
    )  # fmt: skip
    return sentence(say("{id} goes on without those inside.", id=changed.id))


def escalate_form(scene: Scene, command: q.Escalate) -> Form:
    """Who is asked, and why."""
    say = scene.say
    levels = (("internal", say("The department's champion")), ("executive", say("An executive")))
    why = say("What should they know? Askers never see this")
    return Form(
        say("Ask inside"),
        write(q.Escalate(command.question)),
        (
            *question_field(scene, command),
            Choice("to", say("Who should be asked?"), levels, command.to, required=False),
            TextInput("text", why, command.text[:1500], multiline=True, max_length=1500),
        ),
        say("Continue"),
    )
