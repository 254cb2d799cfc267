"""How often Python looks for circles: never while anybody reads a great deal, and as before afterwards."""

from __future__ import annotations

import gc

import pytest

from frontdoor.memory import not_looking


def test_nobody_looks_while_anybody_is_in_there() -> None:
    with not_looking():
        with pytest.raises(ZeroDivisionError), not_looking():
            raise ZeroDivisionError
        assert not gc.isenabled(), "the other is still in there"
    assert gc.isenabled()
