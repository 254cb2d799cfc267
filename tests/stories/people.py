"""Somebody in a story: what they do, and what they see. In the users' words, and of no platform in particular."""

from typing import TYPE_CHECKING

from tests.stories.desk import Resident
from tests.stories.shown import Shown

if TYPE_CHECKING:
    from tests.stories.town import Town


class Somebody:
    """One person of the town. Everything they do returns when the town is quiet again."""

    def __init__(self, town: "Town", who: Resident) -> None:
        self.town, self.who = town, who
        self.id, self.name = who.id, who.name
        self._before: dict[str, Shown] = {}

    def __str__(self) -> str:
        return self.name

    @property
    def home(self) -> str:
        """The room they are usually in."""
        return "triage" if self.who.champion else "ask"

    # ── what they do ─────────────────────────────────────────────────────────────────────────────────────────

    async def types(self, line: str, room: str = "") -> None:
        """Type a slash command."""
        self._looks_away()
        await self.town.stage.type(self.id, room or self.home, line)
        await self.town.settles()

    async def says(self, text: str, room: str = "") -> Shown:
        """Write a message in a room."""
        self._looks_away()
        number = await self.town.stage.say(self.id, room or self.home, text)
        await self.town.settles()
        return next(each for each in self.town.stage.room(room or self.home) if each.id == number)

    async def replies_in_thread(self, question: str, text: str, room: str = "ask") -> Shown:
        """Write in a question's thread."""
        return await self.replies_to(self.town.room(room).card(question), text)

    async def replies_to(self, shown: Shown, text: str) -> Shown:
        """Write in the thread of any message."""
        self._looks_away()
        number = await self.town.stage.say(self.id, shown.room, text, shown.id)
        await self.town.settles()
        return next(each for each in self.town.stage.thread(shown) if each.id == number)

    async def edits(self, shown: Shown, text: str) -> None:
        """Change one's own message."""
        self._looks_away()
        await self.town.stage.change(self.id, shown, text)
        await self.town.settles()

    async def deletes(self, shown: Shown) -> None:
        """Delete one's own message."""
        self._looks_away()
        await self.town.stage.take_back(self.id, shown)
        await self.town.settles()

    async def mentions_bot(self, line: str, in_thread_of: str = "", room: str = "") -> None:
        """Say ``@bot`` and some words, in a room or in a question's thread."""
        if in_thread_of:
            await self.replies_in_thread(in_thread_of, f"@champions {line}", room or "ask")
        else:
            await self.says(f"@champions {line}", room)

    async def writes_to_bot(self, text: str) -> Shown:
        """Write to the bot directly."""
        self._looks_away()
        number = await self.town.stage.say(self.id, "@champions", text)
        await self.town.settles()
        return Shown(number, "@champions", text, by_bot=False)

    async def presses(self, label: str, on: str | Shown = "") -> None:
        """Press a button: on the newest message that only they see, or on a question's card or a message."""
        self._looks_away()
        await self.town.stage.press(self.id, self._with_button(label, on), label)
        await self.town.settles()

    async def fills(self, **values: str) -> None:
        """Fill in the form before them, by the fields' names, and send it."""
        self._looks_away()
        await self.town.stage.fill(self.id, values)
        await self.town.settles()

    async def uses_message_menu(self, name: str, shown: Shown) -> None:
        """Choose something from a message's menu."""
        self._looks_away()
        await self.town.stage.message_menu(self.id, name, shown)
        await self.town.settles()

    async def uses_menu(self, name: str) -> None:
        """Choose something from the menu that is everywhere."""
        self._looks_away()
        await self.town.stage.menu(self.id, name)
        await self.town.settles()

    async def asks(self, text: str, share: str = "with my name") -> str:
        """Ask a question the plain way; its number."""
        await self.types(f"/opendata ask {text}")
        if "None of these" in self.newest().buttons:
            await self.presses("None of these")
        await self.presses({"with my name": "Post with my name", "without my name": "Post without my name"}.get(
            share, "Send privately"))  # fmt: skip
        return f"Q-{await self.town.asked()}"

    async def answers(self, question: str, text: str) -> None:
        """Answer a question the plain way."""
        await self.types(f"/champion answer {question} {text}")
        await self.presses("Post answer")

    # ── what they see ────────────────────────────────────────────────────────────────────────────────────────

    def told(self) -> list[Shown]:
        """What only they see and did not see before they last did something."""
        now = self.town.stage.only_you(self.id)
        return [each for each in now if self._before.get(each.id) != each]

    def sees_only_you(self, *words: str) -> Shown:
        """They were just told these words, all in one message, and nobody else was."""
        found = next((each for each in reversed(self.told()) if each.has(*words)), None)
        assert found, f"{self} should read {words}, but reads: {[each.text for each in self.told()] or 'nothing'}"
        return found

    def does_not_see(self, *words: str) -> None:
        """They were just told none of these words."""
        wrong = [each.text for each in self.told() if any(word in each.text for word in words)]
        assert not wrong, f"{self} should not read any of {words}, but reads: {wrong}"

    def sees_nothing_new(self) -> None:
        """They were told nothing."""
        assert not self.told(), f"{self} should read nothing, but reads: {[each.text for each in self.told()]}"

    def sees_buttons(self, *labels: str) -> None:
        """These buttons stand on what they were just told."""
        there = [label for each in self.told() for label in each.buttons]
        assert not set(labels) - set(there), f"{self} should see the buttons {labels}, but sees {there}"

    def sees_form(self, title: str, **values: str) -> None:
        """A form stands before them, with these words in its fields."""
        form = self.town.stage.form(self.id)
        assert form is not None, f"{self} should see the form {title!r}, but sees none; told: {self.told()}"
        assert form.title == title, f"{self} should see the form {title!r}, but sees {form.title!r}"
        for name, value in values.items():
            assert value in form.values[name], f"{name} should say {value!r}, but says {form.values[name]!r}"

    def sees_no_form(self) -> None:
        """No form stands before them."""
        assert self.town.stage.form(self.id) is None

    def sees_mistake(self, field: str, *words: str) -> None:
        """The form before them says what is wrong with a field."""
        form = self.town.stage.form(self.id)
        if form is None or not form.errors:  # where a form cannot say what is wrong with it, a message does
            self.sees_only_you(*words)
            return
        assert all(each in form.errors.get(field, "") for each in words), f"{field}: {form.errors}"

    async def is_offered(self, field: str, typed: str) -> list[str]:
        """What a searchable field of the form offers them for what they type."""
        return await self.town.stage.suggested(self.id, field, typed)

    def direct_messages(self) -> list[Shown]:
        """What the bot wrote to them directly."""
        return self.town.stage.direct(self.id)

    def reads_directly(self, *words: str) -> Shown:
        """One of the bot's direct messages to them holds all these words."""
        found = next((each for each in self.direct_messages() if each.has(*words)), None)
        assert found, f"{self} should have a direct message with {words}: {[e.text for e in self.direct_messages()]}"
        return found

    # ── how they find things ─────────────────────────────────────────────────────────────────────────────────

    def _looks_away(self) -> None:
        self._before = {each.id: each for each in self.town.stage.only_you(self.id)}

    def newest(self) -> Shown:
        """The newest message that only they see."""
        return self.town.stage.only_you(self.id)[-1]

    def _with_button(self, label: str, on: str | Shown) -> Shown:
        if isinstance(on, Shown):
            return on
        own = self.town.stage.only_you(self.id)
        cards = [each for room in self._rooms() for each in self.town.stage.room(room) if each.by_bot]
        threads = [reply for each in cards for reply in self.town.stage.thread(each)]
        there = [*cards, *threads, *own] if on else own
        found = [each for each in there if label in each.buttons and (not on or each.has(on))]
        assert found, f"{self} sees no button {label!r} {f'on {on}' if on else ''}: {[each.buttons for each in there]}"
        return found[-1]

    def _rooms(self) -> list[str]:
        return ["ask", "triage"] if self.who.champion else ["ask"]
