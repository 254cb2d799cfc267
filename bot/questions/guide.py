"""The guide: what a desk's settings and its roster say about subjects, worked out once for both."""

from dataclasses import dataclass
from functools import lru_cache

from bot.desk import Desk, Topic
from bot.people.lessons import Lesson
from bot.people.model import Champion
from bot.people.persons import Roster
from bot.questions.vocabulary import Vocabulary, stems, vocabulary_of

_MOST = 64


@lru_cache(maxsize=16_384)
def folded(name: str) -> str:
    """A name as it is compared: without case and with single spaces."""
    return " ".join(name.casefold().split())


def same(one: str, other: str) -> bool:
    """Whether two names are the same but for case and spaces."""
    return one == other or folded(one) == folded(other)


@dataclass(frozen=True, slots=True)
class Subjects:
    """What one champion stands for: topics and department as they are compared, and the languages they answer in."""

    topics: frozenset[str]
    department: str
    languages: frozenset[str]
    everything: bool


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """The topics of a desk, the words that point to them, and who stands for what. A guide equals none but itself."""

    desk: Desk
    roster: Roster
    topics: tuple[Topic, ...]
    vocabulary: Vocabulary
    subjects: dict[int, Subjects]
    taught: tuple[tuple[Lesson, frozenset[str]], ...] = ()

    def learned(self, text: str, dataset: int) -> str:
        """The topic to which questions like this one are sent by the newest lesson that fits; empty where none does."""
        if not self.taught:
            return ""
        said = frozenset(stems(text, self.desk.language))
        for each, stemmed in self.taught:
            if each.dataset == dataset if each.dataset else len(said & stemmed) >= each.enough:
                return each.topic
        return ""


_GUIDES: dict[tuple[int, int], Guide] = {}


def guide_of(desk: Desk, roster: Roster) -> Guide:
    """The guide of these very objects; it holds them, so that their ids stay theirs while it is kept."""
    key = (id(desk), id(roster))
    found = _GUIDES.get(key)
    if found is None:
        if len(_GUIDES) >= _MOST:
            _GUIDES.clear()
        topics = _topics(desk, roster)
        subjects = {each.number: _subjects(each) for each in roster.champions}
        taught = tuple((each, frozenset(stems(" ".join(each.words), desk.language))) for each in roster.lessons)
        found = _GUIDES[key] = Guide(desk, roster, topics, vocabulary_of(topics, desk.language), subjects, taught)
    return found


def topics_known(desk: Desk, roster: Roster) -> tuple[Topic, ...]:
    """The desk's topics, and those that only the roster names."""
    return guide_of(desk, roster).topics


def says_its_topic(text: str, desk: Desk, roster: Roster) -> bool:
    """Whether the words of a text name a topic of the desk, so that no search has to look for one."""
    return bool(guide_of(desk, roster).vocabulary.topics_of(text, desk.language))


def _topics(desk: Desk, roster: Roster) -> tuple[Topic, ...]:
    names = {topic.name.casefold() for topic in desk.topics}
    extra = dict.fromkeys(
        name for c in roster.champions for name in c.topics if name != "*" and name.casefold() not in names
    )
    return (*desk.topics, *(Topic(name) for name in extra))


def _subjects(champion: Champion) -> Subjects:
    return Subjects(
        frozenset(map(folded, champion.topics)),
        folded(champion.department),
        frozenset(each.split("-")[0].lower() for each in champion.languages),
        "*" in champion.topics,
    )
