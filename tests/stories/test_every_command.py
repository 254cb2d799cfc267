"""Every command of the table stands in a story."""

from pathlib import Path

import pytest

from bot.catalog import commands as c
from bot.catalog.announcing import commands as a
from bot.desks import commands as d
from bot.digest import commands as g
from bot.engine.scene import Door, Row
from bot.people import commands as p
from bot.questions import commands as q
from bot.questions.commands import moderating as m
from bot.showcase import commands as s
from bot.showcase.rotation import commands as r
from bot.speech.command import Command
from bot.table import COMMANDS
from bot.watching import commands as w

# How a story says what nobody types: the words on the button, or what happens.
UNTYPED: dict[type[Command], str] = {
    q.Preview: 'presses("None of these")',
    q.Edit: 'sees_form("Edit your question"',
    q.Post: 'presses("Post with my name")',
    q.SayIt: 'presses("It\'s fine, post")',
    q.Rephrase: 'sees_form("Edit what you wrote"',
    q.Cancel: 'presses("Cancel")',
    q.LookUp: 'presses("Search instead")',
    q.Helped: 'presses("Q-1 answers it")',
    q.WriteMe: 'presses("Yes, write to me")',
    q.MeToo: 'presses("Me too"',
    q.Speak: 'presses("English")',
    q.NotYet: 'presses("Not yet"',
    q.JustAComment: 'presses("Just a comment")',
    q.Agree: 'presses("Yes")',
    q.EditAnswer: 'sees_form("Edit your answer"',
    q.PostAnswer: 'presses("Post answer")',
    q.Discard: "Thrown away. Nothing was posted.",
    q.Accept: 'presses("Accept"',
    q.Decline: 'presses("Decline"',
    c.Polled: "shows 4 of 40 datasets.",
    c.TrustPortal: 'presses("It is right"',
    c.AwaitPortal: 'presses("Wait"',
    c.DecideNote: 'presses("Approve"',
    c.SendNote: 'presses("It\'s fine, send it")',
    c.ChangeNote: 'presses("Change it")',
    q.StillOnIt: 'presses("Yes, tell them"',
    q.Wake: 'presses("Wake now"',
    q.Different: 'presses("It is different"',
    q.Rate: 'presses("Helpful"',
    q.Same: 'presses("It is the same"',
    q.StepAside: 'presses("Not for me"',
    q.TakeOver: 'presses("Ask to take over")',
    q.LetGo: 'presses("Yes, pass it on"',
    q.MarkLast: 'presses("Mark last reply as answer"',
    q.Learn: 'sees_only_you("Noted. Questions like this go',
    q.More: 'presses("More"',
    m.Report: 'presses("Not a question"',
    m.RaidOff: 'presses("Turn it off"',
    p.Join: 'presses("I am on the roster")',
    p.ListMe: 'presses("Yes, list me")',
    p.RosterApply: 'presses("Take it over")',
    d.SettingsApply: "/opendata-admin settings apply",
    d.SetDesk: 'sees_form("The desk"',
    d.SetTimers: 'sees_form("Timers"',
    d.SetLimits: 'sees_form("Limits"',
    d.SetSharing: 'sees_form("Fairness"',
    d.SetChannels: 'sees_form("Channels"',
    d.SetSource: 'sees_form("Your portal"',
    d.TakeSource: 'presses("Yes, take them over")',
    d.LookAgain: 'presses("Look again")',
    d.Suggested: 'presses("Use suggested")',
    d.GoLive: 'presses("Go live")',
    d.ChannelsFound: "is there for triage.",
    d.SourceFound: "Is this yours?",
    d.SourceRead: "datasets are known.",
    q.Heard: "replies_in_thread(",
    q.Unclear: "Do you want to ask this?",
    q.Track: 'uses_message_menu("Track as data question"',
    q.MarkAnswer: 'uses_message_menu("Mark as the answer"',
    q.AskedBy: "q.AskedBy(",
    q.Changed: ".edits(",
    q.TakenBack: ".deletes(",
    q.Posted: "q.Posted(",
    q.Undelivered: "cannot be shown on",
    q.Rung: ".ticks(",
    a.Announced: 'presses("See all 6"',
    a.DecideHold: 'presses("Announce as one"',
    a.AnnounceAgain: 'presses("Try again"',
    a.NotAnnounced: "New data could not be announced on",
    g.DigestRest: 'presses("Show all 12"',
    g.DigestMeaning: 'presses("What the numbers mean"',
    g.Rebalance: 'presses("Relieve Maria Lopez"',
    g.DigestDue: "week of Mon 5 Oct: nothing needs you",
    g.ReckonDigests: "Fri 15:00 (Fri 9 Oct, 15:00)",
    g.DigestRefused: "A digest could not be shown on",
    c.ReviewNotes: 'presses("Review usage notes"',
    a.SlotDue: "announced next: Thu 8 Oct",
    a.LookThrough: "21 datasets look new.",
    d.SetAnnouncements: "settings edit announcements",
    s.EditSketch: 'presses("Name a dataset")',
    s.MoreOfIt: 'sees_form("More about it"',
    s.ItsData: 'sees_form("The data in it"',
    s.AddData: 'presses("DS-',
    s.LookAtIt: 'presses("Look at it")',
    s.SendIt: 'presses("Send for review")',
    s.CancelIt: "Not sent. Your draft is kept",
    s.TellNews: 'presses("Tell what is new")',
    s.WithdrawIt: 'presses("Yes, take it back")',
    s.SeeData: 'presses("See the data"',
    s.WriteMaker: 'sees_form("Ask the maker")',
    s.AnswerLetter: 'presses("Answer", on=letter)',
    s.ReportLetter: 'presses("This is not all right"',
    s.Approve: 'presses("Approve", on=waiting(town))',
    s.AskChange: 'presses("Ask for a change"',
    s.DecideNews: 'presses("Tell the news"',
    s.Suggest: 'uses_message_menu("Suggest for showcase"',
    s.LinkChecked: "Its link did not answer when we looked.",
    s.TakeImage: "There is no picture",
    d.SetShowcase: "settings edit showcase",
    r.ShowAgain: 'presses("Try again"',
    r.NotShown: "S-1 could not be shown on",
    r.ShowDue: "Fri 9 Oct, 11:00",
    r.ThanksDue: "Thank you. New this week",
    r.ReckonSlots: "showcase.slots: Fri 11:00 → Wed 15:00",
    p.LeaveBegins: "starts:2026-10-08",
    c.Shared: 'says(PAGE, room="square")',
    w.Offer: 'presses("Ask a champion")',
    w.Noticed: 'says(TREES, room="square")',
    d.Removed: "app_is_removed(",
    p.HasLeft: ".leaves(",
    p.RosterChecked: "roster check",
    p.Recognise: "May we list you?",
}
STORIES = "\n".join(
    each.read_text(encoding="utf-8")
    for each in Path(__file__).parent.glob("test_*.py")
    if each.name != Path(__file__).name
)


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: f"{row.command.root} {row.command.verb}")
def test_it_stands_in_a_story(row: Row) -> None:
    if row.door is Door.TYPED:
        assert f"/{row.command.root} {row.command.verb}" in STORIES
    else:
        assert UNTYPED[row.command] in STORIES
