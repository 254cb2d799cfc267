"""What is true of every question, whatever was done with it (interaction.md, section 5.2)."""

from bot.questions.model import OWNED, PASSABLE, Question, State


def broken(question: Question) -> list[str]:
    """The invariants that ``question`` breaks, in words; empty for every question that moves have made."""
    wrong = []
    if question.state in OWNED and not question.owner:
        wrong.append(f"{question.id} is {question.state} and nobody owns it")
    if question.state in (State.OFFERED, State.UNROUTED, State.HELD) and question.owner:
        wrong.append(f"{question.id} is {question.state} and still owned")
    if question.state is State.DUPLICATE and question.duplicate_of in (0, question.number):
        wrong.append(f"{question.id} is a duplicate of nothing")
    if question.state is State.CLOSED and not question.close_reason:
        wrong.append(f"{question.id} is closed without a reason")
    if question.handoff_to and question.state not in PASSABLE:
        wrong.append(f"{question.id} is passed on though nobody can accept it")
    return wrong
