"""The pocket Discord as a process of its own: ``python -m adapters.playground.discord --port 8050``."""

import argparse
import json

from adapters.playground.discord.load import Load
from adapters.playground.discord.server import PocketDiscord
from adapters.playground.process import names, serve, until_told_to_stop


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m adapters.playground.discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--people", type=int, default=3, help="how many people are in the guild")
    parser.add_argument("--channels", default="ask-open-data", help="names of text channels, with commas between")
    parser.add_argument("--private", default="champions-triage", help="names of private channels, likewise")
    parser.add_argument("--forums", default="questions", help="names of forum channels, likewise")
    parser.add_argument("--tags", default="", help="names of the forums' tags, likewise")
    parser.add_argument("--privileged", default="", help="privileged intents that are switched on, likewise")
    parser.add_argument("--bot-token", default="", help="take this bot token instead of a new one")
    parser.add_argument("--rate-limits", action="store_true", help="keep Discord's pace (POST /control/pace lifts it)")
    return parser.parse_args()


async def _serve(asked: argparse.Namespace) -> None:
    pocket = PocketDiscord(privileged=names(asked.privileged), rate_limits=asked.rate_limits)
    pocket.core.bot_token = asked.bot_token or pocket.core.bot_token
    people = [pocket.add_person(f"person{number}", f"Person {number}").id for number in range(1, asked.people + 1)]
    made = [pocket.add_channel(name) for name in names(asked.channels)]
    made += [pocket.add_channel(name, people, kind="private") for name in names(asked.private)]
    made += [pocket.add_channel(name, kind="forum", tags=names(asked.tags)) for name in names(asked.forums)]
    await pocket.start(asked.port, Load(pocket.core).add_routes)
    about = {"url": pocket.url, "api_url": pocket.api_url, "gateway_url": pocket.gateway_url}
    about |= {"bot_token": pocket.bot_token, "bot_user_id": pocket.bot_user_id}
    about |= {"application_id": pocket.application_id, "guild_id": pocket.guild_id}
    print(json.dumps({**about, "people": people, "channels": {each.name: each.id for each in made}}), flush=True)
    await until_told_to_stop()
    await pocket.stop()


if __name__ == "__main__":
    serve(_serve(_asked()))
