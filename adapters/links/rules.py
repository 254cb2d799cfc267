"""How far looking at a link may go, and what is said where it ends."""

from dataclasses import dataclass

from adapters.outside.addresses import Lookup, system_lookup
from bot.engine.errors import ChampionsError
from bot.speech.words import Told


class LinkError(ChampionsError):
    """A link leads nowhere, or nowhere that we go. ``sentence`` tells whoever gave it, in plain words.

    ``forbidden``: it is the address that we refuse, whatever may be there. Otherwise it may well work tomorrow.
    """

    def __init__(self, sentence: Told, *, forbidden: bool = False) -> None:
        super().__init__(sentence)
        self.sentence, self.forbidden = sentence, forbidden


@dataclass(frozen=True, slots=True)
class LinkRules:
    """How far one look may go. The defaults suit a photograph as telephones take it."""

    most_bytes: int = 10 * 1024**2  # of a picture: for what travels and for what it unpacks to, each
    most_pixels: int = 25_000_000  # a telephone's photograph; up to 200 MB while it is opened
    widest: int = 1_200  # pixels of what is kept; a card shows fewer
    seconds: float = 15.0  # for everything, redirects included
    most_hops: int = 5
    allow_loopback: bool = False  # only the front door may say True
    contact: str = "no contact given"  # where somebody can turn to who wonders at our visit: a mailbox or a page
    lookup: Lookup = system_lookup
