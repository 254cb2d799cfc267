"""Topics: added, renamed, merged, with the words that point to them and who stands in (interaction.md §2.4).

A topic's name is on questions and in champions' rows too; all of them go along.
"""

from dataclasses import replace

from bot.desk import Desk, Topic
from bot.desks.commands import TopicAdd, TopicBackup, TopicKeywords, TopicMerge, TopicRename
from bot.desks.fields import distinct, listed
from bot.desks.settings import refuse_in_file, write
from bot.engine.scene import Scene
from bot.people.model import RosterRow
from bot.questions.board import refresh
from bot.questions.guide import same
from bot.questions.model import OPEN
from bot.questions.moving import named_champion
from bot.speech.cards import Card, Text
from bot.speech.forms import Form, Input, Pick, TextInput
from bot.speech.grammar import write as line_of
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Reply

# A Discord forum holds 20 tags, five of which say where a question stands; a tag's name holds 20 characters
# (Discord's "Channel Resource").
MOST_TAGS, LONGEST_TAG = 15, 20
LONGEST, MOST_KEYWORDS, MOST_TOPICS = 80, 200, 500
MOST_REDRAWN = 500


def add(scene: Scene, command: TopicAdd) -> Reply:
    """A topic that questions are about, with words, department and backup where they were said."""
    say, desk = scene.say, _chat(scene)
    name = _name(scene, command.text)
    if desk.topic(name) is not None:
        raise scene.refuse("There is a topic “{topic}” already.", topic=name)
    if len(desk.topics) >= MOST_TOPICS:
        raise scene.refuse("These are too many topics. Merge two of them first.")
    backup = scene.work.roster.name(named_champion(scene, command.backup)) if command.backup.strip() else ""
    department = one_line(clean(command.department))[:LONGEST]
    topic = Topic(name, _words(scene, command.keywords), department, backup)
    write(scene, replace(desk, topics=(*desk.topics, topic)))
    return _told(scene, say("The topic “{topic}” is there.", topic=name), name)


def rename(scene: Scene, command: TopicRename) -> Reply:
    """Another name; its questions and champions go along, and who follows it."""
    say, desk = scene.say, _chat(scene)
    topic, name = _named(scene, command.topic), _name(scene, command.text)
    other = desk.topic(name)
    if other is not None and not same(other.name, topic.name):
        raise scene.refuse("There is a topic “{topic}” already. To put two into one, use `topics merge`.", topic=name)
    topics = tuple(replace(topic, name=name) if each.name == topic.name else each for each in desk.topics)
    write(scene, _heard(replace(desk, topics=topics), topic.name, name))
    _goes_along(scene, topic.name, name)
    return _told(scene, say("“{topic}” is called “{name}” now.", topic=topic.name, name=name), name)


def merge(scene: Scene, command: TopicMerge) -> Reply:
    """One topic of two: questions, champions and keywords of the first go to the second."""
    say, desk = scene.say, _chat(scene)
    topic, into = _named(scene, command.topic), _named(scene, command.into)
    if same(topic.name, into.name):
        raise scene.refuse("Please choose two different topics.")
    words = distinct((*into.keywords, topic.name, *topic.keywords))[:MOST_KEYWORDS]
    both = replace(into, keywords=words, department=into.department or topic.department,
                   backup=into.backup or topic.backup)  # fmt: skip
    topics = tuple(both if each.name == into.name else each for each in desk.topics if each.name != topic.name)
    write(scene, _heard(replace(desk, topics=topics), topic.name, into.name))
    _goes_along(scene, topic.name, into.name)
    return _told(scene, say("“{topic}” is part of “{name}” now.", topic=topic.name, name=into.name), into.name)


def keywords(scene: Scene, command: TopicKeywords) -> Reply:
    """The words that point to a topic, as residents say them."""
    say, topic = scene.say, _named(scene, command.topic)
    _chat(scene)
    found = _words(scene, command.text)
    _replace(scene, topic, replace(topic, keywords=found))
    title = say("Words that point to “{topic}”:", topic=topic.name)
    return Reply(card=Card(title, Text(cut(", ".join(found), 1_200) or "—")))


def backup(scene: Scene, command: TopicBackup) -> Reply:
    """Who stands in for a topic where nobody who looks after it is there."""
    say, topic = scene.say, _named(scene, command.topic)
    _chat(scene)
    name = scene.work.roster.name(named_champion(scene, command.to))
    _replace(scene, topic, replace(topic, backup=name))
    return Reply(card=Card(say("{champion} stands in for “{topic}”.", champion=name, topic=topic.name)))


def _chat(scene: Scene) -> Desk:
    refuse_in_file(scene, ("topics",))
    return scene.work.desk


def _name(scene: Scene, text: str) -> str:
    name = one_line(clean(text))
    if not name or len(name) > LONGEST:
        raise scene.refuse("Please write a name of at most {count} characters.", count=LONGEST)
    return name


def _named(scene: Scene, words: str) -> Topic:
    found = scene.work.desk.topic(words)
    if found is not None:
        return found
    names = ", ".join(each.name for each in scene.work.desk.topics)
    raise scene.refuse("I don't know the topic “{topic}”. The topics are: {names}.",
                       topic=cut(words, 60), names=cut(names, 800) or "—")  # fmt: skip


def _words(scene: Scene, text: str) -> tuple[str, ...]:
    found = distinct(one_line(clean(each))[:LONGEST] for each in listed(text.replace(",", ";")))
    if len(found) > MOST_KEYWORDS:
        raise scene.refuse("These are too many words. At most {count} fit.", count=MOST_KEYWORDS)
    return tuple(each for each in found if each)


def _replace(scene: Scene, topic: Topic, after: Topic) -> None:
    desk = scene.work.desk
    write(scene, replace(desk, topics=tuple(after if each.name == topic.name else each for each in desk.topics)))


def _heard(desk: Desk, before: str, after: str) -> Desk:
    """The channels that hear of new data by a topic hear of it by its other name."""
    hearings = tuple(
        replace(room, topics=distinct(after if same(each, before) else each for each in room.topics))
        for room in desk.announce.hearings
    )
    return replace(desk, announce=replace(desk.announce, hearings=hearings))


def _goes_along(scene: Scene, before: str, after: str) -> None:
    """Champions and questions of a topic follow its name, and the cards that show it."""
    work = scene.work
    rows = [each.row for each in work.roster.champions]
    moved = [_with_topic(row, before, after) for row in rows]
    if moved != rows:
        work.people.save_roster(moved, scene.request.at)
    work.questions.retopic(before, after)
    work.lessons.retopic(before, after)
    work.follows.retopic(before, after)
    for question in work.questions.queue(topic=after, states=tuple(OPEN), limit=MOST_REDRAWN):
        refresh(work, question)


def _with_topic(row: RosterRow, before: str, after: str) -> RosterRow:
    if not any(same(each, before) for each in row.topics):
        return row
    return replace(row, topics=distinct(after if same(each, before) else each for each in row.topics))


def _told(scene: Scene, title: str, name: str) -> Reply:
    """What was done, with a warning where Discord's tags become too many or too long."""
    say, topics = scene.say, scene.work.desk.topics
    warnings = []
    if len(name) > LONGEST_TAG:
        warnings.append(say("Discord's tags hold {count} characters: this one cannot be a tag there.",
                            count=LONGEST_TAG))  # fmt: skip
    if len(topics) >= MOST_TAGS:
        warnings.append(say("There are {count} topics. A Discord forum has room for {most}: merge some.",
                            count=len(topics), most=MOST_TAGS))  # fmt: skip
    return Reply(card=Card(title, *map(Text, warnings)))


# ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────


def add_form(scene: Scene, command: TopicAdd) -> Form:
    """What the topic is called, and what points to it."""
    say = scene.say
    return _form(
        scene, say("A new topic"), TopicAdd(),
        TextInput("text", say("Its name"), command.text[:LONGEST], max_length=LONGEST),
        TextInput("keywords", say("Words for it, with ; between them"), command.keywords[:1000], "tree; park; canopy",
                  multiline=True, required=False, max_length=1000),
        TextInput("department", say("The department that owns its data"), command.department[:LONGEST], required=False,
                  max_length=LONGEST),
        Pick("backup", say("Who stands in?"), "champion"),
    )  # fmt: skip


def rename_form(scene: Scene, command: TopicRename) -> Form:
    """Which topic, and its new name."""
    say = scene.say
    name = TextInput("text", say("Its new name"), command.text[:LONGEST], max_length=LONGEST)
    return _form(scene, say("Rename a topic"), TopicRename(), _which(scene, command.topic), name)


def merge_form(scene: Scene, command: TopicMerge) -> Form:
    """Which topic goes into which."""
    say = scene.say
    into = Pick("into", say("Into which topic?"), "topic", command.into, command.into[:70], required=True)
    return _form(scene, say("Merge two topics"), TopicMerge(), _which(scene, command.topic), into)


def keywords_form(scene: Scene, command: TopicKeywords) -> Form:
    """Which topic, and the words that point to it."""
    say = scene.say
    topic = scene.work.desk.topic(command.topic) if command.topic else None
    now = "; ".join(topic.keywords) if topic else ""
    words = TextInput("text", say("Words for it, with ; between them"), now[:3000], "tree; park; canopy",
                      multiline=True, max_length=3000)  # fmt: skip
    return _form(scene, say("Words for a topic"), TopicKeywords(), _which(scene, command.topic), words)


def backup_form(scene: Scene, command: TopicBackup) -> Form:
    """Which topic, and who stands in."""
    say = scene.say
    to = Pick("to", say("Who stands in?"), "champion", required=True)
    return _form(scene, say("Backup of a topic"), TopicBackup(), _which(scene, command.topic), to)


def _which(scene: Scene, named: str) -> Input:
    return Pick("topic", scene.say("Which topic?"), "topic", named, named[:70], required=True)


_Topics = TopicAdd | TopicRename | TopicMerge | TopicKeywords | TopicBackup


def _form(scene: Scene, title: str, command: _Topics, *inputs: Input) -> Form:
    refuse_in_file(scene, ("topics",))
    return Form(title, line_of(command), inputs, scene.say("Save"))
