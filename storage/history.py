"""A question's history and answers, and the one table of what people wrote about it."""

from datetime import datetime

from sqlalchemy import (
    Text,
    and_,
    bindparam,
    cast,
    delete,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from bot.questions.model import Answer, DraftKind, Entry, Share, State
from storage import fulltext
from storage.lessons import unlearn
from storage.notes import notes
from storage.prepared import Link, Prepared, adding, among, is_given
from storage.tables import answers, drafts, entries, questions, requests, said
from storage.traces import traces

_e, _a = entries.c, answers.c
# Lines are numbered here and not by whoever writes them: two who write at once cannot then both be the third.
_next_line = select(func.coalesce(func.max(_e.number), 0) + 1).where(
    _e.desk == bindparam("desk"), _e.question == bindparam("question")
)
_LOG = Prepared(
    adding(entries, "desk", "question", "verb", "before", "after", "by", "at", "platform")
    .values(number=_next_line.scalar_subquery())
    .returning(_e.number)
)
_note = said.alias()
_HISTORY = Prepared(
    select(
        *(_e.number, _e.verb, _e.before, _e.after, _e.by, _e.at),
        *(func.coalesce(_note.c.text, "").label("note"), _e.platform, _note.c.edited_at.is_not(None).label("edited")),
    )
    .outerjoin_from(
        entries,
        _note,
        and_(
            _note.c.desk == _e.desk,
            _note.c.question == _e.question,
            _note.c.part == literal("note/").concat(cast(_e.number, Text)),
        ),
    )
    .where(*is_given(entries, "desk", "question"))
    .order_by(_e.number)
)
_next_answer = select(func.coalesce(func.max(_a.number), 0) + 1).where(
    _a.desk == bindparam("desk"), _a.question == bindparam("question")
)
_ANSWER = Prepared(
    adding(answers, "desk", "question", "by", "at", "dataset", "helper", "platform", "corrects")
    .values(number=_next_answer.scalar_subquery())
    .returning(_a.number)
)
_answer = select(_a.number, _a.by, _a.at, _a.dataset, _a.platform, _a.helper, _a.corrects)
_STANDING = Prepared(
    _answer.where(*is_given(answers, "desk", "question"), _a.helper.is_(False)).order_by(_a.number.desc()).limit(1)
)
_ONE = Prepared(_answer.where(*is_given(answers, "desk", "question", "number")))
_SAY = Prepared(adding(said, "desk", "question", "part", "author", "searched", "text"))
_SAID = Prepared(select(said.c.part, said.c.text, said.c.edited_at).where(*is_given(said, "desk", "question")))
_REWORD = Prepared(
    update(said)
    .where(*is_given(said, "desk", "question", "part"))
    .values(text=bindparam("new_text"), edited_at=bindparam("new_at"))
)
_AUTHOR = Prepared(select(said.c.author).where(*is_given(said, "desk", "question", "part")))
_caveat = said.alias()
_ANSWERED_CAVEAT = (
    select(_caveat.c.text, _a.question)
    .join_from(
        answers,
        _caveat,
        and_(
            _caveat.c.desk == _a.desk,
            _caveat.c.question == _a.question,
            _caveat.c.part == literal("caveat/").concat(cast(_a.number, Text)),
        ),
    )
    .join(questions, and_(questions.c.desk == _a.desk, questions.c.number == _a.question))
    .where(
        *is_given(answers, "desk", "dataset"),
        _caveat.c.text != "",
        questions.c.share != Share.PRIVATE.value,
        ~among(questions.c.state, (State.REMOVED, State.WITHDRAWN, State.HELD)),
    )
    .order_by(_a.at.desc(), _a.question.desc(), _a.number.desc())
    .limit(1)
)
# In one statement, for every claim asks: what an approved usage note says comes before what an answer said.
_noted = (
    select(notes.c.watch.label("text"), notes.c.source.label("question"), literal_column("0").label("rank"))
    .where(*is_given(notes, "desk", "dataset"), notes.c.state == literal_column("'stands'"), notes.c.watch != "")
    .order_by(notes.c.number.desc())
    .limit(1)
    .subquery()
)
_answered = _ANSWERED_CAVEAT.add_columns(literal_column("1").label("rank")).subquery()
_either = union_all(select(_noted), select(_answered)).subquery()
_CAVEAT = Prepared(select(_either.c.text, _either.c.question).order_by(_either.c.rank).limit(1))
_asker = (
    select(questions.c.asker)
    .where(questions.c.desk == bindparam("desk"), questions.c.number == bindparam("question"))
    .scalar_subquery()
)
_REDACT = Prepared(update(said).where(*is_given(said, "desk", "question"), said.c.author == _asker).values(text=""))
_ASKER = Prepared(
    select(questions.c.asker).where(*is_given(questions, "desk"), questions.c.number == bindparam("question"))
)
# The drafts that became the question, or an answer to it, say the same once more.
_became = (*is_given(drafts, "desk", "person"), drafts.c.used == bindparam("question"))
_BLACK_OUT = Prepared(update(said).where(*is_given(said, "desk", "question")).values(text=""))
_answering = or_(*(said.c.part.like(f"{part}/%") for part in ("answer", "caveat", "source")))
_BLACK_OUT_QUESTION = Prepared(update(said).where(*is_given(said, "desk", "question"), ~_answering).values(text=""))
# Drafts that became something of a question are known by what they became; those that were to (an answer, words that
# were kept back) would be posted without a word. A message that was offered a question's answer is somebody else's.
_to_be = and_(drafts.c.question == bindparam("question"), drafts.c.used == 0, drafts.c.kind != DraftKind.TRACK.value)
_about = or_(drafts.c.used == bindparam("question"), _to_be)
_ALL_DRAFTS = Prepared(select(drafts.c.number).where(*is_given(drafts, "desk"), _about))
_EMPTY_DRAFTS = Prepared(
    update(drafts)
    .where(*is_given(drafts, "desk"), drafts.c.used == bindparam("question"))
    .values(text="", caveat="", source="")
)
_FORGET_TRACES = Prepared(
    delete(traces).where(
        *is_given(traces, "desk"),
        traces.c.draft > 0,
        traces.c.draft.in_(select(drafts.c.number).where(drafts.c.desk == bindparam("desk"), _to_be)),
    )
)
_DROP_DRAFTS = Prepared(delete(drafts).where(*is_given(drafts, "desk"), _to_be))
_REDACT_DRAFTS = Prepared(update(drafts).where(*_became).values(text=""))
_DRAFTS = Prepared(select(drafts.c.number).where(*_became))
# A reply that shows a question's words names it, or the draft that it was. One that names another question as well
# (Q-1 stands in Q-12) only loses what a second delivery would have repeated.
_REDACT_REPLIES = Prepared(
    update(requests).where(*is_given(requests, "desk"), requests.c.reply.like(bindparam("naming"))).values(reply=None)
)


class History:
    """The lines, notes and answers of the questions of one desk."""

    def __init__(self, link: Link, desk: str) -> None:
        self._link, self._desk = link, desk

    def log(self, entry: Entry) -> None:
        """Write a history line that changes nothing else; it gets the question's next line number."""
        number = self._link.value(
            _LOG,
            **{"desk": self._desk, "question": entry.question, "verb": entry.verb, "by": entry.by, "at": entry.at},
            **{"before": entry.before.value, "after": entry.after.value, "platform": entry.platform},
        )
        if entry.note:
            self._say(entry.question, f"note/{number}", entry.by, entry.note)

    def history(self, number: int) -> tuple[Entry, ...]:
        """Every line of a question's history, oldest first."""
        return tuple(
            Entry(number, line, verb, State(before), State(after), *rest)
            for line, verb, before, after, *rest in self._link.rows(_HISTORY, desk=self._desk, question=number)
        )

    def add_answer(self, answer: Answer) -> int:
        """Write an answer; the newest that is no helper's is the question's answer. Gives its number."""
        number = int(
            self._link.value(
                _ANSWER,
                **{"desk": self._desk, "question": answer.question, "by": answer.by, "at": answer.at},
                **{"dataset": answer.dataset, "helper": answer.helper, "platform": answer.platform},
                corrects=answer.corrects,
            )
        )
        self._say(answer.question, f"answer/{number}", answer.by, answer.text, searched=not answer.helper)
        if answer.caveat:
            self._say(answer.question, f"caveat/{number}", answer.by, answer.caveat)
        if answer.source:
            self._say(answer.question, f"source/{number}", answer.by, answer.source)
        return number

    def answer(self, number: int, line: int = 0) -> Answer | None:
        """The answer that stands, or the one with the number ``line``; None where there is none."""
        named = {"number": line} if line else {}
        found = self._link.row(_ONE if line else _STANDING, desk=self._desk, question=number, **named)
        if found is None:
            return None
        line, by, at, dataset, platform, helper, corrects = found
        rows = self._link.rows(_SAID, desk=self._desk, question=number)
        words: dict[str, str] = {part: text for part, text, _ in rows}
        edited = any(part == f"answer/{line}" and edited_at is not None for part, _, edited_at in rows)
        text, caveat, source = (words.get(f"{part}/{line}", "") for part in ("answer", "caveat", "source"))
        return Answer(number, by, at, text, caveat, source, dataset, helper, platform, edited, corrects, line)

    def last_caveat(self, dataset: int) -> tuple[str, int]:
        """What to watch out for with a dataset, and the number of the question that taught it (0 where none did): by
        its usage note, else the newest caveat that an answer to a public question gave; ("", 0) for none."""
        found = self._link.row(_CAVEAT, desk=self._desk, dataset=dataset)
        return (found[0], found[1]) if found is not None else ("", 0)

    def redact(self, number: int) -> None:
        """Take the asker's words of a question out of the table that holds them, out of the search, out of the draft
        that the question was, and out of the replies that are kept for a second delivery."""
        self._forget_repeated(number, self._link.value(_ASKER, desk=self._desk, question=number) or 0)
        unlearn(self._link, self._desk, number)
        self._link.run(_REDACT, desk=self._desk, question=number)
        fulltext.forget_deleted(self._link)

    def black_out(self, number: int, *, answers: bool) -> None:
        """Take everything that anybody wrote about a question out of the table of words, the search, drafts and kept
        replies; its answers only if ``answers``."""
        about = {"desk": self._desk, "question": number}
        for name in (f"Q-{number}", *(f"D-{draft}" for (draft,) in self._link.rows(_ALL_DRAFTS, **about))):
            self._link.run(_REDACT_REPLIES, desk=self._desk, naming=f"%{name}%")
        self._link.run(_EMPTY_DRAFTS, **about)
        self._link.run(_FORGET_TRACES, **about)
        self._link.run(_DROP_DRAFTS, **about)
        unlearn(self._link, self._desk, number)
        self._link.run(_BLACK_OUT if answers else _BLACK_OUT_QUESTION, **about)
        fulltext.forget_deleted(self._link)

    def reword(self, number: int, part: str, text: str, at: datetime) -> None:
        """Change what was kept as ``part`` ("text", "note/3", "answer/1"); empty takes it back. The old words go from
        everywhere that repeats them: the search, the draft they came from, and kept replies."""
        about = {"desk": self._desk, "question": number, "part": part}
        self._forget_repeated(number, self._link.value(_AUTHOR, **about) or 0)
        if part == "text":
            unlearn(self._link, self._desk, number)
        self._link.run(_REWORD, **about, new_text=text, new_at=at)
        fulltext.forget_deleted(self._link)

    def _forget_repeated(self, number: int, author: int) -> None:
        """Empty what repeats somebody's words about a question: the drafts they came from, and kept replies."""
        mine = {"desk": self._desk, "question": number, "person": author}
        for name in (f"Q-{number}", *(f"D-{draft}" for (draft,) in self._link.rows(_DRAFTS, **mine))):
            self._link.run(_REDACT_REPLIES, desk=self._desk, naming=f"%{name}%")
        self._link.run(_REDACT_DRAFTS, **mine)

    def _say(self, question: int, part: str, author: int, text: str, *, searched: bool = False) -> None:
        self._link.run(
            _SAY,
            **{"desk": self._desk, "question": question, "part": part, "author": author},
            **{"searched": searched, "text": text},
        )
