"""The rows of projects in the table of commands."""

from bot.engine.scene import Door, Row, Who
from bot.questions.moderation import muting
from bot.showcase import commands as s
from bot.showcase import drafting, forms, letters, making, reviewing, sending
from bot.showcase.giving_back import giving_back
from bot.showcase.looking_over import drafted
from bot.showcase.rotation.rows import BY_THE_CLOCK, ON_CARDS, SCHEDULING

FOR_ANYONE: tuple[Row, ...] = (
    Row(s.Showcase, giving_back(drafting.showcase), Who.ANYONE, "Show what you built with the city's data",
        s.Showcase(title="Shade Finder", link="https://shade.example", text="Finds the shady way"),
        form=forms.showcase_form, needs=("title", "link", "text"), muted=drafting.kept),
    Row(s.MyProjects, making.my_projects, Who.ANYONE, "See where your projects stand", s.MyProjects(12)),
)  # fmt: skip
FOR_COORDINATORS: tuple[Row, ...] = (
    Row(s.Review, reviewing.review, Who.COORDINATOR, "See which projects wait for you", s.Review(12)),
    Row(s.DeclineIt, giving_back(reviewing.decline), Who.COORDINATOR, "Decline a project, with a kind reason",
        s.DeclineIt(12, 1, "login"), form=forms.decline_form, needs=("project", "reason")),
    Row(s.RemoveIt, giving_back(reviewing.remove), Who.COORDINATOR, "Remove a project from everywhere",
        s.RemoveIt(12, "It is sold now"), form=forms.remove_form, needs=("project", "text")),
    *SCHEDULING,
)  # fmt: skip
PRESSED: tuple[Row, ...] = (
    Row(s.EditSketch, giving_back(drafting.edit), Who.ANYONE, "Change a project before it is sent",
        s.EditSketch(17, "Shade Finder", "https://shade.example", text="Finds the shady way"), form=forms.edit_form,
        needs=("title", "link", "text"), door=Door.PRESSED),
    Row(s.MoreOfIt, giving_back(drafting.more), Who.ANYONE, "Say more about a project before it is sent",
        s.MoreOfIt(17, "done", runs="Code for Elmford"), form=forms.more_form, needs=("step",), door=Door.PRESSED),
    Row(s.ItsData, drafting.its_data, Who.ANYONE, "Say which data is in a project", s.ItsData(17, "DS-3"),
        form=forms.data_form, needs=("first",), door=Door.PRESSED),
    Row(s.AddData, drafting.add_data, Who.ANYONE, "Add a dataset to a project", s.AddData(17, "DS-3"),
        door=Door.PRESSED),
    Row(s.LookAtIt, drafting.look, Who.ANYONE, "Look at a project before it is sent", s.LookAtIt(17), checks=drafted,
        door=Door.PRESSED),
    Row(s.SendIt, sending.send, Who.ANYONE, "Send a project for review", s.SendIt(17), checks=drafted,
        muted=muting.still, door=Door.PRESSED),
    Row(s.CancelIt, drafting.cancel, Who.ANYONE, "Do not send a project", s.CancelIt(17), door=Door.PRESSED),
    Row(s.TellNews, giving_back(making.tell_news), Who.ANYONE, "Tell what is new in a project",
        s.TellNews(12, "It works offline"), form=forms.news_form, needs=("text",), muted=muting.told,
        door=Door.PRESSED),
    Row(s.WithdrawIt, making.withdraw, Who.ANYONE, "Take a project back", s.WithdrawIt(12, "yes"), door=Door.PRESSED),
    Row(s.SeeData, making.see_data, Who.ANYONE, "See which data is in a project", s.SeeData(12), door=Door.PRESSED),
    Row(s.WriteMaker, giving_back(letters.write), Who.ANYONE, "Write to who made a project",
        s.WriteMaker(12, "ask", "Is it free?"), form=forms.letter_form, needs=("text",), muted=muting.told,
        door=Door.PRESSED),
    Row(s.AnswerLetter, giving_back(letters.answer), Who.ANYONE, "Answer who wrote to you about a project",
        s.AnswerLetter(3, "Yes, it is"), form=forms.answer_form, needs=("text",), muted=muting.told,
        door=Door.PRESSED),
    Row(s.ReportLetter, letters.report, Who.ANYONE, "Show a coordinator what was written to you", s.ReportLetter(3),
        door=Door.PRESSED),
    Row(s.Approve, reviewing.approve, Who.COORDINATOR, "Let a project be shown", s.Approve(12, 1), door=Door.PRESSED),
    Row(s.AskChange, giving_back(reviewing.ask_change), Who.COORDINATOR, "Ask for a change of a project",
        s.AskChange(12, 1, "Please say which streets"), form=forms.change_form, needs=("text",), door=Door.PRESSED),
    Row(s.DecideNews, reviewing.decide_news, Who.COORDINATOR, "Decide on the news of a project",
        s.DecideNews(12, 1, "approve"), door=Door.PRESSED),
    *ON_CARDS,
)  # fmt: skip
HEARD_OF: tuple[Row, ...] = (
    Row(s.Suggest, drafting.suggest, Who.ANYONE, "Suggest what a message tells of", s.Suggest("@U1", "Look at this"),
        form=forms.suggest_form, needs=("nothing_to_ask",), door=Door.HEARD),
    Row(s.LinkChecked, drafting.link_checked, Who.ANYONE, "What was found at a project's link",
        s.LinkChecked(17, "https://shade.example/", "fine"), checks=drafted, door=Door.HEARD),
    Row(s.TakeImage, drafting.take_image, Who.ANYONE, "The picture of a project", s.TakeImage(17), checks=drafted,
        door=Door.HEARD),
    *BY_THE_CLOCK,
)  # fmt: skip
