"""Needs: one message however much there is to tell, and it always fits."""

from hypothesis import given
from hypothesis import strategies as st

from bot.questions.model import Asker, Question, Share
from bot.questions.needs import LISTED, extended
from bot.speech.cards import Card, Note
from bot.speech.words import languages, words
from tests.questions.made import ASKER, AT, ROOM, questions
from tests.questions.read import pressed, said

WHY = "nobody has taken it for 8 working hours."
tongues = st.sampled_from(languages())


@given(st.lists(questions(), min_size=1, max_size=25, unique_by=lambda each: each.number), tongues)
def test_everything_is_listed_or_counted(asked: list[Question], tongue: str) -> None:
    say, card = words(tongue), None
    for each in asked:
        card = extended(card, each, say(WHY), say)
        assert pressed(card) is not None
    assert isinstance(card, Card)
    assert str(len(asked)) in card.title
    listed, rest = len(card.buttons), [part for part in card.parts if isinstance(part, Note)]
    assert listed == min(listed, LISTED)
    assert (f"{len(asked) - listed}" in said(card)) if rest else listed == len(asked)


def test_ten_short_ones_are_all_listed_and_the_rest_is_counted() -> None:
    asked, card = Question(0, "Why?", Asker(ASKER), Share.NAMED, ROOM, AT, AT, topic="Trees"), None
    for number in range(1, 14):
        card = extended(card, asked.but(number=number), WHY, words("en"))
    assert card is not None
    assert card.title == "13 questions need a coordinator"
    assert [each.label for each in card.buttons] == [f"Q-{number}" for number in range(1, 11)]
    assert "Q-10 (Trees): nobody has taken it" in said(card)
    assert "and 3 more" in said(card)


def test_two_reasons_of_one_moment_stand_on_one_line() -> None:
    asked, say = Question(1, "Why?", Asker(ASKER), Share.NAMED, ROOM, AT, AT, topic="Trees"), words("en")
    card = extended(None, asked, WHY, say)
    for why in ("it cannot be shown.", "it cannot be shown.", "x" * 1_790):  # said twice; more than there is room for
        card = extended(card, asked, why, say)
    assert card.title == "1 question needs a coordinator"
    assert [each.label for each in card.buttons] == ["Q-1"]
    assert f"Q-1 (Trees): {WHY} it cannot be shown." in said(card)
    assert said(card).count("cannot be shown") == 1
