"""The other way to the app: requests to its address, signed as Slack signs them.

Source: Slack's "Verifying requests from Slack" (``v0=`` and HMAC-SHA256 of ``v0:timestamp:body``), "Using the Events
API" (JSON, ``x-slack-retry-num`` and ``x-slack-retry-reason``), "Implementing slash commands" (a form) and "Handling
user interaction" (a form with ``payload``).
"""

import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp

from adapters.playground.slack.moments import Moments
from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.wire import Json

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class Webhook:
    """Posts to ``url``. Each request goes over a connection of its own, as a fleet of senders does."""

    def __init__(self, url: str, secret: str, moments: Moments, ack_seconds: float) -> None:
        self._url, self._secret, self._moments, self._ack_seconds = url, secret, moments, ack_seconds

    async def deliver(self, kind: str, payload: Json, **extra: object) -> Receipt:
        """Post one payload; acknowledged by a status of 2xx in time."""
        body, content = wire_form(kind, payload)
        headers = {"Content-Type": content, **self.signed(body), **_retry(extra)}
        started = time.perf_counter()
        try:
            timeout = aiohttp.ClientTimeout(total=self._ack_seconds)
            about: Json = {"url": self._url, "data": body, "headers": headers}
            async with aiohttp.ClientSession(timeout=timeout) as session, session.post(**about) as answer:
                said, status = await answer.text(), answer.status
        except TimeoutError:
            return Receipt("timeout", time.perf_counter() - started)
        except aiohttp.ClientError:
            return Receipt("no_connection", time.perf_counter() - started)
        taken = time.perf_counter() - started
        if not 200 <= status < 300:
            return Receipt("http_error", taken)
        return Receipt("acknowledged", taken, json.loads(said) if said.startswith("{") else None)

    def signed(self, body: bytes) -> dict[str, str]:
        """The headers that prove that a body comes from Slack, now."""
        return signature(self._secret, body, self._moments.seconds())


def signature(secret: str, body: bytes, seconds: int) -> dict[str, str]:
    """The headers of a body that was signed at that second (since 1970)."""
    mac = hmac.new(secret.encode(), f"v0:{seconds}:".encode() + body, hashlib.sha256)
    return {"X-Slack-Request-Timestamp": str(seconds), "X-Slack-Signature": f"v0={mac.hexdigest()}"}


def wire_form(kind: str, payload: Json) -> tuple[bytes, str]:
    """The body of a request and its content type."""
    if kind == "events_api":
        return json.dumps(payload, ensure_ascii=False).encode(), JSON
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload, ensure_ascii=False)}
    return urlencode(form).encode(), FORM


def _retry(extra: Mapping[str, object]) -> dict[str, str]:
    if not extra.get("retry_attempt"):
        return {}
    return {"x-slack-retry-num": str(extra["retry_attempt"]), "x-slack-retry-reason": str(extra["retry_reason"])}
