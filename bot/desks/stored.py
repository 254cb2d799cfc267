"""A desk as JSON and back: that is how its settings lie in the database."""

from pydantic import TypeAdapter, ValidationError

from bot.desks.model import Desk
from bot.engine.errors import ChampionsError

_DESK = TypeAdapter(Desk)


class StoredDeskError(ChampionsError):
    """The stored settings of a desk cannot be read; the message names the fields, never their values."""


def desk_to_json(desk: Desk) -> str:
    """The desk as a JSON object; :func:`desk_from_json` gives an equal desk back."""
    return _DESK.dump_json(desk).decode()


def desk_from_json(text: str) -> Desk:
    """The desk that was stored. Settings added since then have their defaults, settings since gone are left
    out.

    Raises :class:`StoredDeskError`.
    """
    try:
        return _DESK.validate_json(text)
    except ValidationError as error:
        fields = sorted({".".join(map(str, each["loc"])) or "the whole" for each in error.errors()})
        raise StoredDeskError(
            f"The stored settings of a desk cannot be read ({', '.join(fields)}). Import desk.yml again."
        ) from None
