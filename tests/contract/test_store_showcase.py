"""What every store must do with projects, and with the letters to who made them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.errors import Conflict
from bot.engine.ports import Store, Work
from bot.engine.request import Caller, Place
from bot.people.model import Identity
from bot.showcase.model import Letter, LetterKind, Project, ProjectState, Stage
from tests.stores import DESK, NOW

WHERE = Place("slack", "T1", "C1")
LATER = NOW + timedelta(days=1)


def maker(work: Work) -> int:
    return work.people.caller(Caller(Identity("slack", "T1", "U1"), "Ana"), NOW).number


def shade(**more: object) -> Project:
    fields = {
        "number": 0, "title": "Shade Finder", "url": "https://shade.example/", "address": "shade.example",
        "does": "Finds the shady way", "datasets": (3, 17), "maker": 1, "where": WHERE, "submitted_at": NOW,
        "state": ProjectState.REVIEW, **more,
    }  # fmt: skip
    return Project(**fields)  # type: ignore[arg-type]


async def test_every_field_of_a_project_comes_back(store: Store) -> None:
    whole = shade(
        stage=Stage.PROTOTYPE, runs="Code for Elmford", help_wanted="A designer", licence="MIT", image="ab12",
        alt="A map", edition=3, suggested=True, dead=True, decided_by=4, reason="It needs a login", approved_at=NOW, news="Offline",
        news_at=LATER, fresh="Faster", shown_at=LATER, times_shown=2,
    )  # fmt: skip
    added = await store.write(DESK.slug, lambda work: work.projects.add(whole))
    assert added == replace(whole, number=1)
    assert await store.look(DESK.slug, lambda work: work.projects.get(1)) == added
    changed = replace(shade(title="Shade", state=ProjectState.APPROVED, times_shown=3), number=1, version=1)
    saved = await store.write(DESK.slug, lambda work: work.projects.save(changed))
    assert saved.version == 2
    assert await store.look(DESK.slug, lambda work: work.projects.get(1)) == saved
    with pytest.raises(Conflict):  # whoever read it before comes too late
        await store.write(DESK.slug, lambda work: work.projects.save(changed))


async def test_projects_are_found_by_where_they_stand(store: Store) -> None:
    def fill(work: Work) -> None:
        states = (ProjectState.DECLINED, ProjectState.REVIEW, ProjectState.APPROVED, ProjectState.REVIEW)
        for number, state in enumerate(states):
            work.projects.add(
                shade(address=f"{number}.example", state=state, submitted_at=NOW - timedelta(days=number), maker=1)
            )
        work.projects.add(shade(address="5.example", state=ProjectState.APPROVED, fresh="Faster", maker=2))

    await store.write(DESK.slug, fill)
    waiting = await store.look(DESK.slug, lambda work: work.projects.waiting())
    assert [each.number for each in waiting] == [4, 2, 5]
    states = {ProjectState.APPROVED, ProjectState.DECLINED}
    assert [e.number for e in await store.look(DESK.slug, lambda work: work.projects.of(states))] == [3, 1, 5]
    assert [e.number for e in await store.look(DESK.slug, lambda work: work.projects.by(1))] == [4, 3, 2, 1]
    at = [await store.look(DESK.slug, lambda work, n=n: work.projects.standing_at(f"{n}.example")) for n in (0, 1)]  # type: ignore[misc]
    assert [each.number if each else 0 for each in at] == [0, 2]
    sent = [await store.look(DESK.slug, lambda work, n=n: work.projects.last_sent(n)) for n in (1, 3)]  # type: ignore[misc]
    assert sent == [NOW, None]


async def test_a_letter_is_answered_once(store: Store) -> None:
    def write(work: Work) -> Letter:
        project, person = work.projects.add(shade()), maker(work)
        return work.projects.write_letter(Letter(0, project.number, person, LetterKind.HELP, "I can draw", NOW, WHERE))

    letter = await store.write(DESK.slug, write)
    assert await store.look(DESK.slug, lambda work: work.projects.letter(letter.number)) == letter
    answered = replace(letter, answer="Please do", answered_at=LATER)
    once = [await store.write(DESK.slug, lambda work: work.projects.answer(answered)) for _ in "ab"]
    assert once == [True, False]
    assert await store.look(DESK.slug, lambda work: work.projects.letters_of(letter.person, NOW)) == (answered,)
    assert await store.look(DESK.slug, lambda work: work.projects.letters_of(letter.person, LATER)) == ()
    assert await store.look(DESK.slug, lambda work: work.projects.letters_to(letter.project)) == (answered,)
