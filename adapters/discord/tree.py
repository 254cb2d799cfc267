"""The command tree: what Discord offers in its menus, made from the table of commands.

Source: Discord's "Application Commands" (names 1–32, descriptions 1–100, 25 options or choices, 8,000 characters a
command, of translations only the longest counts) and its "Locales". What a person leaves out is asked for in a form,
so an option is required only where no form would ask for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from bot.engine.scene import Door, Row
from bot.speech.cards import INPUT_TEXT
from bot.speech.command import Arg, Command, args_of
from bot.speech.plain import cut
from bot.speech.words import languages, mark, words

Json: TypeAlias = dict[str, Any]

MOST_CHARACTERS = 8_000
DESCRIPTION = 100
TRACK, MARK_ANSWER, SUGGEST = "Track as data question", "Mark as the answer", "Suggest for showcase"  # on messages
ASKED_BY = "Their public data questions"  # name of the user command
_SLASH, PERSON, _MESSAGE = 1, 2, 3
_SUBCOMMAND, _GROUP, _STRING = 1, 2, 3
_GUILD, _DIRECT = 0, 1  # contexts: in a server, in the bot's direct messages
_INSTALLED_IN_GUILD = 0
_MANAGE_SERVER = str(1 << 5)
_COORDINATORS = "opendata-admin"
_ORDER = {"number": 0, "text": 1}
_LONGEST_NAME, _LONGEST_NUMBER, _LONGEST_DAY = 200, 100, 40
# Free text where a line is typed; where one chooses from a list, these have one.
_COMPLETED = {("opendata dataset", "text"): "dataset", ("opendata champions", "text"): "topic"}
_COMPLETED |= {(f"opendata-admin announce {each}", "text"): "dataset" for each in ("now", "hold", "skip")}
# Discord's codes of the languages that we speak; a code stands for itself where it is not here.
_LOCALES = {"en": (), "es": ("es-ES", "es-419"), "pt": ("pt-BR",), "sv": ("sv-SE",), "zh": ("zh-CN", "zh-TW")}

_ABOUT = {
    "opendata": mark("Ask about the city's data, and see where your questions stand"),
    "champion": mark("For champions: see what waits, claim and answer questions"),
    _COORDINATORS: mark("For coordinators: set-up, settings, roster, questions and health"),
}
_UNNAMED = {"Q": mark("the question's number, such as Q-142")}
# What the fields say of themselves, here once more so that it is found for translation; a test compares the two.
HELPS = (
    mark("a champion"),
    mark("a command"),
    mark("a department"),
    mark("a country or region, like US-MA"),
    mark("a dataset"),
    mark("a desk.yml"),
    mark("a link to the source"),
    mark("a project of yours, such as S-12"),
    mark("how far it has come"),
    mark("its number, like L-3"),
    mark("its web address"),
    mark("more about why; whoever sent it reads this"),
    mark("only this project, such as S-12"),
    mark("the city's datasets in it"),
    mark("the correct answer"),
    mark("a note for the champions"),
    mark("a note for them"),
    mark("a note for whoever takes it"),
    mark("a topic"),
    mark("a word of the title or the description"),
    mark("an account or e-mail address"),
    mark("another champion"),
    mark("another week or month, like 2026-W48 or 2026-11"),
    mark("by direct message, or in the digest"),
    mark("direct messages, in the thread only, or none"),
    mark("export or erase"),
    mark("how many days back"),
    mark("its new name"),
    mark("like America/New_York"),
    mark("like Mon 09:00"),
    mark("like Mon-Fri 09:00-17:00"),
    mark("like first Mon 10:00"),
    mark("one of the six steps"),
    mark("only this dataset: its name or number"),
    mark("only this department"),
    mark("only this section"),
    mark("only this topic"),
    mark("only this word"),
    mark("only what is held as one, such as H-3"),
    mark("open questions at a time"),
    mark("questions a day"),
    mark("seconds between two questions"),
    mark("the channel, like #traffic-data"),
    mark("the code that your other account was given"),
    mark("the code"),
    mark("the dataset it is about"),
    mark("the dataset"),
    mark("the dataset's name or number"),
    mark("the day they can ask again, like 2026-10-19"),
    mark("the day, like 2026-10-14"),
    mark("the language in which we write to you"),
    mark("the name that askers read"),
    mark("the new value, or: none"),
    mark("the page, such as P-2"),
    mark("the project, such as S-12"),
    mark("next, not next time, or in its usual turn"),
    mark("the day on which it is shown, like 2026-12-04"),
    mark("the question that taught it"),
    mark("the question's words, or its answers as well"),
    mark("the roster as CSV or YAML"),
    mark("the topic"),
    mark("the word that confirms it"),
    mark("topics with ; between them"),
    mark("where coordinators read theirs"),
    mark("whose: coordinators unless told"),
    mark("what becomes of their public questions"),
    mark("what becomes of your public questions"),
    mark("what it does, and for whom"),
    mark("what it is best for"),
    mark("what it is called"),
    mark("what it is not good for"),
    mark("what stays when it was answered already"),
    mark("what to change"),
    mark("what to look for"),
    mark("what to watch out for"),
    mark("what you need to know"),
    mark("what you need"),
    mark("what you wait for"),
    mark("what you want to add"),
    mark("when you need it"),
    mark("which page"),
    mark("which questions"),
    mark("which section"),
    mark("which version of it you looked at"),
    mark("who covers for you"),
    mark("who helped"),
    mark("who is asked; the next level where you leave it out"),
    mark("who made it"),
    mark("who"),
    mark("whom"),
    mark("whose data they know"),
    mark("whose it is"),
    mark("why not"),
    mark("why"),
    mark("why, and where to go instead"),
    mark("why, for the person who asked"),
    mark("why, for those inside"),
    mark("why; everybody reads it"),
    mark("why; they read it"),
    mark("why; whoever sent it reads this"),
    mark("with your name, without it, or privately"),
    mark("words for it"),
    mark("words to look for"),
    mark("words with ; between them"),
    mark("working days until the first reply"),
    mark("your answer"),
    mark("your last day away, like 2026-10-14"),
    mark("your first day away; today where you leave it out"),
    mark("the first day, like 2026-01-01"),
    mark("the last day; today where you leave it out"),
    mark("what kind of files: csv, json, or both"),
    mark("your note"),
    mark("your open questions: keep, pass to cover, or release"),
    mark("your question"),
)


def commands(table: Iterable[Row]) -> list[Json]:
    """Every command as Discord registers it: the roots with their verbs, and the menus of messages and people."""
    rows = [row for row in table if row.door is Door.TYPED]
    roots = [_root(root, rows) for root in dict.fromkeys(row.command.root for row in rows)]
    on_messages = (_menu(name, _MESSAGE) for name in (TRACK, MARK_ANSWER, SUGGEST))
    return [*roots, *on_messages, _menu(ASKED_BY, PERSON)]


def _menu(name: str, kind: int) -> Json:
    return {"type": kind, "name": name, **_scope(_GUILD)}


def _scope(*contexts: int) -> Json:
    return {"contexts": list(contexts), "integration_types": [_INSTALLED_IN_GUILD]}


def _root(root: str, rows: list[Row]) -> Json:
    verbs = [row for row in rows if row.command.root == root]
    shape = {"type": _SLASH, "name": root, **_described(_ABOUT[root]), "options": list(_options(verbs))}
    if root == _COORDINATORS:
        return {**shape, **_scope(_GUILD), "default_member_permissions": _MANAGE_SERVER}
    return {**shape, **_scope(_GUILD, _DIRECT)}


def _options(rows: list[Row]) -> Iterator[Json]:
    """Verbs in the order of the table; verbs with a second word stand in a group of their first."""
    firsts = dict.fromkeys(row.command.verb.partition(" ")[0] for row in rows)
    for first in firsts:
        alone = [row for row in rows if row.command.verb == first]
        grouped = [row for row in rows if row.command.verb.startswith(f"{first} ")]
        yield from (_verb(first, row) for row in alone)
        if grouped:
            inner = [_verb(row.command.verb.partition(" ")[2], row) for row in grouped]
            summary = ", ".join(each["name"] for each in inner)
            yield {"type": _GROUP, "name": first, "description": f"{first}: {summary}", "options": inner}


def _verb(name: str, row: Row) -> Json:
    # What the command is about, then the words, then the rest: a line has its words at the end, a menu does not.
    args = sorted(args_of(row.command).items(), key=lambda each: _ORDER.get(each[1].kind, len(_ORDER)))
    options = [_option(key, arg, row) for key, arg in args]
    options.sort(key=lambda each: not each.get("required", False))
    return {"type": _SUBCOMMAND, "name": name, **_described(row.summary), "options": options}


def _option(key: str, arg: Arg, row: Row) -> Json:
    shape: Json = {"type": _STRING, "name": key, **_described(arg.help or _UNNAMED.get(arg.prefix, key))}
    if key in row.needs and row.form is None:
        shape["required"] = True
    if arg.choices:
        shape["choices"] = [{"name": each.replace("_", " "), "value": each} for each in arg.choices]
        return shape
    if completes(row.command, key):
        shape["autocomplete"] = True
    return shape | {"max_length": _longest(arg)}


def _longest(arg: Arg) -> int:
    match arg.kind:
        case "text":
            return INPUT_TEXT
        case "number":
            return _LONGEST_NUMBER
        case "day":
            return _LONGEST_DAY
        case "name":
            return arg.longest or _LONGEST_NAME


def completes(kind: type[Command], key: str) -> str:
    """What an option offers while one types: ``dataset``, ``question``, ``champion`` or ``topic``; "" for nothing."""
    arg = args_of(kind).get(key)
    if arg is None:
        return ""
    if arg.kind == "number":
        return "question" if arg.prefix == "Q" else ""
    return arg.completes or _COMPLETED.get((f"{kind.root} {kind.verb}", key), "")


@cache
def _described(sentence: str) -> Json:
    """A description, in English and in each language that says it otherwise. Read it only."""
    others: dict[str, str] = {}
    for language in languages():
        said = _shown(words(language)(sentence))
        if said != _shown(sentence):
            others |= dict.fromkeys(_LOCALES.get(language, (language,)), said)
    return {"description": _shown(sentence)} | ({"description_localizations": others} if others else {})


def _shown(sentence: str) -> str:
    return cut(sentence[:1].upper() + sentence[1:], DESCRIPTION)


# ── what Discord has already ─────────────────────────────────────────────────────────────────────────────────

_KEPT = ("type", "name", "description", "required", "autocomplete", "max_length", "name_localizations")
_KEPT_TOO = ("description_localizations", "default_member_permissions")
_SETS = ("contexts", "integration_types")


def same(ours: Iterable[Json], theirs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Discord has these commands already. What it fills in by itself (ids, versions, empty values) does not
    count, nor does the order of commands, which it does not keep."""
    return _by_name(ours) == _by_name(theirs)


def _by_name(found: Iterable[Mapping[str, Any]]) -> dict[tuple[int, str], Json]:
    return {(each.get("type") or _SLASH, each["name"]): _normal(each) for each in found}


def _normal(node: Mapping[str, Any]) -> Json:
    """The node without what means nothing: a command without a type is a slash command."""
    shape = {key: node[key] for key in (*_KEPT, *_KEPT_TOO) if node.get(key)} | {"type": node.get("type") or _SLASH}
    shape |= {key: sorted(node[key]) for key in _SETS if node.get(key)}
    if node.get("options"):
        shape["options"] = [_normal(each) for each in node["options"]]
    if node.get("choices"):
        shape["choices"] = [(each["name"], each["value"]) for each in node["choices"]]
    return shape


def longest(found: Iterable[Mapping[str, Any]]) -> int:
    """How many characters the largest command takes as Discord counts them; at most 8,000 are allowed."""
    return max(map(_characters, found), default=0)


def _characters(node: Mapping[str, Any]) -> int:
    own = sum(_longest_of(node, name) for name in ("name", "description"))
    inner = [*(node.get("options") or ()), *(node.get("choices") or ())]
    return own + len(str(node.get("value", ""))) + sum(map(_characters, inner))


def _longest_of(node: Mapping[str, Any], name: str) -> int:
    said = [node.get(name) or "", *(node.get(f"{name}_localizations") or {}).values()]
    return max(map(len, said))
