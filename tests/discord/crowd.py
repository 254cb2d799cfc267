"""A few dozen people who use the bot all at once, and do again what Discord says has failed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from adapters.playground.discord import Done
from adapters.playground.discord.shapes import Message
from bot.engine.slots import Found, Lease
from bot.speech.cards import Actions, Card
from tests.stories.desk import Resident, snowflake
from tests.stories.discord_server import ROOMS
from tests.stories.discord_stage import DiscordStage

PATIENCE = 15.0  # seconds that somebody waits for an answer before they call the bot broken
SIMILAR, POST = "None of these", "Post with my name"
TRIES = 12  # how often somebody presses what fails


class Walls:
    """The platform as the pump sees it, which remembers what each slot shows: nobody has to search for a card."""

    def __init__(self, platform: Any) -> None:
        self._platform = platform
        self._shown: dict[str, tuple[str, Card]] = {}
        self._asked: dict[str, str] = {}  # what each question's card said at first
        self._changed = asyncio.Condition()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._platform, name)

    async def post(self, lease: Lease) -> str:
        message: str = await self._platform.post(lease)
        await self._note(lease, message)
        return message

    async def edit(self, lease: Lease) -> None:
        await self._platform.edit(lease)
        await self._note(lease, lease.message)

    async def find(self, lease: Lease) -> Found | None:
        found: Found | None = await self._platform.find(lease)
        if found is not None and found.revision == lease.revision:
            await self._note(lease, found.message)
        return found

    async def _note(self, lease: Lease, message: str) -> None:
        async with self._changed:
            self._shown[lease.slot.name] = message, lease.slot.card
            if lease.slot.name.endswith("/card"):
                self._asked.setdefault(lease.slot.name.removesuffix("/card"), repr(lease.slot.card))
            self._changed.notify_all()

    async def message(self, slot: str, button: str = "") -> str:
        """The message of a slot, once it is there with that button."""
        async with asyncio.timeout(2 * PATIENCE), self._changed:
            await self._changed.wait_for(lambda: slot in self._shown and button in _labels(self._shown[slot][1]))
            return self._shown[slot][0]

    async def question(self, text: str) -> str:
        """The question whose public card has that text, once it hangs: ``Q-142``."""

        def asked() -> list[str]:
            return [question for question, words in self._asked.items() if text in words]

        async with asyncio.timeout(2 * PATIENCE), self._changed:
            await self._changed.wait_for(asked)
            (question,) = asked()
            return question


def _labels(card: Card) -> list[str]:
    return ["", *(each.label for part in card.parts if isinstance(part, Actions) for each in part.buttons)]


class Member:
    """One of the crowd, who does one thing at a time. ``did`` is told of everything that they do."""

    def __init__(self, stage: DiscordStage, walls: Walls, who: Resident, did: Callable[[], Awaitable[None]]) -> None:
        self._pocket, self._walls, self._did = stage.pocket, walls, did
        self._stage, self.id, self._handle = stage, snowflake(who), f"@{who.handle}"
        rooms = {each["name"]: str(each["id"]) for each in stage.pocket.core.backend.guild()["channels"]}
        self._ask, self._triage = rooms[ROOMS["ask"]], rooms[ROOMS["triage"]]
        self.busy = asyncio.Lock()

    # ── gestures ─────────────────────────────────────────────────────────────────────────────────────────────

    async def _surely(self, act: Callable[[], Awaitable[Done]]) -> None:
        """Do something, and again where Discord says that it failed, as soon as the bot is back."""
        for _ in range(TRIES):
            await self._did()
            if not (refused := (await act()).refused):
                return
            await self._pocket.gateway.connected(1, PATIENCE)
        raise AssertionError(f"{self._handle}: it never worked: {refused}")

    async def types(self, command: str, **options: str) -> None:
        """Use a slash command, in the direct messages with the bot."""
        await self._surely(lambda: self._pocket.hands.slash(self.id, "@champions", command, options=options))

    async def presses(self, channel: str, message: str, label: str) -> None:
        """Press a button."""
        await self._surely(lambda: self._pocket.hands.press(self.id, channel, message, label))

    async def calls(self, channel: str, words: str) -> None:
        """Call the bot by a plain message, and read what it has to say; it is said once."""
        await self._did()
        said = await self._pocket.hands.say(self.id, channel, f"@champions {words}")
        assert not said.refused

        def replied() -> list[Message]:
            since = self._pocket.sight.messages(channel, after=said.ts)
            return [each for each in since if each.reply_to == said.ts]

        await self._pocket.changes.until(replied, 2 * PATIENCE)
        (reply,) = replied()
        await self.presses(channel, reply.id, "Read it")

    async def reads(self, place: str, *words: str) -> Message:
        """What the bot tells them alone with these words, where they did something or directly."""
        try:
            await self._pocket.changes.until(lambda: self._sees(place, *words), PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{self._handle} should read {words}: {self._sees(place)[-4:]}") from None
        return self._sees(place, *words)[-1]

    def _sees(self, place: str, *words: str) -> list[Message]:
        alone = self._pocket.sight.whispers(self.id, place)
        direct = [each for each in self._pocket.sight.messages(self._handle) if each.by_bot]
        return [each for each in (*alone, *direct) if all(word in _plain(each) for word in words)]

    # ── the life of a question ───────────────────────────────────────────────────────────────────────────────

    async def asks(self, text: str, *, aloud: bool) -> str:
        """Ask, look the question over, and post it; its number."""
        place = self._ask if aloud else self._handle
        if aloud:
            await self.calls(place, f"ask {text}")
        else:
            await self.types("/opendata ask", text=text)
        await self._pocket.changes.until(lambda: self._sees(place, SIMILAR) or self._sees(place, POST, text), PATIENCE)
        for similar in self._sees(place, SIMILAR):
            await self.presses(similar.channel, similar.id, SIMILAR)
        preview = await self.reads(place, POST, text)
        await self.presses(preview.channel, preview.id, POST)
        question = await self._walls.question(text)
        await self.reads(place, question)
        return question

    async def claims(self, question: str, *, by_button: bool) -> None:
        """Take the question."""
        if by_button:
            card = await self._walls.message(f"{question}/triage", "Claim")
            await self.presses(self._triage, card, "Claim")
            await self.reads(self._triage, question)
        else:
            await self.types("/champion claim", question=question)
            await self.reads(self._handle, question)

    async def answers(self, question: str, text: str, *, aloud: bool) -> None:
        """Answer the question: in its thread, or by a command."""
        place = self._handle
        if aloud:
            place = await self._walls.message(f"{question}/card")
            await self._opens(place)
            await self.calls(place, f"answer {text}")
        else:
            await self.types("/champion answer", question=question, text=text)
        preview = await self.reads(place, text, "Post answer")
        await self.presses(preview.channel, preview.id, "Post answer")
        await self.reads(place, "Posted", question)

    async def _opens(self, card: str) -> None:
        """A thread under the card, where the bot has not made it yet."""
        if self._pocket.core.backend.channel(card) is None:
            await self._pocket.hands.open_thread(self.id, self._ask, "About this", card)

    async def confirms(self, question: str) -> None:
        """Say that the answer solved it."""
        card = await self._walls.message(f"{question}/card", "This solved it")
        place = card if self._stage.forum else self._ask
        await self.presses(place, card, "This solved it")
        await self.reads(place, question, "solved")


def _plain(message: Message) -> str:
    return "\n".join((message.text.replace("\\", ""), *message.labels))
