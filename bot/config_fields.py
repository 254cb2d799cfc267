"""The kinds of values that the environment holds: each checks one text and says in words what is wrong with it.

No message repeats a value that may be a secret.
"""

import base64
import binascii
import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from bot.hints import did_you_mean, quoted

DEFAULT_DATABASE = "sqlite:///data-champions.sqlite3"
SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"
DEFAULT_LISTEN = "127.0.0.1:8080"
MAKE_KEY = "python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")

_SCHEMES = ("sqlite", "postgresql")
_POSTGRES = {"postgres": "postgresql", "postgresql+psycopg": "postgresql"}
_TOKEN = re.compile(r"[A-Za-z0-9._-]+")
_TOKENS = {
    "xoxb-": "a bot token",
    "xoxe.xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a user token",
    "xoxe.xoxp-": "a user token",
    "xoxe-": "a refresh token",
}
_SECRET = re.compile(r"[A-Za-z0-9]{16,128}")
_CLIENT_ID = re.compile(r"[0-9]+\.[0-9]+")
_PORT = re.compile(r"(?:(?P<host>\[[0-9A-Fa-f:]+\]|[A-Za-z0-9.-]*):)?(?P<port>[0-9]{1,5})")


def database_url(text: str) -> str:
    """The address of a database; ``postgres://`` is understood."""
    # The address may hold a password: no message repeats it.
    scheme, mark, rest = text.partition("://")
    if not mark:
        raise ValueError(f"this is not a database address. For a file write {DEFAULT_DATABASE}.")
    scheme = _POSTGRES.get(scheme.lower(), scheme.lower())
    if scheme == "sqlite":
        return _sqlite_url(rest)
    if scheme == "postgresql":
        return _postgres_url(f"{scheme}://{rest}")
    raise ValueError(
        f"{quoted(scheme)} is not a database we can use{did_you_mean(scheme, _SCHEMES)} "
        "Write sqlite:///file.sqlite3 or postgresql://user:password@host/name."
    )


def _sqlite_url(rest: str) -> str:
    if rest in ("", "/") or rest.startswith(("/:memory:", ":memory:")):
        raise ValueError(f"a database in memory forgets everything. Name a file: {DEFAULT_DATABASE}.")
    if not rest.startswith("/"):
        raise ValueError("three slashes stand before a file's name. Write sqlite:///file.sqlite3.")
    return f"sqlite://{rest}"


def _postgres_url(url: str) -> str:
    example = "Write postgresql://user:password@host:5432/name; in a password, %40 stands for @ and %2F for /."
    try:
        parts = urlsplit(url)
        named = parts.path.strip("/") and (parts.port is None or parts.port > 0)
    except ValueError:
        raise ValueError(f"the host or the port cannot be read. {example}") from None
    if not named:
        raise ValueError(f"the database has no name. {example}")
    return url


def desk_file(text: str) -> Path:
    """The path of a file that is there."""
    path = Path(text)
    if path.is_dir():
        raise ValueError(f"{quoted(text, 200)} is a folder. Name the file in it, such as desk.yml.")
    if not path.is_file():
        raise ValueError(
            f"there is no file {quoted(text, 200)}. Correct the path, or unset DESK_FILE to keep the settings in the "
            "database."
        )
    return path


def bot_token(text: str) -> str:
    """A bot token of Slack."""
    return _token(text, "a bot token", "xoxb-…, from OAuth & Permissions of your Slack app")


def app_token(text: str) -> str:
    """An app-level token of Slack."""
    return _token(text, "an app-level token", "xapp-…, from Basic Information of your Slack app")


def _token(text: str, kind: str, origin: str) -> str:
    found = next((name for prefix, name in _TOKENS.items() if text.startswith(prefix)), "no Slack token")
    if found != kind:
        raise ValueError(f"this is {found}. Put {kind} here ({origin}).")
    if not _TOKEN.fullmatch(text):
        raise ValueError("the token holds a space or another sign that no token has. Copy it again, whole.")
    return text


def api_url(text: str) -> str:
    """The address of a Web API that speaks as Slack's does, with a slash at its end."""
    _web_address(text, SLACK_API)
    return text if text.endswith("/") else text + "/"


def discord_token(text: str) -> str:
    """Its shape is Discord's own business, and another server's may be of another."""
    bare = text.removeprefix("Bot ").strip()
    if any(text.startswith(prefix) for prefix in _TOKENS):
        raise ValueError("this is Slack's. Put Discord's bot token here (Bot, Token, of your Discord application).")
    if not _TOKEN.fullmatch(bare):
        raise ValueError("the token holds a space or another sign that no token has. Copy it again, whole.")
    return bare


def discord_api_url(text: str) -> str:
    """The address of a REST API that speaks as Discord's does."""
    _web_address(text, DISCORD_API)
    return text.rstrip("/")


def gateway_url(text: str) -> str:
    """The address of a gateway (ws or wss)."""
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in ("ws", "wss"):
        raise ValueError(f"this is not a gateway's address. Write one like {DISCORD_GATEWAY}.")
    _web_address(f"http://{rest}", DISCORD_GATEWAY)
    return text


def public_url(text: str) -> str:
    """A web address without query and fragment."""
    parts = _web_address(text, "https://champions.example.gov")
    if parts.query or parts.fragment:
        raise ValueError("the address ends in ?… or #…. Leave that out.")
    return text.rstrip("/")


def _web_address(text: str, example: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"\s", text):
        raise ValueError(f"this is not a web address. Write one like {example}.")
    if parts.username or parts.password:
        raise ValueError("the address holds a user name or a password. Take it out.")
    return parts


def secret_keys(text: str) -> tuple[str, ...]:
    """Fernet keys: 32 bytes in URL-safe base64 each, the first of which encrypts (Fernet specification)."""
    keys = tuple(filter(None, re.split(r"[\s,]+", text)))
    for number, key in enumerate(keys, 1):
        if not _is_fernet_key(key):
            raise ValueError(
                f"key {number} of {len(keys)} is not a key. Each is 44 characters long; make one with: {MAKE_KEY}"
            )
    return keys


def _is_fernet_key(text: str) -> bool:
    try:
        return len(text) == 44 and len(base64.b64decode(text, altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def log_level(text: str) -> str:
    """One of LOG_LEVELS; WARN and CRITICAL are understood."""
    level = {"WARN": "WARNING", "CRITICAL": "ERROR"}.get(text.upper(), text.upper())
    if level not in LOG_LEVELS:
        raise ValueError(f"{quoted(text)} is not a level{did_you_mean(text, LOG_LEVELS)} Use {', '.join(LOG_LEVELS)}.")
    return level


def signing_secret(text: str) -> str:
    """The secret with which Slack signs what it posts."""
    return _secret(text, "Signing Secret")


def client_secret(text: str) -> str:
    """The secret with which an app of Slack asks for tokens."""
    return _secret(text, "Client Secret")


def _secret(text: str, name: str) -> str:
    if found := next((kind for prefix, kind in _TOKENS.items() if text.startswith(prefix)), ""):
        raise ValueError(f"this is {found}. Put the {name} here (Basic Information of your Slack app).")
    if not _SECRET.fullmatch(text):
        raise ValueError(f"this is not a {name}. Copy it again, whole, from Basic Information of your Slack app.")
    return text


def client_id(text: str) -> str:
    """The public name of an app of Slack: two numbers with a dot between them."""
    if not _CLIENT_ID.fullmatch(text):
        raise ValueError("this is not a Client ID. It looks like 1234567890.1234567890 (Basic Information).")
    return text


def listen(text: str) -> tuple[str, int]:
    """A host and a port to listen at; a port alone stands for this machine only."""
    found = _PORT.fullmatch(text)
    if found is None or not 0 < int(found["port"]) < 65_536:
        raise ValueError(f"{quoted(text)} is not a place to listen at. Write one like {DEFAULT_LISTEN}.")
    return (found["host"] or "127.0.0.1").strip("[]"), int(found["port"])
