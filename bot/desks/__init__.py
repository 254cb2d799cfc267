"""The desk itself: help and health."""
