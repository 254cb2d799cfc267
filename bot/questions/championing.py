"""Championing: claim, ask back, close (interaction.md, section 2.3)."""

from datetime import datetime

from bot.engine.errors import Refusal
from bot.engine.scene import Scene
from bot.people.commands import Back
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.questions.model import OWNED, Question, State
from bot.questions.moves import Role, verbs_from
from bot.questions.moving import account_named, act, may_see, question_of, roles_of, undelivered
from bot.questions.views import button
from bot.questions.wording import STATE_FOR_CHAMPIONS, heading, next_move
from bot.speech.cards import Actions, Button, Card, Part, Text, fitting
from bot.speech.plain import NAME_ROOM, clean, cut, one_line
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark, words

SHOWN = 5
# What makes no sense at a level: none is beyond the executive, none before the external.
_ESCALATED = {"external": {"deescalate"}, "internal": set[str](), "executive": {"escalate"}}
DETAILS = {
    "dataset": mark("Which dataset do you mean?"),
    "dates": mark("Which dates or years do you need?"),
    "area": mark("Which area or address range do you mean?"),
    "purpose": mark("What do you want to use it for?"),
}


def queue(scene: Scene, command: q.Queue) -> Reply:
    """What waits, oldest first, as a whisper: nobody else sees who looked."""
    show = command.show or "mine"
    questions = _waiting(scene, show, command.topic)
    if not questions:
        return _empty(scene, show)
    say = scene.say
    title = say.many("{count} question, oldest first", "{count} questions, oldest first", len(questions))
    actions = Actions(*(_first_step(scene, each) for each in questions[:SHOWN]))
    told = Text(say("and {count} more", count=len(questions)))
    lines = fitting([Text(_line(scene, e)) for e in questions[:SHOWN]], *_leave(scene), told, actions, title=title)
    more = len(questions) - len(lines)
    rest = [Text(say("and {count} more", count=more))] if more else []
    return Reply(card=Card(title, *_leave(scene), *lines, *rest, actions))


def _leave(scene: Scene) -> list[Part]:
    """Until when whoever looks is away, and the way back."""
    me, say = scene.person.champion, scene.say
    if me is None or me.away_until is None or not me.is_away(scene.request.at, scene.work.desk.calendar):
        return []
    told = Text(say("You are away until {day}.", day=say.day(me.away_until)))
    return [told, Actions(button(say("I'm back"), Back()))]


def yours_waiting(say: Words) -> Button:
    """The way to one's own queue."""
    return button(say("See what waits"), q.Queue("mine"))


def _waiting(scene: Scene, show: str, topic: str) -> list[Question]:
    me, questions = scene.person.number, scene.work.questions
    unclaimed = (State.OFFERED, State.UNROUTED)
    match show:
        case "mine":
            mine = questions.queue(owner=me, states=tuple(OWNED), topic=topic)
            offered = [each for each in questions.queue(states=unclaimed, topic=topic) if each.offered_to == me]
            passed = [each for each in questions.queue(states=tuple(OWNED), topic=topic) if each.handoff_to == me]
            found = [*mine, *offered, *passed]
        case "unclaimed":
            found = list(questions.queue(states=unclaimed, topic=topic))
        case "waiting":
            found = list(questions.queue(states=(State.WAITING_ASKER,), topic=topic))
        case _:
            found = list(questions.queue(states=(*unclaimed, *OWNED, State.HELD), topic=topic))
    seen = [each for each in found if roles_of(scene.person, each) and may_see(scene.person, each)]
    return sorted({each.number: each for each in seen}.values(), key=lambda each: each.asked_at)


def asked_by(scene: Scene, command: q.AskedBy) -> Reply:
    """Person menu "Their public data questions": what everybody may see of them anyway, newest first."""
    say = scene.say
    person = account_named(scene, command.person)
    name = cut(person.name, NAME_ROOM) if person and person.name else say("This person")
    asked, count = scene.work.questions.named_by(person.number, SHOWN) if person else ((), 0)
    if not asked:
        return sentence(say("{name} has no public questions.", name=name))
    title = say.many("{name} asked {count} public question", "{name} asked {count} public questions", count, name=name)
    actions = Actions(*(button(each.id, q.Status(each.number), hint=say("Show {id}", id=each.id)) for each in asked))
    told = Text(say("and {count} more", count=count))
    lines = fitting([Text(_line(scene, each)) for each in asked], told, actions, title=title)
    rest = [Text(say("and {count} more", count=count - len(lines)))] if count > len(lines) else []
    return Reply(card=Card(title, *lines, *rest, actions))


def _empty(scene: Scene, show: str) -> Reply:
    say = scene.say
    if show == "mine":
        others = button(say("Show unclaimed"), q.Queue("unclaimed"))
        return Reply(card=Card(say("Nothing waits for you."), *_leave(scene), Actions(others)))
    return sentence(say("Nothing waits there."))


def _line(scene: Scene, question: Question) -> str:
    say = scene.say
    line = heading(question, STATE_FOR_CHAMPIONS, scene.work.roster, say)
    days = scene.work.desk.calendar.working_days_between(question.asked_at, scene.request.at)
    age = say.many("{count} working day old", "{count} working days old", days) if days else say("asked today")
    text = say("private") if question.is_private else f"“{cut(one_line(question.text), 100)}”"
    if question.state is State.HELD and not scene.person.is_coordinator:
        text = say("A coordinator reads this first.")
    return f"{line} · {age}: {text}"


def _first_step(scene: Scene, question: Question) -> Button:
    say, id = scene.say, question.id
    if question.handoff_to == scene.person.number:
        return button(say("Accept {id}", id=id), q.Accept(question.number))
    if question.state in (State.OFFERED, State.UNROUTED):
        return button(say("Claim {id}", id=id), q.Claim(question.number))
    if question.owner == scene.person.number:
        return button(say("Answer {id}", id=id), q.WriteAnswer(question.number))
    return button(say("More on {id}", id=id), q.More(question.number))


def claim(scene: Scene, command: q.Claim) -> Reply:
    """Take a question: one winner, and everybody else is told who was quicker and when."""
    question, say, me = question_of(scene, command.question), scene.say, scene.person
    if question.owner == me.number and question.state in OWNED:
        return yours(scene, question, say("{id} is already yours.", id=question.id))
    left = question.state is State.CLAIMED and scene.work.roster.get(question.owner) is None
    if question.owner and question.state in OWNED and not left:
        raise _taken(scene, question)
    champion = me.champion
    if champion and command.sure != "yes":
        if leave := _leave(scene):
            return _claim_anyway(scene, question, leave)
        if more := too_many(scene, question, q.Claim(question.number, "yes")):
            return more
    changed = act(scene, question, "take_over" if left else "claim", owner=me.number)
    return yours(scene, changed, say("{id} is yours. Thank you.", id=changed.id))


def yours(scene: Scene, question: Question, title: str) -> Reply:
    """What its new owner reads: the words, and what to do next."""
    say, number = scene.say, question.number
    actions = Actions(
        button(say("Answer"), q.WriteAnswer(number), "primary", say("Answer {id}", id=question.id)),
        button(say("Need detail"), q.Clarify(number), hint=say("Ask for detail on {id}", id=question.id)),
        button(say("More"), q.More(number), hint=say("More for {id}", id=question.id)),
    )
    return Reply(card=Card(title, Text(say("“{text}”", text=cut(question.text, 1_200))), actions))


def _taken(scene: Scene, question: Question) -> Refusal:
    name = scene.work.roster.name(question.owner, scene.say("Somebody"))
    taken = next((e for e in reversed(scene.work.questions.history(question.number)) if e.after is State.CLAIMED), None)
    ago = _ago(scene, taken.at if taken else question.changed_at)
    told = scene.say(
        "{champion} claimed {id} {ago}. You can help in the thread, or ask {champion} to pass it to you.",
        champion=name, id=question.id, ago=ago,
    )  # fmt: skip
    help_out = button(scene.say("Help {champion}", champion=name)[:34], q.WriteAnswer(question.number))
    label = scene.say("Take over now") if scene.person.is_coordinator else scene.say("Ask to take over")
    over = button(label, q.TakeOver(question.number), hint=scene.say("Take over {id}", id=question.id))
    return Refusal(told, "E-TAKEN", (help_out, *([over] if question.state is State.CLAIMED else ())))


def _ago(scene: Scene, then: datetime) -> str:
    seconds = max(int((scene.request.at - then).total_seconds()), 0)
    say = scene.say
    if seconds < 90:
        return say.many("{count} second ago", "{count} seconds ago", seconds)
    if seconds < 5400:
        return say.many("{count} minute ago", "{count} minutes ago", seconds // 60)
    return say("on {day}", day=say.moment(then, scene.work.desk.timezone))


def _claim_anyway(scene: Scene, question: Question, leave: list[Part]) -> Reply:
    anyway = button(scene.say("Claim anyway"), q.Claim(question.number, "yes"))
    return Reply(card=Card(scene.say("You are marked away."), *leave, Actions(anyway)))


def is_full(scene: Scene, number: int) -> bool:
    """Whether a champion holds as many open questions as they said is enough."""
    champion = scene.work.roster.get(number)
    return champion is not None and scene.work.questions.loads().get(number, 0) >= champion.max_open


def too_many(scene: Scene, question: Question, anyway: q.Claim | q.Accept | q.TakeOver) -> Reply | None:
    """Whoever has enough already is asked whether they take one more; None for everybody else."""
    say, me = scene.say, scene.person.number
    if not is_full(scene, me):
        return None
    load = scene.work.questions.loads().get(me, 0)
    title = say("You hold {count} open questions, which is what you said is enough. Take {id} as well?",
                count=load, id=question.id)  # fmt: skip
    return Reply(card=Card(title, Actions(button(say("Claim anyway"), anyway))))


def clarify(scene: Scene, command: q.Clarify) -> Reply:
    """Ask the asker for one thing: the clock stops until they reply."""
    question, say = question_of(scene, command.question), scene.say
    asked = words(question.asker.language)
    picked = asked(DETAILS[command.pick]) if command.pick else ""
    need = " ".join(each for each in (picked, clean(command.text)) if each)
    if not need:
        raise scene.refuse("Please say what you need to know, like `clarify Q-142 Which years?`.")
    if question.asker.has_left:
        raise scene.refuse("The person who asked {id} has left, so nobody can reply. Answer it for others or close it.",
                           id=question.id)  # fmt: skip
    changed = act(scene, question, "clarify", note=need[:1_500])
    told = say("Asked. {id} waits for the person who asked.", id=changed.id)
    return sentence(told, undelivered(scene, changed))


def close(scene: Scene, command: q.Close) -> Reply:
    """Set a question aside with a reason; some reasons need a sentence, one needs a coordinator."""
    question, say = question_of(scene, command.question), scene.say
    note = clean(command.text)[:1_500]
    if command.reason == "not_shareable" and not note:
        raise scene.refuse("Please say in one sentence why it cannot be shared, and where to ask instead.")
    if command.reason == "spam" and Role.COORDINATOR not in roles_of(scene.person, question):
        raise scene.refuse("Only a coordinator can close a question as spam.", "E-ROLE")
    changed = act(scene, question, "close", note=note, close_reason=command.reason)
    if waits := undelivered(scene, changed):
        return sentence(say("{id} is closed.", id=changed.id), waits)
    return sentence(say("{id} is closed. The person who asked was told why.", id=changed.id))


def note(scene: Scene, command: q.NoteIt) -> Reply:
    """A note that only champions see; it is never relayed."""
    question = question_of(scene, command.question)
    changed = act(scene, question, "note", note=clean(command.text)[:1_500])
    return sentence(scene.say("Noted on {id}, for champions only.", id=changed.id))


def more(scene: Scene, command: q.More) -> Reply:
    """Everything that this person can do with this question now."""
    question, say, number = question_of(scene, command.question), scene.say, command.question
    allowed = {*verbs_from(question.state, roles_of(scene.person, question))} - _ESCALATED[question.level]
    offers = {
        "answer": button(say("Answer"), q.WriteAnswer(number)),
        "handoff_offer": button(say("Hand off"), q.HandOff(number)),
        "escalate": button(say("Ask inside"), q.Escalate(number)),
        "deescalate": button(say("End asking inside"), q.Deescalate(number)),
        "snooze": button(say("Snooze"), q.Snooze(number)),
        "wake": button(say("Wake now"), q.Wake(number)),
        "release": button(say("Release"), q.Release(number)),
        "merge": button(say("Asked before"), q.Duplicate(number)),
        "note": button(say("Add a note"), q.NoteIt(number)),
        "correct": button(say("Correct answer"), q.Correct(number)),
        "close": button(say("Close"), q.Close(number)),
        "route": button(say("Route elsewhere"), q.Route(number)),
        "report": button(say("Not a question"), m.Report(number)),
        "assign": button(say("Assign"), q.Assign(number)),
        "hold": button(say("Hold back"), q.Hold(number)),
        "remove": button(say("Remove"), q.Remove(number)),
        "reopen": button(say("Reopen"), q.Reopen(number)),
    }
    shown = [made for verb, made in offers.items() if verb in allowed]
    rows = [Actions(*shown[at : at + 5]) for at in range(0, len(shown), 5)]
    title = heading(question, STATE_FOR_CHAMPIONS, scene.work.roster, say)
    return Reply(card=Card(title, Text(next_move(question, scene.work.roster, say)), *rows))
