"""The page's own files: HTML, styles and scripts, which travel with the package."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def page_files() -> dict[str, tuple[bytes, str]]:
    """Every file by name (``main.js``, ``slack/pane.js``), with its content type. Only what stands here can be asked
    for: no path is ever joined."""
    folder = resources.files("adapters.playground.page").joinpath("static")
    return {name: (file.read_bytes(), KINDS[name.rpartition(".")[2]]) for name, file in _found(folder, "")}


def _found(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir():
            yield from _found(each, f"{before}{each.name}/")
        elif each.name.rpartition(".")[2] in KINDS:
            yield before + each.name, each
