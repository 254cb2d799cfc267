"""Acting: what the buttons of a digest lead to that no other command does: whole lists, and relief for a champion."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.digest import lists
from bot.digest.commands import DigestRest, Rebalance
from bot.digest.model import Digest
from bot.digest.reading import Reading, read
from bot.digest.steering import period_of
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions.commands import HandOff
from bot.questions.model import OWNED, Question, State
from bot.questions.views import button
from bot.questions.wording import STATE_FOR_CHAMPIONS, heading
from bot.speech.cards import BUTTONS_IN_A_ROW, Actions, Button, Card, Part, Text, fitting
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words

ON_A_PAGE = 10
_LINE = 200
_PASSED_ON = frozenset({State.CLAIMED, State.WAITING_ASKER})  # what may be handed on (bot/questions/moves.py)


def read_rest(work: Work, command: DigestRest, at: datetime) -> Reading:
    """What the digest is made of whose list is asked for."""
    return read(work, period_of(work, "coordinators", command.week, at), at)


def rest(scene: Scene, command: DigestRest) -> Reply:
    """A whole list of a digest, page by page, with the buttons that act on what is shown."""
    say, digest = scene.say, scene.read
    lines = _lines(digest, command.part or "needs", say)
    if not lines:
        return sentence(say("There is nothing in this list."))
    last = -(-len(lines) // ON_A_PAGE)
    at = min(max(command.page, 1), last)
    span = slice((at - 1) * ON_A_PAGE, at * ON_A_PAGE)
    acts = _acts(digest, command.part or "needs", span, say)
    turns = [button(label, replace(command, page=to)) for label, to in _turns(at, last, say)]
    title = say("{what} ({count})", what=_title(command.part or "needs", say), count=len(lines))
    shown: list[Part] = [Text(cut(each, _LINE)) for each in lines[span]]
    told = [Text(say("Page {page} of {pages}", page=at, pages=last))] if last > 1 else []
    rows = [acts[n : n + BUTTONS_IN_A_ROW] for n in range(0, len(acts), BUTTONS_IN_A_ROW)]
    return Reply(card=Card(title, *shown, *told, *(Actions(*each) for each in (*rows[:4], turns) if each), page=True))


def _turns(at: int, last: int, say: Words) -> list[tuple[str, int]]:
    back = [(say("Back"), at - 1)] if at > 1 else []
    return [*back, *([(say("More"), at + 1)] if at < last else [])]


def _title(part: str, say: Words) -> str:
    match part:
        case "unanswered":
            return say("Not answered yet, oldest first")
        case "loads":
            return say("Who carries what")
        case "topics":
            return say("Topics")
        case "gaps":
            return say("What people missed")
        case "coming":
            return say("Coming up")
        case _:
            return say("Needs you")


def _lines(digest: Digest, part: str, say: Words) -> list[str]:
    match part:
        case "unanswered":
            return [lists.open_line(each, digest, say) for each in digest.unanswered]
        case "loads":
            return [lists.load_line(each, say) for each in digest.loads]
        case "topics":
            return [lists.topic_line(each, say) for each in digest.groups.get("topic", ())]
        case "gaps":
            return lists.gap_lines(digest, say)
        case "coming":
            return [lists.coming_line(each, digest.timezone, say) for each in digest.coming]
        case _:
            return [lists.need_line(each, say) for each in digest.needs]


def _acts(digest: Digest, part: str, span: slice, say: Words) -> Sequence[Button]:
    if part == "needs":
        return lists.need_buttons(digest.needs[span], say)
    return lists.open_buttons(digest.unanswered[span], say) if part == "unanswered" else ()


def rebalance(scene: Scene, command: Rebalance) -> Reply:
    """What a champion holds now, the oldest first, with a way to pass each on. They read who did."""
    say, work = scene.say, scene.work
    champion = work.roster.get(command.champion)
    if champion is None:
        raise scene.refuse("They are not on the roster any more.", "E-NOTFOUND")
    held = work.questions.queue(owner=champion.number, states=tuple(OWNED))
    if not held:
        return sentence(say("{champion} holds nothing any more.", champion=champion.public_name))
    title = say.many(
        "{champion} holds {count} open question; {enough} is enough for them.",
        "{champion} holds {count} open questions; {enough} are enough for them.",
        *(len(held),),
        champion=champion.public_name, enough=champion.max_open,
    )  # fmt: skip
    ways = _passing(held, say)
    lines = [Text(heading(each, STATE_FOR_CHAMPIONS, work.roster, say)) for each in held[:ON_A_PAGE]]
    more = len(held) - ON_A_PAGE
    beside: list[Part] = [Text(say("and {count} more", count=more))] if more > 0 else []
    beside += [Actions(*ways[n : n + BUTTONS_IN_A_ROW]) for n in range(0, len(ways), BUTTONS_IN_A_ROW)]
    return Reply(card=Card(title, *fitting(lines, *beside, title=title, page=True), *beside, page=True))


def _passing(held: Sequence[Question], say: Words) -> list[Button]:
    return [
        button(say("Pass {id} on", id=each.id), HandOff(each.number))
        for each in held[:ON_A_PAGE]
        if each.state in _PASSED_ON and not each.handoff_to
    ]
