"""Web addresses of projects: tidied as they are kept, and canonical as they are compared."""

import re

from yarl import URL

from bot.showcase.model import LINK
from bot.speech.plain import clean

# What is added to a link to count who followed it; it leads to the same page.
_COUNTERS = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs(enc|mi)|ref_src", re.I)
_USUAL_PORTS = frozenset({80, 443})
_FOUND = re.compile(r"https?://[^\s<>|\"'()\[\]{}“”]+", re.I)
_HAS_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.I)


def tidy(typed: str) -> str:
    """The address as it is kept and shown; "" where it is none that everybody's browser opens.

    What has no scheme gets ``https``. Names and passwords in it are refused: they would be everybody's.
    """
    text = clean(typed).strip("<>")
    if not text or any(sign.isspace() for sign in text):
        return ""
    if not _HAS_SCHEME.match(text):
        text = f"https://{text}"
    try:
        url = URL(text)
        host = url.host or ""
    except ValueError:
        return ""
    has_secrets = url.user is not None or url.password is not None
    if url.scheme not in ("http", "https") or has_secrets or "." not in host.strip("."):
        return ""
    shown = str(url).replace("|", "%7C")
    return shown if len(shown) <= LINK and not any(sign in shown for sign in " <>\n") else ""


def canonical(address: str) -> str:
    """A tidied address by which the same page is known again, however it is spelled:

    - without its scheme and without a usual port (80, 443); the host in lower case and in ASCII, without ``www.`` and
      without a dot at its end;
    - the path decoded where a sign needs no code, without slashes at its end;
    - without what only counts visitors (``utm_…``, ``fbclid``, ``gclid`` …), the rest of the query in alphabetic order;
    - without what comes after ``#``, unless that is a path itself (``#/map``, ``#!/map``): some pages are one document
      with many addresses.
    """
    url = URL(address)
    host = (url.raw_host or "").lower().rstrip(".").removeprefix("www.")
    port = f":{url.explicit_port}" if url.explicit_port and url.explicit_port not in _USUAL_PORTS else ""
    asked = sorted((name, value) for name, value in url.query.items() if not _COUNTERS.fullmatch(name))
    query = f"?{URL.build(query=asked).raw_query_string}" if asked else ""
    inner = url.raw_fragment.rstrip("/")
    fragment = f"#{inner}" if inner.startswith(("/", "!/")) else ""
    return f"{host}{port}{url.raw_path.rstrip('/')}{query}{fragment}"


def first_in(text: str) -> str:
    """The first web address that a text names, tidied; "" for none."""
    found = _FOUND.search(text)
    return tidy(found[0].rstrip(".,;:!?")) if found else ""
