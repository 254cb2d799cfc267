"""The environment turned into a Config: every mistake at once, in words, with what to do about it.

Secrets have their only home in the environment (interaction.md §7.1). They stay out of ``repr`` and out of
messages.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot import config_fields as fields
from bot.config_fields import DEFAULT_DATABASE, DEFAULT_LISTEN, DISCORD_API, DISCORD_GATEWAY, SLACK_API
from bot.engine.errors import ChampionsError


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
    slack_signing_secret: str = field(default="", repr=False)
    slack_client_id: str = ""
    slack_client_secret: str = field(default="", repr=False)
    slack_api_url: str = SLACK_API
    discord_token: str = field(default="", repr=False)
    discord_api_url: str = DISCORD_API
    discord_gateway_url: str = DISCORD_GATEWAY
    public_url: str = ""
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    log_level: str = "INFO"
    listen: tuple[str, int] = fields.listen(DEFAULT_LISTEN)

    @property
    def database(self) -> str:
        """The database as one may show it: without the user name and the password."""
        return re.sub("//.*@", "//", self.database_url).partition("?")[0]

    @property
    def has_slack(self) -> bool:
        """Whether Slack can be heard and shown to, one way or another."""
        heard = self.slack_app_token or self.slack_signing_secret
        return bool(self.slack_bot_token and heard) or self.installs_slack

    @property
    def installs_slack(self) -> bool:
        """Whether workspaces install the app by themselves, and their tokens lie in the database."""
        return bool(self.slack_client_id and self.slack_client_secret)

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
        database_url=reading.take("DATABASE_URL", fields.database_url, DEFAULT_DATABASE),
        desk_file=reading.take("DESK_FILE", fields.desk_file, None),
        slack_bot_token=reading.take("SLACK_BOT_TOKEN", fields.bot_token, ""),
        slack_app_token=reading.take("SLACK_APP_TOKEN", fields.app_token, ""),
        slack_signing_secret=reading.take("SLACK_SIGNING_SECRET", fields.signing_secret, ""),
        slack_client_id=reading.take("SLACK_CLIENT_ID", fields.client_id, ""),
        slack_client_secret=reading.take("SLACK_CLIENT_SECRET", fields.client_secret, ""),
        slack_api_url=reading.take("SLACK_API_URL", fields.api_url, SLACK_API),
        discord_token=reading.take("DISCORD_TOKEN", fields.discord_token, ""),
        discord_api_url=reading.take("DISCORD_API_URL", fields.discord_api_url, DISCORD_API),
        discord_gateway_url=reading.take("DISCORD_GATEWAY_URL", fields.gateway_url, DISCORD_GATEWAY),
        public_url=reading.take("PUBLIC_URL", fields.public_url, ""),
        secret_keys=reading.take("SECRET_KEYS", fields.secret_keys, ()),
        log_level=reading.take("LOG_LEVEL", fields.log_level, "INFO"),
        listen=reading.take("LISTEN", fields.listen, fields.listen(DEFAULT_LISTEN)),
    )
    reading.slack_way()
    reading.both_addresses()
    if reading.mistakes:
        raise ConfigError(reading.mistakes)
    return config


T = TypeVar("T")
_SLACK = ("BOT_TOKEN", "APP_TOKEN", "SIGNING_SECRET", "CLIENT_ID", "CLIENT_SECRET")


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

    def slack_way(self) -> None:
        """Slack is heard by an app-level token (Socket Mode), or by a signing secret (HTTP); it is shown to by a bot
        token, or by those that workspaces bring when they install the app."""
        bot, app, secret, name, key = (self.text(f"SLACK_{each}") for each in _SLACK)
        if name or key:
            self._installing(bot, app, secret, name, key)
        elif bot and not (app or secret):
            self.mistakes.append(
                "SLACK_APP_TOKEN is missing, though SLACK_BOT_TOKEN is set. Make an app-level token (xapp-…) with the "
                "scope connections:write under Basic Information of your Slack app. Where Slack shall post to a web "
                "address instead, set SLACK_SIGNING_SECRET."
            )
        elif (app or secret) and not bot:
            there = "SLACK_APP_TOKEN" if app else "SLACK_SIGNING_SECRET"
            self.mistakes.append(
                f"SLACK_BOT_TOKEN is missing, though {there} is set. Copy the Bot User OAuth Token (xoxb-…) "
                "from OAuth & Permissions of your Slack app."
            )

    def _installing(self, bot: str, app: str, secret: str, name: str, key: str) -> None:
        needed = {"SLACK_CLIENT_ID": name, "SLACK_CLIENT_SECRET": key, "SLACK_SIGNING_SECRET": secret}
        told = " and ".join(each for each, text in needed.items() if each != "SLACK_SIGNING_SECRET" and text)
        for each in (each for each, text in needed.items() if not text):
            self.mistakes.append(
                f"{each} is missing, though {told} is set. Workspaces install the app over HTTP, which needs all of "
                f"{', '.join(needed)}; they stand under Basic Information of your Slack app."
            )
        if not self.text("SECRET_KEYS"):
            self.mistakes.append(
                f"SECRET_KEYS is missing, though {told} is set. Workspaces' tokens lie encrypted in the database. "
                f"Make a key with: {fields.MAKE_KEY}"
            )
        for each in ("SLACK_BOT_TOKEN",) * bool(bot) + ("SLACK_APP_TOKEN",) * bool(app):
            self.mistakes.append(
                f"{each} is set beside {told}. Take it out where workspaces install the app by themselves, or take "
                "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET out to serve the one workspace of the token."
            )
