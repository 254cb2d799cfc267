"""One person of the roster at a time: added, changed, taken off; and the roster written out (interaction.md §2.4).

All of it goes through the same reading as a whole file, so the same rules hold and the same sentences are told.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.engine.scene import Scene
from bot.people.commands import RosterAdd, RosterEdit, RosterExport, RosterRemove
from bot.people.handlers import refuse_in_roster_file
from bot.people.model import Champion, Level, RosterRow
from bot.people.roster import read_roster, write_roster
from bot.people.roster.cells import value
from bot.people.roster.columns import COLUMNS
from bot.people.views import LEVELS
from bot.questions.guide import same
from bot.questions.model import OWNED, Question, State
from bot.questions.moving import account_named
from bot.questions.passing import reoffered
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Note, Part, Text, fitting
from bot.speech.forms import Choice, FieldError, Form, Pick, TextInput
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence

NONE = frozenset({"none", "-", "–"})
MOST = 500  # questions of one champion
_EMPTY = RosterRow("", Level.EXTERNAL)


def export(scene: Scene, command: RosterExport) -> Reply:
    """The roster as CSV that can be pasted back."""
    say = scene.say
    title = say("The roster as CSV")
    rows = write_roster(each.row for each in scene.work.roster.champions).splitlines()
    told = Note(say("As a file: `champions roster export > roster.csv` on the server."))
    lines: list[Part] = [Text(each) for each in rows]
    shown = fitting(lines, told, title=title, page=True)
    if len(shown) < len(lines):
        told = Note(say("This is not all of it. As a file: `champions roster export > roster.csv` on the server."))
        shown = fitting(lines[: len(shown)], told, title=title, page=True)
    return Reply(card=Card(title, *shown[:38], told, page=True))


def add(scene: Scene, command: RosterAdd) -> Reply:
    """Somebody new. They are not messaged, and not listed before they join; a named account has its rights at once."""
    refuse_in_roster_file(scene)
    say, platform = scene.say, scene.person.identity.platform
    cells = {"public_name": command.public_name, "level": command.level, "department": command.department,
             "topics": command.topics, platform: command.account}  # fmt: skip
    row, wrong = _with(_EMPTY, cells)
    if wrong:
        names = {platform: "account"}
        return Reply(errors=tuple(FieldError(names.get(each, each), told) for each, told in wrong.items()))
    _save(scene, [*_rows(scene), row])
    known = scene.work.roster.named(row.public_name)
    if known is not None and known.pinned:
        return sentence(say("{name} is on the roster.", name=known.public_name), say("Their account is known."))
    told = say("Nobody was messaged. They join with `/champion join`, and are listed once they agree.")
    return sentence(say("{name} is on the roster.", name=cut(row.public_name, 80)), told)


def edit(scene: Scene, command: RosterEdit) -> Reply:
    """One thing about one person; a new name goes along wherever the old one stands."""
    refuse_in_roster_file(scene)
    say, who = scene.say, _on_roster(scene, command.who)
    text = "" if command.text.strip().casefold() in NONE else command.text
    before = who.row
    if command.column == "public_name":
        before = _known_by_account(scene, who)
    row, wrong = _with(before, {command.column: text}, clear=not text)
    if wrong:
        return Reply(errors=tuple(FieldError("text", told) for told in wrong.values()))
    if before.level is Level.COORDINATOR and row.level is not Level.COORDINATOR:
        _refuse_without_coordinator(scene, who)
    rows = [row if each is who.row else _renamed(each, who.row, row) for each in _rows(scene)]
    _save(scene, rows)
    if row.public_name != who.row.public_name:
        _rename_backups(scene, who.row.public_name, row.public_name)
    shown = getattr(row, command.column)
    told = "; ".join(shown) if isinstance(shown, tuple) else str(shown)
    return sentence(say("{name} · {column}: {value}", name=cut(row.public_name, 80), column=command.column,
                        value=cut(told, 300) or "—"))  # fmt: skip


def remove(scene: Scene, command: RosterRemove) -> Reply:
    """Off the roster; the rights end at once. Before, the coordinator says what becomes of what they hold."""
    refuse_in_roster_file(scene)
    say, who = scene.say, _on_roster(scene, command.who)
    if who.level is Level.COORDINATOR:
        _refuse_without_coordinator(scene, who)
    held = scene.work.questions.queue(owner=who.number, states=tuple(OWNED), limit=MOST)
    if held and not command.held:
        return _which(scene, who, held)
    if command.held == "release":
        for each in held:
            reoffered(scene, each, "release", "", not_for=(who.number,))
    for each in scene.work.questions.queue(states=(State.OFFERED,), limit=MOST):
        if each.offered_to == who.number:
            reoffered(scene, each, "route", "", not_for=(who.number,))
    _save(scene, [each for each in _rows(scene) if each is not who.row])
    told = say("Their rights ended. Their history stays.")
    kept = say("They still hold {count}: give those to somebody with `question assign`.", count=len(held))
    return sentence(say("{name} is off the roster.", name=who.public_name), told,
                    kept if held and command.held == "keep" else "")  # fmt: skip


def _which(scene: Scene, who: Champion, held: Sequence[Question]) -> Reply:
    say = scene.say
    title = say.many("{name} holds {count} open question. What should happen to it?",
                     "{name} holds {count} open questions. What should happen to them?", len(held),
                     name=who.public_name)  # fmt: skip
    ways = (("release", say("Back to the queue")), ("keep", say("Leave them for now")))
    return Reply(card=Card(title, Actions(*(button(told, RosterRemove(str(who.number), e)) for e, told in ways))))


def _rows(scene: Scene) -> list[RosterRow]:
    return [each.row for each in scene.work.roster.champions]


def _on_roster(scene: Scene, words: str) -> Champion:
    """Whoever was named, executives too: by mention, by name, or by a list's number."""
    roster, wanted = scene.work.roster, words.strip()
    person = account_named(scene, wanted)
    listed = roster.get(int(wanted)) if wanted.isascii() and wanted.isdigit() else roster.named(wanted)
    found = (person.champion if person else None) or listed
    if found is None:
        raise scene.refuse("I can't find “{name}” on the roster. See who is with `/opendata-admin roster list`.",
                           name=cut(wanted, 60))  # fmt: skip
    return found


def _with(row: RosterRow, cells: dict[str, str], *, clear: bool = False) -> tuple[RosterRow, dict[str, str]]:
    """The row with these cells read as a file's; and what is wrong with which of them."""
    wrong: dict[str, str] = {}
    for column, text in cells.items():
        try:
            found = value(column, text)
        except ValueError as error:
            wrong[column] = str(error)[:1].upper() + str(error)[1:]
            continue
        if found is not None:
            row = replace(row, **{column: found})
        elif clear:
            row = replace(row, **{column: getattr(_EMPTY, column)})
    return row, wrong


def _known_by_account(scene: Scene, who: Champion) -> RosterRow:
    """The row with the accounts that its rights hang on in the place of hints: a new name must not cost them."""
    if not who.pinned:
        return who.row
    accounts = {each.platform: each.user for each in reversed(scene.work.people.accounts(who.number))}
    slack, discord = accounts.get("slack", who.row.slack), accounts.get("discord", who.row.discord)
    return replace(who.row, slack=slack, discord=discord)


def _renamed(row: RosterRow, before: RosterRow, after: RosterRow) -> RosterRow:
    return replace(row, backup=after.public_name) if row.backup and same(row.backup, before.public_name) else row


def _rename_backups(scene: Scene, before: str, after: str) -> None:
    desk = scene.work.desk
    topics = tuple(replace(each, backup=after) if same(each.backup, before) else each for each in desk.topics)
    if topics != desk.topics:
        scene.work.save_settings(replace(desk, topics=topics))


def _refuse_without_coordinator(scene: Scene, who: Champion) -> None:
    if [each.number for each in scene.work.roster.coordinators] == [who.number]:
        raise scene.refuse(
            "{name} is the only coordinator, so nobody could change the roster again. Add another first.",
            name=who.public_name,
        )


def _save(scene: Scene, rows: Sequence[RosterRow]) -> None:
    """Hold the rows against each other as a file's are, and write them down; refuses with what is wrong."""
    report = read_roster(write_roster(rows).encode(), "roster.csv")
    wrong = next((each for each in report.problems if each.blocking), None)
    if wrong is not None:
        told = wrong.sentence.partition(": ")[2] or wrong.sentence
        raise scene.refuse("{problem} Nothing changed.", problem=told[:1].upper() + told[1:])
    scene.work.people.save_roster(report.rows, scene.request.at)


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────


def add_form(scene: Scene, command: RosterAdd) -> Form:
    """Who, what they are there for, and how their account is found."""
    refuse_in_roster_file(scene)
    say = scene.say
    levels = tuple((each.value, say(LEVELS[each])) for each in Level)
    slack = scene.person.identity.platform == "slack"
    account = say("Their e-mail address, handle or member id") if slack else say("Their handle or user id")
    return Form(
        say("Add to the roster"),
        write(RosterAdd()),
        (
            TextInput("public_name", say("The name that askers read"), command.public_name, max_length=80),
            Choice("level", say("Level"), levels, command.level),
            TextInput("account", account, command.account, required=False, max_length=254),
            TextInput("department", say("Department"), command.department, required=False, max_length=100),
            TextInput("topics", say("Topics, with ; between them"), command.topics, required=False, max_length=1000),
        ),
        say("Save"),
    )


def edit_form(scene: Scene, command: RosterEdit) -> Form:
    """Who, what, and the new value."""
    refuse_in_roster_file(scene)
    say = scene.say
    columns = tuple((each, each) for each in COLUMNS)
    return Form(
        say("Change the roster"),
        write(RosterEdit()),
        (
            Pick("who", say("Whom?"), "champion", command.who, command.who[:70], required=True),
            Choice("column", say("What?"), columns, command.column),
            TextInput("text", say("The new value, or: none"), command.text[:3000], max_length=3000),
        ),
        say("Save"),
    )


def remove_form(scene: Scene, command: RosterRemove) -> Form:
    """Who leaves."""
    refuse_in_roster_file(scene)
    say = scene.say
    who = Pick("who", say("Whom?"), "champion", command.who, command.who[:70], required=True)
    return Form(say("Take off the roster"), write(RosterRemove()), (who,), say("Continue"))
