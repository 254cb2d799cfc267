"""Announcing: new data told once, in few words, at fixed times of the week (interaction.md, section 3.6)."""
