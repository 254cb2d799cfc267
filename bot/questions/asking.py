"""Asking: from the first word to a question with a number (interaction.md, sections 2.2, 3.1 and 4.1)."""

from dataclasses import replace

from bot.engine.ports import Work
from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.enough import said_enough, titled
from bot.questions.forms import draft_of, use_draft
from bot.questions.guide import says_its_topic
from bot.questions.model import Draft, DraftKind, Share, State
from bot.questions.moderation import holding, limits, pointing
from bot.questions.naming import asked_back, subject_of
from bot.questions.personal import cannot_go_public, seen_in
from bot.questions.previews import question_preview, similar_first
from bot.questions.search import Hit
from bot.questions.speaking import may_speak
from bot.questions.submitting import offered, submitted, thanks
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Text
from bot.speech.forms import FieldError
from bot.speech.plain import clean, cut
from bot.speech.reply import Reply

ALIKE = 70  # token_set_ratio, 0 to 100: below it a "similar" answer is a nuisance (judgement)
SIMILAR = 3
LEADS = 5


def similar(work: Work, command: q.Ask) -> tuple[Hit, ...]:
    """What may be enough already: answered questions that are alike, and datasets that are named; then the datasets
    that the words only point to."""
    if not command.text:
        return ()
    answered = tuple(hit for hit in work.search.answered(command.text, SIMILAR) if hit.alike >= ALIKE)
    return (*answered, *titled(work, command.text, SIMILAR), *leads_for(work, command.text))


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
    if (pointer := pointing.pointed(scene, draft)) is not None:
        return pointer
    alike = [hit for hit in scene.found if hit.kind != "dataset" and (hit.kind, hit.number) != ("title", draft.dataset)]
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
    return Reply(card=Card(said_enough(draft, scene.say), Actions(ask_again)))


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
    card = question_preview(draft, title, found, room, share, promise, scene.say, seen, may_speak(scene, draft))
    return Reply(card=card)


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
    """The draft is posted, unless its author has asked as much as anybody may (E-LIMIT), or just this, just now. What a
    person has to look at first is held."""
    scene.work.people.one_at_a_time(scene.person.number)  # two drafts posted at once are counted one after the other
    pace = limits.pace_of(scene)
    if (same_again := limits.asked_just_now(scene, draft, pace)) is not None:
        use_draft(scene, draft, same_again.number)
        return limits.merged(scene, same_again)
    if (stopped := limits.over(scene, draft, pace, command)) is not None:
        return stopped
    why = holding.why_held(scene, draft.text, pace)
    question = submitted(scene, draft, share, State.HELD if why else None)
    scene.work.traces.became(draft.number, question.number, "text")
    use_draft(scene, draft, question.number)
    if why is None:
        return thanks(scene, question)
    holding.tell_coordinators(scene.work, question, why, scene.request.at)
    return holding.held_reply(scene, question, why)


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
