"""A third platform, as small as one can be: people type lines into a teletype, and it prints lines back.

Everything that a platform needs is here: ``inbound.py``, ``render.py``, ``outbound.py``. It is no part of the product;
it shows what a new platform has to bring (CONTRIBUTING.md, "How to add a platform"), and that nothing else has to
change.
"""

from tests.teletype.outbound import Teletype

__all__ = ["Teletype"]
