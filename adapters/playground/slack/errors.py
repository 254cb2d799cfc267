"""What goes wrong in the pocket Slack."""

from collections.abc import Sequence


class SlackError(Exception):
    """The pocket refuses a call as Slack would: an error code, and what Slack adds to it.

    ``messages`` become ``response_metadata.messages``; ``retry_after`` (seconds) makes the answer an HTTP
    429.
    """

    def __init__(
        self, code: str, messages: Sequence[str] = (), *, retry_after: int | None = None, **extra: str
    ) -> None:
        super().__init__(code, *messages)
        self.code = code
        self.messages = tuple(messages)
        self.retry_after = retry_after
        self.extra = extra


class NoSuchThing(LookupError):
    """A hand reached for something the person cannot see: a mistake in the test or the page, not of the
    bot."""
