"""What is measured: ours, and three handlers for people who would not use it. Each runs in a process of its own."""

VARIANTS = ("bare", "bare_with_raw_insert", "async_orm", "ours")
"""In the order in which the first round takes them; each name is the name of a module in every platform's folder."""

KEPT = "Thank you, this is kept."
"""What the baselines answer."""
