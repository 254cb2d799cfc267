"""The invitation: the address that brings the app to a server, and why each thing is asked for.

Source: Discord's "OAuth2", "Bot Authorization Flow"; permissions in :mod:`adapters.discord.permissions`.
"""

from urllib.parse import urlencode

from adapters.discord.permissions import NEEDED

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
    "Message Content": "only where a desk watches channels: to read plain replies in the threads of its questions",
}


def permissions() -> int:
    """The permissions that the app asks for, as Discord adds them up."""
    return sum(each.bit for each in NEEDED)


def invitation(application: str = APPLICATION) -> str:
    """The address under which an admin adds the app to a server."""
    asked = {"client_id": application, "scope": " ".join(SCOPES), "permissions": str(permissions())}
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def manifest(application: str = APPLICATION) -> str:
    """The invite link, and a line for each scope, permission and intent that says why it is asked for."""
    parts = [
        "Open this address as somebody who may manage the server:",
        f"  {invitation(application)}",
        *([f"  (put your application's id in place of {APPLICATION})"] if application == APPLICATION else []),
        _why("Scopes", SCOPES),
        _why("Permissions", {each.name: each.why for each in NEEDED}),
        _why("Intents, none of them privileged", INTENTS),
        _why("Privileged intents, off by default", PRIVILEGED),
    ]
    return "\n".join(parts) + "\n"


def _why(title: str, lines: dict[str, str]) -> str:
    width = max(map(len, lines))
    return "\n".join([f"\n{title}:", *(f"  {name:<{width}}  {why}" for name, why in lines.items())])
