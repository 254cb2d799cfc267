"""What can go wrong, as a tree: the docstring of each error is what it means to whoever meets it.

ChampionsError
├── Refusal         the person may not, or the thing is not there: nothing changed, they are told
├── Conflict        somebody else was quicker: the whole handler runs again on what is true now
└── PlatformError   what a platform said to a post or an edit
    ├── Later       not now: try again after so many seconds
    │   └── Away    the platform cannot be reached at all: its walls wait
    ├── Rejected    never in this form: a person has to look
    │   └── Departed  whoever should read it is no longer there
    ├── Unsure      nobody knows whether it happened: ask the platform before trying again
    └── Gone        the message or the room is no longer there
"""

import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.speech.cards import Button


class ChampionsError(Exception):
    """The root of every error that this project raises on purpose."""


def frames_of(fault: BaseException) -> str:
    """Where a fault came from, for the log: the frames alone, because a message may hold people's words."""
    return "".join(traceback.format_tb(fault.__traceback__)[-6:])


class Refusal(ChampionsError):
    """The request is turned down with a sentence for the person; nothing of it is kept.

    Only for rights, unknown ids and illegal moves. Whatever must survive (a draft, a gap) is saved
    and returned as a reply instead, because a refusal rolls the transaction back.
    """

    def __init__(self, sentence: str, code: str = "", buttons: "tuple[Button, ...]" = ()) -> None:
        super().__init__(sentence)
        self.sentence, self.code, self.buttons = sentence, code, buttons


class Conflict(ChampionsError):
    """A row changed between being read and being written; the handler is run again from the start."""


class PlatformError(ChampionsError):
    """A platform did not do what it was asked to do."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


class Later(PlatformError):
    """The platform asked for patience: nothing was shown, try again in ``seconds``."""

    def __init__(self, seconds: float, why: str = "asked to wait") -> None:
        super().__init__(why)
        self.seconds = seconds


class Away(Later):
    """The platform cannot be reached: nothing was shown. What waits for it is said to wait, and tried again."""

    def __init__(self, seconds: float = 5.0, why: str = "cannot be reached") -> None:
        super().__init__(seconds, why)


class Rejected(PlatformError):
    """The platform refuses this for good (no permission, not valid); trying again will not help."""


class Departed(Rejected):
    """The account that should read this is not there any more: it was deactivated, or has left the server."""


class Unsure(PlatformError):
    """The answer was lost: it may have happened or not. Ask with ``find`` before acting again."""


class Gone(PlatformError):
    """The message, thread or room that was to be changed no longer exists."""
