"""What somebody said in Discord, and the way back to them."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.engine.request import Request


class Home(NamedTuple):
    """Where somebody speaks from: their desk, the server by which it knows them, its ask room's id, and the ids of the
    channels and forums that it watches."""

    desk: str
    guild: str
    ask: str = ""
    watched: frozenset[str] = frozenset()


@dataclass(slots=True)
class Turn:
    """One interaction, which wants its first answer within three seconds and takes more for fifteen minutes.

    ``by_form``: it came from a form, which cannot open another one. ``on_message``: it came from something on a
    message, which can be changed in answer. ``answered`` and ``waiting`` are what was answered so far: anything at
    all, and "thinking", which the next answer takes the place of. ``layout`` says that the message which the answers
    change is Components V2, which it then stays.
    """

    id: str
    token: str
    application: str
    by_form: bool = False
    on_message: bool = False
    layout: bool = False
    answered: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """The way back to whoever spoke.

    ``channel`` is where it was said: a channel, a thread, or direct messages (``direct``). ``turn`` is the interaction
    that it was said by, ``message`` the message; there is one of them. ``replaces`` says that what they pressed was
    theirs alone: the answer goes in its place. ``line`` and ``typed`` are a form's line and what stood in its fields.
    ``locale`` is the language of their Discord, where it tells.
    """

    user: str
    channel: str = ""
    direct: bool = False
    turn: Turn | None = None
    message: str = ""
    replaces: bool = False
    line: str = ""
    typed: tuple[str, ...] = ()
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A request, and the way back. ``if_ours``: it counts only in a thread that one of our slots began.

    ``about`` is the id of the message that was changed or deleted: it counts only where the message became something.
    """

    request: Request
    back: Back
    if_ours: bool = False
    about: str = ""


_NOWHERE = Home("", "")


@dataclass(frozen=True, slots=True)
class Garbled:
    """Words that are no command: the sentence that says what to do instead, and the words to give back.

    ``home`` is the desk that was spoken to: it knows in which language somebody wants to be answered."""

    sentence: str
    back: Back
    typed: str = ""
    home: Home = _NOWHERE
