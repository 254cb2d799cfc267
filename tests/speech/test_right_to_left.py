"""A language that runs from right to left, with six plural forms: a made-up Arabic catalogue."""

import pytest
from babel.messages.catalog import Catalog

from bot.people.persons import Roster
from bot.questions.model import Asker, Question, Share, State
from bot.questions.wording import STATE_FOR_ALL, heading
from bot.speech.cards import Mention
from bot.speech.words import END, ISOLATE, Words, told, translations, words
from tests.stores import NOW, ROOM

SENTENCES = {
    "Your question is {id}.": "سؤالك هو {id}.",
    "{asker} asked: “{text}”": "سأل {asker}: “{text}”",
    "Next news by {day}.": "الخبر التالي في {day}.",
    "Waiting for a champion": "في انتظار خبير",
    "“{word}” is not a date. Write it like 2026-10-14.": "“{word}” ليس تاريخا.",
}
FORMS = ("لا أسئلة", "سؤال واحد", "سؤالان", "{count} أسئلة", "{count} سؤال", "{count} سؤالا")


def arabic() -> Words:
    catalogue = Catalog(locale="ar")
    for english, said in SENTENCES.items():
        catalogue.add(english, said)
    catalogue.add(("{count} open question", "{count} open questions"), FORMS)
    return Words("ar", translations(catalogue))


def apart(text: str) -> str:
    return f"{ISOLATE}{text}{END}"


def test_ids_days_and_latin_names_are_set_apart() -> None:
    say = arabic()
    assert say("Your question is {id}.", id="Q-142") == f"سؤالك هو {apart('Q-142')}."
    assert say("Next news by {day}.", day="14 Oct") == f"الخبر التالي في {apart('14 Oct')}."
    ana = Mention("Ana", "slack", "U1")
    assert say.spans("{asker} asked: “{text}”", asker=ana, text="Why?") == (
        "سأل ", ISOLATE, ana, END, ": “", ISOLATE, "Why?", END, "”",
    )  # fmt: skip


def test_a_cards_first_line_keeps_its_id_together() -> None:
    question = Question(142, "Why?", Asker(1, "Zoe"), Share.NAMED, ROOM, NOW, NOW, state=State.OFFERED)
    shown = heading(question, STATE_FOR_ALL, Roster(), arabic())
    assert shown.startswith(f"{apart('Q-142')} · في انتظار خبير")


def test_languages_from_left_to_right_get_no_signs() -> None:
    for language in ("en", "es"):
        assert ISOLATE not in words(language)("Your question is {id}.", id="Q-142")


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, FORMS[0]), (1, FORMS[1]), (2, FORMS[2]), (3, "3 أسئلة"), (11, "11 سؤالا"), (100, "100 سؤال")],
)
def test_each_number_has_its_own_plural(count: int, said: str) -> None:
    assert arabic().many("{count} open question", "{count} open questions", count) == said


def test_what_is_missing_is_said_in_english_and_set_apart_all_the_same() -> None:
    assert arabic()("{id} is open again.", id="Q-142") == f"{apart('Q-142')} is open again."


def test_a_sentence_made_before_its_reader_is_known_is_said_in_their_language() -> None:
    wrong = told("“{word}” is not a date. Write it like 2026-10-14.", word="tomorrow")
    assert wrong == "“tomorrow” is not a date. Write it like 2026-10-14."
    assert wrong.said(arabic()) == f"“{apart('tomorrow')}” ليس تاريخا."
