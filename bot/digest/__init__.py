"""The digest: what a week was like, counted from the history alone, and how it is told."""
