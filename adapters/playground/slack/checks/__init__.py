"""What Slack refuses: the limits of messages, blocks, elements and views, with the messages Slack sends back.

Two opinions are asked: our own tables (from Slack's Block Kit reference, with JSON pointers as Slack gives
them) and the validators of ``slack_sdk.models``.
"""

from adapters.playground.slack.checks.message import (
    TEXT_KEPT,
    check_blocks,
    check_metadata,
    check_response,
    check_text,
)
from adapters.playground.slack.checks.options import check_options
from adapters.playground.slack.checks.view import check_view

__all__ = [
    "TEXT_KEPT",
    "check_blocks",
    "check_metadata",
    "check_options",
    "check_response",
    "check_text",
    "check_view",
]
