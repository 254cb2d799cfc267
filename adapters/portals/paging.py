"""Addresses of pages: the first of a listing, and the next one. We make them ourselves, from the address that we asked:
what a portal names as its next page may stand behind another host, or lack what we asked for."""

from yarl import URL

from adapters.portals.listing import PortalError


def api(url: str, path: str, *, also: tuple[str, ...] = ()) -> URL:
    """The address of the interface at ``path`` of the portal at ``url``, which may be any page of the portal.

    An address in which ``path`` stands already is kept, with all that it asks for. ``also`` are the paths of the
    portal's pages for people, which are cut off with all behind them; a portal below a path of its host is found so.
    """
    given = parsed(url)
    if path in given.path:
        return given.with_fragment(None)
    own = given.path
    for page in also:
        found = own.find(f"{page}/") if f"{page}/" in own else len(own) - len(page) if own.endswith(page) else -1
        own = own[:found] if found >= 0 else own
    return given.with_path(own.rstrip("/") + path).with_query(None).with_fragment(None)


def before(address: str, path: str) -> str:
    """The portal's own address: what stands before ``path`` in the address of a page; "" where it is not there."""
    front, found, _ = address.partition(path)
    return front if found else ""


def asking(url: URL, **query: str | int) -> URL:
    """The address with these questions; those that it asks already stay as they are."""
    return url.update_query({name: value for name, value in query.items() if name not in url.query})


def moved(address: str, **query: str | int) -> str:
    """The address of another page of the same listing; "" where there is no address to begin with."""
    return str(parsed(address).update_query(query)) if "://" in address else ""


def counted(address: str, name: str, otherwise: int) -> int:
    """The number that an address asks with under that name."""
    value = parsed(address).query.get(name, "") if "://" in address else ""
    return int(value) if value.isdecimal() and len(value) < _LONGEST_NUMBER else otherwise


def whole(value: object) -> int | None:
    """A count as a portal writes it; None where it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def is_file(url: str) -> bool:
    """Whether an address names a catalogue that is one file, such as ``…/data.json``."""
    return parsed(url).path.endswith((".json", ".json.gz", ".json.xz"))


def parsed(url: str) -> URL:
    """``url`` as an address. Raises ``PortalError`` where it is none."""
    try:
        return URL(url)
    except ValueError:
        raise PortalError("This is not a complete web address.") from None


_LONGEST_NUMBER = 10
