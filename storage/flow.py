"""What happened in one week or month, in one count over its lines of the history: for weeks that lie further back than
those whose questions a digest reads whole."""

from sqlalchemy import bindparam, case, distinct, func, select

from bot.digest.course import ANSWERS
from bot.digest.model import Flow
from bot.digest.periods import Period
from bot.questions.model import OPEN
from storage.prepared import Link, Prepared, among, is_given
from storage.tables import entries

_e = entries.c
_is_open, _was_open = (among(column, (state.value for state in OPEN)) for column in (_e.after, _e.before))
_COUNTED = Prepared(
    select(
        func.coalesce(func.sum(case((_e.number == 1, 1), else_=0)), 0),
        func.count(distinct(case((among(_e.verb, ANSWERS), _e.question)))),
        func.coalesce(func.sum(case((_is_open, 1), else_=0) - case((_was_open, 1), else_=0)), 0),
    ).where(
        *is_given(entries, "desk"),
        _e.at >= bindparam("since", type_=_e.at.type),
        _e.at < bindparam("until", type_=_e.at.type),
    )
)


def flow_in(link: Link, desk: str, period: Period) -> Flow:
    """What was asked and answered in a period, and by how many more were open at its end."""
    row = link.row(_COUNTED, desk=desk, since=period.start, until=period.end)
    assert row is not None
    asked, answered, gained = row
    return Flow(period, int(asked), int(answered), int(gained))
