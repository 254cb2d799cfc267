"""The rows of the rotation in the table of commands."""

from datetime import date

from bot.engine.scene import Door, Row, Who
from bot.showcase.rotation import commands as r
from bot.showcase.rotation import scheduling, showing, slots, thanking

SCHEDULING: tuple[Row, ...] = (
    Row(r.ShowcaseSchedule, scheduling.schedule, Who.COORDINATOR, "See which projects are shown when, and choose",
        r.ShowcaseSchedule(12, on=date(2026, 12, 4))),
    Row(r.ShowcasePause, scheduling.pause, Who.COORDINATOR, "Show no project for now", r.ShowcasePause()),
    Row(r.ShowcaseResume, scheduling.resume, Who.COORDINATOR, "Show projects again", r.ShowcaseResume()),
)  # fmt: skip
ON_CARDS: tuple[Row, ...] = (
    Row(r.ShowAgain, showing.again, Who.COORDINATOR, "Try to show it again", r.ShowAgain(12, 1), door=Door.PRESSED),
)
BY_THE_CLOCK: tuple[Row, ...] = (
    Row(r.ShowDue, showing.show_due, Who.ANYONE, "The clock says that a project is due", r.ShowDue(), door=Door.HEARD),
    Row(r.ThanksDue, thanking.thanks_due, Who.ANYONE, "The clock says that thanks are due", r.ThanksDue(),
        door=Door.HEARD),
    Row(r.ReckonSlots, slots.reckon, Who.ANYONE, "The clock says that a slot has to be reckoned", r.ReckonSlots(),
        door=Door.HEARD),
    Row(r.NotShown, showing.not_shown, Who.ANYONE, "A project's card cannot be shown",
        r.NotShown(12, 1, "slack", "I can't post there."), door=Door.HEARD),
)  # fmt: skip
