"""Files on their way in."""

from dataclasses import dataclass
from io import BytesIO

MOST_IN_A_FILE = 10 * 1024 * 1024  # bytes, for a guild that pays nothing


@dataclass(slots=True)
class Upload:
    """A file that came with a call or a gesture."""

    filename: str
    data: bytes
    description: str | None = None

    @property
    def fp(self) -> BytesIO:
        """The bytes as a file, as simcord reads them."""
        return BytesIO(self.data)
