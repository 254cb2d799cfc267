"""What goes wrong in the pocket Discord."""

import re
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

# Discord's JSON error codes that a test may ask for by number: the HTTP status and Discord's words.
# Source: Discord's "Opcodes and Status Codes", JSON Error Codes.
KNOWN: dict[int, tuple[int, str]] = {
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    30030: (400, "Maximum number of application commands reached"),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged"),
    40067: (400, "A tag is required to create a forum post in this channel"),
    50001: (403, "Missing Access"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160004: (400, "A thread has already been created for this message"),
}
_DETAIL = re.compile(r"^(?:Invalid Form Body: )?(?:(?P<where>[\w.\[\]]+?)\.?: )?(?P<why>.*)$", re.DOTALL)
_STEPS = re.compile(r"[^.\[\]]+")


class DiscordError(Exception):
    """The pocket refuses a call as Discord would: HTTP status, JSON error code, words, and field errors."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """The JSON that Discord answers with."""
        said: Json = {"message": self.message, "code": self.code}
        return said | {"errors": self.errors} if self.errors else said


class NoSuchThing(LookupError):
    """A hand reached for something the person cannot see: a mistake in the test or the page, not of the
    bot."""


def refusal(code: int) -> DiscordError:
    """The refusal with this JSON error code, in Discord's words (any unlisted code is an HTTP 400)."""
    status, words = KNOWN.get(code, (400, "Refused"))
    return DiscordError(status, code, words)


def invalid(where: str, why: str) -> DiscordError:
    """Code 50035 with ``why`` under the field ``where`` (``components[0].label``), nested as Discord nests it."""
    errors: Json = {"_errors": [{"code": "INVALID", "message": why}]}
    for step in reversed(_STEPS.findall(where)):
        errors = {step: errors}
    return DiscordError(400, 50035, "Invalid Form Body", errors)


def worded(detail: str) -> DiscordError:
    """The same from one line, such as ``components.[0].label: must be a string``."""
    found = _DETAIL.match(detail)
    return invalid(found["where"] or "", found["why"]) if found else invalid("", detail)
