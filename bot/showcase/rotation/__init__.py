"""The rotation: which project is shown when, once, on every platform of the desk (interaction.md, section 3.7)."""
