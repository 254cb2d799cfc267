"""What links lead to in the demonstration, where nothing outside is read: each is alive, and each picture is drawn."""

from hashlib import sha256
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageDraw

from adapters.links.checking import Checked
from adapters.links.image import Image
from adapters.links.rules import LinkError
from adapters.outside.addresses import AddressRefused, check_url

_SIZE = _WIDE, _HIGH = 1_200, 675
_BLOCK, _STREET = 150, 22
_GROUNDS = ("#dfe8d6", "#e6e0d2", "#d9e5ec", "#ece0e4")
_ROUTES = ("#b03a2e", "#1f5f8b", "#6c3483", "#9a5b00")


class PracticeLooking:
    """Looks at nothing: what would be refused outside is refused here too."""

    async def check(self, url: str) -> Checked:
        """A page that answers. Raises ``LinkError`` where we would not go."""
        try:
            check_url(url)
        except AddressRefused as no:
            raise LinkError(no.sentence, forbidden=True) from no
        return Checked(url, 200)

    async def image(self, url: str) -> Image:
        """A map of streets, the same for the same address. Raises ``LinkError`` where we would not go."""
        await self.check(url)
        return Image(drawn(url), *_SIZE)


def drawn(url: str) -> bytes:
    """A map of streets as PNG, the same for the same address."""
    out = BytesIO()
    _map(sha256(url.encode()).digest()).save(out, "PNG", optimize=True)
    return out.getvalue()


def _map(chance: bytes) -> Pillow.Image:
    made = Pillow.new("RGB", _SIZE, _GROUNDS[chance[0] % len(_GROUNDS)])
    pen = ImageDraw.Draw(made)
    for x in range(chance[1] % _BLOCK, _WIDE, _BLOCK):
        pen.rectangle((x, 0, x + _STREET, _HIGH), "white")
    for y in range(chance[2] % _BLOCK, _HIGH, _BLOCK):
        pen.rectangle((0, y, _WIDE, y + _STREET), "white")
    for at, each in enumerate(chance):
        x, y = (at * 397 + each * 5) % _WIDE, (at * 251 + each * 3) % _HIGH
        pen.ellipse((x, y, x + 44, y + 44), "#3b7a46")
    turns = [(at * _WIDE // 5, _HIGH - (60 + each * (_HIGH - 120) // 255)) for at, each in enumerate(chance[4:10])]
    pen.line(turns, _ROUTES[chance[3] % len(_ROUTES)], 14, joint="curve")
    return made
