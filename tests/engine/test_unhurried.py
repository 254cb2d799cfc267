"""What nobody waits for: the same, with rests in between."""

from __future__ import annotations

import time

import pytest

from bot.engine.unhurried import PIECE, REST, Unhurried, let_go


def test_whoever_goes_through_rests_after_each_whole_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr(time, "sleep", rests.append)
    every = Unhurried(range(2 * PIECE + 1))
    assert tuple(each for each in every) == tuple(range(2 * PIECE + 1))
    assert rests == [REST] * 2
    let_go(every)
    assert not every
