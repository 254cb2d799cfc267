"""What an operator types, and what they are told: sentences that say what to do, and never a trace."""

import json
import os
from pathlib import Path

import pytest

from storage.open import migrate, open_store
from tests.frontdoor.process import DESK, Said, settings

ROSTER = "public_name,level,topics\nImani,coordinator,\nNoor,external,Trees\nTheo,external,Budget\n"
TOPICS = DESK + "topics:\n  - {name: Trees, keywords: [tree]}\n  - {name: Budget, keywords: [money]}\n"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("run",), 1, "No platform has tokens yet. Three steps:"),
        (("demo", "--port", "99999"), 2, "99999 is not in the range"),
        (("demo", "--no-browser", "--catalog", "none.json"), 1, "There is no file none.json"),
        (("route", "where are the trees"), 1, "There is no database"),
        (("doctor",), 1, "set DESK_FILE to it"),
        (("catalog", "probe", "http://169.254.169.254/"), 1, "that address is not on the public internet"),
        (("catalog", "notes"), 1, "There is no database"),
    ],
)
async def test_before_anything_is_set_up(
    words: tuple[str, ...], code: int, sentence: str, tmp_path: Path, said: Said
) -> None:
    ended, told = await said(tmp_path, *words)
    assert ended == code
    assert sentence in told
    assert "Traceback" not in told
    assert os.listdir(tmp_path) == []


async def test_the_list_of_commands_cuts_no_sentence_off(tmp_path: Path, said: Said) -> None:
    _, told = await said(tmp_path, "--help", COLUMNS="80")
    assert "..." not in told.partition("Commands:")[2]
    assert "Try it first" in told


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("slack", ("display_information:", "command: /opendata-admin", "chat:write")),
        ("discord", ("client_id=APPLICATION_ID&scope=bot+applications.commands&permissions=", "/opendata-admin")),
    ],
)
async def test_what_a_platform_needs_is_printed_for_reading(
    platform: str, words: tuple[str, ...], tmp_path: Path, said: Said
) -> None:
    code, told = await said(tmp_path, "manifest", platform)
    assert code == 0
    assert all(each in told for each in words)
    assert max(map(len, told.splitlines())) < 200


async def test_the_doctor_names_a_platform_that_has_channels_and_no_tokens(tmp_path: Path, said: Said) -> None:
    environ = settings(tmp_path, DESK + "  discord:\n    ask: questions\n")
    migrate(f"sqlite:///{tmp_path}/desk.sqlite3")
    nowhere = {"DISCORD_API_URL": "http://127.0.0.1:9/api/v10", "DISCORD_GATEWAY_URL": "ws://127.0.0.1:9/"}
    _, told = await said(tmp_path, "doctor", DISCORD_TOKEN="MTA.secret.token", **nowhere, **environ)
    assert "NO  Discord: http://127.0.0.1:9/api/v10 does not answer as Discord does" in told
    assert "NO  Slack: desk.yml names channels there, and there are no tokens" in told
    assert "secret" not in told


async def test_the_desk_file_alone_is_enough_to_rank(tmp_path: Path, said: Said) -> None:
    environ = settings(tmp_path, TOPICS)
    (tmp_path / "roster.csv").write_text(ROSTER)
    code, told = await said(tmp_path, "route", "how old is the oldest tree", "--json", **environ)
    found = json.loads(told)
    assert code == 0
    assert (found["topic"], found["offered_to"], found["dataset"]) == ("Trees", "Noor", "")
    assert set(found) == {"topic", "dataset", "offered_to", "backup", "sentence", "ranked"}
    assert set(found["ranked"][0]) == {"name", "department", "level", "score", "fits", "reasons"}
    assert not (tmp_path / "desk.sqlite3").exists()


async def test_ranking_tries_the_roster_file_and_keeps_nothing_of_it(tmp_path: Path, said: Said) -> None:
    environ = settings(tmp_path, TOPICS)
    migrate(f"sqlite:///{tmp_path}/desk.sqlite3")
    (tmp_path / "roster.csv").write_text(ROSTER)
    code, told = await said(tmp_path, "route", "how old is the oldest tree", "--dataset", "none", **environ)
    assert code == 0
    assert "Offered to Noor" in told
    assert "no dataset called “none”" in told
    store = open_store(f"sqlite:///{tmp_path}/desk.sqlite3")
    assert await store.look("elmford", lambda work: work.roster.champions) == ()
    await store.close()


async def test_a_catalogue_without_one_dataset_takes_nothing_away(tmp_path: Path, said: Said) -> None:
    environ = settings(tmp_path)
    migrate(f"sqlite:///{tmp_path}/desk.sqlite3")
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps({"dataset": [{"identifier": "a", "title": "Street Trees"}]}))
    bad.write_text("[1, 2]")
    assert (await said(tmp_path, "catalog", "load", str(good), **environ))[0] == 0
    code, told = await said(tmp_path, "catalog", "load", str(bad), **environ)
    assert code == 1
    assert "nothing has changed" in told
    store = open_store(f"sqlite:///{tmp_path}/desk.sqlite3")
    assert await store.look("elmford", lambda work: work.catalog.size()) == 1
    await store.close()


async def test_a_second_roster_file_is_warned_of(tmp_path: Path, said: Said) -> None:
    environ = settings(tmp_path)
    migrate(f"sqlite:///{tmp_path}/desk.sqlite3")
    for name in ("roster.csv", "other.csv"):
        (tmp_path / name).write_text(ROSTER)
    _, told = await said(tmp_path, "roster", "import", "other.csv", "--apply", **environ)
    assert "the next `champions run` goes by it" in told
    _, told = await said(tmp_path, "roster", "import", "roster.csv", "--apply", **environ)
    assert "goes by it" not in told
