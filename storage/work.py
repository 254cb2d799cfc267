"""The unit of work: everything a handler reads and writes, in one transaction, on one desk."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Generic, TypeVar

from bot.desk import Desk
from bot.engine.request import Place, Request
from bot.people.model import Identity
from bot.people.persons import Roster
from bot.questions.moderation.model import Condition
from bot.speech.reply import Reply
from storage import desks, linking, requests
from storage.appointments import Appointments
from storage.catalog import Catalog
from storage.digest import Digests
from storage.drafts import Drafts
from storage.erasing import Forgetting
from storage.finds import Finds
from storage.following import Follows
from storage.lessons import Lessons
from storage.moderation import Moderation
from storage.notes import Notes
from storage.offers import Offers
from storage.people import People
from storage.pictures import Pictures
from storage.portals import Portals
from storage.prepared import Link
from storage.questions import Questions
from storage.rotation import Rotation
from storage.search import Search
from storage.seen import Seen
from storage.shelf import Shelf
from storage.showcase import Projects
from storage.slots import Slots
from storage.traces import Traces
from storage.voices import Voices
from storage.workspaces import Workspaces

T = TypeVar("T")


class _Room(Generic[T]):
    """A property that is made when it is first asked for, and kept. As ``functools.cached_property``, without the lock
    that it takes in Python 3.11: no two threads ever have the same unit of work."""

    def __init__(self, make: Callable[["Unit"], T]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, unit: "Unit", _: type["Unit"]) -> T:
        made = unit.__dict__[self._name] = self._make(unit)
        return made


class Unit:
    """One unit of work (the port is ``bot.engine.ports.Work``). Its rooms are made when they are first entered.

    ``at`` is the moment of the request, once the unit has been told.
    """

    def __init__(self, link: Link, desk: str, shelf: Shelf) -> None:
        self.link, self.slug, self.shelf = link, desk, shelf
        self.at: datetime | None = None

    @property
    def desk(self) -> Desk:
        """The desk's settings. Raises :class:`storage.desks.UnknownDesk`."""
        return self.shelf.state(self.link, self.slug).desk

    @property
    def roster(self) -> Roster:
        """The desk's roster."""
        return self.shelf.state(self.link, self.slug).roster

    @property
    def rooms(self) -> Mapping[str, Place]:
        """The desk's rooms that are known to exist: "slack/ask" → its place."""
        return self.shelf.state(self.link, self.slug).rooms

    @property
    def condition(self) -> Condition:
        """What holds for the desk just now, beside its settings."""
        return self.shelf.state(self.link, self.slug).condition

    @_Room
    def moderation(self) -> Moderation:
        """Limits, mutes and the log of the desk."""
        return Moderation(self)

    @_Room
    def people(self) -> People:
        """The people of the desk."""
        return People(self)

    @_Room
    def questions(self) -> Questions:
        """The questions of the desk."""
        return Questions(self)

    @_Room
    def drafts(self) -> Drafts:
        """The drafts of the desk."""
        return Drafts(self)

    @_Room
    def catalog(self) -> Catalog:
        """The datasets of the desk."""
        return Catalog(self)

    @_Room
    def portals(self) -> Portals:
        """The portals of the desk."""
        return Portals(self)

    @_Room
    def seen(self) -> Seen:
        """Everything that its portals ever showed."""
        return Seen(self)

    @_Room
    def slots(self) -> Slots:
        """What the desk's places should show."""
        return Slots(self)

    @_Room
    def pictures(self) -> Pictures:
        """The pictures that the desk's cards show."""
        return Pictures(self)

    @_Room
    def search(self) -> Search:
        """The desk's full text."""
        return Search(self)

    @_Room
    def follows(self) -> Follows:
        """Who follows what on the desk."""
        return Follows(self)

    @_Room
    def voices(self) -> Voices:
        """What people say of the desk's answers."""
        return Voices(self)

    @_Room
    def lessons(self) -> Lessons:
        """What the desk has learned about who takes what."""
        return Lessons(self)

    @_Room
    def forgetting(self) -> Forgetting:
        """How a person of the desk is forgotten."""
        return Forgetting(self)

    @_Room
    def traces(self) -> Traces:
        """What became of the messages of the desk."""
        return Traces(self)

    @_Room
    def notes(self) -> Notes:
        """The usage notes of the desk's datasets."""
        return Notes(self)

    @_Room
    def digests(self) -> Digests:
        """What the digests of the desk are made from."""
        return Digests(self)

    @_Room
    def finds(self) -> Finds:
        """What polls of the desk's portals found."""
        return Finds(self)

    @_Room
    def appointments(self) -> Appointments:
        """What the desk does at fixed times of the week."""
        return Appointments(self)

    @_Room
    def projects(self) -> Projects:
        """What people built with the desk's data."""
        return Projects(self)

    @_Room
    def rotation(self) -> Rotation:
        """What it keeps of their turns."""
        return Rotation(self)

    @_Room
    def offers(self) -> Offers:
        """The offers that the desk made in watched rooms."""
        return Offers(self)

    @_Room
    def workspaces(self) -> Workspaces:
        """The workspaces of the desk."""
        return Workspaces(self)

    def reply_to(self, request: str) -> Reply | None:
        """The reply that a request was given before; None the first time."""
        return requests.reply_to(self.link, self.slug, request)

    def keep(self, request: Request, reply: Reply) -> None:
        """Write down that a request was handled. Raises Conflict where it was handled at the same time."""
        self.at = request.at
        requests.keep(self.link, request, self.slug, reply)
        for picture in reply.card.pictures if reply.card is not None and not reply.once else ():
            self.pictures.keep(picture.png)

    def note_room(self, name: str, place: Place) -> None:
        """Remember where a room of the desk is ("slack/ask")."""
        desks.note_room(self.link, self.slug, name, place)

    def forget_room(self, name: str) -> None:
        """The desk has no such room any more: nothing is shown there from now on."""
        desks.forget_room(self.link, self.slug, name)

    def save_settings(self, desk: Desk) -> None:
        """Write the desk's settings; its slug and the workspaces that belong to it stay as they are."""
        before = self.desk
        desks.save_desk(self.link, replace(desk, slug=before.slug, workspaces=before.workspaces))

    def coordinator_code(self, code: str, account: Identity, at: datetime) -> bool:
        """Spend the single-use set-up code: True where it is right and unspent. A wrong one is counted against the
        account that typed it."""
        if desks.spend_code(self.link, self.slug, code, at):
            return True
        linking.count_wrong(self.link, self.slug, account, at)
        return False

    def finish(self) -> None:
        """Write what was still only meant. Called once, when the handler has returned."""
        if "slots" in self.__dict__:
            self.slots.flush()
        if "pictures" in self.__dict__:
            self.pictures.flush()
