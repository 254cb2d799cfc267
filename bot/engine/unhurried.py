"""Going through a great deal that nobody waits for, beside commands for which somebody does."""

import time
from collections.abc import Iterator
from typing import TypeVar

T = TypeVar("T")

PIECE = 100
REST = 0.002  # seconds


class Unhurried(list[T]):
    """A list; whoever goes through it rests after each hundred.

    Threads take turns with Python's interpreter, and one that reckons takes every turn that it can get. With a rest in
    between, commands are answered as if it were hardly there.
    """

    def __iter__(self) -> Iterator[T]:
        for at in range(0, len(self), PIECE):
            piece = self[at : at + PIECE]
            yield from piece
            if len(piece) == PIECE:
                time.sleep(REST)


def let_go(every: list[T]) -> None:
    """Empty a list, piece by piece: while hundreds of thousands of small objects are freed at once, nobody else may
    run."""
    while every:
        del every[-PIECE:]
