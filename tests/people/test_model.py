from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.people.hours import calendar
from bot.people.languages import language_code, likely_language
from bot.people.model import Champion, Identity, Level, RosterRow

DESK = calendar("Mon-Fri 09:00-17:00", "UTC", "US-MA")
ANA = Champion(1, RosterRow("Ana", Level.EXTERNAL, languages=("en", "es-419"), hours="Mon-Thu 18:00-20:00", max_open=2))


def at(day: int, hour: int) -> datetime:
    """October 2026: the 8th is a Thursday, the 12th a holiday."""
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def test_own_hours_stand_in_place_of_the_desks() -> None:
    assert ANA.works_at(at(8, 19), DESK)
    assert not ANA.works_at(at(8, 10), DESK)
    assert replace(ANA, row=replace(ANA.row, hours="")).works_at(at(8, 10), DESK)


def test_a_day_off_of_the_desk_is_a_day_off_for_all() -> None:
    assert not ANA.works_at(at(12, 19), DESK)
    assert not ANA.works_today(at(12, 10), DESK)


def test_today_is_the_whole_day() -> None:
    assert ANA.works_today(at(8, 23), DESK)
    assert not ANA.works_today(at(9, 19), DESK)


def test_the_last_day_away_is_still_away() -> None:
    away = replace(ANA, away_until=date(2026, 10, 7))
    assert not away.works_at(at(7, 19), DESK)
    assert not away.works_today(at(7, 19), DESK)
    assert away.works_at(at(8, 19), DESK)


def test_a_champion_is_full_at_their_own_number() -> None:
    assert [replace(ANA, open_questions=count).is_full for count in (1, 2, 3)] == [False, True, True]


@pytest.mark.parametrize(
    ("language", "speaks"), [("es", True), ("ES-es", True), ("en", True), ("pt", False), ("e", False)]
)
def test_a_region_makes_no_difference_to_who_speaks(language: str, speaks: bool) -> None:
    assert ANA.speaks(language) is speaks


@pytest.mark.parametrize("identity", [Identity("slack", "T1", "U1"), Identity("web", "", "a:b")])
def test_an_account_is_found_again_by_its_key(identity: Identity) -> None:
    assert Identity.from_key(identity.key) == identity


def test_no_two_accounts_share_a_key() -> None:
    assert Identity("slack", "T1", "U1").key == "slack:T1:U1"
    with pytest.raises(ValueError, match="colon"):
        Identity("slack", "T1:U1", "")
    with pytest.raises(ValueError, match="unpack"):
        Identity.from_key("slack:T1")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        *(("es", "es"), ("PT_br", "pt-BR"), ("zh_hans_cn", "zh-Hans-CN"), ("es-419", "es-419"), ("spa", "es")),
        *(("Spanish", "es"), ("haitian creole", "ht"), ("no", "no"), ("iw", "he"), ("am", "am")),
        *(("xx", ""), ("en-XX", ""), ("und", ""), ("mul", ""), ("", ""), ("e\x00", ""), ("en-US-en-US", "")),
    ],
)
def test_a_language_is_known_by_code_and_by_name(written: str, code: str) -> None:
    assert language_code(written) == code


def test_a_misspelt_language_is_guessed_and_a_wrong_code_is_not() -> None:
    assert likely_language("Spansh") == "es"
    assert likely_language("und") == ""
