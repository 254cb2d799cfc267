"""Intake: how many commands a second are heard, kept durably and acknowledged, beside handlers that do less."""
