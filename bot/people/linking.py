"""Linking: whoever has an account on each platform may join the two, and is one person from then on.

Only by their own doing (interaction.md, section 6.3): the code is read with one account and typed with the other.
A champion's rights follow a champion's own code alone, which warns them: people can be talked into typing a line.
"""

from bot.engine.scene import Scene
from bot.people.commands import LinkMe
from bot.people.persons import Person
from bot.speech.cards import Card, Note, Part, Text
from bot.speech.grammar import write
from bot.speech.plain import NAME_ROOM, cut
from bot.speech.reply import Reply, sentence

CODE = 8


def link_me(scene: Scene, command: LinkMe) -> Reply:
    """Without a code: a fresh one, and what to do with it. With one: the two accounts become one person."""
    typed = "".join(sign for sign in command.text.upper() if sign.isalnum())
    if not typed:
        return _offered(scene)
    if len(typed) != CODE:
        raise scene.refuse("A code has 8 signs, like K7QM-3RTD. Your other account gets one with `/opendata me link`.")
    return _typed(scene, typed)


def _offered(scene: Scene, *why: Note) -> Reply:
    say = scene.say
    code = scene.work.people.offer_link(scene.person.identity, scene.request.at)
    line = write(LinkMe(f"{code[:4]}-{code[4:]}"))
    told = say("On your other account, type: {line}", line=f"/{line}")
    parts: tuple[Part, ...] = (
        *why,
        Text(told),
        Text(say("It works once, for 15 minutes. Your questions there and here are then yours in both places.")),
        Note(say("Give it to nobody: whoever types it becomes you here.")),
    )
    return Reply(card=Card(say("Join your other account to this one."), *parts), once=True)


def _typed(scene: Scene, code: str) -> Reply:
    say, work, account = scene.say, scene.work, scene.person.identity
    if not work.people.may_try_link(account, scene.request.at):
        raise scene.refuse("Too many wrong codes. Please try again in 15 minutes.", "E-LIMIT")
    # A wrong code is counted, so this is no refusal: a refusal would undo the counting.
    other = work.people.take_link(code, account, scene.request.at)
    theirs = work.people.known(other) if other else None
    if other is None or theirs is None:
        told = say("That code is wrong, too old or was used. Get a new one with `/opendata me link`.")
        return sentence(told, say("Get it on the one account, and type it on the other."))
    if (other.platform, other.user) == (account.platform, account.user):
        raise scene.refuse("That is the code of this same account. Type it on your other one.")
    if theirs.number == scene.person.number:
        raise scene.refuse("These two accounts are joined already.")
    if scene.person.is_champion and not theirs.is_champion:
        why = say("Whoever joins you has your rights as a champion. So the code has to be yours:")
        return _offered(scene, Note(why))
    stays, goes = _who_stays(scene, theirs)
    work.people.join(account, other, stays, goes, scene.request.at)
    name = cut(theirs.name, NAME_ROOM) or say("your other account")
    title = say("Done. This account and {name} on {platform} are one person now.", name=name,
                platform=other.platform.title())  # fmt: skip
    return sentence(title, say("If that was not you, talk to a coordinator at once."))


def _who_stays(scene: Scene, theirs: Person) -> tuple[int, int]:
    """The champion where one of them is a champion, else whoever was known first; and the one who goes over."""
    mine, roster = scene.person.number, scene.work.roster
    champions = [number for number in (mine, theirs.number) if roster.get(number) is not None]
    if len(champions) == 2:
        coordinators = roster.coordinators
        who = coordinators[0].public_name if coordinators else scene.say("a coordinator")
        raise scene.refuse("These accounts are two champions on the roster. Please talk to {who}.", "E-ROLE", who=who)
    stays = champions[0] if champions else min(mine, theirs.number)
    return stays, theirs.number if stays == mine else mine
