"""What came of something a person did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.playground.discord.errors import Json


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of one gesture.

    ``acknowledged`` after ``seconds``, with ``answer`` as the app's interaction callback (``{"type": 4, "data":
    …}``). ``refused`` is what Discord itself told the person, without or in spite of the app; ``errors`` are
    field errors of a modal by custom id. ``ts`` is the id of the message that was said, or of the one that the app
    answered with; ``thread`` the id of the thread or post that was made; ``options`` are the choices that an
    autocompletion offers.
    """

    acknowledged: bool = False
    seconds: float = 0.0
    answer: Json | None = None
    refused: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    ts: str = ""
    thread: str = ""
    options: Sequence[Json] = ()
