"""The page's own files: HTML, styles and scripts, which travel with the package."""

from functools import cache
from importlib import resources

KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@cache
def page_files() -> dict[str, tuple[bytes, str]]:
    """Every file by name, with its content type. Only what stands here can be asked for: no path is ever joined."""
    folder = resources.files("adapters.playground.page").joinpath("static")
    found = [each for each in folder.iterdir() if each.name.rpartition(".")[2] in KINDS]
    return {each.name: (each.read_bytes(), KINDS[each.name.rpartition(".")[2]]) for each in found}
