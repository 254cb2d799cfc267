"""``digest:`` of desk.yml: when each digest goes out, and where coordinators read it (interaction.md §3.8, §7.1)."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from bot.desks.model import OFF, DigestPlan
from bot.desks.monthly_slots import parse_monthly
from bot.desks.weekly_slots import parse_slot
from bot.hints import did_you_mean, quoted

_NEVER = frozenset({OFF, "never", "no", "false"})
_TO = {
    "dm": "dm", "direct": "dm", "direct messages": "dm",
    "channel": "channel", "room": "channel", "triage": "channel",
    "both": "both",
}  # fmt: skip
_USUAL = DigestPlan()


def _weekly(text: str) -> str:
    return OFF if text.strip().lower() in _NEVER else str(parse_slot(text))


def _monthly(text: str) -> str:
    return OFF if text.strip().lower() in _NEVER else str(parse_monthly(text))


def _where(text: str) -> str:
    found = _TO.get(text.strip().lower())
    if found is None:
        known = ("dm", "channel", "both")
        raise ValueError(f"{quoted(text)} is not known{did_you_mean(text, known)} Write dm, channel or both.")
    return found


def _text(value: Any) -> Any:
    return OFF if value is False else value  # to YAML a bare "off" is no


Weekly = Annotated[str, BeforeValidator(_text), AfterValidator(_weekly)]
Monthly = Annotated[str, BeforeValidator(_text), AfterValidator(_monthly)]


class DigestSection(BaseModel):
    """``digest:``."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    coordinator: Weekly = _USUAL.coordinator
    champions: Weekly = _USUAL.champions
    executive: Monthly = _USUAL.executive
    public: Monthly = _USUAL.public
    to: Annotated[str, AfterValidator(_where)] = _USUAL.to

    def to_plan(self) -> DigestPlan:
        """The settings that the section describes."""
        return DigestPlan(**dict(self))


def section_of(plan: DigestPlan) -> dict[str, Any]:
    """The section as desk.yml writes it."""
    return {name: getattr(plan, name) for name in DigestPlan.__slots__}
