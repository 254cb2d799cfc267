"""Reminders: what people read when the clock has rung (interaction.md, sections 4.2 and 8). No blame, no haste."""

from bot.questions.commands import (
    Claim,
    HandOff,
    NotYet,
    Release,
    Route,
    Solved,
    StillOnIt,
    Tell,
    Withdraw,
    WriteAnswer,
)
from bot.questions.model import Entry, Question
from bot.questions.views import Facets, button
from bot.questions.wording import called
from bot.speech.cards import Actions, Button, Card, Span, Text
from bot.speech.plain import cut
from bot.speech.words import Words


def asker_line(question: Question, entry: Entry, facets: Facets, say: Words) -> Card | None:
    """What whoever asked is told; None for what is no concern of theirs."""
    champion = facets.roster.name(question.owner, say("a champion"))
    match entry.verb:
        case "still_looking":
            told = say("We are still finding somebody for {id}. That is on us.", id=question.id)
            return Card(told, *_next_news(question, say))
        case "release" if not entry.by:
            told = say("We are asking somebody else to take {id}.", id=question.id)
            return Card(told, *_next_news(question, say))
        case "still_working":
            return Card(say("{champion} is still working on it.", champion=champion), *_next_news(question, say))
        case "escalate" if question.level == "internal":
            return Card(say("We asked an expert inside the City about this."), *_next_news(question, say))
        case "snooze":
            told = say("{champion} is still working on it; next update {day}.",
                       champion=champion, day=say.day(question.until) if question.until else "")  # fmt: skip
            return Card(told, *([Text(cut(entry.note, 1_200))] if entry.note else []))
        case "remind" | "remind_again":
            return _still_needed(question, facets, champion, say)
        case "asker_silent":
            return Card(
                say("We did not hear back, so we set {id} aside. Reply any time and we pick it up again.",
                    id=question.id)
            )  # fmt: skip
        case "ask_verdict":
            return _verdict(question, say)
        case "assume":
            title = say("No reply in {days} days, so we assume this is solved.", days=facets.assumed_after)
            return Card(title, Text(say("If it is not, reply here or press Reopen on the card.")))
        case _:
            return None


def _next_news(question: Question, say: Words) -> list[Text]:
    if question.promised is None:
        return []
    return [Text(say("Next news by {day}.", day=say.day(question.promised)))]


def _still_needed(question: Question, facets: Facets, champion: str, say: Words) -> Card:
    number, id = question.number, question.id
    if facets.need:
        title = say("{champion} still needs one thing for {id}: {need}",
                    champion=champion, id=id, need=cut(facets.need, 600))  # fmt: skip
    else:
        title = say("{champion} still needs one thing for {id}.", champion=champion, id=id)
    told = say.spans(
        "{asker}, there is no rush. If you no longer need this, press Withdraw.", asker=called(question, say)
    )
    actions = Actions(
        button(say("Add detail"), Tell(number), "primary", say("Add detail to {id}", id=id)),
        button(say("Withdraw"), Withdraw(number), hint=say("Withdraw {id}", id=id)),
    )
    return Card(title, Text(*told), actions)


def _verdict(question: Question, say: Words) -> Card:
    number, id = question.number, question.id
    asked = say.spans("{asker}, did the answer help?", asker=called(question, say))
    actions = Actions(
        button(say("This solved it"), Solved(number), "primary", say("{id}: this solved it", id=id)),
        button(say("Not yet"), NotYet(number), hint=say("{id}: not solved yet", id=id)),
    )
    later = Text(say("If we hear nothing, we take it as solved. You can reopen it."))
    return Card(say("{id} was answered a few days ago.", id=id), Text(*asked), later, actions)


def unclaimed_card(question: Question, hours: int, champion: Span | None, say: Words) -> Card:
    """The champions' room hears that nobody has taken a question yet; ``champion`` is asked by name."""
    title = say("{id} has waited {hours} working hours.", id=question.id, hours=hours)
    asked = [Text(*say.spans("{champion}, can you take it?", champion=champion))] if champion else []
    return Card(title, *asked, Actions(_claim(question, say), _route(question, say)))


def still_card(question: Question, champion: Span, say: Words) -> Card:
    """Whoever holds a question is asked whether they still do; one press is enough."""
    number, id = question.number, question.id
    actions = Actions(
        button(say("Yes, tell them"), StillOnIt(number), "primary", say("{id}: yes, tell the person who asked", id=id)),
        *_letting_go(question, say),
    )
    asked = say.spans("{champion}, still on it? It is fine to pass it on.", champion=champion)
    return Card(say("{id} has been quiet for a while.", id=id), Text(*asked), actions)


def awake_card(question: Question, champion: Span, say: Words) -> Card:
    """Whoever put a question aside until today is told that today has come."""
    answer = button(say("Answer"), WriteAnswer(question.number), "primary", say("Answer {id}", id=question.id))
    asked = say.spans("{champion}, you put it aside until today.", champion=champion)
    return Card(say("{id} is awake again.", id=question.id), Text(*asked), Actions(answer, *_letting_go(question, say)))


def handoff_over_card(question: Question, owner: Span, target: Span, say: Words) -> Card:
    """Whoever passed a question on, and whoever it was passed to, read that it was not accepted in time."""
    told = say.spans("{owner}, {target} did not accept it within a working day.", owner=owner, target=target)
    return Card(say("{id} stays where it was.", id=question.id), Text(*told), Actions(*_letting_go(question, say)))


def _letting_go(question: Question, say: Words) -> tuple[Button, Button]:
    return (
        button(say("Hand off"), HandOff(question.number), hint=say("Hand off {id}", id=question.id)),
        button(say("Release"), Release(question.number), hint=say("Release {id}", id=question.id)),
    )


def _claim(question: Question, say: Words) -> Button:
    return button(say("Claim"), Claim(question.number), "primary", say("Claim {id}", id=question.id))


def _route(question: Question, say: Words) -> Button:
    return button(say("Route elsewhere"), Route(question.number), hint=say("Route {id} elsewhere", id=question.id))
