"""Discord's routes by name: what a fault, a pace or a log line may call them.

Source: Discord's API reference, the "Resources" and "Interactions" chapters. Routes that are not listed still work
where the backend knows them; they then bear their method and path as a name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_APP, _GUILD_APP = "/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"
_CHANNEL, _MESSAGES = "/channels/{channel_id}", "/channels/{channel_id}/messages"
_WEBHOOK = "/webhooks/{application_id}/{token}"

_TABLE = f"""
get gateway                  GET    /gateway
get gateway bot              GET    /gateway/bot
get current user             GET    /users/@me
get current application      GET    /oauth2/applications/@me
get application              GET    /applications/@me
get user                     GET    /users/{{user_id}}
create dm                    POST   /users/@me/channels
get guild                    GET    /guilds/{{guild_id}}
list channels                GET    /guilds/{{guild_id}}/channels
list active threads          GET    /guilds/{{guild_id}}/threads/active
list members                 GET    /guilds/{{guild_id}}/members
search members               GET    /guilds/{{guild_id}}/members/search
get member                   GET    /guilds/{{guild_id}}/members/{{user_id}}
list roles                   GET    /guilds/{{guild_id}}/roles
create role                  POST   /guilds/{{guild_id}}/roles
create channel               POST   /guilds/{{guild_id}}/channels
get channel                  GET    {_CHANNEL}
edit channel                 PATCH  {_CHANNEL}
delete channel               DELETE {_CHANNEL}
list messages                GET    {_MESSAGES}
create message               POST   {_MESSAGES}
get message                  GET    {_MESSAGES}/{{message_id}}
edit message                 PATCH  {_MESSAGES}/{{message_id}}
delete message               DELETE {_MESSAGES}/{{message_id}}
start thread from message    POST   {_MESSAGES}/{{message_id}}/threads
add reaction                 PUT    {_MESSAGES}/{{message_id}}/reactions/{{emoji}}/@me
start thread                 POST   {_CHANNEL}/threads
list archived threads        GET    {_CHANNEL}/threads/archived/public
trigger typing               POST   {_CHANNEL}/typing
list commands                GET    {_APP}/commands
create command               POST   {_APP}/commands
get command                  GET    {_APP}/commands/{{command_id}}
delete command               DELETE {_APP}/commands/{{command_id}}
sync commands                PUT    {_APP}/commands
list guild commands          GET    {_GUILD_APP}/commands
create guild command         POST   {_GUILD_APP}/commands
get guild command            GET    {_GUILD_APP}/commands/{{command_id}}
delete guild command         DELETE {_GUILD_APP}/commands/{{command_id}}
sync guild commands          PUT    {_GUILD_APP}/commands
interaction callback         POST   /interactions/{{interaction_id}}/{{token}}/callback
create followup              POST   {_WEBHOOK}
get original                 GET    {_WEBHOOK}/messages/@original
edit original                PATCH  {_WEBHOOK}/messages/@original
delete original              DELETE {_WEBHOOK}/messages/@original
get followup                 GET    {_WEBHOOK}/messages/{{message_id}}
edit followup                PATCH  {_WEBHOOK}/messages/{{message_id}}
delete followup              DELETE {_WEBHOOK}/messages/{{message_id}}
"""


@dataclass(frozen=True, slots=True)
class Route:
    """A route by name."""

    name: str
    method: str
    template: str
    pattern: re.Pattern[str]

    @property
    def names(self) -> set[str]:
        """What one may call it: its name, or its method and template."""
        return {self.name, f"{self.method} {self.template}"}

    @property
    def by_token(self) -> bool:
        """Whether the token in its path says who may call it, instead of the bot token."""
        return "{token}" in self.template


def _route(line: str) -> Route:
    name, method, template = re.split(r" {2,}| (?=/)", re.sub(r" +(?=/)", " ", line))
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
    return Route(name, method, template, re.compile(pattern))


ROUTES = tuple(_route(line) for line in _TABLE.strip().splitlines())
_NAMES = {name for route in ROUTES for name in route.names}


def is_known(name: str) -> bool:
    """Whether a route may be called so; the empty name means any route."""
    return not name or name in _NAMES


def find(method: str, path: str) -> tuple[Route, Mapping[str, str]]:
    """The route of a call and the arguments in its path (after ``/api/v10``)."""
    for route in ROUTES:
        found = route.pattern.fullmatch(path) if route.method == method else None
        if found:
            return route, found.groupdict()
    return Route(f"{method} {path}", method, path, re.compile(re.escape(path))), {}
