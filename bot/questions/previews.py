"""What somebody sees of their own words before anybody else does (interaction.md, section 3.1)."""

from collections.abc import Sequence

from bot.people.persons import Roster
from bot.questions import commands as q
from bot.questions.model import OWNED, Answer, Draft, Question, Share
from bot.questions.routing import Offer
from bot.questions.search import Hit
from bot.questions.views import LEAST_TEXT, answer_beside, button
from bot.questions.wording import SHARES
from bot.speech.cards import Actions, Bold, Button, Card, Facts, Note, Part, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words


def question_preview(draft: Draft, dataset: str, offer: Offer, room: str, share: str, promise: str, say: Words) -> Card:
    """The asker's words as they would be posted, where they go, and the choice of how to be seen."""
    title = say("Check before we post")
    rows: list[tuple[str, tuple[str | Bold, ...]]] = []
    if dataset:
        rows.append((say("Dataset"), (cut(dataset, 150),)))
    if offer.first:
        champion = offer.first.champion.public_name
        rows.append((say("Goes to"), (f"{champion} ({offer.first.why(say)})",)))
    else:
        rows.append((say("Goes to"), (say("a coordinator, who finds the right person"),)))
    rows.append((say("Usual first reply"), (promise,)))
    if room:
        rows.append((say("Posts in"), (f"{room}, ", Bold(say(SHARES[share])))))
    notice = Note(say("Questions to the City may be public records."))
    buttons = Actions(
        *_share_buttons(draft.number, share, say),
        button(say("Edit"), q.Edit(draft.number), hint=say("Edit your question")),
        button(say("Cancel"), q.Cancel(draft.number), hint=say("Do not post")),
    )
    parts: list[Part] = [Facts(tuple(rows)), notice, buttons]
    text = cut(draft.text, max(room_in(*parts, title=title) - 40, LEAST_TEXT))
    return Card(title, Text(say("Your question: “{text}”", text=text)), *parts)


def _share_buttons(draft: int, share: str, say: Words) -> list[Button]:
    labels = {
        Share.NAMED: say("Post with my name"),
        Share.UNNAMED: say("Post without my name"),
        Share.PRIVATE: say("Send privately"),
    }
    order = sorted(Share, key=lambda each: each != share)
    return [button(labels[each], q.Post(draft, each), "primary" if each == share else "") for each in order]


def similar_first(draft: Draft, hits: Sequence[Hit], say: Words) -> Card:
    """Answers that may be enough already; only an explicit "This answers it" counts."""
    title = say("People asked something close. Does one of these help?")
    buttons = [
        button(
            say("Q-{number} answers it", number=hit.number), q.Helped(draft.number, hit.number),
            hint=say("{id} answers my question", id=f"Q-{hit.number}"),
        )
        for hit in hits
    ]  # fmt: skip
    none = button(say("None of these"), q.Preview(draft.number), "primary")
    lines = [Text(Bold(f"Q-{hit.number} · "), cut(hit.title, 120), ": ", cut(hit.text, 160)) for hit in hits]
    return Card(title, *lines, Actions(*buttons, none))


def answer_preview(draft: Draft, question: Question, answer: Answer, roster: Roster, owner: str, say: Words) -> Card:
    """A champion's answer as it would be posted; where somebody else looks after it, the choice what to do."""
    id = question.id
    title = say("Check your answer to {id} before we post it", id=id)
    edit = button(say("Edit"), q.EditAnswer(draft.number), hint=say("Edit your answer"))
    cancel = button(say("Cancel"), q.Discard(draft.number), hint=say("Throw this answer away"))
    if owner:
        note = Note(say("{champion} looks after {id}. Post as a helper, or take it over?", champion=owner, id=id))
        posts = [button(say("Post as a helper reply"), q.PostAnswer(draft.number, "as_helper"), "primary")]
        if question.state in OWNED:
            posts.append(button(say("Take over and answer"), q.PostAnswer(draft.number, "take_over")))
    else:
        note = Note(say("It is posted under your public name. Staff answers may be public records."))
        posts = [button(say("Post answer"), q.PostAnswer(draft.number), "primary")]
    tail: list[Part] = [note, Actions(*posts, edit, cancel)]
    shown = answer_beside(question, answer, roster, say, *tail, title=title)
    return Card(title, *shown, *tail)
