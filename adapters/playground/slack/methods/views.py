"""views.*: modals and Home tabs."""

from adapters.playground.slack.checks import check_view
from adapters.playground.slack.core import Core
from adapters.playground.slack.errors import SlackError
from adapters.playground.slack.views import View
from adapters.playground.slack.wire import Args, Json


def open_modal(core: Core, args: Args) -> Json:
    """Open a modal for whoever made the trigger id. A view that Slack refuses does not use the trigger up."""
    content = check_view(args.structure("view", "invalid_arguments"), "modal")
    trigger = core.triggers.spend(args.text("trigger_id"))
    return _answer(core, core.views.open(trigger.user, content))


def push(core: Core, args: Args) -> Json:
    """Put a modal on top of the one the trigger id comes from."""
    content = check_view(args.structure("view", "invalid_arguments"), "modal")
    trigger = core.triggers.spend(args.text("trigger_id"))
    return _answer(core, core.views.push(trigger.user, content))


def update(core: Core, args: Args) -> Json:
    """Replace an open view, found by ``view_id`` or ``external_id``."""
    if not args.text("view_id") and not args.text("external_id"):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    view = core.views.find(args.text("view_id"), args.text("external_id"))
    content = args.structure("view", "invalid_arguments")
    return _answer(core, core.views.update(view, content, args.text("hash")))


def publish(core: Core, args: Args) -> Json:
    """Show a Home tab to a person."""
    user = args.text("user_id")
    if user not in core.workspace.people:
        raise SlackError("user_not_found" if user else "invalid_arguments")
    content = args.structure("view", "invalid_arguments")
    return _answer(core, core.views.publish(user, content, args.text("hash")))


def _answer(core: Core, view: View) -> Json:
    return {"view": core.views.shape(view)}
