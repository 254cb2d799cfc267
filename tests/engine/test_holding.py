"""What is held before it is posted: newcomers of an hour, and words that a person should read."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.questions import commands as q
from bot.questions.model import State
from bot.questions.moderation.holding import count_links
from bot.questions.moderation.sensitive import is_sensitive
from tests.engine.desk import Elmford
from tests.stories import desk as elm


@pytest.mark.parametrize(
    ("text", "sensitive"),
    [
        ("I'm going to kill myself", True),
        ("Si nadie responde, voy a demandar a la ciudad", True),
        ("No quiero vivir, pienso en el suicidio", True),
        ("Answer or I will burn it down.", True),
        ("My lawyer wants the permits of 2024", True),
        ("Where is the suicide rate by year?", False),
        ("¿Dónde están las bombas de agua y la tasa de suicidio?", False),
        ("Which bomb shelters are still open?", False),
        ("How many trees were killed by the storm?", False),
        ("Who may sue for noise? How old is the law?", False),
    ],
)
def test_a_person_reads_first_what_sounds_like_danger(text: str, sensitive: bool) -> None:
    assert is_sensitive(text) is sensitive


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://www.a.example/x and www.b.example", 2),
        ("https://a.example,https://b.example", 2),
        ("bit.example/x and a.example/y?z=a.b/c", 2),
        ("The ratio 3/4 and/or e.g. a file map.csv", 0),
    ],
)
def test_a_link_counts_once_however_it_is_written(text: str, links: int) -> None:
    assert count_links(text) == links


async def _posts(desk: Elmford, who: elm.Resident, text: str, joined: timedelta | None) -> State:
    """The state of a question of somebody who joined so long ago, as far as the platform tells."""
    reply = await desk.hears(who, q.Ask(topic="Trees", text=text))
    assert reply.card is not None
    draft = int(reply.card.buttons[0].line.split("D-")[1].split()[0])
    request = desk.request(who, q.Post(draft, "named"))
    came = None if joined is None else desk.at - joined
    await desk.app.handle(replace(request, who=replace(request.who, joined=came)))
    newest = await desk.sees(
        lambda work: max(each.number for each in work.questions.queue(limit=200, states=list(State)))
    )
    return (await desk.question(newest)).state


async def test_the_first_question_of_a_newcomer_is_held_where_the_platform_tells(desk: Elmford) -> None:
    assert await _posts(desk, elm.ANA, "Where are the oaks?", timedelta(minutes=59)) is State.HELD
    assert await _posts(desk, elm.ANA, "Where are the elms?", timedelta(minutes=59)) is State.OFFERED
    assert await _posts(desk, elm.LUZ, "Where are the oaks?", timedelta(minutes=61)) is State.OFFERED
    assert await _posts(desk, elm.EVE, "Where are the oaks?", None) is State.OFFERED
    assert await _posts(desk, elm.MARIA, "Where are the oaks?", timedelta(0)) is not State.HELD
