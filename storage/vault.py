"""The vault (the port is ``bot.engine.vault.Vault``): secrets sealed with Fernet before they reach the database.

The first key seals, all of them open; what an older key sealed is sealed anew when it is read, so that after one start
the older key may go. What is sealed names its workspace, so no row can be passed off as another's.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import bindparam, delete, func, select, update

from bot.engine.vault import Locked
from storage.desks import bind
from storage.prepared import Link, Prepared, adding, is_given
from storage.store import SqlStore
from storage.tables import states, workspaces

MOST_STATES = 1_000  # installations that may have begun at once: anybody can begin one
_w = workspaces.c
_here = is_given(workspaces, "platform", "team")
_KEEP = Prepared(update(workspaces).where(*_here).values(sealed=bindparam("new"), left_at=None))
_AGAIN = Prepared(update(workspaces).where(*_here, _w.sealed == bindparam("old")).values(sealed=bindparam("new")))
_DESTROY = Prepared(update(workspaces).where(*_here).values(sealed=""))
_ALL = Prepared(
    select(_w.team, _w.sealed).where(*is_given(workspaces, "platform"), _w.sealed != "").order_by(_w.desk, _w.team)
)
_ISSUE = Prepared(adding(states, "digest", "until"))
_EXPIRED = Prepared(delete(states).where(states.c.until <= bindparam("at")))
_BEGUN = Prepared(select(func.count()).select_from(states))
_SPEND = Prepared(delete(states).where(*is_given(states, "digest"), states.c.until > bindparam("at")))


class SqlVault:
    """Keeps secrets in a store's database, sealed with ``keys`` (Fernet keys, the first of which seals)."""

    def __init__(self, store: SqlStore, keys: Sequence[str]) -> None:
        self._store = store
        self._first, self._all = Fernet(keys[0]), MultiFernet([Fernet(each) for each in keys])

    async def keep(self, desk: str, platform: str, team: str, secret: str) -> None:
        """Seal a workspace's secret; the app is there again. Raises TakenElsewhere where it is another desk's."""
        sealed = self._seal(platform, team, secret)

        def write(link: Link) -> None:
            bind(link, desk, platform, team)
            link.run(_KEEP, platform=platform, team=team, new=sealed)

        await self._store._write(write)

    async def secrets(self, platform: str) -> Mapping[str, str]:
        """The secret of each workspace, by its id. Raises :class:`Locked` where a key is missing."""
        rows = await self._store._look(lambda link: link.rows(_ALL, platform=platform))
        found = {team: self._open(platform, team, sealed) for team, sealed in rows}
        for team, sealed in rows:
            if not self._is_fresh(sealed):
                await self._seal_again(platform, team, sealed, found[team])
        return found

    async def _seal_again(self, platform: str, team: str, old: str, secret: str) -> None:
        new = self._seal(platform, team, secret)
        await self._store._write(lambda link: link.run(_AGAIN, platform=platform, team=team, old=old, new=new))

    async def destroy(self, platform: str, team: str) -> None:
        """Delete a workspace's secret; nothing where there is none."""
        await self._store._write(lambda link: link.run(_DESTROY, platform=platform, team=team))

    async def issue(self, until: datetime, at: datetime) -> str:
        """A fresh state, good once and until a moment. Raises :class:`Locked` where too many were begun."""
        state = secrets.token_urlsafe(32)

        def write(link: Link) -> None:
            link.run(_EXPIRED, at=at)
            if link.value(_BEGUN) >= MOST_STATES:
                raise Locked("Too many installations have begun just now. Try again in ten minutes.")
            link.run(_ISSUE, digest=_digest(state), until=until)

        await self._store._write(write)
        return state

    async def spend(self, state: str, at: datetime) -> bool:
        """Spend a state: True the first time, in time."""
        return await self._store._write(lambda link: link.run(_SPEND, digest=_digest(state), at=at)) == 1

    def _seal(self, platform: str, team: str, secret: str) -> str:
        return self._first.encrypt(json.dumps([platform, team, secret]).encode()).decode()

    def _open(self, platform: str, team: str, sealed: str) -> str:
        try:
            of_platform, of_team, secret = json.loads(self._all.decrypt(sealed.encode()))
        except InvalidToken:
            raise Locked(
                f"SECRET_KEYS does not open the tokens of {platform} {team}. Put the key that sealed them back, "
                "behind the new one, or install the app there again."
            ) from None
        if (of_platform, of_team) != (platform, team):
            raise Locked(f"The tokens kept for {platform} {team} are another workspace's. Install the app there again.")
        return str(secret)

    def _is_fresh(self, sealed: str) -> bool:
        try:
            self._first.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True


def _digest(state: str) -> str:
    # 256 random bits need no salt and no slow hash: there is nothing to guess from.
    return hashlib.sha256(state.encode(errors="replace")).hexdigest()
