"""Where everybody last heard something new, for the dots on the page."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from adapters.playground.discord import PocketDiscord
from adapters.playground.slack import Message, PocketSlack

Heard = dict[str, str]  # by channel, the moment (seconds since 1970) of the last message somebody else wrote
Json = dict[str, Any]


def on_slack(pocket: PocketSlack, people: Iterable[str]) -> dict[str, Heard]:
    """By person, what they last heard in every channel that they see."""
    return {person: _on_slack(pocket, person) for person in people}


def on_discord(pocket: PocketDiscord, people: Iterable[str]) -> dict[str, Heard]:
    """The same on Discord; threads and posts count for themselves and for the channel they are in."""
    backend, heard = pocket.core.backend, {person: Heard() for person in people}
    guild = backend.guild()
    threads = {each["id"]: each["parent_id"] for each in guild["threads"]}
    direct = {backend.direct(person, make=False): person for person in heard}
    for place in [*(each["id"] for each in guild["channels"]), *threads, *filter(None, direct)]:
        said = backend.messages(place)
        for person in [direct[place]] if place in direct else [each for each in heard if backend.sees(each, place)]:
            at = _last_said(said, person)
            for channel in filter(None, (place, threads.get(place))):
                heard[person][channel] = max(heard[person].get(channel, ""), at, key=_moment)
    return {person: {channel: at for channel, at in mine.items() if at} for person, mine in heard.items()}


def _last_said(said: Iterable[Json], person: str) -> str:
    theirs = (each for each in said if each["author"]["id"] != person and each["only_for"] in ("", person))
    return str(max((datetime.fromisoformat(each["timestamp"]).timestamp() for each in theirs), default=""))


def _on_slack(pocket: PocketSlack, person: str) -> Heard:
    workspace = pocket.workspace
    heard = {channel.id: _last(channel.messages.values(), person) for channel in workspace.channels_of(person)}
    for whisper in workspace.whispers.get(person, ()):
        heard[whisper.channel] = max(heard.get(whisper.channel, ""), whisper.ts, key=_moment)
    return {channel: ts for channel, ts in heard.items() if ts}


def _last(messages: Iterable[Message], person: str) -> str:
    return max((each.ts for each in messages if each.user != person), key=_moment, default="")


def _moment(ts: str) -> float:
    return float(ts or 0)
