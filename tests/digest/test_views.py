"""What each reader of a digest reads: what needs them first, lists that end, two lines for a quiet week."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Desk
from bot.digest.making import digest_of
from bot.digest.model import AUDIENCES, Coverage, Digest, Found, Group, Load, Missing, Need, Open, Searches, Want
from bot.digest.periods import before, week_named
from bot.digest.survival import NO_WAITS, Quantile, Waited, waits_of
from bot.digest.views import coordinators, pages, public, told
from bot.digest.wording import span_of
from bot.digest.written import as_html, as_json, as_text
from bot.people.persons import Roster
from bot.questions.model import State
from bot.speech.words import words
from tests.questions.made import long_texts
from tests.questions.read import pressed, said

DESK = Desk("elmford", "Elmford Open Data Desk", holidays="US-MA")
WEEK = week_named("2026-W45", DESK.calendar)
EMPTY = digest_of(DESK, Roster(), Found(), WEEK, WEEK.end)
SAY, DIGA = words("en"), words("es")


def busy(name: str = "Permits") -> Digest:
    """A week in which much happened, and in which a list is longer than is shown."""
    now = replace(EMPTY.now, asked=18, answered=15, confirmed=9, assumed=3, closed=2, helpful=9, unhelpful=2, silent=4,
                  open=10, bands=(4, 3, 2, 1), oldest=9, to_reply=waits_of([Waited(5.0, True)] * 18))  # fmt: skip
    needs = (
        Need(Want.HELD, 140, 2),
        Need(Want.HOMELESS, 131, 9, name=name),
        Need(Want.UNCLAIMED, 133, 3, name=name),
        Need(Want.OVERLOADED, 7, 7, 5, name),
        Need(Want.REVIEW, count=2, name="notes"),
    )
    groups = (Group(name, 8, 2, 7, 4, now.to_reply), Group("Budget", 6, 8, 5, 3, NO_WAITS), Group("Snow", 4, 4, 3, 3,
              NO_WAITS))  # fmt: skip
    return replace(
        EMPTY, now=now, needs=needs, groups={"topic": groups}, helped=6,
        unanswered=tuple(Open(100 + at, name, 12 - at, State.CLAIMED, 7) for at in range(12)),
        loads=(Load(7, name, 7, 5, 4, (date(2026, 11, 9), date(2026, 11, 10))), Load(8, "Bo", 1, 5, 0)),
        coverage=(Coverage("topic", name, 0, 8), Coverage("department", "Parks", 1, 6)),
        missing=(Missing("shelter capacity", 5, (120,)), Missing("snow routes", 2, (121,))),
        searches=Searches(41, 9, (("parking tickets", 4),)), names={7: name},
    )  # fmt: skip


def test_what_needs_a_coordinator_comes_first_with_its_count_and_buttons_that_act() -> None:
    title, sections = coordinators(busy(), SAY)
    assert title == "Elmford Open Data Desk, week of Mon 2 Nov: 5 things need you"
    first, *others = pages(title, sections, SAY)
    assert first.title == title
    assert said(first).splitlines()[1] == "Needs you (5)"
    lines = [type(command).__name__ for page in (first, *others) for command in pressed(page)]
    acts = ["More", "Assign", "RosterAdd", "Assign", "Rebalance", "ReviewNotes"]
    assert lines == [*acts, "DigestMeaning", *["More"] * 4, "DigestRest"]
    text = as_text(title, sections)
    assert "Q-131 has waited 9 working days; nobody looks after “Permits”." in text
    assert "Asked 18 (0)." in text
    assert "Typical first reply: 5 working hours (nothing to measure)." in text
    assert "Q-100 (Permits): 12 working days. Claimed by Permits" in text
    assert "and 2 more" in text
    assert "Q-110" not in text
    assert "Permits: 7 open (enough: 5), 4 answered, away Mon 9 Nov to Tue 10 Nov" in text
    assert "Up: Permits +6" in text
    assert "Down: Budget −2" in text
    assert "Asked for, but no such data exists: shelter capacity (5 people), snow routes (2 people)" in text
    assert "Nobody looks after: Permits (8 questions)" in text
    assert "Searches: 41; 9 found nothing." in text
    assert "2 usage notes wait for a yes." in text


def test_a_quiet_week_is_two_lines() -> None:
    title, sections = coordinators(EMPTY, SAY)
    assert as_text(title, sections).splitlines() == [
        "Elmford Open Data Desk, week of Mon 2 Nov: nothing needs you",
        "A quiet week: nobody asked, and nothing is open.",
    ]


def test_champions_read_what_they_carry_and_nobody_elses() -> None:
    text = as_text(*told(busy("Ana"), "champions", SAY, person=8))
    assert "You hold 1 open and answered 0." in text
    assert "7 open" not in text
    assert "Who carries what" not in text


def test_an_executive_reads_five_numbers_one_story_and_one_ask() -> None:
    text = as_text(*told(busy(), "executive", SAY))
    assert "Most asked about: Permits, with 8 questions. Half of those who asked had a first reply in 5 working" in text
    assert "Please name somebody for Permits: 8 questions came, and nobody looks after it." in text
    assert "Q-" not in text


def test_a_public_version_names_nobody_and_hides_what_is_small() -> None:
    text = as_text(*public(busy(), SAY))
    assert "Asked: 18." in text
    # Budget and Permits would leave four: they would be the rest of eighteen.
    assert "Permits (8)" in text
    assert "Budget" not in text
    assert "shelter capacity (5)" in text
    assert "snow routes" not in text
    few = replace(busy(), now=replace(busy().now, asked=3, answered=4, confirmed=0))
    text = as_text(*public(few, SAY))
    assert "Asked: fewer than 5." in text
    assert "Answered: fewer than 5." in text
    assert "Solved, by the word of who asked: 0." in text
    assert "Half of those" not in text


@pytest.mark.parametrize(
    ("hours", "reached", "words_said"),
    [
        (5.4, True, "5 working hours"),
        (1.0, True, "1 working hour"),
        (0.2, True, "less than 1 working hour"),
        (40.9, False, "more than 40 working hours"),
        (0.5, False, "more than 30 working minutes"),
    ],
)
def test_how_long_is_said_so_that_nothing_is_promised(hours: float, reached: bool, words_said: str) -> None:
    assert span_of(Quantile(hours, reached), SAY) == words_said


@given(long_texts(200), st.sampled_from(AUDIENCES), st.sampled_from((SAY, DIGA)))
def test_every_version_fits_its_pages_whatever_things_are_called(name, audience, say) -> None:  # type: ignore[no-untyped-def]
    digest = replace(busy(name), desk=name or "Desk")
    title, sections = told(digest, audience, say)
    found = pages(title, sections, say)
    assert [line for page in found for line in said(page).splitlines()]
    page = as_html(title, sections, say.language)
    assert "<script" not in page.casefold()


def test_the_values_go_to_programs_and_only_to_those_who_may_read_them() -> None:
    digest = busy()
    whole = json.loads(as_json(digest, *coordinators(digest, SAY), whole=True))
    assert whole["digest"]["now"]["bands"] == [4, 3, 2, 1]
    assert whole["digest"]["period"]["start"] == WEEK.start.isoformat()
    assert "digest" not in json.loads(as_json(digest, *public(digest, SAY), whole=False))


def test_days_off_of_the_week_after_are_coming_up() -> None:
    found = digest_of(DESK, Roster(), Found(), WEEK, datetime(2026, 11, 20, tzinfo=UTC)).coming
    assert [(each.day, each.what) for each in found] == [(date(2026, 11, 11), "Veterans Day")]
    assert before(WEEK, DESK.calendar).end == WEEK.start
