"""Wanting to know as well: what everybody else finds on a question's card (interaction.md, section 3.2)."""

from bot.questions.commands import Follow, MeToo, Rate
from bot.questions.model import Question, State
from bot.speech.cards import Actions, Button, Part, Text
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


def rating(question: Question, say: Words) -> list[Part]:
    """Whether the answer helped: the asker's voice is asked for, and whoever reads it may say so too."""
    number, id = question.number, question.id
    label = say("Helpful ({count})", count=question.helpful) if question.helpful else say("Helpful")
    yes = Button(label, write(Rate(number, "yes")), hint=say("The answer to {id} is helpful", id=id))
    no = Button(say("Not helpful"), write(Rate(number, "no")), hint=say("The answer to {id} is not helpful", id=id))
    return [Actions(yes, no)]


def rated(question: Question, say: Words) -> list[Part]:
    """What the asker says of the answer, and apart from it how many readers found it helpful; for the champions."""
    told = {
        "yes": say("The person who asked found it helpful."),
        "no": say("The person who asked did not find it helpful."),
    }.get(question.rated, "")
    readers = say.many("{count} reader found it helpful.", "{count} readers found it helpful.", question.helpful)
    said = [each for each in (told, readers if question.helpful else "") if each]
    return [Text(" ".join(said))] if said else []


def wanted(question: Question, say: Words) -> list[Text]:
    """How many others want to know it, for the champions; nothing where nobody has said so."""
    count = question.demand
    told = say.many("{count} person wants to know this too.", "{count} people want to know this too.", count)
    return [Text(told)] if count else []
