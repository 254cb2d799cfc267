"""Which addresses of the network we may talk to when somebody gives us a web address.

Whoever gives one could name a machine inside our own network instead, or a name that answers with such
a machine's address later on. So the address is checked that the connection is really made to.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable

from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from bot.engine.errors import ChampionsError
from bot.speech.words import Told, told

# A host name and port in, the addresses they stand for out. OSError where there are none.
Lookup = Callable[[str, int], Awaitable[list[str]]]

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


class AddressRefused(ChampionsError):
    """We do not go to this address. ``sentence`` says why."""

    def __init__(self, sentence: Told) -> None:
        super().__init__(sentence)
        self.sentence = sentence


async def system_lookup(host: str, port: int) -> list[str]:
    """Ask the system's resolver. Raises ``OSError`` where the name is not known."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


def may_talk_to(address: str, *, allow_loopback: bool = False) -> bool:
    """Whether ``address`` is on the public internet (IANA special-purpose registries).

    Loopback is allowed on request. Private, link-local, multicast, shared and reserved addresses never are,
    nor an IPv6 address that stands for one of them.
    """
    try:
        inner = _inner(ipaddress.ip_address(address))
    except ValueError:
        return False
    if inner.is_loopback:
        return allow_loopback
    return inner.is_global and not (inner.is_multicast or inner.is_reserved)


def check_url(address: str, *, allow_loopback: bool = False) -> URL:
    """Return ``address`` as the URL to connect to, once it is fit: http(s), no password, no forbidden number.

    Raises ``AddressRefused`` otherwise. What is checked is the very value that is used later: two parsers could
    see two hosts in one text.
    """
    try:
        url = URL(address)
        host = url.host
    except ValueError:
        raise AddressRefused(told("This is not a complete web address.")) from None
    if url.scheme not in ("http", "https") or not host:
        raise AddressRefused(told("A web address begins with https:// or http://, and names a host."))
    if url.user is not None or url.password is not None:
        raise AddressRefused(told("The address holds a user name or password. Take it out: it would be public."))
    if _is_number(host) and not may_talk_to(host, allow_loopback=allow_loopback):
        raise refused(host)
    return url


def refused(host: str) -> AddressRefused:
    """The sentence for an address that is not on the public internet."""
    return AddressRefused(told("I do not go to {host}: that address is not on the public internet.", host=host))


class CheckedResolver(AbstractResolver):
    """Resolves a name once and hands aiohttp only addresses that were checked, which it then connects to.

    So a name cannot answer with a public address for the check and with a private one for the connection.
    """

    def __init__(self, lookup: Lookup, *, allow_loopback: bool) -> None:
        self._lookup = lookup
        self._allow_loopback = allow_loopback

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return ``host``'s checked addresses. Raises ``OSError`` for none, ``AddressRefused`` if refused."""
        found = await self._lookup(host, port)
        if not found:
            raise OSError(f"no address for {host}")
        checked = [one for one in found if may_talk_to(one, allow_loopback=self._allow_loopback)]
        if not checked:
            raise refused(host)
        return [_result(host, one, port) for one in dict.fromkeys(checked)]

    async def close(self) -> None:
        """Nothing is held open."""


def _result(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=family,
        proto=socket.IPPROTO_TCP,
        flags=socket.AI_NUMERICHOST,
    )


def _is_number(host: str) -> bool:
    """Whether aiohttp would connect to ``host`` without asking the resolver."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return ":" in host
    return True


def _inner(address: _Address) -> _Address:
    """The IPv4 address that an IPv6 address stands for, if it stands for one: packets end up there."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
