"""Speaking somebody's language: chosen in one tap beside their first draft, because the client's is only a guess
(interaction.md, section 6.6: among the clients' languages many are missing that people here speak)."""

from babel import Locale

from bot.engine.scene import Scene
from bot.questions.commands import Speak
from bot.questions.model import Draft
from bot.questions.views import button
from bot.speech.cards import Actions, Note, Part
from bot.speech.words import languages

OFFERED = 5


def own_name(language: str) -> str:
    """A language as those who speak it call it, at the beginning of something: "English", "Español"."""
    name = own_name_within(language)
    return name[:1].upper() + name[1:]


def own_name_within(language: str) -> str:
    """A language as those who speak it call it, within a sentence of theirs: "English", "español"."""
    return Locale.parse(language).get_display_name(language) or language


def may_speak(scene: Scene, draft: Draft) -> list[Part]:
    """The other languages, one tap each: where nobody has chosen yet and the client speaks another language than we
    do with this person, or than the desk does."""
    person, say = scene.person, scene.say
    theirs = scene.request.who.locale.replace("_", "-").split("-")[0].lower()
    if person.chose_language or not theirs or theirs == person.language == scene.work.desk.language:
        return []
    others = [each for each in languages() if each != say.language][:OFFERED]
    note = Note(say("We write to you in {language}.", language=own_name_within(say.language)))
    return [note, Actions(*(button(own_name(each), Speak(draft.number, each)) for each in others))]
