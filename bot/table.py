"""The table of commands: everything that can be said, in one place, as a table of contents.

The grammar, Slack's manifest, Discord's command tree, the help pages and the tests are all made from it.
"""

from datetime import date

from bot.catalog import commands as c
from bot.catalog import handlers as catalog
from bot.desks import commands as d
from bot.desks import handlers as desks
from bot.desks import leaving
from bot.engine.scene import Door, Row, Who
from bot.people import commands as p
from bot.people import handlers as people
from bot.people import leave, linking
from bot.questions import (
    answering,
    asking,
    championing,
    coordinating,
    escalating,
    following,
    forms,
    hearing,
    mending,
    minding,
    passing,
    personal,
    posting,
    ringing,
    snoozing,
)
from bot.questions import commands as q
from bot.speech.grammar import Grammar

_TEXT = ("text",)
_QUESTION = ("question",)
_SAID = ("question", "text")

COMMANDS: tuple[Row, ...] = (
    # Everybody: /opendata
    Row(q.Ask, asking.ask, Who.ANYONE, "Ask a question about the city's data",
        q.Ask(text="Why does the tree map miss Elm Street?"), form=forms.ask, needs=_TEXT, looks=asking.similar,
        checks=personal.asked),
    Row(q.Status, following.status, Who.ANYONE, "See where your questions stand", q.Status(142)),
    Row(q.Tell, minding.said, Who.ANYONE, "Add something to your question",
        q.Tell(142, "I mean 2024"), form=forms.tell, needs=_SAID, checks=personal.said),
    Row(q.Solved, following.solved, Who.ANYONE, "Say that the answer solved it",
        q.Solved(142), form=forms.which, needs=_QUESTION),
    Row(q.Reopen, following.reopen, Who.ANYONE, "Take up a solved or closed question again",
        q.Reopen(142, "The link is broken"), form=forms.reopen, needs=_SAID),
    Row(q.Withdraw, following.withdraw, Who.ANYONE, "Take your question back",
        q.Withdraw(142), form=forms.which, needs=_QUESTION),
    Row(c.Find, catalog.find, Who.ANYONE, "Search questions, answers and datasets",
        c.Find(text="street trees"), form=catalog.find_form, needs=_TEXT, looks=catalog.found),
    Row(c.ShowDataset, catalog.show, Who.ANYONE, "See what a dataset is and who looks after it",
        c.ShowDataset("Street Trees"), form=catalog.dataset_form, needs=_TEXT),
    Row(p.Champions, people.champions, Who.ANYONE, "See who looks after what", p.Champions("trees")),
    Row(p.LinkMe, linking.link_me, Who.ANYONE, "Join your accounts on two platforms", p.LinkMe("K7QM-3RTD")),
    Row(d.Help, desks.help_anyone, Who.ANYONE, "See what you can do here", d.Help()),
    # Champions: /champion
    Row(q.Queue, championing.queue, Who.CHAMPION, "See what waits for you", q.Queue("mine")),
    Row(q.Claim, championing.claim, Who.CHAMPION, "Take a question",
        q.Claim(142), form=forms.which, needs=_QUESTION),
    Row(q.WriteAnswer, answering.write_answer, Who.CHAMPION, "Answer a question",
        q.WriteAnswer(142, text="The map shows city trees only."), form=forms.answer, needs=_SAID,
        checks=personal.answered),
    Row(q.Clarify, minding.said, Who.CHAMPION, "Ask the asker for one thing",
        q.Clarify(142, text="Which years?"), form=forms.clarify, needs=("question", "need"),
        checks=personal.said),
    Row(q.HandOff, passing.hand_off, Who.CHAMPION, "Pass your question to another champion",
        q.HandOff(142, "@Maria"), form=forms.hand_off, needs=("question", "to")),
    Row(q.Release, passing.release, Who.CHAMPION, "Give a question back to the queue",
        q.Release(142), form=forms.which, needs=_QUESTION),
    Row(q.Snooze, minding.said, Who.CHAMPION, "Put your question aside until a day",
        q.Snooze(142, date(2026, 10, 14), "refresh"), form=snoozing.snooze_form, needs=("question", "until", "why"),
        checks=personal.said),
    Row(q.Escalate, escalating.escalate, Who.CHAMPION, "Ask the department inside, then an executive",
        q.Escalate(142, "internal", "Only you know the field"), form=escalating.escalate_form, needs=_SAID),
    Row(q.Deescalate, escalating.deescalate, Who.CHAMPION, "End the asking inside", q.Deescalate(142),
        form=forms.which, needs=_QUESTION),
    Row(q.Duplicate, passing.duplicate, Who.CHAMPION, "Say that a question was asked before",
        q.Duplicate(142, 118), form=forms.duplicate, needs=("question", "of")),
    Row(q.Route, passing.route, Who.CHAMPION, "Send a question to another topic or dataset",
        q.Route(142, topic="Trees"), form=forms.route, needs=("question", "subject")),
    Row(q.NoteIt, championing.note, Who.CHAMPION, "Leave a note that only champions see",
        q.NoteIt(142, "Public Works knows"), form=forms.note, needs=_SAID),
    Row(q.Close, minding.said, Who.CHAMPION, "Set a question aside, with a reason",
        q.Close(142, "no_data"), form=forms.close, needs=("question", "reason"), checks=personal.said),
    Row(p.Away, leave.away, Who.CHAMPION, "Say until when you are away", p.Away(date(2026, 10, 14), "@Maria"),
        form=leave.away_form, needs=("until",)),
    Row(p.Back, leave.back, Who.CHAMPION, "Say that you are back", p.Back()),
    Row(d.ChampionHelp, desks.help_champion, Who.ANYONE, "See what champions can do", d.ChampionHelp()),
    # Coordinators: /opendata-admin
    Row(p.RosterImport, people.roster_import, Who.COORDINATOR, "Compare a roster with the desk's, then take it over",
        p.RosterImport("public_name,level"), form=people.roster_form, needs=_TEXT),
    Row(p.RosterList, people.roster_list, Who.COORDINATOR, "See everybody on the roster", p.RosterList()),
    Row(p.RosterCheck, people.roster_check, Who.COORDINATOR, "See what the roster lacks", p.RosterCheck()),
    Row(q.Assign, coordinating.assign, Who.COORDINATOR, "Give a question to a champion",
        q.Assign(142, "@Maria"), form=forms.assign, needs=("question", "to")),
    Row(q.Hold, coordinating.hold, Who.COORDINATOR, "Hold a question back until somebody has looked",
        q.Hold(142, "Names a neighbour"), form=forms.hold, needs=_SAID),
    Row(q.ReleaseHold, coordinating.release_hold, Who.COORDINATOR, "Let a held question go on",
        q.ReleaseHold(142), form=forms.which, needs=_QUESTION),
    Row(q.Remove, coordinating.remove, Who.COORDINATOR, "Remove a question from public view",
        q.Remove(142, "Names a neighbour"), form=forms.remove, needs=_SAID),
    Row(d.Health, desks.health, Who.COORDINATOR, "See whether everything works", d.Health()),
    Row(p.Setup, people.setup, Who.ANYONE, "Become the first coordinator with the server's code", p.Setup("7F3A")),
    Row(d.AdminHelp, desks.help_admin, Who.ANYONE, "See what coordinators can do", d.AdminHelp()),
    # What buttons say
    Row(q.Preview, asking.preview, Who.ANYONE, "Look at your question before it is posted",
        q.Preview(17), looks=asking.leads, checks=personal.drafted, door=Door.PRESSED),
    Row(q.Edit, asking.edit, Who.ANYONE, "Change your question before it is posted",
        q.Edit(17, text="Why?"), form=forms.edit, needs=_TEXT, looks=asking.leads, checks=personal.said,
        door=Door.PRESSED),
    Row(q.Post, asking.post, Who.ANYONE, "Post your question", q.Post(17, "named"),
        looks=asking.leads, checks=personal.drafted, door=Door.PRESSED),
    Row(q.SayIt, minding.say_it, Who.ANYONE, "Post words that were kept back", q.SayIt(17),
        checks=personal.drafted, door=Door.PRESSED),
    Row(q.Rephrase, minding.rephrase, Who.ANYONE, "Change words that were kept back",
        q.Rephrase(17, "I mean 2024"), form=forms.rephrase, needs=_TEXT, checks=personal.said, door=Door.PRESSED),
    Row(q.Cancel, asking.cancel, Who.ANYONE, "Do not post", q.Cancel(17), door=Door.PRESSED),
    Row(q.LookUp, catalog.look_up, Who.ANYONE, "Search instead of asking", q.LookUp(17),
        looks=catalog.found_for_draft, door=Door.PRESSED),
    Row(q.Helped, asking.helped, Who.ANYONE, "This answers it", q.Helped(17, 118), door=Door.PRESSED),
    Row(q.NotYet, following.not_yet, Who.ANYONE, "The answer did not solve it",
        q.NotYet(142, "It is from 2019"), form=forms.not_yet, needs=_SAID, door=Door.PRESSED),
    Row(q.JustAComment, following.just_a_comment, Who.ANYONE, "It was only a comment",
        q.JustAComment(142), door=Door.PRESSED),
    Row(q.Agree, hearing.agree, Who.ANYONE, "Say whether your message may be tracked",
        q.Agree(17, "named"), checks=personal.drafted, door=Door.PRESSED),
    Row(q.EditAnswer, answering.edit, Who.CHAMPION, "Change an answer before it is posted",
        q.EditAnswer(18, text="City trees only."), form=forms.edit_answer, needs=_TEXT,
        checks=personal.answered, door=Door.PRESSED),
    Row(q.PostAnswer, answering.post, Who.CHAMPION, "Post an answer", q.PostAnswer(18),
        checks=personal.answer_drafted, door=Door.PRESSED),
    Row(q.Discard, answering.discard, Who.CHAMPION, "Throw an answer away", q.Discard(18), door=Door.PRESSED),
    Row(q.Accept, passing.accept, Who.CHAMPION, "Take a question passed to you",
        q.Accept(142), door=Door.PRESSED),
    Row(q.Decline, passing.decline, Who.CHAMPION, "Give back a question passed to you",
        q.Decline(142, "I am away"), form=forms.decline, needs=_SAID, door=Door.PRESSED),
    Row(q.StillOnIt, ringing.still_on_it, Who.CHAMPION, "Say that you are still on a question",
        q.StillOnIt(142), door=Door.PRESSED),
    Row(q.Wake, snoozing.wake, Who.CHAMPION, "Take up a question that was put aside", q.Wake(142),
        door=Door.PRESSED),
    Row(q.Different, passing.different, Who.ANYONE, "It is no duplicate", q.Different(142), door=Door.PRESSED),
    Row(q.More, championing.more, Who.CHAMPION, "See all that can be done with a question",
        q.More(142), door=Door.PRESSED),
    Row(p.Join, people.join, Who.ANYONE, "Say that you are on the roster", p.Join(), door=Door.PRESSED),
    Row(p.ListMe, people.list_me, Who.ANYONE, "Agree to be listed", p.ListMe(), door=Door.PRESSED),
    Row(p.RosterApply, people.roster_apply, Who.COORDINATOR, "Take over a compared roster",
        p.RosterApply(19), door=Door.PRESSED),
    # What adapters hear
    Row(q.Heard, hearing.heard, Who.ANYONE, "A message in a question's thread", q.Heard("2024"), checks=personal.said,
        door=Door.HEARD),
    Row(q.Unclear, hearing.unclear, Who.ANYONE, "Words that may be a question",
        q.Unclear("how many trees are there"), checks=personal.said, door=Door.HEARD),
    Row(q.Track, hearing.track, Who.ANYONE, "Track a message as a data question",
        q.Track("@U1", "Where is the bike data?"), door=Door.HEARD),
    Row(q.MarkAnswer, hearing.mark_answer, Who.ANYONE, "Mark a message as the answer",
        q.MarkAnswer("@U1", "City trees only."), checks=personal.said, door=Door.HEARD),
    Row(q.AskedBy, championing.asked_by, Who.CHAMPION, "What somebody asked for all to see",
        q.AskedBy("@U1"), door=Door.HEARD),
    Row(q.Changed, mending.changed, Who.ANYONE, "A message was edited",
        q.Changed("slack:msg:T1:C1:1.2", "2025"), checks=personal.said, door=Door.HEARD),
    Row(q.TakenBack, mending.taken_back, Who.ANYONE, "A message was deleted",
        q.TakenBack("slack:msg:T1:C1:1.2"), door=Door.HEARD),
    Row(q.Posted, posting.posted, Who.ANYONE, "A thread in the ask forum is a question",
        q.Posted("Where is the bike data?"), looks=posting.leads, checks=personal.said, door=Door.HEARD),
    Row(q.Rung, ringing.rung, Who.ANYONE, "The clock says that a wait is over", q.Rung(142), door=Door.HEARD),
    Row(d.Removed, leaving.removed, Who.ANYONE, "The app was removed from a workspace", d.Removed(), door=Door.HEARD),
    Row(p.Recognise, people.recognise, Who.ANYONE, "What a platform says of an account",
        p.Recognise("ana@example.gov", "ana"), door=Door.HEARD),
)  # fmt: skip

GRAMMAR = Grammar(row.command for row in COMMANDS if row.door is not Door.HEARD)
ROOTS = ("opendata", "champion", "opendata-admin")
