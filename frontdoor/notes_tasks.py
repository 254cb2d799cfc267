"""Usage notes from the command line: written out for the portal."""

import json

from bot.catalog.linked import linked
from bot.catalog.model import Dataset, parse_number
from bot.catalog.notes import UsageNote
from bot.config import Config
from bot.engine.ports import Work
from bot.speech.words import words
from frontdoor.errors import CannotStart
from frontdoor.settings_tasks import stored


async def exported_notes(config: Config, dataset: str) -> str:
    """The approved usage notes as JSON-LD: all, or that of the one dataset whose short number is given.

    Raises CannotStart where there is no such dataset.
    """
    number = parse_number(dataset) if dataset else 0
    if number is None:
        raise CannotStart(f"“{dataset}” is no dataset's number. It looks like DS-17.")
    async with stored(config) as (store, desk):
        found = await store.look(desk.slug, lambda work: _standing(work, number))
        document = linked(desk, found, words(desk.language))
    # A page may carry it in a <script>: nothing in it ends one.
    return json.dumps(document, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def _standing(work: Work, number: int) -> list[tuple[Dataset, UsageNote]]:
    if number and work.catalog.dataset(number) is None:
        raise CannotStart(f"There is no dataset DS-{number}.")
    one = work.notes.standing(number) if number else None
    notes = work.notes.all_standing() if not number else (one,) if one else ()
    return [(dataset, each) for each in notes if (dataset := work.catalog.dataset(each.dataset)) is not None]
