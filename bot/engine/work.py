"""One unit of work, room by room: what handlers need of storage, which implements it.

Everything a handler does through it happens whole or not at all. All of its methods are plain functions and all of
them speak of one desk only.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.catalog.finds import Finds
from bot.catalog.notes import Notes
from bot.catalog.portals import Portals, Seen
from bot.desk import Desk
from bot.desks.appointments import Appointments
from bot.digest.model import Digests
from bot.engine.askers import Follows, Forgetting, Lessons, Voices
from bot.engine.finding import Catalog, Search
from bot.engine.moderation import Moderation
from bot.engine.people import People
from bot.engine.pictures import Pictures
from bot.engine.remembering import Traces
from bot.engine.request import Place, Request
from bot.engine.slots import Backlog, Slot
from bot.engine.vault import Workspaces
from bot.people.model import Identity
from bot.people.persons import Roster
from bot.questions.model import Answer, Draft, DraftKind, Entry, Question
from bot.questions.moderation.model import Condition
from bot.showcase.model import Projects
from bot.showcase.rotation.model import Rotation
from bot.speech.reply import Reply
from bot.watching.offers import Offers


class Questions(Protocol):
    """Questions with their history and answers."""

    def get(self, number: int) -> Question | None:
        """The question as it stands."""

    def one_at_a_time(self, number: int) -> None:
        """Let no other unit that asks for the same question go on before this one has ended."""

    def add(self, question: Question, entry: Entry) -> Question:
        """Write a new question with its first line of history; gives it the desk's next number."""

    def save(self, question: Question, entry: Entry) -> Question:
        """Write a moved question and its history line. Raises Conflict where somebody else was quicker."""

    def wind(self, question: Question) -> Question:
        """Write when the next wait of a question rings, and nothing else. Raises Conflict as :meth:`save` does."""

    def due(self, at: datetime, limit: int) -> tuple[tuple[int, datetime], ...]:
        """The numbers of the questions of which a wait rings by that moment, with when it does; oldest first."""

    def log(self, entry: Entry) -> None:
        """Write a history line that changes nothing else."""

    def history(self, number: int) -> tuple[Entry, ...]:
        """Every line of a question's history, oldest first."""

    def add_answer(self, answer: Answer) -> int:
        """Write an answer; the newest that is no helper's is the question's answer. Gives its number."""

    def answer(self, number: int, line: int = 0) -> Answer | None:
        """The answer that stands, or the one with the number ``line``; None where there is none."""

    def last_caveat(self, dataset: int) -> tuple[str, int]:
        """What to watch out for with a dataset, by its usage note, else by the newest caveat that an answer gave; and
        the number of the question that taught it, 0 where none did. ("", 0) for nothing."""

    def open_asked_by(self, person: int) -> int:
        """How many open questions a person has."""

    def asked_by(self, person: int, *, open: bool, limit: int) -> tuple[Question, ...]:
        """A person's own questions: the open ones oldest first, or the others newest first."""

    def named_by(self, person: int, limit: int) -> tuple[tuple[Question, ...], int]:
        """What a person asked for all to see and under their name, newest first, and how many there are."""

    def retopic(self, topic: str, name: str) -> None:
        """Give every question of a topic, whatever its state, another topic."""

    def queue(
        self, *, owner: int = 0, states: Collection[str] = (), topic: str = "", limit: int = 20
    ) -> tuple[Question, ...]:
        """Questions in ``states``, oldest first; ``owner`` and ``topic`` narrow it."""

    def asked_between(self, since: datetime, before: datetime, limit: int) -> tuple[int, ...]:
        """The numbers of the questions that were asked from one moment on and before another, oldest first."""

    def duplicates_of(self, number: int) -> tuple[int, ...]:
        """The questions that were merged into this one."""

    def loads(self) -> Mapping[int, int]:
        """How many questions are in each champion's hands: claimed, snoozed or waiting for the asker."""

    def redact(self, number: int) -> None:
        """Take the asker's words of a question out of the one table that holds them."""

    def black_out(self, number: int, *, answers: bool) -> None:
        """Take everything that anybody wrote about a question out of wherever it is kept; its answers only if
        ``answers``."""

    def reword(self, number: int, part: str, text: str, at: datetime) -> None:
        """Change what was kept as ``part`` ("text", "note/3", "answer/1"); empty takes it back. The old words go from
        everywhere that repeats them: the search, the draft they came from, and kept replies."""


class Drafts(Protocol):
    """Texts that are not public yet."""

    def add(self, draft: Draft) -> Draft:
        """Keep a draft; gives it the desk's next draft number."""

    def get(self, number: int) -> Draft | None:
        """The draft with that number."""

    def save(self, draft: Draft) -> None:
        """Write a changed draft."""

    def use(self, draft: Draft, question: int) -> bool:
        """Mark a draft as having become ``question``: True for the first, False where it was used before."""

    def newest(self, person: int, kind: DraftKind, question: int = 0) -> Draft | None:
        """A person's newest unused draft; of one question where it is named."""

    def reword(self, number: int, text: str) -> None:
        """Change the words of a draft; the old ones go from kept replies too."""

    def drop(self, number: int) -> None:
        """Throw a draft away, and the replies that repeat it."""

    def forget_before(self, moment: datetime) -> int:
        """Throw away the drafts older than ``moment``, what was shown of them to one person alone, and the replies
        of that age, which repeat them; gives how many drafts."""


class Slots(Protocol):
    """What every place should show."""

    def hang(self, slot: Slot) -> None:
        """Want this card there. An equal card does nothing."""

    def take_down(self, name: str) -> None:
        """Want nothing of that name any more, and keep no word of it. What is shown already is not changed."""

    def clear(self, place: Place) -> None:
        """Want nothing at a place of what is not shown there yet."""

    def subject_at(self, place: Place) -> str | None:
        """The name of the slot whose message is ``place``'s thread (or message); None where it is not ours."""

    def hanging(self, about: str) -> tuple[Slot, ...]:
        """Every slot of a subject (``Q-142``), shown or not yet."""

    def threads(self, platform: str, limit: int) -> tuple[Place, ...]:
        """The threads of the newest open questions on a platform: where their public cards are shown."""

    def where(self, name: str) -> tuple[Place, str] | None:
        """The place and message id of a slot that is shown; None where it is not."""

    def is_refused(self, place: Place) -> bool:
        """Whether something could not be shown at a place for good, like in closed direct messages."""

    def backlog(self, at: datetime) -> Backlog:
        """How far the walls are behind."""


class Work(Protocol):
    """One unit of work on one desk."""

    @property
    def desk(self) -> Desk:
        """The desk's settings."""

    @property
    def roster(self) -> Roster:
        """The desk's roster. What each champion holds changes too often to be in it: ask ``questions.loads``."""

    @property
    def rooms(self) -> Mapping[str, Place]:
        """The desk's rooms that are known to exist: "slack/ask" → its place."""

    @property
    def condition(self) -> Condition:
        """What holds for the desk just now, beside its settings."""

    @property
    def moderation(self) -> Moderation:
        """Limits, mutes and the desk's log."""

    @property
    def people(self) -> People:
        """Everybody whom the desk knows."""

    @property
    def questions(self) -> Questions:
        """Its questions."""

    @property
    def drafts(self) -> Drafts:
        """Texts that are not public yet."""

    @property
    def catalog(self) -> Catalog:
        """Its datasets."""

    @property
    def slots(self) -> Slots:
        """What its places should show."""

    @property
    def portals(self) -> Portals:
        """The portals that its datasets come from."""

    @property
    def seen(self) -> Seen:
        """Everything that its portals ever showed."""

    @property
    def pictures(self) -> Pictures:
        """The pictures that its cards show."""

    @property
    def search(self) -> Search:
        """Full text over what may be found."""

    @property
    def follows(self) -> Follows:
        """Who follows what."""

    @property
    def voices(self) -> Voices:
        """What people say of its answers."""

    @property
    def lessons(self) -> Lessons:
        """What it has learned about who takes what."""

    @property
    def forgetting(self) -> Forgetting:
        """How a person is forgotten."""

    @property
    def traces(self) -> Traces:
        """What became of messages on the platforms."""

    @property
    def notes(self) -> Notes:
        """What its champions say of its datasets."""

    @property
    def digests(self) -> Digests:
        """What its digests are made from."""

    @property
    def finds(self) -> Finds:
        """What polls of its portals found."""

    @property
    def appointments(self) -> Appointments:
        """What it does at fixed times of the week."""

    @property
    def projects(self) -> Projects:
        """What people built with its data."""

    @property
    def rotation(self) -> Rotation:
        """What it keeps of their turns."""

    @property
    def offers(self) -> Offers:
        """The offers that it made to people who asked without a command."""

    @property
    def workspaces(self) -> Workspaces:
        """Which workspaces the app is in."""

    def reply_to(self, request: str) -> Reply | None:
        """The reply that a request was given before; None the first time."""

    def keep(self, request: Request, reply: Reply) -> None:
        """Write down that a request was handled. Raises Conflict where it was handled at the same time."""

    def note_room(self, name: str, place: Place) -> None:
        """Remember where a room of the desk is ("slack/ask")."""

    def forget_room(self, name: str) -> None:
        """The desk has no such room any more: nothing is shown there from now on."""

    def save_settings(self, desk: Desk) -> None:
        """Write the desk's settings; its slug and the workspaces that belong to it stay as they are."""

    def coordinator_code(self, code: str, account: Identity, at: datetime) -> bool:
        """Spend the single-use set-up code: True where it is right and unspent. A wrong one is counted against the
        account that typed it; ``people.may_try_link`` says whether it may try again."""
