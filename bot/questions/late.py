"""Late: what people read whose words were found after we had been away (interaction.md, section 4.3 l)."""

from dataclasses import replace

from bot.engine.catching_up import Absence
from bot.engine.ports import Work
from bot.engine.request import Request
from bot.questions.board import hang_line
from bot.speech.cards import Card, Note, room_in
from bot.speech.reply import Reply
from bot.speech.words import Words, words


class Late:
    """The sentences for those who spoke while nobody listened (the port is ``bot.engine.catching_up.Telling``)."""

    def found(self, work: Work, request: Request, absence: Absence) -> bool:
        """One line under the card of a question that came of a message; False where none did."""
        numbers = [each.question for each in work.traces.of(request.id) if each.part == "text"]
        question = work.questions.get(numbers[0]) if numbers else None
        if question is None:
            return False
        say = words(question.asker.language)
        told = say("We found your question. It is now {id}.", id=question.id)
        for card in work.slots.hanging(question.id):
            if card.name == f"{question.id}/card":
                line = Card(f"{_away(absence, say, work.desk.timezone)} {told}")
                hang_line(work, question, "found", "card", card.place, line)
        return True

    def late(self, work: Work, request: Request, reply: Reply, absence: Absence) -> Reply:
        """The reply with a note why it comes late, where there is room for one."""
        person = work.people.known(request.who.identity)
        say = words(person.language if person else work.desk.language)
        away, card = _away(absence, say, work.desk.timezone), reply.card
        if card is None or room_in(*card.parts, title=card.title, page=card.page) < 2 * len(away):
            return reply
        return replace(reply, card=Card(card.title, *card.parts, Note(away), page=card.page))


def _away(absence: Absence, say: Words, timezone: str) -> str:
    """When we were away: by the clock within one day, else with the days."""
    since, until = absence.since, absence.until
    same_day = say.day(since, timezone) == say.day(until, timezone)
    start, end = ((say.hour if same_day else say.moment)(each, timezone) for each in (since, until))
    if start == end:
        return say("We were offline for a moment.")
    return say("We were offline from {start} to {end}.", start=start, end=end)
