"""What is kept of one reading of a portal so that the next one can tell quickly that nothing has changed."""

from dataclasses import asdict, dataclass

import orjson


@dataclass(frozen=True, slots=True)
class Mark:
    """One page as it was: the digest of its bytes, and where it led to ("" for the last)."""

    digest: str
    onward: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What to ask and compare the next time (RFC 9110, section 13). ``first`` is the address of the first page; what
    is remembered of another address counts for nothing. ``text`` and :func:`from_text` are for storage."""

    first: str = ""
    etag: str = ""
    last_modified: str = ""
    pages: tuple[Mark, ...] = ()

    @property
    def text(self) -> str:
        """All of it as one line of JSON; about 200 bytes for each page."""
        return orjson.dumps(asdict(self)).decode()

    @property
    def condition(self) -> dict[str, str]:
        """The headers that ask for the first page only if it has changed; none where there were several pages,
        because the others may have changed all the same."""
        if len(self.pages) != 1:
            return {}
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


def from_text(text: str) -> Validators:
    """The validators that ``text`` was made of; none at all where it cannot be read, which costs one full reading."""
    try:
        held = orjson.loads(text)
        pages = tuple(Mark(str(each["digest"]), str(each["onward"])) for each in held["pages"])
        return Validators(str(held["first"]), str(held["etag"]), str(held["last_modified"]), pages)
    except (ValueError, TypeError, KeyError):
        return Validators()
