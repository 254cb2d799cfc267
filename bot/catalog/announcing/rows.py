"""The rows of announcements in the table of commands."""

from bot.catalog.announcing import commands as a
from bot.catalog.announcing import coordinating, holding, mending, previewing, subscribing, telling
from bot.engine.scene import Door, Row, Who

ANNOUNCING: tuple[Row, ...] = (
    Row(a.AnnouncePreview, previewing.preview, Who.COORDINATOR, "See what is announced next", a.AnnouncePreview()),
    Row(a.AnnounceNow, coordinating.now, Who.COORDINATOR, "Announce at once what waits", a.AnnounceNow("DS-17")),
    Row(a.AnnounceHold, coordinating.hold, Who.COORDINATOR, "Hold a dataset back", a.AnnounceHold("DS-17"),
        form=coordinating.dataset_form, needs=("text",)),
    Row(a.AnnounceSkip, coordinating.skip, Who.COORDINATOR, "Never announce a dataset", a.AnnounceSkip("DS-17"),
        form=coordinating.dataset_form, needs=("text",)),
    Row(a.AnnounceList, coordinating.listed, Who.COORDINATOR, "See what waits to be announced, and what is held",
        a.AnnounceList()),
    Row(a.AnnouncePause, coordinating.pause, Who.COORDINATOR, "Announce nothing for now", a.AnnouncePause()),
    Row(a.AnnounceResume, coordinating.resume, Who.COORDINATOR, "Announce again", a.AnnounceResume()),
    Row(a.AnnounceSubscribe, subscribing.subscribe, Who.COORDINATOR, "Have a channel hear of new data",
        a.AnnounceSubscribe("#traffic-data", "Trees"), form=subscribing.subscribe_form, needs=("channel",)),
    Row(a.AnnounceUnsubscribe, subscribing.unsubscribe, Who.COORDINATOR, "Have a channel hear of it no longer",
        a.AnnounceUnsubscribe("#traffic-data"), form=subscribing.subscribe_form, needs=("channel",)),
)  # fmt: skip
ON_CARDS: tuple[Row, ...] = (
    Row(a.DecideHold, holding.decide, Who.COORDINATOR, "Decide on what is held", a.DecideHold(3, "announce"),
        door=Door.PRESSED),
    Row(a.AnnounceAgain, mending.again, Who.COORDINATOR, "Try to announce it again", a.AnnounceAgain(3),
        door=Door.PRESSED),
    Row(a.Announced, coordinating.announced, Who.ANYONE, "See every dataset of an announcement", a.Announced(3),
        door=Door.PRESSED),
)  # fmt: skip
BY_THE_CLOCK: tuple[Row, ...] = (
    Row(a.SlotDue, telling.slot_due, Who.ANYONE, "The clock says that a slot has come", a.SlotDue(), door=Door.HEARD),
    Row(a.NotAnnounced, mending.not_announced, Who.ANYONE, "An announcement cannot be shown",
        a.NotAnnounced(3, "slack", "I can't post there."), door=Door.HEARD),
    Row(a.LookThrough, telling.look_through, Who.ANYONE, "The clock says that there are finds", a.LookThrough(),
        door=Door.HEARD),
)  # fmt: skip
