"""Which of a database's objects the tables in ``storage/tables`` speak for."""

from collections.abc import Mapping
from typing import Any


def is_ours(name: str | None, kind: str, parents: Mapping[Any, str | None]) -> bool:
    """False for the full text's own tables and indices, which only the migrations know: Core cannot write them."""
    return not (name or "").startswith("search_")
