"""Pictures that the app posted, served from the page's own address: its policy allows no other."""

from collections.abc import Mapping

from adapters.playground.discord import PocketDiscord
from adapters.playground.page.pockets import Pocket
from adapters.playground.slack import PocketSlack

_ON_SLACK = "slack/"
_KINDS = {"png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def picture(pockets: Mapping[str, Pocket], path: str) -> tuple[bytes, str] | None:
    """The bytes and the content type of a picture by its path in the pocket Discord, or by ``slack/`` and the id of its
    file in the pocket Slack; None for all that is none."""
    if path.startswith(_ON_SLACK):
        return _on_slack(pockets.get("slack"), path.removeprefix(_ON_SLACK))
    pocket = pockets.get("discord")
    kind = _KINDS.get(path.rpartition(".")[2].lower())
    if kind is None or not isinstance(pocket, PocketDiscord):
        return None
    found = pocket.core.backend.file(path)
    return None if found is None else (found, kind)


def _on_slack(pocket: Pocket | None, file: str) -> tuple[bytes, str] | None:
    kind = pocket.core.files.kind(file) if isinstance(pocket, PocketSlack) else ""
    if not kind.startswith("image/") or not isinstance(pocket, PocketSlack):
        return None
    return pocket.core.files.body(file), kind
