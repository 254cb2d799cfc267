"""Wanting to know as well: what everybody else finds on a question's card (interaction.md, section 3.2)."""

from bot.questions.commands import Follow, MeToo
from bot.questions.model import Question, State
from bot.speech.cards import Button, Text
from bot.speech.grammar import write
from bot.speech.words import Words


def wanting(question: Question, say: Words) -> list[Button]:
    """What everybody else can press: "me too" while it is open, and follow."""
    number, id = question.number, question.id
    follow = Button(say("Follow"), write(Follow(number)), hint=say("Follow {id}", id=id))
    if question.state is State.DUPLICATE:
        return []
    if not question.answer_is_due:
        return [follow]
    label = say("Me too ({count})", count=question.demand) if question.demand else say("Me too")
    return [Button(label, write(MeToo(number)), hint=say("I want to know {id} too", id=id)), follow]


def wanted(question: Question, say: Words) -> list[Text]:
    """How many others want to know it, for the champions; nothing where nobody has said so."""
    count = question.demand
    told = say.many("{count} person wants to know this too.", "{count} people want to know this too.", count)
    return [Text(told)] if count else []
