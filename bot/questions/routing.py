"""Routing: who should answer, and why (interaction.md, section 4.1).

Named dataset → its department or topic → keywords → language → available → least loaded. Every step leaves its reason,
and the reason is stored and shown: "looks after Street Trees, works today". Nobody fits → nobody is offered it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from functools import lru_cache

from babel import Locale

from bot.catalog.model import Dataset
from bot.desk import Desk, Topic
from bot.people.hours import Calendar
from bot.people.model import Champion, Level
from bot.people.persons import Roster
from bot.questions.search import Hit
from bot.questions.vocabulary import Vocabulary, vocabulary_of
from bot.speech.plain import cut
from bot.speech.words import Words

# Each step outweighs all that follow it; within a step the evidence decides.
_DATASET, _OWNER, _TOPIC, _WORDS, _LEAD = 1000.0, 600.0, 400.0, 300.0, 120.0
_LANGUAGE, _TODAY, _NOW, _LOAD, _FULL = 40.0, 20.0, 5.0, 2.0, 30.0
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


@dataclass(frozen=True, slots=True)
class Ranked:
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
    """Every champion who may be offered questions, best first; ``not_for`` are left out (the asker, who declined).

    Executives are never offered questions. Internal champions and coordinators come after an external champion who
    fits as well: the external champion is the asker's face (interaction.md, section 1).
    """
    pull = _pull(matter, desk, roster)
    able = [c for c in roster.champions if c.level is not Level.EXECUTIVE and c.number not in not_for]
    able = [c for c in able if not c.is_away(at, calendar)]
    ranked = [_score(c, matter, desk, pull, calendar, loads.get(c.number, 0), at) for c in able]
    return tuple(sorted(ranked, key=_order))


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
    backup = next((c for c in choices if c and c.number != first.champion.number), None)
    return Offer(topic, first, backup)


def topic_of(matter: Matter, desk: Desk, roster: Roster) -> str:
    """The topic that a question is about: the stated one, the dataset's, or the one its words point to."""
    pull = _pull(matter, desk, roster)
    return max(pull, key=lambda name: (pull[name], name)) if pull else ""


@dataclass(frozen=True, slots=True)
class _Guide:
    """What the settings and the roster of a desk say about subjects, worked out once for both."""

    desk: Desk
    roster: Roster
    topics: tuple[Topic, ...]
    vocabulary: Vocabulary


_GUIDES: dict[tuple[int, int], _Guide] = {}
_MOST_GUIDES = 64


def _guide(desk: Desk, roster: Roster) -> _Guide:
    """The guide of these very objects; it holds them, so that their ids stay theirs while it is kept."""
    key = (id(desk), id(roster))
    found = _GUIDES.get(key)
    if found is None:
        if len(_GUIDES) >= _MOST_GUIDES:
            _GUIDES.clear()
        topics = _topics(desk, roster)
        found = _GUIDES[key] = _Guide(desk, roster, topics, vocabulary_of(topics, desk.language))
    return found


def topics_known(desk: Desk, roster: Roster) -> tuple[Topic, ...]:
    """The desk's topics, and those that only the roster names."""
    return _guide(desk, roster).topics


def _topics(desk: Desk, roster: Roster) -> tuple[Topic, ...]:
    names = {topic.name.casefold() for topic in desk.topics}
    extra = dict.fromkeys(
        name for c in roster.champions for name in c.topics if name != "*" and name.casefold() not in names
    )
    return (*desk.topics, *(Topic(name) for name in extra))


def says_its_topic(text: str, desk: Desk, roster: Roster) -> bool:
    """Whether the words of a text name a topic of the desk, so that no search has to look for one."""
    return bool(_guide(desk, roster).vocabulary.topics_of(text, desk.language))


def _pull(matter: Matter, desk: Desk, roster: Roster) -> dict[str, float]:
    """For each topic, how strongly the question points there."""
    guide = _guide(desk, roster)
    text = f"{matter.text} {matter.dataset.title}" if matter.dataset else matter.text
    weights = guide.vocabulary.topics_of(text, desk.language)
    found = {name: _WORDS * weight / (weight + _HALF_SURE) for name, weight in weights.items()}
    if matter.dataset:
        found |= {topic.name: _OWNER for topic in guide.topics if _is_about(matter.dataset, topic)}
    if matter.topic:
        stated = next((t.name for t in guide.topics if same(t.name, matter.topic)), matter.topic)
        found[stated] = _OWNER + _TOPIC
    return found


def _is_about(dataset: Dataset, topic: Topic) -> bool:
    labels = {label.casefold() for label in (*dataset.topics, *dataset.keywords)}
    names = {topic.name.casefold(), *(keyword.casefold() for keyword in topic.keywords)}
    return bool(labels & names) or (bool(topic.department) and same(topic.department, dataset.department))


@lru_cache(maxsize=16_384)
def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case and spaces."""
    return one == other or _folded(one) == _folded(other)


def _score(
    champion: Champion, matter: Matter, desk: Desk, pull: Mapping[str, float], calendar: Calendar,
    load: int, at: datetime,
) -> Ranked:  # fmt: skip
    subject, reasons = _subject(champion, matter, pull)
    score = subject
    if champion.speaks(matter.language):
        if matter.language != desk.language:
            score += _LANGUAGE
            reasons = [*reasons, Reason("speaks {value}", language=matter.language)]
    else:
        score -= _LANGUAGE
    today, now = _at_work(calendar, champion.row.hours, at.replace(second=0, microsecond=0))
    if today:
        score += _TODAY + (_NOW if now else 0.0)
        reasons = [*reasons, Reason("works today")]
    score -= _LOAD * min(load, 9) + (_FULL if load >= champion.max_open else 0.0)
    return Ranked(champion, score, subject > 0, tuple(reasons), subject > _EVERYTHING)


@lru_cache(maxsize=4_096)
def _at_work(calendar: Calendar, hours: str, minute: datetime) -> tuple[bool, bool]:
    """Whether these hours have any of that day, and that minute; the same for everybody who keeps them."""
    own = calendar.with_hours(hours)
    return own.works_today(minute), own.is_open(minute)


def _subject(champion: Champion, matter: Matter, pull: Mapping[str, float]) -> tuple[float, list[Reason]]:
    """What in the question itself speaks for a champion: their datasets, topics and department."""
    dataset = matter.dataset
    if dataset and any(_names(pattern, dataset) for pattern in champion.datasets):
        return _DATASET, [Reason("looks after {value}", dataset.title)]
    theirs = {name: weight for name, weight in pull.items() if any(same(each, name) for each in champion.topics)}
    topic = max(theirs, key=theirs.__getitem__, default="")
    best, reason = theirs.get(topic, 0.0), Reason("looks after {value}", topic)
    owner = _owned(champion, dataset)
    if owner > best:
        best, reason = owner, Reason("works for {value}", champion.department)
    lead = _led(champion, matter.leads)
    if best and lead:
        best += lead / 4
    elif lead:
        best, reason = lead, Reason("works for {value}", champion.department)
    if not best and "*" in champion.topics:
        return _EVERYTHING, [Reason("helps with every topic")]
    return best, [reason] if best else []


def _owned(champion: Champion, dataset: Dataset | None) -> float:
    if dataset and champion.department and same(champion.department, dataset.department):
        return _OWNER
    return 0.0


def _led(champion: Champion, leads: Sequence[Hit]) -> float:
    """How much the datasets found for the question's words speak for the champion's department."""
    if not champion.department or not leads:
        return 0.0
    votes = sum(1.0 / (place + 1) for place, hit in enumerate(leads) if same(hit.office, champion.department))
    return _LEAD * votes / sum(1.0 / (place + 1) for place in range(len(leads)))


def _names(pattern: str, dataset: Dataset) -> bool:
    wanted = pattern.casefold()
    named = (dataset.portal_id, dataset.title, f"DS-{dataset.number}")
    return any(fnmatchcase(each.casefold(), wanted) for each in named)


def _language_name(code: str, reader: str) -> str:
    name = Locale.parse(code.replace("-", "_").split("_")[0]).get_display_name(reader)
    return name or code
