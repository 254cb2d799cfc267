"""``timers:`` in desk.yml: presets, numbers, and mistakes with their lines."""

import pytest

from bot.desk import PRESETS, DeskFileError, Timers, desk_from_json, desk_to_json, read_desk
from bot.questions.model import State
from bot.questions.timers import table_of

DESK = "desk: {name: Elmford}\n"


def timers(text: str) -> Timers:
    return read_desk(DESK + text, "desk.yml").timers


def mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(DeskFileError) as caught:
        timers(text)
    return caught.value.mistakes


def test_without_the_section_everything_is_as_the_design_has_it() -> None:
    assert timers("") == timers("timers:") == timers("timers: normal") == Timers()
    assert (Timers().backup, Timers().give_back, Timers().silent, Timers().snooze) == (4, 32, 14, 30)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_by_name_and_what_is_written_over_it(name: str) -> None:
    assert timers(f"timers: {name.title()}") == PRESETS[name]
    own = timers(f"timers: {{preset: {name}, snooze: 45 days, backup: 1}}")
    assert (own.snooze, own.backup, own.give_back, own.preset) == (45, 1, PRESETS[name].give_back, "")


def test_every_preset_keeps_the_order_of_its_chains() -> None:
    for each in PRESETS.values():
        for chain in table_of(each).by_state.values():
            lengths = [wait.hours or wait.days for wait in chain]
            assert lengths == sorted(set(lengths))


def test_the_numbers_are_what_the_clock_goes_by() -> None:
    own = table_of(timers("timers: {backup: 2h, still_looking: 3h, inside: 5 working hours, assume: 9d}"))
    assert [wait.hours for wait in own.by_state[State.OFFERED]] == [2, 3, 5]
    assert [wait.days for wait in own.by_state[State.ANSWERED]] == [3, 9]


def test_every_mistake_names_its_line() -> None:
    assert mistakes("timers:\n  backup: 2d\n  remind: 4h\n  silence: 3d\n  snooze: 0\n") == (
        "desk.yml line 3, timers.backup: '2d' is not a number of working hours. Write for example 4h.",
        "desk.yml line 4, timers.remind: '4h' is not a number of calendar days. Write for example 3d.",
        "desk.yml line 5, timers.silence: There is no setting 'silence'; did you mean 'silent'?",
        "desk.yml line 6, timers.snooze: '0' is too small. The least is 1.",
    )
    assert mistakes("timers: quick") == (
        "desk.yml line 2, timers.preset: 'quick' is not a preset. Known: relaxed, normal, fast.",
    )


def test_what_rings_later_has_to_come_later() -> None:
    assert mistakes("timers:\n  still_on_it: 40h\n") == (
        "desk.yml line 2, timers.give_back: This is 32, and 'still_on_it' is 40. It has to come after that.",
    )
    assert mistakes("timers:\n  remind: 3d\n  remind_again: 3d\n") == (
        "desk.yml line 4, timers.remind_again: This is 3, and 'remind' is 3. It has to come after that.",
    )


def test_they_are_stored_with_the_desk_and_an_older_one_has_the_usual_numbers() -> None:
    fast = read_desk(f"{DESK}timers: fast", "desk.yml")
    assert desk_from_json(desk_to_json(fast)) == fast
    assert desk_from_json('{"slug": "elmford", "name": "Elmford"}').timers == Timers()
