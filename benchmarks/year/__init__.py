"""A year of one desk on a moved clock, and whether every promise was kept at the end of it."""
