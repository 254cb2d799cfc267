"""People: who looks after what, the roster, and how an account comes by its rights."""

from bot.engine.scene import Scene
from bot.people.commands import (
    Champions,
    Join,
    ListMe,
    Recognise,
    RosterApply,
    RosterCheck,
    RosterChecked,
    RosterImport,
    RosterList,
)
from bot.people.model import Champion, Level
from bot.people.roster import RosterReport, diff_roster, read_roster
from bot.people.views import LEVELS, champion_line, who_left
from bot.questions.forms import draft_of, use_draft
from bot.questions.guide import same, topics_known
from bot.questions.model import Draft, DraftKind
from bot.questions.routing import Matter, rank
from bot.questions.views import button
from bot.speech.cards import Actions, Card, Note, Part, Text, fitting
from bot.speech.forms import Form, TextInput
from bot.speech.grammar import write
from bot.speech.plain import clean, cut, one_line
from bot.speech.reply import Errand, Reply, sentence
from bot.speech.words import said_in

SHOWN = 12


def champions(scene: Scene, command: Champions) -> Reply:
    """Who looks after what, by public name; nobody for a topic → a coordinator is named."""
    say, work = scene.say, scene.work
    wanted = one_line(clean(command.text))[:120]
    listed = [each for each in work.roster.champions if each.level is not Level.EXECUTIVE and each.pinned]
    if wanted:
        ranked = rank(Matter(wanted, topic=_topic(scene, wanted)), work.desk, work.roster, work.desk.calendar, {},
                      scene.request.at)  # fmt: skip
        listed = [each.champion for each in ranked if each.fits and each.champion.pinned]
    if not listed:
        return sentence(_nobody(scene, wanted))
    title = say("Who looks after “{topic}”", topic=wanted) if wanted else say("Who looks after what")
    lines: list[Part] = [Text(champion_line(each, say)) for each in listed[:SHOWN]]
    if len(listed) > SHOWN:
        lines.append(Text(say("and {count} more", count=len(listed) - SHOWN)))
    return Reply(card=Card(title, *fitting(lines, title=title)))


def _topic(scene: Scene, wanted: str) -> str:
    known = topics_known(scene.work.desk, scene.work.roster)
    return next((each.name for each in known if same(each.name, wanted)), "")


def _nobody(scene: Scene, wanted: str) -> str:
    coordinators = scene.work.roster.coordinators
    who = coordinators[0].public_name if coordinators else scene.say("a coordinator")
    if not wanted:
        return scene.say("Nobody is on the roster yet. Please talk to {who}.", who=who)
    return scene.say("Nobody looks after “{topic}” yet. Please talk to {who}.", topic=wanted, who=who)


# ── how an account comes by its rights ───────────────────────────────────────────────────────────────────────


def join(scene: Scene, command: Join) -> Reply:
    """The platform is asked for the account's e-mail address and handle; a line is never proof."""
    if scene.person.champion:
        return sentence(scene.say("You are on the roster as {name}.", name=scene.person.champion.public_name))
    return Reply(errand=Errand("profile"))


def list_me(scene: Scene, command: ListMe) -> Reply:
    """ "Yes, list me": asked for once more, and then pinned."""
    return Reply(errand=Errand("profile", agreed=True))


def recognise(scene: Scene, command: Recognise) -> Reply:
    """The roster's hint fits this account: with their agreement, rights hang on the account from now on."""
    say = scene.say
    if scene.person.champion:
        return sentence(say("You are on the roster as {name}.", name=scene.person.champion.public_name))
    found = _hinted(scene, command)
    if found is None:
        coordinators = scene.work.roster.coordinators
        who = coordinators[0].public_name if coordinators else say("a coordinator")
        return sentence(say("I can't find your account on the roster. Please talk to {who}.", who=who))
    if not command.agreed:
        title = say("You are on the roster as {name}. May we list you?", name=found.public_name)
        told = Text(say("People will see your public name, what you look after and when you work."))
        return Reply(card=Card(title, told, Actions(button(say("Yes, list me"), ListMe(), "primary"))))
    scene.work.people.pin(scene.person.identity, found.number, scene.request.at)
    return sentence(say("Welcome, {name}. See what waits with `/champion queue`.", name=found.public_name))


def _hinted(scene: Scene, command: Recognise) -> Champion | None:
    """The one champion, not pinned yet, whose hint is this account's verified address or handle."""
    platform = scene.person.identity.platform
    wanted = {each.casefold().lstrip("@") for each in (command.email, command.handle) if each}
    hints = [
        each
        for each in scene.work.roster.champions
        if not (each.pinned or each.has_left) and str(getattr(each.row, platform, "")).casefold().lstrip("@") in wanted
    ]
    return hints[0] if len(hints) == 1 else None


# ── the roster ───────────────────────────────────────────────────────────────────────────────────────────────


def roster_form(scene: Scene, command: RosterImport) -> Form:
    """A field to paste the roster into."""
    say = scene.say
    hint = say("public_name,level,department,topics,…")
    return Form(
        say("Import a roster"),
        write(RosterImport()),
        (TextInput("text", say("Paste the roster (CSV or YAML)"), placeholder=hint, multiline=True),),
        say("Compare first"),
    )


def roster_import(scene: Scene, command: RosterImport) -> Reply:
    """A dry run: what would change, row by row; the text is kept until it is taken over or a day has passed."""
    say, text = scene.say, command.text.strip()
    report = _read(text)
    if not report.rows:
        told = say("None of these rows can be imported. Nothing changed.")
        return Reply(card=Card(told, *_sentences(told, [said_in(say, each.sentence) for each in report.problems])))
    before = [each.row for each in scene.work.roster.champions]
    topics = [each.name for each in scene.work.desk.topics]
    changes = [said_in(say, each) for each in diff_roster(before, report.rows, topics).sentences()]
    home = scene.work.desk.home
    if home is not None and home.roster:
        title = say("Compared with the roster of today. The roster lives in {file}: change it there.", file=home.roster)
        problems = [said_in(say, problem.sentence) for problem in report.problems]
        return Reply(card=Card(title, *_sentences(title, [*changes, *problems])))
    title = say("Compared with the roster of today. Nothing has changed yet.")
    draft = scene.work.drafts.add(
        Draft(0, DraftKind.ROSTER, scene.person.number, text, scene.request.at, scene.request.where)
    )
    actions = Actions(button(say("Take it over"), RosterApply(draft.number), "primary"))
    problems = [said_in(say, problem.sentence) for problem in report.problems]
    return Reply(card=Card(title, *_sentences(title, [*changes, *problems], actions), actions))


def refuse_in_roster_file(scene: Scene) -> None:
    """Refuse where a file is the home of the roster."""
    home = scene.work.desk.home
    if home is not None and home.roster:
        raise scene.refuse(
            "The roster lives in {file}. Change it there, and start the service again.", file=home.roster
        )


def _read(text: str) -> RosterReport:
    first = text.lstrip().partition("\n")[0]  # a cell of a CSV may hold lines that begin with a hyphen
    yaml_like = first.startswith(("-", "{")) or ("," not in first and "\n- " in text)
    return read_roster(clean(text).encode(), "pasted.yml" if yaml_like else "pasted.csv")


def _sentences(title: str, lines: list[str], *beside: Part) -> list[Part]:
    parts: list[Part] = [Text(cut(line, 300)) for line in lines[:20]]
    return fitting(parts, *beside, title=title)


def roster_apply(scene: Scene, command: RosterApply) -> Reply:
    """Take over what was compared. Rows with problems stay out; nobody is messaged."""
    draft, say = draft_of(scene, command.draft, DraftKind.ROSTER), scene.say
    refuse_in_roster_file(scene)
    if draft.used:
        return sentence(say("This roster was already taken over."))
    report = _read(draft.text)
    if not any(row.level is Level.COORDINATOR for row in report.rows):
        raise scene.refuse("This roster has no coordinator, so nobody could change it again. Add yourself first.")
    scene.work.people.save_roster(report.rows, scene.request.at)
    use_draft(scene, draft, 1)
    told = say.many("{count} person is on the roster now.", "{count} people are on the roster now.", len(report.rows))
    return sentence(told, say("Nobody was messaged. Each joins with `/champion join`."))


def roster_list(scene: Scene, command: RosterList) -> Reply:
    """Everybody, with their level and whether their account is known."""
    say, roster = scene.say, scene.work.roster
    if not roster.champions:
        return sentence(say("Nobody is on the roster yet. Import one with `/opendata-admin roster import`."))
    title = say.many("{count} person on the roster", "{count} people on the roster", len(roster.champions))
    loads = scene.work.questions.loads()
    lines: list[Part] = [Text(_listed(scene, each, loads.get(each.number, 0))) for each in roster.champions]
    waiting = ", ".join(each.public_name for each in roster.champions if not (each.pinned or each.has_left))
    told = say("Have not joined yet: {names}. Nobody else sees their names before they do.", names=cut(waiting, 400))
    beside = [Note(told)] if waiting else []
    return Reply(card=Card(title, *fitting(lines[:36], *beside, title=title), *beside))


def _listed(scene: Scene, champion: Champion, load: int) -> str:
    say = scene.say
    state = say("account known") if champion.pinned else say("has not joined yet")
    if champion.has_left:
        state = say("has left")
    elif champion.away_until and champion.is_away(scene.request.at, scene.work.desk.calendar):
        state += " · " + say("away until {day}", day=say.day(champion.away_until))
    elif champion.away_from and champion.away_until:
        first, last = say.day(champion.away_from), say.day(champion.away_until)
        state += " · " + say("away from {first} until {last}", first=first, last=last)
    held = say.many("{count} open question", "{count} open questions", load)
    return f"{champion_line(champion, say)} · {say(LEVELS[champion.level])} · {state} · {held}"


def roster_check(scene: Scene, command: RosterCheck) -> Reply:
    """The platforms are asked first who is still there: not all of them tell it by themselves."""
    return Reply(errand=Errand("members"))


def roster_checked(scene: Scene, command: RosterChecked) -> Reply:
    """What the roster lacks, as sentences that say what to do."""
    say, work = scene.say, scene.work
    found = [*who_left(work.roster, say), *_without_champion(scene), *_without_account(scene), *_without_backup(scene)]
    if not work.roster.coordinators:
        found.insert(0, say("There is no coordinator. Add one to the roster."))
    if not found:
        return sentence(say("The roster is complete: every topic has a champion, and every account is known."))
    title = say.many("{count} thing to look at", "{count} things to look at", len(found))
    return Reply(card=Card(title, *_sentences(title, found)))


def _without_champion(scene: Scene) -> list[str]:
    roster, say = scene.work.roster, scene.say
    everything = any("*" in each.topics for each in roster.champions if each.level is Level.EXTERNAL)
    missing = [
        topic.name
        for topic in scene.work.desk.topics
        if not any(same(name, topic.name) for each in roster.champions for name in each.topics)
    ]
    if not missing or everything:
        return []
    return [say("Nobody looks after: {topics}.", topics=", ".join(missing)[:600])]


def _without_account(scene: Scene) -> list[str]:
    names = [each.public_name for each in scene.work.roster.champions if not (each.pinned or each.has_left)]
    if not names:
        return []
    return [scene.say("Not joined yet: {names}. Ask them to say `/champion join`.", names=", ".join(names)[:600])]


def _without_backup(scene: Scene) -> list[str]:
    roster = scene.work.roster
    names = [c.public_name for c in roster.champions if c.backup and roster.named(c.backup) is None]
    return [scene.say("The backup of {names} is not on the roster.", names=", ".join(names)[:600])] if names else []
