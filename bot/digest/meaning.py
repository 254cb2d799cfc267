"""What each number of a digest counts, in one sentence each: docs/digest.md in short, for whoever reads one."""

from bot.digest.commands import DigestMeaning
from bot.engine.scene import Scene
from bot.speech.cards import Bold, Card, Note, Text
from bot.speech.reply import Reply
from bot.speech.words import mark

MEANINGS = (
    (mark("Asked:"), mark("questions that came in this time, held and removed ones too.")),
    (mark("Answered:"), mark("questions that got an answer in this time, each once.")),
    (
        mark("Solved:"),
        mark("confirmed, where the person who asked said so; assumed, where somebody else or the clock did."),
    ),
    (
        mark("First reply:"),
        mark("working hours until somebody other than the person who asked wrote to them. Taking a question is none."),
    ),
    (
        mark("Half, and nine of ten:"),
        mark("what still waits counts for as long as it has waited; “more than” says that too few are over."),
    ),
    (mark("Age:"), mark("working days since the person asked, minus days we waited for them.")),
    (mark("Did it help:"), mark("what the person who asked last said of what was answered in this time.")),
    (mark("Right the first time:"), mark("first answers that were enough, of those whose asker spoke of them.")),
    (mark("Opened again:"), mark("what came back, of what was solved or closed in this time.")),
    (
        mark("Handed on:"),
        mark("what another champion had taken over before the answer, of what was answered in this time."),
    ),
    (mark("Who carries what:"), mark("questions in somebody's hands, beside the number that is enough for them.")),
    (
        mark("No such data:"),
        mark("questions closed because the City does not have it, with everybody who said “me too”."),
    ),
    (
        mark("Picked an existing answer:"),
        mark("how often “This answers it” was pressed instead of asking."),
    ),
    (mark("Working hours:"), mark("the desk's own, without holidays and closed days.")),
)


def meaning(scene: Scene, command: DigestMeaning) -> Reply:
    """Each number with its definition; the whole of them, with a week worked by hand, comes with the program."""
    say = scene.say
    lines = [Text(Bold(say(name)), " ", say(counts)) for name, counts in MEANINGS]
    whole = Note(say("All of it, with a week worked by hand, stands in docs/digest.md, which comes with the program."))
    return Reply(card=Card(say("What the numbers mean"), *lines, whole, page=True))
