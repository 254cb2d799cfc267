"""One call of Slack's Web API, and what its failure means to the pump.

Error codes: the method pages of Slack's Web API reference; ``Retry-After``: "Rate limits".
"""

from collections.abc import Awaitable
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.engine.errors import Away, Departed, Gone, Later, PlatformError, Rejected, Unsure

WAIT_WITHOUT_ADVICE = 5.0  # seconds, where Slack was not reached or names no time

_LATER = {"ratelimited", "rate_limited", "message_limit_exceeded"}
# Slack's own trouble: "it's possible some aspect of the operation succeeded before the error was raised".
_UNSURE = {"fatal_error", "internal_error", "request_timeout", "service_unavailable"}
_GONE = {"message_not_found", "thread_not_found"}
# Of a person, who was deactivated ("conversations.open", "users.info").
_DEPARTED = {"user_disabled", "user_not_found"}
_SENTENCES = {
    "not_in_channel": "I can't post in {where}. An admin needs to invite me there.",
    "channel_not_found": "I can't find {where}. If it is private, an admin needs to invite me there.",
    "is_archived": "{where} is archived. An admin needs to bring it back, or choose another channel.",
    "restricted_action": "An admin has limited who may post in {where}. They need to allow me.",
    "user_not_in_channel": "The person is not in {where}, so I can't show them anything there.",
    "invalid_auth": "Slack refuses the token. Copy it again from the app's page.",
    "account_inactive": "The app was removed from this Slack workspace. An admin needs to install it again.",
    "token_revoked": "The token was revoked. An admin needs to install the app again.",
    "missing_scope": "The app lacks a permission. Update it from `champions manifest slack` and install it again.",
}
_ALSO = {
    "restricted_action_read_only_channel": "restricted_action",
    "restricted_action_thread_only_channel": "restricted_action",
    "not_authed": "invalid_auth",
    "token_expired": "token_revoked",
}


async def call(asked: Awaitable[AsyncSlackResponse], *, where: str = "the channel") -> dict[str, Any]:
    """The answer to a call. Raises Later, Rejected, Unsure or Gone where there is none; ``where`` names the room."""
    try:
        answer = await asked
    except SlackApiError as refused:
        raise meaning(refused, where) from refused
    except aiohttp.ClientConnectorError as unreached:  # no connection was made, so nothing was shown
        raise Away(WAIT_WITHOUT_ADVICE, "Slack cannot be reached") from unreached
    except (aiohttp.ClientError, TimeoutError, OSError) as lost:
        raise Unsure(f"the answer was lost ({type(lost).__name__})") from lost
    return dict(answer.data) if isinstance(answer.data, dict) else {}


def meaning(refused: SlackApiError, where: str) -> PlatformError:
    """What a refusal of Slack means."""
    code, status = code_of(refused), getattr(refused.response, "status_code", 0) or _status(refused)
    if status == 429 or code in _LATER:
        return Later(_retry_after(refused))
    if status >= 500 or code in _UNSURE or not code:
        return Unsure(f"Slack is in trouble ({code or status})")
    if code in _GONE:
        return Gone(code)
    if code in _DEPARTED:
        return Departed("This person is no longer in the workspace.")
    sentence = _SENTENCES.get(_ALSO.get(code, code), "Slack refused this: {code}.")
    return Rejected(sentence.format(where=where, code=code))


def code_of(refused: SlackApiError) -> str:
    """Slack's error code, such as ``not_in_channel``; empty where there is none."""
    data = getattr(refused.response, "data", None)
    return str(data.get("error", "")) if isinstance(data, dict) else ""


def _status(refused: SlackApiError) -> int:
    # A body that is no JSON: the SDK then hands over aiohttp's response instead of its own.
    return int(getattr(refused.response, "status", 0))


def _retry_after(refused: SlackApiError) -> float:
    headers = getattr(refused.response, "headers", None) or {}
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    return float(found) if str(found).replace(".", "", 1).isdigit() else WAIT_WITHOUT_ADVICE
