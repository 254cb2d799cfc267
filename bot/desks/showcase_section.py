"""``showcase:`` of desk.yml: when a project is shown (interaction.md, section 3.7)."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from bot.desks import fields
from bot.desks.model import Showcase

_USUAL = Showcase()


class ShowcaseSection(BaseModel):
    """``showcase:``."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    slots: fields.Slots = _USUAL.slots

    def to_showcase(self) -> Showcase:
        """The settings that the section describes."""
        return Showcase(self.slots)


def section_of(showcase: Showcase) -> dict[str, Any]:
    """The section as desk.yml writes it."""
    return {"slots": list(showcase.slots)}
