"""Forums: which channels are forums, and the titles and tags of their posts.

Limits: a title holds 1 to 100 characters, a post 5 tags (Discord's "Channel Resource"). Tags that only moderators may
set are ours to set where we may manage threads.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.slots import Slot
from bot.speech.plain import one_line

FORUMS = frozenset({15, 16})  # forum and media channels
TITLE_LENGTH = 100
MOST_TAGS = 5
_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a post: its title, and the ids of its tags."""

    title: str
    tags: tuple[str, ...] = ()


class Forums:
    """The channels of a server as far as they are known, and the headings of posts as they were last set or seen."""

    def __init__(self, channels: Iterable[dict[str, Any]] = ()) -> None:
        self._tags: dict[str, dict[str, str] | None] = {}
        self._headings: dict[str, Heading] = {}
        self.learn(channels)

    def learn(self, channels: Iterable[dict[str, Any]]) -> None:
        """Take note of channels in Discord's JSON; what was known of the same ones is replaced."""
        for channel in channels:
            names = {str(tag["name"]).casefold(): str(tag["id"]) for tag in channel.get("available_tags") or ()}
            self._tags[str(channel["id"])] = names if channel.get("type") in FORUMS else None

    def is_known(self, channel: str) -> bool:
        """Whether anything is known of a channel."""
        return channel in self._tags

    def is_forum(self, channel: str) -> bool:
        """Whether a channel holds posts instead of messages."""
        return self._tags.get(channel) is not None

    def heading(self, slot: Slot) -> Heading:
        """What should stand over the post of a slot. Labels that the forum has no tag for are left out."""
        known = self._tags.get(slot.place.channel) or {}
        tags = [known[name] for label in slot.labels if (name := label.casefold()) in known]
        return Heading(title_of(slot), tuple(dict.fromkeys(tags))[:MOST_TAGS])

    def seen(self, post: str) -> Heading | None:
        """What was last set or seen over a post; None where it must be looked up."""
        return self._headings.get(post)

    def note(self, thread: dict[str, Any]) -> Heading:
        """Remember what stands over a post, from Discord's JSON of its thread."""
        heading = Heading(str(thread["name"]), tuple(str(tag) for tag in thread.get("applied_tags") or ()))
        self._headings[str(thread["id"])] = heading
        if len(self._headings) > _KEPT:
            del self._headings[next(iter(self._headings))]
        return heading


def title_of(slot: Slot) -> str:
    """The title of a slot's post: its own, or that of its card, cut to what Discord holds."""
    return short_title(slot.title or slot.card.title)


def subject_of(slot: Slot) -> str:
    """What a thread under a message is called: what the slot is about (``Q-142``)."""
    return short_title(slot.name.partition("/")[0])


def short_title(text: str) -> str:
    """``text`` in one line of at most 100 UTF-16 units: nobody says which characters Discord counts, these are
    the most."""
    line = one_line(text)
    if _units(line) <= TITLE_LENGTH:
        return line
    kept = line[: TITLE_LENGTH - 1]
    while _units(kept) >= TITLE_LENGTH:
        kept = kept[:-1]
    return kept.rstrip("\u200d ") + "…"


def _units(text: Sequence[str]) -> int:
    return sum(2 if sign > "\uffff" else 1 for sign in text)
