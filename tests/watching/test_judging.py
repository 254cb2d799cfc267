"""Does a message ask something about data? Measured on messages that were sorted by hand; silence is the default."""

from pathlib import Path

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import read_desk
from bot.questions.vocabulary import vocabulary_of
from bot.watching.judging import MOST_SIGNS, judge

HERE = Path(__file__)
DESK = read_desk((HERE.parents[2] / "adapters/playground/city/desk.yml").read_text(encoding="utf-8"), "desk.yml")
SORTED = yaml.safe_load(HERE.with_name("messages.yml").read_text(encoding="utf-8"))


def offered(text: str) -> bool:
    vocabulary = vocabulary_of(DESK.topics, DESK.language)
    return judge(text, about_ours=bool(vocabulary.topics_of(text, DESK.language))) is not None


def test_precision_comes_first_and_most_questions_are_found() -> None:
    assert len(SORTED["asks"]) >= 100
    assert len(SORTED["talk"]) >= 150
    wrong = [each for each in SORTED["talk"] if offered(each)]
    assert not wrong, "talk among people is left alone"
    missed = [each for each in SORTED["asks"] if not offered(each)]
    assert len(missed) <= 0.05 * len(SORTED["asks"]), missed


def test_a_judgement_says_why_in_the_words_that_were_written() -> None:
    found = judge("Hola, ¿Dónde están los Datos de árboles?", about_ours=True)
    assert found is not None
    assert (found.asking, found.naming, found.language) == ("Dónde están", "Datos de árboles", "es")


def test_what_data_is_kept_in_counts_only_beside_a_subject_of_the_desk() -> None:
    text = "Is there a map of every oak on Elm Street?"
    assert judge(text, about_ours=True)
    assert judge(text, about_ours=False) is None


def test_what_is_said_to_somebody_quoted_or_too_long_is_left_alone() -> None:
    asking = "Where can I find the tree data?"
    assert judge(asking, about_ours=False)
    for text in (f"@maria {asking}", f"<@U123> {asking}", f"> {asking}", f"```{asking}```", f"/x {asking}"):
        assert judge(text, about_ours=True) is None, text
    assert judge(asking + " x" * MOST_SIGNS, about_ours=True) is None


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    found = judge(text, about_ours=True)
    assert found is None or (found.asking and found.naming)
