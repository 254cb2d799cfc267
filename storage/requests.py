"""Requests that were handled, with the reply each was given."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.engine.errors import Conflict
from bot.engine.request import Request
from bot.speech.reply import NOTHING, Reply
from storage.cards import reply_from_json, reply_to_json
from storage.pictures import shown_in
from storage.prepared import Link, Prepared, adding, is_given
from storage.tables import requests

_REPLY = Prepared(select(requests.c.reply).where(*is_given(requests, "desk", "id")))
_KEEP = Prepared(
    adding(requests, "desk", "id", "at", "reply").on_conflict_do_nothing(
        index_elements=[requests.c.desk, requests.c.id]
    )
)
# Every desk at once: a request's age is the same everywhere, and nobody reads what goes.
_FORGET = Prepared(delete(requests).where(requests.c.at < bindparam("before")))


def reply_to(link: Link, desk: str, request: str) -> Reply | None:
    """The reply that a request was given before; None the first time."""
    found = link.row(_REPLY, desk=desk, id=request)
    if found is None:
        return None
    return NOTHING if found[0] is None else reply_from_json(found[0], shown_in(link, desk, found))


def keep(link: Link, request: Request, desk: str, reply: Reply) -> None:
    """Write down that a request was handled. Raises Conflict where it was handled at the same time."""
    kept = None if reply.is_nothing or reply.once else reply_to_json(reply)
    if link.run(_KEEP, desk=desk, id=request.id, at=request.at, reply=kept) == 0:
        raise Conflict


def forget(link: Link, before: datetime) -> int:
    """Forget the requests that were made before that moment: no platform delivers anything so late."""
    return link.run(_FORGET, before=before)
