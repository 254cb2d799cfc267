"""What the page may ask the hands to do: one model for each gesture, so that nothing else gets through."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from adapters.playground.page.gestures.discord import DiscordGesture
from adapters.playground.page.gestures.slack import SlackGesture

GESTURE: TypeAdapter[SlackGesture | DiscordGesture] = TypeAdapter(
    Annotated[SlackGesture | DiscordGesture, Field(discriminator="platform")]
)

__all__ = ["GESTURE", "DiscordGesture", "SlackGesture"]
