"""Verdicts: what people say of an answer, and who looks again if it did not solve it (interaction.md, 3.5, 4.3 h)."""

from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import IN_HOURS, Slot
from bot.questions import commands as q
from bot.questions.board import accounts_of, calling, refresh, triage_rooms
from bot.questions.drawing import standing_answer
from bot.questions.model import Question
from bot.questions.moderation.holding import needs_a_person, words_to_read
from bot.questions.moves import Role
from bot.questions.moving import act, has_left, question_of
from bot.questions.needs import need
from bot.questions.passing import reoffered
from bot.questions.routing import Matter, best_offer
from bot.questions.views import LEAST_TEXT, button
from bot.questions.wording import next_move
from bot.speech.cards import Actions, Card, Part, Span, Text, room_in
from bot.speech.plain import clean, cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, words

SECOND_LOOK, THIRD_LOOK = 2, 3  # times an answer was rejected


def not_yet(scene: Scene, command: q.NotYet) -> Reply:
    """The answer was not enough: the same champion looks again. The second time another one is asked to look as well;
    from the third time on a coordinator hears of it, who may ask inside."""
    question, say = question_of(scene, command.question), scene.say
    if question.asker.number != scene.person.number:
        raise scene.refuse("Only the person who asked {id} can do this.", "E-ROLE", id=question.id)
    times = question.rejected + 1
    second = _another(scene, question) if times == SECOND_LOOK and not question.second else question.second
    changed = act(scene, question, "reject", note=clean(command.text)[:1_500], second=second)
    if changed.second != question.second:
        _invite(scene, changed)
    if needs_a_person(scene, command.text):
        words_to_read(scene.work, changed, clean(command.text), scene.request.at)
    if has_left(scene, changed.owner):
        changed = reoffered(scene, changed, "release", "", (changed.owner,), roles=frozenset({Role.SYSTEM}))
    if times >= THIRD_LOOK or (times == SECOND_LOOK and not second):
        need(scene.work, changed, scene.request.at,
             lambda say: say("its answer did not solve it, {count} times now.", count=times))  # fmt: skip
    next_step = next_move(changed, scene.work.roster, say)
    return sentence(say("Thank you for saying so. {id} is open again.", id=changed.id), next_step)


def _another(scene: Scene, question: Question) -> int:
    """Whoever fits best beside its owner; 0 where nobody does."""
    work, desk = scene.work, scene.work.desk
    dataset = work.catalog.dataset(question.dataset) if question.dataset else None
    matter = Matter(question.text, question.language, dataset, question.topic)
    not_for = (question.owner, question.asker.number)
    made = best_offer(matter, desk, work.roster, desk.calendar, work.questions.loads(), scene.request.at, not_for)
    found = made.first or made.best_guess
    return found.champion.number if found else 0


def _invite(scene: Scene, question: Question) -> None:
    """They are named in the champions' room; and read it directly, in working hours, where we may write to them. The
    words of a private question they read there alone."""
    work, number, name = scene.work, question.second, f"{question.id}/second/{question.entries}"
    say, named = words(work.desk.language), work.roster.name(question.second)
    account = next(iter(accounts_of(work, number)), None)
    shown = question.but(text="") if question.is_private else question
    for room in triage_rooms(work):
        # Who reads it directly is not called a second time.
        card = second_card(
            shown, work.roster.name(question.owner), named if account else calling(work, number, room), say
        )
        work.slots.hang(Slot(name, room, card, f"{question.id}/triage", labels=(IN_HOURS,)))
    if account is not None:
        card = second_card(question, work.roster.name(question.owner), named, say)
        work.slots.hang(
            Slot(name, Place(account.platform, account.team, person=account.user), card, labels=(IN_HOURS,))
        )


def second_card(question: Question, owner: str, to: Span, say: Words) -> Card:
    """What the champion reads who is asked for a second look: what was asked, and the ways to help."""
    number, id = question.number, question.id
    title = say("{id}: please take a second look", id=id)
    called = Text(
        *say.spans("For {champion}. The answers of {owner} did not solve it so far.", champion=to, owner=owner)
    )
    actions = Actions(
        button(say("Help"), q.WriteAnswer(number), "primary", say("Help with {id}", id=id)),
        button(say("Ask to take over"), q.TakeOver(number), hint=say("Ask to take over {id}", id=id)),
        button(say("Not for me"), q.StepAside(number), hint=say("{id} is not for me", id=id)),
    )
    parts: list[Part] = [actions]
    text = cut(question.text, max(room_in(called, *parts, title=title) - 40, LEAST_TEXT))
    return Card(title, called, *([Text(say("“{text}”", text=text))] if text else []), *parts)


def step_aside(scene: Scene, command: q.StepAside) -> Reply:
    """A second look is not for whoever was asked: a coordinator hears of it."""
    question, say = question_of(scene, command.question), scene.say
    if question.second != scene.person.number:
        raise scene.refuse("Nobody asked you for a second look at {id}.", id=question.id)
    changed = act(scene, question, "step_aside")
    name = scene.work.roster.name(scene.person.number)
    need(scene.work, changed, scene.request.at,
         lambda say: say("{champion} cannot take a second look at it.", champion=name))  # fmt: skip
    return sentence(say("All right. A coordinator looks for somebody else for {id}.", id=changed.id))


def rate(scene: Scene, command: q.Rate) -> Reply:
    """Whether the answer helped: one voice a person, and the last one counts. The asker's is counted apart from those
    of readers, who may say that it helped, and take that back."""
    scene.work.questions.one_at_a_time(command.question)  # many may say so at once, and each is counted
    question, say, me = question_of(scene, command.question), scene.say, scene.person.number
    answer = standing_answer(scene.work, question)
    if answer is None:
        raise scene.refuse("{id} has no answer just now.", id=question.id)
    if me == answer.by:
        raise scene.refuse("This is your own answer, so others say whether it helps.")
    yes, asked = command.helped == "yes", me == question.asker.number
    if not yes and not asked:
        return _not_for_a_reader(scene, question)
    scene.work.voices.put(question.number, me, answer.number, yes, scene.request.at)
    _counted(scene, question)
    if asked and not yes:
        again = button(say("Not yet"), q.NotYet(question.number), "primary")
        return Reply(card=Card(say("Thank you for saying so. Is {id} not solved yet?", id=question.id), Actions(again)))
    return _thanked(scene, question)


def _counted(scene: Scene, question: Question) -> None:
    """Count anew, and show it where it is another number."""
    helpful, rated = scene.work.voices.tally(question.number)
    if (helpful, rated) != (question.helpful, question.rated):
        refresh(scene.work, scene.work.questions.wind(question.but(helpful=helpful, rated=rated)))


def _thanked(scene: Scene, question: Question) -> Reply:
    say = scene.say
    title = say("Thank you. We note that the answer to {id} helped.", id=question.id)
    may_follow = question.asker.number != scene.person.number and not question.is_private
    if scene.person.messages == "dm":
        return sentence(title, say("If it is ever corrected, we write to you."))
    if scene.person.messages or not may_follow:
        return sentence(title, say("If it is ever corrected, you find it with `/opendata status`."))
    agree = button(say("Yes, write to me"), q.WriteMe(question.number))
    return Reply(card=Card(title, Text(say("May we write to you if it is ever corrected?")), Actions(agree)))


def _not_for_a_reader(scene: Scene, question: Question) -> Reply:
    say = scene.say
    if scene.work.voices.drop(question.number, scene.person.number):
        _counted(scene, question)
        return sentence(say("You take it back. The answer to {id} did not help you.", id=question.id))
    ask = button(say("Ask"), q.Ask(), "primary", say("Ask a question of your own"))
    title = say("Thank you. Only the person who asked {id} rates its answer.", id=question.id)
    return Reply(card=Card(title, Text(say("If you need to know something else, ask it.")), Actions(ask)))
