"""Adapters hear and show. Each is imported only when it is switched on, so that nobody pays for another's SDK."""

from collections.abc import Mapping

PLATFORMS: Mapping[str, str] = {"slack": "adapters.slack", "discord": "adapters.discord"}
