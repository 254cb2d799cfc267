"""Lines that carry an answer: to whoever asked, whoever follows, and whoever asked the same (interaction.md, 4.3 g, h).

What was corrected since is struck through wherever it was said.
"""

from bot.questions.answer_views import Facets, answer_parts
from bot.questions.commands import Different, Reopen, Status, Unfollow
from bot.questions.model import Answer, Entry, Question, State
from bot.questions.views import button
from bot.questions.wording import REASONS, called
from bot.speech.cards import Actions, Card, Part, Struck, Text, room_in
from bot.speech.plain import cut, pieces
from bot.speech.words import Words


def answer_line(question: Question, facets: Facets, say: Words) -> tuple[Card, ...]:
    """What the thread is told of an answer, whole; struck through where it was corrected since."""
    if facets.answer is None:
        return ()
    if facets.struck_at is not None:
        day = say.day(facets.struck_at, facets.timezone)
        title = say("This answer to {id} was corrected on {day}. The new one is on the card.", id=question.id, day=day)
        return _answer_lines(question, facets.answer, facets, title, [], say)
    asked = say.spans("{asker}, did this solve it? Press a button on the card.", asker=called(question, say))
    title = say("{id} is answered.", id=question.id)
    hello: list[Part] = [] if question.asker.has_left else [Text(*asked)]
    return _answer_lines(question, facets.answer, facets, title, hello, say)


def corrected_line(question: Question, facets: Facets, say: Words) -> tuple[Card, ...]:
    """What was wrong is said, with its date, and sorry once."""
    answer, before = facets.answer, facets.before
    if answer is None:
        return ()
    if facets.struck_at is not None or before is None:
        return answer_line(question, facets, say)
    day = say.day(before.at, facets.timezone)
    title = say("We got {id} wrong on {day}. Sorry about that. Correct is:", id=question.id, day=day)
    hello = Text(*say.spans("{asker}, this is for you.", asker=called(question, say)))
    again = button(say("Reopen"), Reopen(question.number), hint=say("Reopen {id}", id=question.id))
    more: list[Part] = [hello, Actions(again)] if question.state is State.SOLVED else [hello]
    return _answer_lines(question, answer, facets, title, more, say)


def _answer_lines(
    question: Question, answer: Answer, facets: Facets, title: str, last: list[Part], say: Words
) -> tuple[Card, ...]:
    """An answer in as many cards as it needs; one that was corrected is struck through in all of them."""
    signed, _, *rest = answer_parts(question, answer, facets, say, room=10)
    room = room_in(signed, *rest, *last, title=title) - 40
    texts = pieces(answer.text, max(room, 400))
    shown = [Text(Struck(text) if facets.struck_at else text) for text in texts]
    first = Card(title, signed, shown[0], *([*rest, *last] if len(texts) == 1 else []))
    if len(texts) == 1:
        return (first,)
    middle = [Card(say("continued"), each) for each in shown[1:-1]]
    return (first, *middle, Card(say("continued"), shown[-1], *rest, *last))


def merged_line(question: Question, facets: Facets, say: Words) -> Card:
    """That a question is the same as another; its answer, where there is one already."""
    other, different = f"Q-{question.duplicate_of}", Text(say("If it is not, press “It is different” on the card."))
    first = facets.first
    if facets.answer is None and first is not None and first.state is State.CLOSED:
        reason = say(REASONS.get(first.close_reason, REASONS["other"]))
        told = say("We think this is the same as {id}, which was set aside: {reason}.", id=other, reason=reason)
        return Card(told, different)
    if facets.answer is None and first is not None and first.state is State.SOLVED:
        return Card(say("We think this is the same as {id}, which is solved.", id=other), different)
    if facets.answer is None:
        told = say("We think this is the same as {id}. The answer will be there.", id=other)
        return Card(told, Text(say("You read it here too.")), different)
    title = say("We think this is the same as {id}, which is answered.", id=other)
    signed, _, *rest = answer_parts(question, facets.answer, facets, say, room=10)
    room = room_in(signed, *rest, different, title=title) - 20
    return Card(title, *answer_parts(question, facets.answer, facets, say, room), different)


def follower_line(question: Question, entry: Entry, facets: Facets, say: Words) -> Card | None:
    """What somebody who follows a question is told of an answer, a correction, or its end. It repeats nothing of what
    the asker wrote: that is theirs to take back."""
    if entry.verb == "asker_left" and question.state is State.SOLVED:
        return None  # they heard of the answer
    number, about = question.number, cut(question.dataset_title or question.topic, 120)
    name = say("{id} ({about})", id=question.id, about=about) if about else question.id
    title = {
        "answer": say("You follow {what}: it is answered.", what=name),
        "correct": say("You follow {what}: its answer was corrected.", what=name),
        "confirm_community": say("You follow {what}: it is solved by a community reply.", what=name),
    }.get(entry.verb) or say(
        "You follow {what}: it was set aside: {reason}.", what=name,
        reason=say(REASONS.get(question.close_reason, REASONS["other"])),
    )  # fmt: skip
    actions = Actions(
        button(say("Where it stands"), Status(number), hint=say("Where {id} stands", id=question.id)),
        button(say("Stop following"), Unfollow(number), hint=say("Stop following {id}", id=question.id)),
    )
    return _with_answer(question, entry, facets, title, [actions], say)


def _with_answer(question: Question, entry: Entry, facets: Facets, title: str, last: list[Part], say: Words) -> Card:
    """A card about an answer or its correction, with as much of it as fits; struck through where it was corrected."""
    answer = facets.answer if entry.verb in ("answer", "correct") else None
    if answer is None:
        return Card(title, *last)
    if facets.struck_at is not None:
        struck = say("This answer was corrected on {day}.", day=say.day(facets.struck_at, facets.timezone))
        last = [Text(struck), *last]
    signed, _, *rest = answer_parts(question, answer, facets, say, room=10)
    room = room_in(signed, *rest, *last, title=title) - 20
    signed, said, *rest = answer_parts(question, answer, facets, say, room)
    shown = Text(Struck(cut(answer.text, room))) if facets.struck_at else said
    return Card(title, signed, shown, *rest, *last)


def same_line(first: Question, entry: Entry, facets: Facets, duplicate: Question, say: Words) -> Card | None:
    """What whoever asked the same is told, in their own thread, of what became of the first question."""
    if entry.verb == "asker_left" and first.state is State.SOLVED:
        return None  # they heard of the answer
    title = {
        "answer": say("{id} is answered, and yours is the same.", id=first.id),
        "correct": say("The answer to {id}, which is yours too, was corrected.", id=first.id),
        "confirm_community": say("{id}, which is the same, is solved by a community reply.", id=first.id),
    }.get(entry.verb) or say(
        "{id}, which is the same, was set aside: {reason}.", id=first.id,
        reason=say(REASONS.get(first.close_reason, REASONS["other"])),
    )  # fmt: skip
    asked = say.spans("{asker}, if yours is different, press the button.", asker=called(duplicate, say))
    hint = say("{id} is different", id=duplicate.id)
    different = button(say("It is different"), Different(duplicate.number), hint=hint)
    return _with_answer(first, entry, facets, title, [Text(*asked), Actions(different)], say)
