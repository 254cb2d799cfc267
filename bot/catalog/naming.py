"""Which dataset a person means who names one in a command."""

from bot.catalog.completion import meant
from bot.catalog.model import Dataset
from bot.engine.scene import Scene
from bot.speech.plain import clean, cut

LONGEST = 300  # characters of what is looked up
SHOWN = 5


def dataset_named(scene: Scene, said: str) -> Dataset:
    """The dataset that a number, a portal's id or a title means. Refuses, with the likely ones, where it is none."""
    matches = scene.work.catalog.matches(clean(said)[:LONGEST], SHOWN)
    found = meant(said, matches) if matches else None
    if found is None:
        names = cut(", ".join(f"{each.short_number} {cut(each.title, 60)}" for each in matches), 600) or "—"
        raise scene.refuse("I don't know the dataset “{words}”. Did you mean: {names}?",
                           words=cut(clean(said), 80), names=names)  # fmt: skip
    return found
