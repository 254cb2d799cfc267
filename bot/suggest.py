"""Completion: what a person may mean while they type, for the searchable fields of forms and options.

The same visibility rules hold as everywhere: nobody is offered a question that they may not see.
"""

from bot.engine.ports import Work
from bot.people.model import Champion, Identity, Level
from bot.people.persons import Person
from bot.questions.guide import topics_known
from bot.questions.model import OPEN, Question, State
from bot.questions.moving import may_see
from bot.speech.forms import Pickable
from bot.speech.plain import cut, one_line

MOST = 25  # Discord's limit; Slack would take 100
LABEL = 75


def suggest(work: Work, identity: Identity, what: Pickable, words: str) -> tuple[tuple[str, str], ...]:
    """Up to 25 (value, label) pairs for what was typed so far; values are what commands take."""
    typed = one_line(words)[:100]
    match what:
        case "dataset":
            found = work.catalog.matches(typed, MOST)
            return tuple((each.short_number, cut(f"{each.title} ({each.short_number})", LABEL)) for each in found)
        case "topic":
            names = [each.name for each in topics_known(work.desk, work.roster)]
            return tuple((name[:LABEL], name[:LABEL]) for name in names if typed.casefold() in name.casefold())[:MOST]
        case "champion":
            return tuple(
                (str(each.number), cut(f"{each.public_name} · {each.department or each.level}", LABEL))
                for each in _champions(work, identity)
                if typed.casefold() in f"{each.public_name} {each.department}".casefold()
            )[:MOST]
        case "question":
            return _questions(work, identity, typed)


def _champions(work: Work, identity: Identity) -> list[Champion]:
    """Those whom somebody may read of: who has not joined yet is known to the roster's own people alone."""
    person = work.people.known(identity)
    inside = person is not None and person.is_champion
    return [each for each in work.roster.champions if each.level is not Level.EXECUTIVE and (inside or each.pinned)]


def _questions(work: Work, identity: Identity, typed: str) -> tuple[tuple[str, str], ...]:
    person = work.people.known(identity) or Person(0, "", identity)
    own = work.questions.asked_by(person.number, open=True, limit=MOST) if person.number else ()
    others = work.questions.queue(states=tuple(OPEN), limit=100)
    seen = {each.number: each for each in (*own, *others) if may_see(person, each) and _was_read(person, each)}
    wanted = typed.casefold()
    hits = [each for each in seen.values() if wanted in f"{each.id} {each.text}".casefold()]
    return tuple((each.id, _label(each)) for each in hits[:MOST])


def _was_read(person: Person, question: Question) -> bool:
    """Whether a coordinator reads the words of a held question first, or this is one."""
    return question.state is not State.HELD or person.is_coordinator or person.number == question.asker.number


def _label(question: Question) -> str:
    return cut(f"{question.id}: {one_line(question.text)}", LABEL)
