"""The usual way: a bare Bolt handler that keeps each command with SQLAlchemy's AsyncSession, ORM and aiosqlite."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncAck

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.orm_session import orm_session
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run
from benchmarks.intake.variants.slack.bolt import hearing


@asynccontextmanager
async def async_orm(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep in a session of its own, acknowledge."""
    async with orm_session(job.database) as keep:

        async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
            await keep(body["text"])
            await ack(response_type="ephemeral", text=KEPT)

        async with hearing(job, command):
            yield nothing_to_do


if __name__ == "__main__":
    run(async_orm)
