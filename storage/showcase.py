"""Projects that people built with the desk's data, and the letters to who made them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, literal_column, or_, select, update

from bot.engine.errors import Conflict
from bot.engine.request import Place
from bot.showcase.model import STANDING, Letter, LetterKind, Project, ProjectState, Stage
from storage.numbers import next_number
from storage.prepared import Prepared, Row, adding, among, is_given
from storage.tables import letters, projects

if TYPE_CHECKING:
    from storage.work import Unit

_p, _l = projects.c, letters.c
_FIELDS = tuple(column.name for column in projects.columns if column.name != "desk")
_CHANGING = tuple(name for name in _FIELDS if name not in ("number", "version"))
_whole = select(*(_p[name] for name in _FIELDS))
_in_order = (_p.submitted_at, _p.number)
_ADD = Prepared(adding(projects, "desk", *_FIELDS))
_GET = Prepared(_whole.where(*is_given(projects, "desk", "number")))
_SAVE = Prepared(
    update(projects)
    .where(*is_given(projects, "desk", "number"), _p.version == bindparam("read"))
    .values({"version": _p.version + 1, **{name: bindparam(f"new_{name}") for name in _CHANGING}})
)
_AT = Prepared(_whole.where(*is_given(projects, "desk", "address"), among(_p.state, STANDING)))
_OF = {
    state: Prepared(_whole.where(*is_given(projects, "desk"), _p.state == literal_column(f"'{state.value}'")))
    for state in ProjectState
}
_waits = or_(
    _p.state == literal_column(f"'{ProjectState.REVIEW.value}'"),
    (_p.state == literal_column(f"'{ProjectState.APPROVED.value}'")) & (_p.fresh != literal_column("''")),
)
_WAITING = Prepared(_whole.where(*is_given(projects, "desk"), _waits).order_by(*_in_order))
WAITING_COUNTED = Prepared(select(func.count()).select_from(projects).where(*is_given(projects, "desk"), _waits))
_BY = Prepared(_whole.where(*is_given(projects, "desk", "maker")).order_by(_p.number.desc()))
_LAST_SENT = Prepared(select(func.max(_p.submitted_at).label("last")).where(*is_given(projects, "desk", "maker")))
_LETTER = ("number", "project", "person", "kind", "text", "at", "place", "answer", "answered_at")
_letter = select(*(_l[name] for name in _LETTER))
_WRITE = Prepared(adding(letters, "desk", *_LETTER))
_ONE_LETTER = Prepared(_letter.where(*is_given(letters, "desk", "number")))
_ANSWER = Prepared(
    update(letters)
    .where(*is_given(letters, "desk", "number"), _l.answer == literal_column("''"))
    .values(answer=bindparam("said"), answered_at=bindparam("moment", type_=_l.answered_at.type))
)
_DROP_LETTER = Prepared(delete(letters).where(*is_given(letters, "desk", "number")))
_LETTERS_OF = Prepared(
    _letter.where(*is_given(letters, "desk", "person"), _l.at >= bindparam("since", type_=_l.at.type)).order_by(
        _l.number.desc()
    )
)
_LETTERS_TO = Prepared(_letter.where(*is_given(letters, "desk", "project")).order_by(_l.number.desc()))


class Projects:
    """The projects of one desk, in one unit of work."""

    def __init__(self, work: "Unit") -> None:
        self._link, self._desk = work.link, work.slug

    def add(self, project: Project) -> Project:
        """Write a new project; gives it the desk's next number. Raises Conflict where one that stands has its address
        meanwhile."""
        project = replace(project, number=next_number(self._link, self._desk, "project"), version=1)
        self._link.run(_ADD, desk=self._desk, number=project.number, version=1, **_values(project))
        return project

    def get(self, number: int) -> Project | None:
        """The project with that number."""
        found = self._link.row(_GET, desk=self._desk, number=number)
        return _project(found) if found is not None else None

    def save(self, project: Project) -> Project:
        """Write a changed project. Raises Conflict where somebody else was quicker."""
        values = {f"new_{name}": value for name, value in _values(project).items()}
        if not self._link.run(_SAVE, desk=self._desk, number=project.number, read=project.version, **values):
            raise Conflict
        return replace(project, version=project.version + 1)

    def standing_at(self, address: str) -> Project | None:
        """The project that stands at a canonical address."""
        found = self._link.row(_AT, desk=self._desk, address=address)
        return _project(found) if found is not None else None

    def of(self, states: Collection[ProjectState]) -> tuple[Project, ...]:
        """Every project in one of these states, the one that was sent in first at the front."""
        rows = (row for state in sorted(states) for row in self._link.rows(_OF[state], desk=self._desk))
        return tuple(sorted(map(_project, rows), key=lambda each: (each.submitted_at, each.number)))

    def waiting(self) -> tuple[Project, ...]:
        """Every project that waits for a coordinator, the one that was sent in first at the front."""
        return tuple(map(_project, self._link.rows(_WAITING, desk=self._desk)))

    def by(self, maker: int) -> tuple[Project, ...]:
        """Everything that somebody ever sent in, the newest first."""
        return tuple(map(_project, self._link.rows(_BY, desk=self._desk, maker=maker)))

    def last_sent(self, maker: int) -> datetime | None:
        """When somebody last sent in a new project; None for never."""
        found: datetime | None = self._link.value(_LAST_SENT, desk=self._desk, maker=maker)
        return found

    def write_letter(self, letter: Letter) -> Letter:
        """Write a new letter; gives it the desk's next number."""
        letter = replace(letter, number=next_number(self._link, self._desk, "letter"))
        values = {name: getattr(letter, name) for name in _LETTER if name not in ("kind", "place")}
        self._link.run(_WRITE, desk=self._desk, kind=letter.kind.value, place=letter.where.key, **values)
        return letter

    def letter(self, number: int) -> Letter | None:
        """The letter with that number."""
        found = self._link.row(_ONE_LETTER, desk=self._desk, number=number)
        return _to_letter(found) if found is not None else None

    def answer(self, letter: Letter) -> bool:
        """Write the answer to a letter; False where it has one already."""
        said = {"said": letter.answer, "moment": letter.answered_at}
        return self._link.run(_ANSWER, desk=self._desk, number=letter.number, **said) == 1

    def drop_letter(self, number: int) -> None:
        """Keep a letter no longer."""
        self._link.run(_DROP_LETTER, desk=self._desk, number=number)

    def letters_of(self, person: int, since: datetime) -> tuple[Letter, ...]:
        """What somebody wrote since a moment, the newest first."""
        return tuple(map(_to_letter, self._link.rows(_LETTERS_OF, desk=self._desk, person=person, since=since)))

    def letters_to(self, project: int) -> tuple[Letter, ...]:
        """What was written to who made a project, the newest first."""
        return tuple(map(_to_letter, self._link.rows(_LETTERS_TO, desk=self._desk, project=project)))


def _values(project: Project) -> dict[str, Any]:
    own = {
        "datasets": " ".join(map(str, project.datasets)),
        "place": project.where.key,
        "state": project.state.value,
        "stage": project.stage.value,
    }
    return {name: own[name] if name in own else getattr(project, name) for name in _CHANGING}


def _project(row: Row) -> Project:
    values = dict(zip(_FIELDS, row, strict=True))
    where = Place.from_key(values.pop("place"))
    datasets = tuple(map(int, values.pop("datasets").split()))
    state, stage = ProjectState(values.pop("state")), Stage(values.pop("stage"))
    return Project(where=where, datasets=datasets, state=state, stage=stage, **values)


def _to_letter(row: Row) -> Letter:
    values = dict(zip(_LETTER, row, strict=True))
    where = Place.from_key(values.pop("place"))
    return Letter(where=where, kind=LetterKind(values.pop("kind")), **values)
