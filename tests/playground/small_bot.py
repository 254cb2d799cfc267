"""A very small bot, so that the page can be tried without the rest of the project: it takes a question, lets somebody
claim it, lets them answer it in a form, and lets the asker say that this solved it."""

from dataclasses import dataclass, field
from typing import Any

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.playground.slack import PocketSlack

Json = dict[str, Any]

COMMANDS: list[Json] = [
    {
        "command": "/opendata",
        "description": "Ask about the city's data, and see where your questions stand",
        "usage_hint": "ask | status | find | help",
        "verbs": [
            {"verb": "ask", "hint": "[question]", "summary": "Ask a question about the city's data"},
            {"verb": "status", "hint": "[question]", "summary": "See where your questions stand"},
            {"verb": "find", "hint": "[words]", "summary": "Search questions, answers and datasets"},
        ],
    },
    {
        "command": "/champion",
        "description": "For champions: see what waits, claim and answer questions",
        "usage_hint": "queue | claim | answer",
        "verbs": [
            {"verb": "queue", "hint": "[mine]", "summary": "See what waits for you"},
            {"verb": "claim", "hint": "[question]", "summary": "Take a question"},
        ],
    },
]
SHORTCUTS: list[Json] = [
    {"callback_id": "ask", "name": "Ask a data question", "kind": "global"},
    {"callback_id": "track", "name": "Track as data question", "kind": "message"},
]
DATASETS = ("Street Trees", "Street Sweeping Schedule", "Tree Planting Requests")


def decoded(words: str) -> str:
    """What was typed, from Slack's form of it."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words} | ({"style": style} if style else {})


def button(words: str, action: str, label: str, style: str = "") -> Json:
    made = {"type": "button", "text": plain(words), "action_id": action, "accessibility_label": label}
    return made | ({"style": style} if style else {})


@dataclass
class Asked:
    """One question, with where its cards stand."""

    number: int
    words: str
    asker: str
    dataset: str = ""
    state: str = "waiting for a champion"
    champion: str = ""
    answer: str = ""
    cards: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"Q-{self.number}"


class SmallBot:
    """Connect with ``await bot.start()``; ``asked`` holds the questions."""

    def __init__(self, pocket: PocketSlack, first: int = 13) -> None:
        self.asked: dict[int, Asked] = {}
        self._first = first
        self._pocket = pocket
        self._client = AsyncWebClient(token=pocket.bot_token, base_url=pocket.api_url, retry_handlers=[])
        self._app = AsyncApp(client=self._client, process_before_response=True)
        self._handler = AsyncSocketModeHandler(self._app, pocket.app_token)
        self._hear()

    async def start(self) -> None:
        await self._handler.connect_async()  # type: ignore[no-untyped-call]
        await self._pocket.sockets.connected()

    async def stop(self) -> None:
        await self._handler.close_async()  # type: ignore[no-untyped-call]

    def _hear(self) -> None:
        app = self._app
        app.command("/opendata")(self.opendata)
        app.command("/champion")(self.champion)
        app.view("ask")(self.took_question)
        app.view("answer")(self.took_answer)
        app.options("dataset")(self.datasets)
        for name in ("claim", "answer", "solved"):
            app.action(name)(getattr(self, f"pressed_{name}"))
        app.shortcut("ask")(self.shortcut)
        app.shortcut("track")(self.shortcut)

    async def opendata(self, ack: Any, command: Json) -> None:
        verb, _, words = decoded(command["text"]).partition(" ")
        if verb != "ask":
            await ack(f"You said: {verb or 'nothing'}. Say /opendata ask.")
            return
        await ack()
        await self._client.views_open(trigger_id=command["trigger_id"], view=ask_form(words))

    async def champion(self, ack: Any) -> None:
        await ack("Nothing waits for you.")

    async def shortcut(self, ack: Any, shortcut: Json) -> None:
        await ack()
        words = shortcut.get("message", {}).get("text", "")
        await self._client.views_open(trigger_id=shortcut["trigger_id"], view=ask_form(words))

    async def datasets(self, ack: Any, payload: Json) -> None:
        found = [each for each in DATASETS if payload["value"].lower() in each.lower()]
        await ack(options=[{"text": plain(each), "value": each} for each in found])

    async def took_question(self, ack: Any, body: Json, view: Json) -> None:
        values = view["state"]["values"]
        words = values["text"]["field"]["value"]
        if "?" not in words:
            await ack(response_action="errors", errors={"text": "Please end your question with a question mark."})
            return
        await ack()
        chosen = values["dataset"]["dataset"]["selected_option"]
        asked = Asked(self._first + len(self.asked), words, body["user"]["id"], chosen["value"] if chosen else "")
        self.asked[asked.number] = asked
        for channel in ("ask-open-data", "champions-triage"):
            answer = await self._client.chat_postMessage(channel=f"#{channel}", **self.card(asked, channel))
            asked.cards[answer["channel"]] = answer["ts"]
        told = f"Thank you. Your question is {asked.id}. You will hear from us within 2 working days."
        ask = self._pocket.workspace.channel_named("ask-open-data")
        assert ask is not None
        await self._client.chat_postEphemeral(channel=ask.id, user=asked.asker, text=told)

    async def pressed_claim(self, ack: Any, body: Json) -> None:
        await ack()
        asked = self._of(body)
        if asked.champion:
            channel, user = body["channel"]["id"], body["user"]["id"]
            words = f"{self._name(asked.champion)} claimed {asked.id} just now."
            await self._client.chat_postEphemeral(channel=channel, user=user, text=words)
            return
        asked.champion, asked.state = body["user"]["id"], "claimed"
        await self._show(asked)

    async def pressed_answer(self, ack: Any, body: Json) -> None:
        await ack()
        asked = self._of(body)
        await self._client.views_open(trigger_id=body["trigger_id"], view=answer_form(asked))

    async def took_answer(self, ack: Any, view: Json) -> None:
        await ack()
        asked = self.asked[int(view["private_metadata"])]
        asked.answer, asked.state = view["state"]["values"]["text"]["field"]["value"], "answered"
        await self._show(asked)
        ask = next(iter(asked.cards))
        words = [rich(text("Answer: ", bold=True), text(asked.answer))]
        await self._client.chat_postMessage(channel=ask, thread_ts=asked.cards[ask], text="Answer", blocks=words)

    async def pressed_solved(self, ack: Any, body: Json) -> None:
        await ack()
        asked = self._of(body)
        asked.state = "solved"
        await self._show(asked)

    async def panel(self, subject: str) -> Json:
        """What the page's side panel shows."""
        asked = self.asked.get(int(subject.removeprefix("Q-")))
        if asked is None:
            return {}
        return {
            "title": f"{asked.id} · {asked.state}",
            "state": asked.state,
            "next_move": "Next: a champion picks this up.",
            "why": "Noor Castellane looks after Street Trees, and works today.",
            "ranked": [
                {"name": "Noor Castellane", "score": 130, "reasons": ["looks after Street Trees", "works today"]},
                {"name": "Theo Lundqvist", "score": 20, "reasons": ["works today"]},
                {"name": "Amara Delisle", "score": 0, "reasons": ["does not work today"], "fits": False},
            ],
            "history": [
                {"when": "2026-11-23T15:04:00+00:00", "who": self._name(asked.asker), "what": "submit", "note": ""}
            ],
            "states": [
                {"name": each, "now": each == asked.state}
                for each in ("waiting for a champion", "claimed", "answered", "solved")
            ],
        }

    def card(self, asked: Asked, channel: str) -> Json:
        title = f"{asked.id} · {asked.state.capitalize()}" + (f" · {asked.dataset}" if asked.dataset else "")
        asked_by = rich({"type": "user", "user_id": asked.asker}, text(" asked: “"), text(asked.words), text("”"))
        blocks = [rich(text(title, bold=True)), asked_by]
        if asked.champion:
            blocks.append(rich(text(f"{self._name(asked.champion)} is looking into this.")))
        blocks.append({"type": "context", "elements": [plain("Private trees are not included.")]})
        shown = self._buttons(asked, channel)
        return {"text": title, "blocks": [*blocks, {"type": "actions", "elements": shown}] if shown else blocks}

    def _buttons(self, asked: Asked, channel: str) -> list[Json]:
        if channel == "champions-triage":
            claim = button("Claim", "claim", f"Claim {asked.id}", "" if asked.champion else "primary")
            answer = button("Answer", "answer", f"Answer {asked.id}", "primary" if asked.champion else "")
            return [claim, answer] if asked.state in ("waiting for a champion", "claimed") else []
        if asked.state == "answered":
            return [button("This solved it", "solved", f"{asked.id}: this solved it", "primary")]
        return []

    async def _show(self, asked: Asked) -> None:
        for channel, ts in asked.cards.items():
            name = self._pocket.workspace.channels[channel].name
            await self._client.chat_update(channel=channel, ts=ts, **self.card(asked, name))

    def _of(self, body: Json) -> Asked:
        ts = body["message"]["ts"]
        return next(each for each in self.asked.values() if ts in each.cards.values())

    def _name(self, user: str) -> str:
        return self._pocket.workspace.people[user].real_name


def ask_form(words: str) -> Json:
    """A question's form: words, a dataset to search for, and how it is shared."""
    question = {"type": "plain_text_input", "action_id": "field", "multiline": True, "max_length": 1500}
    dataset = {"type": "external_select", "action_id": "dataset", "min_query_length": 1}
    ways = [{"text": plain(each), "value": each} for each in ("With my name", "Without my name")]
    share = {"type": "static_select", "action_id": "field", "options": ways, "initial_option": ways[0]}
    return {
        "type": "modal",
        "callback_id": "ask",
        "title": plain("Ask a question"),
        "submit": plain("Post question"),
        "blocks": [
            {"type": "section", "text": plain("Questions to the City may be public records.")},
            field_of("text", "Your question", question | ({"initial_value": words} if words else {})),
            field_of("dataset", "Dataset", dataset, optional=True, hint="Type a few letters of its name."),
            field_of("share", "Share", share),
        ],
    }


def answer_form(asked: Asked) -> Json:
    """An answer's form."""
    answer = {"type": "plain_text_input", "action_id": "field", "multiline": True}
    return {
        "type": "modal",
        "callback_id": "answer",
        "private_metadata": str(asked.number),
        "title": plain(f"Answer {asked.id}"),
        "submit": plain("Post answer"),
        "blocks": [field_of("text", "Answer", answer)],
    }


def field_of(name: str, label: str, element: Json, *, optional: bool = False, hint: str = "") -> Json:
    block = {"type": "input", "block_id": name, "label": plain(label), "optional": optional, "element": element}
    return block | ({"hint": plain(hint)} if hint else {})
