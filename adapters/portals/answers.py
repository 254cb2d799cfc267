"""What a portal's answer means, in sentences: redirects, refusals, and lines that break."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp
from yarl import URL

from adapters.portals.listing import PortalError
from adapters.portals.turns import come_again

_REDIRECTS = (301, 302, 303, 307, 308)
_OK, _TOO_MANY, _SERVER_TROUBLE = 200, 429, 500
_LONGEST_WAIT = 24 * 3600.0  # what asks for more is asked again tomorrow all the same

_SENTENCES = {
    401: "The portal wants a password for this address. Use the public address of its catalogue.",
    403: "The portal does not let us read this address. Ask its keepers to make the catalogue public.",
    404: "There is nothing at this address. Check it; it usually ends in /data.json.",
    410: "The portal says that this address is gone for good. Look for its new one.",
}


def redirect_target(response: aiohttp.ClientResponse) -> str | None:
    """The address that a redirect leads to (RFC 9110, section 15.4), None if the answer is no redirect."""
    if response.status not in _REDIRECTS:
        return None
    location = response.headers.get("Location", "")
    try:
        return str(response.url.join(URL(location)))
    except ValueError:
        raise PortalError("The portal sent us on, but to an address that is not one.") from None


def require_success(response: aiohttp.ClientResponse) -> None:
    """Raise ``PortalError`` unless the answer is 200."""
    status = response.status
    if status == _OK:
        return
    wait = retry_after(response.headers.get("Retry-After"))
    if status == _TOO_MANY:
        raise PortalError(f"The portal asks us to slow down.{_again(wait)}", wait, passing=True, status=status)
    if status >= _SERVER_TROUBLE:
        told = f"The portal has trouble of its own (HTTP {status}).{_again(wait)}"
        raise PortalError(told, wait, passing=True, status=status)
    told = _SENTENCES.get(status, f"The portal answered with HTTP {status}, not with a catalogue.")
    raise PortalError(told, wait, status=status)


def retry_after(value: str | None) -> float | None:
    """Seconds to wait from a Retry-After header: a number or a date (RFC 9110, section 10.2.3); a day at most."""
    if not value:
        return None
    if value.strip().isdecimal():
        return min(float(value), _LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return min(max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds()), _LONGEST_WAIT)


def sentence_for(wrong: Exception) -> str:
    """The sentence for a connection that failed. Never the raw error: it may hold the whole address."""
    match wrong:
        case aiohttp.ClientConnectorDNSError():
            return f"No host is known by the name {wrong.host}. Check the spelling of the address."
        case aiohttp.ClientConnectorCertificateError() | aiohttp.ClientConnectorSSLError():
            return f"The secure connection to {wrong.host} failed: its certificate is not valid for us."
        case aiohttp.ClientConnectorError():
            return f"We cannot reach {wrong.host}. The portal may be down; try again later."
        case aiohttp.ClientPayloadError():
            return "The portal stopped in the middle of its answer. Try again."
        case aiohttp.InvalidURL():
            return "This is not a complete web address."
    return "The connection to the portal broke. Try again later."


def _again(wait: float | None) -> str:
    return come_again(wait) if wait else " Try again later."
