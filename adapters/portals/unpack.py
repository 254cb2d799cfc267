"""Opening gzip and xz, without letting a small file grow past the size we agreed to."""

import lzma
import zlib

from adapters.portals.listing import PortalError

_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"
_XZ_MEMORY = 256 * 1024**2  # xz files ask for their own working memory; real ones want under 100 MB
_GZIP_WINDOW = 31  # zlib: 15 bits of window, and +16 for the gzip header


def is_packed(body: bytes) -> bool:
    """Whether the first bytes say gzip or xz."""
    return body.startswith((_GZIP, _XZ))


def unpack(body: bytes, most: int) -> bytes:
    """Return ``body`` unpacked if its first bytes say gzip or xz, else as it is.

    Raises ``PortalError`` where it is damaged, cut short, or larger than ``most`` bytes once unpacked.
    """
    if not is_packed(body):
        return body
    try:
        return _unpacked(body, most)
    except (zlib.error, lzma.LZMAError, EOFError) as wrong:
        raise PortalError("The packed file is damaged or cut short. Fetch it again.") from wrong


def too_large(most: int) -> PortalError:
    """The sentence for a catalogue that is larger than ``most`` bytes."""
    return PortalError(f"The catalogue is larger than {most / 1024**2:,.0f} MB. We stopped reading.")


def _unpacked(body: bytes, most: int) -> bytes:
    whole = bytearray()
    while is_packed(body):  # both formats may hold several pieces one after another
        piece, body = _piece(body, most - len(whole))
        whole += piece
        if len(whole) > most:
            raise too_large(most)
    return bytes(whole)


def _piece(body: bytes, room: int) -> tuple[bytes, bytes]:
    """The first packed piece, opened to one byte more than there is room for, and what follows it."""
    if body.startswith(_XZ):
        xz = lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
        piece = xz.decompress(body, room + 1)
        done, rest = xz.eof, xz.unused_data
    else:
        gzip = zlib.decompressobj(_GZIP_WINDOW)
        piece = gzip.decompress(body, room + 1)
        done, rest = gzip.eof, gzip.unused_data
    if not done and len(piece) <= room:  # all of it was given, and its end is missing
        raise EOFError
    return piece, rest
