"""The board: after every move, what each place should show of a question.

One card in the ask room (none for a private question), one in each champions' room, the asker's own in their direct
messages where they did not want to be seen; and for each real change at most one line in each thread.
"""

from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.slots import IN_HOURS, Slot
from bot.people.model import Identity
from bot.questions.lines import desk_line, private_line, public_line
from bot.questions.model import Entry, Question, Share, State
from bot.questions.views import HIDDEN, Facets, asker_card, public_card, triage_card
from bot.speech.cards import Card, Mention, Span
from bot.speech.plain import cut, one_line
from bot.speech.words import words

# What those who hear in their direct messages are told in words of their own, beside all that the clock says.
TOLD_DIRECTLY = frozenset(
    {"clarify", "answer", "helper_reply", "close", "merge", "correct", "retract_answer"}
    | {"still_working", "snooze", "escalate"}
)
TITLE = 90  # Discord: a forum post's title holds 100; the number stands before it


def facets_of(work: Work, question: Question) -> Facets:
    """What stands beside the question on its cards."""
    answered = question.state in (State.ANSWERED, State.SOLVED)
    answer = work.questions.answer(question.number) if answered else None
    caveat = ""
    if question.dataset and question.is_open and not answered:
        caveat, _ = work.questions.last_caveat(question.dataset)
    return Facets(work.roster, answer, caveat, answer_address(work, question) if answered else "")


def answer_address(work: Work, question: Question) -> str:
    """The answer's stable web address, with the desk's slug; empty where no pages are served or it is private."""
    base = work.desk.public_url.rstrip("/")
    return f"{base}/{work.desk.slug}/a/{question.number}" if base and not question.is_private else ""


def show(work: Work, question: Question, entry: Entry, *, heard: bool = False) -> None:
    """Hang everything that a move changed. ``heard``: the words stand in the thread already, do not repeat them."""
    facets = facets_of(work, question)
    if entry.verb in ("remind", "remind_again"):
        facets = replace(facets, need=_need(work, question))
    _show_public(work, question, facets, entry, heard)
    _show_champions(work, question, facets, entry)
    _show_asker(work, question, facets, entry)
    if question.is_private and question.owner:
        _show_owner(work, question, entry)


def _need(work: Work, question: Question) -> str:
    """What the asker was last asked for."""
    history = reversed(work.questions.history(question.number))
    return next((entry.note for entry in history if entry.verb == "clarify"), "")


def ask_room(work: Work, question: Question) -> Place | None:
    """Where the question's public card belongs: the thread it was tracked from, else its platform's ask room."""
    if question.origin.thread:
        return question.origin
    here = work.rooms.get(f"{question.origin.platform}/ask")
    return here or next((place for name, place in sorted(work.rooms.items()) if name.endswith("/ask")), None)


def triage_rooms(work: Work) -> tuple[Place, ...]:
    """The champions' rooms of the desk, on every platform that has one."""
    return tuple(place for name, place in sorted(work.rooms.items()) if name.endswith("/triage"))


def _show_public(work: Work, question: Question, facets: Facets, entry: Entry, heard: bool) -> None:
    room = ask_room(work, question)
    if room is None or question.is_private or not _may_be_public(work, question):
        return
    say = words(question.asker.language)
    hang(work, question, "card", room, public_card(question, facets, say), subject=True)
    # What is said while a question is held waits, like its own words, until somebody has looked. And what the clock
    # says goes one way only.
    elsewhere = not entry.by and _hears_directly(question)
    if not heard and entry.verb != "submit" and question.state not in HIDDEN and not elsewhere:
        for index, card in enumerate(public_line(question, entry, facets, say)):
            hang_line(work, question, f"line/{entry.number}/{index + 1}", "card", room, card, by_clock=not entry.by)


def _may_be_public(work: Work, question: Question) -> bool:
    """A question that is held before it was ever to be shown stays unseen."""
    hidden = question.state in HIDDEN
    return not hidden or any(slot.name == f"{question.id}/card" for slot in work.slots.hanging(question.id))


def _show_champions(work: Work, question: Question, facets: Facets, entry: Entry) -> None:
    say = words(work.desk.language)
    card = triage_card(question, facets, say)
    line = desk_line(question, entry, facets, say)
    for room in triage_rooms(work):
        hang(work, question, "triage", room, card)
        if line is not None:
            hang_line(work, question, f"desk/{entry.number}", "triage", room, line, by_clock=not entry.by)


def _show_asker(work: Work, question: Question, facets: Facets, entry: Entry) -> None:
    """Those who did not want to be seen cannot be called in a thread: they hear in their direct messages."""
    asker = question.asker
    if not _hears_directly(question):
        return
    say = words(asker.language)
    place = Place(asker.platform, asker.team, person=asker.user)
    hang(work, question, "asker", place, asker_card(question, facets, say, work.desk.timezone))
    if not entry.by or entry.verb in TOLD_DIRECTLY:
        for index, card in enumerate(public_line(question, entry, facets, say)):
            hang_line(work, question, f"dm/{entry.number}/{index + 1}", "asker", place, card, by_clock=not entry.by)


def _hears_directly(question: Question) -> bool:
    return question.share is not Share.NAMED and bool(question.asker.user)


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
    the desk has no room."""
    ours = {room.platform for room in work.rooms.values()}
    known = ((each, work.people.known(each)) for each in work.people.accounts(number))
    return [each for each, person in known if each.platform in ours and person and person.is_champion]


def calling(work: Work, number: int, room: Place) -> Span:
    """A champion as a champions' room calls them: by mention in one room only, where they were last heard from, so
    that nobody is called twice for one thing; in the others by name."""
    name = work.roster.name(number, words(work.desk.language)("a champion"))
    rooms = {each.platform for each in triage_rooms(work)}
    account = next((each for each in work.people.accounts(number) if each.platform in rooms), None)
    return Mention(name, account.platform, account.user) if account and account.platform == room.platform else name


def hang(work: Work, question: Question, name: str, place: Place, card: Card, *, subject: bool = False) -> None:
    """Want a card of the question at a place; the public one carries title, labels and whether it may sleep."""
    slot = Slot(f"{question.id}/{name}", place, card)
    if subject:
        shown = cut(one_line(question.text), TITLE) if question.state is not State.WITHDRAWN else ""
        labels = tuple(each for each in (label_of(question), question.topic) if each)
        slot = replace(slot, title=shown, labels=labels, finished=not question.is_open)
    work.slots.hang(slot)


def hang_line(
    work: Work, question: Question, name: str, under: str, place: Place, card: Card, *, by_clock: bool = False
) -> None:
    """Want a reply in the thread under a card. A card that is itself a reply shares its thread."""
    parent = "" if place.thread else f"{question.id}/{under}"
    work.slots.hang(Slot(f"{question.id}/{name}", place, card, parent, labels=(IN_HOURS,) if by_clock else ()))


def label_of(question: Question) -> str:
    """The state as one of the five reserved labels (interaction.md, section 3.2)."""
    match question.state:
        case State.CLAIMED | State.SNOOZED:
            return "In progress"
        case State.WAITING_ASKER:
            return "Waiting on asker"
        case State.ANSWERED:
            return "Answered"
        case State.SOLVED | State.CLOSED | State.DUPLICATE:
            return "Solved"
        case _:
            return "Open"
