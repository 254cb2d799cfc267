"""Lines: what a thread is told of one change, at most one for each place (interaction.md, section 5.2).

Askers read it in their language and never read a note that was meant for champions.
"""

from bot.questions.answer_lines import answer_line, corrected_line, merged_line
from bot.questions.commands import Clarify, More, WriteAnswer
from bot.questions.model import Entry, Question, Share, State
from bot.questions.reminders import asker_line
from bot.questions.views import Facets, button, edited_note
from bot.questions.wording import REASONS, SENT_FROM, called, crossed
from bot.speech.cards import MESSAGE_ROOM, Actions, Card, Note, Part, Text, room_in
from bot.speech.plain import NAME_ROOM, cut, pieces
from bot.speech.words import Words


def public_line(question: Question, entry: Entry, facets: Facets, say: Words) -> tuple[Card, ...]:
    """What the question's thread (or the asker's direct messages) is told; more than one card only for long answers."""
    roster = facets.roster
    champion = roster.name(question.owner or entry.by, say("a champion"))
    match entry.verb:
        case "claim" | "assign" | "take_over":
            return (Card(say("{champion} is looking into this.", champion=champion)),)
        case "handoff_accept":
            return (Card(say("Passed to {champion}, who is looking into this.", champion=champion)),)
        case "clarify":
            title = say("To answer well, we need one thing: {need}", need=cut(entry.note, 900))
            asked = say.spans("{asker}, please reply here.", asker=called(question, say))
            return (Card(title, Text(*asked), *_elsewhere(question, entry, say), *edited_note(entry.edited, say)),)
        case "asker_reply" | "add_detail":
            return _told(question, entry, say)
        case "answer":
            return answer_line(question, facets, say)
        case "correct":
            return corrected_line(question, facets, say)
        case "helper_reply":
            helper = roster.name(entry.by, say("a champion"))
            return _long(
                say("{champion} adds:", champion=helper),
                entry.note,
                say,
                *_elsewhere(question, entry, say),
                *edited_note(entry.edited, say),
            )
        case "retract_answer":
            told = say(
                "The answer was taken back, to be corrected. {champion} is looking into this.", champion=champion
            )
            return (Card(told),)
        case "reject":
            return (Card(_looked_at_again(question, champion, roster.name(question.second), say)),)
        case "confirm":
            return (Card(say("Solved. Thank you, {champion}.", champion=champion)),)
        case "confirm_community":
            return (Card(say("Solved by a community reply. This is not an official City answer.")),)
        case "close":
            return (_closed(question, entry, say),)
        case "merge":
            return (merged_line(question, facets, say),)
        case "unmerge":
            return (Card(say("This is a question of its own again, at its old place in line.")),)
        case "reopen":
            return (Card(say("This is open again.")),)
        case "asker_left":
            return (Card(_without_asker(question, say)),)
        case "redact":
            return (Card(say("A coordinator took words out of {id}.", id=question.id)),)
        case _:
            line = asker_line(question, entry, facets, say)
            return (line,) if line is not None else ()


def _without_asker(question: Question, say: Words) -> str:
    if question.state is State.SOLVED:
        return say("Answered. The person who asked has left; the answer stays for others.")
    return say("The person who asked has left, so we set {id} aside.", id=question.id)


def _told(question: Question, entry: Entry, say: Words) -> tuple[Card, ...]:
    seen = question.share is Share.NAMED and question.asker.name and not question.erased
    name = cut(question.asker.name, NAME_ROOM) if seen else say("The person who asked")
    return _long(say("{asker} adds:", asker=name), entry.note, say, *edited_note(entry.edited, say))


def _elsewhere(question: Question, entry: Entry, say: Words) -> list[Part]:
    """Where this was sent from, if the question was asked on another platform (interaction.md, section 6.3)."""
    told = crossed(question, entry.platform, SENT_FROM, say)
    return [Note(told)] if told else []


def _long(title: str, text: str, say: Words, *last: Part) -> tuple[Card, ...]:
    """One card, or as many as the text needs: nothing of it is dropped. ``last`` stands under the last of them."""
    parts = pieces(text, MESSAGE_ROOM - 300)
    return tuple(
        Card(title if n == 0 else say("continued"), Text(part), *(last if n == len(parts) - 1 else ()))
        for n, part in enumerate(parts)
    )


def _looked_at_again(question: Question, champion: str, second: str, say: Words) -> str:
    if not second:
        return say("Not solved yet. {champion} will take another look.", champion=champion)
    return say("Not solved yet. {champion} takes another look, and {second} was asked to look as well.",
               champion=champion, second=second)  # fmt: skip


def _closed(question: Question, entry: Entry, say: Words) -> Card:
    reason = say(REASONS.get(question.close_reason, REASONS["other"]))
    title = say("We set {id} aside: {reason}.", id=question.id, reason=reason)
    more = [Text(cut(entry.note, 1_200))] if entry.note else []
    return Card(title, *more, Text(say("If that is not right, press Reopen on the card.")))


def desk_line(question: Question, entry: Entry, facets: Facets, say: Words) -> Card | None:
    """What the champions' room is told, in the desk's language; None where the card says it all."""
    note = cut(question.text if entry.verb == "reword" else entry.note, 1_200)
    title = _desk_title(question, entry, facets, say)
    if not title:
        return None
    if question.is_private and entry.verb not in ("note", "release", "handoff_offer", "handoff_decline"):
        note = ""
    return Card(title, *([Text(note), *edited_note(entry.edited, say)] if note else []))


def _desk_title(question: Question, entry: Entry, facets: Facets, say: Words) -> str:
    by = facets.roster.name(entry.by, say("The person who asked"))
    owner = facets.roster.name(question.owner, say("whoever takes it"))
    match entry.verb:
        case "asker_reply" | "add_detail":
            return say("For {champion}: the person who asked adds:", champion=owner)
        case "reword":
            return say("For {champion}: the question was edited. It now says:", champion=owner)
        case "retract_answer":
            return say("{champion} took the answer back.", champion=by)
        case "reject":
            return say("For {champion}: not solved yet.", champion=owner)
        case "correct":
            return say("{champion} corrected the answer.", champion=by)
        case "takeover_decline":
            return say("{champion} keeps this.", champion=owner)
        case "step_aside" if not entry.by:
            return say("Whoever was asked for a second look has left.")
        case "step_aside":
            return say("{champion} cannot take a second look.", champion=by)
        case "merge_offer":
            return say("{champion} thinks that this was asked before. The person who asked decides.", champion=by)
        case "confirm":
            told = say("The person who asked says that your answer solved it, {champion}.", champion=owner)
            return told if question.confirmed == "true" else ""
        case "note":
            return say("Note from {champion}, for champions only:", champion=by)
        case "release" if not entry.by:
            return say("Back in the queue. Somebody else is asked.")
        case "release":
            return say("{champion} gave this back to the queue.", champion=by)
        case "escalate" if question.level == "executive":
            return say("{champion} asks a coordinator to take this to an executive.", champion=by)
        case "deescalate":
            return say("{champion} ended the asking inside.", champion=by)
        case "snooze":
            day = say.day(question.until) if question.until else ""
            return say("{champion} put this aside until {day}.", champion=owner, day=day)
        case "handoff_decline" if not entry.by:
            return ""  # a card of its own says it, to both of them
        case "handoff_decline":
            return say("{champion} cannot take this now.", champion=by)
        case "handoff_accept":
            return say("{champion} took this over.", champion=owner)
        case "reopen":
            return say("Open again. For {champion}.", champion=owner)
        case "hold":
            return say("{champion} holds this back.", champion=by)
        case "report":
            return say("{champion} thinks that this is not a question.", champion=by)
        case "redact":
            return say("{champion} took words out of {id}.", champion=by, id=question.id)
        case "asker_left":
            return _without_asker(question, say)
        case "restore":
            return say("{champion} brought this back.", champion=by)
        case "release_hold":
            return say("{champion} let this go on.", champion=by)
        case "remove":
            return say("{champion} removed this from public view.", champion=by)
        case _:
            return ""


def private_line(question: Question, entry: Entry, say: Words) -> Card | None:
    """What the owner of a private question reads in their direct messages; None where nothing is new to them."""
    title = {
        "claim": say("{id} is yours. It is private: only you and the coordinators read this.", id=question.id),
        "assign": say("{id} was given to you. It is private: only you and the coordinators read this.", id=question.id),
        "take_over": say("{id} is yours. It is private: only you and the coordinators read this.", id=question.id),
        "handoff_accept": say("{id} is yours. It is private: only you and the coordinators read this.", id=question.id),
        "asker_reply": say("{id}: the person who asked adds:", id=question.id),
        "add_detail": say("{id}: the person who asked adds:", id=question.id),
        "reject": say("{id}: not solved yet.", id=question.id),
        "reword": say("{id}: the question was edited. It now says:", id=question.id),
    }.get(entry.verb, "")
    if not title:
        return None
    added = entry.verb in ("asker_reply", "add_detail", "reject")
    shown, edited = (entry.note, entry.edited) if added else (question.text, question.edited)
    buttons = Actions(
        button(say("Answer"), WriteAnswer(question.number), "primary", say("Answer {id}", id=question.id)),
        button(say("Need detail"), Clarify(question.number), hint=say("Ask for detail on {id}", id=question.id)),
        button(say("More"), More(question.number), hint=say("More for {id}", id=question.id)),
    )
    noted = edited_note(edited and entry.verb != "reword", say)
    text = cut(shown, room_in(*noted, buttons, title=title) - 20)
    return Card(title, *([Text(text)] if text else []), *noted, buttons)
