"""``champions``, said as an operator says it."""

from collections.abc import Iterator

import pytest

from tests.frontdoor.process import Said, warmed


@pytest.fixture(scope="session")
def said() -> Iterator[Said]:
    """Says a command: its exit code, and all its words."""
    with warmed() as said:
        yield said
