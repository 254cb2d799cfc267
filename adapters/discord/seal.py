"""The seal on [Read it]: only a button that we made leads to the reply to a message, and only for who wrote it.

Discord hands a button's ``custom_id`` back as it was sent, and a client may send any. Nothing is remembered for it:
the key is the app's own token, so a button of before that was changed is a button of former days.
"""

import hashlib
import hmac

READ = "~read"  # begins the custom_id of a button of our own, which no command has
_LENGTH = 12  # bytes


class Seal:
    """Makes the lines of such buttons, and reads them. ``secret`` is what only the app knows."""

    def __init__(self, secret: str) -> None:
        self._key = hashlib.blake2s(secret.encode(errors="replace")).digest()

    def line(self, message: str, reader: str) -> str:
        """The ``custom_id`` of the button that shows the reply to ``message`` to ``reader``; at most 100 characters."""
        return f"{READ} {message} {reader} {self._signed(message, reader)}"

    def opened(self, line: str) -> tuple[str, str] | None:
        """The message and the reader of a line; None where we have not made it."""
        match line.split(" "):
            case [name, message, reader, signed] if name == READ:
                known = hmac.compare_digest(signed.encode(), self._signed(message, reader).encode())
                return (message, reader) if known else None
        return None

    def _signed(self, message: str, reader: str) -> str:
        said = f"{READ} {message} {reader}".encode(errors="replace")
        return hashlib.blake2s(said, key=self._key, digest_size=_LENGTH).hexdigest()
