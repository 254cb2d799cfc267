"""Cards of a question: public, in the champions' room, and the asker's own (interaction.md, sections 3.2 to 3.5)."""

from bot.people.persons import Roster
from bot.questions.answer_views import LEAST_TEXT, Facets, answer_beside, edited_note
from bot.questions.commands import (
    Accept,
    Claim,
    Clarify,
    Decline,
    Different,
    HandOff,
    MarkLast,
    More,
    NotYet,
    Release,
    ReleaseHold,
    Reopen,
    Route,
    Solved,
    Status,
    Tell,
    Wake,
    Withdraw,
    WriteAnswer,
)
from bot.questions.commands.moderating import Report
from bot.questions.model import OWNED, Question, State
from bot.questions.wanting import rated, rating, wanted, wanting
from bot.questions.wording import (
    STATE_FOR_ALL,
    STATE_FOR_ASKER,
    STATE_FOR_CHAMPIONS,
    asked_inside,
    asker_of,
    heading,
    next_move,
    platform_name,
)
from bot.speech.cards import Actions, Button, Card, Facts, Link, Note, Part, Span, Text, room_in
from bot.speech.command import Command
from bot.speech.grammar import write
from bot.speech.plain import NAME_ROOM, cut
from bot.speech.words import Words

HIDDEN = (State.WITHDRAWN, State.REMOVED, State.HELD)
__all__ = [
    "HIDDEN",
    "LEAST_TEXT",
    "Facets",
    "asker_card",
    "button",
    "edited_note",
    "handoff_card",
    "public_card",
    "triage_card",
]


def button(label: str, command: Command, style: str = "", hint: str = "") -> Button:
    """A button that says a command."""
    return Button(label, write(command), style="primary" if style == "primary" else "", hint=hint)


def public_card(question: Question, facets: Facets, say: Words) -> Card:
    """The card in the ask room: what was asked, where it stands, whose move it is, and the answer."""
    title = heading(question, STATE_FOR_ALL, facets.roster, say)
    if question.state in HIDDEN:
        return Card(title, Text(next_move(question, facets.roster, say)))
    parts: list[Part] = []
    parts.append(Text(next_move(question, facets.roster, say)))
    parts += _solved_note(question, facets, say)
    if facets.caveat and question.is_open and not facets.answer:
        parts.append(Note(say("Known caveat for this dataset: {caveat}", caveat=cut(facets.caveat, 300))))
    if facets.address:
        parts.append(Note(say("Read it later:"), " ", Link(question.id, facets.address)))
    parts += _public_rows(question, facets, say)
    if question.state in (State.ANSWERED, State.SOLVED) and facets.answer:
        parts = [*answer_beside(question, facets.answer, facets, say, *parts, title=title), *parts]
    return _with_words(title, question, parts, say)


def _with_words(title: str, question: Question, parts: list[Part], say: Words) -> Card:
    """The card with the question's words first, as many of them as fit; none where they were taken back."""
    if question.erased:
        return Card(title, *parts)
    parts = [*edited_note(question.edited, say), *parts]
    asker = asker_of(question, say)
    room = room_in(Text(asker, " asked:   "), *parts, title=title) - 40
    words = cut(question.text, max(room, LEAST_TEXT))
    return Card(title, Text(*say.spans("{asker} asked: “{text}”", asker=asker, text=words)), *parts)


def _solved_note(question: Question, facets: Facets, say: Words) -> list[Part]:
    if question.state is not State.SOLVED:
        return []
    how = {
        "true": say("Confirmed by the person who asked."),
        "soft": say("Marked as solved by the champion."),
        "assumed": say("No reply in {days} days, so we assume this is solved.", days=facets.assumed_after),
    }.get(question.confirmed, "")
    helper = say("Helped by: {who}.", who=cut(question.solved_by, NAME_ROOM)) if question.solved_by else ""
    if question.solved_by and facets.answer is None:
        how = say("Solved by a community reply. This is not an official City answer.")
    return [Note(" ".join(each for each in (how, helper) if each))] if how or helper else []


def _public_rows(question: Question, facets: Facets, say: Words) -> list[Part]:
    """What everybody can press, and below it, once it is answered, whether the answer helped."""
    marking = [_mark_last(question, say)] if question.replied and question.state in OWNED else []
    first = Actions(*_public_buttons(question, say), *wanting(question, say), *marking)
    return [first, *rating(question, say)] if facets.answer else [first]


def _mark_last(question: Question, say: Words) -> Button:
    hint = say("Mark the last reply as the answer to {id}", id=question.id)
    return button(say("Mark last reply as answer"), MarkLast(question.number), hint=hint)


def _public_buttons(question: Question, say: Words) -> list[Button]:
    number = question.number
    match question.state:
        case State.ANSWERED:
            return [
                button(say("This solved it"), Solved(number), "primary", say("{id}: this solved it", id=question.id)),
                button(say("Not yet"), NotYet(number), hint=say("{id}: not solved yet", id=question.id)),
                button(say("Ask a follow-up"), Tell(number), hint=say("Ask a follow-up to {id}", id=question.id)),
            ]
        case State.SOLVED | State.CLOSED:
            return [button(say("Reopen"), Reopen(number), hint=say("Reopen {id}", id=question.id))]
        case State.WAITING_ASKER:
            return [
                button(say("Add detail"), Tell(number), "primary", say("Add detail to {id}", id=question.id)),
                button(say("Withdraw"), Withdraw(number), hint=say("Withdraw {id}", id=question.id)),
            ]
        case State.DUPLICATE:
            return [button(say("It is different"), Different(number), hint=say("{id} is different", id=question.id))]
        case _:
            return [
                button(say("Add detail"), Tell(number), hint=say("Add detail to {id}", id=question.id)),
                button(say("Where it stands"), Status(number), hint=say("Where {id} stands", id=question.id)),
            ]


def triage_card(question: Question, facets: Facets, say: Words) -> Card:
    """The card in the champions' room: what, why this person, and what can be done."""
    roster = facets.roster
    title = heading(question, STATE_FOR_CHAMPIONS, roster, say)
    parts: list[Part] = []
    if question.state in (State.OFFERED, State.HELD) and question.offered_to:
        parts.append(Text(*_offered(question, roster, say)))
    if question.handoff_to:
        to = roster.name(question.handoff_to, say("a champion"))
        parts.append(Text(say("Passed to {champion}, who has not accepted yet.", champion=to)))
    if question.answer_is_due:
        parts.append(Text(next_move(question, roster, say)))
        parts += [Text(told)] if (told := asked_inside(question, roster, say)) else []
        parts += _asked_beside(question, roster, say)
    if question.deadline and question.answer_is_due:
        parts.append(Text(say("The person who asked needs this by {day}.", day=say.day(question.deadline))))
    parts += wanted(question, say)
    if question.state in (State.ANSWERED, State.SOLVED) and facets.answer and not question.is_private:
        parts.append(Text(say("Answer: {text}", text=cut(facets.answer.text, 400))))
        parts += rated(question, say)
    if facets.caveat:
        parts.append(Note(say("Known caveat for this dataset: {caveat}", caveat=cut(facets.caveat, 300))))
    if buttons := _triage_buttons(question, say):
        parts.append(Actions(*buttons))
    return _for_champions(title, question, parts, say)


def _asked_beside(question: Question, roster: Roster, say: Words) -> list[Part]:
    """Who was asked for a second look."""
    if not question.second:
        return []
    return [Text(say("{champion} was asked to look as well.", champion=roster.name(question.second, "—")))]


def _for_champions(title: str, question: Question, parts: list[Part], say: Words) -> Card:
    if question.state in (State.WITHDRAWN, State.REMOVED) or question.erased:
        return Card(title, *parts) if parts else Card(title, Text(say("There is nothing to do.")))
    if question.state is State.HELD:
        return Card(title, Text(say("A coordinator reads this first.")), *parts)
    if question.is_private:
        shown = say("This question is private. Whoever claims it reads it.")
        return Card(title, Text(shown), *parts)
    parts = [*edited_note(question.edited, say), *parts]
    seen = asker_of(question, say, calling=False)
    how = say("public, has left") if question.asker.has_left else say("public")
    origin = f"{platform_name(question.origin.platform)}, {how}"
    room = room_in(Text(seen, origin, " " * 12), *parts, title=title) - 20
    words = cut(question.text, max(room, LEAST_TEXT))
    said = say.spans("“{text}” — {asker} ({origin})", text=words, asker=seen, origin=origin)
    return Card(title, Text(*said), *parts)


def _offered(question: Question, roster: Roster, say: Words) -> list[str]:
    name = roster.name(question.offered_to, say("a champion"))
    said = [say("Offered to {champion}, who {why}.", champion=name, why=cut(question.why, 200) or say("is free"))]
    if question.backup:
        said.append(" " + say("Backup: {champion}.", champion=roster.name(question.backup, "—")))
    return said


def _triage_buttons(question: Question, say: Words) -> list[Button]:
    number, id = question.number, question.id
    more = button(say("More"), More(number), hint=say("More for {id}", id=id))
    match question.state:
        case State.OFFERED | State.UNROUTED:
            return [
                button(say("Claim"), Claim(number), "primary", say("Claim {id}", id=id)),
                button(say("Route elsewhere"), Route(number), hint=say("Route {id} elsewhere", id=id)),
                button(say("Not a question"), Report(number), hint=say("{id} is not a question", id=id)),
                more,
            ]
        case State.CLAIMED:
            return [
                button(say("Answer"), WriteAnswer(number), "primary", say("Answer {id}", id=id)),
                button(say("Need detail"), Clarify(number), hint=say("Ask for detail on {id}", id=id)),
                button(say("Hand off"), HandOff(number), hint=say("Hand off {id}", id=id)),
                button(say("Release"), Release(number), hint=say("Release {id}", id=id)),
                more,
            ]
        case State.WAITING_ASKER | State.SNOOZED:
            wake = [button(say("Wake now"), Wake(number), hint=say("Wake {id} now", id=id))]
            asleep = wake if question.state is State.SNOOZED else []
            return [button(say("Answer"), WriteAnswer(number), "primary", say("Answer {id}", id=id)), *asleep, more]
        case State.HELD:
            hint = say("Release the hold on {id}", id=id)
            return [button(say("Release the hold"), ReleaseHold(number), "primary", hint), more]
        case State.ANSWERED | State.SOLVED | State.CLOSED:
            return [button(say("More"), More(number), hint=say("More for {id}", id=id))]
        case _:
            return []


def asker_card(question: Question, facets: Facets, say: Words, timezone: str) -> Card:
    """The asker's own view, for ``status`` and direct messages."""
    title = heading(question, STATE_FOR_ASKER, facets.roster, say)
    parts: list[Part] = [Text(next_move(question, facets.roster, say))]
    parts.append(Facts(((say("Asked"), (say.day(question.asked_at, timezone),)),)))
    buttons = _public_buttons(question, say)
    if question.is_open:
        withdraw = button(say("Withdraw"), Withdraw(question.number), hint=say("Withdraw {id}", id=question.id))
        buttons = [b for b in buttons if b.line not in (withdraw.line, write(Status(question.number)))] + [withdraw]
    if buttons:
        parts.append(Actions(*buttons[:5]))
    if question.state in (State.ANSWERED, State.SOLVED) and facets.answer:
        parts += rating(question, say)
        parts[1:1] = answer_beside(question, facets.answer, facets, say, *parts, title=title)
    noted = edited_note(question.edited, say)
    words = cut(question.text, max(room_in(*noted, *parts, title=title) - 40, LEAST_TEXT))
    shown = [Text(say("You asked: “{text}”", text=words)), *noted] if words else []
    return Card(title, *shown, *parts)


def handoff_card(question: Question, by: str, to: Span, note: str, say: Words) -> Card:
    """What the champion to whom a question is passed reads."""
    title = say("{id}: {champion} passes this to you", id=question.id, champion=by)
    called = Text(*say.spans("For {champion}.", champion=to))
    parts: list[Part] = [Text(say("Note: {note}", note=cut(note, 400)))] if note else []
    parts.append(
        Actions(
            button(say("Accept"), Accept(question.number), "primary", say("Accept {id}", id=question.id)),
            button(say("Decline"), Decline(question.number), hint=say("Decline {id}", id=question.id)),
        )
    )
    words = cut(question.text, max(room_in(called, *parts, title=title) - 40, LEAST_TEXT))
    shown = [Text(say("“{text}”", text=words))] if words else []
    return Card(title, called, *shown, *parts)
