"""How people of the desk are shown: public names only."""

from bot.people.model import Champion, Level
from bot.people.persons import Roster
from bot.speech.plain import cut
from bot.speech.words import Words, mark

LEVELS: dict[Level, str] = {
    Level.EXTERNAL: mark("external"),
    Level.INTERNAL: mark("internal"),
    Level.EXECUTIVE: mark("executive"),
    Level.COORDINATOR: mark("coordinator"),
}


def champion_line(champion: Champion, say: Words) -> str:
    """One champion in one line: name, department, what they look after, when they work."""
    about = ", ".join(each for each in champion.topics if each != "*") or say("every topic")
    who = ", ".join(each for each in (champion.public_name, champion.department) if each)
    hours = f" · {champion.row.hours}" if champion.row.hours else ""
    return cut(f"{who}: {about}{hours}", 300)


def who_left(roster: Roster, say: Words) -> list[str]:
    """Who of the roster is no longer there, in one sentence; nothing where everybody is."""
    names = ", ".join(each.public_name for each in roster.champions if each.has_left)
    if not names:
        return []
    told = mark("Have left: {names}. Take them off with `/opendata-admin roster remove`, or wait until they are back.")
    return [say(told, names=cut(names, 600))]
