"""A year of the showcase: which project was shown when, counted at the pockets."""
