"""Ours on Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from adapters.slack.pace import Pace
from benchmarks.intake.platforms import SLACK
from benchmarks.intake.variants.in_use import in_use
from benchmarks.intake.variants.process import Job, Rest, run
from benchmarks.intake.variants.seeding import Town
from bot.config import Config
from frontdoor.serving import Service


class Tide(Pace):
    """Slack's pace, which can be lifted."""

    is_lifted = False

    def wait(self, channel: str) -> float:
        """The seconds to wait before the next message in ``channel``; none while the pace is lifted."""
        return 0.0 if self.is_lifted else super().wait(channel)

    @asynccontextmanager
    async def lifted(self) -> AsyncIterator[None]:
        """No pace for as long as this is entered."""
        self.is_lifted = True
        try:
            yield
        finally:
            self.is_lifted = False


@asynccontextmanager
async def ours(job: Job) -> AsyncIterator[Rest]:
    """Hear, decide, keep, acknowledge, and keep the walls equal."""
    pocket, tide = job.pocket, Tide()
    tokens = {"slack_bot_token": pocket["bot_token"], "slack_app_token": pocket["app_token"]}

    def put_on(service: Service, config: Config) -> None:
        service.add_slack(replace(config, slack_api_url=pocket["api_url"], **tokens), pace=tide)

    town = Town("slack", pocket["team_id"], pocket["channels"][SLACK.asked_in], pocket["people"])
    async with in_use(job, town, put_on, tide.lifted) as rest:
        yield rest


if __name__ == "__main__":
    run(ours)
