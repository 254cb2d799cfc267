"""Settings written and read back, changed and compared."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import (
    PRESETS,
    Desk,
    DigestPlan,
    Home,
    Limits,
    SettingsMistake,
    Showcase,
    Source,
    Timers,
    Topic,
    differences,
    read_desk,
    setting_lines,
    with_settings,
    write_desk,
)
from bot.desks.written import lines_of
from bot.speech.plain import clean, one_line

ELMFORD = Desk("elmford", "Elmford Open Data Desk")


def line(longest: int) -> st.SearchStrategy[str]:
    """Words as they stand in a desk: tidied, on one line, and not empty."""
    return st.text(max_size=longest).map(lambda text: one_line(clean(text))).filter(bool)


NAMES = line(60)
TEXTS = st.sampled_from(("no", "null", "1", "2026-10-14", "on: {", "#ask", "- x", "'\"", "ñandú", "a: b")) | NAMES
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
WORDS = st.lists(TEXTS, max_size=3, unique_by=str.casefold).map(tuple)
TOPICS = st.builds(Topic, TEXTS, WORDS, st.just("") | TEXTS, st.just("") | TEXTS)
TIMERS = st.sampled_from(tuple(PRESETS.values())) | st.builds(
    Timers,
    backup=st.integers(1, 4),
    still_looking=st.integers(5, 9),
    inside=st.integers(10, 400),
    assume=st.integers(4, 365),
    snooze=st.integers(1, 365),
)
DIGESTS = st.builds(
    DigestPlan,
    st.sampled_from(("Mon 09:00", "off")),
    public=st.sampled_from(("first Mon 10:00", "third Fri 23:59", "off")),
    to=st.sampled_from(("dm", "channel", "both")),
)
DESKS = st.builds(
    Desk,
    slug=st.just("elmford"),
    name=TEXTS,
    timezone=st.sampled_from(("America/New_York", "Europe/Madrid", "UTC")),
    hours=st.sampled_from(("Mon-Fri 09:00-17:00", "Mon 10:00-12:00, 13:00-15:00")),
    holidays=st.sampled_from(("", "US-MA", "DE")),
    closed=st.dictionaries(DAYS, TEXTS, max_size=3).map(lambda days: tuple(sorted(days.items()))),
    language=st.sampled_from(("en", "es")),
    channels=st.dictionaries(
        st.sampled_from(("slack", "discord")),
        st.dictionaries(st.sampled_from(("ask", "triage", "news")), st.sampled_from(("a", "on", "C1")), min_size=1),
    ),
    workspaces=st.just({}) | st.just({"slack": ("T1", "T2"), "discord": ("123",)}),
    topics=st.lists(TOPICS, max_size=3, unique_by=lambda topic: topic.name.casefold()).map(tuple),
    promise_days=st.integers(1, 60),
    sources=st.lists(st.builds(Source, st.just("dcat"), st.just("https://data.example.gov/d.json")), max_size=2).map(
        tuple
    ),
    limits=st.builds(Limits, st.integers(1, 100), st.integers(1, 1000), st.integers(0, 86_400)),
    share_default=st.sampled_from(("named", "unnamed", "private")),
    contact=st.just("") | TEXTS,
    emergency=st.just("") | TEXTS,
    links=st.just({}) | st.just({"slack": ("ask", "#general")}),
    watch=st.just({}) | st.just({"discord": ("ask", "news")}),
    timers=TIMERS,
    digest=DIGESTS,
    showcase=st.just(Showcase()) | st.just(Showcase(("Mon 09:00", "Wed 15:30"))),
)


@given(DESKS)
def test_what_is_written_reads_back_to_the_same_desk(desk: Desk) -> None:
    assert read_desk(write_desk(desk), "desk.yml") == desk
    in_lines = "\n".join(lines_of(desk))
    assert in_lines.count("\n") < 15, "one line for each section"
    assert read_desk(in_lines, "desk.yml") == desk


@given(DESKS, DESKS)
def test_two_desks_differ_where_and_only_where_they_do(one: Desk, other: Desk) -> None:
    assert differences(one, one) == ()
    same = write_desk(one) == write_desk(replace(other, slug=one.slug))
    assert bool(differences(one, other)) is not same or sorted(one.topics, key=str) == sorted(other.topics, key=str)


def test_a_few_settings_are_changed_and_the_rest_stays() -> None:
    changed = with_settings(
        replace(ELMFORD, practice=True),
        {"limits.open": "5", "desk.holidays": "us-ma", "timers": "fast", "share": "private"},
    )
    assert (changed.limits.open, changed.holidays, changed.timers.preset) == (5, "US-MA", "fast")
    assert (changed.share_default, changed.practice, changed.name) == ("private", True, ELMFORD.name)
    assert differences(ELMFORD, changed) == (
        "desk.holidays:  → US-MA", "share: named → private", "limits.open: 3 → 5", "timers: normal → fast",
    )  # fmt: skip
    assert with_settings(changed, {"desk.holidays": "none", "limits.open": ""}).holidays == ""


def test_what_cannot_be_is_said_field_by_field() -> None:
    with pytest.raises(SettingsMistake) as caught:
        with_settings(ELMFORD, {"limits.open": "many", "desk.timezone": "Elmford/Main", "desk.hours": "early"})
    assert set(caught.value.mistakes) == {"limits.open", "desk.timezone", "desk.hours"}
    assert "'many' is not a whole number." in caught.value.mistakes["limits.open"]


def test_the_line_of_a_setting_or_of_what_stands_around_it() -> None:
    home = Home("desk.yml", setting_lines("desk:\n  name: Elmford\nlimits:\n  open: 5\n"))
    assert (home.line("limits.open"), home.line("limits.per_day"), home.line("share")) == (4, 3, 0)
