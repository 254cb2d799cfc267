"""What the middle needs of the rooms around it. Storage and the adapters implement these; the front door joins them.

``Work`` is one unit of work: everything a handler does through it happens whole or not at all. All of its methods are
plain functions and all of them speak of one desk only.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.catalog.model import Dataset
from bot.desk import Desk
from bot.engine.request import Caller, Place, Request
from bot.engine.slots import Backlog, Found, Lease, Shown, Slot
from bot.people.model import Identity, RosterRow
from bot.people.persons import Person, Roster
from bot.questions.model import Answer, Draft, DraftKind, Entry, Question
from bot.questions.search import Hit
from bot.speech.reply import Reply

T = TypeVar("T")


class People(Protocol):
    """Everybody whom the desk knows."""

    def caller(self, caller: Caller, at: datetime) -> Person:
        """The person behind an account; one who was never seen is written down."""

    def known(self, identity: Identity) -> Person | None:
        """The person behind an account, or None; writes nothing."""

    def person(self, number: int) -> Person | None:
        """The person with that number on this desk."""

    def accounts(self, number: int) -> tuple[Identity, ...]:
        """The accounts of a person: those that a champion's rights hang on before others, then the one last heard
        from."""

    def one_at_a_time(self, number: int) -> None:
        """Let no other unit that asks for the same person go on before this one has ended."""

    def save_roster(self, rows: Sequence[RosterRow], at: datetime) -> None:
        """Make the roster equal to ``rows``; people are matched by account, then by name, and keep their numbers."""

    def pin(self, identity: Identity, number: int, at: datetime) -> Person:
        """Tie an account to a champion: from now on their rights hang on it, and what it asked before is theirs."""


class Questions(Protocol):
    """Questions with their history and answers."""

    def get(self, number: int) -> Question | None:
        """The question as it stands."""

    def add(self, question: Question, entry: Entry) -> Question:
        """Write a new question with its first line of history; gives it the desk's next number."""

    def save(self, question: Question, entry: Entry) -> Question:
        """Write a moved question and its history line. Raises Conflict where somebody else was quicker."""

    def log(self, entry: Entry) -> None:
        """Write a history line that changes nothing else."""

    def history(self, number: int) -> tuple[Entry, ...]:
        """Every line of a question's history, oldest first."""

    def add_answer(self, answer: Answer) -> None:
        """Write an answer; the newest that is no helper's is the question's answer."""

    def answer(self, number: int) -> Answer | None:
        """The answer that stands, or None."""

    def last_caveat(self, dataset: int) -> tuple[str, int]:
        """The newest caveat that an answer gave about a dataset, and the question's number; ("", 0) for none."""

    def open_asked_by(self, person: int) -> int:
        """How many open questions a person has."""

    def asked_by(self, person: int, *, open: bool, limit: int) -> tuple[Question, ...]:
        """A person's own questions: the open ones oldest first, or the others newest first."""

    def queue(
        self, *, owner: int = 0, states: Collection[str] = (), topic: str = "", limit: int = 20
    ) -> tuple[Question, ...]:
        """Questions in ``states``, oldest first; ``owner`` and ``topic`` narrow it."""

    def duplicates_of(self, number: int) -> tuple[int, ...]:
        """The questions that were merged into this one."""

    def loads(self) -> Mapping[int, int]:
        """How many questions are in each champion's hands: claimed, snoozed or waiting for the asker."""

    def redact(self, number: int) -> None:
        """Take the asker's words of a question out of the one table that holds them."""


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

    def newest(self, person: int, kind: DraftKind) -> Draft | None:
        """A person's newest unused draft."""

    def drop(self, number: int) -> None:
        """Throw a draft away, and the replies that repeat it."""

    def forget_before(self, moment: datetime) -> int:
        """Throw away the drafts older than ``moment``, what was shown of them to one person alone, and the replies
        of that age, which repeat them; gives how many drafts."""


class Catalog(Protocol):
    """The desk's datasets."""

    def dataset(self, number: int) -> Dataset | None:
        """The dataset with the desk's short number."""

    def matches(self, words: str, limit: int) -> tuple[Dataset, ...]:
        """The datasets whose name, number or portal id ``words`` come nearest to, best first."""

    def load(self, datasets: Sequence[Dataset], at: datetime) -> tuple[int, int, int]:
        """Make the catalogue equal to ``datasets``: (new, changed, gone). Numbers stay with the portal's id."""

    def size(self) -> int:
        """How many datasets there are."""


class Slots(Protocol):
    """What every place should show."""

    def hang(self, slot: Slot) -> None:
        """Want this card there. An equal card does nothing."""

    def take_down(self, name: str) -> None:
        """Want nothing of that name any more, and keep no word of it. What is shown already is not changed."""

    def subject_at(self, place: Place) -> str | None:
        """The name of the slot whose message is ``place``'s thread (or message); None where it is not ours."""

    def hanging(self, about: str) -> tuple[Slot, ...]:
        """Every slot of a subject (``Q-142``), shown or not yet."""

    def where(self, name: str) -> tuple[Place, str] | None:
        """The place and message id of a slot that is shown; None where it is not."""

    def backlog(self, at: datetime) -> Backlog:
        """How far the walls are behind."""


class Search(Protocol):
    """Full text over what may be found."""

    def answered(self, words: str, limit: int) -> tuple[Hit, ...]:
        """Public questions that have an answer, most alike first."""

    def find(self, words: str, kind: str, limit: int) -> tuple[Hit, ...]:
        """Public questions, answers and datasets, best first; ``kind`` is all, datasets, answers or people."""

    def note_gap(self, words: str, at: datetime) -> None:
        """Remember that a search found nothing: what people look for and the city does not have."""


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
    def search(self) -> Search:
        """Full text over what may be found."""

    def reply_to(self, request: str) -> Reply | None:
        """The reply that a request was given before; None the first time."""

    def keep(self, request: Request, reply: Reply) -> None:
        """Write down that a request was handled. Raises Conflict where it was handled at the same time."""

    def note_room(self, name: str, place: Place) -> None:
        """Remember where a room of the desk is ("slack/ask")."""

    def coordinator_code(self, code: str, at: datetime) -> bool:
        """Spend the single-use set-up code: True where it is right and unspent."""


class Store(Protocol):
    """The database."""

    async def write(self, desk: str, act: Callable[[Work], T]) -> T:
        """Run ``act`` in a unit of work and commit it durably before answering. A Conflict runs it again."""

    async def look(self, desk: str, see: Callable[[Work], T]) -> T:
        """Run ``see`` on a reader that cannot write."""

    async def lease(self, at: datetime, limit: int, seconds: float, resting: Collection[str] = ()) -> tuple[Lease, ...]:
        """Up to ``limit`` slots that differ from what is shown, reserved for ``seconds``.

        ``resting`` are keys of rooms (``Place.room``) that are to be left alone for now: their slots stay untouched.
        """

    async def settle(self, shown: Shown) -> None:
        """The message now shows the leased revision."""

    async def put_off(self, lease: Lease, at: datetime, seconds: float) -> None:
        """Try this slot again in ``seconds``; it was not shown."""

    async def park(self, lease: Lease, why: str) -> None:
        """Stop trying: a person has to look. A new card on the slot tries anew."""

    async def lost(self, lease: Lease) -> None:
        """The message is gone: the slot is empty again. The second time it is parked instead of posted anew."""

    def on_hung(self, callback: Callable[[], None]) -> None:
        """Call ``callback`` in the running event loop after every commit of this store that hung a card."""

    async def save_desk(self, desk: Desk) -> None:
        """Write a desk's settings and tie its workspaces to it; where one is another desk's, an error says so."""

    async def desks(self) -> tuple[Desk, ...]:
        """Every desk in this database, by slug."""

    async def desk_of(self, platform: str, team: str) -> str | None:
        """The slug of the desk that a workspace or server belongs to; None for nobody's."""

    async def bind(self, desk: str, platform: str, team: str) -> None:
        """Tie a workspace or server to a desk; where it is another desk's, an error says so in a sentence."""

    async def make_code(self, desk: str) -> str:
        """A new single-use set-up code for a desk; only its hash is kept."""

    async def tidy(self, at: datetime) -> int:
        """Housekeeping, once a day: forget the requests that are older than a week; gives how many."""

    async def close(self) -> None:
        """Finish what is in flight, then let go of the database."""


class Platform(Protocol):
    """Four methods hear and show. What they raise: Later, Rejected, Unsure, Gone."""

    name: str

    async def listen(self) -> None:
        """Hear people until stopped."""

    async def post(self, lease: Lease) -> str:
        """Show the leased slot's card as a new message that carries its key; gives the message's id."""

    async def edit(self, lease: Lease) -> None:
        """Make the message show the leased card."""

    async def find(self, lease: Lease) -> Found | None:
        """The message that carries the slot's key, or None. Raises Unsure where the platform cannot know."""
