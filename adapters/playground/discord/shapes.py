"""Messages and modals as one looks at them: Discord's JSON, with the words and the controls picked out."""

from dataclasses import dataclass
from typing import Any

from adapters.playground.discord import controls, filling
from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json
from adapters.playground.discord.people import Modal

_THINKING = 1 << 7


@dataclass(frozen=True, slots=True)
class Message:
    """A message. ``text`` is its content, or what its text displays say; ``controls`` are its buttons and selects
    (``kind``, ``custom_id``, ``label``, ``options``, ``disabled``, ``url``); ``json`` is Discord's own form.

    ``only_for`` is who alone sees it; ``pings`` whom it called (``@everyone``, ``@1``, ``@&1``).
    """

    id: str
    channel: str
    user: str
    text: str
    components: list[Json]
    controls: list[Json]
    embeds: list[Json]
    attachments: list[Json]
    by_bot: bool
    only_for: str
    edited: bool
    thinking: bool
    reply_to: str
    invoked: str
    pings: tuple[str, ...]
    json: Json

    @property
    def ts(self) -> str:
        """The id, under the name it has on the other platform."""
        return self.id

    @property
    def labels(self) -> list[str]:
        """The words on its buttons and selects."""
        return [str(each["label"]) for each in self.controls]


def message(core: Core, kept: Json) -> Message:
    """A message as the backend keeps it, to look at."""
    said = [kept["content"]] if kept["content"] else controls.texts(kept["components"])
    return Message(
        id=kept["id"],
        channel=kept["channel_id"],
        user=kept["author"]["id"],
        text="\n".join(said),
        components=kept["components"],
        controls=controls.controls(kept["components"]),
        embeds=kept["embeds"],
        attachments=kept["attachments"],
        by_bot=kept["author"]["id"] == core.backend.bot_id,
        only_for=kept["only_for"],
        edited=kept["edited_timestamp"] is not None,
        thinking=bool(kept["flags"] & _THINKING),
        reply_to=(kept.get("message_reference") or {}).get("message_id", ""),
        invoked=_invoked(kept),
        pings=tuple(core.people.called.get((kept["channel_id"], kept["id"]), ())),
        json=kept,
    )


def _invoked(kept: Json) -> str:
    used = kept.get("interaction_metadata") or {}
    return f"{used['user']['id']} {used['name']}" if used.get("name") else ""


def message_json(core: Core, seen: Message, notices: list[str]) -> Json:
    """A message for the page."""
    person = core.people.by_id.get(seen.user)
    author = {"id": seen.user, "name": person.real_name if person else seen.json["author"]["username"]}
    return {
        "id": seen.id,
        "ts": seen.id,
        "at": seen.json["timestamp"],
        "author": author | {"is_bot": seen.by_bot},
        "text": seen.text,
        "content": seen.json["content"],
        "components": seen.components,
        "controls": seen.controls,
        "embeds": seen.embeds,
        "attachments": seen.attachments,
        "only_you": bool(seen.only_for),
        "edited": seen.edited,
        "thinking": seen.thinking,
        "reply_to": seen.reply_to,
        "invoked": seen.invoked,
        "pings": list(seen.pings),
        "type": seen.json["type"],
        "notices": notices,
    }


def modal_json(modal: Modal) -> Json:
    """A modal for the page and for tests: Discord's modal object, ``fields`` with what stands in them, ``errors``
    by custom id, and ``trouble``."""
    listed = []
    for label, field in filling.fields(modal):
        given: Any = filling.value(modal, field)
        shape = {"custom_id": field["custom_id"], "label": label, "type": field["type"], "value": given}
        shape |= {"required": field.get("required", True), "options": field.get("options") or []}
        shape |= {"placeholder": field.get("placeholder") or "", "max_length": field.get("max_length", 4000)}
        shape |= {"style": field.get("style", 1)}
        listed.append(shape)
    about = {"id": modal.id, "custom_id": modal.content["custom_id"], "title": modal.content["title"]}
    about |= {"channel": modal.channel, "components": modal.content["components"], "fields": listed}
    return about | {"errors": dict(modal.errors), "trouble": modal.trouble}
