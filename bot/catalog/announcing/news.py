"""News: a dataset with all that its announcement says of it, by which topic it is told, and which room hears of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.catalog.announcing.asked import Asked, asked_for
from bot.catalog.finds import Find, FindKind
from bot.catalog.model import Dataset
from bot.desk import Desk
from bot.desks.model import Hearing
from bot.engine.ports import Work
from bot.engine.request import Place
from bot.engine.rooms import absent_rooms, platform_of
from bot.questions.guide import same
from bot.questions.routing import Matter, topic_of
from bot.questions.vocabulary import stems

NEWS = "news"


@dataclass(frozen=True, slots=True)
class News:
    """One dataset that is announced. ``topic`` is the desk's, "" for none; ``asked`` are the questions that asked for
    it in vain; ``later`` says that it was made before and is public only now."""

    find: Find
    dataset: Dataset
    topic: str
    asked: tuple[Asked, ...] = ()

    @property
    def later(self) -> bool:
        """Whether it was made before, and published now."""
        return self.find.kind is FindKind.LATER

    @property
    def wanted(self) -> int:
        """How many people asked for it in vain."""
        return sum(each.people for each in self.asked)


def news_of(work: Work, finds: Sequence[Find]) -> list[News]:
    """The finds with their datasets, in order; those whose dataset is gone again are left out."""
    gone = work.finds.gone() if finds else frozenset()
    found = [(each, work.catalog.dataset(each.dataset)) for each in finds if each.dataset not in gone]
    known = [(find, dataset) for find, dataset in found if dataset is not None]
    wanted = asked_for(work, [dataset for _, dataset in known])
    return [
        News(find, dataset, topic_for(work, dataset), wanted.get(dataset.number, ())) for find, dataset in known
    ]  # fmt: skip


def topic_for(work: Work, dataset: Dataset) -> str:
    """The desk's topic by which people find a dataset; "" for none."""
    return topic_of(Matter("", dataset=dataset), work.desk, work.roster)


def by_topic(news: Iterable[News]) -> Mapping[str, Sequence[News]]:
    """The news by topic, the fullest topic first and what has none last; what was asked for begins each."""
    found: dict[str, list[News]] = defaultdict(list)
    for each in news:
        found[each.topic].append(each)
    order = sorted(found, key=lambda topic: (not topic, -len(found[topic]), topic))
    return {topic: sorted(found[topic], key=lambda each: -each.wanted) for topic in order}


def heard_in(work: Work) -> Iterator[tuple[Place, Hearing]]:
    """Every room that hears of new data, once, with what it hears of it."""
    said = {each.room.casefold(): each for each in work.desk.announce.hearings}
    for name, place in sorted(work.rooms.items()):
        purpose = name.partition("/")[2]
        room = f"{platform_of(name)}/{purpose}"
        hearing = said.get(room.casefold()) or (Hearing(room) if purpose == NEWS else None)
        if hearing is not None:
            yield place, hearing


def missing_rooms(work: Work) -> list[str]:
    """The rooms that should hear of new data and are not there, on the platforms that are on."""
    named = [f"{platform}/{NEWS}" for platform, rooms in work.desk.channels.items() if rooms.get(NEWS)]
    return absent_rooms(work, [*named, *(each.room for each in work.desk.announce.hearings)])


def hears(hearing: Hearing, news: News, desk: Desk) -> bool:
    """Whether a room hears of a dataset: all rooms do that name nothing, else any of what they name is enough."""
    if not (hearing.topics or hearing.departments or hearing.keywords):
        return True
    dataset = news.dataset
    labels = (news.topic, *dataset.topics)
    return (
        any(same(one, other) for one in hearing.topics for other in labels if other)
        or any(same(each, dataset.department) for each in hearing.departments)
        or any(_stands_in(each, dataset, desk.language) for each in hearing.keywords)
    )


def _stands_in(words: str, dataset: Dataset, language: str) -> bool:
    """Whether all of these words stand in what a dataset says of itself, in whatever form."""
    wanted = set(stems(words, language))
    said = " ".join((dataset.title, dataset.description, *dataset.keywords, *dataset.topics))
    return bool(wanted) and wanted <= set(stems(said, language))
