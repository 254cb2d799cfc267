"""Lines: what a thread is told of one change fits, and a note that was meant for champions reaches nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.people.persons import Roster
from bot.questions.lines import desk_line, private_line, public_line
from bot.questions.model import Answer, Asker, Entry, Question, Share, State
from bot.questions.moves import MOVES
from bot.questions.views import Facets, asker_card, public_card
from bot.speech.words import languages, words
from tests.questions.made import ANA, ASKER, AT, KIM, ROOM, champion, entries, facets, questions
from tests.questions.read import pressed, said

SECRET = "zebra crossing"
VERBS = sorted({row.verb for row in MOVES})
# What is said with these is said to the asker, or by them; with every other verb it stays among champions.
RELAYED = ("clarify", "close", "snooze", "asker_reply", "add_detail", "helper_reply")
KEPT = [verb for verb in VERBS if verb not in RELAYED]
# Champions write these to each other, so they are read in their room even where the question is private.
UNSAID = [verb for verb in VERBS if verb not in ("note", "release", "handoff_offer", "handoff_decline")]
tongues = st.sampled_from(languages())
ROSTER = Roster((champion(ANA, "Ana Flores"), champion(KIM, "Kim Tran")))


@settings(max_examples=400)
@given(verb=st.sampled_from(VERBS), data=st.data(), question=questions(), beside=facets(), tongue=tongues)
def test_every_line_fits(verb: str, data: st.DataObject, question: Question, beside: Facets, tongue: str) -> None:
    entry, say = data.draw(entries(question, verb)), words(tongue)
    told = [*public_line(question, entry, beside, say), desk_line(question, entry, beside, say)]
    for card in (*told, private_line(question, entry, say)):
        assert card is None or pressed(card) is not None


@settings(max_examples=200)
@given(verb=st.sampled_from(KEPT), data=st.data(), question=questions(), beside=facets(), tongue=tongues)
def test_a_note_for_champions_reaches_no_asker(
    verb: str, data: st.DataObject, question: Question, beside: Facets, tongue: str
) -> None:
    entry, say = replace(data.draw(entries(question, verb)), note=SECRET), words(tongue)
    seen = (public_card(question, beside, say), asker_card(question, beside, say, "UTC"))
    for card in (*public_line(question, entry, beside, say), *seen):
        assert SECRET not in said(card)


@settings(max_examples=200)
@given(
    verb=st.sampled_from(UNSAID),
    data=st.data(),
    question=questions(share=Share.PRIVATE),
    beside=facets(),
    tongue=tongues,
)
def test_what_is_said_in_private_stays_out_of_the_champions_room(
    verb: str, data: st.DataObject, question: Question, beside: Facets, tongue: str
) -> None:
    entry = replace(data.draw(entries(question, verb)), note=SECRET)
    card = desk_line(replace(question, text=SECRET), entry, beside, words(tongue))
    if card is not None:
        assert SECRET not in said(card)


@given(data=st.data(), question=questions(), beside=facets(), tongue=tongues)
def test_an_answer_is_told_whole(data: st.DataObject, question: Question, beside: Facets, tongue: str) -> None:
    if beside.answer is None:
        return
    entry = data.draw(entries(question, "answer"))
    cards = public_line(question, entry, beside, words(tongue))
    told = "".join(said(card).removeprefix(card.title) for card in cards)
    assert "".join(beside.answer.text.split()) in "".join(told.split())


def question(**values: object) -> Question:
    made = Question(142, "Why?", Asker(ASKER, "Sam", "en", "slack", "T1", "U1"), Share.NAMED, ROOM, AT, AT, owner=ANA)
    return replace(made, **values)  # type: ignore[arg-type]


def line(verb: str, note: str = "", by: int = ANA, **values: object) -> list[str]:
    entry = Entry(142, 3, verb, State.CLAIMED, State.CLAIMED, by, AT, note)
    answer = Answer(142, ANA, AT, "City trees only.")
    return [said(card) for card in public_line(question(**values), entry, Facets(ROSTER, answer), words("en"))]


@pytest.mark.parametrize(
    ("verb", "note", "told"),
    [
        ("claim", "", "Ana Flores is looking into this."),
        ("handoff_accept", "", "Passed to Ana Flores, who is looking into this."),
        ("clarify", "Which years?", "To answer well, we need one thing: Which years?\n@Sam, please reply here."),
        ("add_detail", "I mean 2024", "Sam adds:\nI mean 2024"),
        ("reject", "It is from 2019", "Not solved yet. Ana Flores will take another look."),
        ("confirm", "", "Solved. Thank you, Ana Flores."),
    ],
)
def test_threads_read_as_people_speak(verb: str, note: str, told: str) -> None:
    assert line(verb, note) == [told]


def test_whoever_asked_without_a_name_is_not_named_in_the_thread() -> None:
    assert line("add_detail", "I mean 2024", share=Share.UNNAMED) == ["The person who asked adds:\nI mean 2024"]
    assert "whoever asked this, please reply here." in line("clarify", "Years?", share=Share.UNNAMED)[0]


def test_what_nobody_needs_to_hear_is_not_said() -> None:
    for verb in ("note", "hold", "release", "asked_answer", "escalate", "handoff_offer", "route"):
        assert line(verb, SECRET) == []
