"""One dataset of a catalogue in linked data, and what its description says of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from rdflib import OWL, RDF, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDFS, SKOS
from rdflib.term import Node

from adapters.portals import terms
from adapters.portals.dcat import portal_id
from adapters.portals.ending import stopped
from adapters.portals.frequency import ended
from adapters.portals.listing import Trouble
from adapters.portals.tidy import is_recurring, plain_text, read_day, read_time
from adapters.portals.triples import Triples
from bot.catalog.model import PORTAL_ID_ROOM, Dataset, is_web_address
from bot.catalog.sighting import Published

_STATUS = URIRef("http://www.w3.org/ns/adms#status")
# GeoNetwork writes dct:updated, which Dublin Core does not know.
_UPDATED = URIRef(f"{DCTERMS}updated")
_CSVW = "http://www.w3.org/ns/csvw#"
_TO_COLUMNS = (DCAT.distribution, DCTERMS.conformsTo, RDF.first, RDF.rest,
               *(URIRef(f"{_CSVW}{each}") for each in ("table", "tableSchema", "column")))  # fmt: skip
_COLUMN_NAMES = (URIRef(f"{_CSVW}name"), URIRef(f"{_CSVW}title"), URIRef(f"{_CSVW}titles"))
_COLUMNS = URIRef(f"{_CSVW}column")
_MOST_STEPS = 20_000  # from a dataset to its columns: a table of 5,000 columns as a list needs 10,000
_PEOPLE = {FOAF.Person, URIRef(f"{terms.VCARD}Individual")}


class Record:
    """One dataset being read, with what was wrong in it. ``portal_id`` may be changed, and ``others`` given the ids of
    all datasets of the page, before :meth:`published` is asked."""

    def __init__(
        self, place: int, node: Node, triples: Triples, languages: Sequence[str], taken_in: Sequence[Node]
    ) -> None:
        self.node = node
        self.troubles: list[Trouble] = []
        self.others: Mapping[Node, str] = {}
        self._place, self._triples, self._languages, self._taken_in = place, triples, languages, taken_in
        self._left_out = False
        self.address = str(node).strip() if isinstance(node, URIRef) else ""
        self.portal_id = self._identifier()

    def leave_out(self, what: str) -> None:
        """Say why it is no dataset of ours."""
        self._left_out = True
        self.troubles = [Trouble(self._place, self.portal_id[:PORTAL_ID_ROOM], what, left_out=True)]

    def published(self) -> Published | None:
        """The dataset, None where it cannot be one or was left out."""
        title = self._text(DCTERMS.title, RDFS.label, SKOS.prefLabel, FOAF.name)
        missing = [word for word, there in (("identifier", self.portal_id), ("title", title)) if not there]
        if missing and not self._left_out:
            self.leave_out(f"It has no {' and no '.join(missing)}. We left it out.")
        elif len(self.portal_id) > PORTAL_ID_ROOM:
            self.leave_out(f"Its identifier is longer than {PORTAL_ID_ROOM} characters. We left it out.")
        return None if self._left_out else self._filled(title)

    def _filled(self, title: str) -> Published:
        modified = self._moment(DCTERMS.modified, _UPDATED)
        issued = self._written(DCTERMS.issued)
        dataset = Dataset(
            portal_id=self.portal_id,
            title=title,
            description=self._text(DCTERMS.description, DCTERMS.abstract),
            department=self._department(),
            topics=tuple(sorted({terms.theme(self._triples, each, self._languages) for each in self._of(DCAT.theme)})),
            keywords=tuple(sorted(terms.texts(self._of(DCAT.keyword), self._languages))),
            page=self._page(),
            issued=read_day(issued) if issued else None,
            modified=modified,
            language=min(filter(None, map(terms.language, self._of(DCTERMS.language))), default=""),
        )
        taken_in = [moment for each in self._taken_in if (moment := read_time(str(each)))]
        return Published(
            dataset,
            created=self._moment(DCTERMS.created),
            published=min(taken_in, default=None) or read_time(issued),
            columns=self._columns(),
            stopped=self._stopped() or stopped(dataset.title, dataset.description),
            successor=self._successor(),
            former=self._former(),
        )

    def _of(self, *predicates: URIRef) -> list[Node]:
        return self._triples.values(self.node, *predicates)

    def _text(self, *predicates: URIRef) -> str:
        return next((told for each in predicates if (told := terms.text(self._of(each), self._languages))), "")

    def _identifier(self) -> str:
        written = self._of(DCTERMS.identifier, URIRef(f"{DCAT}identifier"))
        given = sorted(filter(None, (portal_id(plain_text(str(each))) for each in written if _is_said(each))))
        return next(iter(given), "") or portal_id(self.address) or self._page()

    def _page(self) -> str:
        said = (*self._of(DCAT.landingPage), *self._of(FOAF.page), *self._of(FOAF.homepage))
        pages = (str(each).strip() for each in said)
        return min((each for each in pages if is_web_address(each)), default=self._own_page())

    def _own_page(self) -> str:
        return self.address if is_web_address(self.address) else ""

    def _department(self) -> str:
        """Who publishes it. The portal's host name says nothing of that, and a person is no office."""
        for each in sorted((*self._of(DCTERMS.publisher), *self._of(DCTERMS.rightsHolder)), key=str):
            if _PEOPLE & set(self._triples.values(each, RDF.type)):
                continue
            called = terms.office(self._triples, each, self._languages)
            if called and not is_web_address(called) and called.casefold() != urlsplit(self._page()).hostname:
                return called
        return ""

    def _written(self, *predicates: URIRef) -> str:
        """A date as it is written, the earliest where there are several; "" where none can be read."""
        for each in predicates:
            written = sorted(text for value in self._of(each) if (text := str(value).strip()))
            readable = [text for text in written if read_time(text)]
            if readable:
                return readable[0]
            if written and not is_recurring(written[0]):
                word = str(each).rsplit("/", 1)[-1]
                what = f"Its {word} date cannot be read. We left the date empty."
                self.troubles.append(Trouble(self._place, self.portal_id[:PORTAL_ID_ROOM], what, left_out=False))
        return ""

    def _moment(self, *predicates: URIRef) -> datetime | None:
        return read_time(self._written(*predicates))

    def _columns(self) -> tuple[str, ...]:
        """The names of the columns, where a table is described in CSVW (https://www.w3.org/ns/csvw)."""
        waiting, seen, names = [self.node], {self.node}, set[str]()
        for _ in range(_MOST_STEPS):
            if not waiting:
                break
            node = waiting.pop()
            said = self._triples.about.get(node, {})
            names |= {plain_text(str(each)) for each in self._triples.values(node, *_COLUMN_NAMES)[:1]}
            onwards = [each for step in _TO_COLUMNS for each in said.get(step, ()) if each not in seen]
            seen.update(onwards)
            waiting += onwards
        return tuple(sorted(names - {""}))

    def _stopped(self) -> str:
        for each in self._of(_STATUS):
            if told := terms.stopped(self._triples, each, self._languages):
                return told
        if any(map(terms.is_true, self._of(OWL.deprecated))):
            return "deprecated"
        often = (terms.word(self._triples, each, self._languages) for each in self._of(DCTERMS.accrualPeriodicity))
        return next(filter(None, map(ended, often)), "")

    def _successor(self) -> str:
        """What replaces it: by its own word, or by the other's (dct:replaces), where that is on the same page."""
        for each in sorted(self._of(DCTERMS.isReplacedBy), key=str):
            if told := self.others.get(each) or portal_id(plain_text(str(each)) if _is_said(each) else ""):
                return told if told != self.portal_id and len(told) <= PORTAL_ID_ROOM else ""
        replacing = (node for node in self.others if self.node in self._triples.values(node, DCTERMS.replaces))
        return min((self.others[node] for node in replacing if node != self.node), default="")

    def _former(self) -> tuple[str, ...]:
        address = portal_id(self.address)
        fresh = address and address not in self.others.values() and len(address) <= PORTAL_ID_ROOM
        return (address,) if fresh else ()


def _is_said(value: Node) -> bool:
    return isinstance(value, Literal | URIRef)
