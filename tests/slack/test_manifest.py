"""The manifest asks for nothing that is not used, and for everything that is."""

import ast
from pathlib import Path
from typing import Any

import yaml

from adapters.slack.inbound import MARK_ANSWER, TRACK
from adapters.slack.manifest import EVENTS, LINK_EVENTS, LINK_SCOPES, SCOPES, manifest
from bot.engine.scene import Door
from bot.table import COMMANDS, GRAMMAR, ROOTS
from tests.slack.small_desk import TABLE

# Web API method (as slack_sdk calls it) → the bot scopes it needs: Slack's method pages.
NEEDS = {
    "auth_test": set(),
    "auth_revoke": set(),
    "api_call": set(),  # oauth.v2.access, with the app's own secret
    "apps_connections_open": set(),
    "chat_postMessage": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_unfurl": {"links:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "files_upload_v2": {"files:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "conversations_replies": {"channels:history", "groups:history", "im:history"},
    "users_info": {"users:read", "users:read.email"},
    "views_open": set(),
    "views_publish": set(),
}
EVENT_NEEDS = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "tokens_revoked": set(),
    "app_mention": {"app_mentions:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "user_change": {"users:read"},
    "link_shared": {"links:read"},
}
FOLDER = Path(__file__).parents[2] / "adapters" / "slack"


def shown() -> dict[str, Any]:
    found = yaml.safe_load(manifest(TABLE))
    assert isinstance(found, dict)
    return found


def methods_used() -> set[str]:
    """The Web API methods that the adapter's sources call."""
    families = (
        "api_",
        "apps_",
        "auth_",
        "chat_",
        "conversations_",
        "files_",
        "reactions_",
        "team_",
        "users_",
        "views_",
    )
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.py")]
    names = [node.attr for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    return {name for name in names if name.startswith(families)} - {"team_id"}  # a field of slack_sdk's, no method


def test_each_scope_is_needed_by_something_that_is_used() -> None:
    used = methods_used()
    assert used <= set(NEEDS), "say which scopes the new methods need"
    heard = (*EVENTS, *LINK_EVENTS)
    needed = {"commands"}.union(*(NEEDS[name] for name in used), *(EVENT_NEEDS[name] for name in heard))
    assert {*SCOPES, *LINK_SCOPES} == needed


def test_links_are_asked_for_only_where_they_are_wanted() -> None:
    found = yaml.safe_load(manifest(TABLE, links=["data.example.gov"]))
    assert found["features"]["unfurl_domains"] == ["data.example.gov"]
    assert found["oauth_config"]["scopes"]["bot"] == [*SCOPES, *LINK_SCOPES]
    assert found["settings"]["event_subscriptions"]["bot_events"] == [*EVENTS, *LINK_EVENTS]
    assert "unfurl_domains" not in shown()["features"]
    assert not set(LINK_SCOPES) & set(SCOPES)


def test_it_is_a_manifest_that_slack_takes() -> None:
    found = shown()
    assert len(found["display_information"]["name"]) <= 35
    assert len(found["display_information"]["description"]) <= 140
    assert found["settings"]["socket_mode_enabled"] is True
    assert found["settings"]["interactivity"] == {"is_enabled": True}
    assert found["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert found["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    assert found["features"]["app_home"]["messages_tab_enabled"] is True
    for shortcut in found["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert shortcut["type"] in {"global", "message"}


def test_the_commands_come_from_the_table() -> None:
    commands = {each["command"]: each for each in shown()["features"]["slash_commands"]}
    assert list(commands) == ["/opendata", "/champion", "/opendata-admin"]
    assert commands["/opendata"]["usage_hint"] == "[ask | status | find | help]"
    assert all(each["should_escape"] for each in commands.values())
    assert all(len(each["description"]) <= 100 and len(each["command"]) <= 32 for each in commands.values())


def test_the_whole_table_fits_into_a_manifest() -> None:
    found = yaml.safe_load(manifest(COMMANDS))
    commands = [each["command"].removeprefix("/") for each in found["features"]["slash_commands"]]
    assert tuple(commands) == ROOTS
    lines = [each["callback_id"] for each in found["features"]["shortcuts"] if each["type"] == "global"]
    assert [GRAMMAR.read(line).verb for line in lines] == ["ask"]
    heard = {f"{row.command.root} {row.command.verb}" for row in COMMANDS if row.door is Door.HEARD}
    assert {TRACK, MARK_ANSWER} <= heard


def test_every_scope_and_event_says_why() -> None:
    lines = manifest(TABLE).splitlines()
    for name in (*SCOPES, *EVENTS):
        assert any(line.strip().startswith(f"- {name} ") and "  # " in line for line in lines), name


def test_over_http_every_address_is_ours() -> None:
    found = yaml.safe_load(manifest(TABLE, "https://champions.example.gov/"))
    posts = "https://champions.example.gov/slack/events"
    settings = found["settings"]
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"] == {"request_url": posts, "bot_events": list(EVENTS)}
    assert settings["interactivity"] == {"is_enabled": True, "request_url": posts, "message_menu_options_url": posts}
    assert {each["url"] for each in found["features"]["slash_commands"]} == {posts}
    assert found["oauth_config"]["redirect_urls"] == ["https://champions.example.gov/slack/oauth_redirect"]
    assert "url" not in shown()["features"]["slash_commands"][0]
