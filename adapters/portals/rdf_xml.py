"""RDF/XML by rdflib, with a guard before it: no document type, no entity, no depth or namespaces without end.

What the rules of RDF/XML forbid but can be read past, such as one id for two elements, is noted and read past: a
catalogue is not lost for it.
"""

import io
import re
from typing import Any, NoReturn
from xml.sax import SAXParseException, handler, make_parser
from xml.sax.handler import LexicalHandler
from xml.sax.xmlreader import AttributesNSImpl, InputSource

from rdflib import URIRef
from rdflib.plugins.parsers.rdfxml import RDFXMLHandler

from adapters.portals.listing import PortalError

DEEPEST = 200  # elements within elements; real catalogues have about twenty
MOST_NAMESPACES = 500  # in scope at once
LONGEST_TEXT = 200_000  # characters of one value: the outline of a country is not of use to us

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LANGUAGE = ("http://www.w3.org/XML/1998/namespace", "lang")
_PARSE_TYPE = (_RDF, "parseType")
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


def read(body: bytes, address: str, triples: Any) -> None:
    """Give every statement of the document to ``triples`` (:class:`adapters.portals.triples.Triples`). Raises
    ``PortalError``, or what the parser says where the document is no XML."""
    source = InputSource(address)
    source.setByteStream(io.BytesIO(body))
    parser = make_parser()  # noqa: S317 - entities are declared in document types, and none gets past _NoDocumentType
    parser.setFeature(handler.feature_namespaces, True)
    parser.setFeature(handler.feature_external_ges, False)
    parser.setFeature(handler.feature_external_pes, False)
    guarded = _Guarded(triples)
    guarded.setDocumentLocator(source)  # type: ignore[arg-type] # rdflib asks it for the base only
    parser.setContentHandler(guarded)
    parser.setProperty(handler.property_lexical_handler, _NoDocumentType())
    # expat names the prefix of xml:lang to its reader only where it was declared
    parser.start_namespace_decl("xml", _LANGUAGE[0])  # type: ignore[attr-defined]
    try:
        parser.parse(source)
    except SAXParseException as wrong:
        if "no element found" in str(wrong) or "unclosed" in str(wrong):
            raise PortalError("The catalogue stops in the middle. It was not transferred whole: try again.") from wrong
        raise


class _NoDocumentType(LexicalHandler):
    """Refuses a document type before anything in it is read: entities are declared there, and only there."""

    def startDTD(self, name: str, public_id: str | None, system_id: str | None) -> NoReturn:  # noqa: N802 - SAX names it
        raise PortalError(
            "The catalogue begins with a document type (DOCTYPE). We do not read those, because they can hide what"
            " should not be read. Ask the portal's keepers to leave it out."
        )


class _Guarded(RDFXMLHandler):
    """rdflib's reader, within bounds."""

    def __init__(self, triples: Any) -> None:
        super().__init__(triples)
        self._triples = triples
        self._depth = 0
        self._within_literal = 0
        self._noted: set[str] = set()

    def startPrefixMapping(self, prefix: str | None, namespace: str) -> None:  # noqa: N802 - SAX names it
        if len(self._current_context) > MOST_NAMESPACES:
            raise PortalError(f"The catalogue declares more than {MOST_NAMESPACES} namespaces. We stopped reading.")
        super().startPrefixMapping(prefix, namespace)

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:  # noqa: N802 - SAX names it
        self._depth += 1
        if self._depth > DEEPEST:
            raise PortalError(f"The catalogue is nested deeper than {DEEPEST} elements. We stopped reading.")
        if self._within_literal:
            self._within_literal += 1  # of markup within a value only the text is of use
            return
        literal = attrs.get(_PARSE_TYPE, "Resource") not in ("Resource", "Collection")
        super().startElementNS(name, qname, self._fit(attrs, literal))
        self._within_literal = int(literal)

    def endElementNS(self, name: Any, qname: Any) -> None:  # noqa: N802 - SAX names it
        self._depth -= 1
        if self._within_literal > 1:
            self._within_literal -= 1
            return
        self._within_literal = 0
        super().endElementNS(name, qname)

    def characters(self, content: str) -> None:
        if len(self.current.data or "") < LONGEST_TEXT:
            super().characters(content)

    def absolutize(self, uri: str) -> URIRef:
        # Most are whole already, and joining them to the base is a fifth of all the time.
        return URIRef(uri) if uri.startswith(("http://", "https://")) else super().absolutize(uri)

    def error(self, message: str) -> None:  # type: ignore[override]
        told = message.split(":")[0]
        if told not in self._noted:
            self._noted.add(told)
            self._triples.mended(f"It breaks a rule of RDF/XML ({told}). We read past it.")

    def _fit(self, attrs: Any, literal: bool) -> Any:
        """The attributes, with a language that is one (``en_US`` is often written for ``en-US``)."""
        language = attrs.get(_LANGUAGE)
        fit = not language or _TAG.fullmatch(language)
        if fit and not literal:
            return attrs
        kept = {name: value for name, value in attrs.items() if not (literal and name == _PARSE_TYPE)}
        if not fit:
            mended = language.strip().replace("_", "-")
            kept[_LANGUAGE] = mended if _TAG.fullmatch(mended) else ""
        return AttributesNSImpl(kept, {name: attrs.getQNameByName(name) for name in kept})
