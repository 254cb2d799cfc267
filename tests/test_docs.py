"""What the pages for people say is true: commands, links, words, settings, examples and the state machine."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from adapters.discord.manifest import INTENTS, PRIVILEGED
from adapters.discord.manifest import SCOPES as DISCORD_SCOPES
from adapters.discord.permissions import NEEDED
from adapters.slack.manifest import LINK_SCOPES, SCOPES
from bot.desk import read_desk, unused_sections
from bot.engine.scene import Door
from bot.people.model import Level
from bot.people.roster import read_roster
from bot.people.roster.columns import COLUMNS
from bot.questions.model import OPEN, OWNED, State
from bot.questions.moves import MOVES, Move
from bot.table import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
HOUSE, INSTALLING = ROOT / "docs/house.md", ROOT / "docs/installing.md"
PAGES = sorted({*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/*.md")})
WORDS = (
    *("Desk", "Person", "Champion", "Coordinator", "Asker", "Place", "Command", "Request", "Reply", "Card", "Form"),
    *(
        "Slot",
        "Question",
        "Dataset",
        "Portal",
        "Announcement",
        "Project",
        "Maker",
        "Problem",
        "Proposal",
        "Usage note",
        "Digest",
    ),
)
# How the pages speak of many states at once.
GROUPS = {
    "live": frozenset(State) - {State.DRAFT, State.WITHDRAWN, State.REMOVED},
    "open": OPEN,
    "unfinished": OPEN - {State.HELD, State.ANSWERED},
    "owned": OWNED,
    "owed": frozenset({State.UNROUTED, State.OFFERED, State.CLAIMED}),
    "over": frozenset({State.SOLVED, State.CLOSED}),
}

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks(page: Path, kind: str = "") -> list[str]:
    """The contents of a page's fenced blocks of one kind, without their indent."""
    found = re.findall(r"^( *)```(\w*)\n(.*?)^ *```$", read(page), re.MULTILINE | re.DOTALL)
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, named, body in found if named == kind]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", read(page), flags=re.MULTILINE | re.DOTALL)


def shown_lines(page: Path) -> Iterator[str]:
    """Everything on a page that somebody may copy into a terminal."""
    yield from (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", prose(page)))
    yield from (line.strip() for block in blocks(page) for line in block.splitlines())


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def wrong_with(line: str) -> str:
    """What is wrong with a ``champions …`` line; empty where it can be typed."""
    from bot.cli import cli

    command: click.Command = cli
    for word in re.sub(r"\s*#.*|\"[^\"]*\"", "", line).split()[1:]:
        if word.startswith("--"):
            options = {name for each in command.params for name in each.opts} | {"--help"}
            if word.partition("=")[0] not in options:
                return f"{command.name} has no option {word}"
        elif isinstance(command, click.Group):
            if word not in command.commands:
                return f"there is no command {word}"
            command = command.commands[word]
    return ""


@each_page
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    lines = [line.removeprefix(".venv/bin/") for line in shown_lines(page)]
    wrong = [f"{line}: {wrong_with(line)}" for line in lines if line.startswith("champions ") and wrong_with(line)]
    makes = [line.split() for line in lines if line.startswith("make ")]
    wrong += [" ".join(words) for words in makes if "=" not in words[1] and words[1] not in targets()]
    assert not wrong


def test_a_command_that_does_not_exist_is_found() -> None:
    assert wrong_with("champions serve")
    assert wrong_with("champions roster delete roster.csv")
    assert wrong_with("champions demo --prot 9000")
    assert not wrong_with('champions route "why champions serve" --json  # a comment')


def test_the_readme_names_every_part_of_the_command_line() -> None:
    from bot.cli import cli

    rows = dict(re.findall(r"^\| `champions (\w+)` \| (.*) \|$", read(README), re.MULTILINE))
    assert set(rows) == set(cli.commands)
    groups = {name: each for name, each in cli.commands.items() if isinstance(each, click.Group)}
    assert {name: set(re.findall(r"`(\w+)`", rows[name])) for name in groups} == {
        name: set(each.commands) for name, each in groups.items()
    }


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them: small letters, no signs, hyphens for spaces."""
    heads = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@each_page
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" not in link and (not target.exists() or (anchor and anchor not in anchors(target))):
            lost.append(link)
    assert not lost


def test_the_readme_lists_every_command_with_its_words() -> None:
    rows = re.findall(r"^\| `(/[a-z -]+)` \| (.*) \|$", read(README), re.MULTILINE)
    typed = {f"/{row.command.root} {row.command.verb}": row.summary for row in COMMANDS if row.door is Door.TYPED}
    assert dict(rows) == typed
    assert len(rows) == len(typed)


@each_page
def test_every_line_for_the_chat_that_a_page_shows_exists(page: Path) -> None:
    verbs = {f"{row.command.root} {row.command.verb}" for row in COMMANDS if row.door is not Door.HEARD}
    lines = [line[1:] for line in shown_lines(page) if re.match(r"/(opendata|champion|opendata-admin) ", line)]
    assert not [line for line in lines if not any(f"{line} ".startswith(f"{verb} ") for verb in verbs)]


def test_the_glossary_has_each_word_once() -> None:
    section = read(README).partition("\n## Words\n")[2].partition("\n## ")[0]
    assert sorted(re.findall(r"^- \*\*([\w ]+)\*\*", section, re.MULTILINE)) == sorted(WORDS)


def test_every_setting_is_explained() -> None:
    tree = ast.parse((ROOT / "bot/config.py").read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    taken = [call.args[0] for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "take"]
    constants = (each.value for each in taken if isinstance(each, ast.Constant))
    read_by_us = sorted(value for value in constants if isinstance(value, str))
    example = (ROOT / "config.example.env").read_text(encoding="utf-8")
    assert read_by_us
    assert sorted(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE)) == read_by_us
    assert sorted(re.findall(r"^\| `([A-Z_]+)` \|", read(INSTALLING), re.MULTILINE)) == read_by_us


def test_every_permission_that_slack_is_asked_for_has_its_reason_in_security() -> None:
    section = read(ROOT / "SECURITY.md").partition("| Slack scope | why |\n")[2].partition("\n\n")[0]
    named = [scope for row in section.splitlines() for scope in re.findall(r"`([a-z_.:]+)`", row.split("|")[1])]
    assert sorted(named) == sorted({*SCOPES, *LINK_SCOPES, "connections:write"})


def test_everything_that_discord_is_asked_for_has_its_reason_in_security() -> None:
    page = read(ROOT / "SECURITY.md")
    assert rows_under(page, "Discord permission") == {each.name: each.why for each in NEEDED}
    asked = rows_under(page, "Discord intent")
    assert {name: why for name, why in asked.items() if "(" not in name} == INTENTS
    assert {name.partition(" (")[0] for name in asked if "(privileged)" in name} == set(PRIVILEGED)
    assert all(f"`{scope}`" in page for scope in DISCORD_SCOPES)


def rows_under(page: str, head: str) -> dict[str, str]:
    """A page's table of two columns whose first is called ``head``."""
    table = page.partition(f"| {head} | why |\n|---|---|\n")[2].partition("\n\n")[0]
    cells = (row.strip("| ").split(" | ") for row in table.splitlines())
    return {cell[0]: cell[1] for cell in cells}


def test_the_example_desk_and_roster_can_be_used_together() -> None:
    desk_file, roster_file = blocks(INSTALLING, "yaml")[0], blocks(INSTALLING, "csv")[0]
    desk = read_desk(desk_file, "desk.yml")
    report = read_roster(roster_file.encode(), "roster.csv")
    assert (desk.slug, desk.promise_days, unused_sections(desk_file)) == ("port-alder", 2, ())
    assert not report.problems
    assert {row.level for row in report.rows} == set(Level) - {Level.EXECUTIVE}
    known = {topic.name for topic in desk.topics}
    assert {topic for row in report.rows for topic in row.topics} == known | {"*"}
    assert {topic.backup for topic in desk.topics} - {""} <= {row.public_name for row in report.rows}


def test_every_column_of_the_roster_is_explained() -> None:
    section = read(INSTALLING).partition("\n## roster.csv\n")[2].partition("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == COLUMNS


# ── the state machine ────────────────────────────────────────────────────────────────────────────────────────

Edge = tuple[str, State, State]


def states(words: str) -> frozenset[State]:
    """The states that a few words on the page name."""
    groups = (GROUPS.get(word) or frozenset({State(word)}) for word in words.split(", "))
    return frozenset().union(*groups)


def drawn() -> set[Edge]:
    """Every arrow of the page's diagrams, as (verb, from, to)."""
    found = set()
    for diagram in blocks(HOUSE, "mermaid"):
        arrows = re.findall(r"^ +(\w+) --> (\w+): (.*)$", diagram, re.MULTILINE)
        assert len(arrows) == diagram.count("-->") - diagram.count("[*]"), "an arrow cannot be read"
        found |= {
            (verb, source, target)
            for left, right, verbs in arrows
            for verb in verbs.split(", ")
            for source in states(left)
            for target in states(right)
        }
    return found


def test_the_diagrams_show_every_move_between_states() -> None:
    moves = {(move.verb, source, target) for move in MOVES for source in move.sources for target in move.to}
    assert between(drawn()) == between(moves)


def between(edges: set[Edge]) -> set[Edge]:
    return {edge for edge in edges if edge[1] is not edge[2]}


def rows() -> dict[str, tuple[str, ...]]:
    """The page's table of moves: verb → from, to, who may, said by."""
    table = read(HOUSE).partition("| Verb | From | To | Who may | Said by |\n")[2].partition("\n\n")[0]
    lines = re.findall(r"^\| ([a-z_]+) \| (.*) \|$", table, re.MULTILINE)
    found = {verb: tuple(rest.split(" | ")) for verb, rest in lines}
    assert len(found) == len(lines)
    return found


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.verb)
def test_the_table_says_who_may_do_what_from_where(move: Move) -> None:
    source, target, who, said_by = rows()[move.verb]
    assert states(source) == move.sources
    assert (frozenset() if target == "as it was" else states(target)) == frozenset(move.to)
    assert set(who.split(", ")) == {role.value for role in move.who}
    assert (said_by == "*later*") == (move.verb not in handled())


def test_the_table_has_no_move_that_is_gone() -> None:
    assert set(rows()) == {move.verb for move in MOVES}


def handled() -> set[str]:
    """Every word that the handlers of questions write in quotes: the verbs that they can do are among them."""
    files = ("asking", "answering", "championing", "coordinating", "escalating", "following", "hearing", "mending",
             "passing", "ringing", "snoozing", "submitting", "timers", "correcting", "without_asker",
             "duplicates", "taking_over", "verdicts", "moderation/holding", "moderation/redacting")  # fmt: skip
    paths = [ROOT / "bot/people/erasing.py", *(ROOT / f"bot/questions/{name}.py" for name in files)]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    constants = (node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)}
