"""The payloads of slash commands and interactivity, as Slack sends them.

Source: Slack's "Interaction payloads" and "Implementing slash commands".
"""

from adapters.playground.slack import shapes
from adapters.playground.slack.core import Core
from adapters.playground.slack.response_urls import Occasion
from adapters.playground.slack.view_state import Values
from adapters.playground.slack.views import View
from adapters.playground.slack.wire import Json
from adapters.playground.slack.workspace import Channel, Message

VERIFICATION = "pocket-verification"
_NAMELESS = {"im": "directmessage", "group": "privategroup"}


def slash_command(core: Core, user: str, channel: Channel, command: str, text: str) -> Json:
    """A slash command, with a fresh trigger id and a fresh response URL."""
    workspace = core.workspace
    return {
        "token": VERIFICATION,
        "team_id": workspace.team.id,
        "team_domain": workspace.team.domain,
        "channel_id": channel.id,
        "channel_name": _NAMELESS.get(channel.kind, channel.name),
        "user_id": user,
        "user_name": workspace.people[user].name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": core.response_urls.issue(Occasion(user, channel.id, command=command)),
        "trigger_id": core.triggers.issue(user),
    }


def message_action(core: Core, user: str, message: Message, element: Json, action: Json, state: Values) -> Json:
    """A touch of a message's button or select. A whisper's payload carries no ``message``, as in Slack."""
    channel = core.workspace.channels[message.channel]
    place: Json = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
    place["is_ephemeral"] = bool(message.only_for)
    if message.thread_ts:
        place["thread_ts"] = message.thread_ts
    occasion = Occasion(user, channel.id, message.ts)
    payload = _head(core, "block_actions", user) | {
        "container": place,
        "trigger_id": core.triggers.issue(user),
        "channel": {"id": channel.id, "name": _NAMELESS.get(channel.kind, channel.name)},
        "state": {"values": state},
        "response_url": core.response_urls.issue(occasion),
        "actions": [_touched(core, element, action)],
    }
    under = next((each for each in message.attachments if _holds(each, action["block_id"])), None)
    if under is not None:  # "block_actions payload": of something under a link comes the link, not the message
        about = {"is_app_unfurl": True, "app_unfurl_url": under["app_unfurl_url"], "attachment_id": under["id"]}
        payload["container"] = place | {"type": "message_attachment"} | about
        payload["app_unfurl"] = under
    elif not message.only_for:
        payload["message"] = shapes.message(core.workspace, message, metadata=True)
    return payload


def _holds(attachment: Json, block_id: str) -> bool:
    return any(each["block_id"] == block_id for each in attachment["blocks"])


def view_action(core: Core, view: View, element: Json, action: Json) -> Json:
    """A touch of something in a modal or a Home tab."""
    return _head(core, "block_actions", view.user) | {
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": core.triggers.issue(view.user, view.id),
        "view": core.views.shape(view),
        "actions": [_touched(core, element, action)],
    }


def view_submission(core: Core, view: View) -> Json:
    """A modal sent in."""
    return _head(core, "view_submission", view.user) | {
        "trigger_id": core.triggers.issue(view.user, view.id),
        "view": core.views.shape(view),
        "response_urls": [],
    }


def view_closed(core: Core, view: View, *, cleared: bool) -> Json:
    """A modal closed; ``cleared`` where the whole stack went."""
    return _head(core, "view_closed", view.user) | {"view": core.views.shape(view), "is_cleared": cleared}


def global_shortcut(core: Core, user: str, callback_id: str) -> Json:
    """A global shortcut."""
    about = {"callback_id": callback_id, "trigger_id": core.triggers.issue(user)}
    return _head(core, "shortcut", user) | about | {"action_ts": core.moments.next_ts()}


def message_shortcut(core: Core, user: str, callback_id: str, message: Message) -> Json:
    """A shortcut on a message."""
    channel = core.workspace.channels[message.channel]
    occasion = Occasion(user, channel.id, message.ts)
    return _head(core, "message_action", user) | {
        "callback_id": callback_id,
        "trigger_id": core.triggers.issue(user),
        "action_ts": core.moments.next_ts(),
        "response_url": core.response_urls.issue(occasion),
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": _NAMELESS.get(channel.kind, channel.name)},
        "message": shapes.message(core.workspace, message, metadata=True),
    }


def suggestion(core: Core, user: str, block_id: str, action_id: str, query: str, place: View | Message) -> Json:
    """A question for the options of an external select, in a view or in a message."""
    payload = _head(core, "block_suggestion", user)
    payload |= {
        "action_id": action_id,
        "block_id": block_id,
        "value": query,
        "action_ts": core.moments.next_ts(),
    }
    if isinstance(place, View):
        return payload | {"container": {"type": "view", "view_id": place.id}, "view": core.views.shape(place)}
    channel = core.workspace.channels[place.channel]
    container = {"type": "message", "message_ts": place.ts, "channel_id": channel.id, "is_ephemeral": False}
    return payload | {"container": container, "channel": {"id": channel.id, "name": channel.name}}


def _head(core: Core, kind: str, user: str) -> Json:
    team, person = core.workspace.team, core.workspace.people[user]
    who = {"id": user, "username": person.name, "name": person.name, "team_id": team.id}
    common = {"type": kind, "user": who, "team": {"id": team.id, "domain": team.domain}, "token": VERIFICATION}
    return {**common, "api_app_id": core.workspace.app_id, "enterprise": None, "is_enterprise_install": False}


def _touched(core: Core, element: Json, action: Json) -> Json:
    names = ("type", "action_id", "text", "value", "style", "placeholder")
    told = {name: element[name] for name in names if name in element}
    return {**told, **action, "action_ts": core.moments.next_ts()}
