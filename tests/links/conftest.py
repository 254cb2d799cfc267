"""A server on loopback that answers as a test says, and rules that let us go there."""

from tests.portals.conftest import serve

__all__ = ["serve"]
