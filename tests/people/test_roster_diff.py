from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.people.model import Level, RosterRow
from bot.people.roster import RosterDiff, RowChange, diff_roster

ANA = RosterRow("Ana", Level.EXTERNAL, topics=("Trees",), slack="ana@example.gov", discord="ana")
BEN = RosterRow("Ben", Level.INTERNAL, discord="ben")
CEM = RosterRow("Cem", Level.COORDINATOR)


def test_people_are_found_by_slack_then_discord_then_name() -> None:
    after = [
        replace(ANA, public_name="Ana Lima", slack="ANA@example.gov", discord=""),
        replace(BEN, public_name="Benjamin", hours="Mon 09:00-12:00"),
        replace(CEM, slack="U1"),
    ]
    assert [change.fields for change in diff_roster([CEM, BEN, ANA], after, []).changed] == [
        ("public_name", "slack", "discord"),
        ("public_name", "hours"),
        ("slack",),
    ]


def test_an_account_weighs_more_than_a_name() -> None:
    """Two people swap names: their accounts say who is who."""
    before = [replace(CEM, public_name="One", slack="U1"), replace(CEM, public_name="Two", slack="U2")]
    after = [replace(CEM, public_name="Two", slack="U1"), replace(CEM, public_name="One", slack="U2")]
    assert diff_roster(before, after, []).changed == tuple(
        RowChange(old, new, ("public_name",)) for old, new in zip(before, after, strict=True)
    )


def test_the_import_in_plain_words() -> None:
    after = [replace(ANA, topics=("trees", "parks"), hours="Mon 09:00-12:00"), CEM, RosterRow("Dana", Level.EXECUTIVE)]
    diff = diff_roster([ANA, BEN, CEM], after, ["TREES"])
    assert diff.new_topics == ("parks",)
    assert " ".join(diff.sentences(read=5)) == (
        "5 rows. 3 ready. 1 new: Dana. 1 changed: Ana (topics, hours). 1 no longer there: Ben. 1 topic new: 'parks'."
    )


def test_long_lists_are_cut_and_counted() -> None:
    many = [RosterRow(f"P{number}", Level.EXTERNAL, topics=(f"t{number}",)) for number in range(7)]
    assert diff_roster([], many, []).sentences()[2:] == (
        "7 new: P0, P1, P2, P3, P4 and 2 more.",
        "7 topics new: 't0', 't1', 't2', 't3', 't4' and 2 more.",
    )


def test_all_topics_is_no_new_topic_and_nothing_changed_is_said() -> None:
    everything = replace(CEM, topics=("*",))
    assert diff_roster([everything], [everything], []).sentences() == ("1 row.", "1 ready.", "Nobody changes.")


rows = st.builds(
    RosterRow,
    st.sampled_from("ABCDE"),
    st.sampled_from(Level),
    slack=st.sampled_from(["", "u1", "u2", "u3"]),
    discord=st.sampled_from(["", "d1", "d2"]),
)
rosters = st.lists(rows, max_size=5)


@given(rosters, rosters)
def test_everybody_is_counted_exactly_once(before: list[RosterRow], after: list[RosterRow]) -> None:
    diff = diff_roster(before, after, [])
    assert len(diff.added) + len(diff.changed) + len(diff.unchanged) == len(after)
    assert len(diff.removed) + len(diff.changed) + len(diff.unchanged) == len(before)
    assert all(change.before != change.after for change in diff.changed)


@given(st.lists(rows, max_size=5, unique_by=lambda row: row.public_name))
def test_a_roster_differs_in_nothing_from_itself(roster: list[RosterRow]) -> None:
    distinct = [replace(row, slack="", discord="") for row in roster]
    assert diff_roster(distinct, distinct, []) == RosterDiff(unchanged=tuple(distinct))
