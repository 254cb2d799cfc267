"""Changing settings: a few fields, or a whole file, held to the same rules as desk.yml, and what would differ."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from bot.desks.file import sentence_of
from bot.desks.model import Desk
from bot.desks.shape import DeskFile
from bot.desks.written import Tree, leaves, tree_of
from bot.engine.errors import ChampionsError

NONE = frozenset({"none", "-", "–", "nothing"})


class SettingsMistake(ChampionsError):
    """Settings that cannot be; ``mistakes`` gives a sentence for each of their dotted names."""

    def __init__(self, mistakes: Mapping[str, str]) -> None:
        super().__init__(" ".join(mistakes.values()))
        self.mistakes = mistakes


def with_settings(desk: Desk, values: Mapping[str, str]) -> Desk:
    """The desk with some settings changed, by their dotted names (``limits.open``) as desk.yml writes their values.

    An empty value leaves a setting as it is, the word "none" takes it away. Raises :class:`SettingsMistake`.
    """
    tree = tree_of(desk)
    for path, text in values.items():
        if text.strip():
            _put(tree, path.split("."), text.strip())
    return as_desk(desk, tree)


def as_desk(desk: Desk, tree: Tree) -> Desk:
    """The desk that the sections of a desk.yml describe, with what belongs to the deployment as ``desk`` has it.
    Raises :class:`SettingsMistake`."""
    try:
        made = DeskFile.model_validate(tree).to_desk()
    except ValidationError as error:
        raise SettingsMistake(dict(_mistakes(error))) from None
    return moved_in(desk, made)


def moved_in(desk: Desk, settings: Desk) -> Desk:
    """``settings`` in the place of those of ``desk``, which stays the desk that it is."""
    return replace(
        settings,
        slug=desk.slug,
        public_url=desk.public_url,
        home=desk.home,
        set_up=desk.set_up,
        practice=desk.practice,
    )


def _put(tree: Tree, path: list[str], text: str) -> None:
    *around, name = path
    for each in around:
        tree = tree.setdefault(each, {})
    if text.casefold() in NONE:
        tree.pop(name, None)
        if name == "holidays":  # left out it would be the region of the default
            tree[name] = ""
    else:
        tree[name] = text


def _mistakes(error: ValidationError) -> Iterator[tuple[str, str]]:
    for each in error.errors(include_url=False):
        yield ".".join(str(part) for part in each["loc"] if part != "[key]"), sentence_of(each)


def differences(before: Desk, after: Desk) -> tuple[str, ...]:
    """What differs, a line for each setting: ``limits.open: 3 → 5``; new ones begin with +, those that go with −."""
    return tuple(_differences(leaves(tree_of(before)), leaves(tree_of(after))))


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for path in dict.fromkeys((*old, *new)):
        if path not in new:
            yield f"− {path}: {old[path]}"
        elif path not in old:
            yield f"+ {path}: {new[path]}"
        elif old[path] != new[path]:
            yield f"{path}: {old[path]} → {new[path]}"
