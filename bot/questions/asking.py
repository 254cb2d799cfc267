"""Asking: from the first word to a question with a number (interaction.md, sections 2.2, 3.1 and 4.1)."""

from dataclasses import replace
from typing import Any

from bot.catalog.model import Dataset
from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.people.model import Champion
from bot.questions import commands as q
from bot.questions.board import show
from bot.questions.forms import draft_of, use_draft
from bot.questions.guide import same, says_its_topic
from bot.questions.model import Asker, Draft, DraftKind, Question, Share, State
from bot.questions.moves import Role, move
from bot.questions.moving import may_see
from bot.questions.naming import asked_back, subject_of
from bot.questions.personal import cannot_go_public, seen_in
from bot.questions.previews import question_preview, similar_first
from bot.questions.routing import Matter, Offer, best_offer
from bot.questions.search import Hit
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut
from bot.speech.reply import Reply
from bot.speech.words import Words, words

ALIKE = 70  # token_set_ratio, 0 to 100: below it a "similar" answer is a nuisance (judgement)
SIMILAR = 3
LEADS = 5


def similar(work: Work, command: q.Ask) -> tuple[Hit, ...]:
    """What may be enough already: answered questions that are alike, and datasets whose words match."""
    if not command.text:
        return ()
    answered = tuple(hit for hit in work.search.answered(command.text, SIMILAR) if hit.alike >= ALIKE)
    return answered + leads_for(work, command.text)


def leads(work: Work, command: q.Post | q.Preview | q.Edit) -> tuple[Hit, ...]:
    """The datasets that the words of a draft point to."""
    draft = work.drafts.get(command.draft)
    text = getattr(command, "text", "") or (draft.text if draft else "")
    return leads_for(work, text)


def leads_for(work: Work, text: str) -> tuple[Hit, ...]:
    """Datasets as weak evidence, looked for only where the words themselves name no topic."""
    if not text or says_its_topic(text, work.desk, work.roster):
        return ()
    return work.search.find(text, "datasets", LEADS)


def ask(scene: Scene, command: q.Ask) -> Reply:
    """Keep the words as a draft and show them to their author: nothing is public before they say so."""
    subject = subject_of(scene, command.dataset, command.topic)
    draft = scene.work.drafts.add(
        Draft(
            0, DraftKind.QUESTION, scene.person.number, clean(command.text), scene.request.at,
            scene.request.where, dataset=subject.dataset, share=command.share,
            topic=subject.topic, deadline=command.deadline,
        )
    )  # fmt: skip
    return asked_back(draft, subject, scene.say) if subject.trouble else looked_at(scene, draft)


def looked_at(scene: Scene, draft: Draft) -> Reply:
    """A draft's next step: shorten it, see answers that are alike, or see the preview."""
    longest = scene.work.desk.limits.question_length
    if len(draft.text) > longest:
        return too_long(scene, draft, longest)
    alike = tuple(hit for hit in scene.found if hit.kind != "dataset")
    if alike:
        return Reply(card=similar_first(draft, alike[:SIMILAR], scene.say))
    return previewed(scene, draft)


def too_long(scene: Scene, draft: Draft, longest: int) -> Reply:
    """The text is kept in the draft; its author is asked to make it shorter."""
    say = scene.say
    told = say(
        "Your question has {length} characters. Please shorten it to {longest}. Nothing is lost: your text is kept.",
        length=len(draft.text), longest=longest,
    )  # fmt: skip
    actions = Actions(
        button(say("Edit"), q.Edit(draft.number), "primary"), button(say("Cancel"), q.Cancel(draft.number))
    )
    return Reply(card=Card(told, actions), errors=(FieldError("text", told),))


def preview(scene: Scene, command: q.Preview) -> Reply:
    """ "None of these", or the dataset that was picked: the draft as it would be posted."""
    draft = draft_of(scene, command.draft)
    if draft.used:
        return already(scene, draft)
    subject = subject_of(scene, command.dataset)
    if subject.dataset:
        draft = replace(draft, dataset=subject.dataset)
        scene.work.drafts.save(draft)
    return asked_back(draft, subject, scene.say) if subject.trouble else previewed(scene, draft)


def already(scene: Scene, draft: Draft) -> Reply:
    """A draft that has become a question, or that an answer made needless, is not shown again."""
    question = scene.work.questions.get(draft.used)
    if question is not None and question.asker.number == scene.person.number:
        return thanks(scene, question)
    ask_again = button(scene.say("Ask"), q.Ask(), "primary")
    return Reply(card=Card(scene.say("You said that Q-{number} answers it.", number=draft.used), Actions(ask_again)))


def previewed(scene: Scene, draft: Draft) -> Reply:
    """The draft as it would be posted, with where it goes and the choice of how to be seen."""
    work, desk = scene.work, scene.work.desk
    dataset = work.catalog.dataset(draft.dataset) if draft.dataset else None
    found = offered(scene, draft, dataset)
    days = desk.promise_days
    promise = scene.say.many("within {count} working day", "within {count} working days", days)
    name = desk.channel(scene.request.where.platform, "ask")
    room = f"#{name}" if name else ""
    if draft.thread:
        room = scene.say("under your message")
    share = draft.share or desk.share_default
    seen = () if share == Share.PRIVATE else seen_in(scene, draft.text)
    title = dataset.title if dataset else ""
    card = question_preview(draft, title, found, room, share, promise, scene.say, seen)
    return Reply(card=card)


def offered(scene: Scene, draft: Draft, dataset: Dataset | None) -> Offer:
    """Whom the draft would be offered to."""
    work, at = scene.work, scene.request.at
    found = tuple(hit for hit in scene.found if hit.kind == "dataset")
    matter = Matter(draft.text, scene.person.language, dataset, draft.topic, found)
    return best_offer(
        matter, work.desk, work.roster, work.desk.calendar, work.questions.loads(), at, (scene.person.number,)
    )


def edit(scene: Scene, command: q.Edit) -> Reply:
    """Take the changed words into the draft and show it again."""
    draft = draft_of(scene, command.draft)
    if draft.used:
        return already(scene, draft)
    subject = subject_of(scene, command.dataset)
    changed = replace(draft, text=clean(command.text), dataset=subject.dataset)
    scene.work.drafts.save(changed)
    return asked_back(changed, subject, scene.say) if subject.trouble else looked_at(scene, changed)


def cancel(scene: Scene, command: q.Cancel) -> Reply:
    """Nothing is posted; the draft stays for a day."""
    draft, say = draft_of(scene, command.draft), scene.say
    if draft.used:
        return already(scene, draft)
    again = button(say("Resume draft"), q.Preview(draft.number), "primary")
    return Reply(card=Card(say("Not posted. Your draft is kept for 24 hours."), Actions(again)))


def helped(scene: Scene, command: q.Helped) -> Reply:
    """ "This answers it": the draft is done, and the answer is shown whole."""
    draft, say = draft_of(scene, command.draft), scene.say
    answer = scene.work.questions.answer(command.question)
    question = scene.work.questions.get(command.question)
    if answer is None or question is None or question.is_private or not may_see(scene.person, question):
        raise scene.refuse("That answer is no longer there. Choose “None of these” to go on.", "E-NOTFOUND")
    if not draft.used:
        use_draft(scene, draft, command.question)
    title = say("Good. {id} answered it.", id=question.id)
    return Reply(card=Card(title, Text(cut(answer.text, 1_400))))


def post(scene: Scene, command: q.Post) -> Reply:
    """The draft becomes a question: it gets its number, is offered to somebody, and appears where it should."""
    draft = draft_of(scene, command.draft)
    if draft.used:
        return already(scene, draft)
    longest = scene.work.desk.limits.question_length
    if len(draft.text) > longest:
        return too_long(scene, draft, longest)
    meant = draft.share or scene.work.desk.share_default
    share = Share(command.share or meant)
    seen = () if share is Share.PRIVATE else seen_in(scene, draft.text)
    if cannot_go_public(seen) or (seen and meant == Share.PRIVATE):  # what was to be private was not warned of
        changed = replace(draft, share=share)
        scene.work.drafts.save(changed)
        return previewed(scene, changed)
    return one_more(scene, draft, share, command)


def one_more(scene: Scene, draft: Draft, share: Share, command: q.Post | q.Agree) -> Reply:
    """The draft is posted, unless its author has as many open questions as anybody may have (E-LIMIT)."""
    say, limit = scene.say, scene.work.desk.limits.open
    scene.work.people.one_at_a_time(scene.person.number)  # two drafts posted at once are counted one after the other
    if scene.work.questions.open_asked_by(scene.person.number) >= limit:
        told = say(
            "You have {limit} open questions. That is the limit, so everyone gets a turn. You can ask again when one "
            "is answered, or withdraw one. Your draft is kept for 24 hours.", limit=limit,
        )  # fmt: skip
        return Reply(
            card=Card(told, Actions(button(say("Try again"), command), button(say("Cancel"), q.Cancel(draft.number))))
        )
    question = submitted(scene, draft, share)
    scene.work.traces.became(draft.number, question.number, "text")
    use_draft(scene, draft, question.number)
    return thanks(scene, question)


def submitted(scene: Scene, draft: Draft, share: Share) -> Question:
    """Give the draft its number and its first offer, and hang its cards."""
    work, person, at = scene.work, scene.person, scene.request.at
    dataset = work.catalog.dataset(draft.dataset) if draft.dataset else None
    found = offered(scene, draft, dataset)
    account = person.identity
    asker = Asker(person.number, person.name, person.language, account.platform, account.team, account.user)
    promised = work.desk.calendar.add_working_days(at, work.desk.promise_days)
    fresh = Question(
        0, draft.text, asker, share, replace(draft.where, thread=draft.thread, person=""), at, at,
        language=person.language, dataset=draft.dataset, dataset_title=dataset.title if dataset else "",
        topic=draft.topic or found.topic, deadline=draft.deadline, promised=promised,
        **chosen(work, found),
    )  # fmt: skip
    to = State.OFFERED if found.first else State.UNROUTED
    question, entry = move(fresh, "submit", person.number, {Role.ASKER}, at, to=to)
    entry = replace(entry, platform=account.platform)
    saved = work.questions.add(wound(question, work), entry)
    show(work, saved, replace(entry, question=saved.number))
    return saved


def chosen(work: Work, found: Offer) -> dict[str, Any]:
    """The fields that an offer sets; the reason is kept in the desk's language."""
    if found.first is None:
        return {"offered_to": 0, "backup": 0, "why": ""}
    why = found.first.why(words(work.desk.language))
    return {
        "offered_to": found.first.champion.number,
        "backup": found.backup.number if found.backup else 0,
        "why": why,
    }


def thanks(scene: Scene, question: Question) -> Reply:
    """ "Got it": the number, who looks after it, and when they hear from us (interaction.md, section 8)."""
    say, roster, at = scene.say, scene.work.roster, scene.request.at
    name = scene.person.name
    title = say("Thank you, {name}. Your question is {id}.", name=name, id=question.id) if name else say(
        "Thank you. Your question is {id}.", id=question.id
    )  # fmt: skip
    day = say.day(question.promised) if question.promised else ""
    if question.state is State.UNROUTED:
        coordinators = roster.coordinators
        who = coordinators[0].public_name if coordinators else say("A coordinator")
        next_step = say(
            "We have not found the right person yet. That is on us. {who} is looking. Next news by {day}.",
            who=who, day=day,
        )  # fmt: skip
    else:
        next_step = _first(question, roster.get(question.offered_to), say)
        promise = say("You will hear from us by {day}.", day=day)
        next_step = f"{next_step} {promise}"
    closed = "" if scene.work.desk.calendar.is_open(at) else say(
        "We are closed until {when}. Your question is safe.",
        when=say.moment(scene.work.desk.calendar.next_open(at), scene.work.desk.timezone),
    )  # fmt: skip
    status = button(say("Where it stands"), q.Status(question.number))
    return Reply(card=Card(title, Text(next_step), *([Text(closed)] if closed else []), Actions(status)))


def _first(question: Question, champion: Champion | None, say: Words) -> str:
    """Who was asked first, and that they look after the topic where they really do."""
    name = champion.public_name if champion else say("A champion")
    if champion and any(same(topic, question.topic) for topic in champion.topics):
        return say("{champion} looks after {about}.", champion=name, about=cut(question.topic, 100))
    return say("{champion} was asked first.", champion=name)


def unclear(scene: Scene, command: q.Unclear) -> Reply:
    """Words that are no command are never posted: their author is asked whether they are a question."""
    say, text = scene.say, clean(command.text)
    where = scene.request.where
    draft = scene.work.drafts.add(Draft(0, DraftKind.QUESTION, scene.person.number, text, scene.request.at, where))
    shown = Text(say("“{text}”", text=cut(text, 1_200)))
    actions = Actions(
        button(say("Ask this question"), q.Preview(draft.number), "primary"),
        button(say("Search instead"), q.LookUp(draft.number)),
        button(say("Cancel"), q.Cancel(draft.number)),
    )
    return Reply(card=Card(say("Do you want to ask this?"), shown, actions))
