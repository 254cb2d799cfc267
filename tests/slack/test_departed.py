"""What a changed account says: that somebody was deactivated, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from adapters.slack.calls import meaning
from adapters.slack.departed import departed
from bot.engine.errors import Departed
from bot.people.commands import HasLeft


def changed(**user: Any) -> dict[str, Any]:
    return {"type": "user_change", "user": {"id": "U1", **user}, "event_ts": "1760000000.000100"}


def test_somebody_who_was_deactivated_has_left_and_it_is_nobody_who_says_so() -> None:
    request = departed(changed(deleted=True), "elmford", "T1")
    assert request is not None
    assert (request.command, request.desk, request.who.identity.user) == (HasLeft("@U1"), "elmford", "")
    assert request == departed(changed(deleted=True), "elmford", "T1"), "delivered again it is the same request"


@pytest.mark.parametrize("user", [{}, {"deleted": False}, {"deleted": True, "is_bot": True}])
def test_a_new_name_or_status_and_a_bot_say_nothing(user: dict[str, Any]) -> None:
    assert departed(changed(**user), "elmford", "T1") is None


@pytest.mark.parametrize("code", ["user_disabled", "user_not_found"])
def test_a_message_for_somebody_who_left_says_that_they_did(code: str) -> None:
    refused = SlackApiError("refused", {"ok": False, "error": code})  # type: ignore[no-untyped-call]
    refused.response = type("Answer", (), {"data": {"error": code}, "status_code": 200, "headers": {}})()
    assert isinstance(meaning(refused, "that channel"), Departed)
