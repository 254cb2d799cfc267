"""One grammar: what is written is read again, and whatever people type is either understood or kindly not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desks import commands as d
from bot.engine.scene import Door
from bot.people import commands as p
from bot.questions import commands as q
from bot.speech.command import Command, args_of, number, said
from bot.speech.grammar import Grammar, NotUnderstood, read_number, usage, write
from bot.table import COMMANDS, GRAMMAR, ROOTS
from tests.speech.texts import HEARD, SAID, anything, made, words

every_kind = pytest.mark.parametrize("kind", SAID, ids=[kind.__name__ for kind in SAID])


# The kinds are many and share their fields: what each is given, all together are given a thousand times and more.
@every_kind
@settings(max_examples=15)
@given(data=st.data())
def test_what_is_written_is_read_again(kind: type[Command], data: st.DataObject) -> None:
    command = data.draw(made(kind))
    assert GRAMMAR.read(write(command)) == command


@every_kind
@settings(max_examples=10)
@given(data=st.data())
def test_a_line_means_the_same_in_a_thread_and_after_a_mention(kind: type[Command], data: st.DataObject) -> None:
    command = data.draw(made(kind))
    assert GRAMMAR.read(write(command), in_thread=True) == command
    assert GRAMMAR.read_mention(write(command)) == command


@given(anything)
def test_a_line_is_understood_or_refused_with_a_sentence(line: str) -> None:
    for typed in (line, *(f"{root} {line}" for root in ROOTS), f"champion answer {line}", f"opendata ask {line}"):
        for read in (GRAMMAR.read, GRAMMAR.read_mention):
            for in_thread in (False, True):
                assert understood(read, typed, in_thread)


def understood(read: Callable[..., Command], line: str, in_thread: bool) -> bool:
    """Whether the line gives a command, or a sentence that says what to type; any other error fails the test."""
    try:
        return type(read(line, in_thread=in_thread)) in SAID
    except NotUnderstood as refused:
        return bool(refused.sentence.strip())


@pytest.mark.parametrize(
    "written", ["142", "q142", "Q142", "Q-142", "q-142", "#142", "https://data.example.gov/a/142",
                "<https://data.example.gov/x/a/142?from=mail>", "https://data.example.gov/a/142#answer"],
)  # fmt: skip
def test_a_question_is_named_in_any_of_its_forms(written: str) -> None:
    assert GRAMMAR.read(f"champion claim {written}") == q.Claim(142)
    assert GRAMMAR.read(f"opendata reply {written} I mean 2024") == q.Tell(142, "I mean 2024")


@pytest.mark.parametrize(
    "written", ["0", "Q-0", "D-142", "Q-1234567890", "Q--1", "1.5", "Q", "https://data.example.gov/b/142"]
)
def test_what_is_no_question_is_not_taken_for_one(written: str) -> None:
    assert read_number(written, "Q") is None
    with pytest.raises(NotUnderstood, match="I did not expect"):
        GRAMMAR.read(f"champion claim {written}")


def test_in_a_thread_a_bare_number_belongs_to_the_words() -> None:
    assert GRAMMAR.read("opendata reply 2023 and 2024", in_thread=True) == q.Tell(0, "2023 and 2024")
    assert GRAMMAR.read("opendata reply Q-23 and 2024", in_thread=True) == q.Tell(23, "and 2024")
    assert GRAMMAR.read("champion claim 23", in_thread=True) == q.Claim(23)


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("opendata ask Why: the trees?", q.Ask(text="Why: the trees?")),
        ("opendata ask dataset: where is it?", q.Ask(text="dataset: where is it?")),
        ('opendata ask dataset:"Street Trees" Why?', q.Ask(dataset="Street Trees", text="Why?")),
        ("opendata ask  two  spaces", q.Ask(text="two  spaces")),
        ("champion handoff 142 @Maria knows the trees", q.HandOff(142, "@Maria", "knows the trees")),
        ("champion duplicate 142 118", q.Duplicate(142, 118)),
        ("champion duplicate of:118", q.Duplicate(0, 118)),
        ("champion close Q-142 NO_DATA we never counted", q.Close(142, "no_data", "we never counted")),
        ("opendata-admin question hold 142 names a neighbour", q.Hold(142, "names a neighbour")),
        ("opendata", d.Help()),
        ("champion", d.ChampionHelp()),
        ("opendata-admin  ", d.AdminHelp()),
        ("opendata ASK why", q.Ask(text="why")),
    ],
)
def test_lines_as_people_type_them(line: str, command: Command) -> None:
    assert GRAMMAR.read(line) == command


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("claim", q.Claim()),
        ("handoff @Maria", q.HandOff(0, "@Maria")),
        ("help", d.Help()),
        ("champion help", d.ChampionHelp()),
        ("admin roster list", p.RosterList()),
        ("roster check", p.RosterCheck()),
        ("Champion queue mine", q.Queue("mine")),
    ],
)
def test_after_a_mention_the_root_may_be_left_out(line: str, command: Command) -> None:
    assert GRAMMAR.read_mention(line) == command


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("opendata how many trees are there", "I don't know “how”. Try `/opendata help`."),
        ("weather tomorrow", "I don't know “weather”"),
        ("opendata-admin roster", "I don't know “roster”"),
        ("champion claim 142 now", "I did not expect “now” there. Write it like this: `/champion claim [Q-142]"),
        ("champion claim question:soon", "“soon” is not a number such as Q-142"),
        ("opendata ask deadline:tomorrow Why?", "“tomorrow” is not a date. Write it like 2026-10-14."),
        ("opendata ask share:loud Why?", "“loud” is not one of: named, unnamed, private."),
        ("champion answer 142 caveat:" + "x" * 501, "That is too long for caveat: at most 500 characters."),
    ],
)
def test_what_is_not_understood_says_what_to_type(line: str, sentence: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        GRAMMAR.read(line)
    assert sentence in refused.value.sentence


def test_unknown_words_are_told_apart_from_known_words_said_wrongly() -> None:
    with pytest.raises(NotUnderstood) as unknown:
        GRAMMAR.read("opendata how many trees")
    with pytest.raises(NotUnderstood) as wrong:
        GRAMMAR.read("champion claim soon")
    assert (unknown.value.unknown_verb, wrong.value.unknown_verb) == (True, False)


@pytest.mark.parametrize("kind", HEARD, ids=[kind.__name__ for kind in HEARD])
@settings(max_examples=20)
@given(data=st.data())
def test_what_adapters_hear_cannot_be_typed(kind: type[Command], data: st.DataObject) -> None:
    line = write(data.draw(made(kind)))
    with pytest.raises(NotUnderstood) as refused:
        GRAMMAR.read(line)
    assert refused.value.unknown_verb


@every_kind
@settings(max_examples=10)
@given(data=st.data())
def test_a_form_completes_its_command(kind: type[Command], data: st.DataObject) -> None:
    whole = data.draw(made(kind))
    texts = [name for name, arg in args_of(kind).items() if arg.kind == "text"]
    filled = {name: getattr(whole, name) for name in texts}
    begun = kind(**{name: getattr(whole, name) for name in args_of(kind) if name not in texts})
    assert GRAMMAR.complete(write(begun), filled) == whole


def test_a_form_fills_numbers_names_and_choices_and_an_empty_value_clears() -> None:
    assert GRAMMAR.complete("champion handoff", {"question": "Q-142", "to": " Maria ", "text": ""}) == q.HandOff(
        142, "Maria"
    )
    assert GRAMMAR.complete("opendata ask share:named", {"share": "", "text": "Why?"}) == q.Ask(text="Why?")
    assert GRAMMAR.complete("champion claim", {"question": "7", "not_a_field": "x"}) == q.Claim(7)
    with pytest.raises(NotUnderstood):
        GRAMMAR.complete("champion claim", {"question": "soon"})


@given(words)
def test_a_form_takes_any_words(text: str) -> None:
    assert GRAMMAR.complete("opendata reply Q-142", {"text": text}) == q.Tell(142, text)


def test_white_space_alone_is_no_text() -> None:
    blank: Any = q.Ask(text=" \n ")
    assert GRAMMAR.read(write(blank)) == q.Ask()


def test_two_commands_cannot_have_the_same_words() -> None:
    @said("champion claim")
    class Again(Command):
        question: int = number("Q")

    with pytest.raises(ValueError, match="two commands are called champion claim"):
        Grammar([q.Claim, Again])


@every_kind
def test_the_usage_begins_with_what_is_typed(kind: type[Command]) -> None:
    assert usage(kind).startswith(f"/{kind.root} {kind.verb}")
    assert all(len(write(row.example)) <= 100 for row in COMMANDS if row.door is Door.PRESSED)
