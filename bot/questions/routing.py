"""Routing: who should answer, and why (interaction.md, section 4.1).

Named dataset → its department or topic → keywords → language → available → least loaded. Every step leaves its reason,
and the reason is stored and shown: "looks after Street Trees, works today". What was learned from questions that were
sent elsewhere goes before all of it. Nobody fits → nobody is offered it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import NamedTuple

from babel import Locale

from bot.catalog.model import Dataset
from bot.desk import Desk, Topic
from bot.people.hours import Calendar
from bot.people.model import Champion, Level
from bot.people.persons import Roster
from bot.questions.guide import Guide, Subjects, folded, guide_of, same
from bot.questions.search import Hit
from bot.speech.plain import cut
from bot.speech.words import Words

# Each step outweighs all that follow it; within a step the evidence decides.
_LEARNED, _DATASET, _OWNER, _TOPIC, _WORDS, _LEAD = 1100.0, 1000.0, 600.0, 400.0, 300.0, 120.0
_LANGUAGE, _TODAY, _NOW, _LOAD = 40.0, 20.0, 5.0, 2.0
_EVERYTHING = 1.0
_NAMED = 80  # characters of a dataset's, topic's or department's name in a reason
_HALF_SURE = 4.0  # keyword weight that is half of a certainty; more words always say more


@dataclass(frozen=True, slots=True)
class Matter:
    """What is known of a question when somebody has to be found for it.

    ``leads`` are datasets that a search of the catalogue found for its words: weak evidence of the department.
    """

    text: str
    language: str = "en"
    dataset: Dataset | None = None
    topic: str = ""
    leads: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody fits: a sentence of the catalogue with its values."""

    sentence: str
    value: str = ""
    language: str = ""

    def said(self, say: Words) -> str:
        """The reason in the reader's words; a language is named in the reader's own."""
        value = _language_name(self.language, say.language) if self.language else self.value
        return say(self.sentence, value=cut(value, _NAMED))


class Ranked(NamedTuple):
    """One champion with how well they fit; ``fits`` is False where nothing but being free speaks for them.

    ``knows`` is True where their datasets, topics or department speak for them, not only that they help with all.
    """

    champion: Champion
    score: float
    fits: bool
    reasons: tuple[Reason, ...]
    knows: bool = False

    def why(self, say: Words) -> str:
        """The reasons in one line: "looks after Street Trees, works today"."""
        return ", ".join(each.said(say) for each in self.reasons)


@dataclass(frozen=True, slots=True)
class Offer:
    """Whom a question is offered to; nobody where ``first`` is None. ``best_guess`` is for the coordinator."""

    topic: str
    first: Ranked | None = None
    backup: Champion | None = None
    best_guess: Ranked | None = None


def rank(
    matter: Matter, desk: Desk, roster: Roster, calendar: Calendar, loads: Mapping[int, int], at: datetime,
    not_for: Sequence[int] = (),
) -> tuple[Ranked, ...]:  # fmt: skip
    """Every champion who may be offered questions, best first; ``not_for`` are left out (the asker, who declined),
    and so is who holds as many as they said is enough.

    Executives are never offered questions. Internal champions and coordinators come after an external champion who
    fits as well: the external champion is the asker's face (interaction.md, section 1).
    """
    guide = guide_of(desk, roster)
    return _ranked(matter, guide, _pull(matter, guide), calendar, loads, at, not_for)


def best_offer(
    matter: Matter, desk: Desk, roster: Roster, calendar: Calendar, loads: Mapping[int, int], at: datetime,
    not_for: Sequence[int] = (),
) -> Offer:  # fmt: skip
    """Whom to offer a question to: :func:`rank`, :func:`topic_of` and :func:`offer` in one."""
    guide = guide_of(desk, roster)
    pull = _pull(matter, guide)
    return offer(_ranked(matter, guide, pull, calendar, loads, at, not_for), roster, _strongest(pull), desk)


def _ranked(
    matter: Matter, guide: Guide, pull: Mapping[str, float], calendar: Calendar, loads: Mapping[int, int],
    at: datetime, not_for: Sequence[int],
) -> tuple[Ranked, ...]:  # fmt: skip
    minute = at.replace(second=0, microsecond=0)
    points = {folded(name): (weight, name) for name, weight in pull.items()}
    learned = next((topic for topic, weight in pull.items() if weight == _LEARNED), "")
    ranked = [
        _score(each, matter, points, learned, loads.get(each.by.number, 0))
        for each in _standing(guide, calendar, minute, matter.language)
        if each.by.number not in not_for and loads.get(each.by.number, 0) < each.by.max_open
    ]
    return _once_each(sorted(ranked, key=_order))


def _once_each(ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Everybody by what speaks for them most: who stands in for somebody is there for themselves as well."""
    best: dict[int, Ranked] = {}
    for each in ranked:
        best.setdefault(each.champion.number, each)
    return tuple(best.values())


def _order(each: Ranked) -> tuple[bool, bool, bool, float, int]:
    """Who knows the subject, then who helps with everything, then the rest; within each the asker's face first."""
    champion = each.champion
    return (not each.knows, not each.fits, champion.level is not Level.EXTERNAL, -each.score, champion.number)


def offer(ranked: Sequence[Ranked], roster: Roster, topic: str, desk: Desk) -> Offer:
    """Whom to offer a question to, with a backup: their own, else the topic's, else the next who fits."""
    fitting = [each for each in ranked if each.fits]
    if not fitting:
        return Offer(topic, best_guess=ranked[0] if ranked else None)
    first = fitting[0]
    named = next((t.backup for t in desk.topics if t.name == topic and t.backup), "")
    choices = [roster.named(name) for name in (first.champion.backup, named) if name]
    choices += [each.champion for each in fitting[1:]]
    there = {each.champion.number for each in ranked} - {first.champion.number}  # who is away is no backup
    backup = next((c for c in choices if c and c.number in there), None)
    return Offer(topic, first, backup)


def topic_of(matter: Matter, desk: Desk, roster: Roster) -> str:
    """The topic that a question is about: the stated one, the dataset's, or the one its words point to."""
    return _strongest(_pull(matter, guide_of(desk, roster)))


def _strongest(pull: Mapping[str, float]) -> str:
    return max(pull, key=lambda name: (pull[name], name)) if pull else ""


def _pull(matter: Matter, guide: Guide) -> dict[str, float]:
    """For each topic, how strongly the question points there."""
    text = f"{matter.text} {matter.dataset.title}" if matter.dataset else matter.text
    weights = guide.vocabulary.topics_of(text, guide.desk.language)
    found = {name: _WORDS * weight / (weight + _HALF_SURE) for name, weight in weights.items()}
    if matter.dataset:
        found |= {topic.name: _OWNER for topic in guide.topics if _is_about(matter.dataset, topic)}
    if matter.topic:
        stated = next((t.name for t in guide.topics if same(t.name, matter.topic)), matter.topic)
        found[stated] = _OWNER + _TOPIC
    elif topic := guide.learned(matter.text, matter.dataset.number if matter.dataset else 0):
        found[topic] = _LEARNED
    return found


def _is_about(dataset: Dataset, topic: Topic) -> bool:
    labels = {label.casefold() for label in (*dataset.topics, *dataset.keywords)}
    names = {topic.name.casefold(), *(keyword.casefold() for keyword in topic.keywords)}
    return bool(labels & names) or (bool(topic.department) and same(topic.department, dataset.department))


@lru_cache(maxsize=4_096)
def _reason(sentence: str, value: str = "", language: str = "") -> Reason:
    return Reason(sentence, value, language)


_WORKS_TODAY, _HELPS_WITH_ALL = Reason("works today"), Reason("helps with every topic")
_GETS_THESE = Reason("is sent questions like this")


class _Standing(NamedTuple):
    """What speaks for a champion whatever is asked: their language, and being at work. ``by`` is who would take it:
    they themselves, or whoever stands in for them."""

    champion: Champion
    by: Champion
    theirs: Subjects
    score: float
    reasons: tuple[Reason, ...]


@lru_cache(maxsize=64)
def _standing(guide: Guide, calendar: Calendar, minute: datetime, language: str) -> tuple[_Standing, ...]:
    """Everybody who may be offered questions in that minute: the same for all that are asked in it."""
    return tuple(
        _stands(each, by, guide, calendar, minute, language)
        for each in guide.roster.champions
        if each.level is not Level.EXECUTIVE and (by := stand_in(each, guide.roster, calendar, minute))
    )


def stand_in(champion: Champion, roster: Roster, calendar: Calendar, at: datetime) -> Champion | None:
    """Who takes what would be a champion's: they themselves, or while they are away whom they named to cover, or else
    their backup; None where that one is away too."""
    if not champion.is_away(at, calendar):
        return champion
    found = roster.get(champion.cover) or (roster.named(champion.backup) if champion.backup else None)
    free = found and found.level is not Level.EXECUTIVE and not found.is_away(at, calendar)
    return found if free else None


def _stands(
    champion: Champion, by: Champion, guide: Guide, calendar: Calendar, minute: datetime, language: str
) -> _Standing:
    theirs, own = guide.subjects[champion.number], calendar.with_hours(by.row.hours)
    score, reasons = 0.0, tuple[Reason, ...]()
    if language.split("-")[0].lower() not in guide.subjects[by.number].languages:
        score -= _LANGUAGE
    elif language != guide.desk.language:
        score += _LANGUAGE
        reasons = (_reason("speaks {value}", "", language),)
    if own.works_today(minute):
        score += _TODAY + (_NOW if own.is_open(minute) else 0.0)
        reasons += (_WORKS_TODAY,)
    return _Standing(champion, by, theirs, score, reasons)


def _score(
    standing: _Standing, matter: Matter, points: Mapping[str, tuple[float, str]], learned: str, load: int
) -> Ranked:
    champion, by, theirs, score, reasons = standing
    subject, why = _subject(champion, theirs, matter, points, learned)
    score += subject - _LOAD * min(load, 9)
    if by is not champion:
        why = (_reason("stands in for {value}", champion.public_name), *why)
    return Ranked(by, score, subject > 0, why + reasons, subject > _EVERYTHING)


def _subject(
    champion: Champion, theirs: Subjects, matter: Matter, points: Mapping[str, tuple[float, str]], learned: str
) -> tuple[float, tuple[Reason, ...]]:
    """What in the question itself speaks for a champion: their datasets, topics and department; before all of it the
    topic that was learned."""
    dataset = matter.dataset
    if learned and folded(learned) in theirs.topics:
        return _LEARNED, (_reason("looks after {value}", learned), _GETS_THESE)
    if dataset and any(_names(pattern, dataset) for pattern in champion.datasets):
        return _DATASET, (_reason("looks after {value}", dataset.title),)
    best, reason = 0.0, _HELPS_WITH_ALL
    if touched := points.keys() & theirs.topics:
        best, topic = max(points[each] for each in touched)
        reason = _reason("looks after {value}", topic)
    if dataset and best < _OWNER and theirs.department and theirs.department == folded(dataset.department):
        best, reason = _OWNER, _reason("works for {value}", champion.department)
    if matter.leads and (lead := _led(theirs.department, matter.leads)):
        if not best:
            reason = _reason("works for {value}", champion.department)
        best = best + lead / 4 if best else lead
    if not best and theirs.everything:
        best = _EVERYTHING
    return best, (reason,) if best else ()


def _led(department: str, leads: Sequence[Hit]) -> float:
    """How much the datasets found for the question's words speak for a department."""
    if not department:
        return 0.0
    votes = sum(1.0 / (place + 1) for place, hit in enumerate(leads) if folded(hit.office) == department)
    return _LEAD * votes / sum(1.0 / (place + 1) for place in range(len(leads)))


def _names(pattern: str, dataset: Dataset) -> bool:
    wanted = pattern.casefold()
    named = (dataset.portal_id, dataset.title, f"DS-{dataset.number}")
    return any(fnmatchcase(each.casefold(), wanted) for each in named)


def _language_name(code: str, reader: str) -> str:
    name = Locale.parse(code.replace("-", "_").split("_")[0]).get_display_name(reader)
    return name or code
