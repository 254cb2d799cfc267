"""Projects that people built with the city's data: sent in, looked at, shown, and taken back (interaction.md, §3.7)."""
