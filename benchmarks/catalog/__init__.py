"""What a catalogue of 50,000 datasets costs: ``python -m benchmarks.catalog``."""
