"""The app manifest: what Slack is told about the app, made from the table of commands.

Source: Slack's "App manifest reference" (name 35, description 140, bot name 80; slash command description and hint;
at most ten shortcuts, name 24).
"""

from collections.abc import Iterable, Sequence

import yaml

from adapters.slack.inbound import MARK_ANSWER, SUGGEST, TRACK
from bot.engine.scene import Door, Row
from bot.speech.command import Command

EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH = "/slack/events", "/slack/install", "/slack/oauth_redirect"

# Each scope with what it is for. Nothing is asked for that is not used.
SCOPES = {
    "app_mentions:read": "to hear @mentions, such as “@champions claim” in a thread",
    "channels:history": "to hear replies in the threads of public questions, to find our own posts again, and to read "
    "plain messages where a desk watches a channel",
    "channels:read": "to find the public channels that desk.yml names",
    "chat:write": "to post cards, to change them, and to answer people where only they see it",
    "commands": "for the slash commands and the shortcuts",
    "files:write": "to show pictures in cards, and to give people a copy of what is kept of them in private",
    "groups:history": "the same as channels:history, for private channels such as the champions' own",
    "groups:read": "to find the private channels that desk.yml names",
    "im:history": "to hear what people write to the bot in direct messages",
    "im:write": "to open direct messages with somebody who cannot be told in a channel",
    "users:read": "to call people by their name, greet them in their language, and hear that somebody has left",
    "users:read.email": "to compare their e-mail address with the roster",
}
# Asked for only where links to the city's portal are to show a card, with the event that tells of them.
LINK_SCOPES = {
    "links:read": "to hear where somebody shares a link to the city's portal",
    "links:write": "to show a small card of the dataset under that link",
}
LINK_EVENTS = {"link_shared": "somebody shared a link to the city's portal"}
MOST_DOMAINS = 5  # "App manifest reference", features.unfurl_domains
EVENTS = {
    "app_home_opened": "somebody looks at the app's Home tab",
    "app_mention": "somebody calls the bot in a channel",
    "member_joined_channel": "the bot was invited: one of the desk's channels may be there now",
    "message.channels": "replies in the threads of public questions, and messages where a desk watches a channel",
    "message.groups": "replies in the threads of private channels",
    "message.im": "direct messages to the bot",
    "user_change": "somebody was deactivated: nothing more is written to them, and what they held goes to others",
    "app_uninstalled": "the app was removed: its tokens are deleted, and the desk is told elsewhere",
    "tokens_revoked": "the same",
}
_ABOUT = {
    "opendata": "Ask about the city's data, and see where your questions stand",
    "champion": "For champions: see what waits, claim and answer questions",
    "opendata-admin": "For coordinators: roster, questions and health",
}
_HINT_VERBS = 6


def manifest(table: Iterable[Row], url: str = "", links: Sequence[str] = ()) -> str:
    """The manifest as YAML with comments, ready to paste where Slack asks for one.

    Without ``url`` the app is heard over Socket Mode. With it (the web address under which this deployment is reached)
    Slack posts there, and workspaces may install the app by themselves. ``links`` are the domains (at most five) of
    which links are to show a card.
    """
    scopes, heard = {**SCOPES, **(LINK_SCOPES if links else {})}, {**EVENTS, **(LINK_EVENTS if links else {})}
    rows = [row for row in table if row.door is Door.TYPED]
    events = f"{url.rstrip('/')}{EVENTS_PATH}" if url else ""
    redirect = f'  redirect_urls:\n    - "{url.rstrip("/")}{REDIRECT_PATH}"\n' if url else ""
    hears = f'    request_url: "{events}"\n' if url else ""
    options = f'    message_menu_options_url: "{events}"\n' if url else ""
    parts = (
        _yaml({"display_information": _display()}),
        _yaml({"features": _features(rows, events) | ({"unfurl_domains": list(links)} if links else {})}),
        f"oauth_config:\n{redirect}  scopes:\n    bot:\n" + "".join(_commented(scopes, 6)),
        f"settings:\n  event_subscriptions:\n{hears}    bot_events:\n" + "".join(_commented(heard, 6)),
        f"  interactivity:\n    is_enabled: true\n{hears}{options}",
        f"  org_deploy_enabled: false\n  socket_mode_enabled: {'false' if url else 'true'}\n",
        "  token_rotation_enabled: false\n",
    )
    return "".join(parts)


def _display() -> dict[str, object]:
    return {
        "name": "Data Champions",
        "description": "Brings questions about the city's open data to the people who know the answer.",
        "background_color": "#1d3557",
    }


def _features(rows: list[Row], url: str) -> dict[str, object]:
    shortcuts = (
        ("Ask a data question", "global", "opendata ask", "Ask a question about the city's data"),
        ("Track as data question", "message", TRACK, "Bring this message to a data champion"),
        ("Mark as the answer", "message", MARK_ANSWER, "This message answers the question of its thread"),
        ("Suggest for showcase", "message", SUGGEST, "This message tells of something made with the data"),
    )
    names = ("name", "type", "callback_id", "description")
    return {
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": "champions", "always_online": True},
        "shortcuts": [dict(zip(names, each, strict=True)) for each in shortcuts],
        "slash_commands": [_slash(root, rows, url) for root in dict.fromkeys(row.command.root for row in rows)],
    }


def _slash(root: str, rows: list[Row], url: str) -> dict[str, object]:
    """``should_escape`` makes Slack write people as ``<@U…|name>``: a name that was typed is then surely theirs."""
    kinds = [row.command for row in rows if row.command.root == root]
    return {
        "command": f"/{root}",
        "description": _ABOUT[root],
        "usage_hint": _hint(kinds),
        "should_escape": True,
        **({"url": url} if url else {}),
    }


def _hint(kinds: list[type[Command]]) -> str:
    verbs = [kind.verb for kind in kinds]
    shown = [*(verb for verb in verbs if verb != "help")][:_HINT_VERBS]
    return "[" + " | ".join([*shown, "help"]) + "]"


def _commented(lines: dict[str, str], indent: int) -> Iterable[str]:
    width = max(map(len, lines))
    return (f"{' ' * indent}- {name:<{width}}  # {why}\n" for name, why in lines.items())


def _yaml(part: dict[str, object]) -> str:
    return yaml.safe_dump(part, sort_keys=False, allow_unicode=True, width=200)
