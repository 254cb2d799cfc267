"""The same very small bot on Discord, with the real discord.py: it takes a question in a form, opens a post for it,
lets somebody claim and answer it, and lets the asker say that this solved it."""

import asyncio
from typing import Any

import discord
import discord.gateway
import discord.http
import pytest
import yarl
from discord import app_commands, ui

from adapters.playground.discord import PocketDiscord
from tests.playground.small_bot import DATASETS, Asked

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
TITLE = 90


class SmallDiscordBot(discord.Client):
    """Connect with ``await bot.go()``; ``asked`` holds the questions."""

    def __init__(self, pocket: PocketDiscord, first: int = 13) -> None:
        super().__init__(intents=INTENTS, guild_ready_timeout=0.01)
        self.asked: dict[int, Asked] = {}
        self._first, self._pocket = first, pocket
        self._patch = pytest.MonkeyPatch()
        self._running: asyncio.Task[None] | None = None
        self.tree = app_commands.CommandTree(self)
        self._commands()

    async def go(self) -> None:
        """Log in against the pocket, connect, and sync the commands."""
        self._patch.setattr(discord.http.Route, "BASE", self._pocket.api_url)
        self._patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(self._pocket.gateway_url))
        await self.login(self._pocket.bot_token)
        self._running = asyncio.create_task(self.connect())
        await self._pocket.gateway.connected()
        await self.wait_until_ready()
        await self.tree.sync()

    async def stop(self) -> None:
        await self.close()
        if self._running is not None:
            await asyncio.gather(self._running, return_exceptions=True)
        self._patch.undo()

    def _commands(self) -> None:
        opendata = app_commands.Group(name="opendata", description="Questions about the city's data")
        champion = app_commands.Group(name="champion", description="For champions")

        @opendata.command(name="ask", description="Ask a question about the city's data")
        @app_commands.describe(question="Your question", dataset="The dataset that it is about")
        async def ask(interaction: discord.Interaction, question: str = "", dataset: str = "") -> None:
            await interaction.response.send_modal(ask_form(question, dataset))

        @ask.autocomplete("dataset")
        async def complete(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
            found = [each for each in DATASETS if typed.lower() in each.lower()]
            return [app_commands.Choice(name=f"{each} (dataset)", value=each) for each in found]

        @champion.command(name="queue", description="See what waits for you")
        async def queue(interaction: discord.Interaction) -> None:
            await interaction.response.send_message("Nothing waits for you.", ephemeral=True)

        @self.tree.context_menu(name="Track as data question")
        async def track(interaction: discord.Interaction, message: discord.Message) -> None:
            await interaction.response.send_modal(ask_form(message.content, ""))

        self.tree.add_command(opendata)
        self.tree.add_command(champion)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        data: Any = interaction.data
        verb, _, rest = data.get("custom_id", "").partition(" ")
        if verb in ("ask", "claim", "answering", "answer", "solved"):
            await getattr(self, f"_{verb}")(interaction, rest)

    async def _ask(self, interaction: discord.Interaction, dataset: str) -> None:
        entered = values(interaction)
        words = entered["question"]
        if "?" not in words:
            await interaction.response.send_message("Please end your question with a question mark.", ephemeral=True)
            return
        asked = Asked(self._first + len(self.asked), words, str(interaction.user.id), dataset)
        self.asked[asked.number] = asked
        forum, triage = self.channel("ask-open-data"), self.channel("champions-triage")
        tags = [each for each in forum.available_tags if each.name == "Open"]
        made = await forum.create_thread(name=words[:TITLE], content=card(asked), applied_tags=tags)
        sent = await triage.send(card(asked), view=buttons(asked, "triage"))
        asked.cards = {str(made.thread.id): str(made.message.id), str(triage.id): str(sent.id)}
        told = f"Thank you. Your question is **{asked.id}**. You will hear from us within 2 working days."
        await interaction.response.send_message(told, ephemeral=True)

    async def _claim(self, interaction: discord.Interaction, number: str) -> None:
        asked = self.asked[int(number)]
        asked.champion, asked.state = str(interaction.user.id), "claimed"
        await interaction.response.edit_message(content=card(asked), view=buttons(asked, "triage"))
        await self._show(asked)

    async def _answering(self, interaction: discord.Interaction, number: str) -> None:
        await interaction.response.send_modal(answer_form(self.asked[int(number)]))

    async def _answer(self, interaction: discord.Interaction, number: str) -> None:
        asked = self.asked[int(number)]
        asked.answer, asked.state = values(interaction)["answer"], "answered"
        await interaction.response.edit_message(content=card(asked), view=None)
        await self._show(asked)
        post = await self.fetch_channel(int(next(iter(asked.cards))))
        assert isinstance(post, discord.Thread)
        await post.send(f"**Answer**\n> {asked.answer}", allowed_mentions=discord.AllowedMentions.none())

    async def _solved(self, interaction: discord.Interaction, number: str) -> None:
        asked = self.asked[int(number)]
        asked.state = "solved"
        await interaction.response.edit_message(content=card(asked), view=None)

    async def _show(self, asked: Asked) -> None:
        thread, message = next(iter(asked.cards.items()))
        post = await self.fetch_channel(int(thread))
        assert isinstance(post, discord.Thread)
        await post.get_partial_message(int(message)).edit(content=card(asked), view=buttons(asked, "post"))

    async def digest(self) -> None:
        """Post a card of the second kind of components."""
        view = ui.LayoutView()
        beside = ui.Button[ui.LayoutView](label="See the queue", custom_id="queue")
        card = ui.Container[ui.LayoutView](ui.TextDisplay("## This week\n- 3 questions\n- 2 answers"), ui.Separator())
        card.add_item(ui.Section("Nobody waits.", accessory=beside))
        view.add_item(card)
        await self.channel("data-news").send(view=view)

    def channel(self, name: str) -> Any:
        """A channel as discord.py knows it, by its name."""
        return next(each for each in self.get_all_channels() if each.name == name)


def values(interaction: discord.Interaction) -> dict[str, Any]:
    """What was entered in a form, by custom id."""
    data: Any = interaction.data
    inputs = [each["component"] for each in data["components"]]
    return {each["custom_id"]: each.get("value", each.get("values")) for each in inputs}


def ask_form(words: str, dataset: str) -> ui.Modal:
    """A question's form."""
    form = ui.Modal(title="Ask a question", custom_id=f"ask {dataset}".strip())
    long = discord.TextStyle.paragraph
    text = ui.TextInput[ui.Modal](custom_id="question", style=long, default=words or None, max_length=1500)
    form.add_item(ui.Label(text="Your question", description="One question at a time.", component=text))
    ways = [discord.SelectOption(label=each, value=each) for each in ("With my name", "Without my name")]
    form.add_item(ui.Label(text="Share", component=ui.Select(custom_id="share", options=ways)))
    return form


def answer_form(asked: Asked) -> ui.Modal:
    """An answer's form."""
    form = ui.Modal(title=f"Answer {asked.id}", custom_id=f"answer {asked.number}")
    text = ui.TextInput[ui.Modal](custom_id="answer", style=discord.TextStyle.paragraph)
    form.add_item(ui.Label(text="Answer", component=text))
    return form


def card(asked: Asked) -> str:
    """A question's words."""
    title = f"**{asked.id} · {asked.state.capitalize()}**" + (f" · {asked.dataset}" if asked.dataset else "")
    lines = [title, f"<@{asked.asker}> asked: “{discord.utils.escape_markdown(asked.words)}”"]
    lines += [f"<@{asked.champion}> is looking into this."] if asked.champion else []
    return "\n".join([*lines, "-# Private trees are not included."])


def buttons(asked: Asked, where: str) -> ui.View | None:
    """What can be done with it, in the champions' room or in its post."""
    view = ui.View(timeout=None)
    if where == "triage":
        first = discord.ButtonStyle.secondary if asked.champion else discord.ButtonStyle.primary
        view.add_item(ui.Button(label="Claim", custom_id=f"claim {asked.number}", style=first))
        view.add_item(ui.Button(label="Answer", custom_id=f"answering {asked.number}"))
        return view
    if asked.state == "answered":
        view.add_item(ui.Button(label="This solved it", custom_id=f"solved {asked.number}"))
        return view
    return None
