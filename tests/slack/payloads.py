"""Payloads as Slack sends them, one of each kind, with made-up people and places."""

from typing import Any

TEAM, BOT, ANA, BO = "T0SPRING1", "U0BOT00001", "U0ANA00001", "U0BO000001"
ASK, TRIAGE, DIRECT = "C0ASK00001", "G0TRI00001", "D0ANA00001"
TS, THREAD = "1791987120.000200", "1791980000.000100"

_TEAM = {"id": TEAM, "domain": "springfield"}
_USER = {"id": BO, "username": "bo", "name": "bo", "team_id": TEAM}
_COMMON = {
    "team": _TEAM,
    "user": _USER,
    "api_app_id": "A0APP00001",
    "token": "verification",
    "enterprise": None,
    "is_enterprise_install": False,
}


def slash(command: str, text: str, channel: str = ASK) -> dict[str, Any]:
    return {
        "token": "verification",
        "team_id": TEAM,
        "team_domain": "springfield",
        "channel_id": channel,
        "channel_name": "ask-open-data",
        "user_id": ANA,
        "user_name": "ana",
        "command": command,
        "text": text,
        "api_app_id": "A0APP00001",
        "is_enterprise_install": "false",
        "response_url": "https://hooks.example/commands/T/1/x",
        "trigger_id": "1.2.abc",
    }


def button(
    line: str, *, whisper: bool = False, thread: str = "", url: str = "", channel: str = TRIAGE
) -> dict[str, Any]:
    container = {"type": "message", "message_ts": TS, "channel_id": channel, "is_ephemeral": whisper}
    element: dict[str, Any] = {
        "type": "button",
        "action_id": line,
        "block_id": "row-0",
        "action_ts": "1791987121.123456",
    }
    element |= {"text": {"type": "plain_text", "text": "Claim", "emoji": False}}
    payload: dict[str, Any] = {
        **_COMMON,
        "type": "block_actions",
        "container": container | ({"thread_ts": thread} if thread else {}),
        "trigger_id": "3.4.def",
        "channel": {"id": channel, "name": "privategroup"},
        "state": {"values": {}},
        "response_url": "https://hooks.example/actions/T/1/x",
        "actions": [element | ({"url": url} if url else {})],
    }
    if not whisper:
        payload["message"] = {"type": "message", "user": BOT, "ts": TS, "bot_id": "B1", "text": "Q-142 · Unclaimed"}
    return payload


def submission(line: str, values: dict[str, Any], metadata: str = "") -> dict[str, Any]:
    view = {
        "id": "V1",
        "type": "modal",
        "callback_id": line,
        "private_metadata": metadata,
        "state": {"values": values},
        "blocks": [{"type": "input", "block_id": name} for name in values],
    }
    return {**_COMMON, "type": "view_submission", "trigger_id": "5.6.ghi", "view": view, "response_urls": []}


def message_shortcut(callback: str, message: dict[str, Any]) -> dict[str, Any]:
    return {
        **_COMMON,
        "type": "message_action",
        "callback_id": callback,
        "trigger_id": "7.8.jkl",
        "action_ts": "1791987130.000000",
        "response_url": "https://hooks.example/app/T/1/x",
        "message_ts": message["ts"],
        "channel": {"id": ASK, "name": "ask-open-data"},
        "message": message,
    }


def global_shortcut(callback: str) -> dict[str, Any]:
    about = {"type": "shortcut", "callback_id": callback, "trigger_id": "9.10.mno", "action_ts": "1791987140.000000"}
    return {**_COMMON, **about}


def event(text: str, *, kind: str = "message", channel_type: str = "channel", **more: Any) -> dict[str, Any]:
    found = {
        "type": kind,
        "user": ANA,
        "text": text,
        "ts": TS,
        "event_ts": TS,
        "team": TEAM,
        "client_msg_id": "4b1e",
        "channel": {"im": DIRECT, "group": TRIAGE}.get(channel_type, ASK),
        "blocks": [{"type": "rich_text", "block_id": "b", "elements": []}],
    }
    return found | ({"channel_type": channel_type} if kind == "message" else {}) | more
