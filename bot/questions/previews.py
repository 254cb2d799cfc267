"""What somebody sees of their own words before anybody else does (interaction.md, section 3.1)."""

from collections.abc import Sequence

from bot.people.persons import Roster
from bot.privacy import Span
from bot.questions import commands as q
from bot.questions.answer_views import LEAST_TEXT, Facets, answer_beside
from bot.questions.model import OWNED, Answer, Draft, Question, Share, State
from bot.questions.personal import answer_of, cannot_go_public, warned
from bot.questions.routing import Offer
from bot.questions.search import Hit
from bot.questions.views import button
from bot.questions.wording import SHARES
from bot.speech.cards import Actions, Bold, Button, Card, Facts, Note, Part, Text, room_in
from bot.speech.plain import cut
from bot.speech.words import Words


def question_preview(
    draft: Draft, dataset: str, offer: Offer, room: str, share: str, promise: str, say: Words,
    seen: Sequence[Span] = (), tongues: Sequence[Part] = (),
) -> Card:  # fmt: skip
    """The asker's words as they would be posted, where they go, and the choice of how to be seen; first of all, what
    in them looks like personal data. ``tongues`` offer another language, where ours is only a guess."""
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
    if seen:
        return _question_with(seen, draft, share, Facts(tuple(rows)), notice, say)
    buttons = Actions(
        *_share_buttons(draft.number, share, say),
        button(say("Edit"), q.Edit(draft.number), hint=say("Edit your question")),
        button(say("Cancel"), q.Cancel(draft.number), hint=say("Do not post")),
    )
    parts: list[Part] = [Facts(tuple(rows)), notice, buttons, *tongues]
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


def _question_with(seen: Sequence[Span], draft: Draft, share: str, facts: Facts, notice: Note, say: Words) -> Card:
    """What looks like personal data stands first; where it goes is said as well where there is room."""
    title, number, order = say("Check before we post"), draft.number, [Share.NAMED, Share.UNNAMED]
    fine = {
        Share.NAMED: say("It's fine, post with my name"),
        Share.UNNAMED: say("It's fine, post without my name"),
    }
    public = [] if cannot_go_public(seen) else sorted(order, key=lambda each: each != share)
    actions = Actions(
        button(say("Edit"), q.Edit(number), "primary", say("Edit your question")),
        button(say("Send privately"), q.Post(number, Share.PRIVATE)),
        *(button(fine[each], q.Post(number, each)) for each in public),
        button(say("Cancel"), q.Cancel(number), hint=say("Do not post")),
    )
    first = warned(draft.text, seen, say, say("Edit it, or send it privately?"))
    tail = [*first, facts, notice, actions]
    if (room := room_in(*tail, title=title) - 40) < LEAST_TEXT:
        tail = [*first, notice, actions]
        room = room_in(*tail, title=title) - 40
    text = cut(draft.text, max(room, LEAST_TEXT))
    return Card(title, Text(say("Your question: “{text}”", text=text)), *tail)


def said_preview(draft: Draft, seen: Sequence[Span], say: Words) -> Card:
    """Words that were about to be posted in a question's thread, kept back for what they look like."""
    title = say("Not posted yet: look at this first")
    edit = button(say("Edit"), q.Rephrase(draft.number), "primary", say("Edit what you wrote"))
    fine = [] if cannot_go_public(seen) else [button(say("It's fine, post"), q.SayIt(draft.number))]
    tail: list[Part] = [*warned(draft.text, seen, say), Actions(edit, *fine)]
    text = cut(draft.text, max(room_in(*tail, title=title) - 40, LEAST_TEXT))
    return Card(title, Text(say("“{text}”", text=text)), *tail)


def similar_first(draft: Draft, hits: Sequence[Hit], say: Words) -> Card:
    """Answers and datasets that may be enough already; only an explicit "This answers it" counts."""
    asked = any(hit.kind != "title" for hit in hits)
    title = say("People asked something close. Does one of these help?") if asked else say(
        "The city has data by this name. Does it help?"
    )  # fmt: skip
    buttons = [_answers_it(draft, hit, say) for hit in hits]
    none = button(say("None of these"), q.Preview(draft.number), "primary")
    return Card(title, *(_similar_line(hit) for hit in hits), Actions(*buttons, none))


def _answers_it(draft: Draft, hit: Hit, say: Words) -> Button:
    number = hit.number
    if hit.kind == "title":
        hint = say("{id} answers my question", id=f"DS-{number}")
        return button(say("DS-{number} answers it", number=number), q.Helped(draft.number, dataset=number), hint=hint)
    hint = say("{id} answers my question", id=f"Q-{number}")
    return button(say("Q-{number} answers it", number=number), q.Helped(draft.number, number), hint=hint)


def _similar_line(hit: Hit) -> Text:
    id = f"DS-{hit.number}" if hit.kind == "title" else f"Q-{hit.number}"
    more = (": ", cut(hit.text, 160)) if hit.text else ()
    return Text(Bold(f"{id} · "), cut(hit.title, 120), *more)


def answer_preview(
    draft: Draft, question: Question, answer: Answer, roster: Roster, owner: str, say: Words,
    seen: Sequence[Span] = (), *, may_take: bool = False,
) -> Card:  # fmt: skip
    """A champion's answer as it would be posted; where somebody else looks after it, the choice what to do
    (``may_take``: take it over at once, as coordinators may). What looks
    like personal data is named, and pressed past on purpose; what is certain cannot be posted."""
    id = question.id
    title = say("Check your answer to {id} before we post it", id=id)
    edit = button(say("Edit"), q.EditAnswer(draft.number), "primary" if seen else "", say("Edit your answer"))
    cancel = button(say("Cancel"), q.Discard(draft.number), hint=say("Throw this answer away"))
    if owner:
        note = Note(say("{champion} looks after {id}. Post as a helper, or take it over?", champion=owner, id=id))
    else:
        note = Note(say("It is posted under your public name. Staff answers may be public records."))
    posts = [] if cannot_go_public(seen) else _posts(draft, question, owner, bool(seen), may_take, say)
    buttons = [edit, *posts, cancel] if seen else [*posts, edit, cancel]
    tail: list[Part] = [*warned(answer_of(draft), seen, say), note, Actions(*buttons)]
    shown = answer_beside(question, answer, Facets(roster), say, *tail, title=title)
    return Card(title, *shown, *tail)


def _posts(draft: Draft, question: Question, owner: str, warned_of: bool, may_take: bool, say: Words) -> list[Button]:
    """The ways to post an answer; after a warning they are no longer what one presses first."""
    first = "" if warned_of else "primary"
    if not owner:
        label = say("It's fine, post") if warned_of else say("Post answer")
        return [button(label, q.PostAnswer(draft.number), first)]
    helping = say("It's fine, post as a helper") if warned_of else say("Post as a helper reply")
    posts = [button(helping, q.PostAnswer(draft.number, "as_helper"), first)]
    if not may_take and question.state is State.CLAIMED:
        hint = say("Ask to take over {id}", id=question.id)
        posts.append(button(say("Ask to take over"), q.TakeOver(question.number), hint=hint))
    if may_take and question.state in OWNED:
        taking = say("It's fine, take over and answer") if warned_of else say("Take over and answer")
        posts.append(button(taking, q.PostAnswer(draft.number, "take_over")))
    return posts
