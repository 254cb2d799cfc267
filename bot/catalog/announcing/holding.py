"""Holding: what looks like a harvest is kept back as one until a coordinator has decided (interaction.md, §3.6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.catalog.announcing.brake import to_hold
from bot.catalog.announcing.commands import AnnounceList, AnnounceNow, DecideHold
from bot.catalog.announcing.slots import ANNOUNCING
from bot.catalog.announcing.views import titled
from bot.catalog.finds import Decision, Find, FindState, HeldFor, Hold
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions.moderation.limits import deed
from bot.questions.needs import tell_coordinators
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Note, Text
from bot.speech.reply import Reply, sentence
from bot.speech.words import Words, mark, words

SOME = 3
WHY = {
    HeldFor.PORTAL: mark("This may be a re-harvest: so many at once are seldom new."),
    HeldFor.MANY: mark("This may be a re-harvest: they came close together."),
    HeldFor.MOMENT: mark("This may be a re-harvest: they were made at the very same moment."),
    HeldFor.PERSON: mark("A coordinator holds it back."),
}
DECIDED = {
    Decision.ANNOUNCE: mark("{who} decided: they are announced as one."),
    Decision.NOT_NEW: mark("{who} decided: they are not new, and nobody is told."),
}


def look_through_finds(work: Work, at: datetime) -> None:
    """Hold what looks like a harvest, and tell the coordinators of it."""
    for why, finds in to_hold(work.finds.of(FindState.WAITING), work.desk.announce).items():
        _hold(work, finds, why, at)
    if stray := work.finds.stray():
        _hold(work, stray, HeldFor.PORTAL, at)


def _hold(work: Work, finds: Sequence[Find], why: HeldFor, at: datetime) -> None:
    """As part of what is held and nobody has decided yet, else as a hold of its own."""
    opened = [each for each in work.finds.open_holds() if each.why is not HeldFor.PERSON]
    hold = opened[-1] if opened else work.finds.new_hold(at, why)
    work.finds.settle(finds, FindState.HELD, hold=hold.number)
    tell_coordinators(work, at, f"H-{hold.number}/held", lambda say: held_card(hold, work, say))


def held_card(hold: Hold, work: Work, say: Words) -> Card:
    """What coordinators read of a hold; once it is decided, who decided what."""
    finds = work.finds.held_with(hold.number)
    title = say.many("{count} dataset looks new.", "{count} datasets look new.", len({e.dataset for e in finds}))
    known = [each for find in finds[:SOME] if (each := work.catalog.dataset(find.dataset))]
    names = "; ".join(titled(each) for each in known)
    beside = Text(say("Among them: {names}.", names=names)) if names else Text("—")
    see = button(say("Show list"), AnnounceList(hold.number), hint=say("Show what is held as {id}", id=id_of(hold)))
    if hold.decision:
        who = work.roster.name(hold.decided_by, say("a coordinator"))
        return Card(title, Text(say(DECIDED[hold.decision], who=who)), beside, Actions(see))
    actions = Actions(
        button(say("Announce as one"), DecideHold(hold.number, "announce"), "primary"),
        button(say("They are not new"), DecideHold(hold.number, "not_new")),
        see,
    )
    kept = Note(say("Nothing is public until one of you decides."))
    return Card(title, Text(say(WHY[hold.why])), beside, kept, actions)


def id_of(hold: Hold) -> str:
    """The number as people read it: ``H-3``."""
    return f"H-{hold.number}"


def decide(scene: Scene, command: DecideHold) -> Reply:
    """A coordinator decides, once; whoever comes second hears what was decided."""
    say, work = scene.say, scene.work
    due = ANNOUNCING.taken(work, scene.request.at).due
    hold = work.finds.hold(command.hold)
    if hold is None:
        raise scene.refuse("I can't find what was held.", "E-NOTFOUND")
    decided = replace(hold, decision=Decision(command.verdict or "announce"), decided_by=scene.person.number)
    if hold.decision or not work.finds.decide(decided):
        now = work.finds.hold(command.hold) or hold
        who = work.roster.name(now.decided_by, say("a coordinator"))
        return sentence(say(DECIDED[now.decision or Decision.ANNOUNCE], who=who))
    held = [each for each in work.finds.held_with(hold.number) if each.state is FindState.HELD]
    to = FindState.WAITING if decided.decision is Decision.ANNOUNCE else FindState.SKIPPED
    work.finds.settle(held, to)
    work.moderation.note(deed(scene, f"hold_{decided.decision.value}", note=id_of(hold)))
    _show_decided(work, decided)
    if to is FindState.SKIPPED:
        return sentence(say("All right. Nobody is told of them."))
    when = say.moment(due, work.desk.timezone)
    title = say("They are announced as one, {when}.", when=when)
    return Reply(card=Card(title, Actions(button(say("Announce now"), AnnounceNow()))))


def _show_decided(work: Work, hold: Hold) -> None:
    """The cards of a hold say what was decided."""
    for slot in work.slots.hanging(id_of(hold)):
        number = int(slot.name.rpartition("/")[2])
        person = work.people.person(number) if number else None
        say = words(person.language if person else work.desk.language)
        work.slots.hang(replace(slot, card=held_card(hold, work, say)))
