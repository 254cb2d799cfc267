"""Pictures that the app posted on Discord, served from the page's own address: its policy allows no other."""

from collections.abc import Mapping

from adapters.playground.discord import PocketDiscord
from adapters.playground.page.pockets import Pocket

_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def picture(pockets: Mapping[str, Pocket], path: str) -> tuple[bytes, str] | None:
    """The bytes and the content type of a picture by its path in the pocket Discord; None for all that is none."""
    pocket = pockets.get("discord")
    kind = _KINDS.get(path.rpartition(".")[2].lower())
    if kind is None or not isinstance(pocket, PocketDiscord):
        return None
    found = pocket.core.backend.file(path)
    return None if found is None else (found, kind)
