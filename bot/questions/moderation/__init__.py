"""Moderation: what one person may ask, what is held until somebody has looked, and who did what."""
