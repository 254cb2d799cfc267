"""Asked for: the questions that ended as "no such data", and the datasets that are there for them now.

Conservative: whoever is written to in vain reads the next message less. Words that stand in every catalogue count for
nothing, and one word in common is not enough.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.questions.model import CloseReason, Question, Share, State
from bot.questions.search import telling_words
from bot.questions.vocabulary import stems

LOOKED_AT = 500  # of the newest that ended so
ENOUGH = 2  # words that question and title share
_MOST_WORDS = 40
# What titles of datasets are full of, in the languages that have a catalogue.
_EVERYWHERE = (
    "data dataset datasets map maps list lists city county town state public open information report reports annual"
    " yearly monthly daily current number numbers count counts total location locations address addresses record"
    " records file files table inventory program service services department office available published year years"
    " datos conjunto mapa lista ciudad condado pueblo estado público abierto información informe anual actual número"
    " total ubicación dirección registro archivo tabla inventario programa servicio departamento año años"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that asked for a dataset in vain: ``people`` are its asker and those who said "me too"."""

    question: Question

    @property
    def people(self) -> int:
        """How many asked it."""
        return 1 + self.question.demand

    @property
    def is_named(self) -> bool:
        """Whether its asker asked for all to see and under their name, and still has one."""
        return self.question.share is Share.NAMED and not self.question.erased and bool(self.question.asker.name)


def asked_for(work: Work, datasets: Sequence[Dataset]) -> dict[int, tuple[Asked, ...]]:
    """For each of the datasets, by number, the questions that asked for it in vain; oldest first."""
    numbers = work.finds.asked_in_vain(LOOKED_AT) if datasets else ()
    questions = [each for number in numbers if (each := work.questions.get(number)) and _ended_so(each)]
    said = [(each, _telling(each.text, each.language)) for each in questions]
    found: dict[int, tuple[Asked, ...]] = {}
    for dataset in datasets:
        named = {each.language: _named(dataset, each.language) for each in questions}
        asked = tuple(Asked(each) for each, words in said if _is_enough(words, *named[each.language]))
        if asked:
            found[dataset.number] = asked
    return found


def _ended_so(question: Question) -> bool:
    return question.state is State.CLOSED and question.close_reason == CloseReason.NO_DATA and bool(question.text)


def is_asked_for(text: str, dataset: Dataset, language: str) -> bool:
    """Whether the words of a question ask for a dataset: two telling words of its title stand in them, or one does and
    another of its keywords; and they are at least half of its title's."""
    return _is_enough(_telling(text, language), *_named(dataset, language))


def _named(dataset: Dataset, language: str) -> tuple[frozenset[str], frozenset[str]]:
    """The telling words of a title, and those of the keywords beside them."""
    title = _telling(dataset.title, language)
    return title, _telling(" ".join(dataset.keywords), language) - title


def _is_enough(asked: frozenset[str], title: frozenset[str], beside: frozenset[str]) -> bool:
    shared = asked & title
    enough = len(shared) >= ENOUGH or (bool(shared) and bool(asked & beside))
    return enough and 2 * len(shared) >= len(title)


def _telling(text: str, language: str) -> frozenset[str]:
    words = (each for each in telling_words(text, _MOST_WORDS) if not each.isdigit())
    return frozenset(stems(" ".join(words), language)) - frozenset(stems(_EVERYWHERE, language))
