"""The usual way: a bare discord.py command that keeps its words with SQLAlchemy's AsyncSession, ORM and aiosqlite."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.intake.variants import KEPT
from benchmarks.intake.variants.discord.client import Interaction, hearing
from benchmarks.intake.variants.orm_session import orm_session
from benchmarks.intake.variants.process import Job, Rest, nothing_to_do, run


@asynccontextmanager
async def async_orm(job: Job) -> AsyncIterator[Rest]:
    """Hear, keep in a session of its own, answer."""
    async with orm_session(job.database) as keep:

        async def command(interaction: Interaction, text: str) -> None:
            await keep(text)
            await interaction.response.send_message(KEPT, ephemeral=True)

        async with hearing(job, command):
            yield nothing_to_do


if __name__ == "__main__":
    run(async_orm)
