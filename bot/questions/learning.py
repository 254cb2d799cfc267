"""Learning: a question that was sent elsewhere may teach where others like it belong (interaction.md, 2.3).

Only a champion's yes teaches anything. What was learned is a few words or a dataset with a topic; a coordinator can see
all of it, and have it forgotten. Nothing is learned from what is private, and what a question taught goes with its
words.
"""

from bot.desks.commands import TopicForget, TopicLearned
from bot.engine.errors import Refusal
from bot.engine.scene import Scene
from bot.people.lessons import Lesson
from bot.questions import commands as q
from bot.questions.guide import same, topics_known
from bot.questions.model import Question
from bot.questions.moving import question_of
from bot.questions.search import telling_words
from bot.questions.views import button
from bot.questions.vocabulary import stem
from bot.speech.cards import Actions, Card, Part, Text, fitting
from bot.speech.forms import Form, TextInput
from bot.speech.grammar import write
from bot.speech.plain import cut
from bot.speech.reply import Reply, sentence

WORDS, MOST = 4, 200


def asked_to_learn(scene: Scene, question: Question) -> list[Part]:
    """Whether questions like this one should go there too from now on; nothing where that can't be learned."""
    lesson, say = lesson_of(scene, question), scene.say
    if lesson is None:
        return []
    topic = cut(lesson.topic, 60)
    asked = say("Send questions like this to {topic} next time?", topic=topic)
    yes = button(say("Yes"), q.Learn(question.number), "primary", say("Send questions like this there next time"))
    once = button(say("Just this one"), q.JustAComment(question.number))
    return [Text(asked), Actions(yes, once)]


def lesson_of(scene: Scene, question: Question) -> Lesson | None:
    """What a question teaches as it stands: its dataset, else its telling words, belong to its topic."""
    if question.is_private or question.erased or not question.topic:
        return None
    if question.dataset:
        return Lesson(question.topic, (), question.dataset, question.number, scene.person.number, scene.request.at)
    language = scene.work.desk.language
    found = {stem(word, language): word for word in telling_words(question.text, WORDS)}
    if len(found) < 2:
        return None
    return Lesson(question.topic, tuple(found.values()), 0, question.number, scene.person.number, scene.request.at)


def learn(scene: Scene, command: q.Learn) -> Reply:
    """ "Yes": kept for the whole desk; saying it twice keeps it once."""
    question, say = question_of(scene, command.question), scene.say
    lesson, known = lesson_of(scene, question), scene.work.roster.lessons
    if lesson is None or not any(
        same(each.name, question.topic) for each in topics_known(scene.work.desk, scene.work.roster)
    ):
        raise scene.refuse("Nothing can be learned from {id}.", id=question.id)
    told = say("A coordinator can see it with `/opendata-admin topics learned`, and have it forgotten.")
    title = say("Noted. Questions like this go to {topic} from now on.", topic=lesson.topic)
    if any((each.question, each.topic) == (lesson.question, lesson.topic) for each in known):
        return sentence(title, told)
    if len(known) >= MOST:
        raise scene.refuse("I know {count} such things, which is the most. A coordinator can have some forgotten.",
                           count=len(known))  # fmt: skip
    scene.work.lessons.learn(lesson)
    return sentence(title, told)


def learned(scene: Scene, command: TopicLearned) -> Reply:
    """Everything that was learned, the newest first, with what forgets it."""
    say = scene.say
    found = [each for each in scene.work.roster.lessons if not command.topic or same(each.topic, command.topic)]
    if not found:
        return sentence(say("Nothing was learned yet. Routing goes by the topics and the roster alone."))
    title = say.many("{count} thing was learned", "{count} things were learned", len(found))
    forget = [
        button(say("Forget {id}", id=each.id), TopicForget(each.number), hint=say("Forget what {id} says", id=each.id))
        for each in found[:5]
    ]
    more = Text(say("and {count} more", count=len(found)))
    lines = fitting([Text(_line(scene, each)) for each in found], more, Actions(*forget), title=title)
    rest = [Text(say("and {count} more", count=len(found) - len(lines)))] if len(lines) < len(found) else []
    return Reply(card=Card(title, *lines, *rest, Actions(*forget)))


def _line(scene: Scene, lesson: Lesson) -> str:
    say, work = scene.say, scene.work
    dataset = work.catalog.dataset(lesson.dataset) if lesson.dataset else None
    about = cut(dataset.title, 100) if dataset else ", ".join(lesson.words)
    day = say.day(lesson.at, work.desk.timezone) if lesson.at else "—"
    by = work.roster.name(lesson.by, say("a champion"))
    return say("{lesson}: {about} goes to {topic}. By {champion} on {day}, from {id}.",
               lesson=lesson.id, about=about, topic=lesson.topic, champion=by, day=day,
               id=f"Q-{lesson.question}")  # fmt: skip


def forget(scene: Scene, command: TopicForget) -> Reply:
    """Routing goes by it no more; what was offered because of it stays where it is."""
    if not scene.work.lessons.forget(command.lesson):
        told = scene.say("I can't find {id}. See what was learned with `/opendata-admin topics learned`.",
                         id=f"L-{command.lesson}")  # fmt: skip
        raise Refusal(told, "E-NOTFOUND")
    return sentence(scene.say("Forgotten: {id}.", id=f"L-{command.lesson}"))


def forget_form(scene: Scene, command: TopicForget) -> Form:
    """Which of it."""
    field = TextInput("lesson", scene.say("Which one? A number like L-3"), max_length=12)
    return Form(scene.say("Forget something"), write(TopicForget()), (field,), scene.say("Continue"))
