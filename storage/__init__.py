"""Storage: remembers. SQLite in one file, or PostgreSQL; the port it implements is ``bot/engine/ports.py``."""
