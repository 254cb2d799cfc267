"""The baseline: a bare discord.py command with one durable raw ``sqlite3`` INSERT of its words."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.discord.client import Interaction, hearing
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run
from benchmarks.intake.variants.raw_insert import raw_insert


@asynccontextmanager
async def bare_with_raw_insert(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep, answer."""
    with raw_insert(job.database) as keep:

        async def command(interaction: Interaction, text: str) -> None:
            keep(text)
            await interaction.response.send_message(KEPT, ephemeral=True)

        async with hearing(job, command):
            yield nothing_to_do


if __name__ == "__main__":
    run(bare_with_raw_insert)
