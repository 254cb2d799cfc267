"""The two labelled files beside this one, as the tests read them."""

import json
from pathlib import Path
from typing import NamedTuple

from bot.privacy.measuring import Measured, measure

HERE = Path(__file__).parent
LABELLED, UNSEEN = HERE / "labelled.jsonl", HERE / "unseen.jsonl"


class Line(NamedTuple):
    """A text and what a person marked in it."""

    text: str
    spans: list[tuple[int, int, str]]


def lines(file: Path) -> list[Line]:
    read = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    return [Line(each["text"], [tuple(span) for span in each["spans"]]) for each in read]


def measured(file: Path) -> Measured:
    return measure(file.read_text(encoding="utf-8").splitlines())
