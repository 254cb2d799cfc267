"""Linked data as a table of what is said of what, whichever way it is written: RDF/XML, Turtle or JSON-LD.

rdflib reads all three. Nothing is ever fetched, whatever a document asks for, and what a document may cost is bounded.
Measured with records of DCAT-AP.de (208 statements each): JSON-LD 7 ms, Turtle 10 ms, RDF/XML 14 ms of processor for a
dataset, 0.4 to 0.8 KB for a statement. So it is sensible for pages of some thousands of datasets; larger portals offer
theirs in pages, or a data.json, which is read a hundred times faster.
"""

import logging
import re
from typing import Any, Self

import orjson
import rdflib
from rdflib import Graph, URIRef
from rdflib.plugins.parsers.notation3 import TurtleParser
from rdflib.term import Node

from adapters.portals import json_ld, rdf_xml
from adapters.portals.listing import PortalError, Trouble

MOST_BYTES = 64 * 1024**2
MOST_TRIPLES = 1_000_000

# As text stands: rdflib would write the number 1E999999999 out in full. What it cannot read as a date or a number it
# would log with the text, and people's words stay out of logs.
rdflib.NORMALIZE_LITERALS = False
logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)

# An element whose name has a prefix says there where the prefix comes from; ``<urn:a>`` is an address in Turtle.
_MARKUP = re.compile(r"<(?:[?!]|[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*\s|[\s/>]))")
# What a quote may stand in: long and short texts, addresses, comments. Nothing is read twice (``++``, ``*+``).
_TOKEN = re.compile(
    r'''"""(?:[^"\\]++|\\.|"(?!""))*+(?:"""|\Z)|"(?:[^"\\\n]++|\\.)*+"?'''
    r"""|'''(?:[^'\\]++|\\.|'(?!''))*+(?:'''|\Z)|'(?:[^'\\\n]++|\\.)*+'?|<[^<>"\s]*+>|\#[^\n]*+""",
    re.DOTALL,
)
_MOST_SIGNS = 10_000
_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Triples(Graph):
    """What a document says: for each subject and predicate the objects, in the order in which they stand there."""

    def __init__(self) -> None:
        super().__init__()
        self.about: dict[Node, dict[Node, list[Node]]] = {}
        self.troubles: list[Trouble] = []
        self._count = 0
        self._words: dict[Node, Node] = {}

    def add(self, triple: Any) -> Self:
        """Keep one statement. Raises ``PortalError`` where there are more than MOST_TRIPLES."""
        subject, predicate, value = triple
        self._count += 1
        if self._count > MOST_TRIPLES:
            raise PortalError(
                f"The catalogue makes more than {MOST_TRIPLES:,} statements. We stopped reading: ask the portal's"
                " keepers for an address that gives it in pages, or use its data.json."
            )
        said = self.about.setdefault(subject, {})
        said.setdefault(self._words.setdefault(predicate, predicate), []).append(value)
        return self

    def bind(self, *_: Any, **__: Any) -> None:
        """Prefixes mean nothing here."""

    def absolutize(self, uri: str, defrag: int = 1) -> URIRef:
        """The address as it is: a document is read with its own address as the base."""
        return URIRef(uri)

    def mended(self, what: str) -> None:
        """Note what was wrong in the document and could be read past."""
        self.troubles.append(Trouble(None, "", what, left_out=False))

    def values(self, subject: Node, *predicates: URIRef) -> list[Node]:
        """The objects of the first of these predicates that is said of the subject."""
        said = self.about.get(subject, {})
        return next((said[each] for each in predicates if each in said), [])


def read(body: bytes, address: str) -> Triples:
    """What a document says that was fetched from ``address``, the base of the relative addresses in it.

    Raises ``PortalError`` with a plain sentence where it is none of the three, damaged, or larger than we read.
    """
    if len(body) > MOST_BYTES:
        raise PortalError(
            f"The catalogue is larger than the {MOST_BYTES // 1024**2} MB of linked data that we read at once. Ask the"
            " portal's keepers for an address that gives it in pages, or use its data.json."
        )
    triples = Triples()
    try:
        _into(triples, body, address)
    except PortalError:
        raise
    except RecursionError:
        raise PortalError("The catalogue is not usable linked data: it is nested without end.") from None
    except Exception as wrong:  # rdflib says in many ways, an IndexError among them, that it cannot read on
        raise PortalError(_damaged(wrong)) from wrong
    return triples


def _into(triples: Triples, body: bytes, address: str) -> None:
    text = _text(body, triples)
    start = text.lstrip()[:300]
    if not start:
        raise PortalError("The catalogue is empty: there is not one character in it.")
    if re.match(r"<(?:!doctype\s+)?html", start, re.IGNORECASE):
        raise PortalError("The portal answered with a web page instead of its catalogue. Check the address.")
    if _MARKUP.match(start):
        # An XML document names its own encoding; where it names none and is no UTF-8, what we made of it goes on.
        own = b"encoding" in body[:200] or body[:2] in _MARKS
        rdf_xml.read(body if own else text.encode(), address, triples)
    elif (document := _document(text, start)) is not None:
        json_ld.read(document, address, triples)
    else:
        _turtle(text, address, triples)


def _document(text: str, start: str) -> object:
    """The JSON document; None where the text is Turtle, which may begin with a bracket too."""
    if start[0] not in "{[":
        return None
    try:
        found: object = orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        if start[0] == "[" and not re.match(r"\[\s*[\[{\]]", start):
            return None
        whole = text.rstrip().endswith(("}", "]"))
        told = "is not valid JSON: the portal has to repair it" if whole else "stops in the middle: try again"
        raise PortalError(f"The catalogue {told} (line {wrong.lineno}, character {wrong.colno}).") from wrong
    return found


def _turtle(text: str, address: str, triples: Triples) -> None:
    kept = _TOKEN.sub(_short, text)
    if kept != text:
        triples.mended("Some of its texts are endless lists of lines or escaped signs. We read them as empty.")
    source = rdflib.parser.StringInputSource(kept, system_id=address)
    TurtleParser().parse(source, triples)  # type: ignore[no-untyped-call]


def _short(found: re.Match[str]) -> str:
    """A text as it is, or an empty one in the place of a text that would hold rdflib up for minutes: it copies what it
    has of a text at each line, quote and escaped sign."""
    token = found[0]
    if token[0] not in "\"'" or len(token) < _MOST_SIGNS:
        return token
    return token if sum(map(token.count, "\\\n\r\"'")) < _MOST_SIGNS else '""'


def _text(body: bytes, triples: Triples) -> str:
    try:
        return body.decode(_MARKS.get(body[:2], "utf-8-sig"))
    except UnicodeDecodeError:
        pass
    if b"encoding" not in body[:200]:
        triples.mended("It is not written in UTF-8. We read it as Western European text; look at the accents.")
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return body.decode("latin-1")


def _damaged(wrong: Exception) -> str:
    where = getattr(wrong, "getLineNumber", lambda: getattr(wrong, "lines", None))()
    line = f" (line {where})" if isinstance(where, int) else ""
    return (
        f"The catalogue is neither whole RDF/XML nor Turtle nor JSON-LD: we could not read on{line}. Try again later."
    )
