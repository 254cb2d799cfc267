"""How the sources are read (`sources`), and the laws they are held to (`laws`)."""
