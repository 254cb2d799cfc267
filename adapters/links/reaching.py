"""Going where a link leads, in one try: every redirect is checked like the first address, and all of it is timed.

No cookies, no proxies from the environment, no credentials, and nothing is unpacked on the way in: whoever reads the
body knows how large it may grow.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp
from yarl import URL

from adapters.links.rules import LinkError, LinkRules
from adapters.outside.addresses import AddressRefused, CheckedResolver, check_url
from bot.speech.words import Told, told

_REDIRECTS = (301, 302, 303, 307, 308)
_PRINTABLE = re.compile(r"[^\x20-\x7e]")


@asynccontextmanager
async def reached(source: str, rules: LinkRules, accept: str) -> AsyncIterator[aiohttp.ClientResponse]:
    """What answers where ``source`` ends, its body not yet read; the time runs on while it is.

    Raises ``LinkError``, and no other error for what is outside.
    """
    try:
        async with asyncio.timeout(rules.seconds), _session(rules, accept) as session:
            response = await _followed(session, source, rules)
            try:
                yield response
            finally:
                response.close()
    except AddressRefused as no:
        raise LinkError(no.sentence, forbidden=True) from no
    except TimeoutError as wrong:
        raise LinkError(told("There was no whole answer within {count} seconds.", count=int(rules.seconds))) from wrong
    except ValueError as wrong:  # aiohttp's InvalidURL is one
        raise LinkError(told("This is not a complete web address."), forbidden=True) from wrong
    except (aiohttp.ClientError, OSError) as wrong:
        raise LinkError(_sentence(wrong)) from wrong


def _session(rules: LinkRules, accept: str) -> aiohttp.ClientSession:
    resolver = CheckedResolver(rules.lookup, allow_loopback=rules.allow_loopback)
    contact = _PRINTABLE.sub("", rules.contact)
    headers: Mapping[str, str] = {
        "User-Agent": f"data-champions (open data desk; {contact})",
        "Accept": accept,
        "Accept-Encoding": "identity",
    }
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(resolver=resolver, use_dns_cache=False),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(total=None),
        headers=headers,
        auto_decompress=False,
    )


async def _followed(session: aiohttp.ClientSession, source: str, rules: LinkRules) -> aiohttp.ClientResponse:
    address = source
    for _ in range(rules.most_hops + 1):
        url = check_url(address, allow_loopback=rules.allow_loopback)
        response = await session.get(url, allow_redirects=False)
        onward = response.headers.get("Location", "") if response.status in _REDIRECTS else ""
        if not onward:
            return response
        response.close()
        address = str(response.url.join(URL(onward)))
    raise LinkError(told("This address sends visitors on and on. Give the one where it ends."))


def _sentence(wrong: Exception) -> Told:
    """What went wrong, never in the raw error's words: they may hold the whole address."""
    match wrong:
        case aiohttp.ClientConnectorDNSError():
            return told("No host is known by the name {host}. Check the spelling.", host=wrong.host)
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
            return told("The secure connection to {host} failed: its certificate is not valid.", host=wrong.host)
        case aiohttp.ClientConnectorError():
            return told("{host} cannot be reached just now.", host=wrong.host)
    return told("The connection broke in the middle of the answer.")
