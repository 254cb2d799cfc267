"""What buttons say after an answer, beside an owner, and of what routing learns: rows of the table of commands."""

from bot.engine.scene import Door, Row, Who
from bot.questions import commands as q
from bot.questions import duplicates, hearing, learning, taking_over, verdicts

VERDICTS: tuple[Row, ...] = (
    Row(q.Rate, verdicts.rate, Who.ANYONE, "Say whether an answer helped", q.Rate(142, "yes"), door=Door.PRESSED),
    Row(q.Same, duplicates.same, Who.ANYONE, "Say that your private question was asked before", q.Same(142, 118),
        door=Door.PRESSED),
    Row(q.StepAside, verdicts.step_aside, Who.CHAMPION, "Say that a second look is not for you", q.StepAside(142),
        door=Door.PRESSED),
    Row(q.TakeOver, taking_over.take_over, Who.CHAMPION, "Ask to take over somebody's question", q.TakeOver(142),
        door=Door.PRESSED),
    Row(q.LetGo, taking_over.let_go, Who.CHAMPION, "Say whether somebody may have your question", q.LetGo(142, "3"),
        door=Door.PRESSED),
    Row(q.MarkLast, hearing.mark_last, Who.CHAMPION, "Take your last reply as the answer", q.MarkLast(142),
        door=Door.PRESSED),
    Row(q.Learn, learning.learn, Who.CHAMPION, "Send questions like this one there next time", q.Learn(142),
        door=Door.PRESSED),
)  # fmt: skip
