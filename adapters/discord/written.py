"""What people write in Discord, as requests: messages, posts, edits and deletions, read from discord.py's objects.

Without the Message Content intent Discord shows us the words only of messages that mention us and of direct messages
(its "Gateway", "Message Content Intent"). An edit's request has the moment of the edit in its id, because one message
may be edited more than once.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import discord
from discord.utils import snowflake_time

from adapters.discord.places import caller_of, place_of
from adapters.discord.spoken import Back, Garbled, Home, Spoken
from adapters.discord.typed import decode, mentions, without_mention
from bot.engine.request import Caller, Place, Request
from bot.people.model import Identity
from bot.questions.commands import Changed, Heard, Posted, TakenBack, Unclear
from bot.speech.command import Command
from bot.speech.grammar import Grammar, NotUnderstood
from bot.watching.commands import Noticed

_WRITTEN = {discord.MessageType.default, discord.MessageType.reply}  # what people write; the rest is news


def number_of(message: int | str) -> str:
    """The id of a message's request, the same however we come to know of it."""
    return f"discord:msg:{message}"


@dataclass(frozen=True, slots=True)
class Written:
    """Reads messages. ``bot_user`` is our own account; ``reads`` says that Discord shows us what people write without
    calling us (the Message Content intent)."""

    bot_user: str
    grammar: Grammar
    reads: bool = False

    def message(self, said: discord.Message, home: Home) -> Spoken | Garbled | None:
        """A message. None for our own, other bots' and Discord's own ones, and for channel talk without us."""
        if not _is_speech(said):
            return None
        where = self._where(said, home)
        back = Back(str(said.author.id), str(said.channel.id), _is_direct(said), message=str(said.id))
        understood = self._understood(said, home, where)
        if understood is None:
            return None
        if isinstance(understood, Noticed):
            where = place_of(home, said.channel, str(said.id))
        if isinstance(understood, NotUnderstood):
            return Garbled(understood.sentence, back, home=home)
        who, at = caller_of(home, said.author), snowflake_time(said.id)
        request = Request(number_of(said.id), home.desk, who, where, at, understood)
        return Spoken(request, back, if_ours=isinstance(understood, Heard))

    def _understood(self, said: discord.Message, home: Home, where: Place) -> Command | NotUnderstood | None:
        if _begins(said, home):
            return Posted(self._title_and_words(said))
        if _is_direct(said) or mentions(said.content, self.bot_user):
            typed = decode(without_mention(said.content, self.bot_user))
            return self._addressed(typed, in_thread=bool(where.thread))
        words = _words(said)
        if not where.thread and str(said.channel.id) in home.watched and said.reference is None and said.content:
            return Noticed(words)
        # Words under something of ours; empty ones where Discord does not show them to us.
        return Heard(words) if where.thread and (words or not self.reads) else None

    def _title_and_words(self, said: discord.Message) -> str:
        title = said.channel.name if isinstance(said.channel, discord.Thread) else ""
        words = decode(without_mention(said.content, self.bot_user), _names(said))
        return f"{decode(title)}\n{words}".strip()

    def _addressed(self, typed: str, *, in_thread: bool) -> Command | NotUnderstood:
        """What was said to us by mention or in direct messages; a bare mention asks for help."""
        try:
            return self.grammar.read_mention(typed or "opendata help", in_thread=in_thread)
        except NotUnderstood as wrong:
            return Unclear(typed) if wrong.unknown_verb else wrong

    def _where(self, said: discord.Message, home: Home) -> Place:
        """Where a message stands; one that replies to a message of ours stands under it."""
        answered = said.reference.resolved if said.reference is not None else None
        ours = isinstance(answered, discord.Message) and str(answered.author.id) == self.bot_user
        under = str(answered.id) if ours and answered is not None else ""
        return place_of(home, said.channel, under, person=str(said.author.id) if _is_direct(said) else "")

    # ── what became of messages ──────────────────────────────────────────────────────────────────────────────

    def changed(self, said: discord.Message, home: Home) -> Spoken | None:
        """A message as it is now. None where nobody edited it (Discord adds a link's preview, or pins it), and where
        Discord hides from us what it says now."""
        if not _is_speech(said) or said.edited_at is None or not (said.content or self.reads):
            return None
        return self._changed(said, home, said.edited_at, "edited")

    def retitled(self, said: discord.Message, home: Home, at: datetime) -> Spoken | None:
        """The first message of a post that has another title now. None for posts of our own."""
        return self._changed(said, home, at, "titled") if _is_speech(said) else None

    def _changed(self, said: discord.Message, home: Home, at: datetime, how: str) -> Spoken:
        number, where = number_of(said.id), self._where(said, home)
        back = Back(str(said.author.id), str(said.channel.id), _is_direct(said), message=str(said.id))
        command = Changed(number, self._now_says(said, home, where))
        id = f"{number}:{how}.{at.timestamp():.3f}"
        request = Request(id, home.desk, caller_of(home, said.author), where, at, command)
        return Spoken(request, back, about=number)

    def _now_says(self, said: discord.Message, home: Home, where: Place) -> str:
        """The words of an edited message: of a command that was said to us, those that it carries."""
        understood = self._understood(said, home, where)
        return str(getattr(understood, "text", "")) or _words(said)

    def taken_back(self, message: int, channel: Any, home: Home, at: datetime) -> Spoken:
        """A message that was deleted. Discord does not say by whom."""
        number, nobody = number_of(message), Caller(Identity("discord", home.guild, ""))
        recipient = channel.recipient if isinstance(channel, discord.DMChannel) else None
        where = place_of(home, channel, person=str(recipient.id) if recipient is not None else "")
        request = Request(f"{number}:deleted", home.desk, nobody, where, at, TakenBack(number))
        return Spoken(request, Back("", str(channel.id), message=str(message)), about=number)


def _is_speech(said: discord.Message) -> bool:
    return not said.author.bot and not said.webhook_id and said.type in _WRITTEN


def _is_direct(said: discord.Message) -> bool:
    return isinstance(said.channel, discord.DMChannel)


def _begins(said: discord.Message, home: Home) -> bool:
    """Whether the message is the first one of a post in the ask forum, or in one that is watched: it has the post's
    own id."""
    channel = said.channel
    if not isinstance(channel, discord.Thread) or channel.id != said.id:
        return False
    return str(channel.parent_id) == home.ask or str(channel.parent_id) in home.watched


def _words(said: discord.Message) -> str:
    """What it says; of nothing but files, their names."""
    return decode(said.content, _names(said)) or decode(", ".join(each.filename for each in said.attachments))


def _names(said: discord.Message) -> dict[str, str]:
    """What everybody and everything that a message mentions is called."""
    people = {str(each.id): each.display_name for each in said.mentions}
    roles = {str(each.id): each.name for each in said.role_mentions}
    return people | roles | {str(each.id): each.name for each in said.channel_mentions if _is_for_all(each)}


def _is_for_all(channel: Any) -> bool:
    """Whether everybody on the server can look into a channel. Discord shows no other one's name to those who cannot,
    and what we repeat is read by many, on other platforms too."""
    if isinstance(channel, discord.Thread):
        return not channel.is_private() and _is_for_all(channel.parent)
    everybody = channel.guild.default_role if channel is not None else None
    return everybody is not None and bool(channel.permissions_for(everybody).view_channel)
