"""Answers of the app to interactions: the callback, follow-ups, changes of what was answered.

Source: Discord's "Receiving and Responding to Interactions": callback types by interaction type, autocomplete choices,
``with_response``, follow-ups and the original response by the interaction's token.
"""

from typing import Any

from adapters.playground.discord import controls
from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, invalid
from adapters.playground.discord.interactions import Kind, Open
from adapters.playground.discord.people import Modal
from adapters.playground.discord.wire import Asked

_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    Kind.COMMAND: {_MESSAGE, _DEFER, _MODAL},
    Kind.COMPONENT: {_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE, _MODAL},
    Kind.AUTOCOMPLETE: {_CHOICES},
    Kind.MODAL: {_MESSAGE, _DEFER, _DEFER_UPDATE, _UPDATE},
}
_MOST_CHOICES, _MOST_IN_A_CHOICE = 25, 100
_THINKING = 1 << 7


def callback(core: Core, asked: Asked) -> Any:
    """The first answer to an interaction. A refused one does not use the interaction up."""
    opened = core.interactions.for_callback(asked.args["interaction_id"], asked.args["token"])
    body = asked.json
    kind = body.get("type")
    data: Json = body["data"] if isinstance(body.get("data"), dict) else {}
    _check(core, opened, kind, data)
    told = body | ({"data": _only_users(data)} if kind in {_MESSAGE, _UPDATE} else {})
    path = f"/interactions/{opened.id}/{opened.token}/callback"
    answer = core.backend.call("POST", path, told, {}, asked.files)
    message = answer["interaction"]["response_message_id"] or ""
    if kind == _MODAL:
        _open_modal(core, opened, data)
    core.interactions.answered(opened, body, message)
    _note_whisper(core, opened, message if kind == _MESSAGE else "")
    return answer if asked.flag("with_response") else None


def _check(core: Core, opened: Open, kind: Any, data: Json) -> None:
    if kind not in _ALLOWED[opened.kind] or (kind in {_DEFER_UPDATE, _UPDATE} and not opened.message):
        raise invalid("type", f"Value {kind!r} may not answer this interaction.")
    if kind == _CHOICES:
        _check_choices(data.get("choices"))
    if kind in {_UPDATE, _DEFER_UPDATE}:
        core.threads.refuse_archived(opened.channel)
    if kind in {_MESSAGE, _DEFER}:
        core.threads.wake(opened.channel, core.backend.bot_id)


def _check_choices(choices: Any) -> None:
    if not isinstance(choices, list) or len(choices) > _MOST_CHOICES:
        raise invalid("data.choices", f"Must be {_MOST_CHOICES} or fewer in length.")
    for number, choice in enumerate(choices):
        name, value = (choice.get("name"), choice.get("value")) if isinstance(choice, dict) else (None, None)
        where = f"data.choices.{number}"
        if not isinstance(name, str) or not 1 <= len(name) <= _MOST_IN_A_CHOICE:
            raise invalid(f"{where}.name", f"Must be between 1 and {_MOST_IN_A_CHOICE} in length.")
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise invalid(f"{where}.value", "This field is required")
        if isinstance(value, str) and not 1 <= len(value) <= _MOST_IN_A_CHOICE:
            raise invalid(f"{where}.value", f"Must be between 1 and {_MOST_IN_A_CHOICE} in length.")


def _only_users(data: Json) -> Json:
    # Interactions and webhooks mention only people where nothing else is said, unlike other messages.
    return {"allowed_mentions": {"parse": ["users"]}} | data


def _open_modal(core: Core, opened: Open, data: Json) -> None:
    for number, component in enumerate(controls.walk(data.get("components") or ()), 1):
        component["id"] = component.get("id") or number
    core.people.modals[opened.user] = Modal(opened.id, opened.user, opened.channel, opened.message, data)


def followup(core: Core, asked: Asked) -> Any:
    """One more message by the interaction's token; the first one after a deferral fills the deferred answer."""
    opened = core.interactions.for_webhook(asked.args["token"])
    core.threads.wake(opened.channel, core.backend.bot_id)
    thinking = _thinking(core, opened)
    asked.body = _only_users(asked.json)
    made = asked.passed_on(core.backend)
    _note_whisper(core, opened, made["id"], filled=thinking == made["id"])
    return made


def webhook(core: Core, asked: Asked) -> Any:
    """Read an answer by the interaction's token."""
    core.interactions.for_webhook(asked.args["token"])
    return asked.passed_on(core.backend)


def edit(core: Core, asked: Asked) -> Any:
    """Change or delete an answer by the interaction's token. Refused (50083) in an archived thread."""
    opened = core.interactions.for_webhook(asked.args["token"])
    core.threads.refuse_archived(opened.channel)
    thinking = _thinking(core, opened)
    if asked.route.method == "PATCH":
        asked.body = _only_users(asked.json)
    made = asked.passed_on(core.backend)
    if made is not None and made["id"] == thinking:
        _note_whisper(core, opened, thinking, filled=True)
    return made


def _thinking(core: Core, opened: Open) -> str:
    """The id of the deferred answer that still says “thinking”, if there is one."""
    number = opened.answered.result().message
    message = core.backend.message(opened.channel, number) if number else None
    return number if message and message["flags"] & _THINKING else ""


def _note_whisper(core: Core, opened: Open, number: str, *, filled: bool = False) -> None:
    """Only-you messages and filled deferrals bring no MESSAGE_CREATE: remember here whom they called."""
    message = core.backend.message(opened.channel, number) if number else None
    if message is not None and (message["only_for"] or filled):
        core.people.remember(message)
