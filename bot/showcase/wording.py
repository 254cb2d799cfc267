"""The words for projects: where they stand, how far they have come, and why one can't be shown."""

from bot.showcase.model import ProjectState, Stage
from bot.speech.words import mark

STATES = {
    ProjectState.DRAFT: mark("not sent yet"),
    ProjectState.REVIEW: mark("waiting for a coordinator"),
    ProjectState.CHANGES: mark("waiting for a change"),
    ProjectState.APPROVED: mark("approved"),
    ProjectState.DECLINED: mark("not shown"),
    ProjectState.WITHDRAWN: mark("taken back"),
    ProjectState.REMOVED: mark("removed"),
}
STAGES = {
    Stage.IDEA: mark("an idea"),
    Stage.PROTOTYPE: mark("a working prototype"),
    Stage.LIVE: mark("in use"),
    Stage.ARCHIVED: mark("no longer worked on"),
}
# Of each reason: how a coordinator chooses it, and what its maker reads (interaction.md, section 8).
REASONS = {
    "link": (mark("The link leads nowhere"), mark("We can't feature it yet because the link leads nowhere.")),
    "login": (mark("The link needs a login"), mark("We can't feature it yet because the link needs a login.")),
    "no_data": (
        mark("I don't see the city's data in it"),
        mark("We can't feature it yet because we don't see where the city's data is in it."),
    ),
    "unclear": (
        mark("It is not clear what it does"),
        mark("We can't feature it yet because it is not clear to us what it does."),
    ),
    "harm": (
        mark("It could harm people"),
        mark("We can't feature it because it could tell too much about people, or harm them."),
    ),
    "not_fit": (mark("It does not fit here"), mark("We can't feature it because it does not fit here.")),
    "other": (mark("Another reason"), mark("We can't feature it yet.")),
}
FIXABLE = frozenset({"link", "login", "no_data", "unclear", "other"})
