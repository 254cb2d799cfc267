"""An answer as people read it: who signs it, what to watch out for, what it puts right (interaction.md, 3.5, 4.3 h)."""

from dataclasses import dataclass
from datetime import datetime

from bot.people.persons import Roster
from bot.questions.model import Answer, Question
from bot.questions.wording import ANSWERED_FROM, crossed
from bot.speech.cards import MESSAGE_ROOM, Link, Note, Part, Struck, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words

LEAST_TEXT = 120
ASKED_ROOM = 320  # who asked, and the first words of the question: kept free on a card with an answer
BEFORE_ROOM = 260  # what a corrected answer said before


@dataclass(frozen=True, slots=True)
class Facets:
    """What stands beside a question on its cards: the roster, its answer, a known caveat, its web address, and what
    its asker was last asked for.

    ``first`` is the question that a duplicate was merged into, as it stood then. ``before`` is what the answer said
    until it was corrected. ``struck_at`` is when ``answer`` itself was corrected: it is shown struck through, where it
    was once shown as the answer."""

    roster: Roster
    answer: Answer | None = None
    caveat: str = ""
    address: str = ""
    contact: str = ""
    need: str = ""
    assumed_after: int = 7  # days
    before: Answer | None = None
    struck_at: datetime | None = None
    timezone: str = "UTC"
    first: Question | None = None


def edited_note(edited: bool, say: Words) -> list[Part]:
    """A word under what was changed after it was first shown."""
    return [Note(say("(edited)"))] if edited else []


def answer_parts(
    question: Question, answer: Answer, facets: Facets, say: Words, room: int = MESSAGE_ROOM
) -> list[Part]:
    """Who answered, what, what to watch out for, the source, from where if that is not where it was asked, and what it
    said before it was corrected."""
    parts: list[Part] = [Text(_signed(answer, facets, say)), Text(cut(answer.text, room))]
    if answer.caveat:
        parts.append(Text(say("Watch out: {caveat}", caveat=cut(answer.caveat, 300))))
    if answer.source:
        parts.append(Note(say("Source:"), " ", _linked(answer.source)))
    if elsewhere := crossed(question, answer.platform, ANSWERED_FROM, say):
        parts.append(Note(elsewhere))
    if facets.before is not None and facets.before.text:
        day = say.day(facets.before.at, facets.timezone)
        parts.append(Text(say("On {day} it said:", day=day), " ", Struck(cut(facets.before.text, BEFORE_ROOM))))
    return parts


def _signed(answer: Answer, facets: Facets, say: Words) -> str:
    champion = facets.roster.get(answer.by)
    name = champion.public_name if champion else say("a champion")
    department = cut(champion.department, 80) if champion else ""
    who = ", ".join([name, say("open data champion")] + ([department] if department else []))
    if answer.edited:
        return say("Answer from {who}, updated:", who=who)
    if answer.corrects:
        return say("Answer from {who}, corrected on {day}:", who=who, day=say.day(answer.at, facets.timezone))
    return say("Answer from {who}:", who=who)


def answer_beside(
    question: Question, answer: Answer, facets: Facets, say: Words, *beside: Part, title: str
) -> list[Part]:
    """The answer where it shares a card: its text takes what the rest and the question's first words leave."""
    signed, _, *rest = answer_parts(question, answer, facets, say, room=10)
    whole = room_in(signed, *rest, *beside, title=title)
    return answer_parts(question, answer, facets, say, room=max(whole - ASKED_ROOM, min(LEAST_TEXT, whole)))


def _linked(source: str) -> Link | str:
    """A source as a link where it is a web address that every platform shows, else as words."""
    address = source.strip()
    if (
        address.startswith(("https://", "http://"))
        and not any(sign in address for sign in " <>|\n")
        and len(address) < 300
    ):
        return Link(cut(address, 60), address)
    return cut(source, 200)
