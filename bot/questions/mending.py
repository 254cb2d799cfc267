"""Mending: somebody changed or deleted a message that had become words of a question (interaction.md, 4.3 h, i, j).

The one table of words is changed, and every place that repeats them is hung anew. Nothing is ever posted again for an
edit, but for one line by which the champions learn that the question itself was changed.
"""

from dataclasses import replace

from bot.engine.remembering import Trace
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions.board import NOT_DIRECTLY, refresh, show
from bot.questions.copies import REMINDS, redraw, say_instead, with_new_words
from bot.questions.drawing import facets_of, telling
from bot.questions.following import withdraw
from bot.questions.model import Answer, Entry, Question, State
from bot.questions.moves import Role, move
from bot.questions.personal import copied
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import clean, cut
from bot.speech.reply import NOTHING, Reply
from bot.speech.words import mark, words

GONE = (State.WITHDRAWN, State.REMOVED)
ANSWERING = (
    "answer",
    "helper_reply",
    "correct",
)  # the moves that brought an answer, in the order of the answers' numbers


def changed(scene: Scene, command: q.Changed) -> Reply:
    """Somebody edited their message: what it had become says the new words, wherever it stands."""
    text = clean(command.text)
    for trace in scene.work.traces.of(command.message):
        if not text or trace.author != scene.request.who.identity.user:
            continue
        question = scene.work.questions.get(trace.question)
        if question is None:
            _redraft(scene, trace, text)
        elif question.state not in GONE:
            _reword(scene, question, trace.part, text if question.is_private else copied(scene, text))
    return NOTHING


def _reword(scene: Scene, question: Question, part: str, text: str) -> None:
    kind, _, number = part.partition("/")
    match kind:
        case "text":
            _reword_question(scene, question, text)
        case "answer":
            _reword_answer(scene, question, int(number), text)
        case _:
            _reword_note(scene, question, int(number), text)


def _reword_question(scene: Scene, question: Question, text: str) -> None:
    """The cards say the new words, and whoever looks after the question learns that they are new."""
    kept = text[: scene.work.desk.limits.question_length]
    if question.erased or kept == question.text:
        return
    scene.work.questions.reword(question.number, "text", kept, scene.request.at)
    moved = _moved(scene, question.but(text=kept, edited=True), "reword", question.asker.number)
    with_new_words(scene.work, moved)


def _reword_answer(scene: Scene, question: Question, number: int, text: str) -> None:
    answer = scene.work.questions.answer(question.number, number)
    kept = text[: scene.work.desk.limits.answer_length]
    if answer is None or kept == answer.text or not answer.text:  # what was taken back stays away
        return
    scene.work.questions.reword(question.number, f"answer/{number}", kept, scene.request.at)
    if answer.helper:  # its words stand in the thread as a line of the history, which is changed by itself
        return
    moved = _moved(scene, question, "amend", answer.by)
    entry = entry_of(scene, question, number)
    if entry is not None:
        redraw(scene.work, moved, entry, telling(scene.work, moved, number))


def _reword_note(scene: Scene, question: Question, number: int, text: str) -> None:
    entry = _line_of(scene, question, number)
    kept = text[: max(scene.work.desk.limits.question_length, scene.work.desk.limits.answer_length)]
    if entry is None or kept == entry.note or not entry.note:
        return
    scene.work.questions.reword(question.number, f"note/{number}", kept, scene.request.at)
    redraw(scene.work, question, replace(entry, note=kept, edited=True), facets_of(scene.work, question))
    _remind_without(scene, question, entry)


def _remind_without(scene: Scene, question: Question, entry: Entry) -> None:
    """What reminded of something that is now said otherwise, or no more, says only that it is needed."""
    for each in scene.work.questions.history(question.number) if entry.verb == "clarify" else ():
        if each.verb in REMINDS:
            redraw(scene.work, question, each, facets_of(scene.work, question))


def _moved(scene: Scene, question: Question, verb: str, by: int) -> Question:
    """The change as a line of the history, which nobody can overtake; the cards are drawn from what is true then."""
    roles = {Role.OWNER} if verb == "retract_answer" else {Role.PLATFORM}
    moved, entry = move(question, verb, by, roles, scene.request.at)
    entry = replace(entry, platform=scene.request.who.identity.platform)
    saved = scene.work.questions.save(wound(moved, scene.work), entry)
    show(scene.work, saved, entry)
    return saved


def _line_of(scene: Scene, question: Question, number: int) -> Entry | None:
    history = scene.work.questions.history(question.number)
    return next((each for each in history if each.number == number), None)


def entry_of(scene: Scene, question: Question, answer: int) -> Entry | None:
    """The line of the history that brought an answer."""
    brought = [each for each in scene.work.questions.history(question.number) if each.verb in ANSWERING]
    return brought[answer - 1] if answer <= len(brought) else None


def _redraft(scene: Scene, trace: Trace, text: str) -> None:
    """Not posted yet: the draft says the new words, and whoever was asked about it is asked about these."""
    draft = scene.work.drafts.get(trace.draft)
    if draft is None or draft.used or draft.text == text:
        return
    scene.work.drafts.reword(draft.number, text)
    name, say = f"{draft.id}/consent", words(scene.person.language)
    for slot in scene.work.slots.hanging(draft.id):
        asked = Text(say("“{text}”", text=cut(text, 1_200)))
        scene.work.slots.take_down(name)
        scene.work.slots.hang(replace(slot, card=Card(slot.card.title, asked, slot.card.parts[-1])))


def taken_back(scene: Scene, command: q.TakenBack) -> Reply:
    """Somebody's message was deleted: what it had become goes as well, whoever deleted it."""
    reply = NOTHING
    for trace in scene.work.traces.of(command.message):
        question = scene.work.questions.get(trace.question)
        if question is None:
            scene.work.slots.take_down(f"D-{trace.draft}/consent")
            scene.work.drafts.drop(trace.draft)
        elif question.state not in GONE:
            reply = _take_back(scene, question, trace.part) or reply
    return reply


def _take_back(scene: Scene, question: Question, part: str) -> Reply | None:
    kind, _, number = part.partition("/")
    match kind:
        case "text":
            return _take_back_question(scene, question)
        case "answer":
            _take_back_answer(scene, question, int(number))
        case _:
            _take_back_note(scene, question, int(number))
    return None


def _take_back_question(scene: Scene, question: Question) -> Reply | None:
    """As if the asker had withdrawn it. An answer stays for others, unless they then say that it should not."""
    asker = scene.work.people.person(question.asker.number)
    if question.erased or asker is None:
        return None
    theirs = replace(scene, person=asker, say=words(asker.language))
    if question.state not in (State.ANSWERED, State.SOLVED):
        return withdraw(theirs, q.Withdraw(question.number))
    withdraw(theirs, q.Withdraw(question.number, "answer"))
    _ask_about_answer(theirs, question)
    return None


def _ask_about_answer(scene: Scene, question: Question) -> None:
    """In their direct messages: what they deleted leaves no thread in which they could be asked."""
    say, number, asker = scene.say, question.number, question.asker
    title = say(
        "You deleted your question {id}, so your words and name are gone. Shall the answer stay for others?",
        id=question.id,
    )
    actions = Actions(
        button(say("Keep answer"), q.Withdraw(number, "answer"), "primary"),
        button(say("Remove all"), q.Withdraw(number, "nothing")),
    )
    if asker.messages in NOT_DIRECTLY:
        return
    place = Place(asker.platform, asker.team, person=asker.user)
    stays = Text(say("If you do nothing, it stays."))
    scene.work.slots.hang(Slot(f"{question.id}/keep", place, Card(title, stays, actions)))


def _take_back_answer(scene: Scene, question: Question, number: int) -> None:
    """The champion's answer goes; where it was the answer, the question is theirs to answer again."""
    answer = scene.work.questions.answer(question.number, number)
    standing = scene.work.questions.answer(question.number)
    for part in ("answer", "caveat", "source"):
        scene.work.questions.reword(question.number, f"{part}/{number}", "", scene.request.at)
    if answer is None or answer.helper:
        return
    entry = entry_of(scene, question, number)
    if answer == standing and _may_be_retracted(question, answer):
        question = _moved(scene, question, "retract_answer", answer.by)
    else:  # what it said before it was corrected may stand on the card
        refresh(scene.work, question)
    if entry is not None:
        say_instead(scene.work, question, entry, mark("This answer was taken back by whoever wrote it."))


def _may_be_retracted(question: Question, answer: Answer) -> bool:
    return question.state in (State.ANSWERED, State.SOLVED) and question.owner == answer.by


def _take_back_note(scene: Scene, question: Question, number: int) -> None:
    entry = _line_of(scene, question, number)
    if entry is None:
        return
    scene.work.questions.reword(question.number, f"note/{number}", "", scene.request.at)
    by_asker = entry.by == question.asker.number
    told = mark("Taken back by the person who asked.") if by_asker else mark("Taken back by whoever wrote it.")
    say_instead(scene.work, question, entry, told)
    _remind_without(scene, question, entry)
