"""The rows of digests in the table of commands."""

from bot.catalog import reviewing
from bot.catalog.commands import ReviewNotes
from bot.desks import section_forms, settings
from bot.desks.commands import DigestSchedule
from bot.digest import acting, meaning, refusing, sending, steering
from bot.digest import commands as g
from bot.digest.picturing import illustrated, sheets
from bot.digest.reading import worked_out
from bot.engine.scene import Door, Row, Who

DIGESTS: tuple[Row, ...] = (
    Row(g.DigestPreview, steering.preview, Who.COORDINATOR, "See a digest before others do", g.DigestPreview(),
        reads=steering.read_preview, works=worked_out, draws=sheets, shows=illustrated),
    Row(g.DigestNow, steering.now, Who.COORDINATOR, "Send the last digest at once", g.DigestNow(),
        reads=steering.read_now, works=worked_out, draws=sheets, shows=illustrated),
    Row(DigestSchedule, settings.save, Who.COORDINATOR, "Say when each digest goes out", DigestSchedule("Mon 09:00"),
        form=section_forms.digest_form, needs=("some",)),
    Row(g.DigestAudience, steering.audience, Who.COORDINATOR, "See who gets which digest", g.DigestAudience()),
)  # fmt: skip
ON_DIGESTS: tuple[Row, ...] = (
    Row(g.DigestRest, acting.rest, Who.COORDINATOR, "See a whole list of a digest", g.DigestRest("needs", "2026-W48"),
        reads=acting.read_rest, works=worked_out, door=Door.PRESSED),
    Row(g.DigestMeaning, meaning.meaning, Who.ANYONE, "See what each number of a digest counts", g.DigestMeaning(),
        door=Door.PRESSED),
    Row(g.Rebalance, acting.rebalance, Who.COORDINATOR, "Pass on some of what somebody holds", g.Rebalance(4),
        door=Door.PRESSED),
    Row(ReviewNotes, reviewing.review, Who.COORDINATOR, "See the usage notes that wait for a yes", ReviewNotes(),
        door=Door.PRESSED),
)  # fmt: skip
BY_THE_CLOCK: tuple[Row, ...] = (
    Row(g.DigestDue, sending.digest_due, Who.ANYONE, "The clock says that a digest is due", g.DigestDue(),
        reads=sending.read_due, works=worked_out, draws=sheets, shows=illustrated, door=Door.HEARD),
    Row(g.ReckonDigests, sending.reckon, Who.ANYONE, "The clock says that the next digests have to be reckoned",
        g.ReckonDigests(), door=Door.HEARD),
    Row(g.DigestRefused, refusing.digest_refused, Who.ANYONE, "A digest cannot be shown",
        g.DigestRefused("coordinators", "2026-W48", "slack", "I can't post there."), door=Door.HEARD),
)  # fmt: skip
