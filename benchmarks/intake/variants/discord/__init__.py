"""The variants on Discord: three handlers on a bare discord.py client, and ours."""
