"""How a question's state, next move and reasons are said (interaction.md, sections 5.1 and 8)."""

from bot.people.persons import Roster
from bot.questions.model import CloseReason, Question, Share, State
from bot.speech.cards import Mention, Span
from bot.speech.plain import NAME_ROOM, cut, one_line
from bot.speech.words import Words, mark

ABOUT_ROOM = 120  # of a dataset's title or a topic in a card's first line

STATE_FOR_ALL: dict[State, str] = {
    State.DRAFT: mark("Not sent yet"),
    State.HELD: mark("A person checks this first"),
    State.UNROUTED: mark("Finding the right person"),
    State.OFFERED: mark("Waiting for a champion"),
    State.CLAIMED: mark("{champion} is working on it"),
    State.WAITING_ASKER: mark("We need one thing from the person who asked"),
    State.SNOOZED: mark("Still working; next update {until}"),
    State.ANSWERED: mark("Answered"),
    State.SOLVED: mark("Solved"),
    State.CLOSED: mark("Closed: {reason}"),
    State.DUPLICATE: mark("Same as Q-{other}"),
    State.WITHDRAWN: mark("Withdrawn by the person who asked"),
    State.REMOVED: mark("Removed by a moderator"),
}

STATE_FOR_CHAMPIONS: dict[State, str] = {
    State.DRAFT: mark("Not sent yet"),
    State.HELD: mark("Held for review"),
    State.UNROUTED: mark("Needs a home"),
    State.OFFERED: mark("Unclaimed"),
    State.CLAIMED: mark("Claimed by {champion}"),
    State.WAITING_ASKER: mark("Waiting on the asker"),
    State.SNOOZED: mark("Snoozed"),
    State.ANSWERED: mark("Answered by {champion}"),
    State.SOLVED: mark("Solved"),
    State.CLOSED: mark("Closed: {reason}"),
    State.DUPLICATE: mark("Same as Q-{other}"),
    State.WITHDRAWN: mark("Withdrawn"),
    State.REMOVED: mark("Removed"),
}

STATE_FOR_ASKER: dict[State, str] = STATE_FOR_ALL | {
    State.WAITING_ASKER: mark("We need one thing from you"),
    State.ANSWERED: mark("Answered. Did this help?"),
    State.WITHDRAWN: mark("You withdrew this"),
}

REASONS: dict[str, str] = {
    CloseReason.NO_DATA: mark("the City does not have this data"),
    CloseReason.NOT_SHAREABLE: mark("the City cannot share this"),
    CloseReason.NOT_CITY_DATA: mark("this is not about city data"),
    CloseReason.ASKER_SILENT: mark("we did not hear back"),
    CloseReason.SPAM: mark("this was not a question"),
    CloseReason.OTHER: mark("set aside"),
}

SHARES: dict[str, str] = {
    Share.NAMED: mark("with your name"),
    Share.UNNAMED: mark("without your name"),
    Share.PRIVATE: mark("privately"),
}

NEXT_MOVES: dict[State, str] = {
    State.HELD: mark("Next: a person on the desk reads this first."),
    State.UNROUTED: mark("Next: {coordinator} finds the right person."),
    State.OFFERED: mark("Next: a champion picks this up."),
    State.CLAIMED: mark("Next move: the City. {champion} is looking into this."),
    State.WAITING_ASKER: mark("Next move: the person who asked. {champion} needs one thing."),
    State.SNOOZED: mark("Next move: somebody else, until {until}."),
    State.ANSWERED: mark("Next move: the person who asked. Did this solve it?"),
    State.SOLVED: mark("Nobody has to do anything. Reply any time to continue."),
    State.CLOSED: mark("Nobody has to do anything. It can be reopened."),
    State.DUPLICATE: mark("Follow Q-{other} for the answer."),
    State.WITHDRAWN: mark("Nobody has to do anything."),
    State.REMOVED: mark("Nobody has to do anything. Ask a coordinator if you think this is wrong."),
}


def values_of(question: Question, roster: Roster, say: Words) -> dict[str, str]:
    """The values that the sentences about a question's state need: each state has one of its own."""
    match question.state:
        case State.UNROUTED:
            coordinators = roster.coordinators
            return {"coordinator": coordinators[0].public_name if coordinators else say("a coordinator")}
        case State.SNOOZED:
            return {"until": say.day(question.until) if question.until else ""}
        case State.CLOSED:
            return {"reason": say(REASONS.get(question.close_reason, REASONS[CloseReason.OTHER]))}
        case State.DUPLICATE:
            return {"other": str(question.duplicate_of)}
        case _:
            return {"champion": roster.name(question.owner) or say("a champion")}


def next_move(question: Question, roster: Roster, say: Words) -> str:
    """Whose move it is, in a sentence, with the promised day while the City owes one."""
    said = say(NEXT_MOVES[question.state], **values_of(question, roster, say))
    owed = question.state in (State.UNROUTED, State.OFFERED, State.CLAIMED)
    if question.promised and owed:
        promise = say("Next update by {day}.", day=say.day(question.promised))
        return f"{said} {promise}"
    return said


def asked_inside(question: Question, roster: Roster, say: Words) -> str:
    """Who inside was asked to help with a question that somebody holds; empty where nobody was."""
    if not question.owner or question.level not in ("internal", "executive"):
        return ""
    if question.level == "executive":
        return say("A coordinator takes this to an executive.")
    return say("Inside, {champion} was asked.", champion=roster.name(question.backup)) if question.backup else ""


def asker_of(question: Question, say: Words, *, calling: bool = True) -> Span:
    """The asker as they want to be seen: by mention or name, or as a community member."""
    if question.share is not Share.NAMED or not question.asker.name or question.erased:
        return say("A community member")
    name = cut(question.asker.name, NAME_ROOM)
    if calling and question.asker.user and not question.asker.has_left and question.asker.messages != "none":
        return Mention(name, question.asker.platform, question.asker.user)
    return name


def called(question: Question, say: Words) -> Span:
    """The asker by mention where they are seen; whoever is not seen is called by nothing at all."""
    asker = asker_of(question, say)
    return asker if isinstance(asker, Mention) else say("whoever asked this")


def platform_name(platform: str) -> str:
    """A platform as people call it."""
    return platform.title()


def crossed(question: Question, platform: str, sentence: str, say: Words) -> str:
    """``sentence``, of the catalogue, with where something was written and where the question was asked; empty where
    both are the same, or one is not known."""
    asked = question.origin.platform
    if not platform or not asked or platform == asked:
        return ""
    return say(sentence, here=platform_name(platform), there=platform_name(asked))


ANSWERED_FROM = mark("Answered from {here}. Asked on {there}.")
SENT_FROM = mark("Sent from {here}. Asked on {there}.")


def heading(question: Question, states: dict[State, str], roster: Roster, say: Words) -> str:
    """The first line of a card: number, state in words, and what it is about."""
    state = say(states[question.state], **values_of(question, roster, say))
    about = question.dataset_title or question.topic
    shown = f" — {say.isolated(cut(one_line(about), ABOUT_ROOM))}" if about else ""
    return f"{say.isolated(question.id)} · {state}{shown}"
