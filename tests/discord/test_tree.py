"""The command tree: what Discord is told of the commands, within its limits, and only where it changed."""

import re
from typing import Any

import pytest

from adapters.discord.tree import (
    ASKED_BY,
    HELPS,
    MARK_ANSWER,
    MOST_CHARACTERS,
    TRACK,
    commands,
    completes,
    longest,
    same,
)
from bot.catalog.commands import ShowDataset
from bot.engine.scene import Door, Row, Who
from bot.questions.commands import Ask, Claim, Duplicate
from bot.speech.command import args_of
from bot.table import COMMANDS, ROOTS
from tests.discord.conftest import Town
from tests.slack.small_desk import TABLE

TREE = commands(COMMANDS)
NAME = re.compile(r"[-_'a-z0-9]{1,32}")


def found(root: str, *verb: str) -> Any:
    node = next(each for each in TREE if each["name"] == root)
    for word in verb:
        node = next(each for each in node["options"] if each["name"] == word)
    return node


def nodes(node: Any) -> list[Any]:
    return [node, *(inner for each in node.get("options", ()) for inner in nodes(each))]


def test_there_are_three_roots_and_the_menus() -> None:
    slash, *menus = [each for each in TREE if each["type"] == 1], *[each for each in TREE if each["type"] != 1]
    assert [each["name"] for each in slash] == list(ROOTS)
    assert {(each["type"], each["name"]) for each in menus} >= {(3, TRACK), (3, MARK_ANSWER), (2, ASKED_BY)}


def test_every_typed_command_is_there_and_no_other() -> None:
    lines = set()
    for root in ROOTS:
        for verb in found(root)["options"]:
            inner = [f" {each['name']}" for each in verb["options"]] if verb["type"] == 2 else [""]
            lines |= {f"{root} {verb['name']}{word}" for word in inner}
    typed = [row.command for row in COMMANDS if row.door is Door.TYPED]
    assert lines == {f"{each.root} {each.verb}" for each in typed}


def test_a_verb_of_two_words_stands_in_a_group() -> None:
    group = found("opendata-admin", "roster")
    assert group["type"] == 2
    assert {each["name"] for each in group["options"]} >= {"import", "list", "check"}
    assert all(each["type"] == 1 for each in group["options"])


@pytest.mark.parametrize("root", [each for each in TREE if each["type"] == 1], ids=lambda each: each["name"])
def test_everything_has_room(root: Any) -> None:
    for node in nodes(root):
        assert NAME.fullmatch(node["name"])
        said = [node["description"], *node.get("description_localizations", {}).values()]
        assert all(1 <= len(each) <= 100 for each in said), node
        assert len(node.get("options", ())) <= 25
        assert len(node.get("choices", ())) <= 25
        assert not (node.get("choices") and node.get("autocomplete"))
        assert len({each["name"] for each in node.get("options", ())}) == len(node.get("options", ()))


def test_no_command_is_longer_than_discord_allows_in_any_language() -> None:
    assert longest(TREE) <= MOST_CHARACTERS
    assert longest([{"name": "ab", "description": "c", "description_localizations": {"es-ES": "cdef"}}]) == 6


def test_it_is_told_in_spanish_of_spain_and_of_america() -> None:
    said = found("opendata", "ask")["description_localizations"]
    assert set(said) == {"es-ES", "es-419"}
    assert said["es-419"] == "Hacer una pregunta sobre los datos de la ciudad"


def test_coordinators_commands_are_shown_to_those_who_manage_the_server() -> None:
    assert found("opendata-admin")["default_member_permissions"] == str(1 << 5)
    assert found("opendata-admin")["contexts"] == [0]
    assert found("opendata")["contexts"] == [0, 1]
    assert "default_member_permissions" not in found("champion")


def test_options_are_the_fields_of_the_command() -> None:
    options = {each["name"]: each for each in found("opendata", "ask")["options"]}
    assert set(options) == set(args_of(Ask))
    assert next(iter(options)) == "text"  # what it is for stands first
    assert options["dataset"]["autocomplete"] is True
    assert [each["value"] for each in options["share"]["choices"]] == ["named", "unnamed", "private"]
    assert "autocomplete" not in options["share"]
    assert options["text"]["max_length"] == 3_000


def test_what_no_form_asks_for_is_required_and_comes_first() -> None:
    row = Row(Duplicate, lambda scene, command: None, Who.ANYONE, "Twice", Duplicate(1, 2), needs=("of",))  # type: ignore[arg-type, return-value]
    (root, *_) = commands([row])
    options = root["options"][0]["options"]
    assert [(each["name"], each.get("required", False)) for each in options] == [("of", True), ("question", False)]


def test_what_completes_itself() -> None:
    assert completes(Claim, "question") == "question"
    assert completes(Ask, "topic") == "topic"
    assert completes(ShowDataset, "text") == "dataset"
    assert completes(Ask, "text") == ""
    assert completes(Ask, "nothing") == ""


def test_every_help_of_a_field_is_found_for_translation() -> None:
    typed = [row.command for row in COMMANDS if row.door is Door.TYPED]
    assert {arg.help for each in typed for arg in args_of(each).values() if arg.help} == set(HELPS)


def test_what_discord_fills_in_by_itself_is_no_difference() -> None:
    blank = {
        "id": "1",
        "application_id": "2",
        "version": "3",
        "nsfw": False,
        "dm_permission": True,
        "name_localizations": None,
    }
    theirs = [{"description_localizations": None, **each, **blank} for each in reversed(TREE)]
    assert same(TREE, theirs)
    assert not same(TREE, theirs[1:])
    assert not same(TREE, [*theirs[:-1], {**theirs[-1], "description": "Something else"}])


async def test_the_commands_are_registered_once(town: Town) -> None:
    assert len(town.calls("sync commands")) == 1
    await town.restart()
    assert len(town.calls("sync commands")) == 1
    shown = town.pocket.sight.what_sees("bo")
    assert {each["key"] for each in shown["commands"]} >= {"opendata", "champion"}
    assert TRACK in {each["key"] for each in shown["message_commands"]}


async def test_a_changed_command_is_registered_anew(town: Town) -> None:
    town.adapter._commands = commands(row for row in TABLE if row.command is not Claim)
    await town.adapter.stop()
    await town.adapter.start()
    assert len(town.calls("sync commands")) == 2
