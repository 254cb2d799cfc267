"""The log: who did what, when, and from which platform (interaction.md, section 2.4). Whoever asked is not named."""

from datetime import timedelta

from bot.engine.scene import Scene
from bot.questions.commands import moderating as m
from bot.questions.model import Share
from bot.questions.moderation.model import Deed
from bot.questions.moving import account_named, question_of
from bot.questions.views import button
from bot.questions.wording import platform_name
from bot.speech.cards import Actions, Card, Part, Text, fitting
from bot.speech.plain import NAME_ROOM, cut
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark

USUAL_DAYS, MOST_DAYS, MOST_PAGES, ON_A_PAGE = 7, 366, 100, 12
DONE: dict[str, str] = {
    "submit": mark("asked"), "release_hold": mark("let go on"), "route": mark("sent elsewhere"),
    "claim": mark("claimed"), "assign": mark("assigned"), "take_over": mark("took over"),
    "release": mark("gave back"), "handoff_offer": mark("passed on"), "handoff_accept": mark("accepted"),
    "handoff_decline": mark("declined"), "escalate": mark("asked inside"), "deescalate": mark("ended asking inside"),
    "clarify": mark("asked for detail"), "asker_reply": mark("replied"), "add_detail": mark("added something"),
    "snooze": mark("put aside"), "wake": mark("took up again"), "answer": mark("answered"),
    "retract_answer": mark("took the answer back"), "correct": mark("corrected"), "confirm": mark("said it is solved"),
    "reject": mark("said it is not solved"), "confirm_community": mark("marked a reply as the answer"),
    "asked_answer": mark("was asked whether that is the answer"), "assume": mark("took it as solved"),
    "asker_silent": mark("set aside, for silence"), "asker_left": mark("noticed that the asker left"),
    "close": mark("closed"), "merge": mark("merged"), "unmerge": mark("took apart again"), "reopen": mark("reopened"),
    "withdraw": mark("withdrew"), "hold": mark("held"), "report": mark("said it is not a question"),
    "remove": mark("removed the question"), "restore": mark("brought back"), "redact": mark("took words out"),
    "erase": mark("erased"), "reword": mark("edited the question"), "amend": mark("edited the answer"),
    "takeover_ask": mark("asked to take over"), "takeover_decline": mark("kept it"),
    "step_aside": mark("could not take a second look"), "merge_offer": mark("said it was asked before"),
    "note": mark("left a note"), "helper_reply": mark("replied as a helper"), "still_working": mark("is still on it"),
    "backup": mark("asked the backup"), "still_looking": mark("told that we still look"),
    "inside": mark("asked the department"), "still_on_it": mark("asked whether they are still on it"),
    "in_person": mark("asked for a talk in person"), "remind": mark("reminded"), "remind_again": mark("reminded again"),
    "ask_verdict": mark("asked whether it helped"), "mute": mark("muted"), "unmute": mark("let ask again"),
    "allow": mark("allowed more"), "pause": mark("paused the desk"), "resume": mark("resumed the desk"),
    "raid": mark("turned raid mode on"), "raid_off": mark("turned raid mode off"),
    "export_records": mark("exported records"), "export_person": mark("exported what is kept of somebody"),
    "erase_person": mark("erased somebody, on their wish"),
    "announce": mark("announced data at once"), "announce_hold": mark("held data back"),
    "announce_skip": mark("had data not announced"), "announce_pause": mark("paused announcements"),
    "announce_resume": mark("resumed announcements"), "hold_announce": mark("let held data be announced"),
    "hold_not_new": mark("said that held data is not new"), "digest": mark("sent a digest at once"),
    "showcase_approve": mark("approved a project"), "showcase_change": mark("asked for a change of a project"),
    "showcase_decline": mark("declined a project"), "showcase_news": mark("decided on the news of a project"),
    "showcase_remove": mark("removed a project"),
    "showcase_next": mark("had a project shown next"), "showcase_on": mark("chose a day for a project"),
    "showcase_skip": mark("had a project wait"), "showcase_usual": mark("put a project back in its turn"),
    "showcase_pause": mark("paused the showcase"), "showcase_resume": mark("resumed the showcase"),
}  # fmt: skip


def log(scene: Scene, command: m.Log) -> Reply:
    """What was done, newest first, a page at a time; one question's, or by and to one person, where they are named."""
    say = scene.say
    days = _number(scene, command.days, USUAL_DAYS, MOST_DAYS)
    page = _number(scene, command.page, 1, MOST_PAGES)
    person = account_named(scene, command.person)
    if command.person and person is None:
        raise scene.refuse("I don't know that person. Write @ and their name.", "E-NOTFOUND")
    number = question_of(scene, command.question).number if command.question else 0
    after = scene.request.at - timedelta(days=days)
    many = page * ON_A_PAGE + 1
    found = scene.work.moderation.log(after, many, person=person.number if person else 0, question=number)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    if not shown:
        return sentence(say("Nothing was done there in that time."))
    older = m.Log(command.question, command.person, str(days), str(page + 1))
    more = [Actions(button(say("Older"), older))] if len(found) == many else []
    title = say.many("What was done in the last {count} day", "What was done in the last {count} days", days)
    lines: list[Part] = [Text(_line(scene, each)) for each in shown]
    return Reply(card=Card(title, *fitting(lines, *more, title=title, page=True), *more, page=True))


def _number(scene: Scene, said: str, usual: int, most: int) -> int:
    if not said:
        return usual
    if not (said.isascii() and said.isdigit()) or not 1 <= int(said) <= most:
        raise scene.refuse("Write a number from 1 to {most}.", most=most)
    return int(said)


def _line(scene: Scene, deed: Deed) -> str:
    say = scene.say
    about = f"Q-{deed.question}" if deed.question else ""
    if deed.person:
        person = scene.work.people.person(deed.person)
        about = cut(person.name, NAME_ROOM) if person and person.name else say("This person")
    parts = (
        say.moment(deed.at, scene.work.desk.timezone), _who(scene, deed), say(DONE.get(deed.verb, deed.verb)),
        about, platform_name(deed.platform) if deed.platform else "", cut(deed.note, 120),
    )  # fmt: skip
    return " · ".join(each for each in parts if each)


def _who(scene: Scene, deed: Deed) -> str:
    """A champion by name; whoever asked without it, whatever they chose: the log is about what was done. A champion who
    asked is whoever asked, but where they are named on the question's card too."""
    if not deed.by:
        return scene.say("The clock")
    question = scene.work.questions.get(deed.question) if deed.question else None
    unnamed = question is not None and question.asker.number == deed.by and question.share is not Share.NAMED
    return (not unnamed and scene.work.roster.name(deed.by)) or scene.say("Whoever asked")
