"""Hearing: what adapters notice, and what comes of it (interaction.md, sections 2.5 and 5.2)."""

from dataclasses import replace

from bot.engine.app import question_at
from bot.engine.remembering import Trace
from bot.engine.request import Place
from bot.engine.scene import Scene
from bot.engine.slots import Slot
from bot.questions import commands as q
from bot.questions import minding
from bot.questions.answering import previewed as answer_previewed
from bot.questions.asking import already, one_more, too_long
from bot.questions.asking import unclear as asked_whether
from bot.questions.board import hang_line, refresh
from bot.questions.following import reopen
from bot.questions.forms import draft_of
from bot.questions.model import OWNED, CloseReason, Draft, DraftKind, Question, Share, State
from bot.questions.moderation.holding import needs_a_person, words_to_read
from bot.questions.moderation.pointing import reminded
from bot.questions.moves import Role, move
from bot.questions.moving import act, may_see, question_of, roles_of
from bot.questions.personal import copied, with_word_on_mask
from bot.questions.timers import wound
from bot.questions.views import button
from bot.speech.cards import Actions, Button, Card, Text
from bot.speech.plain import clean, cut
from bot.speech.reply import NOTHING, Reply, sentence
from bot.speech.words import Words, words


def heard(scene: Scene, command: q.Heard) -> Reply:
    """A plain message in a question's thread: the asker's goes on the record, the champion's first is asked about."""
    question = _here(scene)
    if question is None:
        return NOTHING
    roles, text = roles_of(scene.person, question), clean(command.text)
    if Role.ASKER in roles:
        return _overheard(scene, question, text) if text else _unreadable(scene, question)
    if text and Role.OWNER in roles and question.state in OWNED:
        return _from_owner(scene, question, text)
    return NOTHING


def _here(scene: Scene) -> Question | None:
    """The question in whose public thread this was said; the champions' room is theirs alone."""
    name = scene.work.slots.subject_at(scene.request.where) or ""
    if not name.endswith("/card"):
        return None
    number = question_at(scene.request.where, scene.work)
    return scene.work.questions.get(number) if number else None


def _overheard(scene: Scene, question: Question, text: str) -> Reply:
    """Public already, so it is not kept back; our copies leave out what nobody should read."""
    copy = copied(scene, text)
    if needs_a_person(scene, text):
        words_to_read(scene.work, question, text, scene.request.at)
    return with_word_on_mask(_from_asker(scene, question, copy), text, copy, scene.say)


def _from_asker(scene: Scene, question: Question, text: str) -> Reply:
    say, number = scene.say, question.number
    kept = text[: scene.work.desk.limits.question_length]
    match question.state:
        case State.WAITING_ASKER:
            act(scene, question, "asker_reply", note=kept, heard=True)
            return NOTHING
        case State.ANSWERED:
            act(scene, question, "add_detail", note=kept, heard=True)
            title = say("Is {id} not solved yet, or was that just a comment?", id=question.id)
            return _asked(title, button(say("Not yet"), q.NotYet(number)), scene, number)
        case State.CLOSED if question.close_reason == CloseReason.ASKER_SILENT:
            reopen(scene, q.Reopen(number, kept))  # as we said that we would
        case State.SOLVED | State.CLOSED:
            title = say("Is this still open? {id} was closed.", id=question.id)
            return _asked(title, button(say("Reopen"), q.Reopen(number)), scene, number)
        case state if state in (*OWNED, State.OFFERED, State.UNROUTED):
            act(scene, question, "add_detail", note=kept, heard=True)
    return NOTHING


def _unreadable(scene: Scene, question: Question) -> Reply:
    """A platform that hides plain words: that somebody spoke is all that is known. They are told once for each
    question, in its thread, how to be read; where it is over, they may open it again as ever."""
    if question.state in (State.SOLVED, State.CLOSED):
        reply = _from_asker(scene, question, "")
        question = scene.work.questions.get(question.number) or question
        if not question.is_open:
            return reply
    say, room = words(question.asker.language), scene.request.where.room
    told = say("I can't read plain messages here. To add something to {id}, press Add detail.", id=question.id)
    add = button(say("Add detail"), q.Tell(question.number), hint=say("Add detail to {id}", id=question.id))
    for card in scene.work.slots.hanging(question.id):
        if card.name == f"{question.id}/card" and card.place.room == room and question.is_open:
            hang_line(scene.work, question, "pointer", "card", card.place, Card(told, Actions(add)))
    return NOTHING


def _asked(title: str, first: Button, scene: Scene, number: int) -> Reply:
    return Reply(card=Card(title, Actions(first, button(scene.say("Just a comment"), q.JustAComment(number)))))


def unclear(scene: Scene, command: q.Unclear) -> Reply:
    """Words that are no command. In the thread where their question waits for them they are the reply; so they are
    under the card in the asker's direct messages, where nobody has to mention us."""
    name = scene.work.slots.subject_at(scene.request.where) or ""
    number = question_at(scene.request.where, scene.work)
    question = scene.work.questions.get(number) if number else None
    if question is None or question.asker.number != scene.person.number:
        return asked_whether(scene, command)
    if name.endswith("/asker"):
        return minding.said(scene, q.Tell(number, command.text))
    if name.endswith("/card") and question.state is State.WAITING_ASKER:
        return _overheard(scene, question, clean(command.text))
    return asked_whether(scene, command)


def _from_owner(scene: Scene, question: Question, text: str) -> Reply:
    """The claimer's reply may be the answer; they are asked once, and a button on the card serves for later ones."""
    draft = _answer_draft(scene, question, text)
    _remember_message(scene, draft, scene.request.id, scene.request.who.identity.user)
    if question.replied:  # they were asked once; the card has a button for whatever they say last
        return NOTHING
    _remember_asked(scene, question)
    say = scene.say
    actions = Actions(
        button(say("This is the answer"), q.PostAnswer(draft.number), "primary"),
        button(say("Just a comment"), q.JustAComment(question.number)),
    )
    return Reply(card=Card(say("Is this your answer to {id}?", id=question.id), Text(cut(text, 1_200)), actions))


def _answer_draft(scene: Scene, question: Question, text: str) -> Draft:
    return scene.work.drafts.add(
        Draft(
            0, DraftKind.ANSWER, scene.person.number, text, scene.request.at, scene.request.where,
            question=question.number, dataset=question.dataset,
        )
    )  # fmt: skip


def _remember_message(scene: Scene, draft: Draft, message: str, author: str) -> None:
    """Which message a draft came from: whoever edits or deletes it changes the draft, and what becomes of it."""
    if message:
        scene.work.traces.keep(Trace(message, author.lstrip("@"), draft=draft.number, part=draft.id))


def _remember_asked(scene: Scene, question: Question) -> None:
    """One line of history, so that the prompt comes once; the card gets the button that marks later ones."""
    changed, entry = move(question, "asked_answer", scene.person.number, {Role.OWNER}, scene.request.at)
    refresh(scene.work, scene.work.questions.save(wound(changed, scene.work), entry))


def mark_last(scene: Scene, command: q.MarkLast) -> Reply:
    """ "Mark last reply as answer", which only does something for whoever looks after the question."""
    question, say = question_of(scene, command.question), scene.say
    if question.owner != scene.person.number:
        raise scene.refuse(
            "Only whoever looks after {id} can mark their reply as the answer.", "E-ROLE", id=question.id
        )
    draft = scene.work.drafts.newest(scene.person.number, DraftKind.ANSWER, question.number)
    if draft is None:
        answer = button(say("Answer"), q.WriteAnswer(question.number), "primary", say("Answer {id}", id=question.id))
        none = say("I have no reply of yours in {id} from the last day.", id=question.id)
        return Reply(card=Card(none, Actions(answer)))
    return answer_previewed(scene, draft, question)


def mark_answer(scene: Scene, command: q.MarkAnswer) -> Reply:
    """Message menu "Mark as the answer": the champion's own words become the answer, the asker's pick solves it."""
    question = _here(scene)
    if question is None or not may_see(scene.person, question):
        raise scene.refuse("This message is not in the thread of a question, so there is nothing to answer.")
    roles, text = roles_of(scene.person, question), clean(command.text)
    if not text:
        raise scene.refuse("This message has no words, so it cannot be the answer.")
    if Role.OWNER in roles or Role.CHAMPION in roles:
        draft = _answer_draft(scene, question, text)
        _remember_message(scene, draft, command.message, command.author)
        return answer_previewed(scene, draft, question)
    if Role.ASKER in roles:
        return _solved_by_community(scene, question, command, text)
    raise scene.refuse("Only the person who asked {id}, or a champion, can mark the answer.", "E-ROLE", id=question.id)


def _solved_by_community(scene: Scene, question: Question, command: q.MarkAnswer, text: str) -> Reply:
    """A neighbour's reply solved it; the card says that this is no official answer."""
    say, told, author = scene.say, words(question.asker.language), command.author.lstrip("@")
    helper = scene.work.people.known(replace(scene.person.identity, user=author))
    seen = helper and (helper.number != question.asker.number or question.share is Share.NAMED)
    name = helper.name if helper and seen and helper.name else told("a community member")
    note = copied(scene, text)[:1_500]
    changed = act(scene, question, "confirm_community", note=note, solved_by=name)
    if command.message:
        scene.work.traces.keep(Trace(command.message, author, question.number, part=f"note/{changed.entries}"))
    return sentence(say("{id} is solved by a community reply. Thank you both.", id=question.id))


def track(scene: Scene, command: q.Track) -> Reply:
    """Message menu "Track as data question": its author decides; somebody else's message is only offered to them."""
    say, text = scene.say, clean(command.text)
    if not text:
        raise scene.refuse("This message has no words, so there is nothing to ask.")
    if question_at(scene.request.where, scene.work):
        raise scene.refuse("This is already part of a question.")
    author = replace(scene.request.who, identity=replace(scene.person.identity, user=command.author.lstrip("@")))
    mine = author.identity.user == scene.person.identity.user
    person = scene.person if mine else scene.work.people.caller(replace(author, name="", locale=""), scene.request.at)
    where = scene.request.where
    thanks = say("Thank you. We ask whoever wrote it first. Nothing is posted before they say yes.")
    if not mine and not _may_ask(scene, command.message, person.number):
        return sentence(thanks)
    draft = scene.work.drafts.add(
        Draft(0, DraftKind.TRACK, person.number, text, scene.request.at, where.room, thread=where.thread)
    )
    _remember_message(scene, draft, command.message, command.author)
    if mine:
        return Reply(card=_consent(draft, say("Track your message as a data question?"), say, text))
    told = words(person.language)
    if person.messages == "none":
        raise scene.refuse("Whoever wrote this wants no messages from us, so we do not ask them.")
    who = scene.person.name or told("Somebody")
    title = told("{who} thinks a champion could answer this. Track it?", who=who)
    only_you = Place(where.platform, where.team, where.channel, person=author.identity.user)
    scene.work.slots.hang(Slot(f"{draft.id}/consent", only_you, _consent(draft, title, told, text), once=True))
    return sentence(thanks)


def _may_ask(scene: Scene, message: str, author: int) -> bool:
    """Whether the author of a message was never asked about it: however many point to it, and whatever they said,
    they are asked once."""
    return not message or scene.work.offers.track(message, author, scene.request.at)


def _consent(draft: Draft, title: str, say: Words, text: str) -> Card:
    actions = Actions(
        button(say("Yes"), q.Agree(draft.number, Share.NAMED), "primary", say("Track it with my name")),
        button(say("Yes, without my name"), q.Agree(draft.number, Share.UNNAMED)),
        button(say("No"), q.Agree(draft.number, "no"), hint=say("Do not track it")),
    )
    return Card(title, Text(say("“{text}”", text=cut(text, 1_200))), actions)


def agree(scene: Scene, command: q.Agree) -> Reply:
    """The author's own word: yes makes it a question in that thread, no throws it away."""
    draft, say = draft_of(scene, command.draft), scene.say
    if draft.used:
        return already(scene, draft)
    # The offer repeats the words; whatever the author says, it has done its work.
    scene.work.slots.take_down(f"{draft.id}/consent")
    if command.share not in (Share.NAMED, Share.UNNAMED, Share.PRIVATE):
        scene.work.drafts.drop(draft.number)
        return sentence(say("All right. Nothing is posted."))
    longest = scene.work.desk.limits.question_length
    if len(draft.text) > longest:
        return too_long(scene, draft, longest)
    if command.share == Share.PRIVATE:
        return one_more(scene, draft, Share.PRIVATE, command)
    copy = copied(scene, draft.text)
    reply = one_more(scene, replace(draft, text=copy), Share(command.share), command)
    reply = reminded(scene, draft, reply)
    return with_word_on_mask(reply, draft.text, copy, say)
