"""Discord's pace: buckets of calls, one global limit, and the headers that tell of them.

Source: Discord's "Rate Limits": X-RateLimit-* headers, Retry-After, scopes. The numbers of the buckets are not
documented; these are the usual ones.
"""

from collections import deque
from dataclasses import dataclass

from adapters.playground.discord.errors import Json
from adapters.playground.discord.wire import Asked
from adapters.playground.moments import Moments

_GLOBAL = (50, 1.0)  # calls in seconds
_BUCKETS = {"create message": (5, 5.0), "edit message": (5, 5.0), "delete message": (5, 1.0)}
_RENAMES = (2, 600.0)
_OTHERS = (50, 1.0)
_UNPACED = (1000, 1.0)


@dataclass(frozen=True, slots=True)
class Limited:
    """An answer 429."""

    body: Json
    headers: dict[str, str]


class Pace:
    """Counts calls while ``on``; otherwise the headers say that there is always room."""

    def __init__(self, moments: Moments, *, on: bool) -> None:
        self.on = on
        self._moments = moments
        self._made: dict[str, deque[float]] = {}

    def over(self, asked: Asked) -> Limited | None:
        """Count a call; the refusal where it is one too many."""
        if not self.on:
            return None
        wait = self._wait("global", _GLOBAL) if not asked.route.by_token else 0.0
        if wait:
            return self.limited(asked, wait, "global")
        bucket, limit = self._bucket(asked)
        wait = self._wait(bucket, limit)
        if wait:
            return self.limited(asked, wait, "user")
        # Callbacks and follow-ups do not count against the global limit.
        for each in (bucket,) if asked.route.by_token else (bucket, "global"):
            self._made.setdefault(each, deque()).append(self._moments.ticks())
        return None

    def limited(self, asked: Asked, seconds: float, scope: str) -> Limited:
        """The refusal of a call for so many seconds; ``scope`` is ``user``, ``shared`` or ``global``."""
        words = "The resource is being rate limited." if scope == "shared" else "You are being rate limited."
        body: Json = {"message": words, "retry_after": seconds, "global": scope == "global"}
        headers = self.headers(asked) | {"Retry-After": str(max(1, round(seconds))), "X-RateLimit-Scope": scope}
        headers |= {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": f"{seconds:.3f}"}
        headers["X-RateLimit-Reset"] = f"{self._moments.clock().timestamp() + seconds:.3f}"
        if scope == "global":
            headers["X-RateLimit-Global"] = "true"
        return Limited(body, headers)

    def headers(self, asked: Asked) -> dict[str, str]:
        """What an answer says of its bucket."""
        bucket, (most, seconds) = self._bucket(asked) if self.on else (self._bucket(asked)[0], _UNPACED)
        made = self._made.get(bucket, ())
        after = made[0] + seconds - self._moments.ticks() if made else seconds
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(0, most - max(1, len(made)))),
            "X-RateLimit-Reset": f"{self._moments.clock().timestamp() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": asked.route.name.replace(" ", "-"),
        }

    def _bucket(self, asked: Asked) -> tuple[str, tuple[int, float]]:
        name, place = asked.route.name, asked.args.get("channel_id") or asked.args.get("token", "")
        renames = name == "edit channel" and isinstance(asked.body, dict) and asked.body.keys() & {"name", "topic"}
        limit = _RENAMES if renames else _BUCKETS.get(name, _OTHERS)
        return f"{name} {place}{' name' if renames else ''}", limit

    def _wait(self, bucket: str, limit: tuple[int, float]) -> float:
        most, seconds = limit
        made, now = self._made.get(bucket, deque()), self._moments.ticks()
        while made and now - made[0] >= seconds:
            made.popleft()
        return made[0] + seconds - now if len(made) >= most else 0.0
