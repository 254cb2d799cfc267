"""A bare Bolt handler that keeps nothing and acknowledges: the most that Bolt itself can do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from slack_bolt.async_app import AsyncAck

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run
from benchmarks.intake.variants.slack.bolt import hearing


async def command(ack: AsyncAck) -> None:
    """Acknowledge with a sentence."""
    await ack(response_type="ephemeral", text=KEPT)


@asynccontextmanager
async def bare(job: Job) -> AsyncIterator[Rest]:
    """Hear, and forget."""
    async with hearing(job, command):
        yield nothing_to_do


if __name__ == "__main__":
    run(bare)
