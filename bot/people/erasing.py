"""Erasing: being forgotten (interaction.md, section 6.4).

What somebody asked is taken back by the same rules as when they withdraw it, so that it leaves every copy; what is left
of them then is a number that stands for nobody.
"""

from dataclasses import replace

from bot.engine.scene import Scene
from bot.people.commands import Erase, RecordsPerson
from bot.people.export import exported
from bot.people.persons import Person
from bot.questions.board import refresh
from bot.questions.copies import redraw, say_instead
from bot.questions.drawing import facets_of
from bot.questions.duplicates import set_free
from bot.questions.model import Question, Share, State
from bot.questions.moderation.limits import deed, midnight
from bot.questions.moves import Role
from bot.questions.moving import act
from bot.questions.taking_back import nameless, take_back
from bot.showcase.forgetting import forget_maker
from bot.speech.cards import LINE_LENGTH, Card, Text
from bot.speech.forms import Choice, Form, TextInput
from bot.speech.grammar import write
from bot.speech.reply import Reply
from bot.speech.words import Words, mark, words

WORD = mark("ERASE")
KEEP = {
    "nothing": mark("Take my words back"),
    "words": mark("Keep them without my name"),
}
_CONFIRMED = (State.ANSWERED, State.SOLVED)
_GONE = (State.WITHDRAWN, State.REMOVED)


def erase_me(scene: Scene, command: Erase) -> Reply:
    """Whoever types the word is forgotten; what stays is said."""
    say = scene.say
    _refuse_champions(scene, scene.person.number)
    if not _is_word(command.text, say):
        raise scene.refuse("Nothing was erased. To be forgotten, type the word {word}.", word=say(WORD))
    made = forget(scene, scene.person, command.keep == "words")
    return Reply(card=_done(say, command.keep, made), once=True)


def _is_word(text: str, say: Words) -> bool:
    return text.strip().casefold() in (WORD.casefold(), say(WORD).casefold())


def _refuse_champions(scene: Scene, number: int) -> None:
    """What a champion answers is the City's: they leave the roster first, and what they asked goes afterwards."""
    if scene.work.roster.get(number) is not None:
        raise scene.refuse("This account is on the roster. A coordinator has to take it off first.", "E-ROLE")


def _done(say: Words, keep: str, made: bool = False) -> Card:
    kept = {
        "words": say("Public questions stay, without the name. Private ones are gone."),
    }.get(keep) or say("Questions and replies are taken back. Answers that others gave may stay, without these words.")
    return Card(
        say("Done. We know nobody by this account any more."),
        Text(say("Gone: name, accounts, drafts, follows, choices.")),
        Text(kept),
        *_of_projects(say, keep, made),
        Text(say("What stays: that a question was asked on a day, for the count, and our answers.")),
        Text(say("Messages we sent you directly are yours to delete. Your city's records office may keep copies.")),
    )


def _of_projects(say: Words, keep: str, made: bool) -> list[Text]:
    kept = {"words": say("Projects that are shown stay, and nobody can be asked about them.")}.get(keep)
    return [Text(kept or say("Projects are taken back. What was written about them is gone."))] if made else []


def forget(scene: Scene, person: Person, keep_words: bool) -> bool:
    """Forget a person: their questions by the rules for questions, then everything else that is kept of them. Gives
    whether projects of theirs were among it, or what they wrote about others'."""
    work = scene.work
    made = forget_maker(work, person.number, keep_words=keep_words)
    names = {account["name"] for account in work.forgetting.known_to(person.number)["accounts"]} | {person.name}
    asked = work.forgetting.asked(person.number)
    written = work.forgetting.written(person.number)
    for number in asked:
        question = work.questions.get(number)
        if question is None:
            continue
        if keep_words and not question.is_private and question.state not in _GONE:
            _unname(scene, question)
        else:
            _take_words(scene, question)
    for number, part, _ in written:
        if number not in asked:
            _take_part(scene, number, part)
    for number in work.forgetting.credited(sorted(names - {""})):
        thanked = work.questions.get(number)
        if thanked is not None:
            someone = words(thanked.asker.language)("a community member")
            refresh(work, work.questions.wind(thanked.but(solved_by=someone)))
    for slot in work.forgetting.naming(person.number):
        if slot.place.person and not slot.place.channel:
            continue
        work.slots.hang(nameless(slot, _users(scene, person), words(work.desk.language)))
    day = midnight(work.desk.calendar.local_date(scene.request.at), work.desk.timezone)
    pace = work.moderation.pace(person.number, day)
    work.moderation.keep_pace(work.people.accounts(person.number), pace, scene.request.at)
    too = [each.subject for each in work.follows.of(person.number) if each.too]
    work.forgetting.forget(person.number, sorted(names - {""}))
    for subject in too:
        if (wanted := work.questions.get(int(subject))) is not None:
            refresh(work, wanted)
    return made


def _users(scene: Scene, person: Person) -> frozenset[str]:
    return frozenset(each["id"] for each in scene.work.forgetting.known_to(person.number)["accounts"])


def _take_words(scene: Scene, question: Question) -> None:
    """As if its asker had withdrawn it: an answer that others can read stays, the words and the name go."""
    work = scene.work
    keep = question.state in _CONFIRMED and not question.is_private
    work.questions.redact(question.number)
    verb, to = ("erase", None) if question.state in _GONE else ("withdraw", State.SOLVED if keep else State.WITHDRAWN)
    changed = act(
        scene, question.but(text=""), verb, to=to, roles=frozenset({Role.ASKER}), erased=True, solved_by=""
    )  # fmt: skip
    take_back(work, changed, mark("Taken back by the person who asked."), keep=keep)
    if changed.state is State.WITHDRAWN:
        set_free(scene, changed)


def _unname(scene: Scene, question: Question) -> None:
    """The words stay for others; nobody's name stands beside them any more."""
    asker = replace(question.asker, name="", user="")
    changed = act(
        scene, question.but(asker=asker), "erase", roles=frozenset({Role.ASKER}), share=Share.UNNAMED, solved_by=""
    )  # fmt: skip
    facets = facets_of(scene.work, changed)
    for entry in scene.work.questions.history(question.number):
        if entry.by == question.asker.number:
            redraw(scene.work, changed, entry, facets)


def _take_part(scene: Scene, number: int, part: str) -> None:
    """What somebody wrote about a question that is not theirs."""
    work, line = scene.work, part.partition("/")[2]
    question = work.questions.get(number)
    work.questions.reword(number, part, "", scene.request.at)
    for entry in work.questions.history(number) if question and line.isdigit() else ():
        if question and entry.number == int(line) and part.startswith("note/"):
            say_instead(work, question, entry, mark("Taken back by whoever wrote it."))
    if question is not None:
        refresh(work, question)


# ── on somebody's wish, by a coordinator ─────────────────────────────────────────────────────────────────────


def records_person(scene: Scene, command: RecordsPerson) -> Reply:
    """What is kept of somebody, or their being forgotten, where they have asked a coordinator for it."""
    say, person = scene.say, _whom(scene, command.who)
    if command.do == "export":
        if command.page <= 1:
            scene.work.moderation.note(deed(scene, "export_person", person.number))
        return exported(scene, person.number, command.page, command)
    _refuse_champions(scene, person.number)
    if not _is_word(command.text, say):
        raise scene.refuse("Nothing was erased. To erase what is kept, type the word {word}.", word=say(WORD))
    made = forget(scene, person, command.keep == "words")
    scene.work.moderation.note(deed(scene, "erase_person"))
    return Reply(card=_done(say, command.keep, made), once=True)


def _whom(scene: Scene, who: str) -> Person:
    identity = replace(scene.person.identity, user=who.lstrip("@"))
    person = scene.work.people.known(identity) if who else None
    if person is None:
        raise scene.refuse("I know nobody by that account here. Mention them, like `@somebody`.", "E-NOTFOUND")
    return person


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────


def _fields(say: Words, keep: str) -> tuple[Choice, TextInput]:
    options = tuple((each, say(label)) for each, label in KEEP.items())
    return (
        Choice("keep", say("Public questions"), options, keep or "nothing", required=False),
        TextInput("text", say("Type {word} to confirm", word=say(WORD)), placeholder=say(WORD), max_length=40),
    )


def erase_form(scene: Scene, command: Erase) -> Form:
    """What becomes of public questions, and the word that confirms it."""
    say = scene.say
    return Form(say("Be forgotten"), write(Erase()), _fields(say, command.keep), say("Erase"))


def records_form(scene: Scene, command: RecordsPerson) -> Form:
    """Whom, what, and the word that confirms an erasure."""
    say = scene.say
    ways = (("export", say("Export")), ("erase", say("Erase")))
    line = write(RecordsPerson(command.who))
    is_named = bool(command.who) and command.who.isprintable() and len(line) <= LINE_LENGTH
    return Form(
        say("Records of a person"),
        line if is_named else write(RecordsPerson()),
        (
            *(() if is_named else (TextInput("who", say("Whom? Their account, like @U0123"), max_length=80),)),
            Choice("do", say("What to do"), ways, command.do or "export"),
            *_fields(say, command.keep),
        ),
        say("Continue"),
    )
