"""The baseline: a bare Bolt handler with one durable raw ``sqlite3`` INSERT of each command's words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.async_app import AsyncAck

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run
from benchmarks.intake.variants.raw_insert import raw_insert
from benchmarks.intake.variants.slack.bolt import hearing


@asynccontextmanager
async def bare_with_raw_insert(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep, acknowledge."""
    with raw_insert(job.database) as keep:

        async def command(ack: AsyncAck, body: dict[str, Any]) -> None:
            keep(body["text"])
            await ack(response_type="ephemeral", text=KEPT)

        async with hearing(job, command):
            yield nothing_to_do


if __name__ == "__main__":
    run(bare_with_raw_insert)
