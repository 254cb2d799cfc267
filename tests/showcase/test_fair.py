"""Whose turn it is: the rules of bot/showcase/rotation/fair.py, each by an example, and all of them on any line."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.request import Place
from bot.showcase.model import Project, ProjectState
from bot.showcase.rotation.fair import Line, line_of, shown, waits_since
from bot.showcase.rotation.model import Turn, Wish

START = datetime(2026, 10, 5, 14, 0, tzinfo=UTC)
HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
ANA, LUZ, EVE = 1, 2, 3


def project(number: int, maker: int = ANA, approved: int | None = None, **more: object) -> Project:
    """Approved so many hours after the start: as many as its number says, unless told."""
    at = START + HOUR * (number if approved is None else approved)
    made = Project(number, f"Project {number}", "", f"{number}.example", "", (1,), maker, Place("slack"), START,
                   state=ProjectState.APPROVED, approved_at=at)  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def slots(count: int) -> list[datetime]:
    return [START + WEEK * (1 + each) for each in range(count)]


def order(*projects: Project, turns: tuple[Turn, ...] = (), weeks: int = 6) -> list[int]:
    """The numbers of what is shown, week by week; a week in which nothing is, is left out."""
    line = line_of(projects, {each.project: each for each in turns})
    return [each.number for _, each in line.coming(slots(weeks))]


def wish(number: int, kind: Wish, week: int | None = None, said: int = 0) -> Turn:
    """``week`` is that of the slot which the wish is about, 0 for the first."""
    return Turn(number, kind, START + HOUR * said, None if week is None else START + WEEK * (1 + week))


def test_in_the_order_of_approval_and_each_once() -> None:
    assert order(project(3, LUZ, approved=1), project(1, ANA, approved=2), project(2, EVE, approved=3)) == [3, 1, 2]
    assert order() == []


def test_whoever_made_what_was_shown_last_lets_the_others_go_first() -> None:
    assert order(project(1), project(2), project(3), project(4, LUZ), project(5, EVE)) == [1, 4, 2, 5, 3]
    assert order(project(1), project(2), project(3)) == [1, 2, 3]  # nobody else waits
    before = project(1, ANA, shown_at=START - WEEK, times_shown=1, state=ProjectState.WITHDRAWN)
    assert order(before, project(2, ANA), project(3, LUZ)) == [3, 2]


def test_again_only_with_news_and_then_in_its_place() -> None:
    told = project(1, shown_at=START - WEEK, times_shown=1)
    assert waits_since(told) is None
    stale = replace(told, news="Offline too", news_at=START - 2 * WEEK)
    assert order(stale) == []
    news = replace(told, news="Offline too", news_at=START + 5 * HOUR)
    assert order(news, project(4, LUZ), project(6, EVE)) == [4, 1, 6]
    assert order(shown(news, START + WEEK)) == []


def test_only_what_is_approved_waits() -> None:
    for state in set(ProjectState) - {ProjectState.APPROVED}:
        assert order(project(1, state=state)) == []


def test_what_a_coordinator_moves_to_the_front_comes_next_the_last_first() -> None:
    every = [project(number, number) for number in (1, 2, 3, 4)]
    assert order(*every, turns=(wish(4, Wish.NEXT),)) == [4, 1, 2, 3]
    assert order(*every, turns=(wish(3, Wish.NEXT, said=1), wish(4, Wish.NEXT, said=2))) == [4, 3, 1, 2]
    told = project(9, shown_at=START - WEEK)  # and nothing is repeated, whoever wants it
    assert order(told, turns=(wish(9, Wish.NEXT),)) == []


def test_what_is_promised_for_a_day_waits_for_it_and_then_comes_first() -> None:
    every = [project(number, number) for number in (1, 2, 3, 4)]
    assert order(*every, turns=(wish(1, Wish.ON, week=2),)) == [2, 3, 1, 4]
    assert order(*every, turns=(wish(4, Wish.ON, week=1), wish(3, Wish.NEXT, said=9))) == [3, 4, 1, 2]
    assert order(*every, turns=(wish(4, Wish.ON, week=0), wish(3, Wish.NEXT, said=9))) == [4, 3, 1, 2]
    assert order(every[0], turns=(wish(1, Wish.ON, week=3),)) == [1]


def test_what_is_left_out_once_keeps_its_place() -> None:
    every = [project(number, number) for number in (1, 2, 3)]
    assert order(*every, turns=(wish(1, Wish.SKIP, week=0),)) == [2, 1, 3]
    assert order(*every, turns=(wish(1, Wish.SKIP, week=1),)) == [2, 3, 1]
    assert order(every[0], turns=(wish(1, Wish.SKIP, week=0),), weeks=1) == []


@st.composite
def lines(draw: st.DrawFn) -> Line:
    many = range(1, 1 + draw(st.integers(1, 12)))
    projects = [
        project(
            number, draw(st.integers(1, 4)), approved=draw(st.integers(0, 40)),
            shown_at=draw(st.none() | st.just(START + WEEK / 7)), news=draw(st.sampled_from(("", "New"))),
            news_at=START + HOUR * draw(st.integers(0, 48)),
        )
        for number in many
    ]  # fmt: skip
    said = draw(st.dictionaries(st.sampled_from(list(many)), st.sampled_from(list(Wish)), max_size=3))
    turns = {
        number: wish(number, kind, None if kind is Wish.NEXT else draw(st.integers(0, 5)), said=draw(st.integers(0, 9)))
        for number, kind in said.items()
    }
    return line_of(projects, turns)


@given(lines())
def test_everybody_is_shown_once_and_nobody_overtakes_without_a_reason(line: Line) -> None:
    waiting, last, left = list(line.waiting), line.last, dict(line.turns)
    coming = dict(line.coming(slots(30)))
    assert sorted(each.number for each in coming.values()) == sorted(each.number for each in waiting)
    for due in slots(30):
        chosen = coming.get(due)
        turn = left.pop(chosen.number, None) if chosen else None
        free = [each for each in waiting if each.number not in left or _is_over(left[each.number], due)]
        if chosen is None:
            assert not free
            continue
        if turn is None or turn.wish is Wish.SKIP:
            earlier = [each for each in free if (waits_since(each), each.number) < (waits_since(chosen), chosen.number)]
            assert all(each.maker == last for each in earlier)
            assert chosen.maker != last or all(each.maker == last for each in free)
        assert turn is None or turn.wish is not Wish.SKIP or _is_over(turn, due)
        assert turn is None or turn.wish is not Wish.ON or (turn.moment or due) <= due
        waiting.remove(chosen)
        last = chosen.maker


def _is_over(turn: Turn, due: datetime) -> bool:
    """Whether a project that was to be left out may come again."""
    return turn.wish is Wish.SKIP and turn.moment is not None and turn.moment < due
