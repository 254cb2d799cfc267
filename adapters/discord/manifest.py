"""The invitation: the address that brings the app to a server, and why each thing is asked for.

Source: Discord's "OAuth2", "Bot Authorization Flow"; permissions in :mod:`adapters.discord.permissions`. The commands
are not part of it: the app registers them itself when it starts.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from adapters.discord import tree
from adapters.discord.permissions import NEEDED
from bot.engine.scene import Row

APPLICATION = "APPLICATION_ID"
SCOPES = {
    "bot": "to be on the server, to hear @mentions and to post cards",
    "applications.commands": "for the slash commands and the menus of messages and people",
}
INTENTS = {
    "Guilds": "to know the server's channels and threads",
    "Guild Messages": "to hear @mentions, and that somebody wrote in a question's thread",
    "Direct Messages": "to hear what people write to the app itself",
}
PRIVILEGED = {
    "Message Content": "only where a desk watches channels: to see that somebody asks about data there, and to "
    "read plain replies in the threads of its questions",
}
_PLACEHOLDER = (
    f"  Put your application's id in place of {APPLICATION}: it stands under General Information on the",
    "  application's page, https://discord.com/developers/applications. With DISCORD_TOKEN set, `champions",
    "  doctor` prints the whole address while the app is on no server.",
)


def permissions() -> int:
    """The permissions that the app asks for, as Discord adds them up."""
    return sum(each.bit for each in NEEDED)


def invitation(application: str = APPLICATION) -> str:
    """The address under which an admin adds the app to a server."""
    asked = {"client_id": application, "scope": " ".join(SCOPES), "permissions": str(permissions())}
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def manifest(table: Iterable[Row], application: str = APPLICATION) -> str:
    """The invite link, and a line for each scope, permission, intent and command that says why it is there."""
    parts = [
        "Open this address as somebody who may manage the server:",
        f"  {invitation(application)}",
        *(_PLACEHOLDER if application == APPLICATION else ()),
        _why("Scopes", SCOPES),
        _why("Permissions", {each.name: each.why for each in NEEDED}),
        _why("Intents, none of them privileged", INTENTS),
        _why("Privileged intents, off by default", PRIVILEGED),
        _why("Commands and menus, registered by the app when it starts", dict(_offered(table))),
    ]
    return "\n".join(parts) + "\n"


def _offered(table: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for each in tree.commands(table):
        if "description" not in each:
            yield each["name"], "in the menu Apps of a " + ("person" if each["type"] == tree.PERSON else "message")
        elif "default_member_permissions" in each:
            yield f"/{each['name']}", f"{each['description']}; shown to those who may manage the server"
        else:
            yield f"/{each['name']}", each["description"]


def _why(title: str, lines: dict[str, str]) -> str:
    width = max(map(len, lines))
    return "\n".join([f"\n{title}:", *(f"  {name:<{width}}  {why}" for name, why in lines.items())])
