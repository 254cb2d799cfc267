"""The arguments of one Web API call, as they come over HTTP (form, query or JSON)."""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from aiohttp import web

from adapters.playground.slack.errors import SlackError

Json: TypeAlias = dict[str, Any]


class Args:
    """Arguments by name. Forms bring everything as text, so that each getter says what it wants."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)

    def has(self, name: str) -> bool:
        """True where the caller sent the argument, even empty."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """The argument as text, empty where absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def flag(self, name: str) -> bool:
        """True for ``true`` and ``1`` in any of their spellings."""
        return self.text(name).lower() in {"true", "1"}

    def number(self, name: str, default: int, *, most: int) -> int:
        """A whole number from 1 to ``most``; ``invalid_limit`` for anything else."""
        text = self.text(name) or str(default)
        if not text.isdigit() or not 1 <= int(text) <= most:
            raise SlackError("invalid_limit")
        return int(text)

    def structure(self, name: str, error: str) -> Any:
        """A JSON argument, decoded where it came as text; None where absent or empty; ``error`` where it is
        no JSON."""
        value = self.values.get(name)
        if isinstance(value, str):
            if not value:
                return None
            try:
                return json.loads(value)
            except ValueError:
                raise SlackError(error) from None
        return value


async def read_args(request: web.Request) -> Args:
    """Everything the caller sent: the query, then the form or the JSON body on top of it.

    Raises ``SlackError("invalid_json")`` for a broken body, as Slack does.
    """
    values: Json = dict(request.query)
    if request.content_type == "application/json":
        values.update(_decoded(await request.read()))
    elif request.can_read_body:
        values.update({name: value for name, value in (await request.post()).items() if isinstance(value, str)})
    return Args(values)


def _decoded(body: bytes) -> Json:
    try:
        found = json.loads(body) if body else {}
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(found, dict):
        raise SlackError("json_not_object")
    return found


def token_of(request: web.Request, args: Args) -> str:
    """The token of a call, from the header or from the ``token`` argument."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else args.text("token")
