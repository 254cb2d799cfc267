"""Personal data, found by rules, on this machine, before anything becomes public."""

from bot.privacy.finding import find
from bot.privacy.model import Kind, Span
from bot.privacy.small_counts import small_counts

__all__ = ["Kind", "Span", "find", "small_counts"]
