"""The lists of a digest: each ends, says how many more there are, and leads to all of them."""

from collections.abc import Iterable

from bot.catalog.commands import ReviewNotes
from bot.digest import charts
from bot.digest.commands import DigestRest, Rebalance
from bot.digest.model import Coming, Coverage, Digest, Group, Load, Need, Open, Want
from bot.digest.sections import WORDS, Section, in_review
from bot.digest.wording import LISTED, called, days_away, days_of, joined, listed
from bot.people.commands import RosterAdd
from bot.questions.commands import Assign, More
from bot.questions.views import button
from bot.questions.wording import STATE_FOR_CHAMPIONS
from bot.showcase.commands import Review
from bot.speech.cards import BUTTON_LABEL, BUTTONS_IN_A_ROW, Button
from bot.speech.plain import cut
from bot.speech.words import Words

MOVED = 3  # topics that went up, and that went down
OPENED = 4  # of the oldest open questions, by a button
_NAMED = 20  # characters of a champion on a button


def needs(digest: Digest, say: Words) -> Section:
    """What only a coordinator can move, first of all."""
    count = len(digest.needs)
    rest = whole_list("needs", digest, count, say)
    acts = need_buttons(digest.needs[:LISTED], say)[: 2 * BUTTONS_IN_A_ROW - len(rest)]
    return Section(
        say("Needs you ({count})", count=count),
        listed(digest.needs, lambda each: need_line(each, say), say) or (say("Nothing needs you."),),
        buttons=(*acts, *rest),
    )


def whole_list(part: str, digest: Digest, count: int, say: Words, most: int = LISTED) -> tuple[Button, ...]:
    """The way to the whole of a list, where not all of it is shown."""
    if count <= most:
        return ()
    return (button(say("Show all {count}", count=count), DigestRest(part, digest.period.name)),)


def need_line(need: Need, say: Words) -> str:
    """Who or what needs a coordinator, and why."""
    id, topic, days = f"Q-{need.number}", called(need.name, say), days_of(need.count, say)
    match need.want:
        case Want.HELD:
            return say("{id} is held back until you have looked at it. It is {days} old.", id=id, days=days)
        case Want.HOMELESS:
            return say("{id} has waited {days}; nobody looks after “{topic}”.", id=id, days=days, topic=topic)
        case Want.UNCLAIMED:
            return say("{id} ({topic}) has waited {days}, and nobody has taken it.", id=id, days=days, topic=topic)
        case Want.OVERLOADED:
            return say.many(
                "{champion} holds {count} open question; {enough} is enough for them.",
                "{champion} holds {count} open questions; {enough} are enough for them.",
                *(need.count,),
                champion=topic,
                enough=need.enough,
            )
        case Want.REVIEW:
            return in_review(need.name, need.count, say)


def need_buttons(needs: Iterable[Need], say: Words) -> tuple[Button, ...]:
    """What can be done about each, in order; what would do the same stands there once."""
    return tuple({each.line: each for need in needs for each in _buttons(need, say)}.values())


def _buttons(need: Need, say: Words) -> list[Button]:
    id = f"Q-{need.number}"
    match need.want:
        case Want.HELD:
            return [button(say("Look at {id}", id=id), More(need.number))]
        case Want.HOMELESS:
            return [button(say("Assign {id}", id=id), Assign(need.number)), button(say("Add champion"), RosterAdd())]
        case Want.UNCLAIMED:
            return [button(say("Assign {id}", id=id), Assign(need.number))]
        case Want.OVERLOADED:
            label = say("Relieve {champion}", champion=cut(need.name, _NAMED))
            return [button(cut(label, BUTTON_LABEL), Rebalance(need.number))]
        case Want.REVIEW:
            return _reviews(need.name, say)


def _reviews(kind: str, say: Words) -> list[Button]:
    """The way to what waits for a yes."""
    match kind:
        case "notes":
            return [button(say("Review usage notes"), ReviewNotes())]
        case "showcase":
            return [button(say("Review projects"), Review())]
        case _:
            return []


def unanswered(digest: Digest, say: Words) -> Section:
    """What has no answer yet, the oldest first."""
    found = digest.unanswered
    title = say("Not answered yet, oldest first ({count})", count=len(found))
    buttons = (*open_buttons(found[:OPENED], say), *whole_list("unanswered", digest, len(found), say))
    return Section(title, listed(found, lambda each: open_line(each, digest, say), say), buttons=buttons)


def open_buttons(found: Iterable[Open], say: Words) -> tuple[Button, ...]:
    """The way to each question."""
    ids = ((each.number, f"Q-{each.number}") for each in found)
    return tuple(button(id, More(number), hint=say("More for {id}", id=id)) for number, id in ids)


def open_line(each: Open, digest: Digest, say: Words) -> str:
    """A question, how old it is, and in whose hands."""
    state = say(STATE_FOR_CHAMPIONS[each.state], champion=digest.names.get(each.owner) or say("a champion"))
    values = {"id": f"Q-{each.number}", "topic": called(each.topic, say), "days": days_of(each.days, say)}
    return say("{id} ({topic}): {days}. {state}", state=state, **values)


def loads(digest: Digest, say: Words) -> Section:
    """Who carries what, in the roster's order: this is no league table."""
    title, buttons = say("Who carries what"), whole_list("loads", digest, len(digest.loads), say)
    lines = listed(digest.loads, lambda each: load_line(each, say), say)
    return Section(title, lines, buttons=buttons, chart=charts.loads(digest, title, say))


def load_line(load: Load, say: Words) -> str:
    """What one champion holds and answered, and when they are away."""
    line = say("{champion}: {open} open (enough: {enough}), {answered} answered", champion=called(load.name, say),
               open=load.open, enough=load.enough, answered=load.answered)  # fmt: skip
    return joined([line, days_away(load.away, say)]) if load.away else line


def topics(digest: Digest, say: Words) -> Section:
    """What people asked about more, and less, than before; what the City does not have; and who is missing."""
    groups = [each for each in digest.groups.get("topic", ()) if each.name]
    up = sorted((each for each in groups if each.asked > each.before), key=_change, reverse=True)
    down = sorted((each for each in groups if each.asked < each.before), key=_change)
    lines = []
    if up:
        lines.append(say("Up: {topics}", topics=_changes(up, say)))
    if down:
        lines.append(say("Down: {topics}", topics=_changes(down, say)))
    if digest.missing:
        people = [_wanted(called(each.name, say), each.people, say) for each in digest.missing[:WORDS]]
        lines.append(say("Asked for, but no such data exists: {names}", names=joined(people)))
    lines += _thin(digest.coverage, say)
    rest = whole_list("topics", digest, len(groups), say, 0) if max(len(up), len(down)) > MOVED else ()
    if len(gap_lines(digest, say)) > WORDS:
        rest = (*rest, button(say("All gaps"), DigestRest("gaps", digest.period.name)))
    return Section(say("Topics"), tuple(lines), buttons=rest)


def topic_line(group: Group, say: Words) -> str:
    """One topic: what was asked about it, before and now, and what of it is open."""
    return say(
        "{topic}: asked {now} ({last}), answered {answered}, open {open}",
        topic=called(group.name, say), now=group.asked, last=group.before, answered=group.answered, open=group.open,
    )  # fmt: skip


def gap_lines(digest: Digest, say: Words) -> list[str]:
    """All that people missed: data that does not exist, what nobody or one alone looks after, searches in vain."""
    missing = [_wanted(called(each.name, say), each.people, say) for each in digest.missing]
    nobody = [_came(called(each.name, say), each.asked, say) for each in digest.coverage if not each.champions]
    alone = [_came(called(each.name, say), each.asked, say) for each in digest.coverage if each.champions]
    words = [f"“{called(each, say)}” ({times})" for each, times in digest.searches.words]
    return [
        *(say("Asked for, but no such data exists: {names}", names=each) for each in missing),
        *(say("Nobody looks after: {names}", names=each) for each in nobody),
        *(say("One champion alone looks after: {names}", names=each) for each in alone),
        *(say("Searched for in vain: {words}", words=each) for each in words),
    ]


def _wanted(name: str, people: int, say: Words) -> str:
    return say.many("{name} ({count} person)", "{name} ({count} people)", people, name=name)


def _change(group: Group) -> int:
    return group.asked - group.before


def _changes(groups: list[Group], say: Words) -> str:
    return joined(f"{called(each.name, say)} {_change(each):+d}".replace("-", "−") for each in groups[:MOVED])


def _thin(coverage: Iterable[Coverage], say: Words) -> list[str]:
    """Where nobody is, or one champion alone, and questions came."""
    nobody = [each for each in coverage if not each.champions and each.asked]
    alone = [each for each in coverage if each.champions == 1 and each.asked]
    lines = []
    if nobody:
        lines.append(say("Nobody looks after: {names}", names=_weighed(nobody, say)))
    if alone:
        lines.append(say("One champion alone looks after: {names}", names=_weighed(alone, say)))
    return lines


def _weighed(coverage: list[Coverage], say: Words) -> str:
    return joined(_came(called(each.name, say), each.asked, say) for each in coverage[:WORDS])


def _came(name: str, questions: int, say: Words) -> str:
    return say.many("{name} ({count} question)", "{name} ({count} questions)", questions, name=name)


def coming(digest: Digest, say: Words) -> Section:
    """What the days after bring."""
    lines = listed(digest.coming, lambda each: coming_line(each, digest.timezone, say), say)
    return Section(say("Coming up"), lines, buttons=whole_list("coming", digest, len(digest.coming), say))


def coming_line(coming: Coming, timezone: str, say: Words) -> str:
    """One thing that the days after bring, and when."""
    day = say.moment(coming.at, timezone) if coming.at else say.day(coming.day)
    match coming.kind:
        case "away":
            until = say.day(coming.until or coming.day)
            return say(
                "{champion} is away, {first} to {last}", champion=called(coming.what, say), first=day, last=until
            )
        case "announce":
            return say.many("{day}: {count} new dataset is announced", "{day}: {count} new datasets are announced",
                            coming.number, day=day)  # fmt: skip
        case "showcase":
            return say("{day}: {project} is shown", day=day, project=f"S-{coming.number} {called(coming.what, say)}")
        case "wakes":
            id = f"Q-{coming.number}"
            return say("{day}: {id} ({topic}) wakes", day=day, id=id, topic=called(coming.what, say))
        case _:
            return say("{day}: {what}", day=day, what=called(coming.what, say))
