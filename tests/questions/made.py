"""Questions in every state and share, rosters and answers, with plain, longest and hostile words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st

from bot.engine.request import Place
from bot.people.model import Champion, Level, RosterRow
from bot.people.persons import Roster
from bot.questions.model import OWNED, PASSABLE, Answer, Asker, CloseReason, Entry, Question, Share, State
from bot.questions.moves import MOVES
from bot.questions.views import Facets
from bot.speech.plain import clean
from tests.speech.texts import HOSTILE

AT = datetime(2026, 10, 9, 14, 12, tzinfo=UTC)
ROOM = Place("slack", "T1", "C1")
ASKER, ANA, MARIA, KIM = 1, 2, 3, 4
SIGNS = ("a", "&", "<", "😀", "é", "ع\u200f", "w ", "*", "e\u0301", "\n")
SHOWN = tuple(state for state in State if state is not State.DRAFT)  # a draft is no question yet
UNOWNED = (State.HELD, State.UNROUTED, State.OFFERED)


@cache
def long_texts(most: int) -> st.SearchStrategy[str]:
    """Texts as they lie in the database: clean, and now and then as long as they may be."""
    longest = tuple(clean(sign * most)[:most].strip() for sign in SIGNS)
    hostile = tuple(dict.fromkeys(clean(text)[:most].strip() for text in HOSTILE))
    return st.sampled_from(("", "Why?", "Street Trees", *longest, *hostile))


def champion(number: int, name: str, level: Level = Level.EXTERNAL, department: str = "Public Works") -> Champion:
    return Champion(number, RosterRow(name, level, department, ("Trees",), (), ("en",)), pinned=True)


@cache
def rosters() -> st.SearchStrategy[Roster]:
    """Two champions and a coordinator with any names; now and then nobody at all."""
    names = long_texts(200).filter(bool)
    people = st.tuples(names, long_texts(100), names, names).map(
        lambda n: Roster(
            (champion(ANA, n[0], department=n[1]), champion(MARIA, n[2]), champion(KIM, n[3], Level.COORDINATOR))
        )
    )
    return st.one_of(people, st.just(Roster()))


@cache
def askers() -> st.SearchStrategy[Asker]:
    return st.builds(
        Asker, st.just(ASKER), long_texts(200), st.sampled_from(("en", "es")), st.just("slack"), st.just("T1"),
        st.sampled_from(("", "U1")),
    )  # fmt: skip


@st.composite
def questions(draw: st.DrawFn, share: Share | None = None) -> Question:
    """A question that keeps the invariants, with words of any kind."""
    state = draw(st.sampled_from(SHOWN))
    owner = draw(st.sampled_from((ANA, MARIA))) if state in OWNED else 0
    if state not in (*OWNED, *UNOWNED):
        owner = draw(st.sampled_from((0, ANA)))
    return Question(
        draw(st.integers(1, 999_999_999)), draw(long_texts(1_500)), draw(askers()),
        share or draw(st.sampled_from(Share)), ROOM, AT, AT,
        language=draw(st.sampled_from(("en", "es"))), dataset_title=draw(long_texts(300)), topic=draw(long_texts(200)),
        state=state, owner=owner, offered_to=draw(st.sampled_from((0, ANA))), backup=draw(st.sampled_from((0, MARIA))),
        handoff_to=draw(st.sampled_from((0, MARIA if owner == ANA else ANA))) if state in PASSABLE else 0,
        why=draw(long_texts(300)), promised=draw(st.sampled_from((None, date(2026, 10, 14)))),
        until=date(2026, 10, 30) if state is State.SNOOZED else None,
        duplicate_of=118 if state is State.DUPLICATE else 0,
        close_reason=draw(st.sampled_from(CloseReason)) if state is State.CLOSED else "",
        confirmed=draw(st.sampled_from(("true", "soft", "assumed", ""))) if state is State.SOLVED else "",
        solved_by=draw(long_texts(200)) if state is State.SOLVED else "",
        erased=draw(st.booleans()) if state is State.SOLVED else state is State.WITHDRAWN,
    )  # fmt: skip


@cache
def answers() -> st.SearchStrategy[Answer]:
    sources = st.one_of(
        long_texts(500),
        st.just("https://data.example.gov/" + "x" * 274),
        st.just("https://data.example.gov/" + "x" * 400),
        st.just("https://data.example.gov/<b>|c"),
    )
    texts = long_texts(3_000).filter(bool)
    return st.builds(Answer, st.just(142), st.sampled_from((ANA, 99)), st.just(AT), texts, long_texts(500), sources)


@cache
def facets() -> st.SearchStrategy[Facets]:
    address = st.sampled_from(("", "https://data.example.gov/springfield/a/142"))
    maybe = st.one_of(st.none(), answers())
    struck = st.sampled_from((None, AT))
    return st.builds(Facets, rosters(), maybe, long_texts(500), address, before=maybe, struck_at=struck)


@st.composite
def entries(draw: st.DrawFn, question: Question, verb: str = "") -> Entry:
    """A line of history that ends where the question stands."""
    said = verb or draw(st.sampled_from(sorted({row.verb for row in MOVES})))
    by = draw(st.sampled_from((ASKER, ANA, MARIA, KIM)))
    return Entry(question.number, 3, said, question.state, question.state, by, AT, draw(long_texts(1_500)))
