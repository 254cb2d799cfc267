"""Letters: people write to who made a project, and are answered, through us; neither learns who the other is."""

from dataclasses import replace
from datetime import timedelta

from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions.needs import whom
from bot.questions.views import button
from bot.showcase.commands import AnswerLetter, ReportLetter, WriteMaker
from bot.showcase.finding import letter_to, project_of
from bot.showcase.forms import LETTER
from bot.showcase.model import Letter, LetterKind, Project
from bot.showcase.showing import subject, tell, words_of
from bot.speech.cards import Actions, Card, Note, Text
from bot.speech.forms import FieldError
from bot.speech.plain import NAME_ROOM, clean, cut
from bot.speech.reply import Reply, sentence

A_DAY = 3  # letters that one person may write within a day, whoever to
DAY = timedelta(days=1)


def write(scene: Scene, command: WriteMaker) -> Reply:
    """The letter reaches whoever made the project: in direct messages, else on their Home."""
    say, work, project = scene.say, scene.work, project_of(scene, command.project)
    text, me = clean(command.text), scene.person.number
    if not (project.is_public and project.has_maker):
        raise scene.refuse("Nobody can be asked about {id} through us.", id=project.id)
    if project.maker == me:
        raise scene.refuse("You made {id} yourself.", id=project.id)
    work.people.one_at_a_time(me)
    recent = work.projects.letters_of(me, scene.request.at - DAY)
    if any(each.project == project.number and each.text == text for each in recent):  # pressed twice, sent once
        return _sent(scene, project)
    if len(recent) >= A_DAY:
        told = say("You wrote to makers several times today. Please wait until tomorrow. Here is what you wrote:")
        return Reply(card=Card(told, Text(cut(text, 1_400))))
    if len(text) > LETTER:
        return _too_long(scene, text)
    kind = LetterKind(command.kind or LetterKind.ASK)
    at, where = scene.request.at, scene.request.where
    letter = work.projects.write_letter(Letter(0, project.number, me, kind, text, at, where))
    tell(work, project.maker, f"{subject(project.number)}/letter/{letter.number}", _letter_card(scene, letter, project))
    return _sent(scene, project)


def _sent(scene: Scene, project: Project) -> Reply:
    return sentence(scene.say("Sent. Whoever made {id} reads it and can answer through us.", id=project.id))


def _too_long(scene: Scene, text: str) -> Reply:
    most = LETTER
    wrong = scene.say("That has {length} characters. Please shorten it to {longest}.", length=len(text), longest=most)
    return Reply(card=Card(wrong, Text(cut(text, 1_400))), errors=(FieldError("text", wrong),))


def _letter_card(scene: Scene, letter: Letter, project: Project) -> Card:
    say = words_of(scene.work, project.maker)
    named = {"title": cut(project.title, 200)}
    title = say("Somebody asks about {title}", **named)
    if letter.kind is LetterKind.HELP:
        title = say("Somebody wants to help with {title}", **named)
    answer = button(say("Answer"), AnswerLetter(letter.number), "primary", say("Answer {id}", id=letter.id))
    report = button(say("This is not all right"), ReportLetter(letter.number), hint=say("Show {id} to a coordinator",
                    id=letter.id))  # fmt: skip
    who = Note(say("They don't read your name unless you write it."))
    return Card(title, Text(say("“{text}”", text=cut(letter.text, 1_200))), who, Actions(answer, report))


def answer(scene: Scene, command: AnswerLetter) -> Reply:
    """The answer goes back the same way, once."""
    say, (letter, project) = scene.say, letter_to(scene, command.letter)
    text = clean(command.text)
    if len(text) > LETTER:
        return _too_long(scene, text)
    if not scene.work.projects.answer(replace(letter, answer=text, answered_at=scene.request.at)):
        return Reply(card=Card(say("You have answered this already."), Text(cut(text, 1_400))))
    told, slot = words_of(scene.work, letter.person), f"{subject(project.number)}/answer/{letter.number}"
    title = told("Whoever made {title} answers you", title=cut(project.title, 200))
    yours = Note(told("You wrote: “{text}”", text=cut(letter.text, 300)))
    card = Card(title, Text(told("“{text}”", text=cut(text, 1_000))), yours)
    if tell(scene.work, letter.person, slot, card):
        return sentence(say("Sent. They have your answer."))
    return sentence(say("Kept. They want no direct messages, so they read it when they look at `/opendata projects`."))


def report(scene: Scene, command: ReportLetter) -> Reply:
    """Coordinators read the letter and who wrote it: they can speak with them, or mute them."""
    say, (letter, project) = scene.say, letter_to(scene, command.letter)
    writer = scene.work.people.person(letter.person)
    for number, place, told in whom(scene.work, scene.request.at):
        name = (cut(writer.name, NAME_ROOM) if writer else "") or told("somebody")
        title = told("A message about {id} is not all right, says who made it.", id=project.id)
        wrote = Text(told("{name} wrote: “{text}”", name=name, text=cut(letter.text, 900)))
        slot = f"{subject(project.number)}/report/{letter.number}/{number}"
        scene.work.slots.hang(Slot(slot, place, Card(title, wrote)))
    return sentence(say("Thank you. A coordinator has read it too and takes care of it."))
