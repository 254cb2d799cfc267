"""Cards and forms: what people see, said once for every platform.

A card is text first (interaction.md, section 3.0): its title says what this is, its number and its state in words.
Spans that are plain ``str`` are always literal. Nobody writes Markdown into a card, so nobody can inject a mention.

**The narrowest door.** The tightest limit of any platform is enforced here, when a card is built, so that no
renderer ever has to drop a part (limits.md): a message card holds 1,800 characters after the worst escaping
(Discord's ``content`` of 2,000 with room for layout), a page card 4,000 and 40 components.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.speech.plain import worst_length

MESSAGE_ROOM = 1_800
PAGE_ROOM = 4_000
PAGE_COMPONENTS = 40
BUTTONS_IN_A_ROW = 5  # Discord: five buttons an action row
BUTTON_LABEL = 34  # interaction.md 3.0: room for translation
LINE_LENGTH = 100  # Discord: custom_id
FORM_TITLE = 24  # Slack: modal title
FORM_INPUTS = 5  # Discord: components of a modal
INPUT_LABEL = 45  # Discord: label of a text input
INPUT_TEXT = 3_000  # Slack: plain_text_input max_length
PLACEHOLDER = 100  # Discord: placeholder of a text input
CHOICES = 25  # Discord: options of a select
CHOICE_LABEL = 75  # Slack: option text


class DoesNotFit(ValueError):
    """A card or form was built that some platform could not show whole: a mistake in a view."""


@dataclass(frozen=True, slots=True)
class Bold:
    """Words that carry weight."""

    text: str
    kind: Literal["bold"] = "bold"


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that no longer hold, struck through; that they do not is said in words beside them."""

    text: str
    kind: Literal["struck"] = "struck"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a web address (http or https)."""

    text: str
    url: str
    kind: Literal["link"] = "link"

    def __post_init__(self) -> None:
        if not self.url.startswith(("https://", "http://")) or any(sign in self.url for sign in " <>|\n"):
            raise DoesNotFit(f"not a web address that every platform shows: {self.url[:80]!r}")


@dataclass(frozen=True, slots=True)
class When:
    """A moment, shown to each reader in their own time zone."""

    at: datetime
    style: Literal["date", "time", "both"] = "date"
    kind: Literal["when"] = "when"


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, called by mention on their own platform and by plain name on every other."""

    name: str
    platform: str = ""
    user: str = ""
    kind: Literal["mention"] = "mention"


Span = str | Bold | Struck | Link | When | Mention


@dataclass(frozen=True, slots=True, init=False)
class Text:
    """A paragraph."""

    spans: tuple[Span, ...]
    kind: Literal["text"] = "text"

    def __init__(self, *spans: Span, kind: Literal["text"] = "text") -> None:
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "kind", kind)


@dataclass(frozen=True, slots=True)
class Facts:
    """A few labelled values, read in order by a screen reader."""

    rows: tuple[tuple[str, tuple[Span, ...]], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True, init=False)
class Note:
    """A paragraph of lesser weight: a source, a notice."""

    spans: tuple[Span, ...]
    kind: Literal["note"] = "note"

    def __init__(self, *spans: Span, kind: Literal["note"] = "note") -> None:
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "kind", kind)


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two things."""

    kind: Literal["divider"] = "divider"


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """An image with the words that stand for it. It is stored, and told from others, by :attr:`hash`."""

    png: bytes
    alt: str
    kind: Literal["picture"] = "picture"

    def __post_init__(self) -> None:
        if not self.alt or len(self.alt) > 1024:
            raise DoesNotFit("a picture needs alternative text of at most 1,024 characters")

    @property
    def hash(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.png).hexdigest()

    def __repr__(self) -> str:
        return f"Picture({self.hash}, {self.alt!r})"  # cards are compared by it: without a megabyte of escapes


@dataclass(frozen=True, slots=True)
class Button:
    """A line said with a finger, or a link. ``hint`` is what a screen reader says when the label is not enough."""

    label: str
    line: str = ""
    url: str = ""
    style: Literal["", "primary", "danger"] = ""
    hint: str = ""

    def __post_init__(self) -> None:
        if not self.label or len(self.label) > BUTTON_LABEL:
            raise DoesNotFit(f"a button's label holds 1 to {BUTTON_LABEL} characters: {self.label!r}")
        if bool(self.line) == bool(self.url):
            raise DoesNotFit(f"the button {self.label!r} needs either a line or an address")
        if len(self.line) > LINE_LENGTH or len(self.url) > 512 or len(self.hint) > 75:
            raise DoesNotFit(f"the button {self.label!r} says too much for one platform")


@dataclass(frozen=True, slots=True, init=False)
class Actions:
    """Up to five buttons in a row, at most one of them primary."""

    buttons: tuple[Button, ...]
    kind: Literal["actions"] = "actions"

    def __init__(self, *buttons: Button, kind: Literal["actions"] = "actions") -> None:
        if not 1 <= len(buttons) <= BUTTONS_IN_A_ROW:
            raise DoesNotFit(f"a row holds 1 to {BUTTONS_IN_A_ROW} buttons, not {len(buttons)}")
        if sum(button.style == "primary" for button in buttons) > 1:
            raise DoesNotFit("one primary button a card")
        object.__setattr__(self, "buttons", buttons)
        object.__setattr__(self, "kind", kind)


Part = Text | Facts | Note | Divider | Picture | Actions


@dataclass(frozen=True, slots=True, init=False)
class Card:
    """What one message (or one page) shows. Building one that some platform cannot show raises DoesNotFit."""

    title: str
    parts: tuple[Part, ...]
    page: bool = False

    def __init__(self, title: str, *parts: Part, page: bool = False) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "page", page)
        _through_the_door(self)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures of the card, in order."""
        return tuple(part for part in self.parts if isinstance(part, Picture))

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All buttons of the card, in order."""
        return tuple(b for part in self.parts if isinstance(part, Actions) for b in part.buttons)


def _through_the_door(card: Card) -> None:
    room = PAGE_ROOM if card.page else MESSAGE_ROOM
    if not card.title.strip():
        raise DoesNotFit("a card needs a title: the first line that a screen reader reads")
    if (length := length_of(card)) > room:
        raise DoesNotFit(f"{card.title[:60]!r} is {length} long; a card holds {room}")
    rows = [part for part in card.parts if isinstance(part, Actions)]
    if len(rows) > 5 or len(card.parts) > PAGE_COMPONENTS:
        raise DoesNotFit(f"{card.title[:60]!r} has too many parts")
    lines = [button.line for row in rows for button in row.buttons if button.line]
    if len(lines) != len(set(lines)):
        raise DoesNotFit(f"two buttons of {card.title[:60]!r} say the same line")


def length_of(card: Card) -> int:
    """The characters that ``card`` takes on the narrowest platform, layout included."""
    length = worst_length(card.title) + 4
    for part in card.parts:
        length += _length(part) + 2
    return length


def room_in(*parts: Part, title: str, page: bool = False) -> int:
    """How many characters are left for one more paragraph beside ``parts``."""
    used = worst_length(title) + 4 + sum([_length(part) + 2 for part in parts])
    return max(0, (PAGE_ROOM if page else MESSAGE_ROOM) - used - 8)


def fitting(parts: Iterable[Part], *beside: Part, title: str, page: bool = False) -> list[Part]:
    """As many of ``parts``, in order, as one card holds beside others: what a list shows of many lines."""
    shown: list[Part] = []
    for part in parts:
        if room_in(*beside, *shown, part, title=title, page=page) == 0:
            break
        shown.append(part)
    return shown


def _length(part: Part) -> int:
    if isinstance(part, (Text, Note)):  # by far the most
        length = 4
        for span in part.spans:
            length += worst_length(span) if isinstance(span, str) else _span_length(span)
        return length
    match part:
        case Facts(rows):
            return sum(worst_length(k) + 8 + sum(map(_span_length, spans)) for k, spans in rows)
        case Picture(alt=alt):
            return worst_length(alt)
        case _:
            return 4


def _span_length(span: Span) -> int:
    match span:
        case str():
            return worst_length(span)
        case Bold(text) | Struck(text):
            return worst_length(text) + 4
        case Link(text, url):
            return worst_length(text) + len(url) + 4
        case When():
            return 40
        case Mention(name):
            return worst_length(name) + 24
