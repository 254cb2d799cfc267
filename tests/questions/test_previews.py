"""What people see of their own words before anybody else does, and the forms that ask for what is missing."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.engine.app import lacks
from bot.engine.request import Caller, Request
from bot.engine.scene import Door, Scene
from bot.people.model import Identity
from bot.people.persons import Person
from bot.privacy import Kind, Span
from bot.questions import commands as q
from bot.questions.model import OWNED, Answer, Draft, DraftKind, Question, Share, State
from bot.questions.personal import LOOKS_LIKE
from bot.questions.previews import answer_preview, question_preview, said_preview, similar_first
from bot.questions.routing import Offer, Ranked, Reason
from bot.questions.search import Hit
from bot.showcase.model import DOES, NEWS, Letter, LetterKind, Project, ProjectState
from bot.speech.command import args_of
from bot.speech.forms import Choice, Form, Pick, TextInput
from bot.speech.words import languages, words
from bot.table import COMMANDS, GRAMMAR
from tests.questions.made import ANA, AT, MARIA, ROOM, answers, champion, long_texts, questions, rosters
from tests.questions.read import pressed, said
from tests.speech.texts import made

tongues = st.sampled_from(languages())
drafts = st.builds(Draft, st.integers(1, 999_999_999), st.just(DraftKind.QUESTION), st.just(1), long_texts(1_500),
                   st.just(AT), st.just(ROOM))  # fmt: skip

SHADE = Project(1, "Shade", "https://a.example", "a.example", "x" * DOES, (3,), 1, ROOM, AT,
                state=ProjectState.APPROVED, approved_at=AT, fresh="x" * NEWS)  # fmt: skip
TO_SAM = Letter(3, 1, 2, LetterKind.ASK, "Is it free?", AT, ROOM)


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    if draw(st.booleans()):
        return Offer(draw(long_texts(200)))
    reasons = tuple(Reason("looks after {value}", draw(long_texts(300))) for _ in range(draw(st.integers(1, 3))))
    ranked = Ranked(champion(ANA, draw(long_texts(200).filter(bool))), 1000.0, True, reasons)
    return Offer("Trees", ranked, champion(MARIA, "Maria"))


@given(drafts, long_texts(300), offers(), long_texts(80), st.sampled_from(Share), tongues)
def test_the_preview_of_a_question_fits(
    draft: Draft, dataset: str, offer: Offer, room: str, share: Share, tongue: str
) -> None:
    card = question_preview(draft, dataset, offer, room, share, "within 2 working days", words(tongue))
    first, *_ = pressed(card)
    assert first == q.Post(draft.number, share)
    assert {command for command in pressed(card) if isinstance(command, q.Post)} == {
        q.Post(draft.number, each) for each in Share
    }
    assert draft.text[:40] in said(card)


@st.composite
def finds(draw: st.DrawFn, text: str) -> tuple[Span, ...]:
    """Anything may have been seen anywhere, also all of it."""
    longest = max(len(text), 1)
    places = st.tuples(st.integers(0, longest - 1), st.integers(1, longest), st.sampled_from(Kind), st.booleans())
    found = draw(st.lists(places, min_size=1, max_size=9))
    return tuple(Span(a, max(a + 1, b), kind, sure and kind in LOOKS_LIKE) for a, b, kind, sure in found)


@given(drafts, offers(), long_texts(80), st.sampled_from(Share), tongues, st.data())
def test_the_preview_of_a_question_with_personal_data_fits(
    draft: Draft, offer: Offer, room: str, share: Share, tongue: str, data: st.DataObject
) -> None:
    seen = data.draw(finds(draft.text).map(lambda found: [each for each in found if each.kind in LOOKS_LIKE]))
    card = question_preview(draft, "Street Trees", offer, room, share, "within 2 days", words(tongue), seen)
    certain = any(each.certain for each in seen)
    ways = {command.share for command in pressed(card) if isinstance(command, q.Post)}
    assert ways == ({Share.PRIVATE} if certain else set(Share))
    kept_back = pressed(said_preview(draft, seen, words(tongue)))
    assert (q.SayIt(draft.number) in kept_back) is not certain


@given(drafts, questions(), answers(), rosters(), long_texts(80), tongues, st.data())
def test_the_preview_of_an_answer_with_personal_data_fits(
    draft: Draft, question: Question, answer: Answer, roster: Any, owner: str, tongue: str, data: st.DataObject
) -> None:
    seen = data.draw(finds(draft.text))
    card = answer_preview(draft, question, answer, roster, owner, words(tongue), seen)
    posts = [command for command in pressed(card) if isinstance(command, q.PostAnswer)]
    assert bool(posts) is not any(each.certain for each in seen)
    assert q.EditAnswer(draft.number) in pressed(card)


@given(drafts, st.lists(st.tuples(long_texts(1_500), long_texts(3_000)), min_size=1, max_size=3), tongues)
def test_similar_answers_fit(draft: Draft, found: list[tuple[str, str]], tongue: str) -> None:
    hits = [Hit("question", 999_999_990 + n, title, text, 90) for n, (title, text) in enumerate(found)]
    *answered, none = pressed(similar_first(draft, hits, words(tongue)))
    assert answered == [q.Helped(draft.number, hit.number) for hit in hits]
    assert none == q.Preview(draft.number)


@given(drafts, questions(), answers(), rosters(), long_texts(80), tongues, st.booleans())
def test_the_preview_of_an_answer_fits(
    draft: Draft, question: Question, answer: Answer, roster: Any, owner: str, tongue: str, may_take: bool
) -> None:
    card = answer_preview(draft, question, answer, roster, owner, words(tongue), may_take=may_take)
    ways = [command.helping for command in pressed(card) if isinstance(command, q.PostAnswer)]
    over = ["take_over"] if may_take and question.state in OWNED else []
    asks = not may_take and question.state is State.CLAIMED and bool(owner)
    assert (q.TakeOver(question.number) in pressed(card)) is asks
    assert ways == (["as_helper", *over] if owner else [""])


# Those that show a draft again are tried on a real desk: tests/engine/test_app.py. So is the answer to be corrected, in
# tests/stories/test_verdicts.py.
FORMS = [
    row
    for row in COMMANDS
    if row.form is not None and "draft" not in args_of(row.command) and row.command is not q.Correct
]


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.command.__name__)
@pytest.mark.parametrize("tongue", languages())
@settings(max_examples=10)  # the fields are of few kinds: each is drawn hundreds of times over all forms and languages
@given(data=st.data())
def test_every_form_fits_and_asks_for_what_is_needed(row: Any, tongue: str, data: st.DataObject) -> None:
    command = data.draw(made(row.command).map(lambda command: lacking(command, row)))
    form = row.form(scene(tongue), command)
    asked = {each.name for each in form.inputs}
    assert row.needs[0] in asked or row.needs[0] not in args_of(row.command)
    assert asked
    begun = GRAMMAR.read(form.does)  # "settings edit limits" opens the form of the limits
    assert asked <= set(args_of(type(begun)))
    assert all(getattr(begun, name) or name in asked for name in row.needs if name in args_of(row.command))
    _shows_no_more_than_it_takes(form)


def lacking(command: Any, row: Any) -> Any:
    """The command without the first thing that it needs; a need that is made of several fields lacks all of them."""
    args, missing = args_of(row.command), row.needs[0]
    if row.door is Door.PRESSED:  # such a button says which project or letter it is about
        command = replace(command, **{name: 1 for name in ("project", "letter") if name in args})
    if missing not in args:
        return command if lacks(row, command := row.command()) else row.example
    empty = None if args[missing].kind == "day" else type(getattr(command, missing))()
    return replace(command, **{missing: empty})


def _shows_no_more_than_it_takes(form: Form) -> None:
    for each in form.inputs:
        match each:
            case TextInput(value=value, max_length=most):
                assert len(value) <= most
            case Choice(value=value, options=options):
                assert not value or value in dict(options)
            case Pick(value=value):
                assert len(value) <= 200


def scene(tongue: str) -> Scene:
    """Somebody who opens a form: of the database it needs the desk's settings, and a note or a project of theirs where
    one is changed."""
    who = Identity("slack", "T1", "U1")
    request = Request("r", "springfield", Caller(who), ROOM, AT, q.Ask())
    work: Any = SimpleNamespace(
        desk=Desk("springfield", "Springfield"), notes=SimpleNamespace(get=lambda number: None),
        catalog=SimpleNamespace(matches=lambda said, limit: (), dataset=lambda number: None),
        projects=SimpleNamespace(get=lambda number: SHADE, letter=lambda number: TO_SAM),
    )  # fmt: skip
    return Scene(request, work, Person(1, "Sam", who, tongue), words(tongue))
