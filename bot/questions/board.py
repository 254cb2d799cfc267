"""The board: after every move, what each place should show of a question.

One card in the ask room (none for a private question), one in each champions' room, the asker's own in their direct
messages where they did not want to be seen; and for each real change at most one line in each thread.
"""

from collections.abc import Sequence

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import room_near, rooms_for
from bot.engine.slots import IN_HOURS, Slot
from bot.people.model import Identity
from bot.people.persons import Person
from bot.questions.answer_lines import follower_line, same_line
from bot.questions.drawing import CARDS, facets_of, root_of, standing_answer
from bot.questions.lines import desk_line, private_line, public_line
from bot.questions.model import Entry, Question, Share, State
from bot.questions.views import HIDDEN, Facets
from bot.speech.cards import Card, Mention, Span
from bot.speech.words import words

# What those who hear in their direct messages are told in words of their own, beside all that the clock says.
TOLD_DIRECTLY = frozenset(
    {"clarify", "answer", "helper_reply", "close", "merge", "correct", "retract_answer"}
    | {"still_working", "snooze", "escalate", "redact"}
)
TELLS_FOLLOWERS = frozenset({"answer", "correct", "close", "asker_silent", "asker_left", "confirm_community"})
ASKED = "asked"  # the way of following of those who asked the same
NOT_DIRECTLY = ("thread", "none")  # how people said that they want to be written to


def show(work: Work, question: Question, entry: Entry, *, heard: bool = False) -> None:
    """Hang everything that a move changed. ``heard``: the words stand in the thread already, do not repeat them."""
    facets = _told_with(work, question, entry)
    _show_public(work, question, facets, entry, heard)
    _show_champions(work, question, facets, entry)
    _show_asker(work, question, facets, entry)
    if question.is_private and question.owner:
        _show_owner(work, question, entry)
    if entry.verb in TELLS_FOLLOWERS and question.state not in HIDDEN:
        others = the_same(work, question)
        if not question.is_private:
            _show_followers(work, question, facets, entry, others)
        for each in others:
            _show_duplicate(work, question, facets, entry, each)


def refresh(work: Work, question: Question) -> None:
    """Draw the question's cards anew, where something beside its moves has changed; no thread is told of it."""
    for slot in work.slots.hanging(question.id):
        if slot.name.partition("/")[2] in CARDS:
            work.slots.hang(Slot(slot.name, slot.place))


def _told_with(work: Work, question: Question, entry: Entry) -> Facets:
    """What the lines of a move need beside the question."""
    if entry.verb in ("remind", "remind_again"):
        return Facets(work.roster, need=_need(work, question), assumed_after=work.desk.timers.assume)
    if entry.verb == "correct":
        return facets_of(work, question)
    told = root_of(work, question) if entry.verb == "merge" else question
    return Facets(
        work.roster, standing_answer(work, told), assumed_after=work.desk.timers.assume, timezone=work.desk.timezone,
        first=told if entry.verb == "merge" else None,
    )  # fmt: skip


def _need(work: Work, question: Question) -> str:
    """What the asker was last asked for."""
    history = reversed(work.questions.history(question.number))
    return next((entry.note for entry in history if entry.verb == "clarify"), "")


def ask_room(work: Work, question: Question) -> Place | None:
    """Where the question's public card belongs: the thread it was tracked from, else the ask room of its workspace."""
    if question.origin.thread:
        return question.origin
    return room_near(work, "ask", question.origin)


def triage_rooms(work: Work) -> tuple[Place, ...]:
    """The champions' rooms of the desk, on every platform that has one."""
    return rooms_for(work, "triage")


def _show_public(work: Work, question: Question, facets: Facets, entry: Entry, heard: bool) -> None:
    room = ask_room(work, question)
    if room is None or question.is_private or not _may_be_public(work, question):
        return
    say = words(question.asker.language)
    _redraw(work, question, "card", room)
    # What is said while a question is held waits, like its own words, until somebody has looked. And what the clock
    # says goes one way only.
    elsewhere = not entry.by and hears_directly(question)
    if not heard and entry.verb != "submit" and question.state not in HIDDEN and not elsewhere:
        for index, card in enumerate(public_line(question, entry, facets, say)):
            hang_line(work, question, f"line/{entry.number}/{index + 1}", "card", room, card, by_clock=not entry.by)


def _may_be_public(work: Work, question: Question) -> bool:
    """A question that is held before it was ever to be shown stays unseen."""
    hidden = question.state in HIDDEN
    return not hidden or any(slot.name == f"{question.id}/card" for slot in work.slots.hanging(question.id))


def _show_champions(work: Work, question: Question, facets: Facets, entry: Entry) -> None:
    say = words(work.desk.language)
    line = desk_line(question, entry, facets, say)
    for room in triage_rooms(work):
        _redraw(work, question, "triage", room)
        if line is not None:
            hang_line(work, question, f"desk/{entry.number}", "triage", room, line, by_clock=not entry.by)


def _show_asker(work: Work, question: Question, facets: Facets, entry: Entry) -> None:
    """Those who did not want to be seen cannot be called in a thread: they hear in their direct messages."""
    asker = question.asker
    if not hears_directly(question):
        return
    say = words(asker.language)
    place = Place(asker.platform, asker.team, person=asker.user)
    _redraw(work, question, "asker", place)
    if not entry.by or entry.verb in TOLD_DIRECTLY:
        for index, card in enumerate(public_line(question, entry, facets, say)):
            hang_line(work, question, f"dm/{entry.number}/{index + 1}", "asker", place, card, by_clock=not entry.by)


def hears_directly(question: Question) -> bool:
    """Whether the asker is told in direct messages: those who did not want to be seen, unless they want none."""
    asker = question.asker
    return question.share is not Share.NAMED and bool(asker.user) and asker.messages not in NOT_DIRECTLY


def the_same(work: Work, question: Question) -> list[Question]:
    """Every question that is the same as this one in the end."""
    numbers = list(work.questions.duplicates_of(question.number))
    for number in numbers:  # grows while it is walked; nothing is its own duplicate
        numbers += [each for each in work.questions.duplicates_of(number) if each not in (*numbers, question.number)]
    found = (work.questions.get(number) for number in numbers)
    return [each for each in found if each is not None and each.state is State.DUPLICATE]


def _show_duplicate(work: Work, first: Question, facets: Facets, entry: Entry, duplicate: Question) -> None:
    """Whoever asked the same reads it where they asked, unless they follow otherwise, or no longer."""
    if not _is_told_there(work, duplicate):
        return
    asker = duplicate.asker
    directly = Place(asker.platform, asker.team, person=asker.user) if hears_directly(duplicate) else None
    place = directly or (None if duplicate.is_private else ask_room(work, duplicate))
    if place is None:
        return
    card = same_line(first, entry, facets, duplicate, words(asker.language))
    if card is None:
        return
    parent = "" if place.thread else f"{duplicate.id}/{'asker' if directly else 'card'}"
    name = f"{first.id}/same/{entry.number}/{duplicate.number}"
    work.slots.hang(Slot(name, place, card, parent, labels=() if entry.by else (IN_HOURS,)))


def _is_told_there(work: Work, duplicate: Question) -> bool:
    """Whether whoever asked the same follows the first question by having asked it."""
    followed = work.follows.one(duplicate.asker.number, "question", str(duplicate.duplicate_of))
    return followed is not None and followed.how == ASKED


def _show_followers(
    work: Work, question: Question, facets: Facets, entry: Entry, others: Sequence[Question] = ()
) -> None:
    """Who follows the question, its dataset or its topic, or a question that is the same, hears of an answer, a
    correction or its end; of a correction also whom the answer had helped. Once, since the slot is that of this line
    of the history and this person."""
    hearing = list(work.follows.hearing(question.number, question.dataset, question.topic))
    hearing += [person for each in others for person in work.follows.hearing(each.number, 0, "")]
    hearing += work.voices.helped(question.number) if entry.verb == "correct" else ()
    asked = {question.asker.number, *(each.asker.number for each in others if _is_told_there(work, each))}
    for person in {each.number: each for each in hearing}.values():
        account, card = person.identity, follower_line(question, entry, facets, words(person.language))
        if person.number not in (*asked, entry.by) and account.user and card is not None:
            place = Place(account.platform, account.team, person=account.user)
            name = f"{question.id}/told/{entry.number}/{person.number}"
            work.slots.hang(Slot(name, place, card, labels=() if entry.by else (IN_HOURS,)))


def _show_owner(work: Work, question: Question, entry: Entry) -> None:
    """Whoever took a private question reads its words, and what the asker adds, in their own direct messages; not
    so where they have left the roster since."""
    owner = work.roster.get(question.owner)
    card = private_line(question, entry, words(work.desk.language))
    place = owners_place(work, question) if card and owner and owner.pinned else None
    if place is not None and card is not None:
        work.slots.hang(Slot(f"{question.id}/owner/{entry.number}", place, card))


def owners_place(work: Work, question: Question) -> Place | None:
    """The owner's direct messages on the platform from which they last did something for the question; else where
    they were last heard from."""
    accounts = accounts_of(work, question.owner)
    history = work.questions.history(question.number) if len(accounts) > 1 else ()
    last = next((each.platform for each in reversed(history) if each.by == question.owner and each.platform), "")
    account = next((each for each in accounts if each.platform == last), next(iter(accounts), None))
    return Place(account.platform, account.team, person=account.user) if account else None


def accounts_of(work: Work, number: int) -> list[Identity]:
    """A champion's accounts, the one last heard from first. Never one that their rights do not hang on, nor one where
    the desk has no room; none for whoever wants no direct messages."""
    ours = {room.platform for room in work.rooms.values()}
    known = ((each, work.people.known(each)) for each in work.people.accounts(number))
    return [each for each, who in known if each.platform in ours and who and who.is_champion and _is_written_to(who)]


def _is_written_to(person: Person) -> bool:
    return person.messages not in NOT_DIRECTLY


def calling(work: Work, number: int, room: Place) -> Span:
    """A champion as a champions' room calls them: by mention in one room only, where they were last heard from, so
    that nobody is called twice for one thing; in the others by name."""
    name = work.roster.name(number, words(work.desk.language)("a champion"))
    rooms = triage_rooms(work)
    account = next((each for each in work.people.accounts(number) if any(_is_in(each, one) for one in rooms)), None)
    return Mention(name, account.platform, account.user) if account and _is_in(account, room) else name


def _is_in(account: Identity, room: Place) -> bool:
    """Whether an account is of a room's platform and workspace; of one never heard from only the platform is known."""
    teams = ("", account.team) if account.platform == "slack" and account.team else (room.team,)
    return account.platform == room.platform and room.team in teams


def _redraw(work: Work, question: Question, name: str, place: Place) -> None:
    """Want a card of the question at a place, as the question stands when it is shown there."""
    work.slots.hang(Slot(f"{question.id}/{name}", place))


def hang_line(
    work: Work, question: Question, name: str, under: str, place: Place, card: Card, *, by_clock: bool = False
) -> None:
    """Want a reply in the thread under a card. A card that is itself a reply shares its thread."""
    parent = "" if place.thread else f"{question.id}/{under}"
    work.slots.hang(Slot(f"{question.id}/{name}", place, card, parent, labels=(IN_HOURS,) if by_clock else ()))
