"""Questions: from the first word to a confirmed answer."""
