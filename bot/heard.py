"""The rows of what nobody types or presses: what adapters hear, and what the clock and the errands say."""

from bot.catalog import commands as c
from bot.catalog import sharing, telling
from bot.catalog.announcing.rows import BY_THE_CLOCK
from bot.desks import commands as d
from bot.desks import leaving, looking
from bot.digest.rows import BY_THE_CLOCK as DIGESTS_BY_THE_CLOCK
from bot.engine.scene import Door, Row, Who
from bot.people import commands as p
from bot.people import departing, leave
from bot.people import handlers as people
from bot.questions import championing, hearing, mending, personal, posting, ringing, undelivered
from bot.questions import commands as q
from bot.showcase.rotation import rows as rotation
from bot.showcase.rows import HEARD_OF
from bot.watching import commands as w
from bot.watching import handlers as watching

HEARD: tuple[Row, ...] = (
    Row(q.Heard, hearing.heard, Who.ANYONE, "A message in a question's thread", q.Heard("2024"), checks=personal.said,
        door=Door.HEARD),
    Row(q.Unclear, hearing.unclear, Who.ANYONE, "Words that may be a question",
        q.Unclear("how many trees are there"), checks=personal.said, door=Door.HEARD),
    Row(q.Track, hearing.track, Who.ANYONE, "Track a message as a data question",
        q.Track("@U1", "Where is the bike data?"), door=Door.HEARD),
    Row(q.MarkAnswer, hearing.mark_answer, Who.ANYONE, "Mark a message as the answer",
        q.MarkAnswer("@U1", "City trees only."), checks=personal.said, door=Door.HEARD),
    Row(q.AskedBy, championing.asked_by, Who.CHAMPION, "What somebody asked for all to see",
        q.AskedBy("@U1"), door=Door.HEARD),
    Row(q.Changed, mending.changed, Who.ANYONE, "A message was edited",
        q.Changed("slack:msg:T1:C1:1.2", "2025"), checks=personal.said, door=Door.HEARD),
    Row(q.TakenBack, mending.taken_back, Who.ANYONE, "A message was deleted",
        q.TakenBack("slack:msg:T1:C1:1.2"), door=Door.HEARD),
    Row(q.Posted, posting.posted, Who.ANYONE, "A thread in the ask forum is a question",
        q.Posted("Where is the bike data?"), looks=posting.leads, checks=personal.said, door=Door.HEARD),
    Row(w.Noticed, watching.noticed, Who.ANYONE, "A message in a watched room asks something about data",
        w.Noticed("Where is the bike data?"), looks=watching.answers, door=Door.HEARD),
    Row(c.Shared, sharing.shared, Who.ANYONE, "A link to a dataset was shared", c.Shared(17), door=Door.HEARD),
    Row(c.Polled, telling.polled, Who.ANYONE, "The clock says what a portal shows", c.Polled(1), door=Door.HEARD),
    Row(q.Undelivered, undelivered.undelivered, Who.ANYONE, "A card of a question cannot be shown",
        q.Undelivered(142, "card", "slack", "I can't post there."), door=Door.HEARD),
    Row(p.LeaveBegins, leave.begins, Who.ANYONE, "The clock says that somebody's leave begins", p.LeaveBegins(4),
        door=Door.HEARD),
    Row(q.Rung, ringing.rung, Who.ANYONE, "The clock says that a wait is over", q.Rung(142), door=Door.HEARD),
    *BY_THE_CLOCK,
    *rotation.BY_THE_CLOCK,
    *DIGESTS_BY_THE_CLOCK,
    *HEARD_OF,
    Row(d.Removed, leaving.removed, Who.ANYONE, "The app was removed from a workspace", d.Removed(), door=Door.HEARD),
    Row(p.Recognise, people.recognise, Who.ANYONE, "What a platform says of an account",
        p.Recognise("ana@example.gov", "ana"), door=Door.HEARD),
    Row(p.HasLeft, departing.has_left, Who.ANYONE, "Somebody is no longer there", p.HasLeft("@U1"), door=Door.HEARD),
    Row(p.RosterChecked, people.roster_checked, Who.COORDINATOR, "Who of the roster is still there",
        p.RosterChecked(), door=Door.HEARD),
    Row(d.ChannelsFound, looking.channels_found, Who.COORDINATOR, "What the platforms say of the channels",
        d.ChannelsFound(), door=Door.HEARD),
    Row(d.SourceFound, looking.source_found, Who.COORDINATOR, "What a portal has", d.SourceFound(), door=Door.HEARD),
    Row(d.SourceRead, looking.source_read, Who.COORDINATOR, "What was read of the portal", d.SourceRead(4),
        door=Door.HEARD),
)  # fmt: skip
