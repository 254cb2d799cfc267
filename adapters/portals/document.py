"""The list of records in a ``data.json``, with a sentence for everything that is not one."""

from adapters.portals.json_page import document
from adapters.portals.listing import PortalError, Trouble

_VERSION = "v1.1"
_CHECK = "Check the address; it usually ends in /data.json."


def records(body: bytes) -> tuple[list[object], list[Trouble]]:
    """Return the records of a DCAT-US document and what is wrong with the document around them.

    Raises ``PortalError`` where there is no list of records to be had.
    """
    whole, troubles = document(body, "a DCAT-US catalogue", _CHECK)
    found = whole.get("dataset") if isinstance(whole, dict) else whole
    if not isinstance(found, list):
        raise PortalError(
            'This is JSON, but not a DCAT-US catalogue: it has no list named "dataset".'
            " Look for the address that ends in /data.json."
        )
    return found, [*troubles, *_around(whole)]


def _around(whole: object) -> list[Trouble]:
    wrong = []
    if not isinstance(whole, dict):
        wrong.append("It is a bare list without a catalogue around it. We read the list.")
    elif _VERSION not in str(whole.get("conformsTo") or ""):
        wrong.append("It does not say that it follows DCAT-US 1.1. We read it as if it did.")
    return [Trouble(None, "", what, left_out=False) for what in wrong]
