"""The six steps of setting a desk up: what they are called, which are done, and which comes next."""

from collections.abc import Mapping
from dataclasses import replace

from bot.desks.commands import STEPS, Setup
from bot.desks.settings import write
from bot.engine.scene import Scene
from bot.questions.views import button
from bot.speech.cards import Button
from bot.speech.words import Words, mark

TITLES: Mapping[str, str] = {
    "where": mark("Where"),
    "who": mark("Who"),
    "when": mark("When"),
    "what": mark("What"),
    "fair": mark("Fairness"),
    "try": mark("Try it"),
}


def title_of(step: str, say: Words) -> str:
    """How far somebody is: "Step 2 of 6: Who"."""
    at = STEPS.index(step) + 1
    return say("Step {number} of {count}: {step}", number=at, count=len(STEPS), step=say(TITLES[step]))


def onwards(step: str, say: Words) -> Button:
    """The button to the step after this one."""
    after = STEPS[STEPS.index(step) + 1]
    return button(say("Next: {step}", step=say(TITLES[after])), Setup(after), "primary")


def done(scene: Scene, step: str) -> None:
    """Remember that a step is done."""
    desk = scene.work.desk
    if step not in desk.set_up:
        write(scene, replace(desk, set_up=(*desk.set_up, step)))
