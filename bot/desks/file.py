"""Reading desk.yml: every mistake at once, in words, with its line."""

from collections.abc import Collection, Iterator
from typing import Any

from pydantic import ValidationError

from bot.desks.model import Desk
from bot.desks.shape import LATER, SECTIONS, DeskFile
from bot.engine.errors import ChampionsError
from bot.hints import did_you_mean, quoted
from bot.yaml_lines import Path, YamlMistake, YamlText, read_yaml

_Details = Any  # pydantic's ErrorDetails: its name belongs to another package
_LONGEST = 1_000_000  # characters; a desk of 500 topics with many keywords takes a tenth of it
_FORMS = {
    "string_type": "This should be one text.",
    "tuple_type": "This should be a list, each item on its own line after a hyphen.",
    "list_type": "This should be a list, each item on its own line after a hyphen.",
    "dict_type": "This should be a section with settings in it.",
    "model_type": "This should be a section with settings in it.",
    "model_attributes_type": "This should be a section with settings in it.",
    "int_parsing": "{input} is not a whole number.",
    "int_from_float": "{input} is not a whole number.",
    "int_parsing_size": "{input} is too large a number.",
    "int_type": "This should be a whole number.",
    "greater_than_equal": "{input} is too small. The least is {ge}.",
    "less_than_equal": "{input} is too large. The most is {le}.",
    "string_too_long": "This is too long. At most {max_length} characters fit.",
    "too_long": "These are too many. At most {max_length} fit.",
    "missing": "This is missing. Add it.",
}


class DeskFileError(ChampionsError):
    """desk.yml cannot be used; the message holds every mistake, one on a line, with where it stands and what
    to do."""

    def __init__(self, mistakes: Collection[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


def read_desk(text: str, where: str, platforms: Collection[str] = ()) -> Desk:
    """The desk that ``text``, the contents of desk.yml, describes. ``where`` names the file in the messages.

    Where ``platforms`` are given, channels and workspaces of any other are a mistake. Raises
    :class:`DeskFileError`.
    """
    if len(text) > _LONGEST:
        raise DeskFileError([f"{where}: the file has more than {_LONGEST:,} characters. Is it the right one?"])
    try:
        read = read_yaml(text)
    except YamlMistake as mistake:
        raise DeskFileError([f"{where} line {mistake.line}: {mistake.sentence}"]) from None
    if not isinstance(read.value, dict):
        what = "the file is empty" if read.value is None else "the file holds no sections"
        raise DeskFileError([f"{where}: {what}. Begin with 'desk:' and on the next line '  name: …'."])
    mistakes = [*_strangers(read, platforms)]
    try:
        desk = DeskFile.model_validate(_present(read.value)).to_desk()
    except ValidationError as error:
        mistakes += [(_path(each), sentence_of(each)) for each in error.errors(include_url=False)]
    if mistakes:
        raise DeskFileError([_where(where, read, path, sentence) for path, sentence in _in_order(read, mistakes)])
    return desk


def setting_lines(text: str) -> dict[str, int]:
    """The line of each setting of a desk.yml by its dotted name (``limits.open``), for those who look for it."""
    try:
        lines = read_yaml(text).lines
    except YamlMistake:
        return {}
    return {".".join(map(str, path)): line for path, line in lines.items() if path and _is_named(path)}


def _is_named(path: Path) -> bool:
    return len(path) <= 3 and all(isinstance(part, str) for part in path)


def unused_sections(text: str) -> tuple[str, ...]:
    """The documented sections of a desk.yml that this version accepts and does not use yet, in the file's
    order."""
    try:
        value = read_yaml(text).value
    except YamlMistake:
        return ()
    return tuple(name for name in value if name in LATER) if isinstance(value, dict) else ()


def _present(value: dict[str, Any]) -> dict[str, Any]:
    """The sections to read: later ones are for later, and one without anything under it is as good as
    absent."""
    return {name: each for name, each in value.items() if name not in LATER and each is not None}


def _strangers(read: YamlText, platforms: Collection[str]) -> Iterator[tuple[Path, str]]:
    for section in ("channels", "workspaces"):
        named = read.value.get(section)
        for platform in named if platforms and isinstance(named, dict) else ():
            if platform not in platforms:
                guess = did_you_mean(platform, platforms)
                sentence = f"{quoted(platform)} is not a platform{guess} Known: {', '.join(platforms)}."
                yield (section, platform), sentence


def _path(error: _Details) -> Path:
    # pydantic puts "[key]" after the name of a mapping's entry whose name is wrong.
    return tuple(part for part in error["loc"] if part != "[key]")


def sentence_of(error: _Details) -> str:
    """What is wrong with one value, of what pydantic says of it, and what to do."""
    given = error["input"]
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        return f"There is no setting {quoted(name)}{did_you_mean(name, _siblings(error))}"
    if given is None and error["type"] != "missing":
        hint = (
            ' A # begins a comment: put it in quotes, "#like-this".' if error["loc"][0] in ("channels", "watch") else ""
        )
        return f"This is empty. Write something, or leave the line out.{hint}"
    form = _FORMS.get(error["type"], "This cannot be read: {message}.")
    return form.format(input=quoted(str(given)), message=error["msg"].rstrip("."), **error.get("ctx", {}))


def _siblings(error: _Details) -> tuple[str, ...]:
    """The settings that could stand where the unknown one stands."""
    around = [str(part) for part in error["loc"][:-1] if part in SECTIONS]
    return tuple(SECTIONS[around[-1]].model_fields) if around else (*DeskFile.model_fields, *LATER)


def _in_order(read: YamlText, mistakes: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    return sorted(mistakes, key=lambda mistake: read.line(mistake[0]))


def _where(where: str, read: YamlText, path: Path, sentence: str) -> str:
    words = [f"item {part + 1}" if isinstance(part, int) else part for part in path]
    return f"{where} line {read.line(path)}, {'.'.join(words)}: {sentence}"
