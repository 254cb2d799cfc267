"""The last step of setting up: a first question, answered; then the desk opens (interaction.md §7.3)."""

from dataclasses import replace

from bot.desks.commands import STEPS, GoLive
from bot.desks.settings import refuse_in_file, write
from bot.desks.steps import TITLES
from bot.engine.scene import Scene
from bot.questions.commands import Ask, Status, WriteAnswer
from bot.questions.model import Question, State
from bot.questions.views import button
from bot.speech.cards import Button, Card, Part, Text
from bot.speech.reply import Reply
from bot.speech.words import Words


def trying(scene: Scene) -> tuple[list[Part], list[Button]]:
    """Where the test question stands, and what comes next."""
    say, desk = scene.say, scene.work.desk
    question = _newest_of(scene)
    parts: list[Part] = [Text(each) for each in _about_trying(scene, question)]
    left = [say(TITLES[each]) for each in STEPS[:-1] if each not in desk.set_up]
    if left:
        parts.append(Text(say("Still open: {steps}. Go back with `/opendata-admin setup`.", steps=", ".join(left))))
    ways = [button(say("Ask a test question"), Ask())] if question is None else _about(question, say)
    if desk.practice:
        ready = question is not None and question.state in (State.ANSWERED, State.SOLVED)
        live = button(say("Go live"), GoLive("live"), "primary" if ready else "")
        ways += [live, button(say("Stay in practice mode"), GoLive("practice"))]
    return parts, ways


def _about_trying(scene: Scene, question: Question | None) -> list[str]:
    say = scene.say
    now = (
        say("The desk is in practice mode: whatever is asked stays in the champions' room.")
        if scene.work.desk.practice
        else say("The desk is open to everybody.")
    )
    if question is None:
        return [now, say("Ask a question yourself, then answer it as a champion would.")]
    if question.state in (State.ANSWERED, State.SOLVED):
        return [now, say("{id} is answered. Everything works.", id=question.id)]
    return [now, say("{id} waits for its answer. Write one, and look at what its asker reads.", id=question.id)]


def _about(question: Question, say: Words) -> list[Button]:
    if question.state in (State.ANSWERED, State.SOLVED):
        return [button(say("Where it stands"), Status(question.number))]
    return [button(say("Answer {id}", id=question.id), WriteAnswer(question.number), "primary")]


def _newest_of(scene: Scene) -> Question | None:
    """The question that this coordinator asked last."""
    mine, asked = scene.person.number, scene.work.questions.asked_by
    found = [*asked(mine, open=True, limit=20), *asked(mine, open=False, limit=1)]
    return max(found, key=lambda each: each.number, default=None)


def go_live(scene: Scene, command: GoLive) -> Reply:
    """Open the desk to everybody, or keep to the champions' room."""
    say, desk, rooms = scene.say, scene.work.desk, scene.work.rooms
    refuse_in_file(scene, ("desk",))
    if command.now != "live":
        write(scene, replace(desk, practice=True))
        told = say("Everything that is asked stays in the champions' room. Open the desk with `/opendata-admin setup`.")
        return Reply(card=Card(say("The desk is in practice mode."), Text(told)))
    if not all(any(name.endswith(f"/{each}") for name in rooms) for each in ("ask", "triage")):
        raise scene.refuse("First I need a channel where people ask, and the champions' room: that is step 1.")
    steps = dict.fromkeys((*desk.set_up, "try"))
    write(scene, replace(desk, practice=False, set_up=tuple(steps)))
    told = say("Pin a message where people ask: what may be asked there, and `/opendata ask`.")
    return Reply(card=Card(say("The desk is open. Anybody can ask now."), Text(told)))
