"""What is said in a round: half questions, half claims, in turn; the same for every variant."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from benchmarks.intake.platforms import TRIAGE, Platform, Saying

CHAMPIONS = 4
"""The pocket's first people claim, all others ask."""

_QUESTIONS = (
    "Why does the map of street trees leave out {place}? I count {number} of them on my way to work; none is shown.",
    "Which year do the crash records near {place} begin? A teacher asked me for the last {number} crashes there.",
    "The bike counter at {place} says {number} for every day of last week. Was it broken, or was the path closed?",
    "Is there a list of building permits around {place} with the date of the first request? Mine has {number} rows and "
    "only the date on which each was granted, so I cannot see how long people waited.",
    "How often is the trash on {place} collected in winter? The calendar in the dataset and the letter that we were "
    "sent do not agree, and {number} households on our list would like to know which of them is right.",
    "Does the water quality at {place} include the samples taken after heavy rain? We found {number} of them missing.",
    "What counts as an inspection in the restaurant data? {place} has {number} rows on one day, all of them passed.",
    "I am drawing a map of affordable homes for a neighborhood meeting. Row {number}, at {place}, has no number of "
    "bedrooms. Is it unknown, or is it a studio? And is there a newer version than the one from spring? Thank you!",
)
_STREETS = ("Cooper", "Mill", "Eastgate", "Harbor", "Customs", "Lantern", "Orchard", "Quarry", "Salt", "Weaver")
_KINDS = ("Street", "Avenue", "Lane", "Square", "Bridge", "Wharf")


@dataclass(frozen=True, slots=True)
class Round:
    """The commands of one round, as the pocket's load takes them, with what must be in the database afterwards."""

    payloads: tuple[dict[str, Any], ...]
    asked: tuple[str, ...]
    claimed: tuple[int, ...]
    texts: tuple[str, ...]
    """What a variant that keeps words keeps: each command's verb and the words after it."""


AT_A_HOUSE = 25
"""Every so many questions names a house, which looks like somebody's address: of those that people put to cities,
between 0.4 and 4.4 in a hundred did (five real collections, 6,000 questions)."""


def texts(first: int) -> Iterator[str]:
    """Questions of the length that people write (about 150 characters), without end; no two have the same number,
    and they are counted from ``first``."""
    chance = random.Random(first)
    for number, question in enumerate(cycle(_QUESTIONS), start=first):
        house = f"{number} " if number % AT_A_HOUSE == 0 else ""
        yield question.format(place=f"{house}{chance.choice(_STREETS)} {chance.choice(_KINDS)}", number=number)


def round_of(number: int, commands: int, platform: Platform, pocket: dict[str, Any]) -> Round:
    """Round ``number`` (0 is the warm-up): ``commands`` in all, every claim on a question that nobody took yet."""
    half = commands // 2
    people, rooms = pocket["people"], pocket["channels"]
    champions, askers = cycle(people[:CHAMPIONS]), cycle(people[CHAMPIONS:])
    claimed = tuple(range(number * half + 1, (number + 1) * half + 1))
    asked = tuple(islice(texts(claimed[0]), half))
    said = []
    for text, question in zip(asked, claimed, strict=True):
        said.append(Saying(next(askers), rooms[platform.asked_in], "opendata", "ask", "text", text))
        said.append(Saying(next(champions), rooms[TRIAGE], "champion", "claim", "question", f"Q-{question}"))
    return Round(tuple(map(platform.say, said)), asked, claimed, tuple(each.text for each in said))
