"""The print of a dataset that was read whole: for the kinds of portal where reading costs nothing beside parsing."""

import hashlib

import orjson

from bot.catalog.sighting import PRINT_SIZE, Published


def print_of(published: Published) -> bytes:
    """A digest of all that we keep of a dataset. It is the same however the portal wrote it: what is read is tidy, and
    the order of keywords and topics does not count."""
    dataset = published.dataset
    kept = (
        (dataset.portal_id, dataset.title, dataset.description, dataset.department, dataset.page, dataset.language),
        sorted(dataset.topics),
        sorted(dataset.keywords),
        (dataset.issued, dataset.modified, published.created, published.published),
        published.columns,
        (published.stopped, published.successor, published.correction),
    )
    written = orjson.dumps(kept, option=orjson.OPT_PASSTHROUGH_DATETIME, default=str)
    return hashlib.blake2b(written, digest_size=PRINT_SIZE).digest()
