"""A bare discord.py command that keeps nothing and answers: the most that discord.py itself can do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.discord.client import Interaction, hearing
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run


async def command(interaction: Interaction, _: str) -> None:
    """Answer with a sentence."""
    await interaction.response.send_message(KEPT, ephemeral=True)


@asynccontextmanager
async def bare(job: Job) -> AsyncIterator[Rest]:
    """Hear, and forget."""
    async with hearing(job, command):
        yield nothing_to_do


if __name__ == "__main__":
    run(bare)
