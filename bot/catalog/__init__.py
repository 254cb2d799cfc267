"""The catalogue room: what data the city has published, and how people name it."""
