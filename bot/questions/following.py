"""Following up: what askers do with a question that they have asked (interaction.md, sections 2.2 and 4.3)."""

from bot.engine.scene import Scene
from bot.questions import commands as q
from bot.questions.board import NOT_DIRECTLY
from bot.questions.championing import is_full
from bot.questions.drawing import facets_of
from bot.questions.duplicates import set_free
from bot.questions.keeping_up import closed_messages, follow_lines
from bot.questions.model import CloseReason, Draft, DraftKind, Question, State
from bot.questions.moderation.holding import needs_a_person, read_first, words_to_read
from bot.questions.moves import Role
from bot.questions.moving import PING_PONG, account_named, act, has_left, may_see, question_of, roles_of
from bot.questions.needs import need
from bot.questions.passing import reoffered
from bot.questions.personal import seen_in
from bot.questions.taking_back import take_back
from bot.questions.views import asker_card, button, public_card
from bot.questions.wording import STATE_FOR_ASKER, heading, next_move
from bot.speech.cards import Actions, Button, Card, Part, Text, fitting
from bot.speech.forms import FieldError
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply, sentence
from bot.speech.words import mark, words

SHOWN = 5


def status(scene: Scene, command: q.Status) -> Reply:
    """One question, or all of the person's own."""
    if command.question:
        return _one(scene, question_of(scene, command.question))
    return _own(scene)


def _one(scene: Scene, question: Question) -> Reply:
    facets = facets_of(scene.work, question)
    if question.asker.number == scene.person.number:
        return Reply(card=asker_card(question, facets, scene.say, scene.work.desk.timezone))
    return Reply(card=public_card(question, facets, scene.say))


def _own(scene: Scene) -> Reply:
    say, work, person = scene.say, scene.work, scene.person
    opened = work.questions.asked_by(person.number, open=True, limit=SHOWN)
    closed = work.questions.asked_by(person.number, open=False, limit=SHOWN)
    draft = work.drafts.newest(person.number, DraftKind.QUESTION)
    buttons = [button(say("Resume draft"), q.Preview(draft.number))] if draft else []
    follows = [Text(each) for each in follow_lines(scene)]
    corrected = [*_corrected(scene), *_projects(scene)]
    if not (opened or closed or follows or corrected):
        title = say("You have not asked anything yet.")
        return Reply(card=Card(title, Actions(button(say("Ask"), q.Ask(), "primary"), *buttons)))
    parts: list[Part] = [Text(_line(scene, each)) for each in (*opened, *closed)]
    parts += corrected
    parts += [*([Text(say("You follow:")), *follows] if follows else []), *closed_messages(scene)]
    shown: list[Button] = [
        button(each.id, q.Status(each.number), hint=say("Show {id}", id=each.id)) for each in opened[:4]
    ]
    title = say.many("You have {count} open question.", "You have {count} open questions.", len(opened))
    actions = [Actions(*(shown + buttons)[:5])] if shown or buttons else []
    return Reply(card=Card(title, *fitting(parts, *actions, title=title), *actions))


def _projects(scene: Scene) -> list[Text]:
    """Where those read of their projects whom we do not write to."""
    person, work = scene.person, scene.work
    unwritten = person.messages in NOT_DIRECTLY and work.projects.by(person.number)
    return [Text(scene.say("Where your projects stand: `/opendata projects`."))] if unwritten else []


def _corrected(scene: Scene) -> list[Text]:
    """The answers that helped them and were put right since."""
    numbers = scene.work.voices.corrected(scene.person.number)[-SHOWN:]
    ids = ", ".join(f"Q-{each}" for each in numbers)
    return [Text(scene.say("Corrected since you found it helpful: {ids}.", ids=ids))] if numbers else []


def _line(scene: Scene, question: Question) -> str:
    line = heading(question, STATE_FOR_ASKER, scene.work.roster, scene.say)
    return f"{line}: “{cut(one_line(question.text), 80)}”"


def tell(scene: Scene, command: q.Tell) -> Reply:
    """The asker adds something; a question that waits for them goes on, a closed one offers to be reopened."""
    question, say = question_of(scene, command.question), scene.say
    text = clean(command.text)
    _only_asker(scene, question)
    longest = scene.work.desk.limits.question_length
    if len(text) > longest:
        told = say("That has {length} characters. Please shorten it to {longest}.", length=len(text), longest=longest)
        return Reply(card=Card(told, Text(cut(text, 1_500))), errors=(FieldError("text", told),))
    if question.state is State.CLOSED and question.close_reason == CloseReason.ASKER_SILENT:
        return reopen(scene, q.Reopen(question.number, text))
    if question.state in (State.SOLVED, State.CLOSED):
        return _offer_reopening(scene, question)
    if needs_a_person(scene, text):
        return _read_by_a_person(scene, question, text)
    verb = "asker_reply" if question.state is State.WAITING_ASKER else "add_detail"
    changed = act(scene, question, verb, note=text)
    return sentence(say("Thank you. We added this to {id}.", id=changed.id), next_move(changed, scene.work.roster, say))


def _read_by_a_person(scene: Scene, question: Question, text: str) -> Reply:
    """Words of danger go to the coordinators at once, and nowhere else; whoever wrote them keeps them as a draft."""
    source = write(q.Tell(question.number))
    scene.work.drafts.add(
        Draft(
            0, DraftKind.SAID, scene.person.number, text, scene.request.at, scene.request.where,
            question=question.number, source=source,
        )
    )  # fmt: skip
    words_to_read(scene.work, question, text, scene.request.at)
    return read_first(scene, question)


def _only_asker(scene: Scene, question: Question) -> None:
    if question.asker.number != scene.person.number:
        raise scene.refuse("Only the person who asked {id} can do this.", "E-ROLE", id=question.id)


def _offer_reopening(scene: Scene, question: Question) -> Reply:
    say = scene.say
    state = heading(question, STATE_FOR_ASKER, scene.work.roster, say)
    again = button(say("Reopen"), q.Reopen(question.number), "primary")
    return Reply(card=Card(say("{state}. Do you want to open it again?", state=state), Actions(again)))


def solved(scene: Scene, command: q.Solved) -> Reply:
    """Confirmed by the asker, or marked softly by the champion who looks after it. Saying it twice changes nothing."""
    question, say = question_of(scene, command.question), scene.say
    if question.state is State.SOLVED:
        return sentence(say("{id} is already solved. Thank you.", id=question.id))
    roles = roles_of(scene.person, question)
    act(scene, question, "confirm", roles=roles, solved_by=_helper(scene, question, command.helped_by))
    if Role.ASKER in roles:
        return sentence(say("Good to hear. {id} is solved.", id=question.id))
    return sentence(say("{id} is marked as solved. The person who asked can reopen it.", id=question.id))


def _helper(scene: Scene, question: Question, said: str) -> str:
    """Who helped, as the card names them: by their name, never by their account's id. Words that nobody may read, of
    somebody who is muted or with personal data in them, name nobody."""
    someone = words(question.asker.language)("a community member")
    if not said.startswith("@"):
        shown = one_line(clean(said))[:80]
        unfit = shown and (scene.person.is_muted(scene.request.at) or seen_in(scene, shown))
        return someone if unfit else shown
    person = account_named(scene, said)
    name = person.champion.public_name if person and person.champion else person.name if person else ""
    return name or someone


def reopen(scene: Scene, command: q.Reopen) -> Reply:
    """Taken up again: by its champion if they are still there, else by the queue. Whoever has enough already is asked
    for it first, and not handed it."""
    question, say = question_of(scene, command.question), scene.say
    note, owner = clean(command.text)[:1_500], question.owner
    if has_left(scene, owner):
        changed = reoffered(scene, question, "reopen", note, (owner,))
    elif owner and is_full(scene, owner):
        changed = act(scene, question, "reopen", to=State.OFFERED, note=note, offered_to=owner)
    else:
        held = owner and scene.work.roster.get(owner) is not None
        changed = act(scene, question, "reopen", to=State.CLAIMED if held else State.OFFERED, note=note)
    if needs_a_person(scene, note):
        words_to_read(scene.work, changed, note, scene.request.at)
    if changed.reopened >= PING_PONG:
        times = changed.reopened
        need(scene.work, changed, scene.request.at, lambda say: say("it was reopened {count} times.", count=times))
    return sentence(say("{id} is open again.", id=changed.id), next_move(changed, scene.work.roster, say))


def withdraw(scene: Scene, command: q.Withdraw) -> Reply:
    """The asker takes their words back. What was answered may stay for others, without words and name."""
    question, say = question_of(scene, command.question), scene.say
    _only_asker(scene, question)
    if question.state is State.WITHDRAWN:
        return sentence(say("{id} was already withdrawn.", id=question.id))
    if question.erased and command.keep == "answer":
        return sentence(say("Your words and name are gone from {id}. The answer stays for others.", id=question.id))
    answered = question.state in (State.ANSWERED, State.SOLVED)
    if answered and not command.keep:
        return _keep_or_not(scene, question)
    keep = answered and command.keep == "answer"
    scene.work.questions.redact(question.number)
    to = State.SOLVED if keep else State.WITHDRAWN
    # The words are gone from the database before the cards are drawn again, so no copy of them is hung.
    # Who helped is in the asker's words too, but for where nobody of the desk answered: then the card says so by it.
    helper = "" if scene.work.questions.answer(question.number) else question.solved_by
    changed = act(scene, _without_words(question), "withdraw", to=to, erased=True, solved_by=helper)
    take_back(scene.work, changed, mark("Taken back by the person who asked."), keep=keep)
    if not keep:
        set_free(scene, changed)
    if keep:
        return sentence(say("Your words and name are gone from {id}. The answer stays for others.", id=question.id))
    return sentence(say("{id} is withdrawn. Your words are gone from what we posted.", id=question.id))


def _without_words(question: Question) -> Question:
    return question.but(text="")


def _keep_or_not(scene: Scene, question: Question) -> Reply:
    say, number = scene.say, question.number
    title = say("{id} is already answered. Keep the answer for others, without your words or name?", id=question.id)
    actions = Actions(
        button(say("Keep answer"), q.Withdraw(number, "answer"), "primary"),
        button(say("Remove all"), q.Withdraw(number, "nothing")),
    )
    return Reply(card=Card(title, Text(say("Questions to the City may be public records.")), actions))


def just_a_comment(scene: Scene, command: q.JustAComment) -> Reply:
    """Nothing changes; the prompt goes away."""
    question = scene.work.questions.get(command.question)
    if question is None or not may_see(scene.person, question):
        return sentence(scene.say("All right."))
    return sentence(scene.say("All right, {id} stays as it is.", id=question.id))
