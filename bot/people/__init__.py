"""People: champions, their levels, the roster and when they work."""
