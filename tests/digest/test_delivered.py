"""The pages as they are delivered: whoever reads them, no two lines contradict each other, and none says too much."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.commands import DigestMeaning
from bot.digest.making import digest_of
from bot.digest.model import AUDIENCES, BANDS, SMALL, Digest, Found, Group, Missing, Want
from bot.digest.readers import Reader
from bot.digest.sending import cards_for
from bot.engine.request import Place
from bot.questions.model import OWNED
from tests.digest.histories import course_of, several
from tests.digest.test_measuring import DESK, ROSTER, WEEK
from tests.questions.read import pressed, said

HERE = Place("slack", "T1", person="U1")
ROOM = Place("slack", "T1", "C1")


def read_by(reader: Reader, audience: str, digest: Digest) -> list[str]:
    """All lines of all pages, one after the other, as one reader has them."""
    return [line for card in cards_for(reader, audience, digest) for line in said(card).splitlines()]


def number(lines: list[str], pattern: str) -> int:
    """The one number that a line says."""
    found = [int(match[1]) for line in lines if (match := re.fullmatch(pattern, line))]
    assert len(found) == 1, (pattern, lines)
    return found[0]


@settings(deadline=None, max_examples=30)
@given(several(9))
def test_no_two_lines_contradict_each_other(lived) -> None:  # type: ignore[no-untyped-def]
    digest = digest_of(DESK, ROSTER, Found([course_of(*each) for each in lived], review={"notes": 2}), WEEK, WEEK.end)
    everybody = {
        "dm": read_by(Reader(HERE, "en", 1), "coordinators", digest),
        "room": read_by(Reader(ROOM, "en"), "coordinators", digest),
    }
    for lines in everybody.values():
        needed = number(lines, r".*: (\d+) things? needs? you")
        assert needed == number(lines, r"Needs you \((\d+)\)")
        at = lines.index(f"Needs you ({needed})")
        listed = lines[at + 1 : lines.index("This week in five numbers (the week before in brackets)")]
        more = [int(each[4:-5]) for each in listed if re.fullmatch(r"and \d+ more", each)]
        assert needed == len(listed) - len(more) + sum(more)
        still_open = number(lines, r"How old are open questions \((\d+)\)")
        assert still_open == sum(
            number(lines, rf"{band}: (\d+)") for band in ("0–1 working day", "2–3", "4–7", "8 or more")
        )
        if found := [each for each in lines if each.startswith("Not answered yet")]:
            assert 0 < number(found, r"Not answered yet, oldest first \((\d+)\)") <= still_open
        verdicts = [re.fullmatch(r"Yes (\d+), no (\d+), no reply (\d+)\.", each) for each in lines]
        if said := [each.groups() for each in verdicts if each]:
            assert sum(map(int, said[0])) == number(lines, r"Answered (\d+) \(\d+\)\.")
        assert lines.count("2 usage notes wait for a yes.") == 2  # what needs you, and the pipeline
    over = sum(each.want is Want.OVERLOADED for each in digest.needs)
    assert number(everybody["dm"], r"Needs you \((\d+)\)") == number(everybody["room"], r"Needs you \((\d+)\)") + over
    assert not any("Who carries what" in line or "enough for them" in line for line in everybody["room"])
    held = sum(each.open for each in digest.loads)
    assert held == sum(each.state in OWNED and each.owner in ROSTER.by_number for each in digest.unanswered)
    five = [line for line in everybody["dm"] if re.match(r"Asked \d|Answered \d|Solved and confirmed", line)]
    for audience in ("champions", "executive"):
        theirs = read_by(Reader(HERE, "en", 2), audience, digest)
        assert all(line in theirs for line in five), audience
    assert len(BANDS) == 4


counts = st.integers(0, 12)


@given(
    st.lists(counts, max_size=6), st.lists(counts, max_size=4), counts, counts,
    st.sampled_from((Reader(ROOM, "en"), Reader(ROOM, "es"))),
)  # fmt: skip
def test_what_everybody_reads_points_to_nobody(topics, missing, answered, confirmed, reader) -> None:  # type: ignore[no-untyped-def]
    quiet = digest_of(DESK, ROSTER, Found(), WEEK, WEEK.end)
    now = replace(quiet.now, asked=sum(topics), answered=answered, confirmed=min(confirmed, answered))
    groups = tuple(Group(f"T{chr(65 + n)}", each, 0, 0, 0, now.to_reply) for n, each in enumerate(topics))
    gone = tuple(Missing(f"M{chr(65 + n)}", each, (n,)) for n, each in enumerate(missing))
    digest = replace(quiet, now=now, groups={"topic": groups}, missing=gone, names={1: "Ana"})
    lines = read_by(reader, "public", digest)
    text = "\n".join(lines[1:])
    told = [int(each) for each in re.findall(r"(?<![\w–-])\d+", text)]
    assert all(each == 0 or each >= SMALL for each in told), text
    shown = [int(each) for each in re.findall(r"T[A-F] \((\d+)\)", text)]
    rest = sum(topics) - sum(shown)
    assert rest == 0 or rest >= SMALL or not shown
    assert "Q-" not in text
    assert [each for card in cards_for(reader, "public", digest) for each in pressed(card)] == [DigestMeaning()]


def test_every_audience_has_pages() -> None:
    quiet = digest_of(DESK, ROSTER, Found(), WEEK, WEEK.end)
    assert all(cards_for(Reader(HERE, "es", 1), each, quiet) for each in AUDIENCES)
