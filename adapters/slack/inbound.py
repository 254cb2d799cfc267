"""What Slack says, as requests: pure functions from a payload to what a person said and how to answer them.

Ids: ``slack:msg:team:channel:ts`` for a message, however it reaches us, so that a mention which arrives as
``app_mention`` and as ``message`` is one request; ``slack:act:trigger_id`` for everything that a person does by
command, button, form or shortcut. Both are the same on redelivery.
"""

from collections.abc import Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from adapters.slack.modal import Origin, values
from adapters.slack.render import WHISPER
from adapters.slack.typed import decode, mentions, moment, names_of_files, without_mention
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.commands import Changed, Heard, MarkAnswer, TakenBack, Track, Unclear
from bot.showcase.commands import Suggest
from bot.speech.command import Command
from bot.speech.grammar import Grammar, NotUnderstood
from bot.speech.plain import clean
from bot.speech.words import told
from bot.watching.commands import Noticed

Json: TypeAlias = dict[str, Any]

EVERYBODY = "opendata"
# The message shortcuts, by their callback_ids.
TRACK, MARK_ANSWER, SUGGEST = "opendata track", "champion mark", "opendata suggested"
_HEARD_SUBTYPES = {None, "file_share", "thread_broadcast"}  # what people write; the rest is news about messages
_CHANNEL_TYPES = {"channel", "group", "im"}


@dataclass(frozen=True, slots=True)
class Back:
    """The way back to whoever spoke.

    ``under`` is the thread in which whispers are shown; ``direct`` says that ``channel`` is their direct messages.
    ``replaces`` says that what they pressed was theirs alone: the answer goes in its place, by ``response_url``.
    """

    user: str
    channel: str = ""
    under: str = ""
    direct: bool = False
    response_url: str = ""
    replaces: bool = False
    trigger: str = ""
    origin: Origin = field(default_factory=Origin)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A request, and the way back. ``if_ours``: it counts only in a thread that one of our slots began.

    ``about`` is the id of the message that was changed or deleted: it counts only where the message became something.
    """

    request: Request
    back: Back
    if_ours: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Garbled:
    """Words that are no command: the sentence that says what to type instead, and the words to give back."""

    sentence: str
    typed: str
    back: Back
    field: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
    """Reads the payloads of one workspace. ``bot_user`` is our own account there, for not hearing ourselves;
    ``watched`` are the channels in which plain messages are read too."""

    desk: str
    team: str
    bot_user: str
    grammar: Grammar
    roots: tuple[str, ...]
    watched: Set[str] = frozenset()

    def command(self, body: Json, at: datetime) -> Spoken | Garbled:
        """A slash command; what is no command of ``/opendata`` may be a question."""
        root, typed = body["command"].removeprefix("/"), decode(body.get("text", ""))
        channel = body.get("channel_id", "")
        direct = channel.startswith("D")
        back = Back(
            body["user_id"],
            channel,
            direct=direct,
            response_url=body.get("response_url", ""),
            trigger=body["trigger_id"],
            origin=Origin(channel),
        )
        if root not in self.roots:  # another name was given to the command where the app is set up
            return Garbled(
                told("I only know {commands}.", commands=", ".join(f"/{each}" for each in self.roots)), typed, back
            )
        where = self._place(channel, user=body["user_id"] if direct else "")
        who = self._caller(body["user_id"], body.get("user_name", ""))
        try:
            command = self.grammar.read(f"{root} {typed}")
        except NotUnderstood as wrong:
            if not wrong.unknown_verb or root != EVERYBODY:
                return Garbled(wrong.sentence, typed, back)
            command = Unclear(typed)
        return self._act(body["trigger_id"], who, where, at, command, back)

    def action(self, body: Json) -> Spoken | Garbled | None:
        """A pressed button says its line. None for what needs no answer: a button that only opens an address."""
        pressed = body["actions"][0]
        if pressed.get("type") != "button" or pressed.get("url"):
            return None
        container, user = body.get("container", {}), body["user"]["id"]
        message = body.get("message", {})
        channel = container.get("channel_id") or body.get("channel", {}).get("id", "")
        under = container.get("thread_ts") or message.get("thread_ts", "")
        alone = bool(container.get("is_ephemeral"))
        thread = under or ("" if alone else container.get("message_ts", ""))
        direct = channel.startswith("D")
        back = Back(
            user,
            channel,
            under,
            direct=direct,
            response_url=body.get("response_url", ""),
            replaces=alone or str(pressed.get("block_id", "")).startswith(WHISPER),
            trigger=body["trigger_id"],
            origin=Origin(channel, thread, under),
        )
        where = self._place(channel, thread, user if direct or not channel else "")  # a Home has no channel
        at = moment(pressed.get("action_ts", ""))
        return self._line(pressed["action_id"], body, self._who(body), where, at, back)

    def submission(self, body: Json, at: datetime) -> Spoken | Garbled:
        """A form that was filled in: the same command, completed."""
        view, user = body["view"], body["user"]["id"]
        origin = Origin.load(view.get("private_metadata", ""))
        direct = origin.channel.startswith("D")
        back = Back(user, origin.channel, origin.under, direct=direct, trigger=body["trigger_id"], origin=origin)
        filled = {name: clean(value) for name, value in values(view["state"]["values"]).items()}
        where = self._place(origin.channel, origin.thread, user if direct or not origin.channel else "")
        try:
            command = self.grammar.complete(view["callback_id"], filled)
        except NotUnderstood as wrong:
            return Garbled(wrong.sentence, "", back, field=self._faulty(view["callback_id"], filled))
        return self._act(body["trigger_id"], self._who(body), where, at, command, back)

    def _faulty(self, line: str, filled: dict[str, str]) -> str:
        """The first field whose value alone makes the command unreadable."""
        for name, value in filled.items():
            try:
                self.grammar.complete(line, {name: value})
            except NotUnderstood:
                return name
        return ""

    def shortcut(self, body: Json) -> Spoken | Garbled:
        """The global shortcut, which says its ``callback_id``."""
        back = Back(body["user"]["id"], trigger=body["trigger_id"])
        where = self._place(user=body["user"]["id"])
        at = moment(body.get("action_ts", ""))
        return self._line(body["callback_id"], body, self._who(body), where, at, back)

    def message_shortcut(self, body: Json) -> Spoken | Garbled:
        """A shortcut on a message: somebody thinks that it is a question, or the answer."""
        message, channel = body["message"], body["channel"]["id"]
        under = message.get("thread_ts", "")
        thread = under or message.get("ts") or body.get("message_ts", "")
        back = Back(
            body["user"]["id"],
            channel,
            under,
            direct=channel.startswith("D"),
            response_url=body.get("response_url", ""),
            trigger=body["trigger_id"],
            origin=Origin(channel, thread, under),
        )
        author, text = message.get("user", ""), decode(message.get("text", ""))
        if not author or message.get("bot_id") or not text:
            return Garbled(told("I can only do this with a message that a person wrote in words."), "", back)
        kinds = {TRACK: Track, MARK_ANSWER: MarkAnswer, SUGGEST: Suggest}
        kind: type[Any] = kinds[body["callback_id"]]
        number = self._number(channel, message.get("ts") or body.get("message_ts", ""))
        command = kind(author=f"@{author}", text=text, message=number)
        at = moment(body.get("action_ts", ""))
        return self._act(body["trigger_id"], self._who(body), self._place(channel, thread), at, command, back)

    def message(self, event: Json) -> Spoken | Garbled | None:
        """A message or a mention. None for our own messages, other bots', edits, and channel talk without us, but for
        what is said in a watched channel."""
        if not self._is_speech(event):
            return None
        text, channel = event.get("text", ""), event["channel"]
        thread, direct = event.get("thread_ts", ""), event.get("channel_type") == "im"
        called = mentions(text, self.bot_user)
        if not (called or direct or thread or channel in self.watched):
            return None
        back = Back(event["user"], channel, thread, direct=direct)
        where = self._place(channel, thread, event["user"] if direct else "")
        if called or direct:
            understood = self._addressed(decode(without_mention(text, self.bot_user)), bool(thread))
        elif thread:
            understood = Heard(decode(text) or names_of_files(event))
        else:
            understood, where = Noticed(decode(text)), self._place(channel, event["ts"])
        number = self._number(channel, event["ts"])
        if isinstance(understood, NotUnderstood):
            typed = decode(without_mention(text, self.bot_user))
            return Garbled(understood.sentence, typed, back, id=number)
        request = Request(number, self.desk, self._caller(event["user"]), where, moment(event["ts"]), understood)
        return Spoken(request, back, if_ours=isinstance(understood, Heard))

    def mended(self, event: Json) -> Spoken | None:
        """An edit or a deletion of a message. None for our own and other bots' messages, and for what Slack alone
        has changed about one (an unfolded link, a number of replies)."""
        after, before = event.get("message") or {}, event.get("previous_message") or {}
        # A message that carries a thread is not deleted but changed, to a "tombstone" (Slack's message_deleted).
        deleted = event.get("subtype") == "message_deleted" or after.get("subtype") == "tombstone"
        subject = before if deleted else after
        edited, author = subject.get("edited") or {}, subject.get("user", "")
        by_person = author not in ("", self.bot_user) and not subject.get("bot_id")
        if not by_person or not (deleted or edited) or event.get("channel_type") not in _CHANNEL_TYPES:
            return None
        channel, thread, ts = event["channel"], subject.get("thread_ts", ""), subject["ts"]
        direct, number = event["channel_type"] == "im", self._number(channel, ts)
        who = author if deleted else edited.get("user") or author
        where = self._place(channel, thread, author if direct else "")
        at = moment(event.get("ts") or edited.get("ts", ""))
        command: Command = TakenBack(number)
        if not deleted:
            at, command = moment(edited["ts"]), Changed(number, self._now_says(subject, direct=direct))
        id = f"{number}:deleted" if deleted else f"{number}:edited.{edited['ts']}"
        request = Request(id, self.desk, self._caller(who), where, at, command)
        back = Back(author, channel, thread if thread != ts else "", direct=direct)
        return Spoken(request, back, about=number)

    def _now_says(self, message: Json, *, direct: bool) -> str:
        """The words of an edited message: of a command that was said to us, those that it carries."""
        text = message.get("text", "")
        if not direct and not mentions(text, self.bot_user):
            return decode(text)
        typed = decode(without_mention(text, self.bot_user))
        return str(getattr(self._addressed(typed, bool(message.get("thread_ts"))), "text", typed))

    def _is_speech(self, event: Json) -> bool:
        return (
            not event.get("bot_id")
            and event.get("user", self.bot_user) != self.bot_user
            and event.get("subtype") in _HEARD_SUBTYPES
            and "edited" not in event
            and (event.get("type") == "app_mention" or event.get("channel_type") in _CHANNEL_TYPES)
        )

    def _addressed(self, typed: str, in_thread: bool) -> Command | NotUnderstood:
        """What was said to us by mention or in direct messages; a bare mention asks for help."""
        try:
            return self.grammar.read_mention(typed or f"{EVERYBODY} help", in_thread=in_thread)
        except NotUnderstood as wrong:
            return Unclear(typed) if wrong.unknown_verb else wrong

    def _line(self, line: str, body: Json, who: Caller, where: Place, at: datetime, back: Back) -> Spoken | Garbled:
        try:
            command = self.grammar.read(line)
        except NotUnderstood as wrong:
            return Garbled(wrong.sentence, "", back)
        return self._act(body["trigger_id"], who, where, at, command, back)

    def _act(self, trigger: str, who: Caller, where: Place, at: datetime, command: Command, back: Back) -> Spoken:
        return Spoken(Request(f"slack:act:{trigger}", self.desk, who, where, at, command), back)

    def _number(self, channel: str, ts: str) -> str:
        """The id of a message's request, the same however we come to know of it."""
        return f"slack:msg:{self.team}:{channel}:{ts}"

    def _place(self, channel: str = "", thread: str = "", user: str = "") -> Place:
        """Where it was said; with ``user`` it was said in their direct messages, which need no channel's id."""
        return Place("slack", self.team, "" if user else channel, thread, user)

    def _who(self, body: Json) -> Caller:
        user = body["user"]
        return self._caller(user["id"], user.get("username") or user.get("name", ""))

    def caller_of(self, body: Json) -> Caller:
        """Who acts in an interactive payload."""
        return self._who(body)

    def _caller(self, user: str, name: str = "") -> Caller:
        return Caller(Identity("slack", self.team, user), name)
