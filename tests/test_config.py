import base64
from pathlib import Path

import pytest

from bot.config import Config, ConfigError, read_config

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
BOT, APP = "xoxb-1-abc", "xapp-1-abc"
SECRETS = {
    "DATABASE_URL": "postgres://desk:hunter2@db.example.gov:5432/desk?sslpassword=hunter2",
    "SLACK_BOT_TOKEN": "xoxb-hunter2",
    "SLACK_APP_TOKEN": "xapp-hunter2",
    "SECRET_KEYS": KEY,
}
SIGNING, CLIENT, CLIENT_KEY = "hunter2" * 5, "1234567890.987654321", "hunter3" * 5


def mistakes(**environ: str) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read_config(environ)
    assert str(caught.value) == "\n".join(caught.value.mistakes)
    return caught.value.mistakes


def test_an_empty_environment_works() -> None:
    assert read_config({}) == read_config({"SLACK_BOT_TOKEN": " ", "LOG_LEVEL": ""}) == Config()
    assert Config().database_url == "sqlite:///data-champions.sqlite3"
    assert Config().slack_api_url == "https://slack.com/api/"
    assert not Config().has_slack
    assert not Config().has_discord


def test_everything_is_read(tmp_path: Path) -> None:
    desk = tmp_path / "desk.yml"
    desk.write_text("desk: {name: A}")
    config = read_config(
        {
            **SECRETS,
            "DESK_FILE": f'"{desk}"',
            "SLACK_API_URL": "http://127.0.0.1:8080/api",
            "DISCORD_TOKEN": "Bot MTA.hunter2.abc-_",
            "DISCORD_API_URL": "http://127.0.0.1:8080/api/v10/",
            "DISCORD_GATEWAY_URL": "ws://127.0.0.1:8080/gateway",
            "PUBLIC_URL": "https://champions.example.gov/",
            "SECRET_KEYS": f"{KEY}, {KEY}",
            "LOG_LEVEL": "debug",
        }
    )
    assert config == Config(
        database_url="postgresql://desk:hunter2@db.example.gov:5432/desk?sslpassword=hunter2",
        desk_file=desk,
        slack_bot_token="xoxb-hunter2",
        slack_app_token="xapp-hunter2",
        slack_api_url="http://127.0.0.1:8080/api/",
        discord_token="MTA.hunter2.abc-_",
        discord_api_url="http://127.0.0.1:8080/api/v10",
        discord_gateway_url="ws://127.0.0.1:8080/gateway",
        public_url="https://champions.example.gov",
        secret_keys=(KEY, KEY),
        log_level="DEBUG",
    )
    assert config.has_slack
    assert config.has_discord


def test_secrets_are_not_shown() -> None:
    config = read_config(SECRETS)
    for shown in (repr(config), str(config), f"{config}", config.database):
        assert "hunter2" not in shown
        assert KEY not in shown
    assert config.database == "postgresql://db.example.gov:5432/desk"
    assert Config().database == "sqlite:///data-champions.sqlite3"


def test_mistakes_do_not_repeat_secrets() -> None:
    told = mistakes(
        DATABASE_URL="mysql://me:hunter2@host/x",
        SLACK_BOT_TOKEN="xapp-hunter2",
        SLACK_APP_TOKEN="hunter2",
        PUBLIC_URL="https://me:hunter2@host",
        SLACK_API_URL="hunter2",
        SECRET_KEYS="hunter2",
    )
    assert len(told) == 6
    assert "hunter2" not in "".join(told)


def test_every_mistake_is_told_at_once() -> None:
    assert [told.split(":")[0].split()[0] for told in mistakes(LOG_LEVEL="x", SECRET_KEYS="y", DESK_FILE="no.yml")] == [
        *("DESK_FILE", "SECRET_KEYS", "LOG_LEVEL")
    ]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sqlite:///desk.sqlite3", "sqlite:///desk.sqlite3"),
        ("sqlite:////var/lib/desk.sqlite3", "sqlite:////var/lib/desk.sqlite3"),
        ("postgres://host/desk", "postgresql://host/desk"),
        ("postgresql+psycopg://host/desk", "postgresql://host/desk"),
        ("PostgreSQL://host/desk", "postgresql://host/desk"),
        ("postgresql://me:@/desk?host=/var/run/postgresql", "postgresql://me:@/desk?host=/var/run/postgresql"),
    ],
)
def test_a_database_address_is_brought_into_one_form(written: str, read: str) -> None:
    assert read_config({"DATABASE_URL": written}).database_url == read


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("DATABASE_URL", "desk.sqlite3", "this is not a database address. For a file write sqlite:///"),
        ("DATABASE_URL", "mysql://host/x", "'mysql' is not a database we can use. Write sqlite:///"),
        ("DATABASE_URL", "postgresq://host/x", "did you mean 'postgresql'?"),
        ("DATABASE_URL", "sqlite://desk.sqlite3", "three slashes stand before a file's name"),
        ("DATABASE_URL", "sqlite://", "a database in memory forgets everything. Name a file"),
        ("DATABASE_URL", "sqlite:///:memory:", "a database in memory forgets everything. Name a file"),
        ("DATABASE_URL", "postgresql://host", "the database has no name"),
        ("DATABASE_URL", "postgresql://host:port/x", "the host or the port cannot be read"),
        ("DATABASE_URL", "postgresql://[host/x", "the host or the port cannot be read"),
        ("DESK_FILE", "nowhere.yml", "there is no file 'nowhere.yml'. Correct the path"),
        ("DESK_FILE", ".", "'.' is a folder. Name the file in it"),
        ("DESK_FILE", "a\x00b", "there is no file"),
        ("SLACK_API_URL", "slack.com/api", "this is not a web address. Write one like https://slack.com/api/"),
        ("SLACK_API_URL", "http://[::1", "this is not a web address"),
        ("SLACK_API_URL", "http://host:99999/", "this is not a web address"),
        ("LISTEN", "here", "'here' is not a place to listen at. Write one like 127.0.0.1:8080."),
        ("LISTEN", "127.0.0.1:99999", "is not a place to listen at"),
        ("DISCORD_TOKEN", "xoxb-1", "this is Slack's. Put Discord's bot token here"),
        ("DISCORD_TOKEN", "a b", "the token holds a space"),
        ("PUBLIC_URL", "https://host/?a=1", "Leave that out"),
        ("PUBLIC_URL", "https://a b/", "this is not a web address"),
        ("SECRET_KEYS", f"{KEY},short", "key 2 of 2 is not a key"),
        ("SECRET_KEYS", "!" * 44, "key 1 of 1 is not a key"),
        ("LOG_LEVEL", "INF", "did you mean 'INFO'? Use DEBUG, INFO, WARNING, ERROR."),
    ],
)
def test_a_mistake_is_told_with_its_fix(name: str, value: str, told: str) -> None:
    found = mistakes(**{name: value})
    assert len(found) == 1
    assert found[0].startswith(f"{name}: ")
    assert told in found[0]


@pytest.mark.parametrize(
    ("bot", "app", "told"),
    [
        (APP, BOT, ["SLACK_BOT_TOKEN: this is an app-level token.", "SLACK_APP_TOKEN: this is a bot token."]),
        ("xoxp-1", APP, ["SLACK_BOT_TOKEN: this is a user token. Put a bot token here (xoxb-…"]),
        ("secret", APP, ["SLACK_BOT_TOKEN: this is no Slack token."]),
        ("xoxb-1 2", APP, ["SLACK_BOT_TOKEN: the token holds a space"]),
        (BOT, "", ["SLACK_APP_TOKEN is missing, though SLACK_BOT_TOKEN is set."]),
        ("", APP, ["SLACK_BOT_TOKEN is missing, though SLACK_APP_TOKEN is set."]),
    ],
)
def test_slacks_two_tokens_are_told_apart(bot: str, app: str, told: list[str]) -> None:
    found = mistakes(SLACK_BOT_TOKEN=bot, SLACK_APP_TOKEN=app)
    assert [each[: len(start)] for each, start in zip(found, told, strict=True)] == told


def test_slack_is_heard_by_what_is_set() -> None:
    posted = read_config({"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SIGNING, "LISTEN": ":9000"})
    assert (posted.has_slack, posted.installs_slack, posted.listen) == (True, False, ("127.0.0.1", 9000))
    both = {"SLACK_CLIENT_ID": CLIENT, "SLACK_CLIENT_SECRET": CLIENT_KEY, "SLACK_SIGNING_SECRET": SIGNING}
    installed = read_config({**both, "SECRET_KEYS": KEY, "LISTEN": "[::1]:80"})
    assert (installed.has_slack, installed.installs_slack, installed.listen) == (True, True, ("::1", 80))
    assert "hunter" not in repr(installed)


@pytest.mark.parametrize(
    ("environ", "told"),
    [
        (
            {"SIGNING_SECRET": "xapp-1", "BOT_TOKEN": BOT},
            ["SLACK_SIGNING_SECRET: this is an app-level token. Put the S"],
        ),
        ({"SIGNING_SECRET": "a b", "BOT_TOKEN": BOT}, ["SLACK_SIGNING_SECRET: this is not a Signing Secret. Copy it"]),
        ({"SIGNING_SECRET": SIGNING}, ["SLACK_BOT_TOKEN is missing, though SLACK_SIGNING_SECRET is set."]),
        (
            {"CLIENT_ID": CLIENT},
            [
                "SLACK_CLIENT_SECRET is missing, though SLACK_CLIENT_ID is set.",
                "SLACK_SIGNING_SECRET is missing, though SLACK_CLIENT_ID is set.",
                "SECRET_KEYS is missing, though SLACK_CLIENT_ID is set.",
            ],
        ),
        (
            {"CLIENT_ID": CLIENT, "CLIENT_SECRET": CLIENT_KEY, "SIGNING_SECRET": SIGNING, "BOT_TOKEN": BOT},
            [
                "SECRET_KEYS is missing, though SLACK_CLIENT_ID and SLACK_CLIENT_SECRET is set.",
                "SLACK_BOT_TOKEN is set beside SLACK_CLIENT_ID and SLACK_CLIENT_SECRET. Take it out",
            ],
        ),
    ],
)
def test_what_is_only_half_set_is_told(environ: dict[str, str], told: list[str]) -> None:
    found = mistakes(**{f"SLACK_{name}": value for name, value in environ.items()})
    assert [each[: len(start)] for each, start in zip(found, told, strict=True)] == told
    assert not any("hunter" in each for each in found)


def test_both_tokens_or_a_rotated_one_are_fine() -> None:
    assert read_config({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}).has_slack
    assert read_config({"SLACK_BOT_TOKEN": "xoxe.xoxb-1", "SLACK_APP_TOKEN": APP}).has_slack


@pytest.mark.parametrize(
    ("api", "gateway", "told"),
    [
        ("discord.com/api", "ws://host/", "DISCORD_API_URL: this is not a web address. Write one like https://discord"),
        (
            "http://host/api",
            "https://host/",
            "DISCORD_GATEWAY_URL: this is not a gateway's address. Write one like wss:",
        ),
        ("http://host/api", "wss://a b/", "DISCORD_GATEWAY_URL: this is not a web address"),
        ("http://host/api", "", "DISCORD_GATEWAY_URL is missing, though DISCORD_API_URL is set. Set both, or neither"),
        ("", "ws://host/", "DISCORD_API_URL is missing, though DISCORD_GATEWAY_URL is set"),
    ],
)
def test_discords_two_addresses_go_together(api: str, gateway: str, told: str) -> None:
    (found,) = mistakes(DISCORD_API_URL=api, DISCORD_GATEWAY_URL=gateway)
    assert told in found
