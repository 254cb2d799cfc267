"""What every gesture has: whose it is, and on which platform."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(max_length=255)]
Words = Annotated[str, Field(max_length=200_000)]
Choice = str | dict[str, Any] | list[str | dict[str, Any]] | None


class Gesture(BaseModel):
    """One thing that one person does. ``user`` is a seat when it comes in, and an account when it is done."""

    model_config = ConfigDict(extra="forbid", strict=True)

    user: Id
