"""How long a test waits for what is sure to come. A wait ends as soon as it comes: only what is broken takes long."""

PATIENCE = 45.0  # seconds; many times what the slowest machine needs
