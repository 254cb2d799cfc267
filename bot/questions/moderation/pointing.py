"""Pointing: who came to the wrong counter is told where to go, and may stay (interaction.md, sections 4.3 o and q)."""

import re
import unicodedata
from dataclasses import replace

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.model import Draft
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.reply import Reply

# Folded: small letters, no accents. Whole phrases only: most who write of potholes ask about the data of them.
_REPORT = re.compile(
    r"\b(?:report(?:ing)? (?:a|an|the) (?:pothole|streetlight|street light|leak|crash|crime|dead animal|rat|noise)"
    r"|there is a (?:huge |big |deep )?pothole"
    r"|(?:my )?(?:trash|garbage|recycling) (?:was not|wasn't|is not) (?:picked|collected)"
    r"|(?:reportar|denunciar) (?:un|una|el|la) (?:bache|farola|fuga|choque|delito|rata|ruido)"
    r"|hay un bache|no recogieron (?:la|mi) basura)"
)
_RECORDS = re.compile(
    r"\b(?:public records? (?:request|act|law)|records request|freedom of information|foia (?:request)?"
    r"|solicitud de (?:registros|informacion) publicos?|ley de (?:transparencia|acceso a la informacion))"
)


def pointed(scene: Scene, draft: Draft) -> Reply | None:
    """A kind pointer before the preview; None for what belongs here. The draft stays, whatever they choose."""
    text, say = _folded(draft.text), scene.say
    if _RECORDS.search(text):
        title = say("Asking here does not file a records request.")
        stay = say("Ask it here")
    elif _REPORT.search(text):
        title = say("This sounds like something to report to the City, not a question about data.")
        stay = say("It is about data, keep it")
    else:
        return None
    contact = scene.work.desk.contact
    where = [Text(say("The way to go: {contact}", contact=contact))] if contact else []
    actions = Actions(button(stay, q.Preview(draft.number), "primary"), button(say("Cancel"), q.Cancel(draft.number)))
    return Reply(card=Card(title, *where, actions))


def reminded(scene: Scene, draft: Draft, reply: Reply) -> Reply:
    """The reply to somebody whose message is a question already, with a word on what that does not file."""
    if reply.card is None or not _RECORDS.search(_folded(draft.text)):
        return reply
    say, contact = scene.say, scene.work.desk.contact
    told = [say("Asking here does not file a records request.")]
    told += [say("The way to go: {contact}", contact=contact)] if contact else []
    return replace(reply, card=Card(reply.card.title, *map(Text, told), *reply.card.parts))


def _folded(text: str) -> str:
    if text.isascii():
        return text.casefold()
    signs = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(each for each in signs if not unicodedata.combining(each))
