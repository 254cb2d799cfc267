"""What is said while a desk is set up: by its first coordinator, by buttons, and by what was looked at for them."""

from dataclasses import dataclass

from bot.speech.command import Command, choice, number, said, text

STEPS = ("where", "who", "when", "what", "fair", "try")


@said("opendata-admin setup")
@dataclass(frozen=True, slots=True)
class Setup(Command):
    """Set the desk up, step by step; the first coordinator comes in with the code that the server printed."""

    step: str = choice(*STEPS, help="one of the six steps")
    text: str = text("the code")


@said("opendata-admin suggested")
@dataclass(frozen=True, slots=True)
class Suggested(Command):
    """Take what a step suggests, and go on."""

    step: str = choice(*STEPS)


@said("opendata-admin source take")
@dataclass(frozen=True, slots=True)
class TakeSource(Command):
    """Say that the portal that was looked at is yours; its datasets are read."""

    draft: int = number("D")


@said("opendata-admin golive")
@dataclass(frozen=True, slots=True)
class GoLive(Command):
    """Open the desk to everybody, or keep practising."""

    now: str = choice("live", "practice")


@said("opendata-admin channels look")
@dataclass(frozen=True, slots=True)
class LookAgain(Command):
    """Look for the desk's channels again, on every platform."""


@said("opendata-admin channels found")
@dataclass(frozen=True, slots=True)
class ChannelsFound(Command):
    """What the platforms say of the desk's channels: platform, whether it is well, what was found, how to mend it."""

    found: tuple[tuple[str, bool, str, str], ...] = ()


@said("opendata-admin source found")
@dataclass(frozen=True, slots=True)
class SourceFound(Command):
    """What a portal has: its kind, how many datasets, some of their titles; or why it cannot be read."""

    url: str = ""
    count: int = 0
    titles: tuple[str, ...] = ()
    trouble: str = ""
    kind: str = "dcat"


@said("opendata-admin source read")
@dataclass(frozen=True, slots=True)
class SourceRead(Command):
    """How many datasets were taken over from the desk's portal; or why none could be."""

    count: int = 0
    trouble: str = ""
