"""E-mail addresses, plain and spelled out ("ana (at) example dot org")."""

import re
from collections.abc import Iterator

from bot.privacy.cues import words_of
from bot.privacy.model import Kind, Span
from bot.privacy.reading import Reading
from bot.privacy.worth import may_spell_an_email

LOCAL_MOST, DOMAIN_MOST = 64, 255  # characters, RFC 5321 section 4.5.3.1
_LOCAL = frozenset("!#$%&'*+-/=?^_`{|}~.")
_OPENING = "'`{|/=?&*#~!^$."  # may stand within, but in people's texts a leading one is punctuation
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w@])(?!:[\w/])")
_PICTURE = re.compile(r"[1-4]x\.(?:png|jpe?g|gif|svg|webp)$", re.IGNORECASE)  # logo@2x.png
# "ana (at) example (dot) org": found from the sign outwards, so that a long text costs its length only.
_AT = re.compile(r" ?[(\[{<] ?(?:at|arroba|@) ?[)\]}>] ?| (?:at|arroba) | @ ?|(?<=[\w])@(?= )")
_DOT = r"(?: ?[(\[{<] ?(?:dot|punto|\.) ?[)\]}>] ?| (?:dot|punto) )"
_HOST = re.compile(
    rf"[a-z0-9][a-z0-9-]{{0,40}}(?:(?:{_DOT}|\.)[a-z0-9][a-z0-9-]{{0,40}}){{0,3}}(?:{_DOT}|\.)[a-z]{{2,12}}(?![\w@])"
)
_SPELLED_DOT = re.compile(_DOT)
_NOBODY = words_of("look looking be meet is are was see data available arrive stay found hosted")


def emails(reading: Reading) -> Iterator[Span]:
    """E-mail addresses. Handles (@streets, @streets@civic.example), versions (pandas@2.1) and remotes are none."""
    yield from _written(reading)
    if may_spell_an_email(reading):
        yield from _spelled(reading)


def _spelled(reading: Reading) -> Iterator[Span]:
    for sign in _AT.finditer(reading.low):
        host = _HOST.match(reading.low, sign.end())
        # "look at example.org" is a sentence; a sign, or a spelled-out dot, makes it an address
        if (
            host
            and (start := _local_start(reading.low, sign.start())) < sign.start()
            and (sign[0].strip() not in {"at", "arroba"} or _is_spelled(reading, start, sign, host))
        ):
            yield Span(start, host.end(), Kind.EMAIL)


def _is_spelled(reading: Reading, start: int, sign: re.Match[str], host: re.Match[str]) -> bool:
    return bool(_SPELLED_DOT.search(host[0])) and reading.low[start : sign.start()] not in _NOBODY


def _written(reading: Reading) -> Iterator[Span]:
    text = reading.text
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1, at + 1 + DOMAIN_MOST)
        if domain and (start := _local_start(text, at)) < at and _is_a_person(text, start, at, domain[0]):
            yield Span(start, domain.end(), Kind.EMAIL)
        at = text.find("@", at + 1)


def _local_start(text: str, at: int) -> int:
    start = at
    while start > 0 and at - start < LOCAL_MOST and (text[start - 1].isalnum() or text[start - 1] in _LOCAL):
        start -= 1
    for sign in "?=/&|":  # …/?email=ana@example.org
        start = max(start, text.rfind(sign, start, at) + 1)
    while start < at and text[start] in _OPENING:
        start += 1
    return start


def _is_a_person(text: str, start: int, at: int, domain: str) -> bool:
    before = text[max(0, start - 60) : start]
    user_of_an_address = "://" in before.rpartition(" ")[2] and not re.search(r"[?&]", before.rpartition(" ")[2])
    handle = before.endswith("@")
    remote = text[start:at] in {"git", "ssh", "hg"} and domain.startswith(("github.", "gitlab.", "bitbucket."))
    return not (user_of_an_address or handle or remote or _PICTURE.match(domain))
