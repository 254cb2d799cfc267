"""Ours on Discord. Its pace is the pocket's own: 429 and the buckets of its answers, as Discord's."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp

from benchmarks.intake.platforms import DISCORD
from benchmarks.intake.variants.in_use import in_use
from benchmarks.intake.variants.process import Job, Rest, run
from benchmarks.intake.variants.seeding import Town
from bot.config import Config
from frontdoor.serving import Service


@asynccontextmanager
async def ours(job: Job) -> AsyncIterator[Rest]:
    """Hear, decide, keep, answer, and keep the walls equal."""
    pocket = job.pocket
    about = {"discord_token": pocket["bot_token"], "discord_api_url": pocket["api_url"]}
    about["discord_gateway_url"] = pocket["gateway_url"]

    def put_on(service: Service, config: Config) -> None:
        service.add_discord(replace(config, **about))

    async def keep_pace(on: bool) -> None:
        async with aiohttp.ClientSession(raise_for_status=True) as session:
            await session.post(f"{pocket['url']}control/pace", json={"on": on})

    @asynccontextmanager
    async def pace_lifted() -> AsyncIterator[None]:
        await keep_pace(on=False)
        try:
            yield
        finally:
            await keep_pace(on=True)

    town = Town("discord", pocket["guild_id"], pocket["channels"][DISCORD.asked_in], pocket["people"])
    async with in_use(job, town, put_on, pace_lifted) as rest:
        yield rest


if __name__ == "__main__":
    run(ours)
