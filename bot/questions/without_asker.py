"""Without its asker: what becomes of questions whose asker is no longer there (interaction.md, section 4.3 k).

They get no more direct messages. What others can read is answered for them; what only waits for the asker is over.
"""

from dataclasses import replace

from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.people.persons import Person
from bot.questions.board import refresh, triage_rooms
from bot.questions.drawing import standing_answer
from bot.questions.model import Question, State
from bot.questions.moves import Role
from bot.questions.moving import act
from bot.speech.cards import Card, Text
from bot.speech.words import words

MOST = 500  # questions of one asker
WAITS_FOR_THEM = (State.WAITING_ASKER, State.ANSWERED)


def asker_left(scene: Scene, person: int) -> None:
    """Somebody left: what waits for them is ended, and of the rest the champions are told."""
    for question in scene.work.questions.asked_by(person, open=True, limit=MOST):
        if question.state in WAITS_FOR_THEM:
            ended(scene, question)
        else:
            _tell_champions(scene, question)


def ended(scene: Scene, question: Question) -> Question:
    """Solved where there is an answer, which stays for others; else closed. Whoever asked may open it again."""
    nobody = replace(scene, person=Person(0, "", scene.person.identity))
    to = State.SOLVED if standing_answer(scene.work, question) else State.CLOSED
    return act(nobody, question, "asker_left", to=to, roles=frozenset({Role.PLATFORM}))


def _tell_champions(scene: Scene, question: Question) -> None:
    work, say = scene.work, words(scene.work.desk.language)
    title = say("The person who asked {id} has left.", id=question.id)
    told = say("It is private, so nobody would read an answer. Please close it.") if question.is_private else say(
        "Others can still read the answer."
    )  # fmt: skip
    for room in triage_rooms(work):
        name, parent = f"{question.id}/left/{question.entries}", f"{question.id}/triage"
        work.slots.hang(Slot(name, room, Card(title, Text(told)), parent, labels=(IN_HOURS,)))
    refresh(work, question)
