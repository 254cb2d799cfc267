"""Pictures: their bytes, beside the cards that name them by their hash.

A card that is shown needs them no more, and one that is changed is made anew from what is true then. So what no project
has is kept for as long as a card may have to wait for its platform, and then goes.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, literal_column, select, update

from bot.showcase.model import GONE
from storage.cards import NO_PICTURES, hashes_in
from storage.prepared import Link, Prepared, adding, among, is_given
from storage.tables import drafts, pictures, projects

if TYPE_CHECKING:
    from storage.work import Unit

KEPT = timedelta(days=14)

_p = pictures.c
_new = adding(pictures, "desk", "hash", "png", "kept_at")
_KEEP = Prepared(_new.on_conflict_do_update(index_elements=[_p.desk, _p.hash], set_={"kept_at": _new.excluded.kept_at}))
_GET = Prepared(select(_p.png).where(*is_given(pictures, "desk", "hash")))
_shows_it = (projects.c.desk == _p.desk, projects.c.image == _p.hash, projects.c.image != literal_column("''"))
_is_a_projects = exists().where(*_shows_it, ~among(projects.c.state, GONE))
_DROP = Prepared(delete(pictures).where(*is_given(pictures, "desk", "hash"), ~_is_a_projects))
# A draft names its picture somewhere in its text.
_DRAFTED = Prepared(
    delete(pictures).where(
        *is_given(pictures, "desk"),
        ~_is_a_projects,
        exists().where(
            *(drafts.c.desk == _p.desk, drafts.c.person == bindparam("person")),
            drafts.c.text.like(literal_column("'%'").concat(_p.hash).concat(literal_column("'%'"))),
        ),
    )
)
# Every desk at once: how long a picture is kept is the same everywhere, and nobody reads what goes.
_DATE = Prepared(update(pictures).where(_p.kept_at.is_(None)).values(kept_at=bindparam("at")))
_FORGET = Prepared(delete(pictures).where(_p.kept_at < bindparam("before"), ~_is_a_projects))


class Pictures:
    """The pictures of one desk, in one unit of work. They are written when it ends."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug
        self._kept: dict[str, bytes] = {}

    def keep(self, png: bytes) -> str:
        """Keep a picture; its hash, by which it is had again. One that is there already counts as new."""
        name = sha256(png).hexdigest()
        self._kept[name] = png
        return name

    def get(self, name: str) -> bytes | None:
        """The picture with that hash; None where it is not kept, or not on this desk."""
        found: bytes | None = self._kept.get(name) or self._link.value(_GET, desk=self._desk, hash=name)
        return found

    def drop(self, name: str) -> None:
        """Keep a picture no longer that no standing project has: its maker took it back."""
        self._kept.pop(name, None)
        self._link.run(_DROP, desk=self._desk, hash=name)

    def flush(self) -> None:
        """Write what is to be kept."""
        kept, self._kept = self._kept, {}
        about = {"desk": self._desk, "kept_at": self._work.at}
        self._link.many(_KEEP, [{**about, "hash": name, "png": png} for name, png in kept.items()])


def shown_in(link: Link, desk: str, texts: Iterable[str]) -> Mapping[str, bytes]:
    """The pictures by hash that cards of a desk show, from their JSON."""
    names = {name for text in texts for name in hashes_in(text)}
    if not names:
        return NO_PICTURES
    found = {name: link.value(_GET, desk=desk, hash=name) for name in sorted(names)}
    return {name: png for name, png in found.items() if png is not None}


def forget_drafted(link: Link, desk: str, person: int) -> None:
    """Forget the pictures in somebody's drafts that no project has."""
    link.run(_DRAFTED, desk=desk, person=person)


def forget(link: Link, at: datetime) -> int:
    """Forget the pictures that nobody has hung for two weeks and that no project has; gives how many."""
    link.run(_DATE, at=at)
    return link.run(_FORGET, before=at - KEPT)
