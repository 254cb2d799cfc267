"""The listings that are measured: real Socrata records multiplied, else made-up ones of the same size."""

import json
import lzma
import os
import random
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import orjson

Record = dict[str, Any]
PAGE = 100  # records on a page of Socrata's Discovery API, as our own reading asks for
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_VOLATILE = ("page_views", "download_count", "updatedAt", "data_updated_at", "metadata_updated_at")


@dataclass(frozen=True, slots=True)
class Listings:
    """Where the records come from. ``is_real`` says whether they were a city's."""

    is_real: bool
    catalogue: tuple[Record, ...]  # of a data.json
    discovery: tuple[Record, ...]  # of the Discovery API


def listings() -> Listings:
    """What CHAMPIONS_DATA has; made-up records where it is not set."""
    folder = os.environ.get("CHAMPIONS_DATA", "")
    catalogues = sorted(Path(folder, "native", "dcat_us_socrata").glob("cityofchicago*.xz")) if folder else []
    discovery = sorted(Path(folder, "native", "socrata_discovery").glob("*.xz")) if folder else []
    if not catalogues or not discovery:
        return Listings(False, tuple(map(_catalogued, range(800))), tuple(map(_discovered, range(800))))
    return Listings(True, tuple(_opened(catalogues[-1])["dataset"]), tuple(_opened(discovery[-1])["results"]))


def _opened(path: Path) -> Any:
    return json.loads(lzma.decompress(path.read_bytes()))


def catalogue(records: tuple[Record, ...], count: int, seed: int = 0) -> bytes:
    """A data.json of so many datasets. Another ``seed`` lists them, and what each lists, in another order, and moves
    what every poll moves."""
    every = [_as_catalogued(each, number) for number, each in _multiplied(records, count)]
    if seed:
        chance = random.Random(seed)
        chance.shuffle(every)
        every = [_shaken(each, chance) for each in every]
    head = {"@type": "dcat:Catalog", "conformsTo": "https://project-open-data.cio.gov/v1.1/schema"}
    return orjson.dumps({**head, "dataset": every})


def pages(records: tuple[Record, ...], count: int, seed: int = 0) -> Iterator[bytes]:
    """The pages of a Discovery API with so many datasets, one at a time; ``seed`` as for :func:`catalogue`."""
    chance = random.Random(seed)
    every = (_as_discovered(each, number) for number, each in _multiplied(records, count))
    while page := list(islice(every, PAGE)):
        shown = [_shaken(each, chance) for each in page] if seed else page
        yield orjson.dumps({"results": shown, "resultSetSize": count})


def _multiplied(records: tuple[Record, ...], count: int) -> Iterator[tuple[int, Record]]:
    return zip(range(count), cycle(records))


def four_by_four(number: int) -> str:
    """An id as Socrata gives them."""
    letters = []
    for _ in range(8):
        number, at = divmod(number, len(_LETTERS))
        letters.append(_LETTERS[at])
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def _as_catalogued(record: Record, number: int) -> Record:
    id = four_by_four(number)
    title = f"{record.get('title', '')} {number}"
    landing = f"https://data.city.example/d/{id}"
    return record | {"identifier": f"https://data.city.example/api/views/{id}", "title": title, "landingPage": landing}


def _as_discovered(record: Record, number: int) -> Record:
    id, resource = four_by_four(number), record["resource"]
    own = resource | {"id": id, "name": f"{resource.get('name', '')} {number}"}
    return record | {"resource": own, "permalink": f"https://data.city.example/d/{id}"}


def _shaken(record: Record, chance: random.Random) -> Record:
    """The same record with its fields and lists in another order, and with what is volatile moved."""
    return dict(_reordered(each, chance, str(name)) for name, each in _any_order(record, chance))


def _any_order(record: Record, chance: random.Random) -> list[tuple[str, Any]]:
    fields = list(record.items())
    chance.shuffle(fields)
    return fields


def _reordered(value: Any, chance: random.Random, name: str) -> tuple[str, Any]:
    if name == "resource":
        return name, dict(_reordered(each, chance, str(inner)) for inner, each in _any_order(value, chance))
    if name in ("modified", *_VOLATILE) and value:
        return name, _moved(value, chance)
    is_list = isinstance(value, list) and not name.startswith("columns")  # which stand beside each other, in order
    if is_list:
        value = deepcopy(value)
        chance.shuffle(value)
    return name, value


def _moved(value: Any, chance: random.Random) -> Any:
    if isinstance(value, str):
        return (
            f"2026-11-{chance.randrange(1, 28):02}T00:00:00.000Z"
            if "T" in value
            else f"2026-11-{chance.randrange(1, 28):02}"
        )
    return {key: chance.randrange(9_999) for key in value} if isinstance(value, dict) else value


_WORDS = ("street", "tree", "permit", "budget", "water", "park", "school", "bus", "crash", "light", "noise", "energy")


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))


def _catalogued(number: int) -> Record:
    """A made-up record of a data.json, about as long as a real one."""
    chance = random.Random(number)
    keyword = chance.sample(_WORDS, 6)
    link = {
        "@type": "dcat:Distribution",
        "mediaType": "text/csv",
        "downloadURL": f"https://data.city.example/{number}.csv",
    }
    return {
        "@type": "dcat:Dataset", "accessLevel": "public", "title": _text(chance, 6), "description": _text(chance, 150),
        "issued": "2019-03-04", "modified": "2026-10-01", "keyword": keyword, "theme": [chance.choice(_WORDS)],
        "publisher": {"@type": "org:Organization", "name": "City"}, "distribution": [link] * 4,
        "contactPoint": {"@type": "vcard:Contact", "fn": "Open Data", "hasEmail": "mailto:data@city.example"},
    }  # fmt: skip


def _discovered(number: int) -> Record:
    """A made-up result of the Discovery API."""
    chance = random.Random(number)
    columns = [f"{word} {at}" for at, word in enumerate(chance.choices(_WORDS, k=18))]
    resource = {
        "name": _text(chance, 6), "description": _text(chance, 120), "attribution": "City", "type": "dataset",
        "createdAt": "2019-03-04T10:00:00.000Z", "updatedAt": "2026-10-01T10:00:00.000Z",
        "publication_date": "2019-03-05T10:00:00.000Z", "columns_name": columns,
        "columns_field_name": [each.replace(" ", "_") for each in columns], "columns_datatype": ["Text"] * 18,
        "columns_description": [_text(chance, 12) for _ in columns],
        "page_views": {"page_views_last_week": number, "page_views_total": number * 9}, "download_count": number,
    }  # fmt: skip
    classification = {"categories": [], "tags": [], "domain_category": "City", "domain_tags": chance.sample(_WORDS, 5)}
    return {"resource": resource, "classification": classification, "metadata": {"domain": "data.city.example"}}
