"""Traces: which message on a platform became which words of a question, so that edits and deletions find them."""

from typing import TYPE_CHECKING

from sqlalchemy import Column, Table, Text, delete, select

from bot.engine.remembering import Trace
from storage.columns import count, desk, metadata, of_desk, partial, words
from storage.prepared import Prepared, adding, is_given

if TYPE_CHECKING:
    from storage.work import Unit

# ``question`` is 0 while the message is only in a draft. ``part`` is as in ``words``.
traces = Table(
    "traces",
    metadata,
    desk(),
    Column("message", Text, primary_key=True),
    Column("part", Text, primary_key=True),
    count("question"),
    count("draft"),
    words("author"),
    of_desk(),
    partial("traces_by_draft", "desk", "draft", where="draft > 0"),
)
_t = traces.c
_FIELDS = ("message", "author", "question", "draft", "part")
_KEEP = Prepared(adding(traces, "desk", *_FIELDS).on_conflict_do_nothing(index_elements=[_t.desk, _t.message, _t.part]))
_OF = Prepared(
    select(*(_t[name] for name in _FIELDS)).where(*is_given(traces, "desk", "message")).order_by(_t.question, _t.part)
)
_FROM_DRAFT = Prepared(select(_t.message, _t.author).where(*is_given(traces, "desk", "draft"), _t.draft > 0))
_FORGET = Prepared(delete(traces).where(*is_given(traces, "desk", "draft"), _t.draft > 0))


class Traces:
    """The traces of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def keep(self, trace: Trace) -> None:
        """Remember what a message became; saying it twice changes nothing."""
        self._link.run(_KEEP, desk=self._desk, **{name: getattr(trace, name) for name in _FIELDS})

    def of(self, message: str) -> tuple[Trace, ...]:
        """What became of a message; empty for one that became nothing."""
        return tuple(Trace(*row) for row in self._link.rows(_OF, desk=self._desk, message=message))

    def became(self, draft: int, question: int, *parts: str) -> None:
        """The message that a draft came from, where there is one, is now these parts of a question's words."""
        found = self._link.row(_FROM_DRAFT, desk=self._desk, draft=draft)
        if found is None:
            return
        message, author = found
        self._link.run(_FORGET, desk=self._desk, draft=draft)
        for part in parts:
            self.keep(Trace(message, author, question, 0, part))
