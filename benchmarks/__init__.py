"""Benchmarks: each measures our own code beside a baseline in the same run, and says ratios."""
