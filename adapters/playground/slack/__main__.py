"""The pocket Slack as a process of its own: ``python -m adapters.playground.slack --port 8040``."""

import argparse
import json

from adapters.playground.process import names, serve, until_told_to_stop
from adapters.playground.slack.load import Load
from adapters.playground.slack.server import PocketSlack


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m adapters.playground.slack", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--people", type=int, default=3, help="how many people are in every channel")
    parser.add_argument("--channels", default="ask-open-data", help="names of public channels, with commas between")
    parser.add_argument("--private", default="champions-triage", help="names of private channels, likewise")
    parser.add_argument("--bot-token", default="", help="take this bot token instead of a new one")
    parser.add_argument("--app-token", default="", help="take this app-level token instead of a new one")
    return parser.parse_args()


async def _serve(asked: argparse.Namespace) -> None:
    pocket = PocketSlack()
    pocket.core.bot_token = asked.bot_token or pocket.core.bot_token
    pocket.core.app_token = asked.app_token or pocket.core.app_token
    people = [pocket.add_person(f"person{number}", f"Person {number}") for number in range(1, asked.people + 1)]
    ids = [person.id for person in people]
    channels = {name: pocket.add_channel(name, ids).id for name in names(asked.channels)}
    channels |= {name: pocket.add_channel(name, ids, kind="group").id for name in names(asked.private)}
    await pocket.start(asked.port, Load(pocket.core).add_routes)
    about = {"url": pocket.url, "api_url": pocket.api_url, "bot_token": pocket.bot_token}
    about |= {"app_token": pocket.app_token, "team_id": pocket.team_id, "bot_user_id": pocket.bot_user_id}
    print(json.dumps({**about, "people": ids, "channels": channels}), flush=True)
    await until_told_to_stop()
    await pocket.stop()


if __name__ == "__main__":
    serve(_serve(_asked()))
