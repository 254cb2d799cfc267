"""Erasing: how a person is forgotten (interaction.md, section 6.4).

Of whoever is forgotten a number stays, to which their former questions refer, and nothing that says who it was. What
they asked is taken back or made nameless before that, by the rules for questions (``bot/people/erasing.py``).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import ColumnElement, Text, and_, bindparam, cast, delete, exists, literal, or_, select, update

from bot.engine.request import Place
from bot.engine.slots import Slot
from storage import desks, following, fulltext, voices
from storage.cards import card_from_json
from storage.linking import links
from storage.offers import offers
from storage.pictures import forget_drafted, shown_in
from storage.prepared import Prepared, is_given
from storage.tables import champions, drafts, identities, persons, questions, requests, said, slots
from storage.traces import traces

if TYPE_CHECKING:
    from storage.work import Unit

_s, _i = slots.c, identities.c
_ASKED = Prepared(
    select(questions.c.number).where(*is_given(questions, "desk"), questions.c.asker == bindparam("person"))
)
_WAS_CHAMPION = Prepared(select(champions.c.person).where(*is_given(champions, "desk", "person")))
_WRITTEN = Prepared(
    select(said.c.question, said.c.part, said.c.text)
    .where(*is_given(said, "desk"), said.c.author == bindparam("person"), said.c.text != "")
    .order_by(said.c.question, said.c.id)
)
_wrote_it = exists().where(
    *(_i.desk == traces.c.desk, _i.person == bindparam("person"), _i.user == traces.c.author, _i.user != "")
)
# What a neighbour wrote and somebody else marked as the answer is in the words of whoever marked it.
_MARKED = Prepared(
    select(said.c.question, said.c.part, said.c.text)
    .join_from(
        traces,
        said,
        and_(said.c.desk == traces.c.desk, said.c.question == traces.c.question, said.c.part == traces.c.part),
    )
    .where(*is_given(traces, "desk"), _wrote_it, said.c.text != "", said.c.author != bindparam("person"))
    .order_by(said.c.question, said.c.id)
)
_CREDITED = Prepared(
    select(questions.c.number).where(*is_given(questions, "desk"), questions.c.solved_by == bindparam("name"))
)
_ACCOUNTS = Prepared(
    select(_i.platform, _i.user, _i.team, _i.name, _i.locale, _i.heard_at)
    .where(*is_given(identities, "desk", "person"))
    .order_by(_i.platform, _i.user)
)
_PERSON = Prepared(
    select(persons.c.name, persons.c.language, persons.c.chosen, persons.c.messages).where(
        *is_given(persons, "desk", "number")
    )
)
_DRAFTS = Prepared(
    select(drafts.c.number, drafts.c.kind, drafts.c.at, drafts.c.text)
    .where(*is_given(drafts, "desk", "person"))
    .order_by(drafts.c.number)
)
_naming = (_s.card.like(bindparam("naming")), _s.place.like(bindparam("naming")))
_NAMING = Prepared(
    select(_s.name, _s.place, _s.parent, _s.title, _s.labels, _s.finished, _s.once, _s.card)
    .where(*is_given(slots, "desk"), or_(*_naming))
    .order_by(_s.id)
)


def _of(column: ColumnElement[Any], *also: ColumnElement[bool]) -> tuple[ColumnElement[bool], ...]:
    return (column.table.c.desk == bindparam("desk"), column == bindparam("person"), *also)


_DIRECT = Prepared(delete(slots).where(*is_given(slots, "desk"), _s.place.like(bindparam("ending"))))
# An offer to track somebody's message (D-17/consent) shows its words to one person.
_offers = select(literal("D-").concat(cast(drafts.c.number, Text)).concat("/consent")).where(*_of(drafts.c.person))
_OFFERS = Prepared(delete(slots).where(*is_given(slots, "desk"), _s.name.in_(_offers)))
_TRACES = Prepared(delete(traces).where(*is_given(traces, "desk"), _wrote_it))
_DRAFTED = Prepared(
    delete(traces).where(
        *is_given(traces, "desk"),
        traces.c.draft.in_(select(drafts.c.number).where(*_of(drafts.c.person))),
    )
)
_LINKS = Prepared(
    delete(links).where(
        *is_given(links, "desk"),
        exists().where(
            *(_i.desk == links.c.desk, _i.person == bindparam("person")),
            *(_i.platform == links.c.platform, _i.user == links.c.user),
        ),
    )
)
# Any kept reply may show somebody's words, cut wherever; they serve a second delivery, which comes within seconds.
_REPLIES = Prepared(
    update(requests).where(*is_given(requests, "desk"), requests.c.reply.is_not(None)).values(reply=None)
)
_CREDIT = Prepared(
    update(questions)
    .where(*is_given(questions, "desk"), questions.c.solved_by == bindparam("name"))
    .values(solved_by="")
)
_GONE = (
    *(_OFFERS, _DRAFTED, _TRACES, _LINKS),
    *(Prepared(delete(column.table).where(*_of(column))) for column in (drafts.c.person, offers.c.person, _i.person)),
    Prepared(delete(champions).where(*_of(champions.c.person, champions.c.position.is_(None)))),
)
_NAMELESS = Prepared(
    update(persons)
    .where(*is_given(persons, "desk", "number"))
    .values(name="", language="", platform="", user="", chosen=False, messages="none")
)


class Forgetting:
    """How people of one desk are forgotten, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._work, self._link, self._desk = work, work.link, work.slug

    def asked(self, person: int) -> tuple[int, ...]:
        """The numbers of everything that a person ever asked."""
        return tuple(number for (number,) in self._link.rows(_ASKED, desk=self._desk, person=person))

    def written(self, person: int) -> tuple[tuple[int, str, str], ...]:
        """What a person wrote about any question: (question, part, text), without what was taken back. What somebody
        wrote as a champion is the desk's, and is not among it."""
        mine = {"desk": self._desk, "person": person}
        own = self._link.rows(_WRITTEN, **mine)
        if self._link.row(_WAS_CHAMPION, **mine) is not None:
            asked = set(self.asked(person))
            own = [each for each in own if each[0] in asked]
        return tuple((number, part, text) for number, part, text in [*own, *self._link.rows(_MARKED, **mine)])

    def credited(self, names: Sequence[str]) -> tuple[int, ...]:
        """The questions whose cards thank somebody by one of these names."""
        found = [self._link.rows(_CREDITED, desk=self._desk, name=name) for name in names if name]
        return tuple(sorted({number for rows in found for (number,) in rows}))

    def naming(self, person: int) -> tuple[Slot, ...]:
        """Every card that carries the id of one of a person's accounts, wherever it hangs."""
        self._work.slots.flush()
        found: dict[tuple[str, str], Slot] = {}
        for _, user, *_ in self._accounts(person):
            rows = self._link.rows(_NAMING, desk=self._desk, naming=f"%{user}%")
            seen = shown_in(self._link, self._desk, (row[-1] for row in rows))
            for name, key, parent, title, labels, finished, once, card in rows:
                place, tags = Place.from_key(key), tuple(orjson.loads(labels))
                found[name, key] = Slot(name, place, card_from_json(card, seen), parent, title, tags, finished, once)
        return tuple(found.values())

    def forget(self, person: int, names: Sequence[str]) -> None:
        """Keep nothing of a person but a number: no account, name, choice, draft, trace or direct message, nor a kept
        reply of the desk, any of which may repeat their words. ``names`` are what they went by."""
        self._work.slots.flush()
        mine = {"desk": self._desk, "person": person}
        for _, user, *_ in self._accounts(person):
            self._link.run(_DIRECT, desk=self._desk, ending=f"%/{user}")
        following.forget(self._link, self._desk, person)
        forget_drafted(self._link, self._desk, person)
        voices.forget(self._link, self._desk, person)
        for statement in _GONE:
            self._link.run(statement, **mine)
        for name in names:
            self._link.run(_CREDIT, desk=self._desk, name=name)
        self._link.run(_NAMELESS, desk=self._desk, number=person)
        self._link.run(_REPLIES, desk=self._desk)
        fulltext.forget_deleted(self._link)
        desks.state_changed(self._link, self._desk)

    def known_to(self, person: int) -> dict[str, Any]:
        """What is kept of a person beside questions: their accounts, settings and drafts, in plain values."""
        name, language, chosen, messages = self._link.row(_PERSON, desk=self._desk, number=person) or ("", "", 0, "")
        accounts = [
            {"platform": platform, "id": user, "team": team, "name": called, "locale": locale, "last_heard": at}
            for platform, user, team, called, locale, at in self._accounts(person)
        ]
        kept = [
            {"draft": f"D-{number}", "kind": kind, "at": at, "text": text}
            for number, kind, at, text in self._link.rows(_DRAFTS, desk=self._desk, person=person)
        ]
        settings = {"language": language, "language_chosen": bool(chosen), "messages": messages}
        return {"name": name, "accounts": accounts, "settings": settings, "drafts": kept}

    def _accounts(self, person: int) -> list[tuple[Any, ...]]:
        return self._link.rows(_ACCOUNTS, desk=self._desk, person=person)
