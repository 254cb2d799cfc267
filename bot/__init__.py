"""Data Champions: decides what happens to a question. Knows no platform, no database and no network."""
