"""The front door: the only place where the rooms meet (with ``bot/__main__.py`` and ``bot/cli.py``)."""
