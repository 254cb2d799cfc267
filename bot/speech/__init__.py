"""How people and the desk speak: lines and commands, cards and forms, and the words of each language."""
