import pytest

from adapters.slack.pace import Pace


def test_a_burst_then_one_a_second() -> None:
    now = [100.0]
    pace = Pace(burst=3, ticks=lambda: now[0])
    assert [pace.wait("C1") for _ in range(4)] == [0.0, 0.0, 0.0, pytest.approx(1.0)]
    assert pace.wait("C2") == 0.0
    now[0] += 0.4
    assert pace.wait("C1") == pytest.approx(0.6)
    now[0] += 0.6
    assert pace.wait("C1") == 0.0
    now[0] += 60
    assert [pace.wait("C1") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert pace.wait("C1") > 0
