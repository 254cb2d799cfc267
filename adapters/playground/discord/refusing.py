"""What simcord refuses, as Discord refuses it."""

from collections.abc import Iterator
from contextlib import contextmanager

from simcord.backend.errors import BackendError, SetupError
from simcord.http import RouteNotImplemented, UnsupportedField

from adapters.playground.discord.errors import DiscordError, invalid, worded

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError, AssertionError, SetupError)


@contextmanager
def as_discord() -> Iterator[None]:
    """What simcord raises within comes out as ``DiscordError``."""
    try:
        yield
    except (RouteNotImplemented, UnsupportedField, NotImplementedError) as unknown:
        raise DiscordError(501, 0, f"The pocket Discord does not know this: {unknown}") from unknown
    except BackendError as refused:
        if refused.code != 50035:
            raise DiscordError(refused.status, refused.code, refused.message, refused.errors) from None
        raise worded(refused.message) from None
    except _MALFORMED as wrong:
        raise invalid("", f"The body has not the right shape ({type(wrong).__name__}).") from wrong
