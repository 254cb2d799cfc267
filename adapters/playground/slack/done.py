"""What came of something a person did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from adapters.playground.slack.socket_mode import Receipt
from adapters.playground.slack.wire import Json


@dataclass(frozen=True, slots=True)
class Done:
    """The outcome of one gesture.

    ``acknowledged`` after ``seconds``, with ``answer`` as the payload of the acknowledgement. ``refused`` is
    what Slack itself told the person, without or in spite of the app; ``errors`` are field errors by block
    id; ``ts`` is the message that was said; ``options`` are what an external select offers.
    """

    acknowledged: bool = False
    seconds: float = 0.0
    answer: Json | None = None
    refused: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    ts: str = ""
    options: Sequence[Json] = ()


def of(receipt: Receipt, **more: object) -> Done:
    """The outcome that a receipt tells of."""
    return Done(receipt.outcome == "acknowledged", receipt.seconds, receipt.payload, **more)  # type: ignore[arg-type]


def failure(receipt: Receipt) -> str:
    """Slack's name for an envelope that came to nothing; empty where it was acknowledged."""
    if receipt.outcome == "acknowledged":
        return ""
    return "dispatch_failed" if receipt.outcome == "no_connection" else "operation_timeout"
