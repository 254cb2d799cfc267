"""What one person sees, as plain JSON: for the page, and for tests that look over somebody's shoulder."""

from adapters.playground.discord import shapes, typed
from adapters.playground.discord.core import Core
from adapters.playground.discord.errors import Json, NoSuchThing
from adapters.playground.discord.shapes import Message
from adapters.playground.discord.threads import FORUM

SLASH, USER, MESSAGE = 1, 2, 3


class Sight:
    """Reading only: nothing here changes anything."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def what_sees(self, user: str) -> Json:
        """Everything before one person's eyes: channels with threads, forums with posts, direct messages, only-you
        messages among the others, an open modal, the commands in their language."""
        core = self._core
        person = core.people.get(user)
        guild = core.backend.guild()
        places = [each for each in guild["channels"] if core.backend.sees(person.id, each["id"])]
        about = {"id": person.id, "name": person.name, "real_name": person.real_name, "locale": person.locale}
        modal = self.modal(person.id)
        return {
            "version": core.changes.version,
            "guild": {"id": guild["id"], "name": guild["name"]},
            "user": about,
            "people": {
                each.id: {"name": each.name, "real_name": each.real_name} for each in core.people.by_id.values()
            },
            "roles": {each["id"]: each["name"] for each in guild["roles"]},
            "channels": [self._channel(person.id, each, guild["threads"]) for each in places],
            "dms": self._direct(person.id),
            "modals": [modal] if modal else [],
            "commands": self._commands(person.id, places, SLASH, person.locale),
            "message_commands": self._commands(person.id, places, MESSAGE, person.locale),
            "user_commands": self._commands(person.id, places, USER, person.locale),
        }

    def messages(self, channel: str, *, thread: str = "", after: str = "") -> list[Message]:
        """What everybody sees in a channel, thread or post (``after`` a message), oldest first. By id or name;
        ``@handle`` for the app's direct messages with somebody."""
        place = self._place(thread or channel)
        found = self._core.backend.messages(place, after=after, whispered=False) if place else []
        return [shapes.message(self._core, each) for each in found if not each["only_for"]]

    def whispers(self, user: str, channel: str = "") -> list[Message]:
        """The only-you messages a person still sees, oldest first."""
        number = self._core.people.get(user).id
        places = [self._place(channel)] if channel else self._places(number)
        found = [each for place in places for each in self._core.backend.messages(place, whispered=True)]
        kept = [each for each in found if each["only_for"] == number]
        mine = [each for each in kept if self._core.people.sees(number, each)]
        return [shapes.message(self._core, each) for each in sorted(mine, key=lambda each: int(each["id"]))]

    def modal(self, user: str) -> Json | None:
        """The modal before a person, if any; see ``shapes.modal_json``."""
        found = self._core.people.modals.get(self._core.people.get(user).id)
        return shapes.modal_json(found) if found else None

    def posts(self, forum: str) -> list[Json]:
        """The posts of a forum (or the threads of a channel), oldest first, archived ones too: ``id``, ``title``,
        ``tags`` by name, ``archived``, ``locked``, ``owner``, ``messages``."""
        place = self._core.backend.channel(self._place(forum)) or {}
        names = {tag["id"]: tag["name"] for tag in place.get("available_tags", ())}
        found = [each for each in self._core.backend.guild()["threads"] if each["parent_id"] == place["id"]]
        return [self._thread(each, names) | {"messages": self.messages(each["id"])} for each in found]

    def notices(self, user: str) -> list[str]:
        """What Discord itself told a person since they last loaded it."""
        return [each.words for each in self._core.people.notices.get(self._core.people.get(user).id, ())]

    def pings(self, *, everyone: bool = False) -> list[tuple[Message, str]]:
        """Whom the app's messages called (``@everyone``, ``@1``, ``@&1``), and where; people's own words too with
        ``everyone``. What was deleted since is left out."""
        found = []
        for channel, number in self._core.people.called:
            kept = self._core.backend.message(channel, number)
            if kept is not None and (everyone or kept["author"]["id"] == self._core.backend.bot_id):
                found.append(shapes.message(self._core, kept))
        return [(each, who) for each in found for who in each.pings]

    def _places(self, user: str) -> list[str]:
        direct = self._core.backend.direct(user, make=False)
        return [number for number, _ in self._core.backend.places()] + ([direct] if direct else [])

    def _place(self, channel: str) -> str:
        if channel.startswith("@"):
            return self._core.backend.direct(self._core.people.get(channel).id, make=False)
        if channel.isdecimal() and self._core.backend.channel(channel):
            return channel
        for number, name in self._core.backend.places():
            if name == channel.removeprefix("#"):
                return number
        raise NoSuchThing(f"there is no channel {channel}")

    def _channel(self, user: str, channel: Json, threads: list[Json]) -> Json:
        inside = [each for each in threads if each["parent_id"] == channel["id"]]
        inside = [each for each in inside if self._core.backend.sees(user, each["id"])]
        tags = channel.get("available_tags", [])
        names = {tag["id"]: tag["name"] for tag in tags}
        private = any(each["type"] == 0 and int(each["deny"]) & 1 << 10 for each in channel["permission_overwrites"])
        kind = "forum" if channel["type"] == FORUM else "private" if private else "text"
        shown = [self._thread(each, names) | {"messages": self._messages(user, each["id"])} for each in inside]
        about = {"id": channel["id"], "name": channel["name"], "kind": kind, "topic": channel["topic"] or ""}
        about |= {"notices": self._told(user, channel["id"], "")}
        if kind == "forum":
            plain = [{"id": tag["id"], "name": tag["name"], "moderated": tag["moderated"]} for tag in tags]
            return about | {"tags": plain, "posts": shown, "messages": []}
        return about | {"messages": self._messages(user, channel["id"]), "threads": shown}

    def _thread(self, thread: Json, tags: dict[str, str]) -> Json:
        metadata = thread["thread_metadata"]
        named = [tags.get(tag, tag) for tag in thread.get("applied_tags", ())]
        about = {"id": thread["id"], "title": thread["name"], "name": thread["name"], "tags": named}
        about |= {"archived": metadata["archived"], "locked": metadata["locked"], "owner": thread["owner_id"]}
        return about | {"parent": thread["parent_id"]}

    def _direct(self, user: str) -> list[Json]:
        number = self._core.backend.direct(user, make=False)
        if not number:
            return []
        bot = self._core.people.get(self._core.backend.bot_id)
        about = {"id": number, "name": "@" + bot.name, "kind": "dm", "with": bot.id, "threads": []}
        return [about | {"messages": self._messages(user, number), "notices": self._told(user, number, "")}]

    def _messages(self, user: str, channel: str) -> list[Json]:
        kept = [each for each in self._core.backend.messages(channel) if self._core.people.sees(user, each)]
        seen = [shapes.message(self._core, each) for each in kept]
        return [shapes.message_json(self._core, each, self._told(user, channel, each.id)) for each in seen]

    def _told(self, user: str, channel: str, message: str) -> list[str]:
        told = self._core.people.notices.get(user, ())
        return [each.words for each in told if (each.channel, each.message) == (channel, message)]

    def _commands(self, user: str, places: list[Json], kind: int, locale: str) -> list[Json]:
        found = self._core.backend.commands(user, places[0]["id"], kind) if places else []
        return [_command(each, locale) for each in found]


def _command(node: Json, locale: str) -> Json:
    shape = {"name": typed.shown(node, locale), "key": node["name"], "type": node.get("type", SLASH)}
    shape |= {"description": typed.shown(node, locale, "description"), "required": bool(node.get("required"))}
    shape |= {"autocomplete": bool(node.get("autocomplete")), "max_length": node.get("max_length")}
    choices = [{"name": typed.shown(each, locale), "value": each["value"]} for each in node.get("choices") or ()]
    return shape | {"choices": choices, "options": [_command(each, locale) for each in node.get("options") or ()]}
