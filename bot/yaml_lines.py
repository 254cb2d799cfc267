"""YAML as people write it, with the line of every value, so that a mistake can be shown where it stands.

Every scalar stays the text that was typed: what is a number or a date is for the reader of the field to say.
So the Norwegian ``no`` is not False, and ``09:30`` is not 570 (YAML 1.1 would make both). An empty value is
None.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from bot.engine.errors import ChampionsError
from bot.hints import quoted
from bot.speech.words import told

Path = tuple[str | int, ...]

_MOST_VALUES = 200_000  # aliases can make a page of text into millions of values
_DEEPEST = 12
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)  # YAML 1.1 §4.1
_SWALLOWED = re.compile(r"[:{,\[]\s*#\w")  # a channel's name that YAML takes for a comment
# The parser written in C is about ten times as fast; both are safe, both read the same YAML 1.1.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlMistake(ChampionsError):
    """The text is not YAML that we can read; ``line`` counts from 1, the message says what is wrong."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class YamlText:
    """What was read: ``value`` of dicts, lists, texts and None, and ``lines`` from a value's path to its
    line."""

    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """The line on which the value at ``path`` stands, or the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(text: str) -> YamlText:
    """Read one YAML document. Raises :class:`YamlMistake`."""
    if unprintable := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, unprintable.start()) + 1
        raise YamlMistake(line, told("a character that cannot be shown stands here. Delete it."))
    try:
        _check_depth(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise _misread(error, text) from None
    walk = _Walk()
    value = walk.read(root, ()) if root is not None else None
    return YamlText(value, walk.lines)


def _check_depth(text: str) -> None:
    """The composer written in C calls itself for each level: 100,000 brackets would end the whole process."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise YamlMistake(line, told("the values are nested too deeply."))


class _Walk:
    """One walk through the nodes of a document."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}

    def read(self, node: yaml.Node, path: Path, line: int = 0) -> Any:
        own = node.start_mark.line + 1
        self.lines[path] = line or own
        if len(self.lines) > _MOST_VALUES or len(path) > _DEEPEST:
            raise YamlMistake(own, told("the file holds too many values, or they are nested too deeply."))
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(each, (*path, index)) for index, each in enumerate(node.value)]
        return None if node.tag.endswith(":null") else node.value

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlMistake(line, told("the name of a setting must be one word."))
            if key.value in found:
                raise YamlMistake(line, told("{word} is there twice. Keep one of them.", word=quoted(key.value)))
            found[key.value] = self.read(value, (*path, key.value), line)
        return found


def _misread(error: yaml.MarkedYAMLError, text: str) -> YamlMistake:
    mark = error.problem_mark or error.context_mark
    line = min(mark.line + 1, text.count("\n") + 1) if mark else 1
    problem = str(error.problem or "it does not end as it began")
    rows = text.splitlines()[:line]
    if rows and rows[-1].lstrip(" ").startswith("\t"):
        return YamlMistake(line, told("a tab stands here. YAML is indented with spaces."))
    if any(_SWALLOWED.search(row) for row in rows):
        return YamlMistake(line, told('this is not YAML ({problem}). A # begins a comment: put names like '
                                      '"#ask-open-data" in quotes.', problem=problem))  # fmt: skip
    return YamlMistake(line, told("this is not YAML ({problem}). Look at the indentation, the colons and the quotes "
                                  "here and on the line before.", problem=problem))  # fmt: skip
