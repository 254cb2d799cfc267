"""The shape of desk.yml, section by section (interaction.md §7.1), and the desk that it makes."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import (
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from bot.desks import announce_section, digest_section, fields, showcase_section, timing
from bot.desks.model import Desk, Limits, Source, Topic
from bot.hints import quoted

# Documented sections for parts of the house that are not built into this version.
LATER = (
    *(
        "blueprints",
        "constraints",
        "languages",
        "notices",
        "outbound",
        "pii",
        "records",
    ),
    *("retention", "targets", "tone"),
)
_USUAL = Limits()


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Closed(_Section):
    """A day on which the desk is closed although it would be open."""

    date: fields.Day
    note: Annotated[fields.Line, BeforeValidator(lambda value: value or "Closed")] = "Closed"


class DeskSection(_Section):
    """``desk:`` – who and when."""

    name: fields.Name
    slug: fields.Slug = ""
    timezone: fields.Timezone = "America/New_York"
    hours: fields.Hours = "Mon-Fri 09:00-17:00"
    holidays: Annotated[fields.Region, BeforeValidator(lambda value: value or "")] = ""
    closed: Annotated[tuple[Closed, ...], BeforeValidator(fields.dated), Field(max_length=1000)] = ()
    language: fields.Language = "en"
    contact: fields.Line = ""
    emergency: fields.Line = ""

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, values: Any) -> Any:
        """Who names no time zone gets the defaults of §7.1 whole; Boston's holidays elsewhere would be a
        surprise."""
        if isinstance(values, dict) and "timezone" not in values:
            return {"holidays": "US-MA", **values}
        return values

    @model_validator(mode="after")
    def _slug_from_name(self) -> "DeskSection":
        self.slug = self.slug or fields.slug_of(self.name)
        if not self.slug:
            raise ValueError("No web address can be made from the name. Add a slug, such as 'open-data-desk'.")
        return self


class TopicItem(_Section):
    """One of ``topics:``; a bare name will do."""

    name: fields.Name
    keywords: fields.Listed = ()
    department: fields.Name = ""
    backup: fields.Name = ""


class Rooms(_Section):
    """The channels on one platform. A forum for questions is a place to ask like any other."""

    ask: Annotated[fields.Channel, Field(validation_alias=AliasChoices("ask", "ask_forum"))] = ""
    triage: fields.Channel = ""
    news: fields.Channel = ""
    showcase: fields.Channel = ""


class SourceItem(_Section):
    """One of ``sources:``."""

    kind: fields.Kind
    url: fields.Url


class PromiseSection(_Section):
    """``promise:`` – what askers are told."""

    first_reply: fields.WorkingDays = 2


class ShareSection(_Section):
    """``share:`` – one word, or a section with a default."""

    default: fields.ShareWord = "named"


class LimitsSection(_Section):
    """``limits:`` – a text longer than 3,000 characters does not fit into a form (limits.md,
    plain_text_input)."""

    open: Annotated[int, Field(ge=1, le=100)] = _USUAL.open
    per_day: Annotated[int, Field(ge=1, le=1000)] = _USUAL.per_day
    seconds_between: Annotated[int, Field(ge=0, le=86_400)] = _USUAL.seconds_between
    question_length: Annotated[int, Field(ge=100, le=3000)] = _USUAL.question_length
    answer_length: Annotated[int, Field(ge=100, le=3000)] = _USUAL.answer_length
    offers_per_hour: Annotated[int, Field(ge=0, le=1000)] = _USUAL.offers_per_hour
    offer_rest_days: Annotated[int, Field(ge=1, le=3650)] = _USUAL.offer_rest_days


def _named(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return [{"name": each} if isinstance(each, str) else each for each in value]


Ids = Annotated[tuple[fields.AccountId, ...], BeforeValidator(fields.listed)]


class DeskFile(_Section):
    """The whole file."""

    desk: DeskSection
    channels: dict[fields.Platform, Rooms] = {}
    workspaces: dict[fields.Platform, Ids] = {}
    promise: PromiseSection = PromiseSection()
    topics: Annotated[tuple[TopicItem, ...], BeforeValidator(_named), Field(max_length=500)] = ()
    sources: Annotated[tuple[SourceItem, ...], Field(max_length=50)] = ()
    limits: LimitsSection = LimitsSection()
    timers: Annotated[timing.TimersSection, BeforeValidator(timing.named)] = timing.TimersSection()
    announce: announce_section.AnnounceSection = announce_section.AnnounceSection()
    showcase: showcase_section.ShowcaseSection = showcase_section.ShowcaseSection()
    digest: digest_section.DigestSection = digest_section.DigestSection()
    share: Annotated[
        ShareSection, BeforeValidator(lambda value: {"default": value} if isinstance(value, str) else value)
    ] = ShareSection()
    roster: fields.Line = ""
    links: dict[fields.LinksPlatform, Annotated[tuple[fields.Watched, ...], BeforeValidator(fields.listed)]] = {}
    watch: dict[fields.Platform, Annotated[tuple[fields.Watched, ...], BeforeValidator(fields.listed)]] = {}

    @field_validator("topics")
    @classmethod
    def _each_once(cls, topics: tuple[TopicItem, ...]) -> tuple[TopicItem, ...]:
        seen: set[str] = set()
        for each in topics:
            if each.name.casefold() in seen:
                raise ValueError(f"{quoted(each.name)} is there twice. Keep one, with the keywords of both.")
            seen.add(each.name.casefold())
        return topics

    def to_desk(self) -> Desk:
        """The desk that the file describes."""
        desk = self.desk
        return Desk(
            slug=desk.slug,
            name=desk.name,
            timezone=desk.timezone,
            hours=desk.hours,
            holidays=desk.holidays,
            closed=tuple(sorted({each.date: each.note for each in desk.closed}.items())),
            language=desk.language,
            channels={platform: rooms.model_dump(exclude_unset=True) for platform, rooms in self.channels.items()},
            workspaces=self.workspaces,
            topics=tuple(Topic(**dict(each)) for each in self.topics),
            promise_days=self.promise.first_reply,
            sources=tuple(Source(each.kind, each.url) for each in self.sources),
            limits=Limits(**dict(self.limits)),
            timers=self.timers.to_timers(),
            announce=self.announce.to_announce(),
            showcase=self.showcase.to_showcase(),
            digest=self.digest.to_plan(),
            share_default=self.share.default,
            contact=desk.contact,
            emergency=desk.emergency,
            roster=self.roster,
            watch=self.watch,
            links=self.links,
        )


SECTIONS: Mapping[str, type[BaseModel]] = {
    "desk": DeskSection,
    "closed": Closed,
    "channels": Rooms,
    "promise": PromiseSection,
    "topics": TopicItem,
    "sources": SourceItem,
    "limits": LimitsSection,
    "timers": timing.TimersSection,
    "announce": announce_section.AnnounceSection,
    "digest": digest_section.DigestSection,
    "rooms": announce_section.HearingItem,
    "showcase": showcase_section.ShowcaseSection,
    "share": ShareSection,
}
