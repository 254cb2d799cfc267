"""The environment turned into a Config: every mistake at once, in words, with what to do about it.

Secrets have their only home in the environment (interaction.md §7.1). They stay out of ``repr`` and out of
messages.
"""

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from bot.engine.errors import ChampionsError
from bot.hints import did_you_mean, quoted

DEFAULT_DATABASE = "sqlite:///data-champions.sqlite3"
SLACK_API = "https://slack.com/api/"
DISCORD_API = "https://discord.com/api/v10"
DISCORD_GATEWAY = "wss://gateway.discord.gg/"
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


class ConfigError(ChampionsError):
    """The environment cannot be used; the message holds every mistake, one on a line, each with its fix."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Config:
    """What an operator decides outside the desk's own settings. Empty texts and None stand for "not set"."""

    database_url: str = field(default=DEFAULT_DATABASE, repr=False)
    desk_file: Path | None = None
    slack_bot_token: str = field(default="", repr=False)
    slack_app_token: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    discord_token: str = field(default="", repr=False)
    discord_api_url: str = DISCORD_API
    discord_gateway_url: str = DISCORD_GATEWAY
    public_url: str = ""
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    log_level: str = "INFO"

    @property
    def database(self) -> str:
        """The database as one may show it: without the user name and the password."""
        return re.sub("//.*@", "//", self.database_url).partition("?")[0]

    @property
    def has_slack(self) -> bool:
        """Whether both of Slack's tokens are set."""
        return bool(self.slack_bot_token and self.slack_app_token)

    @property
    def has_discord(self) -> bool:
        """Whether Discord's token is set."""
        return bool(self.discord_token)


def read_config(environ: Mapping[str, str]) -> Config:
    """The configuration in ``environ``. Looks whether DESK_FILE exists and touches nothing else.

    Values may stand in quotes, as they do when copied from an ``.env`` file. Raises :class:`ConfigError`.
    """
    reading = _Reading(environ)
    config = Config(
        database_url=reading.take("DATABASE_URL", _database_url, DEFAULT_DATABASE),
        desk_file=reading.take("DESK_FILE", _desk_file, None),
        slack_bot_token=reading.take("SLACK_BOT_TOKEN", _bot_token, ""),
        slack_app_token=reading.take("SLACK_APP_TOKEN", _app_token, ""),
        slack_api_url=reading.take("SLACK_API_URL", _api_url, SLACK_API),
        discord_token=reading.take("DISCORD_TOKEN", _discord_token, ""),
        discord_api_url=reading.take("DISCORD_API_URL", _discord_api_url, DISCORD_API),
        discord_gateway_url=reading.take("DISCORD_GATEWAY_URL", _gateway_url, DISCORD_GATEWAY),
        public_url=reading.take("PUBLIC_URL", _public_url, ""),
        secret_keys=reading.take("SECRET_KEYS", _secret_keys, ()),
        log_level=reading.take("LOG_LEVEL", _log_level, "INFO"),
    )
    reading.both_tokens()
    reading.both_addresses()
    if reading.mistakes:
        raise ConfigError(reading.mistakes)
    return config


T = TypeVar("T")


class _Reading:
    """One pass over the environment, collecting what is wrong with it."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.mistakes: list[str] = []

    def take(self, name: str, read: Callable[[str], T], otherwise: T) -> T:
        text = self.text(name)
        try:
            return read(text) if text else otherwise
        except ValueError as error:
            self.mistakes.append(f"{name}: {error}")
            return otherwise

    def text(self, name: str) -> str:
        text = self.environ.get(name, "").strip()
        in_quotes = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
        return text[1:-1].strip() if in_quotes else text

    def both_addresses(self) -> None:
        """A token for a test server must not reach Discord itself because one of the two addresses was left out."""
        names = ("DISCORD_API_URL", "DISCORD_GATEWAY_URL")
        missing = [name for name in names if not self.text(name)]
        if len(missing) == 1:
            there = next(name for name in names if name not in missing)
            self.mistakes.append(
                f"{missing[0]} is missing, though {there} is set. Set both, or neither for Discord itself."
            )

    def both_tokens(self) -> None:
        """Socket Mode needs a token to speak and a token to listen."""
        bot, app = self.text("SLACK_BOT_TOKEN"), self.text("SLACK_APP_TOKEN")
        if bot and not app:
            self.mistakes.append(
                "SLACK_APP_TOKEN is missing, though SLACK_BOT_TOKEN is set. Make an app-level token (xapp-…) with the "
                "scope connections:write under Basic Information of your Slack app."
            )
        elif app and not bot:
            self.mistakes.append(
                "SLACK_BOT_TOKEN is missing, though SLACK_APP_TOKEN is set. Copy the Bot User OAuth Token (xoxb-…) "
                "from OAuth & Permissions of your Slack app."
            )


def _database_url(text: str) -> str:
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


def _desk_file(text: str) -> Path:
    path = Path(text)
    if path.is_dir():
        raise ValueError(f"{quoted(text, 200)} is a folder. Name the file in it, such as desk.yml.")
    if not path.is_file():
        raise ValueError(
            f"there is no file {quoted(text, 200)}. Correct the path, or unset DESK_FILE to keep the settings in the "
            "database."
        )
    return path


def _bot_token(text: str) -> str:
    return _token(text, "a bot token", "xoxb-…, from OAuth & Permissions of your Slack app")


def _app_token(text: str) -> str:
    return _token(text, "an app-level token", "xapp-…, from Basic Information of your Slack app")


def _token(text: str, kind: str, origin: str) -> str:
    found = next((name for prefix, name in _TOKENS.items() if text.startswith(prefix)), "no Slack token")
    if found != kind:
        raise ValueError(f"this is {found}. Put {kind} here ({origin}).")
    if not _TOKEN.fullmatch(text):
        raise ValueError("the token holds a space or another sign that no token has. Copy it again, whole.")
    return text


def _api_url(text: str) -> str:
    _web_address(text, SLACK_API)
    return text if text.endswith("/") else text + "/"


def _discord_token(text: str) -> str:
    """Its shape is Discord's own business, and another server's may be of another."""
    bare = text.removeprefix("Bot ").strip()
    if any(text.startswith(prefix) for prefix in _TOKENS):
        raise ValueError("this is Slack's. Put Discord's bot token here (Bot, Token, of your Discord application).")
    if not _TOKEN.fullmatch(bare):
        raise ValueError("the token holds a space or another sign that no token has. Copy it again, whole.")
    return bare


def _discord_api_url(text: str) -> str:
    _web_address(text, DISCORD_API)
    return text.rstrip("/")


def _gateway_url(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in ("ws", "wss"):
        raise ValueError(f"this is not a gateway's address. Write one like {DISCORD_GATEWAY}.")
    _web_address(f"http://{rest}", DISCORD_GATEWAY)
    return text


def _public_url(text: str) -> str:
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


def _secret_keys(text: str) -> tuple[str, ...]:
    """Fernet keys: 32 bytes in URL-safe base64 each, the first of which encrypts (Fernet specification)."""
    keys = tuple(filter(None, re.split(r"[\s,]+", text)))
    for number, key in enumerate(keys, 1):
        if not _is_fernet_key(key):
            raise ValueError(
                f"key {number} of {len(keys)} is not a key. Each is 44 characters long; make one with: "
                "python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())'"
            )
    return keys


def _is_fernet_key(text: str) -> bool:
    try:
        return len(text) == 44 and len(base64.b64decode(text, altchars=b"-_", validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def _log_level(text: str) -> str:
    level = {"WARN": "WARNING", "CRITICAL": "ERROR"}.get(text.upper(), text.upper())
    if level not in LOG_LEVELS:
        raise ValueError(f"{quoted(text)} is not a level{did_you_mean(text, LOG_LEVELS)} Use {', '.join(LOG_LEVELS)}.")
    return level
