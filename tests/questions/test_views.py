"""Cards of questions: whatever stands in them they fit, say where the question stands, and keep what is private."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.persons import Roster
from bot.questions.commands import Claim, Follow, NotYet, Rate, Solved, Tell
from bot.questions.model import NEXT_MOVE, OPEN, Answer, Asker, Mover, Question, Share, State
from bot.questions.views import Facets, asker_card, handoff_card, public_card, triage_card
from bot.questions.wording import STATE_FOR_ALL, STATE_FOR_ASKER, STATE_FOR_CHAMPIONS, asker_of, next_move, values_of
from bot.speech.cards import Card, Mention
from bot.speech.words import languages, words
from tests.questions.made import ANA, ASKER, AT, KIM, MARIA, ROOM, champion, facets, long_texts, questions
from tests.questions.read import pressed, said

SECRET = "zebra crossing"
ROSTER = Roster((champion(ANA, "Ana Flores"), champion(MARIA, "Maria Lopez"), champion(KIM, "Kim Tran")))
ANSWER = Answer(142, ANA, AT, "City trees only.", "Last survey 2023.", "https://data.example.gov/trees")
tongues = st.sampled_from(languages())


def stands(card: Card, question: Question, states: dict[State, str], beside: Facets, tongue: str) -> None:
    """The first line: the number, then the state in words."""
    say = words(tongue)
    state = say(states[question.state], **values_of(question, beside.roster, say))
    assert card.title.startswith(f"{question.id} · {state}")
    pressed(card)


@given(questions(), facets(), tongues)
def test_the_public_card_fits_and_says_where_it_stands(question: Question, beside: Facets, tongue: str) -> None:
    card = public_card(question, beside, words(tongue))
    stands(card, question, STATE_FOR_ALL, beside, tongue)
    assert next_move(question, beside.roster, words(tongue)) in said(card)


@given(questions(), facets(), tongues)
def test_the_champions_card_fits_and_says_where_it_stands(question: Question, beside: Facets, tongue: str) -> None:
    card = triage_card(question, beside, words(tongue))
    stands(card, question, STATE_FOR_CHAMPIONS, beside, tongue)
    if question.answer_is_due:
        assert next_move(question, beside.roster, words(tongue)) in said(card)


@given(questions(), facets(), tongues)
def test_the_askers_card_fits_and_says_where_it_stands(question: Question, beside: Facets, tongue: str) -> None:
    card = asker_card(question, beside, words(tongue), "America/New_York")
    stands(card, question, STATE_FOR_ASKER, beside, tongue)
    assert next_move(question, beside.roster, words(tongue)) in said(card)


@given(questions(), long_texts(1_000), long_texts(200), st.booleans(), tongues)
def test_the_card_that_passes_a_question_on_fits(
    question: Question, note: str, name: str, called: bool, tongue: str
) -> None:
    by = ROSTER[ANA].public_name
    to = Mention(champion(MARIA, name).public_name, "slack", "U9") if called else "Maria"
    card = handoff_card(question, by, to, note, words(tongue))
    assert card.title.startswith(question.id)
    assert len(pressed(card)) == 2


@given(questions(share=Share.PRIVATE), facets(), tongues)
def test_champions_do_not_read_a_private_question_in_their_room(
    question: Question, beside: Facets, tongue: str
) -> None:
    card = triage_card(replace(question, text=SECRET), beside, words(tongue))
    assert SECRET not in said(card)


@given(questions(), facets(), tongues)
def test_what_is_withdrawn_removed_or_held_shows_no_words(question: Question, beside: Facets, tongue: str) -> None:
    question = replace(question, text=SECRET)
    if question.state in (State.WITHDRAWN, State.REMOVED, State.HELD):
        assert SECRET not in said(public_card(question, beside, words(tongue)))
    if question.state in (State.WITHDRAWN, State.REMOVED) or question.erased:
        assert SECRET not in said(triage_card(question, beside, words(tongue)))


@given(questions(), facets(), tongues)
def test_whoever_did_not_want_to_be_seen_is_not_named(question: Question, beside: Facets, tongue: str) -> None:
    question = replace(question, asker=Asker(ASKER, "Zebedee Crossing", "en", "slack", "T1", "U1"))
    cards = (public_card(question, beside, words(tongue)), triage_card(question, beside, words(tongue)))
    if question.share is not Share.NAMED or question.erased:
        assert all("Zebedee" not in said(card) for card in cards)


def question(state: State, **values: object) -> Question:
    asker = Asker(ASKER, "Sam", "en", "slack", "T1", "U1")
    made = Question(
        142, "Why does the map miss Elm St?", asker, Share.NAMED, ROOM, AT, AT, dataset_title="Street Trees"
    )
    owner = ANA if NEXT_MOVE[state] in (Mover.CHAMPION, Mover.THIRD_PARTY) or state is State.WAITING_ASKER else 0
    return replace(made, **{"state": state, "owner": owner, **values})  # type: ignore[arg-type]


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_question_says_whose_move_it_is(state: State) -> None:
    shown = said(public_card(question(state), Facets(ROSTER), words("en")))
    who = {
        Mover.ASKER: "Next move: the person who asked.",
        Mover.CHAMPIONS: "Next: a champion picks this up.",
        Mover.CHAMPION: "Next move: the City. Ana Flores is looking into this.",
        Mover.COORDINATOR: "Next: ",
        Mover.THIRD_PARTY: "Next move: somebody else",
    }
    assert who[NEXT_MOVE[state]] in shown


def test_a_waiting_question_reads_as_people_expect() -> None:
    card = public_card(question(State.OFFERED), Facets(ROSTER, caveat="Private trees are not included."), words("en"))
    assert card.title == "Q-142 · Waiting for a champion — Street Trees"
    assert "@Sam asked: “Why does the map miss Elm St?”" in said(card)
    assert "Known caveat for this dataset: Private trees are not included." in said(card)


def test_champions_read_why_it_was_offered_and_can_claim_it() -> None:
    offered = question(State.OFFERED, offered_to=ANA, backup=MARIA, why="looks after Street Trees, works today")
    card = triage_card(offered, Facets(ROSTER), words("en"))
    assert card.title == "Q-142 · Unclaimed — Street Trees"
    assert "Offered to Ana Flores, who looks after Street Trees, works today. Backup: Maria Lopez." in said(card)
    assert pressed(card)[0] == Claim(142)
    assert card.buttons[0].hint == "Claim Q-142"


def test_an_answered_question_shows_the_answer_and_asks_whether_it_helped() -> None:
    card = public_card(question(State.ANSWERED, owner=ANA), Facets(ROSTER, ANSWER), words("en"))
    for line in ("Answer from Ana Flores, open data champion, Public Works:", "City trees only.",
                 "Watch out: Last survey 2023.", "Source: https://data.example.gov/trees"):  # fmt: skip
        assert line in said(card)
    assert pressed(card) == [Solved(142), NotYet(142), Tell(142), Follow(142), Rate(142, "yes"), Rate(142, "no")]


def test_a_neighbours_solution_is_no_official_answer() -> None:
    card = public_card(question(State.SOLVED, solved_by="Maker", confirmed="true"), Facets(ROSTER), words("en"))
    assert "Solved by a community reply. This is not an official City answer." in said(card)


@pytest.mark.parametrize("share", [Share.UNNAMED, Share.PRIVATE])
def test_without_a_name_a_community_member_asks(share: Share) -> None:
    assert asker_of(question(State.OFFERED, share=share), words("en")) == "A community member"


def test_a_long_answer_leaves_room_for_the_question() -> None:
    long = replace(ANSWER, text="w " * 1_500, caveat="c" * 500, source="https://data.example.gov/" + "s" * 270)
    shown = said(public_card(question(State.ANSWERED, owner=ANA), Facets(ROSTER, long), words("en")))
    assert "Why does the map miss Elm St?" in shown
    assert "w w w w" in shown
