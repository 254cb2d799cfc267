"""Who is in the guild, as an app may ask for it over the gateway (op 8).

Source: Discord's "Gateway Events", Request Guild Members.
"""

from collections.abc import Iterator
from typing import Any

from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json
from adapters.playground.discord.sessions import Session

_IN_A_CHUNK = 1000


def chunks(core: Core, session: Session, asked: Any) -> Iterator[Json]:
    """The GUILD_MEMBERS_CHUNK payloads that answer a request. The whole list needs the members intent."""
    if not isinstance(asked, dict) or str(asked.get("guild_id")) != core.backend.guild_id:
        return
    members, missing = _asked_for(core.backend.guild()["members"], asked)
    if "user_ids" not in asked and not asked.get("query") and not session.wants("members"):
        members = []
    parts = [members[at : at + _IN_A_CHUNK] for at in range(0, len(members), _IN_A_CHUNK)] or [[]]
    for index, part in enumerate(parts):
        chunk: Json = {"guild_id": core.backend.guild_id, "members": part, "not_found": missing if not index else []}
        chunk |= {"chunk_index": index, "chunk_count": len(parts)}
        yield chunk | ({"nonce": asked["nonce"]} if asked.get("nonce") else {})


def _asked_for(members: list[Json], asked: Json) -> tuple[list[Json], list[str]]:
    wanted = asked.get("user_ids")
    if wanted:
        numbers = [str(each) for each in (wanted if isinstance(wanted, list) else [wanted])]
        found = [each for each in members if each["user"]["id"] in numbers]
        return found, sorted(set(numbers) - {each["user"]["id"] for each in found})
    begins = str(asked.get("query") or "").lower()
    found = [each for each in members if _name(each).startswith(begins)]
    return found[: asked.get("limit") or None], []


def _name(member: Json) -> str:
    return str(member["nick"] or member["user"]["username"]).lower()
