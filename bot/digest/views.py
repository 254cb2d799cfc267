"""The digest for each of those who read it, from the same values: coordinators, champions, executives, everybody.

What needs a decision comes first (interaction.md, section 3.8). No version ranks people.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.digest import charts, lists
from bot.digest import sections as say_it
from bot.digest.model import SMALL, Digest, Group, Want
from bot.digest.sections import Section
from bot.digest.wording import NAME, called, joined, public_count, span_of, when_of
from bot.speech.cards import (
    BUTTONS_IN_A_ROW,
    PAGE_COMPONENTS,
    Actions,
    Bold,
    Button,
    Card,
    Note,
    Part,
    Picture,
    Span,
    Text,
    room_in,
)  # fmt: skip
from bot.speech.plain import cut
from bot.speech.words import Words

_LINE = 300  # of one line, by worst_length: ten of them fit a page


def titled(digest: Digest, say: Words) -> str:
    """The first line of the coordinators' digest: how much needs them."""
    when, count = when_of(digest.period, say), len(digest.needs)
    if not count:
        return say("{desk}, {when}: nothing needs you", desk=cut(digest.desk, NAME), when=when)
    return say.many(
        "{desk}, {when}: {count} thing needs you",
        "{desk}, {when}: {count} things need you",
        count,
        desk=cut(digest.desk, NAME),
        when=when,
    )


def coordinators(digest: Digest, say: Words) -> tuple[str, tuple[Section, ...]]:
    """Everything, what needs them first; a quiet week is two lines."""
    if digest.is_quiet:
        quiet = say("A quiet week: nobody asked, and nothing is open.")
        return titled(digest, say), (Section("", (quiet,)),)
    found = (
        lists.needs(digest, say),
        say_it.five_numbers(digest, say),
        say_it.course(digest, say),
        say_it.waits(digest, say),
        say_it.ages(digest, say),
        lists.unanswered(digest, say),
        lists.loads(digest, say),
        lists.topics(digest, say),
        say_it.helped(digest, say),
        say_it.without_waiting(digest, say),
        lists.coming(digest, say),
        say_it.pipeline(digest, say),
    )
    return titled(digest, say), tuple(each for each in found if each.lines)


def for_room(digest: Digest) -> Digest:
    """What champions may read over a coordinator's shoulder: not who carries what, and who carries too much."""
    needs = tuple(each for each in digest.needs if each.want is not Want.OVERLOADED)
    return replace(digest, needs=needs, loads=())


def champions(digest: Digest, say: Words, person: int = 0) -> tuple[str, tuple[Section, ...]]:
    """What a champion reads, with what they carry themselves and nobody else's."""
    title = say("{desk}, {when}", desk=cut(digest.desk, NAME), when=when_of(digest.period, say))
    mine = next((each for each in digest.loads if each.person == person), None)
    own = (
        [Section(say("You"), (say("You hold {open} open and answered {answered}.", open=mine.open,
                                  answered=mine.answered),))]
        if mine else []
    )  # fmt: skip
    shared = (say_it.five_numbers, say_it.course, say_it.ages, lists.topics, say_it.helped)
    found = (*own, *(replace(make(digest, say), buttons=()) for make in shared))
    return title, tuple(each for each in found if each.lines)


def executive(digest: Digest, say: Words) -> tuple[str, tuple[Section, ...]]:
    """Five numbers, one story, one ask."""
    title = say("{desk}, {when}", desk=cut(digest.desk, NAME), when=when_of(digest.period, say))
    found = (
        say_it.five_numbers(digest, say),
        say_it.course(digest, say),
        Section(say("One story"), (_story(digest, say),)),
        Section(say("One ask"), (_ask(digest, say),)),
    )
    return title, tuple(each for each in found if each.lines)


def _story(digest: Digest, say: Words) -> str:
    """What people wanted to know most, and how long they waited for it."""
    named = [each for each in digest.groups.get("topic", ()) if each.name and each.asked]
    if not named:
        return say("Nobody asked anything in this time.")
    most = named[0]
    topic, half = called(most.name, say), span_of(most.first_reply.median, say)
    return say.many(
        "Most asked about: {topic}, with {count} question. Half of those who asked had a first reply in {half}.",
        "Most asked about: {topic}, with {count} questions. Half of those who asked had a first reply in {half}.",
        most.asked,
        topic=topic,
        half=half,
    )


def _ask(digest: Digest, say: Words) -> str:
    """The one thing that helps most, which an executive can give: a person, or data."""
    nobody = next((each for each in digest.coverage if not each.champions and each.asked), None)
    if nobody is not None:
        name = called(nobody.name, say)
        return say.many(
            "Please name somebody for {name}: {count} question came, and nobody looks after it.",
            "Please name somebody for {name}: {count} questions came, and nobody looks after it.",
            nobody.asked,
            name=name,
        )
    if digest.missing:
        name = called(digest.missing[0].name, say)
        return say.many(
            "{count} person asked for data on {name} that the City does not have. Can it be collected?",
            "{count} people asked for data on {name} that the City does not have. Can it be collected?",
            digest.missing[0].people,
            name=name,
        )
    alone = next((each for each in digest.coverage if each.champions == 1 and each.asked), None)
    if alone is not None:
        name = called(alone.name, say)
        return say("Please name a second person for {name}: one alone looks after it.", name=name)
    return say("Nothing is needed. Please thank those who answer.")


def public(digest: Digest, say: Words) -> tuple[str, tuple[Section, ...]]:
    """What everybody may read: no names, and no count that could point to a person."""
    now = digest.now
    title = say("{desk}, {when}", desk=cut(digest.desk, NAME), when=when_of(digest.period, say))
    lines = [
        say("Asked: {count}.", count=public_count(now.asked, say)),
        say("Answered: {count}.", count=public_count(now.answered, say)),
        say("Solved, by the word of who asked: {count}.", count=public_count(now.confirmed, say)),
    ]
    if now.asked >= SMALL:
        lines.append(say("Half of those who asked had a first reply in {half}.",
                         half=span_of(now.to_reply.median, say)))  # fmt: skip
    told = [Section(say("In numbers"), tuple(lines), buttons=(say_it.meaning(say),))]
    shown = _public_groups(digest)
    if shown:
        named = joined(f"{called(each.name, say)} ({each.asked})" for each in shown)
        asked = say("Asked about")
        told.append(Section(asked, (named,), chart=charts.topics(shown, asked, say)))
    missing = [each for each in digest.missing if each.people >= SMALL and each.name]
    if missing:
        named = joined(f"{called(each.name, say)} ({each.people})" for each in missing)
        told.append(Section(say("What people asked for and we do not have"), (named,)))
    told.append(Section("", (say("Thank you to everybody who asked, and to everybody who answered."),)))
    return title, tuple(told)


def _public_groups(digest: Digest) -> list[Group]:
    """The topics that may be shown: what is left over must not give away a small one by subtraction."""
    every = sorted(digest.groups.get("topic", ()), key=lambda each: -each.asked)
    shown = [each for each in every if each.name and each.asked >= SMALL]
    while shown and 0 < digest.now.asked - sum(each.asked for each in shown) < SMALL:
        shown.pop()
    return shown


def told(digest: Digest, audience: str, say: Words, person: int = 0) -> tuple[str, tuple[Section, ...]]:
    """The title and sections for one of :data:`bot.digest.model.AUDIENCES`."""
    match audience:
        case "champions":
            return champions(digest, say, person)
        case "executive":
            return executive(digest, say)
        case "public":
            return public(digest, say)
        case _:
            return coordinators(digest, say)


def pages(title: str, sections: Iterable[Section], say: Words, *beside: Part) -> tuple[Card, ...]:
    """The same as pages that every platform shows whole; each but the first says in its title which it is. Each has
    room for what is to stand ``beside``."""
    found: list[list[Part]] = [[]]
    for section in sections:
        parts = _parts(section, {each.line for each in _buttons_of(found[-1])})
        if found[-1] and not _fit([*found[-1], *parts, *beside], title):
            found.append([])
            parts = _parts(section, set())
        found[-1] += parts
    return tuple(
        Card(title if number == 1 else say("{title} ({page})", title=title, page=number), *parts, page=True)
        for number, parts in enumerate(found, 1)
    )


def _fit(parts: list[Part], title: str) -> bool:
    """Whether one page holds them: in rows of buttons, in components, and in characters."""
    rows = sum(isinstance(part, Actions) for part in parts)
    components = len(parts) + len(_buttons_of(parts)) + 2
    if rows > BUTTONS_IN_A_ROW or components > PAGE_COMPONENTS:
        return False
    return room_in(*parts, title=title + " (99)", page=True) > 0


def _buttons_of(parts: Iterable[Part]) -> list[Button]:
    return [each for part in parts if isinstance(part, Actions) for each in part.buttons]


def _parts(section: Section, there: set[str]) -> list[Part]:
    """A section's parts, without the buttons that stand on the page already."""
    spans: list[Span] = [Bold(section.title)] if section.title else []
    for line in section.lines:
        spans += ["\n", cut(line, _LINE)] if spans else [cut(line, _LINE)]
    parts: list[Part] = [Text(*spans)]
    if section.chart and section.png:
        parts.append(Picture(section.png, section.chart.alt))
    if section.note:
        parts.append(Note(section.note))
    buttons = [each for each in section.buttons if each.line not in there]
    for at in range(0, len(buttons), BUTTONS_IN_A_ROW):
        parts.append(Actions(*buttons[at : at + BUTTONS_IN_A_ROW]))
    return parts
