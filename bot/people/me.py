"""Me: in which language we write to somebody, whether we write to them at all, and what we keep of them
(interaction.md, sections 2.2, 6.2, 6.4 and 6.6). The client's language is only a first guess."""

from dataclasses import replace

from bot.engine.scene import Scene
from bot.people.commands import WAYS, Erase, Export, Language, Messages, Privacy
from bot.questions import commands as q
from bot.questions.asking import preview
from bot.questions.board import refresh
from bot.questions.speaking import own_name, own_name_within
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.plain import cut
from bot.speech.reply import Reply
from bot.speech.words import Words, languages, mark, words

MOST = 50  # of one person's open questions: limits are far below
MESSAGES = {"dm": mark("Direct messages"), "thread": mark("In the thread only"), "none": mark("No messages")}
KEPT = (
    mark("Your name and account on each platform where you spoke to us, so that we can answer you."),
    mark("Your questions and replies: as long as the desk keeps its records. They may be public records."),
    mark("Drafts: 24 hours. What we whispered to you: a day. That a request was handled: a week."),
    mark("Projects that you sent in, and what you wrote about others': until you take them back or are forgotten."),
    mark("Your choices: language, messages, and what you follow, until you change them."),
    mark("Searches that found nothing are kept without your name. We read no channel but those of this desk."),
)
MEANS = {
    "": mark("You have not said whether we may write to you directly. Only what you send privately is answered so."),
    "dm": mark("We may write to you directly: about what you asked, and what you follow."),
    "thread": mark("We write to you in your question's thread only. The rest stands in `/opendata status`."),
    "none": mark("We write to you nowhere and call you by no mention. All of it stands in `/opendata status`."),
}


def language(scene: Scene, command: Language) -> Reply:
    """Choose the language; without one, what there is."""
    if not command.language:
        say = scene.say
        title = say("We write to you in {language}.", language=own_name_within(say.language))
        others = [each for each in languages() if each != say.language]
        return Reply(card=Card(title, Actions(*(button(own_name(each), Language(each)) for each in others[:5]))))
    say = _spoken(scene, command.language)
    return Reply(card=Card(say("We write to you in {language} from now on.", language=own_name_within(say.language))))


def _spoken(scene: Scene, language: str) -> Words:
    scene.work.people.set_language(scene.person.number, language)
    for each in scene.work.questions.asked_by(scene.person.number, open=True, limit=MOST):
        refresh(scene.work, each)
    return words(language)


def speak(scene: Scene, command: q.Speak) -> Reply:
    """One tap beside the first draft: the same draft, in the language that was chosen."""
    chosen = command.language or scene.person.language
    say = _spoken(scene, chosen)
    person = replace(scene.person, language=chosen, chose_language=True)
    return preview(replace(scene, say=say, person=person), q.Preview(command.draft))


def messages(scene: Scene, command: Messages) -> Reply:
    """Choose whether we may write directly; without a choice, what holds now."""
    say = scene.say
    if command.how:
        scene.work.people.set_messages(scene.person.number, command.how)
    holds = command.how or scene.person.messages
    others = [button(say(MESSAGES[each]), Messages(each)) for each in WAYS if each != holds]
    told = Text(say(MEANS[holds]))
    return Reply(
        card=Card(say("Your choice is kept.") if command.how else say("Your messages"), told, Actions(*others))
    )


def privacy(scene: Scene, command: Privacy) -> Reply:
    """What is kept, why, and for how long; and what one can do about it."""
    say = scene.say
    contact = scene.work.desk.contact
    asked = [Text(say("Questions? Write to {contact}.", contact=cut(contact, 200)))] if contact else []
    actions = Actions(
        button(say("Get a copy"), Export(), "primary", say("Get everything that is kept of me")),
        button(say("Be forgotten"), Erase(), hint=say("Have what is kept of me erased")),
        button(say("Change my messages"), Messages()),
    )
    return Reply(card=Card(say("What we keep of you"), *(Text(say(each)) for each in KEPT), *asked, actions))
