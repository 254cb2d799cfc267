"""A quiet offer to whoever asks something about data without a command (interaction.md, sections 2.5 and 3.2).

Whether a message is worth one is looked up on a reader; nothing is written down of messages that are not. The offer
is shown to its author alone, once for each message, and at most so many times an hour on one desk.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.engine.ports import Work
from bot.engine.remembering import Trace
from bot.engine.request import Request
from bot.engine.rooms import is_room
from bot.engine.scene import Scene
from bot.privacy import Span, find
from bot.questions.asking import ALIKE, already, leads_for, previewed, too_long
from bot.questions.enough import SHOWN_PAGE
from bot.questions.forms import draft_of
from bot.questions.guide import says_its_topic
from bot.questions.model import Answer, Draft, DraftKind
from bot.questions.moving import may_see
from bot.questions.search import Hit
from bot.questions.views import button
from bot.questions.vocabulary import stems
from bot.speech.cards import Actions, Bold, Card, Link, Note, Part, Text
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import words
from bot.watching.commands import Noticed, Offer
from bot.watching.judging import Judgement, judge

HOUR = timedelta(hours=1)
LEADS = 3
_SHOWN = 300  # characters of an answer in the offer; whoever says that it helps reads it whole


def is_worth_an_offer(work: Work, request: Request) -> bool:
    """Whether a plain message gets an offer: for the adapter, on a reader, before anything is written down."""
    command = request.command
    if not isinstance(command, Noticed) or not _is_watched(work, request) or work.reply_to(request.id) is not None:
        return False
    person = work.people.known(request.who.identity)
    return not _is_too_much(work, request, person.number if person else 0) and _judged(work, command) is not None


def _is_watched(work: Work, request: Request) -> bool:
    """Whether the desk watches this room today; the platform may have been told long ago."""
    room = request.where.room
    return any(is_room(work, room, name) for name in work.desk.watch.get(room.platform, ()))


def _is_too_much(work: Work, request: Request, person: int) -> bool:
    """Whether the desk has offered enough within the hour, or whether they said no not long ago."""
    limits, at = work.desk.limits, request.at
    if work.offers.made_since(at - HOUR) >= limits.offers_per_hour:
        return True
    return bool(person) and work.offers.declined_since(person, at - timedelta(days=limits.offer_rest_days))


def _judged(work: Work, command: Noticed) -> Judgement | None:
    """The words decide first; only what the rules leave open is looked up in the catalogue."""
    text = clean(command.text)
    found = judge(text, about_ours=says_its_topic(text, work.desk, work.roster))
    if found is None and judge(text, about_ours=True) is not None:  # it would count beside a dataset of ours
        return judge(text, about_ours=_names_a_dataset(work, text))
    return found


def _names_a_dataset(work: Work, text: str) -> bool:
    """Whether every word of some dataset's title stands in the text; titles of one word say too little."""
    return any(_named(hit, text, work) for hit in work.search.find(text, "datasets", LEADS))


def _named(hit: Hit, text: str, work: Work) -> bool:
    title = stems(hit.title, work.desk.language)
    return len(title) > 1 and set(title) <= set(stems(text, work.desk.language))


def answers(work: Work, command: Noticed) -> tuple[Hit, ...]:
    """What may be enough already: the answered question most alike, else a dataset that the words name."""
    text = clean(command.text)
    alike = tuple(hit for hit in work.search.answered(text, 1) if hit.alike >= ALIKE)
    return alike or tuple(hit for hit in work.search.find(text, "datasets", LEADS) if _named(hit, text, work))[:1]


def leads(work: Work, command: Offer) -> tuple[Hit, ...]:
    """The datasets that the words of the message point to, where a champion is asked."""
    draft = work.drafts.get(command.draft) if command.wants == "champion" else None
    return leads_for(work, draft.text) if draft else ()


def drafted(work: Work, command: Offer) -> Mapping[str, tuple[Span, ...]]:
    """What is seen in the words of the message, where a champion is asked."""
    draft = work.drafts.get(command.draft) if command.wants == "champion" else None
    return {draft.text: find(draft.text, work.desk.country)} if draft else {}


def noticed(scene: Scene, command: Noticed) -> Reply:
    """Keep the message as a draft of its author's, and offer help to them alone, in the language that they wrote."""
    work, person, text = scene.work, scene.person, clean(command.text)
    judged = _judged(work, command)
    if judged is None or not _is_watched(work, scene.request):
        return NOTHING
    hit = next(iter(scene.found), None)
    draft = work.drafts.add(_draft(scene, text, hit))  # two at a time wait here for one another: see the numbers
    if _is_too_much(work, scene.request, person.number) or not work.offers.make(
        scene.request.id, person.number, scene.request.at
    ):
        work.drafts.drop(draft.number)
        return NOTHING
    work.traces.keep(Trace(scene.request.id, person.identity.user, draft=draft.number, part=draft.id))
    return Reply(card=_offer(replace(scene, say=words(judged.language)), draft, hit, judged))


def _draft(scene: Scene, text: str, hit: Hit | None) -> Draft:
    """The message as a draft that becomes a question in the message's own thread. ``source`` names the message."""
    where, person, at = scene.request.where, scene.person.number, scene.request.at
    asked = hit.number if hit and hit.kind != "dataset" else 0
    return Draft(
        0, DraftKind.TRACK, person, text, at, where.room, thread=where.thread, question=asked, source=scene.request.id
    )


def _offer(scene: Scene, draft: Draft, hit: Hit | None, judged: Judgement) -> Card:
    say, days = scene.say, scene.work.desk.limits.offer_rest_days
    title = say("Would you like a data champion to look at your question?")
    this = button(say("This answers it"), Offer(draft.number, "answered"), hint=say("What is shown here answers it"))
    buttons = [
        button(say("Ask a champion"), Offer(draft.number, "champion"), "primary"),
        *([this] if hit else []),
        button(say("No"), Offer(draft.number, "no"), hint=say("No, and do not offer again")),
    ]
    why = say("I noticed “{asking}” and “{naming}”. Nothing is posted unless you say so.",
              asking=cut(judged.asking, 40), naming=cut(judged.naming, 40))  # fmt: skip
    rest = scene.say.many(
        "If you say no, I won't offer again for {count} day.",
        "If you say no, I won't offer again for {count} days.", days,
    )  # fmt: skip
    return Card(title, *_enough(scene, hit), Actions(*buttons), Note(f"{why} {rest}"))


def _enough(scene: Scene, hit: Hit | None) -> tuple[Part, ...]:
    """What may answer it already."""
    if hit is None:
        return ()
    if hit.kind != "dataset":
        return (Text(Bold(f"Q-{hit.number} · "), cut(one_line(hit.title), 120), ": ", cut(hit.text, _SHOWN)),)
    dataset = scene.work.catalog.dataset(hit.number)
    if dataset is None:
        return ()
    about = f": {cut(one_line(dataset.description), 160)}" if dataset.description else ""
    name, is_linked = cut(dataset.title, 150), 0 < len(dataset.page) < SHOWN_PAGE
    title = Link(name, dataset.page) if is_linked else Bold(name)
    return (Text(scene.say("This dataset may help: "), title, about),)


def offer(scene: Scene, command: Offer) -> Reply:
    """What its author wants: a champion (the preview, as ever), or no more."""
    draft, say = draft_of(scene, command.draft), scene.say
    if draft.used:
        return already(scene, draft)
    match command.wants:
        case "champion":
            longest = scene.work.desk.limits.question_length
            if len(draft.text) > longest:
                return too_long(scene, draft, longest)
            return previewed(scene, draft)
        case "answered":
            return _answered(scene, draft)
        case _:
            scene.work.offers.decline(draft.source, scene.request.at)
            scene.work.drafts.drop(draft.number)
            days = scene.work.desk.limits.offer_rest_days
            told = say.many(
                "All right. I won't offer again for {count} day. To ask any time: `/opendata ask`.",
                "All right. I won't offer again for {count} days. To ask any time: `/opendata ask`.", days,
            )  # fmt: skip
            return sentence(told)


def _answered(scene: Scene, draft: Draft) -> Reply:
    """What was offered was enough: an answer is shown whole, and counts as read from the library."""
    answer = _readable(scene, draft.question) if draft.question else None
    if answer is not None:
        scene.work.drafts.use(draft, draft.question)
        title = scene.say("Good. {id} answered it.", id=f"Q-{draft.question}")
        return Reply(card=Card(title, Text(cut(answer.text, 1_400))))
    scene.work.drafts.drop(draft.number)
    return sentence(scene.say("Good. Nothing is posted."))


def _readable(scene: Scene, number: int) -> Answer | None:
    question = scene.work.questions.get(number)
    if question is None or question.is_private or not may_see(scene.person, question):
        return None
    return scene.work.questions.answer(number)
