"""Where everybody last heard something new, for the dots on the page."""

from collections.abc import Iterable

from adapters.playground.slack import Message, PocketSlack

Latest = dict[str, dict[str, str]]


def latest(pocket: PocketSlack, people: Iterable[str]) -> Latest:
    """For each person, by channel, the time stamp of the last message that somebody else wrote and they can see."""
    return {person: _of(pocket, person) for person in people}


def _of(pocket: PocketSlack, person: str) -> dict[str, str]:
    workspace = pocket.workspace
    heard = {channel.id: _last(channel.messages.values(), person) for channel in workspace.channels_of(person)}
    for whisper in workspace.whispers.get(person, ()):
        heard[whisper.channel] = max(heard.get(whisper.channel, ""), whisper.ts, key=_moment)
    return {channel: ts for channel, ts in heard.items() if ts}


def _last(messages: Iterable[Message], person: str) -> str:
    return max((each.ts for each in messages if each.user != person), key=_moment, default="")


def _moment(ts: str) -> float:
    return float(ts or 0)
