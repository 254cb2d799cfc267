"""Cursors: how far each channel was heard, so that what was said while we were away is read afterwards."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Column, Table, Text, select

from bot.engine.remembering import Mark
from storage.columns import Moment, desk, metadata, of_desk
from storage.prepared import Link, Prepared, adding, is_given

# ``mark`` is the platform's own; ``at`` is when we last listened, which people are told.
cursors = Table(
    "cursors",
    metadata,
    desk(),
    Column("platform", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("mark", Text, nullable=False),
    Column("at", Moment, nullable=False),
    of_desk(),
)
_c = cursors.c
_new = adding(cursors, "desk", "platform", "channel", "mark", "at")
_SAVE = Prepared(
    _new.on_conflict_do_update(
        index_elements=[_c.desk, _c.platform, _c.channel],
        set_={"mark": _new.excluded.mark, "at": _new.excluded.at},
    )
)
_ALL = Prepared(select(_c.channel, _c.mark, _c.at).where(*is_given(cursors, "desk", "platform")))


def marks(link: Link, desk: str, platform: str) -> Mapping[str, Mark]:
    """How far each channel was heard; empty before the first time."""
    return {channel: Mark(mark, at) for channel, mark, at in link.rows(_ALL, desk=desk, platform=platform)}


def save(link: Link, desk: str, platform: str, heard: Mapping[str, str], at: datetime) -> None:
    """Remember how far each channel was heard, and when that was."""
    common = {"desk": desk, "platform": platform, "at": at}
    link.many(_SAVE, ({**common, "channel": channel, "mark": mark} for channel, mark in heard.items()))
