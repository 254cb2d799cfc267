"""Records: a desk's questions of some time with all that became of them, as files for an archive or a records request
(interaction.md, sections 2.4 and 6.4).

Private questions and staff notes are in them, because they are records too. Who asked is named only where they asked
with their name, and words that were taken back, redacted or erased are gone here as everywhere.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.commands import FORMATS, RecordsExport
from bot.people.roster.formulas import guarded
from bot.questions.model import Answer, Question, Share
from bot.questions.moderation.limits import deed, midnight
from bot.speech.cards import Card, Facts, Note, Part, Text
from bot.speech.forms import Choice, Form, TextInput
from bot.speech.grammar import write
from bot.speech.reply import File, Reply, sentence

MOST = 5_000  # questions in one export: a reader is busy with them for some seconds
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read: the questions, each as a tree of plain values; ``more`` says that there are more than fit."""

    questions: tuple[Row, ...]
    more: bool = False


def kept(work: Work, command: RecordsExport, at: datetime) -> Kept:
    """The questions that were asked in those days, on a reader."""
    since, until = _days(work, command, at)
    if since > until:
        return Kept(())
    zone = work.desk.timezone
    numbers = work.questions.asked_between(midnight(since, zone), midnight(until + timedelta(days=1), zone), MOST + 1)
    found = (work.questions.get(number) for number in numbers[:MOST])
    return Kept(tuple(_record(work, each) for each in found if each is not None), len(numbers) > MOST)


def _days(work: Work, command: RecordsExport, at: datetime) -> tuple[date, date]:
    today = work.desk.calendar.local_date(at)
    return command.since or today, min(command.until or today, today)


def _record(work: Work, question: Question) -> Row:
    named = question.share is Share.NAMED and not question.erased
    name = work.roster.name
    return {
        "question": question.id,
        "asked_at": question.asked_at.isoformat(),
        "asked_on": question.origin.platform,
        "language": question.language,
        "share": question.share.value,
        "asker": question.asker.name if named else "",
        "dataset": question.dataset_title,
        "topic": question.topic,
        "text": question.text,
        "erased": question.erased,
        "state": question.state.value,
        "champion": name(question.owner),
        "close_reason": question.close_reason,
        "solved_by": question.solved_by,
        "duplicate_of": f"Q-{question.duplicate_of}" if question.duplicate_of else "",
        "answers": [_answer(work, each) for each in _answers(work, question.number)],
        "history": [
            {
                "line": each.number,
                "at": each.at.isoformat(),
                "what": each.verb,
                "before": each.before.value,
                "after": each.after.value,
                # Who asked may be on the roster as well: there too they are named only as they chose.
                "by": name(each.by) if named or each.by != question.asker.number else "",
                "platform": each.platform,
                "note": each.note,
            }
            for each in work.questions.history(question.number)
        ],
    }


def _answers(work: Work, number: int) -> Iterator[Answer]:
    line = 1
    while (answer := work.questions.answer(number, line)) is not None:
        yield answer
        line += 1


def _answer(work: Work, answer: Answer) -> Row:
    return {
        "at": answer.at.isoformat(),
        "by": work.roster.name(answer.by),
        "helper": answer.helper,
        "edited": answer.edited,
        "text": answer.text,
        "caveat": answer.caveat,
        "source": answer.source,
    }


def export(scene: Scene, command: RecordsExport) -> Reply:
    """The files, to the coordinator alone, with a hash of each; that they were made stands in the log."""
    say, found = scene.say, scene.read if isinstance(scene.read, Kept) else Kept(())
    since, until = _days(scene.work, command, scene.request.at)
    if since > until:
        raise scene.refuse("The first day comes after the last one. Please choose again.")
    if found.more:
        raise scene.refuse(
            "That is more than {most} questions. Please choose fewer days, and export in parts.", most=MOST
        )
    if not found.questions:
        return sentence(say("Nobody asked anything in those days."))
    files = _files(f"{scene.work.desk.slug}-{since}-{until}", command.format or FORMATS[-1], found.questions)
    hashes = {each.name: hashlib.sha256(each.data).hexdigest() for each in files}
    scene.work.moderation.note(deed(scene, "export_records", note=f"{since}/{until}: {'; '.join(hashes.values())}"))
    title = say.many("{count} question, from {since} to {until}", "{count} questions, from {since} to {until}",
                     len(found.questions), since=say.day(since), until=say.day(until))  # fmt: skip
    parts: list[Part] = [
        Text(say("The files are in your direct messages, and this is in the log. SHA-256 of each:")),
        Facts(tuple((name, (digest,)) for name, digest in hashes.items())),
        Note(say("Private questions and staff notes are in them. Who asked without their name is not named. Ask your "
                 "records officer what may be handed out.")),
    ]  # fmt: skip
    return Reply(card=Card(title, *parts), files=files, once=True)


def _files(name: str, format: str, questions: Sequence[Row]) -> tuple[File, ...]:
    found: list[File] = []
    if format != "json":
        lists = ("answers", "history")
        found.append(
            File(f"{name}-questions.csv", _csv({k: v for k, v in e.items() if k not in lists} for e in questions))
        )
        found += [File(f"{name}-{each}.csv", _csv(_rows(questions, each))) for each in lists]
    if format != "csv":
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in questions)
        found.append(File(f"{name}.jsonl", "".join(lines).encode()))
    return tuple(each for each in found if each.data)


def _rows(questions: Sequence[Row], name: str) -> Iterator[Row]:
    return ({"question": each["question"], **row} for each in questions for row in each[name])


def _csv(rows: Iterable[Row]) -> bytes:
    """Rows as CSV that spreadsheets open with its accents, and calculate nothing in; nothing for no rows."""
    sheet, writer = StringIO(newline=""), None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sheet, list(row))
            writer.writeheader()
        writer.writerow({name: guarded(str(value)) for name, value in row.items()})
    return sheet.getvalue().encode("utf-8-sig") if writer else b""


def export_form(scene: Scene, command: RecordsExport) -> Form:
    """From when to when, and as what."""
    say = scene.say
    kinds = (("csv", say("Tables (CSV)")), ("json", say("One line for each question (JSON)")), ("both", say("Both")))
    until = command.until.isoformat() if command.until else ""
    return Form(
        say("Export records"),
        write(RecordsExport()),
        (
            TextInput("since", say("The first day"), placeholder="2026-01-01", max_length=10),
            TextInput(
                "until", say("The last day; empty for today"), until, "2026-12-31", required=False, max_length=10
            ),
            Choice("format", say("What kind of files?"), kinds, command.format or "both", required=False),
        ),
        say("Continue"),
    )
